"""Which way is better, said honestly. Needs numpy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytest.importorskip("numpy")

from safetykit.evaluation import IndicatorResult, TargetStatus, evaluate
from safetykit.model import Direction, Polarity, Target
from safetykit.model.ids import Id
from safetykit.quantities import Approx, PartialDate

Make = Callable[..., Any]
NOISE = [3, -2, 0, 1, -1, 2, -3, 0, 2, -2, 1, -1]


def level(*levels: int) -> list[int]:
    """Return months of a year each around some levels."""
    return [max(level + n, 0) for level in levels for n in NOISE]


@pytest.fixture
def reports(make_plan: Make, make_indicator: Make, make_counts: Make) -> Callable[..., Any]:
    """Return the result for reports that doubled, beside a harm of some level."""

    def run(
        *harm: int, paired: str = "harm", by: str = "", before: str = "2017-01 to 2017-12"
    ) -> IndicatorResult:
        aim = Target(
            direction=Direction.AT_LEAST,
            value=Approx.parse("+20%"),
            by=PartialDate.parse(by) if by else None,
        )
        indicator = make_indicator(
            id=Id("reports"),
            title="Reports",
            group="Reports",
            polarity=Polarity.MORE_REPORTING,
            paired_with=Id(paired) if paired else None,
            targets=(aim,),
        )
        beside = make_indicator(before, id=Id("harm"), title="Injuries", group="Injuries")
        groups = {"Reports": level(100, 200, 200), "Injuries": level(50, harm[0], harm[-1])}
        plan = make_plan(indicators=(indicator, beside))
        return evaluate(plan, make_counts("2017-01", groups)).results[0]

    return run


def test_more_reports_and_no_more_harm(reports: Callable[..., Any]) -> None:
    """A rise in reports meets its target where the harm beside it did not rise."""
    assert TargetStatus.MET is reports(50).status, reports(50).reason


def test_more_reports_and_more_harm(reports: Callable[..., Any]) -> None:
    """Where the harm rose too, nobody can tell."""
    result = reports(100)

    assert TargetStatus.CANNOT_TELL is result.status
    assert TargetStatus.CANNOT_TELL is result.targets[0].status
    assert "The harm beside it rose as well (Injuries)" in result.reason
    assert result.reason in result.notes


@pytest.mark.parametrize(
    ("harm", "before", "status"),
    [
        ((100, 40), "2017-01 to 2017-12", TargetStatus.CANNOT_TELL),
        ((40, 100), "2017-01 to 2017-12", TargetStatus.MET),
        ((50, 200), "2017-01 to 2017-06", TargetStatus.MET),  # January to June 2018
        ((200, 50), "2017-01 to 2017-06", TargetStatus.CANNOT_TELL),
        ((50, 50), "2018-01 to 2018-12", TargetStatus.CANNOT_TELL),  # its own baseline
    ],
)
def test_the_harm_up_to_the_day_of_the_target(
    reports: Callable[..., Any], harm: tuple[int, int], before: str, status: TargetStatus
) -> None:
    """A target of 2018 stands beside the harm of 2018, and not beside that of the year after."""
    result = reports(*harm, by="2018-12", before=before)

    assert status is result.status, result.reason
    assert status is result.targets[0].status


@pytest.mark.parametrize("paired", ["", "reports"])
def test_more_reports_with_nothing_beside_them(reports: Callable[..., Any], paired: str) -> None:
    """Without a measure of the harm, and it is none itself, a rise in reports is no success."""
    result = reports(50, paired=paired)

    assert TargetStatus.CANNOT_TELL is result.status
    assert "the plan names no measure of the harm beside it" in result.reason


def test_what_is_found_by_looking_has_no_better_way(
    make_plan: Make, make_indicator: Make, make_counts: Make
) -> None:
    """Drug offences count the looking, even where the plan calls fewer of them better."""
    plan = make_plan(indicators=(make_indicator(group="Drugs", title="Drugs"),))

    result = evaluate(plan, make_counts("2017-01", {"Drugs": level(100, 100)})).results[0]

    assert Polarity.AMBIGUOUS is result.polarity
    assert any("found by looking for them" in note for note in result.notes)


def test_other_offences_keep_their_polarity(
    make_plan: Make, make_indicator: Make, make_counts: Make
) -> None:
    """What victims report is as the plan says."""
    plan = make_plan(indicators=(make_indicator(),))

    result = evaluate(plan, make_counts("2017-01", {"Burglary": level(100, 100)})).results[0]

    assert Polarity.LOWER is result.polarity
