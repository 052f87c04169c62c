"""Tables with totals, and the links between them."""

from __future__ import annotations

import math

import pytest

from safetykit.errors import InputError
from safetykit.stats.disclosure import LinkedTables, cell_name, link_tables, make_table

AREAS = {"area": ["N", "S"]}


def test_margins_of_three_dimensions() -> None:
    """A table of 2 by 2 by 2 has 27 cells and a total over everything."""
    table = make_table([[[1, 2], [3, 4]], [[5, 6], [7, 8]]], {d: ["x", "y"] for d in "abc"})

    assert 27 == len(table.names)
    assert 36 == table.count("total")
    assert 10 == table.count(cell_name(a="x"))


def test_subtotals_are_cells_with_their_sum() -> None:
    """A district of two parishes is published beside the town's total."""
    table = make_table(
        [3, 9, 20],
        {"area": ["Parish A", "Parish B", "Parish C"]},
        subtotals={"area": {"District": ["Parish A", "Parish B"]}},
    )

    assert 12 == table.count("area=District")
    assert ("area=District", ("area=Parish A", "area=Parish B")) in table.totals


def test_linked_tables_share_their_margins() -> None:
    """The areas of both tables are the same cells, and their sums are kept once."""
    age = make_table([[3, 9], [6, 8]], {**AREAS, "age": ["10-17", "18+"]})
    sex = make_table([[5, 7], [7, 7]], {**AREAS, "sex": ["F", "M"]})

    linked = link_tables(age, sex)

    assert 1 == linked.names.count("area=N")
    assert len(set(linked.totals)) == len(linked.totals)


def test_equations_hold_for_the_counts() -> None:
    """Parts less total is 0 along every sum."""
    table = make_table([[3, 9], [6, 8]], {**AREAS, "age": ["10-17", "18+"]})

    assert not (table.equations() @ [count for _, count in table.counts]).any()


def test_linked_tables_that_disagree_are_refused() -> None:
    """A margin with two counts means that the tables do not count the same records."""
    one, two = make_table([3, 9], AREAS), make_table([3, 8], AREAS)

    with pytest.raises(InputError, match="Linked tables count the same records"):
        link_tables(one, two)


@pytest.mark.parametrize(
    ("counts", "totals", "message"),
    [
        ([], [], "counts: expected at least one cell"),
        ([("a", 1), ("a", 2)], [], "counts: expected each name once, got 'a'"),
        ([("a", -1)], [], "expected a count of 0 or more"),
        ([("a", 1.5)], [], "expected a whole number"),
        ([("a", math.nan)], [], "counts that are all reported"),
        ([("a", math.inf)], [], "finite numbers"),
        ([("a", 1)], [("b", ["a"])], "totals: expected the name of a cell, got 'b'"),
        ([("a", 1), ("b", 2)], [("b", ["a"])], r"totals\[b\]: expected 1, the sum of its parts"),
        ([("a", 0)], [("a", [])], "the sum of its parts"),
    ],
)
def test_unusable_tables(counts: object, totals: object, message: str) -> None:
    """What is not a table with totals is refused."""
    with pytest.raises(InputError, match=message):
        LinkedTables(counts=counts, totals=totals)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("counts", "dimensions", "subtotals", "message"),
    [
        ([1, 2, 3], AREAS, None, r"labels for counts of shape \(3,\)"),
        ([], {"area": []}, None, "labels for counts"),
        ([1, 2], {"area": ["N", "N"]}, None, "expected each label once"),
        ([1, 2], AREAS, {"age": {"x": ["N"]}}, "subtotals: expected the name of a dimension"),
        ([1, 2], AREAS, {"area": {"x": ["W"]}}, r"subtotals\[x\]: expected some of N, S"),
        ([1, 2], AREAS, {"area": {"x": []}}, r"subtotals\[x\]: expected some of N, S"),
    ],
)
def test_labels_that_do_not_fit(
    counts: object, dimensions: object, subtotals: object, message: str
) -> None:
    """Labels are one for each count, once, and groups are of them."""
    with pytest.raises(InputError, match=message):
        make_table(counts, dimensions, subtotals=subtotals)  # type: ignore[arg-type]


def test_a_name_that_is_nearly_right_gets_a_hint() -> None:
    """A misspelt cell is answered with the nearest name."""
    with pytest.raises(InputError, match='Did you mean "area=N"'):
        make_table([1, 2], AREAS).count("aera=N")
