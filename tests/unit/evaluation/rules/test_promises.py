"""How firm promises are, with whom they rest, and whether they are reported on. Needs no numpy."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from safetykit.evaluation import Check, strength_counts
from safetykit.model import (
    Action,
    Commitment,
    Direction,
    Id,
    Indicator,
    MeasureKind,
    Organisation,
    PerformanceMeasure,
    Plan,
    Priority,
    ProgressStatus,
    ProgressUpdate,
    Status,
    Strength,
    Target,
)
from safetykit.quantities import Approx, Cadence, PartialDate, Period

MakePlan = Callable[..., Plan]
Find = Callable[[Plan, str], Check]
PRIORITY = Priority(id=Id("p"), title="P")


def action(name: str, *strengths: Strength, control: bool | None = None, **parts: Any) -> Action:
    """Return a headline action with one commitment of each strength."""
    return Action(
        id=Id(name),
        title=name,
        priorities=(Id("p"),),
        commitments=tuple(
            Commitment(what="act", strength=s, in_own_control=control) for s in strengths
        ),
        **parts,
    )


def test_weak_promises(make_plan: MakePlan, find: Find) -> None:
    """An action is as firm as its firmest promise, and the counts are there with their whole."""
    plan = make_plan(
        priorities=(PRIORITY,),
        actions=(
            action("a", Strength.WILL, Strength.LOBBIES),
            action("b", Strength.INTENDS),
            action("c", Strength.SUPPORTS, Strength.ASPIRES),
            action("d", Strength.LOBBIES),
            action("e"),
        ),
    )
    check = find(plan, "SK-A210")

    assert (5, ["c", "d"]) == (check.checked, [f.subject for f in check.findings])
    assert "The firmest promise of “c” is one that supports." == check.findings[0].message
    assert check.summary.endswith(
        "Their 6 commitments by strength: will 1, intends 1, supports 1, lobbies 2, aspires 1."
    )
    assert {Strength.LOBBIES: 2, Strength.EXPLORES: 0}.items() <= strength_counts(plan).items()


def test_plan_without_commitments_has_no_note(make_plan: MakePlan, find: Find) -> None:
    """Nothing is counted where nothing is promised."""
    assert "" == find(make_plan(), "SK-A210").note


@pytest.mark.parametrize(("control", "found"), [(False, 1), (True, 0), (None, 0)])
def test_promise_that_rests_with_others(
    make_plan: MakePlan, find: Find, control: bool | None, found: int
) -> None:
    """Only an action all of whose parts are said to rest with others is found."""
    actions = (action("a", Strength.WILL, control=control), action("b"))
    check = find(make_plan(priorities=(PRIORITY,), actions=actions), "SK-A211")

    assert (2, found) == (check.checked, len(check.findings))


def measure(title: str, unit: str, kind: MeasureKind = MeasureKind.HOW_MUCH) -> PerformanceMeasure:
    """Return a performance measure."""
    return PerformanceMeasure(id=Id("m"), title=title, unit=unit, kind=kind)


@pytest.mark.parametrize(
    ("one", "found"),
    [
        (measure("Burglary", "dimensionless"), 1),
        (measure("burglary", "dimensionless", MeasureKind.BETTER_OFF), 1),
        (measure("Thefts in the area", "offence"), 1),
        (measure("Offences of those whom we coached", "offence", MeasureKind.BETTER_OFF), 0),
        (measure("Visits made", "dimensionless"), 0),
    ],
)
def test_population_put_to_a_programme(
    make_plan: MakePlan,
    find: Find,
    make_indicator: Callable[..., Indicator],
    one: PerformanceMeasure,
    found: int,
) -> None:
    """A measure of a programme that counts a whole population's crime is found, with its user."""
    plan = make_plan(
        priorities=(PRIORITY,),
        indicators=(make_indicator(),),
        performance_measures=(one,),
        actions=(action("a", Strength.WILL, measures=(Id("m"),)),),
    )
    check = find(plan, "SK-A212")

    assert (1, found) == (check.checked, len(check.findings))
    assert all("“a” is credited with it." in finding.message for finding in check.findings)


