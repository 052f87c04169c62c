"""Whether a target was met. Needs numpy."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

pytest.importorskip("numpy")

from safetykit.evaluation import IndicatorResult, TargetStatus, evaluate
from safetykit.model import Direction, Target
from safetykit.quantities import Approx, PartialDate

Make = Callable[..., Any]
MET, NOT_MET = TargetStatus.MET, TargetStatus.NOT_MET
CANNOT_TELL, NOT_DUE = TargetStatus.CANNOT_TELL, TargetStatus.NOT_DUE
NOISE = [3, -2, 0, 1, -1, 2, -3, 0, 2, -2, 1, -1]


def target(direction: str, value: str, by: str = "") -> Target:
    """Return a target from its words."""
    return Target(
        direction=Direction(direction),
        value=Approx.parse(value),
        by=PartialDate.parse(by) if by else None,
    )


@pytest.fixture
def judge(make_plan: Make, make_indicator: Make, make_counts: Make) -> Callable[..., Any]:
    """Return a judge of targets over a year before and two years after, by monthly means."""

    def check(
        *targets: Target,
        levels: tuple[int, ...] = (100, 50, 50),
        gaps: tuple[int, ...] = (),
        as_of: Any = None,
    ) -> IndicatorResult:
        months: list[int | None] = [max(level + n, 0) for level in levels for n in NOISE]
        for gap in gaps:
            months[gap] = None
        plan = make_plan(indicators=(make_indicator(targets=targets),))
        return evaluate(plan, make_counts("2017-01", {"Burglary": months}), as_of=as_of).results[0]

    return check


@pytest.mark.parametrize(
    ("given", "status", "words"),
    [
        (("at most", "-20%"), MET, "the records give between"),
        (("at most", "-70%"), NOT_MET, "The target is at most -70% as a change from the baseline"),
        (("at most", "-50%"), CANNOT_TELL, "A target met and one missed both fit that."),
        (("at least", "-20%"), NOT_MET, "the records give between"),
        (("at least", "-70%"), MET, "the records give between"),
        (("at most", "700"), MET, "at most 700; for January 2019 to December 2019 the records"),
        (("at most", "500"), NOT_MET, "at most 500; for January 2019 to December 2019 the records"),
        (("at most", "600"), CANNOT_TELL, "both fit that"),
        (("at least", "500"), MET, "the records give between"),
        (("at most", "unknown"), CANNOT_TELL, "The figure of the target is not known."),
        (("at most", "-20%", "2020-01"), NOT_DUE, "The target is for 2020-01."),
        (("at most", "-20%", "2019-12"), MET, "the records give"),
        (("at most", "-20%", "unknown"), MET, "the records give"),
    ],
)
def test_targets_after_a_halving(
    judge: Callable[..., Any], given: tuple[str, ...], status: TargetStatus, words: str
) -> None:
    """Of a fall by half, a target is met or missed only outside the interval."""
    result = judge(target(*given))

    assert status is result.status, result.reason
    assert words in result.reason
    assert result.reason.endswith(".")


def test_no_target(judge: Callable[..., Any]) -> None:
    """Without a target nothing can be met or missed."""
    result = judge()

    assert CANNOT_TELL is result.status
    assert "states no target" in result.reason


def test_too_early(judge: Callable[..., Any]) -> None:
    """Before a year has passed a target is not due, and the reason says so."""
    result = judge(target("at most", "-20%"), as_of=dt.date(2018, 6, 30))

    assert NOT_DUE is result.status
    assert "Fewer than 12 months have passed" in result.reason


def test_figure_beside_months_not_reported(judge: Callable[..., Any]) -> None:
    """A figure for a year is not set beside a year of which a month is not known; a change is."""
    assert CANNOT_TELL is judge(target("at most", "700"), gaps=(30,)).status
    assert "Not every later month is reported" in judge(target("at most", "700"), gaps=(30,)).reason
    assert MET is judge(target("at most", "700"), gaps=(3,)).status
    assert MET is judge(target("at most", "-20%"), gaps=(30,)).status


def test_nothing_to_compare(judge: Callable[..., Any]) -> None:
    """A baseline that is not reported leaves nothing to compare."""
    result = judge(target("at most", "-20%"), gaps=tuple(range(12)))

    assert CANNOT_TELL is result.status
    assert result.reason.startswith("There is nothing to compare. No calendar month is reported")


@pytest.fixture
def months_say() -> Callable[..., Any]:
    """Return a weigher of targets against a fall from 1,000 to 500 and made-up signals."""
    from safetykit.evaluation.results import Comparison, SignalPoint, Variation, Window
    from safetykit.evaluation.targets import weigh
    from safetykit.quantities import Month
    from safetykit.stats.rates import percentage_change, rate

    before = Window(first=Month(2017, 1), last=Month(2017, 12))
    after = Window(first=Month(2018, 1), last=Month(2018, 12))
    change = percentage_change(1000, 500)

    def check(given: Target, *directions: int, known: bool = True) -> tuple[TargetStatus, str]:
        comparison = Comparison(
            before=before,
            after=after,
            count_before=1000,
            count_after=500,
            months=12,
            left_out=(),
            change=change,
        )
        points = tuple(
            SignalPoint(month=after.first + i, value=9, direction=d, rules=("outside_limits",))
            for i, d in enumerate(directions)
        )
        variation = Variation(
            months=(),
            expected=(),
            lower=(),
            upper=(),
            reference=before,
            judged=after,
            signals=points,
            method="m",
            checks=(),
        )
        answer: tuple[TargetStatus, str]
        answer = weigh(given, comparison, variation if known else None, rate(500.0))
        return answer

    return check


@pytest.mark.parametrize(
    ("given", "signals", "status", "words"),
    [
        (("at most", "-20%"), (-1, -1, 1), MET, "the records give"),
        (("at most", "-20%"), (1,), CANNOT_TELL, "variation points the other way"),
        (("at most", "-20%"), (), CANNOT_TELL, "show nothing beyond usual variation"),
        (("at most", "-20%"), (1, -1), CANNOT_TELL, "show nothing beyond usual variation"),
        (("at most", "-70%"), (), NOT_MET, "the records give"),
        (("at least", "-20%"), (1,), CANNOT_TELL, "variation points the other way"),
        (("at most", "0%"), (), MET, "the records give"),
        (("at most", "700"), (), MET, "the records give"),
        (("at most", "700"), (1,), CANNOT_TELL, "variation points the other way"),
    ],
)
def test_interval_and_variation_must_agree(
    months_say: Callable[..., Any],
    given: tuple[str, str],
    signals: tuple[int, ...],
    status: TargetStatus,
    words: str,
) -> None:
    """A change that was wanted counts as made only if the months signal it too."""
    found, reason = months_say(target(*given), *signals)

    assert status is found, reason
    assert words in reason


@pytest.mark.parametrize(
    ("given", "status"),
    [
        (("at most", "-44%"), MET),
        (("at most", "about -44%"), CANNOT_TELL),
        (("at least", "over 400"), MET),
        (("at most", "below 400"), NOT_MET),
    ],
)
def test_a_target_is_the_number_that_is_written(
    months_say: Callable[..., Any], given: tuple[str, str], status: TargetStatus
) -> None:
    """A fall of 44.3% at least meets -44%, which is not -44.5%; an open side is no second limit."""
    assert status is months_say(target(*given), -1)[0]


def test_no_usual_variation_is_known(months_say: Callable[..., Any]) -> None:
    """Where nothing lets one know usual variation, nobody can tell."""
    found, reason = months_say(target("at most", "-20%"), known=False)

    assert CANNOT_TELL is found
    assert reason.endswith("does not let one know the usual variation of the months.")


def test_each_target_is_judged_at_its_own_date(judge: Callable[..., Any]) -> None:
    """A target of the first year is judged on it, whatever the second year brought."""
    result = judge(
        target("at most", "-20%", "2018-12"),
        target("at most", "-20%", "2019-12"),
        levels=(100, 50, 150),
    )

    first, second = result.targets
    assert MET is first.status, first.reason
    assert "January 2018 to December 2018" == first.comparison.after.words
    assert NOT_MET is second.status, second.reason
    assert NOT_MET is result.status


def test_the_last_target_that_was_due_gives_the_status(judge: Callable[..., Any]) -> None:
    """A later target that is not due does not hide an earlier one that was."""
    result = judge(target("at most", "-20%", "2019-12"), target("at most", "-60%", "2020-12"))

    assert MET is result.status
    assert [MET, NOT_DUE] == [t.status for t in result.targets]


@pytest.mark.parametrize(
    ("by", "words"),
    [
        ("2016-12", "The baseline ends after the date of the target, so nothing can be compared"),
        ("2017-06", "The baseline ends after the date of the target, so nothing can be compared"),
        ("2018-06", "Fewer than 12 months have passed between the baseline and the date of the"),
    ],
)
def test_a_day_that_is_gone_is_not_to_come(judge: Callable[..., Any], by: str, words: str) -> None:
    """A target whose day came too soon to compare anything can never be judged: it is not "due"."""
    result = judge(target("at most", "-20%", by))

    assert CANNOT_TELL is result.status
    assert result.reason.startswith(f"There is nothing to compare. {words}")


def test_records_that_end_before_the_day_of_a_target(judge: Callable[..., Any]) -> None:
    """A target whose day is over is not "not due" because the records stop before it."""
    result = judge(target("at most", "-20%", "2020-03"), as_of=dt.date(2020, 6, 30))

    assert CANNOT_TELL is result.status
    assert (
        "The target was for 2020-03, and no month after the end of the data (December 2019) is "
        "looked at."
    ) == result.reason
    assert NOT_DUE is judge(target("at most", "-20%", "2020-07"), as_of=dt.date(2020, 6, 30)).status


def test_a_target_without_a_date_once_the_plan_is_over(judge: Callable[..., Any]) -> None:
    """When the plan is over a target is due, whether or not the records reach so far."""
    aim = target("at most", "-20%")

    assert CANNOT_TELL is judge(aim, levels=(100,), as_of=dt.date(2021, 6, 30)).status
    assert NOT_DUE is judge(aim, levels=(100,), as_of=dt.date(2018, 6, 30)).status


def test_the_order_in_which_a_plan_lists_its_targets(judge: Callable[..., Any]) -> None:
    """The target with the latest day tells the status, wherever it stands in the list."""
    first, second = target("at most", "-20%", "2018-12"), target("at most", "-80%", "2019-12")

    assert NOT_MET is judge(first, second).status
    assert NOT_MET is judge(second, first).status
    assert second == judge(second, first).required.target


def test_a_target_without_a_date_is_judged_last(judge: Callable[..., Any]) -> None:
    """It is judged over the latest months, and tells the status wherever it stands."""
    undated, dated = target("at most", "-20%"), target("at most", "-80%", "2018-12")

    assert MET is judge(undated, dated).status
    assert MET is judge(dated, undated).status
