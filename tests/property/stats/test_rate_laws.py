"""Laws of tests, differences, surveys, standardised rates and funnels."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from safetykit.stats import Estimate
from safetykit.stats.rates import (
    difference_of_proportions,
    directly_standardised_rate,
    funnel_limits,
    funnel_overdispersion,
    indirectly_standardised_ratio,
    poisson_e_test,
    rate_ratio,
    rate_ratio_test,
    weighted_survey_estimate,
)

COUNTS = st.integers(0, 2000)
POSITIVE = st.integers(1, 2000)
EXPOSURES = st.floats(1e-2, 1e5)
SCALES = st.floats(1e-3, 1e3)
TESTS = st.sampled_from(["exact", "exact_minlike", "score", "wald", "log", "score_log", "sqrt"])
DIFFERENCES = st.sampled_from(["newcombe", "miettinen_nurminen", "mee", "agresti_caffo"])
BANDS = st.lists(st.tuples(COUNTS, POSITIVE, POSITIVE), min_size=1, max_size=8)
SAMPLES = st.lists(st.tuples(st.integers(0, 1), st.floats(0.1, 10.0)), min_size=2, max_size=60)


def numbers(estimate: Estimate) -> list[float]:
    """Return low, value and high."""
    return [float(part) for part in (estimate.low, estimate.value, estimate.high)]


def error_of(share: float, n: int) -> float:
    """Return three Monte Carlo standard errors of a share."""
    return 3 * math.sqrt(share * (1 - share) / n)


@given(POSITIVE, POSITIVE, EXPOSURES, EXPOSURES, SCALES, TESTS)
def test_p_value_does_not_know_the_unit_of_exposure(
    c1: int, c2: int, e1: float, e2: float, k: float, m: Any
) -> None:
    """Residents or thousands of residents give the same p-value."""
    plain = rate_ratio_test(c1, e1, c2, e2, method=m)
    scaled = rate_ratio_test(c1, e1 * k, c2, e2 * k, method=m)

    assert pytest.approx(plain.p_value, rel=1e-6, abs=1e-12) == scaled.p_value


@given(POSITIVE, POSITIVE, EXPOSURES, EXPOSURES, st.sampled_from(["exact", "log", "score", "sqrt"]))
def test_p_value_does_not_know_which_rate_is_first(
    c1: int, c2: int, e1: float, e2: float, m: Any
) -> None:
    """Turned round, larger is smaller, and two-sided stays."""
    for one, two in (("two-sided", "two-sided"), ("larger", "smaller")):
        first = rate_ratio_test(c1, e1, c2, e2, method=m, alternative=one)  # type: ignore[arg-type]
        second = rate_ratio_test(c2, e2, c1, e1, method=m, alternative=two)  # type: ignore[arg-type]

        assert pytest.approx(first.p_value, rel=1e-6, abs=1e-12) == second.p_value


@given(POSITIVE, POSITIVE, EXPOSURES, EXPOSURES, st.sampled_from(["exact", "log", "score"]))
def test_interval_excludes_what_its_test_rejects(
    c1: int, c2: int, e1: float, e2: float, m: Any
) -> None:
    """The interval of a method and the test of the same name are one method."""
    p = rate_ratio_test(c1, e1, c2, e2, method=m).p_value
    assume(abs(float(p) - 0.05) > 1e-9)

    assert (p < 0.05) == rate_ratio(c1, e1, c2, e2, method=m).excludes(1.0)


@given(st.integers(0, 200), st.integers(0, 200), st.floats(0.1, 10), st.floats(0.1, 10))
def test_e_test_does_not_know_which_rate_is_first(c1: int, c2: int, e1: float, e2: float) -> None:
    """Turned round, the p-value stays, and it is a probability."""
    one, two = poisson_e_test(c1, e1, c2, e2), poisson_e_test(c2, e2, c1, e1)

    assert 0.0 <= one.p_value <= 1.0
    assert pytest.approx(one.p_value, rel=1e-6, abs=1e-12) == two.p_value


@pytest.mark.parametrize(("method", "slack"), [("exact", 0.0), ("score", 0.006), ("e", 0.006)])
def test_level_of_a_test(method: Any, slack: float) -> None:
    """Equal rates are called different in 5% of simulations at most, about so for score and E."""
    rng = np.random.default_rng(41)
    first, second = rng.poisson(12, 2000), rng.poisson(24, 2000)

    if method == "e":
        p = poisson_e_test(first, 1, second, 2).p_value
    else:
        p = rate_ratio_test(first, 1, second, 2, method=method).p_value

    assert np.mean(np.asarray(p) < 0.05) <= 0.05 + error_of(0.05, 2000) + slack


@given(st.integers(1, 500), st.integers(1, 500), st.data(), DIFFERENCES)
def test_difference_turned_round_changes_its_sign(
    n1: int, n2: int, data: st.DataObject, m: Any
) -> None:
    """Share 2 less share 1 is the mirror image of share 1 less share 2."""
    c1, c2 = data.draw(st.integers(0, n1)), data.draw(st.integers(0, n2))
    one = numbers(difference_of_proportions(c1, n1, c2, n2, method=m))
    two = numbers(difference_of_proportions(c2, n2, c1, n1, method=m))

    assert pytest.approx([-number for number in reversed(one)], abs=1e-7) == two
    if m != "agresti_caffo":
        assert -1.0 <= one[0] <= one[1] + 1e-12
        assert one[1] - 1e-12 <= one[2] <= 1.0


@pytest.mark.parametrize("method", ["newcombe", "miettinen_nurminen", "mee", "agresti_caffo"])
def test_coverage_of_a_difference(method: Any) -> None:
    """95% intervals of a difference of 0.2 cover it in about 95% of simulations."""
    rng = np.random.default_rng(42)
    first, second = rng.binomial(70, 0.5, 4000), rng.binomial(80, 0.3, 4000)

    found = difference_of_proportions(first, 70, second, 80, method=method)

    assert abs(np.mean(found.contains(0.2)) - 0.95) < error_of(0.95, 4000) + 0.005


@given(BANDS, SCALES, st.sampled_from(["dobson", "gamma"]), st.randoms())
def test_standard_is_a_matter_of_proportion(
    bands: list[tuple[int, int, int]], k: float, m: Any, random: Any
) -> None:
    """The standard's unit and the order of bands do not matter."""
    shuffled = random.sample(bands, len(bands))
    one, two = (np.transpose(each) for each in (bands, shuffled))

    plain = directly_standardised_rate(*one, method=m, min_events=0)
    other = directly_standardised_rate(two[0], two[1], k * two[2], method=m, min_events=0)

    assert pytest.approx(numbers(plain), rel=1e-6, nan_ok=True) == numbers(other)


