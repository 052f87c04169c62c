"""Run charts at their edges."""

from __future__ import annotations

import math

import numpy as np
import pytest

from safetykit.errors import InputError
from safetykit.stats.variation import anhoej_limits, run_chart

NAN = math.nan


def test_long_run_is_a_signal() -> None:
    """Ten below and ten above: the longest run is 10, and there is one crossing."""
    chart = run_chart([1] * 10 + [3] * 10)

    assert (2.0, 20, 10, 1, True) == (
        chart.centre,
        chart.n_useful,
        chart.longest_run,
        chart.n_crossings,
        chart.signal,
    )
    assert (7, 6) == (chart.longest_run_max, chart.n_crossings_min)


def test_up_and_down_is_no_signal() -> None:
    """Many crossings are not evidence of a shift."""
    assert run_chart([1, 3] * 10).signal is False


@pytest.mark.parametrize(("useful", "passed"), [(9, False), (10, True)])
def test_ten_useful_points_are_enough(useful: int, passed: bool) -> None:
    """Points on the line do not make a series longer."""
    chart = run_chart(([1, 3] * 5)[:useful] + [2] * 20, centre=2)

    assert useful == chart.n_useful
    assert ("short_series", passed) == (chart.checks[0].name, chart.checks[0].passed)


def test_missing_and_excluded_points_are_passed_over() -> None:
    """They neither break a run nor count as a crossing."""
    chart = run_chart([1, 1, NAN, 1, 9, 1, 3, 3, 3, 3], centre=2, exclude=[4])

    assert (8, 4, 1) == (chart.n_useful, chart.longest_run, chart.n_crossings)
    assert chart.checks[0].passed is False
    assert "8 useful points" in chart.checks[0].detail


def test_median_of_the_baseline() -> None:
    """The line can come from the first points, or from a slice."""
    values = [1, 2, 3, 9, 9, 9]

    assert 2.0 == run_chart(values, baseline=3).centre
    assert 9.0 == run_chart(values, baseline=slice(3, None)).centre


@pytest.mark.parametrize("values", [[5.0], [5.0] * 12, [NAN, NAN]])
def test_series_without_useful_points_has_no_signal(values: list[float]) -> None:
    """One point, all equal, and nothing reported: all lie on the line, or nowhere."""
    chart = run_chart(values)

    assert (0, 0, 0, False) == (
        chart.n_useful,
        chart.longest_run,
        chart.n_crossings,
        chart.signal,
    )


def test_batch_is_one_by_one() -> None:
    """Each series has its own line, runs and crossings."""
    series = np.random.default_rng(3).normal(size=(4, 24))
    batch = run_chart(series)

    for i, row in enumerate(series):
        one = run_chart(row)
        for name in ("centre", "longest_run", "n_crossings", "longest_run_max", "signal"):
            assert getattr(one, name) == getattr(batch, name)[i]


def test_limits_of_very_long_series() -> None:
    """The binomial is counted in whole numbers, however long the series."""
    assert (14, 963) == anhoej_limits(2000)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"values": 5}, "values: expected a series"),
        ({"values": []}, "values: expected a series of at least one value"),
        ({"values": [1, math.inf]}, r"values\[1\]: expected finite numbers"),
        ({"centre": [1, 2]}, "centre: expected one number for each series"),
        ({"exclude": [3]}, "exclude: expected a place from 0 to 2"),
        ({"baseline": slice(5, 9)}, "baseline: expected a slice with a point"),
    ],
)
def test_run_chart_refuses(given: dict[str, object], message: str) -> None:
    """What cannot be used is refused, by name."""
    with pytest.raises(InputError, match=message):
        run_chart(**({"values": [1, 2, 3]} | given))  # type: ignore[arg-type]


@pytest.mark.parametrize("n", [-1, 2.5, NAN])
def test_number_of_useful_points_is_whole(n: float) -> None:
    """A number of points is 0, 1, 2 and so on."""
    with pytest.raises(InputError, match="n_useful: expected a whole number of 0 or more"):
        anhoej_limits(n)
