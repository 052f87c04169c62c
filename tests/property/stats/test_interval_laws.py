"""Laws of intervals: what must hold for any counts."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from safetykit.stats import Estimate
from safetykit.stats.rates import percentage_change, proportion, rate, rate_ratio

COUNTS = st.integers(0, 5000)
EXPOSURES = st.floats(1e-3, 1e7)
LEVELS = st.floats(0.5, 0.999)
DISPERSIONS = st.floats(1.0, 20.0)
RATE_METHODS = st.sampled_from(["exact", "byar"])
RATIO_METHODS = st.sampled_from(["exact", "log", "score"])
SHARE_METHODS = st.sampled_from(["wilson", "exact"])
SCALES = st.floats(1e-3, 1e3)


def numbers(estimate: Estimate) -> list[float]:
    """Return low, value and high."""
    return [float(part) for part in (estimate.low, estimate.value, estimate.high)]


def within(inner: Estimate, outer: Estimate) -> bool:
    """Return whether one interval lies in another, up to rounding."""
    slack = 1e-9 * abs(float(outer.value))
    return outer.low <= inner.low + slack and inner.high <= outer.high + slack


@given(COUNTS, EXPOSURES, LEVELS, DISPERSIONS, RATE_METHODS)
def test_interval_of_a_rate_contains_it(c: int, e: float, level: float, f: float, m: str) -> None:
    """The point estimate lies in its interval, and nothing is negative."""
    estimate = rate(c, e, confidence=level, dispersion=f, method=m)

    assert 0.0 <= estimate.low <= estimate.value <= estimate.high


@given(COUNTS, COUNTS, EXPOSURES, EXPOSURES, LEVELS, DISPERSIONS, RATIO_METHODS)
def test_interval_of_a_ratio_contains_it(
    c1: int, c2: int, e1: float, e2: float, level: float, f: float, m: str
) -> None:
    """The ratio lies in its interval wherever both are defined."""
    low, value, high = numbers(rate_ratio(c1, e1, c2, e2, confidence=level, dispersion=f, method=m))
    assume(not math.isnan(low) and not math.isnan(value))

    assert 0.0 <= low <= value * (1 + 1e-9)
    assert value <= high * (1 + 1e-9)


@given(st.integers(1, 3000), st.data(), LEVELS, SHARE_METHODS)
def test_interval_of_a_share_contains_it(n: int, data: st.DataObject, level: float, m: str) -> None:
    """A share and its interval lie between 0 and 1."""
    low, value, high = numbers(
        proportion(data.draw(st.integers(0, n)), n, confidence=level, method=m)
    )

    assert -1e-15 <= low <= value + 1e-12
    assert value - 1e-12 <= high <= 1.0 + 1e-15


@given(COUNTS, EXPOSURES, LEVELS, LEVELS, RATE_METHODS)
def test_rate_widens_with_confidence(c: int, e: float, one: float, two: float, m: str) -> None:
    """More confidence never narrows an interval."""
    narrow, wide = (rate(c, e, confidence=level, method=m) for level in sorted((one, two)))

    assert within(narrow, wide)


@given(COUNTS, EXPOSURES, DISPERSIONS, DISPERSIONS, RATE_METHODS)
def test_rate_widens_with_dispersion(c: int, e: float, one: float, two: float, m: str) -> None:
    """More dispersion never narrows an interval, and leaves the rate alone."""
    narrow, wide = (rate(c, e, dispersion=f, method=m) for f in sorted((one, two)))

    assert narrow.value == wide.value
    assert within(narrow, wide)


@given(st.integers(1, 5000), st.integers(1, 5000), DISPERSIONS, DISPERSIONS, RATIO_METHODS)
def test_ratio_widens_with_dispersion(c1: int, c2: int, one: float, two: float, m: str) -> None:
    """More dispersion never narrows the interval of a ratio."""
    narrow, wide = (rate_ratio(c1, 1, c2, 1, dispersion=f, method=m) for f in sorted((one, two)))

    assert within(narrow, wide)


@given(st.integers(1, 5000), st.integers(1, 5000), LEVELS, LEVELS, RATIO_METHODS)
def test_ratio_widens_with_confidence(c1: int, c2: int, one: float, two: float, m: str) -> None:
    """More confidence never narrows the interval of a ratio."""
    narrow, wide = (
        rate_ratio(c1, 1, c2, 1, confidence=level, method=m) for level in sorted((one, two))
    )

    assert within(narrow, wide)


@given(COUNTS, EXPOSURES, SCALES, RATE_METHODS)
def test_exposure_and_multiplier_scale_together(c: int, e: float, k: float, m: str) -> None:
    """Exposure in thousands, rate per thousand: the same rate."""
    plain, scaled = rate(c, e, method=m), rate(c, e * k, multiplier=k, method=m)

    assert pytest.approx(numbers(plain), rel=1e-9) == numbers(scaled)


@given(COUNTS, COUNTS, EXPOSURES, EXPOSURES, SCALES, RATIO_METHODS)
def test_ratio_does_not_know_the_unit_of_exposure(
    c1: int, c2: int, e1: float, e2: float, k: float, m: str
) -> None:
    """Residents or thousands of residents give the same ratio."""
    plain = rate_ratio(c1, e1, c2, e2, method=m)
    scaled = rate_ratio(c1, e1 * k, c2, e2 * k, method=m)

    assert pytest.approx(numbers(plain), rel=1e-9, nan_ok=True) == numbers(scaled)


@given(st.integers(1, 5000), st.integers(1, 5000), EXPOSURES, EXPOSURES, DISPERSIONS, RATIO_METHODS)
def test_turning_a_ratio_round_inverts_it(
    c1: int, c2: int, e1: float, e2: float, f: float, m: str
) -> None:
    """Rate 2 over rate 1 is 1 over rate 1 over rate 2, ends exchanged."""
    one = rate_ratio(c1, e1, c2, e2, dispersion=f, method=m)
    two = rate_ratio(c2, e2, c1, e1, dispersion=f, method=m)

    inverted = [1 / one.high, 1 / one.value, 1 / one.low]
    assert pytest.approx(inverted, rel=1e-6) == numbers(two)


@given(st.integers(0, 2000), st.integers(0, 2000), SHARE_METHODS)
def test_share_of_the_rest_mirrors_the_share(part: int, rest: int, m: str) -> None:
    """The share without the property is 1 less the share with it, ends exchanged."""
    assume(part + rest > 0)
    with_it = proportion(part, part + rest, method=m)
    without = proportion(rest, part + rest, method=m)

    mirrored = [1 - with_it.high, 1 - with_it.value, 1 - with_it.low]
    assert pytest.approx(mirrored, abs=1e-9) == numbers(without)


@given(COUNTS, LEVELS)
def test_exact_limits_satisfy_their_definition(c: int, level: float) -> None:
    """At the upper limit c or fewer have chance a/2, at the lower c or more (Garwood)."""
    pdtr = pytest.importorskip("scipy.special").pdtr
    estimate, tail = rate(c, confidence=level), (1 - level) / 2

    assert pytest.approx(tail, rel=1e-6) == pdtr(c, estimate.high)
    if c:
        assert pytest.approx(tail, rel=1e-6) == 1 - pdtr(c - 1, estimate.low)


@given(st.lists(st.tuples(COUNTS, EXPOSURES, COUNTS, EXPOSURES), min_size=1, max_size=6), st.data())
def test_batch_is_one_by_one(
    rows: list[tuple[int, float, int, float]], data: st.DataObject
) -> None:
    """A batch answers as each of its members does alone."""
    m, f = data.draw(RATIO_METHODS), data.draw(DISPERSIONS)
    c1, e1, c2, e2 = np.transpose(rows)

    ratios, rates = rate_ratio(c1, e1, c2, e2, method=m, dispersion=f), rate(c1, e1, dispersion=f)

    for i, (a, b, c, d) in enumerate(rows):
        for batch, one in (
            (ratios, rate_ratio(a, b, c, d, method=m, dispersion=f)),
            (rates, rate(a, b, dispersion=f)),
        ):
            picked = [part[i] for part in (batch.low, batch.value, batch.high)]  # type: ignore[index]
            assert pytest.approx(numbers(one), rel=1e-12, nan_ok=True) == picked


@given(COUNTS, COUNTS, EXPOSURES, EXPOSURES, RATIO_METHODS)
def test_percentage_change_is_the_ratio_less_1(
    before: int, after: int, e1: float, e2: float, m: str
) -> None:
    """The two ways to say it agree."""
    ratio = rate_ratio(after, e2, before, e1, method=m)
    change = percentage_change(before, after, exposure_before=e1, exposure_after=e2, method=m)

    expected = [100 * (number - 1) for number in numbers(ratio)]
    assert pytest.approx(expected, rel=1e-12, nan_ok=True) == numbers(change)


@pytest.mark.parametrize(("mean", "f"), [(3.0, 1.0), (40.0, 1.0), (60.0, 4.0)])
def test_coverage_of_a_rate(mean: float, f: float) -> None:
    """The exact interval covers at least as often as it says, clumped counts included."""
    rng = np.random.default_rng(11)
    counts = f * rng.poisson(mean / f, 20_000)

    covered = np.mean(rate(counts, dispersion=f).contains(mean))

    assert covered >= 0.95 - 3 * math.sqrt(0.95 * 0.05 / 20_000)


@pytest.mark.parametrize("method", ["exact", "score"])
def test_coverage_of_a_ratio(method: str) -> None:
    """95% intervals of a ratio of 2 cover it in 95% of simulations, or more if exact."""
    rng = np.random.default_rng(12)
    first, second = rng.poisson(60, 20_000), rng.poisson(30, 20_000)
    error = 3 * math.sqrt(0.95 * 0.05 / 20_000)

    covered = np.mean(rate_ratio(first, 1, second, 1, method=method).contains(2.0))  # type: ignore[arg-type]

    assert covered >= 0.95 - error - (0.005 if method == "score" else 0.0)
    assert covered <= 0.98


def test_coverage_of_overdispersed_counts() -> None:
    """Negative binomial counts of dispersion 3: Poisson intervals fail, widened ones hold."""
    rng = np.random.default_rng(13)
    counts = rng.poisson(rng.gamma(100 / 2, 2, 20_000))

    assert np.mean(rate(counts).contains(100)) < 0.80
    assert np.mean(rate(counts, dispersion=3.0).contains(100)) > 0.94
