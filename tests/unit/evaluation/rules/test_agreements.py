"""Agreements: what replaced them, who signed, and how each expectation stands. Needs no numpy."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from safetykit.documents import load
from safetykit.evaluation import Check, Fulfilment, Severity, audit, expectations
from safetykit.model import (
    Action,
    Agreement,
    Commitment,
    Expectation,
    Organisation,
    Plan,
    ProgressStatus,
    ProgressUpdate,
    Strength,
)
from safetykit.model.ids import Id
from safetykit.quantities import PartialDate, Period

Make = Callable[..., Plan]
DAY = dt.date(2018, 12, 31)
PLANS = Path(__file__).parents[4] / "examples/plans"
A, B = Id("a"), Id("b")


def returned(status: ProgressStatus, day: dt.date = dt.date(2018, 6, 1)) -> ProgressUpdate:
    """Return a return on the action."""
    return ProgressUpdate(
        action=Id("do"),
        period=Period(),
        received=day,
        status=status,
        words="Words.",
        author="A post",
    )


@pytest.fixture
def agreed(make_plan: Make, make_period: Callable[[str], Period]) -> Make:
    """Return a maker of plans with one agreement of two bodies, of which b ended in 2015."""

    def make(
        *, updates: tuple[ProgressUpdate, ...] = (), owner: Id | None = None, **parts: Any
    ) -> Plan:
        known: dict[str, Any] = {"id": Id("deal"), "title": "Deal", "signatories": (A, B)}
        bodies = (
            Organisation(id=A, name="Body A"),
            Organisation(
                id=B,
                name="Body B",
                existed=make_period("2010 to 2015-03-31"),
                successor="Heir",
                source="An order",
            ),
        )
        action = Action(
            id=Id("do"),
            title="Do it",
            commitments=(Commitment(what="do it", strength=Strength.WILL),),
            owner=owner,
        )
        return make_plan(
            organisations=bodies,
            actions=(action,),
            agreements=(Agreement(**(known | parts)), Agreement(id=Id("next"), title="Next")),
            updates=updates,
        )

    return make


@pytest.mark.parametrize(
    ("superseded_on", "code", "words"),
    [
        ("2018-12-31", "SK-A502", "names “Deal” on 2018-12-31; it was replaced by “Next” on 2018"),
        ("2019-01-01", "SK-A501", "is to be replaced by “Next”, from 2019-01-01."),
        ("2019", "SK-A501", "from 2019."),
        ("unknown", "SK-A501", "from a day that is not known."),
        ("2017", "SK-A502", "replaced by “Next” on 2017."),
    ],
)
def test_superseded_agreement(
    agreed: Make,
    find: Callable[[Plan, str], Check],
    superseded_on: str,
    code: str,
    words: str,
) -> None:
    """An agreement is used after its end only if the end is surely past; the day is named."""
    plan = agreed(superseded_by=Id("next"), superseded_on=PartialDate.parse(superseded_on))
    other = {"SK-A501": "SK-A502", "SK-A502": "SK-A501"}[code]
    (finding,) = find(plan, code).findings

    assert words in finding.message
    assert (2, ()) == (find(plan, other).checked, find(plan, other).findings)


def test_successor_that_is_not_named(agreed: Make, find: Callable[[Plan, str], Check]) -> None:
    """An agreement can be known to have ended without its successor being known."""
    plan = agreed(superseded_on=PartialDate.parse("2017-05-01"))

    assert "replaced by another, which is not named on 2017-05-01" in (
        find(plan, "SK-A502").findings[0].message
    )


def test_signatory_that_had_ended(agreed: Make, find: Callable[[Plan, str], Check]) -> None:
    """A body that had ended is named with its end and what followed it."""
    check = find(agreed(), "SK-A503")
    (finding,) = check.findings

    assert 1 == check.checked
    assert (
        "Body B is a signatory of “Deal” after it ended (2015-03-31). What followed it: Heir."
    ) == finding.message
    assert "An order" == finding.settled_by


def test_signatory_that_had_not_begun(agreed: Make) -> None:
    """A body that did not exist yet is found too."""
    check = audit(agreed(), as_of=dt.date(2009, 1, 1)).check("SK-A503")
    assert check is not None

    assert "before it began (2010)." in check.findings[0].message


def test_signatory_in_its_lifetime(agreed: Make) -> None:
    """A body that existed on the day is not found."""
    check = audit(agreed(), as_of=dt.date(2012, 1, 1)).check("SK-A503")
    assert check is not None

    assert (1, ()) == (check.checked, check.findings)


@pytest.mark.parametrize(
    ("signatories", "of", "words"),
    [
        ((A, B), (), None),
        ((A, B), (A,), None),
        ((A,), (B,), "It falls on Body B, not named as a signatory."),
        ((), (B,), "It falls on Body B, and the agreement names no signatory."),
        ((), (), "It names nobody, and the agreement names no signatory."),
    ],
)
def test_expectation_of_nobody(
    agreed: Make,
    find: Callable[[Plan, str], Check],
    signatories: tuple[Id, ...],
    of: tuple[Id, ...],
    words: str | None,
) -> None:
    """An expectation falls on somebody who signed, or the audit says on whom it falls."""
    plan = agreed(signatories=signatories, expectations=(Expectation(what="share.", of=of),))
    found = find(plan, "SK-A504").findings

    assert (words is None) is (not found)
    assert words is None or found[0].message == f"“Deal” expects: share. {words}"


@pytest.mark.parametrize(
    ("status", "fulfilment"),
    [
        (ProgressStatus.COMPLETE, Fulfilment.MET),
        (ProgressStatus.ON_TRACK, Fulfilment.MET),
        (ProgressStatus.DELAYED, Fulfilment.NOT_MET),
        (ProgressStatus.STOPPED, Fulfilment.NOT_MET),
        (ProgressStatus.AT_RISK, Fulfilment.NO_EVIDENCE),
        (ProgressStatus.NOT_STARTED, Fulfilment.NO_EVIDENCE),
    ],
)
def test_how_an_expectation_stands(
    agreed: Make,
    find: Callable[[Plan, str], Check],
    status: ProgressStatus,
    fulfilment: Fulfilment,
) -> None:
    """The latest return on its action decides; another day's return does not."""
    wanted = (Expectation(what="share", of=(A,), actions=(Id("do"),)),)
    older = returned(ProgressStatus.AT_RISK, dt.date(2018, 1, 1))
    later = returned(ProgressStatus.AT_RISK, dt.date(2019, 1, 1))
    plan = agreed(expectations=wanted, updates=(later, returned(status), older))
    (expected,) = expectations(plan, as_of=DAY)
    counts = [len(find(plan, code).findings) for code in ("SK-A505", "SK-A506")]

    assert fulfilment is expected.fulfilment
    assert (status,) == tuple(update.status for update in expected.updates)
    assert [fulfilment is Fulfilment.NO_EVIDENCE, fulfilment is Fulfilment.NOT_MET] == counts


