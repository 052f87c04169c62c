"""Laws of suppression and rounding: what must hold for any table."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safetykit.stats.disclosure import (
    LinkedTables,
    attack_by_differencing,
    attack_by_linear_programming,
    link_tables,
    make_table,
    round_to_base,
    search,
    suppress,
)

COUNTS = st.one_of(st.integers(0, 6), st.integers(0, 60))


@st.composite
def linked(draw: st.DrawFn) -> LinkedTables:
    """Draw areas by age and the same areas by sex, counting the same people."""
    areas = draw(st.integers(1, 4))
    counts = np.array(draw(st.lists(COUNTS, min_size=areas * 6, max_size=areas * 6)))
    cube = counts.reshape(areas, 3, 2)
    names = [f"A{i}" for i in range(areas)]
    by_age = make_table(cube.sum(axis=2), {"area": names, "age": ["10-17", "18-24", "25+"]})
    by_sex = make_table(cube.sum(axis=1), {"area": names, "sex": ["F", "M"]})
    return link_tables(by_age, by_sex)


@given(linked(), st.integers(5, 10), st.sampled_from([0, 250]))
@settings(max_examples=30, deadline=None)
def test_no_attack_recovers_a_hidden_cell(tables: LinkedTables, limit: int, size: int) -> None:
    """Whatever the tables, neither attack finds a hidden count, and every small one is hidden."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "EXACT_SIZE", size)
        found = suppress(tables, threshold=limit)

    hidden = [*found.primary, *found.secondary]
    small = {name for name, count in tables.counts if 0 < count < limit}
    assert small == set(found.primary)
    assert all(tables.count(name) > 0 for name in found.secondary)
    assert () == attack_by_differencing(tables, hidden).recovered
    for lowest in (0, 1):
        assert () == attack_by_linear_programming(tables, hidden, lowest=lowest).recovered


@given(linked())
@settings(max_examples=15, deadline=None)
def test_intervals_hold_the_count(tables: LinkedTables) -> None:
    """The true count is always possible, and subtraction finds nothing that the programs miss."""
    hidden = [name for name, count in tables.counts if 0 < count < 5]

    found = attack_by_linear_programming(tables, hidden)

    assert all(low <= tables.count(name) <= high for name, low, high in found.intervals)
    assert set(attack_by_differencing(tables, hidden).recovered) <= set(found.recovered)


@given(st.lists(COUNTS, min_size=6, max_size=6), st.permutations(range(3)))
@settings(max_examples=15, deadline=None)
def test_order_of_the_rows_does_not_matter(counts: list[int], order: list[int]) -> None:
    """Rows in another order cost as many secondary cells and as large a hidden total."""
    table, names = np.reshape(counts, (3, 2)), ["x", "y", "z"]

    one, two = (
        suppress(make_table(table[rows], {"a": [names[i] for i in rows], "b": ["u", "v"]}))
        for rows in ([0, 1, 2], order)
    )

    assert set(one.primary) == set(two.primary)
    assert len(one.secondary) == len(two.secondary)
    assert sum(map(one.tables.count, one.secondary)) == sum(map(two.tables.count, two.secondary))


@given(st.integers(0, 10**6), st.integers(1, 100))
def test_rounding_is_near_and_a_multiple(count: int, base: int) -> None:
    """A rounded count is a multiple at most half a base away, up if it is exactly half."""
    rounded = round_to_base(count, base)

    assert 0 == rounded % base
    assert -base / 2 < rounded - count <= base / 2
    assert math.floor(count / base + 0.5) * base == rounded
