"""Bodies in agreements, duties and work of a time when they did not exist, and beside heirs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Final

from safetykit.evaluation.findings import Check, Family, Finding, Severity
from safetykit.evaluation.rules.asking import Ask
from safetykit.evaluation.rules.spelling import same_words
from safetykit.evaluation.rules.uses import Use, uses
from safetykit.model import Membership, Organisation, Plan
from safetykit.quantities import Answer, PartialDate, Period

__all__ = ["check_lives"]

ELSEWHERE: Final = Ask(
    code="SK-A902",
    title="are named in agreements, duties or work of a time when they did not exist",
    of="bodies whose life is known",
    family=Family.BODIES,
    hint="Name the body that had, or has taken over, its duties.",
)
HEIRS: Final = Ask(
    code="SK-A903",
    title="are named beside the body that followed them",
    of="bodies with a successor",
    family=Family.BODIES,
    severity=Severity.NOTICE,
    hint="Name the one that exists, and the other as its predecessor.",
)
MEMBERS: Final = Ask(
    code="SK-A904",
    title="last longer than the body",
    of="memberships with dates",
    family=Family.BODIES,
    hint="Correct the dates of the membership.",
)
TIMES: Final = ("in_force", "ran", "holds", "valid")  # the time of what a body is named in


def check_lives(plan: Plan, *, as_of: dt.date) -> Iterable[Check]:
    """Lay each body's life beside everything that names it, but for being a member today."""
    dated = [o for o in plan.organisations if o.existed is not None]
    named = [use for use in uses(plan, "organisations") if use.holder is not plan.partnership]
    yield ELSEWHERE.check(len(dated), (f for o in dated for f in _outside(plan, o, named, as_of)))
    followed = [o for o in plan.organisations if o.successor]
    active = {use.name for use in uses(plan, "organisations")}
    both = (f for o in followed if o.id in active for f in _heirs(plan, o))
    yield HEIRS.check(len(followed), both)
    members = [m for m in plan.partnership.members if m.valid is not None]
    yield MEMBERS.check(len(members), (f for m in members for f in _longer(plan, m)))


def _outside(plan: Plan, body: Organisation, named: list[Use], as_of: dt.date) -> Iterator[Finding]:
    """Find a body that is named where it cannot have taken part; one finding with all places."""
    life = body.existed or Period()
    wrong = [u for u in named if u.name == body.id and _apart(life, _time(u.holder, as_of))]
    if not wrong:
        return
    places = ", ".join(dict.fromkeys(_called(use) for use in wrong))
    first = _time(wrong[0].holder, as_of)
    ended = life.end is not None and first.start and life.end.before(first.start) is Answer.YES
    when = f"after it ended ({life.end})" if ended else f"before it began ({life.start})"
    heir = f" What followed it: {body.successor}." if ended and body.successor else ""
    yield ELSEWHERE.finding(
        plan,
        wrong[0].where,
        body.id,
        f"{body.name} is named {when}: {places}.{heir}",
        settled=body.source,
    )


def _time(holder: object, as_of: dt.date) -> Period:
    """Return the time for which an object names a body: its own, or the day of the audit."""
    for name in TIMES:
        period = getattr(holder, name, None)
        if isinstance(period, Period) and (period.start or period.end):
            # A body signs, or takes up work, when it begins; it need not outlast it.
            return Period(start=period.start, end=period.start) if period.start else period
    when = getattr(holder, "when", None)
    day = when if isinstance(when, PartialDate) and when.known else PartialDate.of(as_of)
    return Period(start=day, end=day)


def _apart(life: Period, time: Period) -> bool:
    """Return whether two stretches of time cannot share a day."""
    return any(
        one.end is not None
        and other.start is not None
        and one.end.before(other.start) is Answer.YES
        for one, other in ((life, time), (time, life))
    )


def _called(use: Use) -> str:
    title = getattr(use.holder, "title", "") or getattr(use.holder, "id", "")
    return f"{use.field.replace('_', ' ')} of “{title}”"


def _heirs(plan: Plan, body: Organisation) -> Iterator[Finding]:
    """Find the successor, under any of its names, of a body that the plan still gives a part."""
    heirs = [
        other.name
        for other in plan.organisations
        if other is not body
        and any(same_words(body.successor, name) for name in (other.name, *other.also_called))
    ]
    if heirs:
        where = ("organisations", plan.organisations.index(body))
        message = f"{body.name} and {' and '.join(heirs)}, which followed it, are both named."
        yield HEIRS.finding(plan, where, body.id, message, settled=body.source)


def _longer(plan: Plan, member: Membership) -> Iterator[Finding]:
    body = plan.organisation(member.organisation)
    life, valid = body.existed, member.valid
    if life is None or valid is None:
        return
    early = valid.start and life.start and valid.start.before(life.start) is Answer.YES
    late = valid.end and life.end and life.end.before(valid.end) is Answer.YES
    if early or late:
        yield MEMBERS.finding(
            plan,
            ("partnership", "members", plan.partnership.members.index(member), "valid"),
            body.id,
            f"The membership of {body.name} lasts {valid}, and the body existed {life}.",
            settled=body.source,
        )
