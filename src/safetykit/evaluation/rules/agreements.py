"""Agreements: what replaced them, who signed them, and how each expectation stands.

How an expectation stands is read from what partners returned on the actions that carry it out, and
from nothing else: without a return there is no evidence, which is not a failure.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Final

import attrs

from safetykit.evaluation.findings import Check, Family, Finding, Severity
from safetykit.evaluation.rules.asking import Ask
from safetykit.model import Agreement, Expectation, Id, Plan, ProgressStatus, ProgressUpdate
from safetykit.quantities import Answer, PartialDate

__all__ = ["Expected", "Fulfilment", "check_agreements", "expectations"]

SUCCEEDED: Final = Ask(
    code="SK-A501",
    title="have a successor, from a day that is not known or is still to come",
    of="agreements",
    family=Family.AGREEMENTS,
    severity=Severity.NOTICE,
    hint="Find out from when, and name the successor.",
)
SUPERSEDED: Final = Ask(
    code="SK-A502",
    title="are used after they were superseded",
    of="agreements",
    family=Family.AGREEMENTS,
    hint="Name the successor, and check what it expects of whom.",
)
ENDED: Final = Ask(
    code="SK-A503",
    title="had ended, or had not begun, at the plan's date",
    of="signatories whose life is known",
    family=Family.AGREEMENTS,
    hint="Ask which body has taken on what was signed.",
)
NOBODYS: Final = Ask(
    code="SK-A504",
    title="fall on nobody who is named as a signatory",
    of="expectations",
    family=Family.AGREEMENTS,
    severity=Severity.NOTICE,
    hint="Name who is expected to do it.",
)
NO_EVIDENCE: Final = Ask(
    code="SK-A505",
    title="have no return that shows how they stand",
    of="expectations, counted for each signatory",
    family=Family.AGREEMENTS,
    severity=Severity.NOTICE,
    hint="Link the expectation to the actions that carry it out, and ask for a return on them.",
)
NOT_MET: Final = Ask(
    code="SK-A506",
    title="are not met by the latest return",
    of="expectations, counted for each signatory",
    family=Family.AGREEMENTS,
    hint="Ask what stands in the way, and until when.",
)


class Fulfilment(StrEnum):
    """How an expectation stands, by the latest return."""

    MET = "met"
    NOT_MET = "not met"
    NO_EVIDENCE = "no evidence"


_BY_STATUS: Final = {
    ProgressStatus.COMPLETE: Fulfilment.MET,
    ProgressStatus.ON_TRACK: Fulfilment.MET,
    ProgressStatus.DELAYED: Fulfilment.NOT_MET,
    ProgressStatus.STOPPED: Fulfilment.NOT_MET,
}


@attrs.frozen(kw_only=True)
class Expected:
    """What one signatory is expected to do, and how it stands.

    Attributes:
        agreement: The agreement.
        expectation: What is expected.
        signatory: Of which body.
        fulfilment: How it stands.
        updates: The latest return on each action that carries it out.
        path: Where the expectation stands in the plan.
    """

    agreement: Agreement
    expectation: Expectation
    signatory: Id
    fulfilment: Fulfilment
    updates: tuple[ProgressUpdate, ...]
    path: tuple[str | int, ...]


def expectations(plan: Plan, *, as_of: dt.date) -> tuple[Expected, ...]:
    """Return how each expectation of each signatory stands on a day.

    An action that is on track or complete counts as met, one that is delayed or stopped as not met;
    any other status, or no return by that day, is no evidence. One action that is not met outweighs
    others that are. Only actions that a signatory owns, shares or is named for are its own; an
    action that names nobody counts for all.
    """
    known = sorted((u for u in plan.updates if u.received <= as_of), key=lambda u: u.received)
    latest = {update.action: update for update in known}
    return tuple(
        Expected(
            agreement=agreement,
            expectation=expectation,
            signatory=signatory,
            fulfilment=_fulfilment(own, latest),
            updates=tuple(latest[action] for action in own if action in latest),
            path=("agreements", i, "expectations", j),
        )
        for i, agreement in enumerate(plan.agreements)
        for j, expectation in enumerate(agreement.expectations)
        for signatory in expectation.of or agreement.signatories
        for own in [[a for a in expectation.actions if _is_of(plan, a, signatory)]]
    )


def _fulfilment(own: Sequence[Id], latest: Mapping[Id, ProgressUpdate]) -> Fulfilment:
    stands = [
        _BY_STATUS.get(latest[a].status, Fulfilment.NO_EVIDENCE) if a in latest else None
        for a in own
    ]
    if Fulfilment.NOT_MET in stands:
        return Fulfilment.NOT_MET
    return Fulfilment.MET if set(stands) == {Fulfilment.MET} else Fulfilment.NO_EVIDENCE


def _is_of(plan: Plan, name: Id, signatory: Id) -> bool:
    """Return whether an action is a signatory's, or names nobody and so counts for all."""
    action = plan.action(name)
    named = {action.owner, *action.partners, *(c.actor for c in action.commitments)} - {None}
    return not named or signatory in named


