"""Laws of planning: each answer is the other turned round, and power is what simulation finds."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from safetykit.stats.planning import (
    detectable_difference_of_proportions,
    detectable_rate_ratio,
    power_rate_ratio,
    power_two_proportions,
    sample_size_rates,
    sample_size_two_proportions,
)

SHARES = st.floats(0.02, 0.98)
POWERS = st.floats(0.3, 0.99)
RATES = st.floats(0.05, 500.0)
SPREADS = st.floats(0.0, 2.0)


@given(SHARES, SHARES, POWERS)
def test_size_of_proportions_gives_the_power(p1: float, p2: float, power: float) -> None:
    """With the size that was answered, the power is the one asked for."""
    assume(abs(p1 - p2) > 1e-3)

    n = sample_size_two_proportions(p1, p2, power=power).n_per_group

    assert pytest.approx(power, abs=1e-9) == power_two_proportions(p1, p2, n).value


@given(RATES, RATES, SPREADS, POWERS)
def test_size_of_rates_gives_the_power(a: float, b: float, k: float, power: float) -> None:
    """With that size the power is the one asked for, and the tail in the wrong direction."""
    assume(abs(np.log(a / b)) > 1e-3)

    n = sample_size_rates(a, b, nb_dispersion=k, power=power).n_per_group
    found = power_rate_ratio(a, b, n, n, nb_dispersion=k).value

    assert power - 1e-9 <= found <= power + 0.01


@given(RATES, SPREADS, POWERS, st.floats(1.0, 1000.0))
def test_detectable_ratio_needs_that_size(mean: float, k: float, power: float, n: float) -> None:
    """The rise that n units find needs n units to be found, and so does the fall."""
    found = detectable_rate_ratio(mean, n, nb_dispersion=k, power=power)

    for ratio in (found.increase, found.decrease):
        if not np.isnan(ratio) and ratio < 1e100:
            size = sample_size_rates(mean, mean * ratio, nb_dispersion=k, power=power)
            assert pytest.approx(n, rel=1e-6) == size.n_per_group
    assert found.increase > 1.0


@given(SHARES, st.floats(10.0, 1e5), POWERS)
def test_detectable_difference_has_that_power(base: float, n: float, power: float) -> None:
    """The difference that is answered is found with the power asked for."""
    found = detectable_difference_of_proportions(base, n, power=power)

    for other in (base - found.decrease, base + found.increase):
        if 1e-9 < other < 1 - 1e-9:
            assert pytest.approx(power, abs=1e-6) == power_two_proportions(base, other, n).value


@given(RATES, RATES, SPREADS, st.floats(1.0, 100.0))
def test_power_grows_with_units_and_falls_with_spread(
    a: float, b: float, k: float, n: float
) -> None:
    """More units never hurt, and more spread never helps."""
    plain = power_rate_ratio(a, b, n, n, nb_dispersion=k).value

    assert power_rate_ratio(a, b, 2 * n, 2 * n, nb_dispersion=k).value >= plain - 1e-12
    assert power_rate_ratio(a, b, n, n, nb_dispersion=k + 0.5).value <= plain + 1e-12
    assert pytest.approx(power_rate_ratio(b, a, n, n, nb_dispersion=k).value) == plain


def test_power_of_counts_is_what_simulation_finds() -> None:
    """Of 20,000 pairs of negative binomial groups the stated share is found (error 0.3%)."""
    rng = np.random.default_rng(20260114)
    k, n, means = 0.2, 40, (12.0, 9.0)
    draws = [rng.negative_binomial(1 / k, 1 / (1 + k * m), (20_000, n)).mean(axis=1) for m in means]
    variance = (1 / draws[0] + 1 / draws[1] + 2 * k) / n
    found = np.abs(np.log(draws[0] / draws[1])) / np.sqrt(variance) > 1.959964

    power = power_rate_ratio(*means, n, n, nb_dispersion=k).value

    assert pytest.approx(power, abs=0.012) == found.mean()


def test_power_of_proportions_is_what_simulation_finds() -> None:
    """Of 40,000 trials the stated share is found by the pooled z-test (error 0.2%)."""
    rng = np.random.default_rng(20260115)
    n, p1, p2 = 400, 0.3, 0.22
    one, other = rng.binomial(n, p1, 40_000) / n, rng.binomial(n, p2, 40_000) / n
    mean = (one + other) / 2
    found = np.abs(one - other) / np.sqrt(2 * mean * (1 - mean) / n) > 1.959964

    assert pytest.approx(power_two_proportions(p1, p2, n).value, abs=0.01) == found.mean()
