"""Laws of control charts, seasons and dispersion: what must hold for any series."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray

from safetykit.stats.overdispersion import dispersion, seasonal_dispersion
from safetykit.stats.variation import (
    expected_false_signals,
    fit_seasonal,
    rules,
    seasonal_adjust,
    seasonal_expectation,
    xmr,
)

WHOLE = st.integers(-50, 50).map(float)
SERIES = hnp.arrays(np.float64, st.integers(1, 40), elements=WHOLE | st.just(math.nan))
BATCHES = hnp.arrays(
    np.float64,
    st.tuples(st.integers(1, 4), st.integers(1, 25)),
    elements=WHOLE | st.just(math.nan),
)
TABLES = hnp.arrays(np.float64, (3, 12), elements=st.integers(1, 60).map(float))
GAPS = st.lists(st.integers(0, 35), unique=True, max_size=8)
MONTHS = np.tile(np.arange(12), 3)
YEARS = np.repeat([2017, 2018, 2019], 12)
FIELDS = ["mean", "lower", "upper", "moving_range_mean", "moving_range_upper"]


@given(BATCHES, st.booleans())
def test_batch_of_charts_is_one_by_one(batch: NDArray[np.float64], screen: bool) -> None:
    """Each series of a batch has the chart it has alone."""
    whole = xmr(batch, screen_moving_ranges=screen)

    for i, series in enumerate(batch):
        one = xmr(series, screen_moving_ranges=screen)
        for name in FIELDS:
            expected = getattr(one, name)
            assert pytest.approx(expected, rel=1e-12, nan_ok=True) == getattr(whole, name)[i]
        for rule in rules.RULES:
            assert (getattr(one.signals, rule) == getattr(whole.signals, rule)[i]).all()
        assert (one.direction == whole.direction[i]).all()


@given(SERIES)
def test_turning_values_upside_down_turns_the_chart(series: NDArray[np.float64]) -> None:
    """A mirrored series has mirrored limits, the same signals and opposite directions."""
    up, down = xmr(series), xmr(-series)

    assert pytest.approx(-up.lower, nan_ok=True) == down.upper
    for rule in rules.RULES:
        assert (getattr(up.signals, rule) == getattr(down.signals, rule)).all()
    assert (up.direction == -down.direction).all()


@given(SERIES)
def test_reading_backwards_keeps_limits_and_signals(series: NDArray[np.float64]) -> None:
    """Time reversed, the limits are the same and the same points are marked."""
    forwards, backwards = xmr(series), xmr(series[::-1])

    assert pytest.approx([forwards.lower, forwards.upper], nan_ok=True) == [
        backwards.lower,
        backwards.upper,
    ]
    for rule in rules.RULES:
        marked = getattr(backwards.signals, rule)[::-1]
        assert (getattr(forwards.signals, rule) == marked).all()


@given(SERIES, st.sampled_from([0.5, 2.0, 8.0]), st.sampled_from([-64.0, 0.0, 32.0]))
def test_unit_and_origin_do_not_matter(
    series: NDArray[np.float64], scale: float, origin: float
) -> None:
    """Kilometres or miles: limits follow the unit, and signals stay."""
    plain, moved = xmr(series), xmr(series * scale + origin)

    assert pytest.approx(plain.upper * scale + origin, nan_ok=True, abs=1e-9) == moved.upper
    assert (plain.signals.shift == moved.signals.shift).all()
    assert (plain.signals.trend == moved.signals.trend).all()


@given(SERIES)
def test_nothing_is_marked_where_nothing_is_reported(series: NDArray[np.float64]) -> None:
    """A missing point is never a signal, and every signal has a direction."""
    chart = xmr(series)

    assert not chart.signals.any[np.isnan(series)].any()
    assert (chart.signals.any == (chart.direction != 0)).all()


@given(SERIES, st.integers(2, 6))
def test_runs_match_their_definition(series: NDArray[np.float64], run: int) -> None:
    """A point is in a shift if some window of the run's length around it is on its side."""
    side = rules.side_of(series, 0)
    expected = [
        any(
            abs(side[start : start + run].sum()) == run
            for start in range(max(0, i - run + 1), min(i, len(side) - run) + 1)
        )
        for i in range(len(side))
    ]

    assert expected == rules.shift(series, 0, run=run).tolist()


