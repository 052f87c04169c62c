"""Laws of meta-analysis, and how often its intervals cover."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from safetykit.stats.synthesis import begg_test, convert_effects, egger_test, meta_analysis

STUDIES = st.lists(st.tuples(st.floats(-2, 2), st.floats(0.01, 1.0)), min_size=3, max_size=12).map(
    np.array
)
METHODS = st.sampled_from(
    ["fixed", "dersimonian-laird", "reml", "paule-mandel", "maximum-likelihood", "hedges"]
)
INTERVALS = st.sampled_from(["normal", "hartung-knapp", "hartung-knapp-floored"])
SCALES = st.sampled_from(["log-odds-ratio", "standardised-difference", "correlation", "fisher-z"])


@given(STUDIES, METHODS, INTERVALS, st.randoms(use_true_random=False))
def test_order_of_studies_does_not_matter(studies, method, interval, random) -> None:  # type: ignore[no-untyped-def]
    """Studies have no order."""
    order = list(range(len(studies)))
    random.shuffle(order)
    one = meta_analysis(*studies.T, method=method, interval=interval)
    two = meta_analysis(*studies[order].T, method=method, interval=interval)

    for name in ("value", "low", "high"):
        expected = pytest.approx(getattr(one.pooled, name), rel=1e-6, abs=1e-7)
        assert expected == getattr(two.pooled, name)


@given(STUDIES, METHODS, INTERVALS, st.floats(0.01, 100), st.floats(-5, 5))
def test_scale_and_origin_go_along(studies, method, interval, k, shift) -> None:  # type: ignore[no-untyped-def]
    """Effects in pence and pounds, or against another base, give the same answer."""
    y, v = studies.T
    one = meta_analysis(y, v, method=method, interval=interval)
    two = meta_analysis(k * (y + shift), k**2 * v, method=method, interval=interval)

    for name in ("value", "low", "high"):
        moved = k * (getattr(one.pooled, name) + shift)
        assert pytest.approx(moved, rel=1e-5, abs=1e-5 * k) == getattr(two.pooled, name)
    assert pytest.approx(k**2 * one.tau2.value, rel=1e-5, abs=1e-6 * k**2) == two.tau2.value
    assert pytest.approx(one.i2, abs=1e-3) == two.i2


@given(STUDIES, METHODS)
def test_pooled_effect_lies_among_its_studies(studies, method) -> None:  # type: ignore[no-untyped-def]
    """A weighted mean is between the least and the greatest."""
    found = meta_analysis(*studies.T, method=method)

    low, high = studies[:, 0].min(), studies[:, 0].max()
    assert low - 1e-9 <= found.pooled.value <= high + 1e-9
    assert pytest.approx(1.0) == found.weights.sum()
    assert 0.0 <= found.i2 <= 100.0
    width = found.prediction.high - found.prediction.low
    assert width >= found.pooled.high - found.pooled.low - 1e-12


@given(STUDIES)
def test_mirrored_effects_are_mirrored(studies) -> None:  # type: ignore[no-untyped-def]
    """Group 2 against group 1 is the same finding with the other sign."""
    y, v = studies.T
    if np.ptp(v) > 1e-4:
        one, two = egger_test(y, v), egger_test(-y, v)
        assert pytest.approx(-one.intercept.value, abs=1e-8) == two.intercept.value
    assert pytest.approx(begg_test(y, v).p_value, nan_ok=True) == begg_test(-y, v).p_value


@given(st.floats(-0.9, 0.9), st.floats(0.001, 0.5), SCALES, SCALES)
def test_conversion_there_and_back(y: float, v: float, source: str, target: str) -> None:
    """Going to a scale and back loses nothing."""
    there = convert_effects(y, v, source=source, target=target)  # type: ignore[arg-type]
    back = convert_effects(
        there.effects,
        there.variances,
        source=target,  # type: ignore[arg-type]
        target=source,  # type: ignore[arg-type]
    )

    assert pytest.approx([y, v], rel=1e-8, abs=1e-12) == [back.effects, back.variances]


def test_coverage_of_the_pooled_effect() -> None:
    """With 8 studies that differ, Hartung-Knapp covers 95%; the normal interval does not."""
    rng = np.random.default_rng(31)
    covered = {"normal": 0, "hartung-knapp": 0}
    runs = 600
    for _ in range(runs):
        v = rng.uniform(0.02, 0.2, 8)
        y = rng.normal(rng.normal(-0.2, 0.3, 8), np.sqrt(v))
        for interval in covered:
            found = meta_analysis(y, v, method="paule-mandel", interval=interval)  # type: ignore[arg-type]
            covered[interval] += bool(found.pooled.contains(-0.2))
    error = 3 * math.sqrt(0.95 * 0.05 / runs)

    assert abs(covered["hartung-knapp"] / runs - 0.95) < error
    assert covered["normal"] < covered["hartung-knapp"]
