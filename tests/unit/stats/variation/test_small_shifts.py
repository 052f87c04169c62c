"""CUSUM and EWMA at their edges."""

from __future__ import annotations

import math

import numpy as np
import pytest

from safetykit.errors import InputError
from safetykit.stats.variation import cusum, ewma, xmr

NAN = math.nan
STEADY = [10, 12, 11, 13, 12, 11, 10, 12, 13, 11, 12, 10, 11, 12, 11]


def test_centre_and_sigma_come_from_the_baseline() -> None:
    """The mean, and the screened mean moving range over 1.128, as in an XmR chart."""
    limits = xmr(STEADY)
    one, two = cusum([*STEADY, 40], baseline=15), ewma([*STEADY, 40], baseline=15)

    for mean, sigma in ((one.target, one.sigma), (two.centre, two.sigma)):
        assert (limits.mean, limits.moving_range_mean / 1.128) == (mean, sigma)
    assert 5 * one.sigma == one.decision
    assert "short_series" == one.checks[0].name


def test_fall_is_seen_by_the_lower_sum() -> None:
    """The first signal is the first of either sum, and the shift began after its last 0."""
    chart = cusum([10, 10, 8, 8, 8, 8, 8], target=10, sigma=1)

    assert [0, 0, 1.5, 3.0, 4.5, 6.0, 7.5] == chart.c_minus.tolist()
    assert [False] * 5 + [True] * 2 == chart.below.tolist()
    assert not chart.above.any()
    assert (5, 2) == (chart.first_signal, chart.shift_start)
    assert [0, 0, 1, 2, 3, 4, 5] == chart.n_minus.tolist()


def test_shift_from_the_first_point() -> None:
    """A sum that was never 0 began at the start."""
    assert 0 == cusum([13] * 5, target=10, sigma=1).shift_start


def test_steady_series_has_no_first_signal() -> None:
    """None is an answer."""
    chart = cusum(STEADY, target=11.4, sigma=1)

    assert (None, None) == (chart.first_signal, chart.shift_start)
    assert () == chart.checks


def test_months_not_reported_leave_the_sums() -> None:
    """A gap is neither evidence nor its loss."""
    gap, whole = (cusum(v, target=10, sigma=1) for v in ([12, NAN, 12], [12, 12]))

    assert whole.c_plus.tolist() == gap.c_plus[[0, 2]].tolist()
    assert math.isnan(gap.c_plus[1])
    assert [1, 1, 2] == gap.n_plus.tolist()


def test_months_not_reported_leave_the_average() -> None:
    """Its limits widen by reported points alone."""
    gap, whole = (ewma(v, centre=10, sigma=1) for v in ([12, NAN, 12], [12, 12]))

    assert whole.average.tolist() == gap.average[[0, 2]].tolist()
    assert whole.upper.tolist() == gap.upper[[0, 2]].tolist()
    assert math.isnan(gap.average[1])


def test_average_signals_both_ways() -> None:
    """A rise and a fall that last."""
    chart = ewma([[12] * 8, [8] * 8], centre=10, sigma=1)

    assert [True, False] == chart.above[:, -1].tolist()
    assert [False, True] == chart.below[:, -1].tolist()


def test_all_equal_values_never_signal() -> None:
    """A process without variation has limits of no width, and lies on them."""
    chart = ewma([0.1] * 20)

    assert 0.0 == chart.sigma
    assert not (chart.above | chart.below).any()


@pytest.mark.parametrize("length", range(12, 30))
def test_rounding_of_the_mean_is_no_shift(length: int) -> None:
    """The mean of equal values need not be one of them; what is summed is nothing all the same."""
    charts = cusum([[value] * length for value in (0.1, 0.13, 0.7, 2.9)])

    assert not (charts.above | charts.below).any()
    assert 0.0 == charts.c_plus.max() == charts.c_minus.max()


def test_one_point_has_no_sigma() -> None:
    """Without a moving range nothing is marked, and the checks say so."""
    chart = ewma([5])

    assert math.isnan(chart.sigma)  # type: ignore[arg-type]
    assert ["short_series", "moving_ranges"] == [check.name for check in chart.checks]
    assert not chart.above.any()
    assert cusum([5]).first_signal is None


def test_batch_is_one_by_one() -> None:
    """Each series has its own target and sums."""
    series = np.random.default_rng(8).normal(10, 2, (3, 20))
    sums, averages = cusum(series, target=[9, 10, 11]), ewma(series)

    for i, row in enumerate(series):
        assert (cusum(row, target=9 + i).c_plus == sums.c_plus[i]).all()
        assert pytest.approx(ewma(row).average) == averages.average[i]
    with pytest.raises(InputError, match="cusum: expected the chart of a single series"):
        _ = sums.first_signal


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"values": 5}, "values: expected a series"),
        ({"sigma": 0}, "sigma: expected a number above 0"),
        ({"sigma": NAN}, "sigma: expected a finite number"),
        ({"target": math.inf}, "target: expected a finite number"),
        ({"target": [1, 2]}, "target: expected one for each series"),
        ({"allowance": 0}, "allowance: expected a number above 0"),
        ({"decision": -1}, "decision: expected a number above 0"),
    ],
)
def test_cusum_refuses(given: dict[str, object], message: str) -> None:
    """What cannot be used is refused, by name."""
    with pytest.raises(InputError, match=message):
        cusum(**({"values": STEADY} | given))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"weight": 1}, "weight: expected one number between 0 and 1"),
        ({"width": 0}, "width: expected a number above 0"),
        ({"centre": "x"}, "centre: expected a number"),
        ({"sigma": -1}, "sigma: expected a number above 0"),
    ],
)
def test_ewma_refuses(given: dict[str, object], message: str) -> None:
    """What cannot be used is refused, by name."""
    with pytest.raises(InputError, match=message):
        ewma(**({"values": STEADY} | given))  # type: ignore[arg-type]