@given(TABLES, GAPS)
def test_fit_matches_an_independent_one(table: NDArray[np.float64], gaps: list[int]) -> None:
    """Proportional fitting gives the same counts as weighted least squares, gaps included."""
    counts = table.ravel()
    counts[gaps] = math.nan
    there = ~np.isnan(counts)
    design = np.hstack([np.eye(3)[YEARS - 2017], np.eye(12)[MONTHS]])[there]

    mu = counts[there].copy()
    for _ in range(60):
        root = np.sqrt(mu)
        target = np.log(mu) + (counts[there] - mu) / mu
        beta = np.linalg.lstsq(design * root[:, None], target * root, rcond=None)[0]
        mu = np.exp(design @ beta)

    fit = fit_seasonal(counts, MONTHS, YEARS)
    assert fit.converged
    assert pytest.approx(mu, rel=1e-6) == fit.fitted[there]
    assert np.linalg.matrix_rank(design) == fit.n_parameters


@given(TABLES, GAPS)
def test_fit_keeps_the_totals(table: NDArray[np.float64], gaps: list[int]) -> None:
    """Fitted counts add up to the counts, by year and by month."""
    counts = table.ravel()
    counts[gaps] = math.nan
    fitted = fit_seasonal(counts, MONTHS, YEARS).fitted

    for labels in (YEARS, MONTHS):
        for label in np.unique(labels):
            here = labels == label
            assert pytest.approx(np.nansum(counts[here]), rel=1e-6) == np.nansum(fitted[here])


@given(TABLES, st.permutations(range(36)))
def test_order_of_months_does_not_matter(table: NDArray[np.float64], order: list[int]) -> None:
    """Dispersion does not know in which order the months were handed in."""
    counts = table.ravel()
    plain = seasonal_dispersion(counts, MONTHS, YEARS)
    shuffled = seasonal_dispersion(counts[order], MONTHS[order], YEARS[order])

    assert pytest.approx(plain.value, rel=1e-9, abs=1e-12) == shuffled.value


@given(TABLES, st.integers(2, 9))
def test_clumps_multiply_the_dispersion(table: NDArray[np.float64], k: int) -> None:
    """If each event is counted k times, the dispersion is k times as large."""
    counts = table.ravel()
    plain = seasonal_dispersion(counts, MONTHS, YEARS)
    clumped = seasonal_dispersion(k * counts, MONTHS, YEARS)

    assert pytest.approx(k * plain.value, rel=1e-9, abs=1e-12) == clumped.value


@given(TABLES)
def test_adjusting_keeps_the_year(table: NDArray[np.float64]) -> None:
    """The expectation, adjusted by its own shape, is level."""
    normal = seasonal_expectation(table.ravel(), MONTHS, years=YEARS)
    level = seasonal_adjust(normal.expected, np.arange(12), normal.shape)

    assert pytest.approx(np.full(12, normal.total / 12)) == level


def test_test_of_dispersion_keeps_its_level() -> None:
    """Poisson counts are called overdispersed in about 5% of simulations."""
    rng = np.random.default_rng(21)
    draws = rng.poisson(20, (2000, 24))

    rejected = np.mean([dispersion(row, [20.0] * 24, 0).p_value < 0.05 for row in draws])

    assert abs(rejected - 0.05) < 3 * math.sqrt(0.05 * 0.95 / 2000) + 0.005


def test_dispersion_is_found_again() -> None:
    """Counts drawn with dispersion 3 give 3 on average."""
    rng = np.random.default_rng(22)
    draws = rng.poisson(rng.gamma(25, 2, (400, 36)))

    found = np.mean([seasonal_dispersion(row, MONTHS, YEARS).value for row in draws])

    assert pytest.approx(3.0, abs=0.15) == found


def test_false_signals_come_as_often_as_expected() -> None:
    """Other steady normal series, of another mean and spread, signal as often as foretold."""
    rng = np.random.default_rng(23)
    series = rng.normal(50, 7, (5000, 24))
    expected = expected_false_signals(5000, 24).series

    found = xmr(series).signals.any.any(axis=-1).sum()

    assert abs(found - expected.value) < 3 * (expected.high - expected.low) / 1.96
