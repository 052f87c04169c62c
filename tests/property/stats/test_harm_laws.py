"""Laws of harm-weighted totals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safetykit.stats.harm import HarmWeights, harm_weighted_total

ROWS = st.lists(st.tuples(st.integers(0, 5000), st.floats(0.1, 8000)), min_size=1, max_size=6)


def total(rows: list[tuple[str, int, float]]) -> list[float]:
    """Return low, value and high of named rows."""
    weights = HarmWeights(
        source="s", version="1", partial=False, unit="u", weights={n: w for n, _, w in rows}
    )
    found = harm_weighted_total({name: count for name, count, _ in rows}, weights).estimate
    return [float(part) for part in (found.low, found.value, found.high)]


@given(ROWS, st.randoms(use_true_random=False))
def test_order_and_names_do_not_matter(rows: list[tuple[int, float]], chance: object) -> None:
    """Categories under other names in another order have the same total."""
    named = [(f"a{i}", *row) for i, row in enumerate(rows)]
    renamed = [(f"b{i}", *row) for i, row in enumerate(rows)]
    chance.shuffle(renamed)  # type: ignore[attr-defined]

    assert pytest.approx(total(named), rel=1e-9) == total(renamed)


@given(ROWS, st.floats(0.01, 100))
def test_unit_of_the_weights_scales_all(rows: list[tuple[int, float]], k: float) -> None:
    """Weights in years are weights in days over 365: so are the total and its limits."""
    one, other = ([(f"a{i}", n, w * f) for i, (n, w) in enumerate(rows)] for f in (1.0, k))

    assert pytest.approx([k * part for part in total(one)], rel=1e-6) == total(other)


@given(ROWS)
def test_interval_holds_the_total(rows: list[tuple[int, float]]) -> None:
    """Low, value and high are in order."""
    low, value, high = total([(f"a{i}", *row) for i, row in enumerate(rows)])

    assert 0 <= low <= value < high