def test_words_of_what_is_not_met(agreed: Make, find: Callable[[Plan, str], Check]) -> None:
    """The finding names who said it and when; it is a warning."""
    wanted = (Expectation(what="share", of=(A,), actions=(Id("do"),)),)
    plan = agreed(expectations=wanted, updates=(returned(ProgressStatus.STOPPED),))
    (finding,) = find(plan, "SK-A506").findings

    assert Severity.WARNING is finding.severity
    assert (
        "“Deal” expects of Body A: share. By the latest returns, “Do it” is stopped "
        "(A post, 2018-06-01)."
    ) == finding.message


@pytest.mark.parametrize(
    ("owner", "standing"),
    [
        (A, [Fulfilment.MET, Fulfilment.NO_EVIDENCE]),
        (None, [Fulfilment.MET, Fulfilment.MET]),
    ],
)
def test_each_signatory_for_itself(
    agreed: Make, owner: Id | None, standing: list[Fulfilment]
) -> None:
    """What one signatory's action shows is no evidence of the other; nobody's counts for all."""
    plan = agreed(
        expectations=(Expectation(what="share", actions=(Id("do"),)),),
        updates=(returned(ProgressStatus.COMPLETE),),
        owner=owner,
    )
    found = expectations(plan, as_of=DAY)

    assert [A, B] == [expected.signatory for expected in found]
    assert standing == [expected.fulfilment for expected in found]


@pytest.mark.parametrize(
    ("actions", "words"),
    [
        ((), "No action of the plan is linked to it."),
        ((Id("do"),), "Nothing has been returned on the actions that carry it out."),
    ],
)
def test_why_there_is_no_evidence(
    agreed: Make, find: Callable[[Plan, str], Check], actions: tuple[Id, ...], words: str
) -> None:
    """No evidence is a notice that says what there is not; it is no failure."""
    plan = agreed(expectations=(Expectation(what="share", of=(A,), actions=actions),))
    (finding,) = find(plan, "SK-A505").findings

    assert Severity.NOTICE is finding.severity
    assert finding.message.endswith(words)


def test_joint_agreement_of_the_toolkit() -> None:
    """Passing the Baton's agreement has a successor from an unknown day, and five signatories."""
    found = audit(load(PLANS / "passing-the-baton.yaml"), as_of=dt.date(2020, 12, 31))
    succeeded, standing = found.check("SK-A501"), found.check("SK-A505")
    assert succeeded is not None
    assert standing is not None

    assert ["joint-agreement"] == [finding.subject for finding in succeeded.findings]
    assert "Memorandum of Understanding" in succeeded.findings[0].message
    assert (5, 5) == (standing.checked, len(standing.findings))
