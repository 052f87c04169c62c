"""Dates that lie outside the plan's time, or before what they end. Needs no numpy."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from safetykit.evaluation import Check, Severity
from safetykit.model import (
    Action,
    Direction,
    Id,
    Indicator,
    Milestone,
    Plan,
    Schedule,
    ScheduledItem,
    Target,
)
from safetykit.quantities import Approx, PartialDate, Period

Find = Callable[[Plan, str], Check]


def action(due: str, began: str = "") -> Action:
    """Return an action with one milestone."""
    return Action(
        id=Id("act"),
        title="Act",
        commitments=(),
        began=PartialDate.parse(began) if began else None,
        milestones=(Milestone(what="map", due=PartialDate.parse(due)),),
    )


@pytest.mark.parametrize(
    ("due", "words", "severity"),
    [
        ("2018-01", "", None),
        ("2020-12", "", None),
        ("2021", "is due 2021, after it ends (2020-12).", Severity.WARNING),
        ("2017-12", "is due 2017-12, before it begins (2018-01).", Severity.NOTICE),
        ("late 2020", "", None),
        ("from 2020", "", None),
        ("unknown", "", None),
    ],
)
def test_outside_the_plan(
    make_plan: Callable[..., Plan], find: Find, due: str, words: str, severity: Severity | None
) -> None:
    """Only a date that cannot lie in the plan's time is found."""
    check = find(make_plan(actions=(action(due),)), "SK-A121")

    assert ([severity] if severity else []) == [f.severity for f in check.findings]
    assert int(due != "unknown") == check.checked
    assert all(words in finding.message for finding in check.findings)


def test_targets_and_timetables(
    make_plan: Callable[..., Plan], find: Find, make_indicator: Callable[..., Indicator]
) -> None:
    """Targets and the lines of timetables have dates too."""
    late = PartialDate.parse("2022")
    target = Target(direction=Direction.AT_MOST, value=Approx.parse("5"), by=late)
    item = ScheduledItem(what="launch", due=late)
    plan = make_plan(
        indicators=(make_indicator(targets=(target,)),),
        schedules=(Schedule(id=Id("s"), title="S", period=Period(), items=(item,)),),
    )
    found = find(plan, "SK-A121").findings

    assert ["indicators[0].targets[0]", "schedules[0].items[0]"] == [f.place.path for f in found]


@pytest.mark.parametrize(
    ("began", "due", "found"),
    [("2019", "2018", 1), ("2018", "2018", 0), ("2018-06", "2018", 0), ("2018", "2019", 0)],
)
def test_due_before_it_begins(
    make_plan: Callable[..., Plan], find: Find, began: str, due: str, found: int
) -> None:
    """Nothing is done before it has begun."""
    check = find(make_plan(actions=(action(due, began),)), "SK-A122")

    assert (1, found) == (check.checked, len(check.findings))
    assert {Severity.ERROR} >= {finding.severity for finding in check.findings}


@pytest.mark.parametrize(
    ("title", "time", "checked", "found"),
    [
        ("Strategy 2018 to 2020", "2018-01 to 2020-12", 1, 0),
        ("Strategy 2018-2021", "2018-01 to 2020-12", 1, 1),
        ("Strategy 2017 to 2020", "2018-01 to 2020-12", 1, 1),
        ("Strategy 2018 to 2020", "unknown to open", 1, 0),
        ("Vision 2025", "2018-01 to 2020-12", 0, 0),
        ("Plan for 2018/19", "2018-04 to 2019-03", 0, 0),
    ],
)
def test_years_of_the_title(
    make_plan: Callable[..., Plan], find: Find, title: str, time: str, checked: int, found: int
) -> None:
    """A title that names two years names those of the period."""
    check = find(make_plan(title=title, time=time), "SK-A123")

    assert (checked, found) == (check.checked, len(check.findings))
