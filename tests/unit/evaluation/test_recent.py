"""Where a figure stands now, and what would have to be true. Needs numpy."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

import pytest

pytest.importorskip("numpy")

from safetykit.evaluation import IndicatorResult, evaluate
from safetykit.model import Direction, Target
from safetykit.quantities import Approx, Month, PartialDate
from safetykit.records import Break

Make = Callable[..., Any]
NOISE = [3, -2, 0, 1, -1, 2, -3, 0, 2, -2, 1, -1]


@pytest.fixture
def run(make_plan: Make, make_indicator: Make, make_counts: Make) -> Callable[..., Any]:
    """Return an evaluation of burglary from January 2017 on, by yearly means."""

    def evaluate_levels(
        levels: tuple[int, ...] = (100, 50, 40),
        *,
        targets: tuple[Target, ...] = (),
        breaks: tuple[Break, ...] = (),
        gaps: Iterable[int] = (),
        **given: Any,
    ) -> IndicatorResult:
        plan = make_plan(indicators=(make_indicator(targets=targets),))
        months: list[int | None] = [max(level + n, 0) for level in levels for n in NOISE]
        for gap in gaps:
            months[gap] = None
        counts = make_counts("2017-01", {"Burglary": months}, breaks=breaks)
        return evaluate(plan, counts, **given).results[0]

    return evaluate_levels


def aim(value: str, by: str = "2020-12", direction: Direction = Direction.AT_MOST) -> Target:
    """Return a target."""
    return Target(direction=direction, value=Approx.parse(value), by=PartialDate.parse(by))


def test_latest_twelve_months(run: Callable[..., Any]) -> None:
    """The latest twelve months stand beside the twelve before."""
    rolling = run(as_of=dt.date(2019, 10, 31)).recent[0]

    assert "latest twelve months" == rolling.name
    assert "November 2018 to October 2019" == rolling.window.words
    assert "November 2017 to October 2018" == rolling.comparison.before.words
    assert rolling.sentence.startswith(
        "Burglary, latest twelve months (November 2018 to October 2019): 500 recorded, beside "
    )


@pytest.mark.parametrize(
    ("starts", "window"),
    [(4, "April 2019 to October 2019"), (1, "January 2019 to October 2019"), (10, "October 2019")],
)
def test_year_to_date(run: Callable[..., Any], starts: int, window: str) -> None:
    """The year to date begins where the caller's year does, and last year's months match it."""
    found = run(as_of=dt.date(2019, 10, 31), year_starts=starts).recent[1]

    assert window == found.window.words
    assert 12 == found.window.first - found.comparison.before.first
    assert 12 == found.window.last - found.comparison.before.last


def test_a_break_between_two_years_refuses_them(run: Callable[..., Any]) -> None:
    """Where a break lies between, the two are not set beside each other."""
    flood = Break(code="f", title="Flood", start=Month(2019, 5), reason="Wet.", source="S")

    rolling, to_date = run(breaks=(flood,)).recent

    assert rolling.comparison is None
    assert "Flood lies between the two. Wet." == rolling.refused == to_date.refused
    assert "" == rolling.sentence


def test_records_that_begin_too_late(run: Callable[..., Any]) -> None:
    """Without the year before there is nothing to stand beside."""
    rolling = run((100,)).recent[0]

    assert "The records begin in January 2017, too late for the year before." == rolling.refused


def test_what_a_change_asks_for(run: Callable[..., Any]) -> None:
    """A change is turned into the count that it allows, and set beside the latest count."""
    required = run(targets=(aim("-60%"),)).required

    assert 480.0 == pytest.approx(required.allowed)
    assert 480 == required.count
    assert required.sentence.startswith(
        "To meet the target “at most -60%”, at most 480 may be recorded in the 12 months to the "
        "end of 2020-12; 1,200 were in January 2017 to December 2017. The 480 of January 2019 to "
        "December 2019 are no more than that."
    )
    assert 5 < required.detectable_percent < 20
    assert "a fall of less than" in required.sentence


@pytest.mark.parametrize(
    ("value", "direction", "allowed"),
    [
        ("-10.3%", Direction.AT_MOST, 1076),  # of 1,200 that is 1,076.4
        ("-10.2%", Direction.AT_MOST, 1077),  # 1,077.6
        ("-10.3%", Direction.AT_LEAST, 1077),
        ("10%", Direction.AT_LEAST, 1320),  # no more by a slip of binary numbers
        ("10%", Direction.AT_MOST, 1320),
        ("450.5", Direction.AT_MOST, 450),
    ],
)
def test_a_count_that_is_named_meets_the_target(
    run: Callable[..., Any], value: str, direction: Direction, allowed: int
) -> None:
    """The count that a sentence allows is a whole number that meets the target."""
    required = run(targets=(aim(value, direction=direction),)).required

    assert allowed == required.allowed
    assert f" {allowed:,} m" in required.sentence


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (aim("480"), "The 480 of January 2019 to December 2019 are no more than that."),
        (aim("2000"), "The 480 of January 2019 to December 2019 are no more than that."),
        (
            aim("300", direction=Direction.AT_LEAST),
            "The 480 of January 2019 to December 2019 are no fewer than that.",
        ),
    ],
)
def test_nothing_is_asked_for_that_is_there(
    run: Callable[..., Any], given: Target, words: str
) -> None:
    """Where the latest count is on the wanted side already, no rise or fall to come is named."""
    sentence = run(targets=(given,)).required.sentence

    assert words in sentence
    assert "From the 480" not in sentence


def test_later_months_are_not_set_beside_a_target_of_before(run: Callable[..., Any]) -> None:
    """What was counted after the day of a target says nothing of how far it was from it."""
    required = run(targets=(aim("300", by="2018-12"),)).required

    assert (None, None) == (required.latest, required.count)
    assert "480" not in required.sentence
    assert 480 == run(targets=(aim("300", by="2019-12"),)).required.count


def test_one_month_that_both_years_report(run: Callable[..., Any]) -> None:
    """One month is not written as "1 months"."""
    rolling = run((100, 50), gaps=range(1, 12)).recent[0]

    assert "over the 1 month that both report: " in rolling.sentence


def test_one_month_is_one(make_plan: Make, make_indicator: Make, make_counts: Make) -> None:
    """A baseline of one month is spoken of as one."""
    indicator = make_indicator("2017-01 to 2017-01", targets=(aim("-20%"),))
    found = evaluate(make_plan(indicators=(indicator,)), make_counts("2017-01", {"Burglary": [5]}))

    assert found.results[0].required is not None
    assert "recorded in the month to the end of 2020-12" in found.results[0].required.sentence


def test_what_a_figure_asks_for(run: Callable[..., Any]) -> None:
    """A figure is taken as it is; a rise may be what is asked for."""
    required = run(targets=(aim("1500", direction=Direction.AT_LEAST),)).required

    assert 1500 == required.allowed
    assert "at least 1,500 must be recorded" in required.sentence
    assert "that is a rise of 212%" in required.sentence


@pytest.mark.parametrize(
    ("levels", "targets"),
    [((100, 50), ()), ((100, 50), (aim("unknown"),)), ((-10, 5), (aim("-5%"),))],
)
def test_nothing_can_be_asked(
    run: Callable[..., Any], levels: tuple[int, ...], targets: tuple[Target, ...]
) -> None:
    """Without a target, a figure, or an event to change, nothing is said."""
    assert run(levels, targets=targets).required is None


def test_too_few_to_show_any_fall(run: Callable[..., Any]) -> None:
    """Where no fall could stand out, the sentence says so."""
    required = run((-2, -2, -2), targets=(aim("-10%"),)).required

    assert required.detectable_percent is None
    assert "The counts are so small that no fall would stand out from chance." in required.sentence
