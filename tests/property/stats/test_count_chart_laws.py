"""Laws of charts of counts, run charts, CUSUM, EWMA, and of marking in blocks."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst
from numpy.typing import NDArray

from safetykit.stats.variation import (
    Rebase,
    assurance,
    cusum,
    ewma,
    outside_limits,
    p_chart,
    p_prime_chart,
    rebased_xmr,
    run_chart,
    shift,
    trend,
    two_of_three,
    u_chart,
    u_prime_chart,
    xmr,
    xmr_chart,
)

VALUES = st.integers(-50, 50).map(float) | st.just(math.nan)
SERIES = npst.arrays(np.float64, st.integers(1, 30), elements=VALUES)
BATCHES = npst.arrays(np.float64, st.tuples(st.integers(1, 7), st.integers(1, 15)), elements=VALUES)
SHARES = st.lists(
    st.integers(1, 200).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    min_size=1,
    max_size=20,
)


def error_of(share: float, n: int) -> float:
    """Return three Monte Carlo standard errors of a share."""
    return 3 * math.sqrt(share * (1 - share) / n)


@given(BATCHES, st.integers(1, 40))
def test_blocks_do_not_show(batch: NDArray[np.float64], size: int) -> None:
    """Whatever the size of a block, a batch answers as each of its series does alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(xmr_chart, "BLOCK", size)
        chart = xmr(batch, baseline=10)

    for i, row in enumerate(batch):
        one = xmr(row, baseline=10)
        assert pytest.approx([one.mean, one.lower, one.upper], nan_ok=True) == [
            chart.mean[i],  # type: ignore[index]
            chart.lower[i],  # type: ignore[index]
            chart.upper[i],  # type: ignore[index]
        ]
        assert (one.signals.codes == chart.signals.codes[i]).all()


@given(SERIES, st.integers(2, 8))
def test_fast_pass_marks_what_the_rules_mark(series: NDArray[np.float64], run: int) -> None:
    """One byte for each point says what the rules say by name."""
    chart = xmr(series, run=run)

    signals, limits = chart.signals, (chart.lower, chart.upper)
    assert (signals.outside_limits == outside_limits(series, *limits)).all()
    assert (signals.shift == shift(series, chart.mean, run=run)).all()
    assert (signals.trend == trend(series, run=run)).all()
    assert (signals.two_of_three == two_of_three(series, chart.mean, *limits)).all()


@given(SERIES, st.integers(1, 29))
def test_rebased_chart_is_its_phases(series: NDArray[np.float64], at: int) -> None:
    """Each phase is judged as if it stood alone."""
    if at >= series.size:
        return
    chart = rebased_xmr(series, [Rebase(at, reason="A law to be tested.")])

    codes = [xmr(part).signals.codes for part in (series[:at], series[at:])]
    assert (chart.signals.codes == np.concatenate(codes)).all()


@given(SERIES, st.floats(-60, 60))
def test_assurance_turns_with_the_unit_of_a_mirror(
    series: NDArray[np.float64], target: float
) -> None:
    """More of the values is less of their mirror image."""
    one = assurance(xmr(series), target, improvement="increase")
    two = assurance(xmr(-series), -target, improvement="decrease")

    assert one.verdict == two.verdict
    assert pytest.approx(one.share_met, nan_ok=True) == two.share_met


@given(SHARES)
@pytest.mark.parametrize("chart_of", [p_chart, p_prime_chart])
def test_share_of_the_rest_mirrors_the_chart(chart_of: Any, periods: list[tuple[int, int]]) -> None:
    """Those without the property are 1 less those with it: limits mirrored, ups are downs."""
    count, n = np.transpose(periods)
    one, two = chart_of(count, n), chart_of(n - count, n)

    assert pytest.approx(1 - one.centre) == two.centre
    assert pytest.approx(1 - one.lower, nan_ok=True, abs=1e-9) == two.upper
    assert pytest.approx(one.sigma_z, nan_ok=True, abs=1e-6) == two.sigma_z


