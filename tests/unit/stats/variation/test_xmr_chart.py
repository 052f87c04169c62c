"""XmR charts at their edges."""

from __future__ import annotations

import math
import pickle

import numpy as np
import pytest

from safetykit.errors import InputError
from safetykit.stats.variation import xmr

NAN = math.nan
STEADY = [10, 12, 11, 13, 12, 11, 10, 12, 13, 11, 12, 10, 11, 12, 11]


def names_of_failed(chart: object) -> list[str]:
    """Return the names of the checks that failed."""
    return [check.name for check in chart.checks if check.passed is False]  # type: ignore[attr-defined]


def test_limits_are_mean_moving_ranges_about_the_mean() -> None:
    """1, 3, 1, 3: mean 2, mean moving range 2, limits at 2.66 of it."""
    chart = xmr([1, 3, 1, 3])

    assert (2.0, 2.0) == (chart.mean, chart.moving_range_mean)
    assert pytest.approx([2 - 5.32, 2 + 5.32]) == [chart.lower, chart.upper]
    assert 6.534 == chart.moving_range_upper
    assert [2.0, 2.0, 2.0] == chart.moving_ranges[1:].tolist()
    assert math.isnan(chart.moving_ranges[0])


def test_steady_series_has_no_signal() -> None:
    """Common cause is not a signal, and a firm baseline says so."""
    chart = xmr(STEADY)

    assert not chart.signals.any.any()
    assert {"common_cause"} == set(chart.point_types.tolist())
    assert "which are firm" in chart.checks[0].detail


def test_screening_keeps_an_outlier_from_hiding_itself() -> None:
    """Without screening the outlier's moving ranges widen the limits."""
    values = [*STEADY, 30, *STEADY]
    screened, plain = xmr(values), xmr(values, screen_moving_ranges=False)

    assert screened.upper < plain.upper
    assert ("outside_limits",) == screened.signals.at(15)
    assert "not screened" in plain.method


@pytest.mark.parametrize("screen", [True, False])
@pytest.mark.parametrize("value", [0.0, 0.1, -7.3])
def test_all_equal_values_lie_on_their_limits(value: float, screen: bool) -> None:
    """A series that does not vary has limits of no width and no signal."""
    chart = xmr([value] * 20, screen_moving_ranges=screen)

    assert pytest.approx([value, value]) == [chart.lower, chart.upper]
    assert not chart.signals.any.any()


def test_one_point_has_a_mean_and_no_limits() -> None:
    """One point is not enough for a moving range: limits are nan and mark nothing."""
    chart = xmr([5])

    assert 5.0 == chart.mean
    assert [True, True] == [math.isnan(chart.lower), math.isnan(chart.upper)]  # type: ignore[arg-type]
    assert ["short_series", "moving_ranges"] == names_of_failed(chart)


def test_nothing_reported_has_no_mean() -> None:
    """A series of nan is answered with nan."""
    chart = xmr([NAN, NAN])

    assert math.isnan(chart.mean)  # type: ignore[arg-type]
    assert not chart.signals.any.any()
    assert "0 reported points" in chart.checks[0].detail


def test_months_not_reported_are_left_out_of_the_limits() -> None:
    """There is no moving range across a gap: 1, 3, gap, 9, 11 has ranges 2 and 2."""
    chart = xmr([1, 3, NAN, 9, 11])

    assert (6.0, 2.0) == (chart.mean, chart.moving_range_mean)
    assert [True, False, True, True, False] == np.isnan(chart.moving_ranges).tolist()
    assert ("not_reported", None) == (chart.checks[-1].name, chart.checks[-1].passed)


@pytest.mark.parametrize(("n", "passed"), [(11, False), (12, True), (14, True)])
def test_short_series_fails_its_check(n: int, passed: bool) -> None:
    """Fewer than 12 points do not set limits; 15 set firm ones."""
    (check,) = xmr(STEADY[:n]).checks

    assert ("short_series", passed) == (check.name, check.passed)
    assert f"{n} reported points set the limits, which are provisional" in check.detail


