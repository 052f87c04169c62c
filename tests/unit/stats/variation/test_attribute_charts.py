"""Charts of counts at their edges."""

from __future__ import annotations

import math
import pickle
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from safetykit.errors import InputError
from safetykit.stats.variation import c_chart, p_chart, p_prime_chart, u_chart, u_prime_chart

NAN = math.nan
COUNTS = [12, 15, 8, 10, 9, 7, 16, 9, 14, 10, 11, 13, 12, 9, 11]
SIZED = [p_chart, u_chart, p_prime_chart, u_prime_chart]


def test_limits_follow_the_size_of_each_period() -> None:
    """P = 0.1: 3 sigma is 0.18 for 25, and 0.09 for 100."""
    chart = p_chart([10, 10, 5], [100, 100, 50])

    assert pytest.approx(0.1) == chart.centre
    assert pytest.approx([0.01, 0.01, 0.0]) == chart.lower
    assert pytest.approx([0.19, 0.19, 0.1 + 0.9 / math.sqrt(50)]) == chart.upper
    assert 1.0 == chart.sigma_z


def test_rates_per_thousand_are_a_thousand_times_as_large() -> None:
    """The unit scales values, centre and limits, and changes no signal."""
    plain, scaled = (u_chart(COUNTS, range(100, 115), per=per) for per in (1.0, 1000.0))

    assert pytest.approx(1000 * plain.values) == scaled.values
    assert pytest.approx(1000 * plain.centre) == scaled.centre
    assert pytest.approx(1000 * plain.upper) == scaled.upper
    assert plain.signals == scaled.signals


def test_c_chart_is_a_u_chart_of_equal_exposure() -> None:
    """With the same exposure throughout only counts differ."""
    one, two = c_chart(COUNTS), u_chart(COUNTS, [1.0] * len(COUNTS))

    assert one.centre == two.centre
    assert (one.upper == two.upper).all()


def test_points_left_out_set_no_limit_and_are_not_judged() -> None:
    """An outlier whose cause is known and gone."""
    counts = [*COUNTS, 60]
    kept, left_out = c_chart(counts), c_chart(counts, exclude=[15])

    assert ("outside_limits",) == kept.signals.at(15)
    assert () == left_out.signals.at(15)
    assert c_chart(COUNTS).centre == left_out.centre
    assert 60.0 == left_out.values[15]


def test_baseline_sets_limits_for_what_follows() -> None:
    """Limits of the first points judge the later ones, good or bad by direction."""
    chart = p_chart([*COUNTS, 45], [50] * 16, baseline=15, improvement="decrease")

    assert p_chart(COUNTS, [50] * 15).centre == chart.centre
    assert "concern" == chart.point_types[-1]


@pytest.mark.parametrize("chart_of", SIZED)
def test_period_not_reported_is_left_out(chart_of: Callable[..., Any]) -> None:
    """Neither a missing count nor a missing size is 0."""
    chart = chart_of([5, NAN, 6, 7], [100, 100, NAN, 100])

    assert [False, True, True, False] == np.isnan(chart.values).tolist()
    assert pytest.approx(0.06) == chart.centre
    assert not chart.signals.any[1:3].any()


@pytest.mark.parametrize("chart_of", [c_chart, lambda counts: u_prime_chart(counts, [5] * 12)])
def test_no_event_at_all_has_no_width(chart_of: Callable[..., Any]) -> None:
    """Twelve zeros: the limits lie on the centre and mark nothing."""
    chart = chart_of([0] * 12)

    assert 0.0 == chart.centre
    assert (0.0, 0.0) == (chart.lower.max(), chart.upper.max())
    assert not chart.signals.any.any()


def test_nothing_reported_has_no_centre() -> None:
    """A series of nan is answered with nan."""
    chart = p_prime_chart([NAN, NAN], [10, 10])

    assert math.isnan(chart.centre)  # type: ignore[arg-type]
    assert not chart.signals.any.any()


