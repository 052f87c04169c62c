"""One indicator on counts that were made by hand, and on made-up years. Needs numpy."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import pytest

np = pytest.importorskip("numpy")

from safetykit.evaluation import IndicatorResult, evaluate
from safetykit.quantities import Month
from safetykit.records import Break, QualityFinding

Make = Callable[..., Any]
Evaluate = Callable[..., IndicatorResult]
YEAR: list[int | None] = [10, 12, 9, 11, 10, 8, 13, 10, 9, 11, 12, 10]


@pytest.fixture
def judge(make_plan: Make, make_indicator: Make, make_counts: Make) -> Evaluate:
    """Return an evaluator of one series of burglaries from January 2017 on."""

    def check(
        months: list[int | None],
        *,
        baseline: str = "2017-01 to 2017-12",
        breaks: tuple[Break, ...] = (),
        confidence: float = 0.95,
        **indicator: Any,
    ) -> IndicatorResult:
        plan = make_plan(
            indicators=(make_indicator(baseline, **indicator),), time="2017-04 to open"
        )
        counts = make_counts("2017-01", {"Burglary": months}, breaks=breaks)
        return evaluate(plan, counts, confidence=confidence).results[0]

    return check


def test_month_not_reported_is_left_out_of_both_sides(judge: Evaluate) -> None:
    """A gap in May of one year takes May of the other out too, and is no zero."""
    before, after = YEAR.copy(), YEAR.copy()
    before[4], after[7] = None, None
    result = judge(before + after)
    assert result.comparison is not None

    assert (105, 105) == (result.comparison.count_before, result.comparison.count_after)
    assert 10 == result.comparison.months
    assert {Month(2017, 5), Month(2018, 5), Month(2017, 8), Month(2018, 8)} == set(
        result.comparison.left_out
    )
    assert 0.0 == result.comparison.change.value
    assert "over the 10 months reported" in result.sentence
    assert any("May 2017, May 2018" in note for note in result.notes)


def test_calendar_months_are_aligned(judge: Evaluate) -> None:
    """With later months that begin in another month, a gap in May still takes May out."""
    before = [*range(1, 13)]
    months: list[int | None] = [*before, *range(1, 13), 1, 2, 3]
    months[16] = None  # May 2018; compared: April 2018 to March 2019
    result = judge(months)
    assert result.comparison is not None

    assert Month(2018, 4) == result.comparison.after.first
    assert 78 - 5 == result.comparison.count_before == result.comparison.count_after
    assert (Month(2017, 5), Month(2018, 5)) == result.comparison.left_out


def test_months_of_a_short_baseline_are_compared_by_name(judge: Evaluate) -> None:
    """A baseline of March to May is compared with March to May."""
    months: list[int | None] = [0, 0, 7, 8, 9, *[0] * 7] * 2 + [0, 0, 7, 8]
    result = judge(months, baseline="2017-03 to 2017-05")
    assert result.comparison is not None

    assert "March 2018 to May 2018" == result.comparison.after.words
    assert (24, 24) == (result.comparison.count_before, result.comparison.count_after)


def test_baseline_that_is_not_reported(judge: Evaluate) -> None:
    """A baseline without a figure is not a baseline of 0."""
    result = judge([None] * 12 + YEAR + YEAR)

    assert result.comparison is None
    assert result.latest is None
    assert math.isnan(float(result.value.value))
    assert () == result.rates
    assert () == result.totals
    assert result.sentence.startswith("Burglary: nothing is reported for January 2017 to December")
    assert result.refused == (
        "No calendar month is reported both in January 2017 to December 2017 and in January 2019 "
        "to December 2019."
    )


def test_later_months_not_reported(judge: Evaluate) -> None:
    """Later months without a figure are not a fall to 0."""
    result = judge(YEAR + [None] * 12)

    assert result.comparison is None
    assert "No later figure is compared with it." in result.sentence
    assert 125.0 == result.value.value


def test_months_that_do_not_meet(judge: Evaluate) -> None:
    """Halves of two years that share no calendar month are not compared."""
    result = judge([*YEAR[:6], *[None] * 12, *YEAR[6:]])

    assert result.comparison is None
    assert "over the 6 months reported" in result.sentence
    assert "No calendar month is reported both" in result.refused


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (0, 0, "0 recorded in January 2017 to December 2017 and 0 in"),
        (0, 1, "a rise from 0 that does not stand out from chance and season"),
        (0, 40, "a rise from 0 that stands out from chance and season"),
        (1, 0, "no change that stands out from chance and season (between −100% and"),
        (1, 1, "no change that stands out"),
        (40, 0, "a fall of 100% (between 90% and 100%"),
        (1, 40, "a rise of 3,900%"),
    ],
)
def test_very_few_events(judge: Evaluate, before: int, after: int, words: str) -> None:
    """No count is too small to be spoken of truly."""
    result = judge([before, *[0] * 11, after, *[0] * 11])

    assert words in result.sentence
    assert not {"nan", "inf", "nan%", "inf%"} & set(result.sentence.replace("(", " ").split())


def test_too_few_months_for_dispersion(judge: Evaluate) -> None:
    """With fewer than two years, dispersion is not estimated, and the trace says so."""
    result = judge([*YEAR, *YEAR[:6]])

    assert result.dispersion is None
    assert any("Dispersion: not estimable" in step for step in result.trace)
    assert result.variation is None


def test_no_event_to_estimate_dispersion_from(judge: Evaluate) -> None:
    """Years without an event give no dispersion and no limits."""
    result = judge([0] * 36)

    assert result.dispersion is None
    assert result.variation is None
    assert any("not estimable" in step for step in result.trace)


def test_baseline_of_one_month_sets_no_limits(judge: Evaluate) -> None:
    """One month tells nothing of usual variation, so nothing is said of it."""
    result = judge(YEAR * 3, baseline="2017-05 to 2017-05")

    assert result.variation is None
    assert result.comparison is not None
    assert "May 2017 and 10 in May 2019" in result.sentence
    assert not any("Month by month" in note for note in result.notes)


def test_nothing_to_judge_after_the_baseline(judge: Evaluate) -> None:
    """Where no month after the baseline is reported, none is said to vary as usual."""
    result = judge([*YEAR, *YEAR, *[None] * 12], baseline="2017-01 to 2018-12")

    assert result.variation is not None
    assert "Month by month, nothing after the baseline is reported" in result.notes[-1]


def test_variation_of_a_step(judge: Evaluate) -> None:
    """After a step up every month signals upwards, and each signal holds its count."""
    result = judge([*YEAR, *YEAR, *[n + 30 for n in YEAR if n is not None]])
    assert result.variation is not None

    assert 1 == result.variation.direction
    assert 24 == len(result.variation.judged)
    assert all(p.month >= Month(2018, 1) and p.direction for p in result.variation.signals)
    assert all(low >= 0 for low in result.variation.lower)
    assert any("upwards" in note for note in result.notes)


def test_break_bounds_what_is_looked_at(judge: Evaluate) -> None:
    """Neither the comparison nor the signals nor the dispersion look past a break."""
    flood = Break(code="b", title="Flood", start=Month(2019, 1), reason="Wet.", source="S")
    result = judge([*YEAR, *YEAR, *[500] * 12], breaks=(flood,))
    assert result.comparison is not None
    assert result.variation is not None
    assert result.dispersion is not None

    assert Month(2018, 12) == result.comparison.after.last == result.variation.judged.last
    assert 2.0 > result.dispersion.value
    assert () == result.variation.signals


def test_confidence_widens(judge: Evaluate) -> None:
    """A higher level gives wider intervals, and the result holds its level."""
    narrow, wide = judge(YEAR * 2, confidence=0.8), judge(YEAR * 2, confidence=0.99)
    assert narrow.change is not None
    assert wide.change is not None

    assert 0.99 == wide.change.level == wide.value.level
    assert wide.change.low < narrow.change.low < narrow.change.high < wide.change.high


def test_quality_of_the_category_alone(
    make_plan: Make, make_indicator: Make, make_counts: Make
) -> None:
    """Findings on the records travel with the indicator of their category and area."""
    import attrs

    found = (
        QualityFinding(code="A", message="Mine.", group="Burglary", months=(Month(2017, 3),)),
        QualityFinding(code="B", message="Another's.", group="Drugs"),
        QualityFinding(code="C", message="Elsewhere.", group="Burglary", area="Otherville"),
        QualityFinding(code="D", message="Later.", group="Burglary", months=(Month(2030, 3),)),
    )
    counts = attrs.evolve(make_counts("2017-01", {"Burglary": YEAR * 2}), quality=found)
    result = evaluate(make_plan(indicators=(make_indicator(),)), counts).results[0]

    assert ["A"] == [finding.code for finding in result.quality]


def test_season_is_no_signal(judge: Evaluate) -> None:
    """A busy December each year is no signal."""
    rng = np.random.default_rng(11)
    shape = np.array([1.0] * 11 + [3.0])
    months = rng.poisson(40 * np.tile(shape, 5)).tolist()
    result = judge(months)
    assert result.variation is not None

    assert not [p for p in result.variation.signals if "outside_limits" in p.rules]


def test_no_change_is_covered(judge: Evaluate) -> None:
    """Where nothing changes, the 95% interval of the change covers 0 in about 95 of 100 cases."""
    rng = np.random.default_rng(2016)
    covered = 0
    for _ in range(300):
        change = judge(rng.poisson(30, size=36).tolist()).change
        covered += change is not None and bool(change.contains(0.0))

    assert 0.93 <= covered / 300 <= 0.99


def test_overdispersed_counts_are_covered(judge: Evaluate) -> None:
    """Where counts vary three times as much as chance makes them, the interval still covers."""
    rng = np.random.default_rng(7)
    covered = 0
    for _ in range(300):
        months = rng.negative_binomial(15, 1 / 3, size=48).tolist()
        change = judge(months).change
        covered += change is not None and bool(change.contains(0.0))

    assert 0.90 <= covered / 300 <= 0.99


def test_halving_is_detected(judge: Evaluate) -> None:
    """A halving of 40 a month is found as a fall in nearly all cases, with the truth covered."""
    rng = np.random.default_rng(5)
    found, covered = 0, 0
    for _ in range(100):
        levels = np.repeat([40.0, 40.0, 20.0, 20.0], 12)
        result = judge(rng.poisson(levels).tolist(), baseline="2017-01 to 2018-12")
        found += " a fall of " in result.sentence
        covered += result.change is not None and bool(result.change.contains(-50.0))

    assert 99 <= found
    assert 88 <= covered