def test_baseline_sets_limits_for_what_follows() -> None:
    """Limits of the first points judge the later ones."""
    values = [*STEADY, *([20] * 7)]

    by_count, by_slice = xmr(values, baseline=15), xmr(values, baseline=slice(0, 15))

    assert xmr(STEADY).upper == by_count.upper
    assert by_count == by_slice
    assert ("outside_limits", "shift") == by_count.signals.at(-1)


@pytest.mark.parametrize(
    ("improvement", "words"),
    [("increase", "improvement"), ("decrease", "concern"), (None, "high")],
)
def test_high_point_is_good_or_bad_by_polarity(improvement: str | None, words: str) -> None:
    """The same signal is an improvement, a concern, or only high."""
    chart = xmr([*STEADY, 40], improvement=improvement)  # type: ignore[arg-type]

    assert words == chart.point_types[-1]
    assert 1 == chart.direction[-1]


def test_low_point_without_a_better_direction_is_low() -> None:
    """A fall is not good in itself."""
    assert "low" == xmr([*STEADY, -20]).point_types[-1]


def test_direction_of_a_trend_is_its_slope() -> None:
    """A rise that is still below the mean points upwards."""
    values = [20, 1, 2, 3, 4, 5, 6, 7, 20, 20, 20, 20]
    chart = xmr(values, rules=["trend"])

    assert [0] + [1] * 8 + [0] * 3 == chart.direction.tolist()


def test_rules_that_are_not_used_mark_nothing() -> None:
    """Only the named rules speak."""
    values = [*STEADY, *([40] * 7)]

    assert not xmr(values, baseline=15, rules=[]).signals.any.any()
    assert ("shift",) == xmr(values, baseline=15, rules=["shift"]).signals.at(-1)
    assert not xmr(range(10), rules=["outside_limits"]).signals.trend.any()


def test_batch_has_limits_for_each_series() -> None:
    """Numbers are arrays over the leading axes."""
    chart = xmr(np.stack([STEADY, STEADY[::-1], np.multiply(STEADY, 2)]))

    assert (3,) == chart.upper.shape  # type: ignore[union-attr]
    assert (3, 15) == chart.signals.shift.shape
    with pytest.raises(InputError, match="signals: expected the signals of a single series"):
        chart.signals.at(0)


def test_chart_is_a_value() -> None:
    """It pickles, compares, hashes, and cannot be written to."""
    chart = xmr(STEADY)

    assert chart == pickle.loads(pickle.dumps(chart))
    assert hash(chart) == hash(xmr(STEADY))
    assert chart != xmr(STEADY[::-1])
    with pytest.raises(ValueError, match="read-only"):
        chart.values[0] = 1.0


def test_callers_array_is_left_alone() -> None:
    """The values are copied and the caller's array stays writable."""
    values = np.array(STEADY, dtype=float)
    chart = xmr(values)
    values[0] = 99.0

    assert 10.0 == chart.values[0]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"values": 5}, "values: expected a series: one value for each point in time"),
        ({"values": []}, "values: expected a series of at least one value"),
        ({"values": [1, math.inf]}, r"values\[1\]: expected finite numbers, or nan"),
        ({"values": ["a"]}, "values: expected a number or an array of numbers"),
        ({"values": [1, 2], "baseline": 0}, "baseline: expected one whole number of 1 or more"),
        ({"values": [1, 2], "baseline": slice(2, 9)}, "baseline: expected a slice with a point"),
        ({"values": [1, 2], "factor": 0}, "factor: expected a number above 0"),
        ({"values": [1, 2], "factor": [1, 2]}, "factor: expected one number above 0"),
        ({"values": [1, 2], "run": 1}, "run: expected one whole number of 2 or more"),
        ({"values": [1, 2], "rules": ["shfit"]}, 'rules: expected one of .*Did you mean "shift"?'),
        ({"values": [1, 2], "improvement": "up"}, "improvement: .*decrease, increase"),
    ],
)
def test_xmr_refuses(given: dict[str, object], message: str) -> None:
    """What cannot be used is refused by name."""
    with pytest.raises(InputError, match=message):
        xmr(**given)  # type: ignore[arg-type]
