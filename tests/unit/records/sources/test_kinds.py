"""Rows of one kind: which they are, in the order in which they first occur."""

from __future__ import annotations

import numpy as np
import pytest

from safetykit.records.sources.kinds import Kind, kinds_of


@pytest.mark.parametrize("others", [0, 500])
def test_kinds_of_two_keys(others: int) -> None:
    """Each row has its kind, whether few values are known to the run or many."""
    months = ["2016-01", "2016-02", *(f"other {i}" for i in range(others))]
    labels = ["a", "b", *("c" for _ in range(others))]
    first = np.array([1, 0, 1, 1 + others], dtype=np.int32)
    second = np.array([0, 1, 0, 1 + others], dtype=np.int32)
    of_row, kinds = kinds_of([first, second], [months, labels])

    assert [0, 1, 0, 2] == of_row.tolist()
    assert [Kind(("2016-02", "a"), 0, 2), Kind(("2016-01", "b"), 1, 1)] == kinds[:2]
    assert Kind((months[1 + others], labels[1 + others]), 3, 1) == kinds[2]


def test_no_row() -> None:
    """There is no kind."""
    of_row, kinds = kinds_of([np.zeros(0, dtype=np.int32)], [["a"]])

    assert ([], []) == (of_row.tolist(), kinds)
