"""Laws of displacement: what must hold for any counts, and how often intervals hold the truth."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from safetykit.stats.displacement import (
    phi_coefficient,
    relative_effect_size,
    weighted_displacement_difference,
    weighted_displacement_quotient,
)

COUNT = st.integers(0, 5000)
PAIR = st.tuples(COUNT, COUNT)
SOME = st.integers(1, 5000)


@given(PAIR, PAIR, PAIR, PAIR)
def test_swapping_treated_and_control_turns_the_sign(
    a: tuple[int, int], b: tuple[int, int], c: tuple[int, int], d: tuple[int, int]
) -> None:
    """What is a success of one side is a failure of the other, with the same error."""
    one = weighted_displacement_difference(
        control=a, treated=b, displacement_control=c, displacement_treated=d
    )
    other = weighted_displacement_difference(
        control=b, treated=a, displacement_control=d, displacement_treated=c
    )

    assert one.total.value == -other.total.value
    assert pytest.approx(one.total_error) == other.total_error


@given(PAIR, PAIR, st.floats(0.01, 100.0))
def test_area_weights_change_only_the_unit(
    a: tuple[int, int], b: tuple[int, int], factor: float
) -> None:
    """Measuring every area in another unit rescales the difference, and not its test."""
    plain = weighted_displacement_difference(control=a, treated=b)
    scaled = weighted_displacement_difference(control=a, treated=b, area_weights=[factor] * 4)

    assert pytest.approx(plain.total.value / factor) == scaled.total.value
    assert pytest.approx(plain.p_value, nan_ok=True) == scaled.p_value


@given(SOME, SOME, SOME, SOME)
def test_effect_size_of_swapped_areas_is_the_reciprocal(a: int, b: int, c: int, d: int) -> None:
    """Exchanging treated and control turns the ratio over."""
    one = relative_effect_size(treated_before=a, treated_after=b, control_before=c, control_after=d)
    other = relative_effect_size(
        treated_before=c, treated_after=d, control_before=a, control_after=b
    )

    assert pytest.approx(1.0 / one.value) == other.value
    assert pytest.approx(1.0 / one.low) == other.high


@given(SOME, SOME, SOME, SOME, st.integers(2, 9))
def test_phi_is_symmetric_and_free_of_scale(a: int, b: int, c: int, d: int, k: int) -> None:
    """Turning the table, or multiplying it, keeps phi; swapping rows turns its sign."""
    phi = phi_coefficient([[a, b], [c, d]]).estimate

    assert pytest.approx(phi.value) == phi_coefficient([[a, c], [b, d]]).estimate.value
    assert (
        pytest.approx(phi.value) == phi_coefficient(k * np.array([[a, b], [c, d]])).estimate.value
    )
    assert pytest.approx(-phi.value) == phi_coefficient([[c, d], [a, b]]).estimate.value
    assert -1.0 <= phi.low <= phi.value <= phi.high <= 1.0


@given(COUNT, COUNT, COUNT, SOME, st.integers(1, 400))
def test_quotient_lies_in_its_interval(bb: int, ba: int, cb: int, ca: int, gain: int) -> None:
    """Fieller's set holds the point estimate, whether it has limits or not."""
    found = weighted_displacement_quotient(
        response_before=(cb + 1) * 2,
        response_after=0,
        buffer_before=bb,
        buffer_after=ba,
        control_before=cb + 1,
        control_after=ca + gain,
    ).estimate

    slack = 1e-9 * (1 + abs(found.value))
    assert found.low - slack <= found.value <= found.high + slack


def test_error_of_the_difference_is_honest() -> None:
    """Of 20,000 interventions without effect, 5% are called one (Monte Carlo error 0.2%)."""
    rng = np.random.default_rng(20260106)
    means = np.array([300.0, 200.0, 150.0, 180.0])
    counts = rng.poisson(means[:, None, None], (4, 20_000, 2))

    found = weighted_displacement_difference(
        control=counts[0],
        treated=counts[1],
        displacement_control=counts[2],
        displacement_treated=counts[3],
    )

    assert pytest.approx(0.05, abs=0.006) == np.mean(np.asarray(found.p_value) < 0.05)


def test_interval_of_the_quotient_covers() -> None:
    """Fieller's interval holds the true quotient in 95% of 4,000 simulations (error 0.35%)."""
    rng = np.random.default_rng(20260107)
    means = [400.0, 240.0, 300.0, 260.0, 1000.0, 1000.0]
    truth = ((260 - 300) / 1000) / ((240 - 400) / 1000)
    names = ["response", "buffer", "control"]
    covered = []
    for draw in rng.poisson(means, (4000, 6)):
        given = {
            f"{name}_{when}": int(draw[2 * i + j])
            for i, name in enumerate(names)
            for j, when in enumerate(("before", "after"))
        }
        covered.append(weighted_displacement_quotient(**given).estimate.contains(truth))

    assert pytest.approx(0.95, abs=0.012) == np.mean(covered)


def test_interval_of_phi_covers() -> None:
    """The delta method's interval holds the true phi in 95% of 20,000 samples."""
    rng = np.random.default_rng(20260108)
    shares = np.array([0.3, 0.2, 0.1, 0.4])
    truth = phi_coefficient((shares * 1000).reshape(2, 2).round()).estimate.value
    tables = rng.multinomial(400, shares, 20_000).reshape(-1, 2, 2)

    covered = phi_coefficient(tables).estimate.contains(truth)

    assert pytest.approx(0.95, abs=0.008) == np.mean(covered)


def test_interval_of_the_effect_size_covers() -> None:
    """Of Poisson counts the interval holds the true effect in 95% of 20,000 samples."""
    rng = np.random.default_rng(20260109)
    a, b, c, d = rng.poisson(np.array([100.0, 80.0, 150.0, 150.0])[:, None], (4, 20_000))

    size = relative_effect_size(
        treated_before=a, treated_after=b, control_before=c, control_after=d
    )

    assert pytest.approx(0.95, abs=0.008) == np.mean(size.contains(100 / 80))