@given(BANDS)
def test_area_like_the_reference_has_a_ratio_of_1(bands: list[tuple[int, int, int]]) -> None:
    """Events at the reference's own rates are as many as expected."""
    count, population, _ = np.transpose(bands)
    assume(count.sum() > 0)

    found = indirectly_standardised_ratio(count, population, count, population)

    assert pytest.approx(1.0) == found.estimate.value
    assert found.estimate.contains(1.0)


@pytest.mark.parametrize("method", ["dobson", "gamma"])
def test_coverage_of_a_standardised_rate(method: Any) -> None:
    """95% intervals cover the rate in 95% of simulations; gamma in that many at least."""
    rng = np.random.default_rng(43)
    people, standard = np.array([900.0, 700, 400]), np.array([5.0, 3, 2])
    rates = np.array([0.02, 0.05, 0.1])
    counts = rng.poisson(rates * people, (6000, 3))

    found = directly_standardised_rate(counts, people, standard, method=method, multiplier=1)

    covered = np.mean(found.contains(float((standard * rates).sum() / standard.sum())))
    assert 0.95 - error_of(0.95, 6000) - (0.005 if method == "dobson" else 0) <= covered <= 0.975


@given(SAMPLES, SCALES, st.randoms())
def test_survey_weights_are_a_matter_of_proportion(
    sample: list[tuple[int, float]], k: float, random: Any
) -> None:
    """The unit of the weights and the order of people do not matter."""
    answers, weights = np.transpose(sample)
    order = random.sample(range(len(sample)), len(sample))

    plain = weighted_survey_estimate(answers, weights)
    other = weighted_survey_estimate(answers[order], k * weights[order])

    assert pytest.approx(numbers(plain.estimate), rel=1e-9, abs=1e-12) == numbers(other.estimate)
    assert pytest.approx(plain.design_effect) == other.design_effect
    assert plain.design_effect >= 1.0 - 1e-12