@given(SHARES, st.floats(1e-3, 1e3))
@pytest.mark.parametrize("chart_of", [u_chart, u_prime_chart])
def test_unit_of_exposure_scales_rates(
    chart_of: Any, periods: list[tuple[int, int]], k: float
) -> None:
    """Rates per thousand are a thousand times as large, and their limits too."""
    count, n = np.transpose(periods)
    one, two = chart_of(count, n), chart_of(count, k * n)

    assert pytest.approx(one.centre / k) == two.centre
    assert pytest.approx(one.upper / k, rel=1e-6, nan_ok=True) == two.upper
    assert pytest.approx(one.sigma_z, rel=1e-6, nan_ok=True) == two.sigma_z


@given(SERIES)
def test_runs_of_the_mirror_image(series: NDArray[np.float64]) -> None:
    """Upside down or backwards, runs and crossings are the same."""
    for other in (run_chart(-series), run_chart(series[::-1])):
        for name in ("n_useful", "longest_run", "n_crossings", "signal"):
            assert getattr(run_chart(series), name) == getattr(other, name)


@given(SERIES)
def test_sums_of_the_mirror_image(series: NDArray[np.float64]) -> None:
    """Upside down, the upper sum is the lower one."""
    up, down = cusum(series, target=3, sigma=2), cusum(-series, target=-3, sigma=2)

    assert pytest.approx(up.c_plus, nan_ok=True) == down.c_minus
    assert (up.n_minus == down.n_plus).all()


@given(SERIES, st.sampled_from([0.5, 2.0, 8.0]), st.sampled_from([-64.0, 0.0, 32.0]))
def test_average_follows_unit_and_origin(
    series: NDArray[np.float64], scale: float, origin: float
) -> None:
    """Miles or kilometres: the average and its limits follow the unit."""
    plain, moved = ewma(series), ewma(series * scale + origin)

    for name in ("average", "lower", "upper"):
        expected = getattr(plain, name) * scale + origin
        assert pytest.approx(expected, nan_ok=True, abs=1e-9) == getattr(moved, name)


def test_counts_of_chance_need_no_laney() -> None:
    """Where counts vary as chance makes them, sigma_z is 1 on average."""
    rng = np.random.default_rng(51)
    n = rng.integers(500, 1500, 36)
    counts = rng.binomial(n, 0.3, (2000, 36))

    chart = p_prime_chart(counts, np.broadcast_to(n, counts.shape), screen_moving_ranges=False)

    assert pytest.approx(1.0, abs=0.01) == np.mean(chart.sigma_z)


def test_steady_counts_rarely_lie_outside_their_limits() -> None:
    """Beyond 3 sigma of a p chart: about 0.27% of points."""
    rng = np.random.default_rng(52)
    counts = rng.binomial(400, 0.5, (2000, 36))

    outside = p_chart(counts, np.full(counts.shape, 400)).signals.outside_limits

    assert abs(outside.mean() - 0.0027) < error_of(0.0027, outside.size) + 0.0005


def test_run_chart_of_chance_signals_seldom() -> None:
    """Anhøj and Olesen (2014): below 10% of steady series of 24 points signal."""
    series = np.random.default_rng(53).normal(size=(4000, 24))

    assert 0.02 < np.mean(run_chart(series).signal) < 0.10


def test_cusum_signals_by_chance_once_in_465_points() -> None:
    """Montgomery (2013), 9.1.3: k 0.5 and h 5 have an average run length of about 465."""
    values = np.random.default_rng(54).normal(size=(1500, 4000))
    chart = cusum(values, target=0, sigma=1)
    signal = chart.above | chart.below

    first = np.where(signal.any(axis=-1), signal.argmax(axis=-1) + 1, 4000)

    assert abs(first.mean() - 465) < 3 * 465 / math.sqrt(1500)


def test_ewma_signals_by_chance_once_in_about_500_points() -> None:
    """Montgomery (2013), table 9.11: lambda 0.2 and L 2.962 have a run length of about 500."""
    values = np.random.default_rng(55).normal(size=(1500, 4000))
    chart = ewma(values, weight=0.2, width=2.962, centre=0, sigma=1)
    signal = chart.above | chart.below

    first = np.where(signal.any(axis=-1), signal.argmax(axis=-1) + 1, 4000)

    assert abs(first.mean() - 500) < 3 * 500 / math.sqrt(1500) + 10
