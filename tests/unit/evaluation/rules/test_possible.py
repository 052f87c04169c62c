"""Figures that cannot be, and targets that ask for the wrong thing. Needs no numpy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from safetykit.evaluation import Check
from safetykit.model import (
    Baseline,
    Change,
    Comparison,
    Direction,
    Id,
    Indicator,
    MeasureKind,
    PerformanceMeasure,
    Plan,
    Polarity,
    Relation,
    Target,
)
from safetykit.quantities import Approx, PartialDate, Period

Make = Callable[..., Any]
Find = Callable[[Plan, str], Check]


def target(direction: Direction, value: str, by: str = "") -> Target:
    """Return a target by a date, if one is given."""
    date = PartialDate.parse(by) if by else None
    return Target(direction=direction, value=Approx.parse(value), by=date)


def indicator(polarity: Polarity, *targets: Target, since: str = "2017-01") -> Indicator:
    """Return an indicator with targets, whose baseline begins at a time."""
    return Indicator(
        id=Id("i"),
        title="Burglary",
        source="police-uk",
        group="Burglary",
        polarity=polarity,
        baseline=Baseline(period=Period(start=PartialDate.parse(since))),
        targets=targets,
    )


FELL = Comparison(relation=Relation.LOWER, than="the year before")


@pytest.mark.parametrize(
    ("value", "given", "words"),
    [
        ("130%", {"share_of": Id("all")}, "130% is no part of a whole."),
        ("-4%", {"whole": "crime"}, "-4% is no part of a whole."),
        ("100%", {"share_of": Id("all")}, ""),
        ("over 90%", {"share_of": Id("all")}, ""),
        ("around 101%", {"share_of": Id("all")}, ""),
        ("-120%", {"change": Change(before=Id("all"))}, "after a fall of 100% nothing is left"),
        ("-100%", {"change": Change(before=Id("all"))}, ""),
        ("305%", {"change": Change(before=Id("all"))}, ""),
        ("120%", {"change": Change(before=Id("all")), "compared": FELL}, "nothing is left"),
        ("100%", {"change": Change(before=Id("all")), "compared": FELL}, ""),
        ("over 100%", {"change": Change(before=Id("all")), "compared": FELL}, ""),
        ("unknown", {}, None),
        ("130%", {}, None),
    ],
)
def test_percentages(
    make_plan: Make,
    make_claim: Make,
    find: Find,
    value: str,
    given: dict[str, Any],
    words: str | None,
) -> None:
    """No part is more than its whole and no fall more than all; a rise has no end."""
    claims = (make_claim("all", "5,000"), make_claim("part", value, **given))
    check = find(make_plan(claims=claims), "SK-A120")

    assert (0 if words is None else 1, bool(words)) == (check.checked, bool(check.findings))
    assert all(str(words) in finding.message for finding in check.findings)


@pytest.mark.parametrize(
    ("polarity", "direction", "is_away"),
    [
        (Polarity.LOWER, Direction.AT_LEAST, True),
        (Polarity.LOWER, Direction.AT_MOST, False),
        (Polarity.HIGHER, Direction.AT_MOST, True),
        (Polarity.HIGHER, Direction.AT_LEAST, False),
        (Polarity.MORE_REPORTING, Direction.AT_MOST, True),
        (Polarity.MORE_REPORTING, Direction.AT_LEAST, False),
        (Polarity.AMBIGUOUS, Direction.AT_MOST, False),
        (Polarity.AMBIGUOUS, Direction.AT_LEAST, False),
    ],
)
def test_targets_that_point_away(
    make_plan: Make, find: Find, polarity: Polarity, direction: Direction, is_away: bool
) -> None:
    """“At least -10%” of burglary is met by any rise; its hint says how a fall is written."""
    plan = make_plan(indicators=(indicator(polarity, target(direction, "-10%")),))
    check = find(plan, "SK-A124")

    assert int(polarity is not Polarity.AMBIGUOUS) == check.checked
    assert is_away == bool(check.findings)
    assert all("indicators[0].targets[0]" == f.place.path for f in check.findings)
    assert all("“at most -10%”" in f.hint for f in check.findings)


@pytest.mark.parametrize(
    ("title", "direction", "asked", "is_away"),
    [
        ("Reduce days that people wait", Direction.AT_LEAST, 1, True),
        ("Reduce days that people wait", Direction.AT_MOST, 1, False),
        ("Increase visits", Direction.AT_MOST, 1, True),
        ("Clients with reduced risk", Direction.AT_LEAST, 0, False),
    ],
)
def test_measures_whose_title_says_the_way(
    make_plan: Make, find: Find, title: str, direction: Direction, asked: int, is_away: bool
) -> None:
    """“Reduce … to at least 120” asks for the wrong way; a count of what is reduced does not."""
    measure = PerformanceMeasure(
        id=Id("m"),
        title=title,
        kind=MeasureKind.HOW_WELL,
        unit="day",
        targets=(target(direction, "120"),),
    )
    check = find(make_plan(performance_measures=(measure,)), "SK-A124")

    assert (asked, is_away) == (check.checked, bool(check.findings))


@pytest.mark.parametrize(
    ("direction", "first", "second", "is_ahead"),
    [
        (Direction.AT_MOST, ("-20%", "2019-03"), ("-10%", "2020-03"), True),
        (Direction.AT_MOST, ("-10%", "2019-03"), ("-20%", "2020-03"), False),
        (Direction.AT_MOST, ("-10%", "2020-03"), ("-20%", "2019-03"), True),
        (Direction.AT_LEAST, ("80", "2019"), ("60", "2020"), True),
        (Direction.AT_LEAST, ("60", "2019"), ("80", "2020"), False),
        (Direction.AT_LEAST, ("around 80", "2019"), ("79", "2020"), False),
    ],
)
def test_a_first_target_beyond_the_last(
    make_plan: Make,
    find: Find,
    direction: Direction,
    first: tuple[str, str],
    second: tuple[str, str],
    is_ahead: bool,
) -> None:
    """What is asked for early and then given up is said; dates decide, not the order of lines."""
    both = (target(direction, *first), target(direction, *second))
    check = find(make_plan(indicators=(indicator(Polarity.LOWER, *both),)), "SK-A125")

    assert is_ahead == bool(check.findings)


@pytest.mark.parametrize(
    "pair",
    [
        (target(Direction.AT_MOST, "-20%"), target(Direction.AT_MOST, "-10%", "2020")),
        (target(Direction.AT_MOST, "90", "2019"), target(Direction.AT_MOST, "95%", "2020")),
        (target(Direction.AT_MOST, "90", "2019"), target(Direction.AT_LEAST, "95", "2020")),
        (target(Direction.AT_MOST, "90", "2019"), target(Direction.AT_MOST, "unknown", "2020")),
    ],
)
def test_targets_that_cannot_be_set_beside_each_other(
    make_plan: Make, find: Find, pair: tuple[Target, Target]
) -> None:
    """Targets without a date, a figure or a like to compare with are not asked."""
    assert 0 == find(make_plan(indicators=(indicator(Polarity.LOWER, *pair),)), "SK-A125").checked


@pytest.mark.parametrize(
    ("since", "is_inside"),
    [("2017-01", False), ("2018-01", True), ("2019-04", True), ("2018", True), ("unknown", False)],
)
def test_a_baseline_inside_the_plan(
    make_plan: Make, find: Find, since: str, is_inside: bool
) -> None:
    """A baseline that surely begins with the plan or after it is said."""
    plan = make_plan(indicators=(indicator(Polarity.LOWER, since=since),), time="2018-01 to open")
    check = find(plan, "SK-A126")

    assert (1, is_inside) == (check.checked, bool(check.findings))