def check_agreements(plan: Plan, *, as_of: dt.date) -> Iterable[Check]:
    """Look at what replaced each agreement, at its signatories and at its expectations."""
    agreed = list(enumerate(plan.agreements))
    stated = [(i, a) for i, a in agreed if a.superseded_by or a.superseded_on]
    used = [(i, a) for i, a in stated if _is_over(a, as_of)]
    yield SUCCEEDED.check(
        len(agreed), (_succeeded(plan, i, a) for i, a in stated if (i, a) not in used)
    )
    yield SUPERSEDED.check(len(agreed), (_superseded(plan, i, a, as_of) for i, a in used))
    lives = [(i, s) for i, a in agreed for s in a.signatories if plan.organisation(s).existed]
    yield ENDED.check(len(lives), (f for i, s in lives for f in _ended(plan, i, s, as_of)))
    expected = [(i, j, e) for i, a in agreed for j, e in enumerate(a.expectations)]
    yield NOBODYS.check(len(expected), (f for i, j, e in expected for f in _nobodys(plan, i, j, e)))
    standing = expectations(plan, as_of=as_of)
    due = [e for e in standing if not _is_to_come(plan, e, as_of)]
    yield NO_EVIDENCE.check(len(standing), _standing(plan, due, Fulfilment.NO_EVIDENCE))
    yield NOT_MET.check(len(standing), _standing(plan, standing, Fulfilment.NOT_MET))


def _is_over(agreement: Agreement, as_of: dt.date) -> bool:
    on = agreement.superseded_on
    return on is not None and PartialDate.of(as_of).before(on) is Answer.NO


def _successor(plan: Plan, agreement: Agreement) -> str:
    names = [a.title for a in plan.agreements if a.id == agreement.superseded_by]
    return f"“{names[0]}”" if names else "another, which is not named"


def _succeeded(plan: Plan, i: int, agreement: Agreement) -> Finding:
    on = agreement.superseded_on
    when = f"from {on}" if on is not None and on.known else "from a day that is not known"
    message = (
        f"“{agreement.title}” has been or is to be replaced by {_successor(plan, agreement)}, "
    )
    return SUCCEEDED.finding(
        plan, ("agreements", i), agreement.id, f"{message}{when}.", settled=agreement.source
    )


def _superseded(plan: Plan, i: int, agreement: Agreement, as_of: dt.date) -> Finding:
    message = (
        f"The plan names “{agreement.title}” on {as_of}; it was replaced by "
        f"{_successor(plan, agreement)} on {agreement.superseded_on}."
    )
    return SUPERSEDED.finding(
        plan, ("agreements", i), agreement.id, message, settled=agreement.source
    )


def _ended(plan: Plan, i: int, signatory: Id, as_of: dt.date) -> Iterator[Finding]:
    body = plan.organisation(signatory)
    life = body.existed
    if life is None or life.covers(as_of) is not Answer.NO:
        return
    ended = life.end is not None and life.end.before(PartialDate.of(as_of)) is Answer.YES
    when = f"ended ({life.end})" if ended else f"began ({life.start})"
    follower = f" What followed it: {body.successor}." if ended and body.successor else ""
    yield ENDED.finding(
        plan,
        ("agreements", i, "signatories"),
        body.id,
        f"{body.name} is a signatory of “{plan.agreements[i].title}” "
        f"{'after' if ended else 'before'} it {when}.{follower}",
        settled=body.source,
    )


def _nobodys(plan: Plan, i: int, j: int, expectation: Expectation) -> Iterator[Finding]:
    agreement = plan.agreements[i]
    outside = [plan.organisation(o).name for o in expectation.of if o not in agreement.signatories]
    if not expectation.of and not agreement.signatories:
        why = "It names nobody, and the agreement names no signatory."
    elif not agreement.signatories:
        why = f"It falls on {', '.join(outside)}, and the agreement names no signatory."
    elif outside:
        why = f"It falls on {', '.join(outside)}, not named as a signatory."
    else:
        return
    message = f"“{agreement.title}” expects: {expectation.what.rstrip('.')}. {why}"
    yield NOBODYS.finding(plan, ("agreements", i, "expectations", j), agreement.id, message)


def _standing(plan: Plan, standing: Iterable[Expected], wanted: Fulfilment) -> Iterator[Finding]:
    ask = NOT_MET if wanted is Fulfilment.NOT_MET else NO_EVIDENCE
    for expected in standing:
        if expected.fulfilment is not wanted:
            continue
        body = plan.organisation(expected.signatory)
        message = (
            f"“{expected.agreement.title}” expects of {body.name}: "
            f"{expected.expectation.what.rstrip('.')}. {_returned(plan, expected)}"
        )
        yield ask.finding(plan, expected.path, body.id, message)


def _is_to_come(plan: Plan, expected: Expected, as_of: dt.date) -> bool:
    """Return whether nobody can have returned anything yet, because the plan has not begun."""
    start = plan.period.period.start
    begins_later = start is not None and PartialDate.of(as_of).before(start) is Answer.YES
    return begins_later and bool(expected.expectation.actions) and not expected.updates


def _returned(plan: Plan, expected: Expected) -> str:
    if not expected.expectation.actions:
        return "No action of the plan is linked to it."
    if not expected.updates:
        return "Nothing has been returned on the actions that carry it out."
    words = [
        f"“{plan.action(u.action).title}” is {u.status} ({u.author}, {u.received})"
        for u in expected.updates
    ]
    return f"By the latest returns, {'; '.join(words)}."