@pytest.mark.parametrize(
    ("status", "targets", "checked", "found"),
    [
        (Status.STATED, True, 1, 1),
        (Status.STATED, False, 1, 0),
        (Status.INFERRED, True, 0, 0),
    ],
)
def test_population_put_to_one_body(
    make_plan: MakePlan,
    find: Find,
    make_indicator: Callable[..., Indicator],
    status: Status,
    targets: bool,
    checked: int,
    found: int,
) -> None:
    """A target for everyone that one body is to answer for is found."""
    target = Target(direction=Direction.AT_MOST, value=Approx.parse("5"))
    indicator = make_indicator(
        owner=Id("police"), status=status, targets=(target,) if targets else ()
    )
    body = Organisation(id=Id("police"), name="Police")
    check = find(make_plan(organisations=(body,), indicators=(indicator,)), "SK-A212")

    assert (checked, found) == (check.checked, len(check.findings))
    assert all("is put to Police alone." in finding.message for finding in check.findings)


def update(name: str, received: str, end: str = "", status: str = "on track") -> ProgressUpdate:
    """Return an update on an action, for a period that may have an end."""
    return ProgressUpdate(
        action=Id(name),
        period=Period(end=PartialDate.parse(end)) if end else Period(),
        received=dt.date.fromisoformat(received),
        status=ProgressStatus(status),
        words="x",
        author="x",
    )


@pytest.mark.parametrize(
    ("cadence", "updates", "words"),
    [
        (None, [update("a", "2018-09-30")], None),  # the audit is for 2018-12-31
        (None, [update("a", "2018-08-31")], "speaks for 2018-08-31; one is due every 3 months."),
        (None, [update("a", "2018-10-20", end="2018-06-30")], "speaks for 2018-06-30"),
        (Cadence.MONTHLY, [update("a", "2018-11-01")], None),
        (Cadence.MONTHLY, [update("a", "2018-10-31")], "one is due every month."),
        (Cadence.YEARLY, [update("a", "2017-12-31")], None),
        (Cadence.ONGOING, [update("a", "2018-01-31")], "every 3 months."),
        (None, [update("a", "2018-01-31", status="complete")], None),
        (None, [update("a", "2018-01-31", end="9999-12")], None),  # no month comes after it
        (None, [update("b", "2018-12-01")], "“a” has no update, although"),
        (None, [update("b", "2019-01-01")], None),  # nothing had come in by then
        (None, [], None),
    ],
)
def test_updates_in_time(
    make_plan: MakePlan,
    find: Find,
    cadence: Cadence | None,
    updates: list[ProgressUpdate],
    words: str | None,
) -> None:
    """Once a plan is reported on, each action that is not done has an update in its cadence."""
    plan = make_plan(
        priorities=(PRIORITY,),
        actions=(
            action("a", Strength.WILL, cadence=cadence),
            Action(id=Id("b"), title="b", commitments=()),
        ),
        updates=tuple(updates),
    )
    found = [f for f in find(plan, "SK-A213").findings if f.subject == "a"]

    assert (words is not None) == bool(found)
    assert all((words or "") in finding.message for finding in found)


@pytest.mark.parametrize(
    ("began", "asked"), [("2019-01", 0), ("2019", 0), ("2018-12", 1), ("unknown", 1), (None, 1)]
)
def test_an_action_that_begins_later_is_not_under_way(
    make_plan: MakePlan, find: Find, began: str | None, asked: int
) -> None:
    """Nothing is due on what has not begun; where that cannot be told, it is asked for."""
    parts = {"began": PartialDate.parse(began)} if began else {}
    plan = make_plan(
        priorities=(PRIORITY,),
        actions=(
            action("a", Strength.WILL, **parts),
            Action(id=Id("b"), title="b", commitments=()),
        ),
        updates=(update("b", "2018-12-01"),),
    )
    check = find(plan, "SK-A213")

    assert (1 + asked, asked) == (check.checked, len(check.findings))


def test_an_action_that_was_taken_up_again(make_plan: MakePlan, find: Find) -> None:
    """The latest update says whether an action has ended, wherever it stands in the list."""
    updates = (
        update("a", "2018-03-31"),
        update("a", "2017-12-31", status="stopped"),
    )
    plan = make_plan(priorities=(PRIORITY,), actions=(action("a", Strength.WILL),), updates=updates)
    check = find(plan, "SK-A213")

    assert (1, 1) == (check.checked, len(check.findings))
    assert "speaks for 2018-03-31" in check.findings[0].message