def test_one_point_has_no_limits_of_laney() -> None:
    """There is no moving range: nan marks nothing, and the checks say so."""
    chart = p_prime_chart([5], [50])

    assert math.isnan(chart.upper[0])
    failed = [check.name for check in chart.checks if check.passed is False]
    assert ["short_series", "moving_ranges"] == failed


def test_laney_tames_large_numbers() -> None:
    """Shares that vary beyond chance: the plain chart signals, Laney's does not."""
    rng = np.random.default_rng(4)
    counts = rng.binomial(100_000, rng.normal(0.3, 0.01, 24))

    plain, laney = p_chart(counts, [100_000] * 24), p_prime_chart(counts, [100_000] * 24)

    assert plain.signals.outside_limits.sum() > 5
    assert not laney.signals.outside_limits.any()
    assert laney.sigma_z > 4  # type: ignore[operator]


def test_batch_has_limits_for_each_series() -> None:
    """A leading axis holds series; sizes may be shared."""
    chart = u_chart([COUNTS, COUNTS[::-1]], [100] * 15)

    assert (2,) == chart.centre.shape  # type: ignore[union-attr]
    assert (2, 15) == chart.upper.shape
    assert (chart.signals.codes[0] == u_chart(COUNTS, [100] * 15).signals.codes).all()


def test_chart_is_a_value() -> None:
    """It pickles, compares, hashes, and cannot be written to."""
    chart = p_chart(COUNTS, [50] * 15)

    assert chart == pickle.loads(pickle.dumps(chart))
    assert hash(chart) == hash(p_chart(COUNTS, [50] * 15))
    for array in (chart.values, chart.lower, chart.upper, chart.signals.codes):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"count": [1, 60]}, r"count\[1\]: expected a count that is not above its n"),
        ({"n": [50, 0]}, r"n\[1\]: expected a number above 0, or nan.*nothing at risk"),
        ({"n": [50, 2.5]}, r"n\[1\]: expected a whole number"),
        ({"n": [50, 50, 50]}, "count, n: expected shapes that fit"),
        ({"count": -1}, "count: expected a count of 0 or more"),
        ({"count": 5, "n": 50}, "count: expected a series of at least one count"),
        ({"count": [], "n": []}, "count: expected a series of at least one count"),
        ({"exclude": [2]}, "exclude: expected a place from 0 to 1"),
        ({"exclude": [-1]}, "exclude: expected one whole number of 0 or more"),
        ({"baseline": 0}, "baseline: expected one whole number of 1 or more"),
        ({"rules": ["shfit"]}, 'rules: .* Did you mean "shift"?'),
        ({"run": 1}, "run: expected one whole number of 2 or more"),
        ({"improvement": "up"}, "improvement: expected one of decrease, increase"),
    ],
)
@pytest.mark.parametrize("chart_of", [p_chart, p_prime_chart])
def test_charts_of_shares_refuse(
    chart_of: Callable[..., Any], given: dict[str, Any], message: str
) -> None:
    """What cannot be used is refused, with its place."""
    with pytest.raises(InputError, match=message):
        chart_of(**({"count": [5, 6], "n": [50, 50]} | given))


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"exposure": [1, 0]}, r"exposure\[1\]: expected a number above 0, or nan"),
        ({"exposure": [1, math.inf]}, r"exposure\[1\]: expected finite numbers"),
        ({"count": [1, 0.5]}, r"count\[1\]: expected a whole number"),
        ({"per": 0}, "per: expected a number above 0"),
    ],
)
@pytest.mark.parametrize("chart_of", [u_chart, u_prime_chart])
def test_charts_of_rates_refuse(
    chart_of: Callable[..., Any], given: dict[str, Any], message: str
) -> None:
    """What cannot be used is refused, with its place."""
    with pytest.raises(InputError, match=message):
        chart_of(**({"count": [5, 6], "exposure": [1.5, 2.5]} | given))
