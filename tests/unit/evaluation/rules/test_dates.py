"""Dates that lie outside the plan's time, or before what they end. Needs no numpy."""

from __future__ import annotations

from collections.abc import Callable

import attrs
import pytest

from safetykit.evaluation import Check, Severity
from safetykit.model import (
    Action,
    Area,
    Comparator,
    ComparatorSet,
    Consultation,
    Direction,
    Id,
    Indicator,
    InspectionGrade,
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


@pytest.mark.parametrize(
    ("when", "planned", "asked", "found"),
    [
        ("2019-02", False, 1, True),
        ("2018", False, 1, False),
        ("2017", False, 1, False),
        ("2019-02", True, 0, False),
        ("unknown", False, 0, False),
    ],
)
def test_a_consultation_after_the_plan(
    make_plan: Callable[..., Plan], find: Find, when: str, planned: bool, asked: int, found: bool
) -> None:
    """A plan of 2018 cannot rest on what was asked in 2019, unless it is still to be asked."""
    survey = Consultation(
        id=Id("survey"), about="What worries people", when=PartialDate.parse(when), planned=planned
    )
    check = find(make_plan(consultations=(survey,)), "SK-A127")

    assert (asked, found) == (check.checked, bool(check.findings))


def test_places_and_grades_after_the_plan(make_plan: Callable[..., Plan], find: Find) -> None:
    """Places that were chosen, and grades that were given, after the plan did not bear on it."""
    later = PartialDate.parse("2019-03")
    places = ComparatorSet(
        areas=(Comparator(name="Elsewhere", size=Approx.exact(900)),),
        basis="resident",
        method="by size",
        chosen_on=later,
    )
    grade = InspectionGrade(id=Id("grade"), inspection="Effectiveness", when=later, grade="good")
    area = Area(name="Testshire", comparators=places)
    plan = make_plan(area=area, inspection_grades=(grade,))
    undated = attrs.evolve(plan, dated=PartialDate.parse("unknown"))

    assert [2, 0] == [len(find(one, "SK-A127").findings) for one in (plan, undated)]