@given(SAMPLES)
def test_share_of_no_mirrors_the_share_of_yes(sample: list[tuple[int, float]]) -> None:
    """Whoever does not say yes says no."""
    answers, weights = np.transpose(sample)
    yes = numbers(weighted_survey_estimate(answers, weights).estimate)
    no = numbers(weighted_survey_estimate(1 - answers, weights).estimate)

    assert pytest.approx([1 - number for number in reversed(yes)], abs=1e-9) == no


@pytest.mark.parametrize("measure", ["proportion", "mean"])
def test_coverage_of_a_survey(measure: Any) -> None:
    """With weights that know nothing of the answers 95% of intervals cover the share."""
    rng = np.random.default_rng(44)
    answers = (rng.random((3000, 300)) < 0.3).astype(float)
    weights = rng.choice([0.5, 1.0, 3.0], (3000, 300))

    found = weighted_survey_estimate(answers, weights, measure=measure)

    covered = np.mean(found.estimate.contains(0.3))
    assert abs(covered - 0.95) < error_of(0.95, 3000) + 0.008


@given(st.lists(st.tuples(st.integers(1, 500), st.floats(1, 500)), min_size=2, max_size=20))
def test_order_of_areas_does_not_matter(areas: list[tuple[int, float]]) -> None:
    """Areas read backwards have the same spread, and z-scores backwards."""
    count, expected = np.transpose(areas)
    one, two = (funnel_overdispersion(count[::s], expected[::s]) for s in (1, -1))

    assert pytest.approx([one.phi, one.tau2], rel=1e-6, abs=1e-9) == [two.phi, two.tau2]
    assert pytest.approx(one.z[::-1]) == two.z


@given(st.integers(1, 5000), st.floats(0.01, 0.99), st.sampled_from(["exact", "normal"]))
def test_outer_limits_lie_outside_the_inner_ones(n: int, target: float, method: Any) -> None:
    """More confidence never narrows a funnel."""
    limits = funnel_limits(n, kind="proportion", target=target, method=method)

    assert limits.lower[1] <= limits.lower[0] <= limits.upper[0] <= limits.upper[1]


@pytest.mark.parametrize(("kind", "target"), [("ratio", 1.0), ("proportion", 0.2)])
def test_chance_takes_areas_beyond_the_limits_as_often_as_stated(kind: Any, target: float) -> None:
    """5% of steady areas lie beyond the 95% limits, and 0.2% beyond those of 99.8%."""
    rng = np.random.default_rng(45)
    size = rng.integers(200, 2000, 20_000)
    drawn = rng.binomial(size, target) if kind == "proportion" else rng.poisson(size)

    position = funnel_limits(size, kind=kind, target=target).position(drawn / size)

    assert abs(np.mean(position != 0) - 0.05) < error_of(0.05, 20_000) + 0.003
    assert abs(np.mean(np.abs(position) == 2) - 0.002) < error_of(0.002, 20_000) + 0.0005


def test_spread_beyond_chance_is_found_again() -> None:
    """Areas drawn with a standard deviation of 0.1 on the root scale give tau2 of 0.01."""
    rng = np.random.default_rng(46)
    expected = rng.uniform(200, 2000, 4000)
    observed = rng.poisson(expected * (1 + rng.normal(0, 0.1, 4000)) ** 2)

    found = funnel_overdispersion(observed, expected, winsorise=0.0)

    assert pytest.approx(0.01, rel=0.1) == found.tau2
