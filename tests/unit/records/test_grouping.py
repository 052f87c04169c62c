"""Groups of rows: counted into places where they lie close, sorted where they do not."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from safetykit.errors import AnalysisError
from safetykit.records import grouping
from safetykit.records.codebook import Codebook
from safetykit.records.grouping import group_rows
from safetykit.records.query import Distinct, Filled, GroupTable, Query, Sum


def grouped(
    codes: list[np.ndarray],
    file: np.ndarray,
    *,
    measures: tuple[np.ndarray, ...] = (),
    sums: bool = False,
    kept: np.ndarray | None = None,
) -> list[GroupTable]:
    """Group rows by made-up columns."""
    names = [f"c{i}" for i in range(len(codes))]
    kind = Sum if sums else Filled
    query = Query(
        keys=tuple((name,) for name in names),
        measures=tuple(kind(f"m{i}") for i in range(len(measures))),
    )
    return group_rows(
        query,
        [Codebook() for _ in names],
        [code.astype(np.int32) for code in codes],
        file=file.astype(np.uint32),
        files=int(file.max(initial=0)) + 1,
        measures=measures,
        distinct=[],
        kept=kept,
    )


@pytest.mark.parametrize("largest", [3, 50_000], ids=["close", "far apart"])
@pytest.mark.parametrize("sums", [False, True], ids=["flags", "numbers"])
@pytest.mark.parametrize("flags", [0, 2])
def test_groups_are_those_of_a_plain_count(largest: int, flags: int, sums: bool) -> None:
    """Both ways agree with a count row by row, in the order of file and codes."""
    rng = np.random.default_rng(5)
    file = np.sort(rng.integers(0, 3, 700))
    codes = [rng.integers(largest // 2, largest, 700), np.full(700, 9), rng.integers(0, 4, 700)]
    measures = tuple(rng.integers(0, 2, 700).astype(bool) for _ in range(flags))
    expected: Counter[tuple[int, ...]] = Counter(zip(file, *codes, strict=True))
    added = [
        Counter(key for key, on in zip(zip(file, *codes, strict=True), m, strict=True) if on)
        for m in measures
    ]

    tables = grouped(codes, file, measures=measures, sums=sums and flags > 0)

    found = [
        ((i, *code), rows, tuple(more))
        for i, table in enumerate(tables)
        for code, rows, more in zip(
            table.codes.tolist(), table.rows.tolist(), table.measures.tolist(), strict=True
        )
    ]
    assert found == [
        (key, expected[key], tuple(float(one[key]) for one in added)) for key in sorted(expected)
    ]
    assert np.bincount(file).tolist() == [table.rows_seen for table in tables]


@pytest.mark.parametrize("flags", [0, 1])
def test_pieces_are_put_together(monkeypatch: pytest.MonkeyPatch, flags: int) -> None:
    """Rows and groups that are gone through in pieces are those of one piece."""
    rng = np.random.default_rng(7)
    file, codes = np.zeros(900), [rng.integers(3, 40, 900), rng.integers(0, 9, 900)]
    measures = (rng.integers(0, 2, 900).astype(bool),) * flags
    (whole,) = grouped(codes, file, measures=measures)
    monkeypatch.setattr(grouping, "_CHUNK", 7)
    (pieces,) = grouped(codes, file, measures=measures)

    assert whole.codes.tolist() == pieces.codes.tolist()
    assert whole.rows.tolist() == pieces.rows.tolist()
    assert whole.measures.tolist() == pieces.measures.tolist()


def test_rows_that_are_not_kept() -> None:
    """They are in no group, and yet they were seen."""
    kept = np.array([True, False, False])
    (table,) = grouped([np.array([7, 7, 8])], np.zeros(3), kept=kept)

    assert ([[7]], [1], 3) == (table.codes.tolist(), table.rows.tolist(), table.rows_seen)


def test_no_row() -> None:
    """An empty file has no group."""
    (table,) = grouped([np.zeros(0)], np.zeros(0), measures=(np.zeros(0, dtype=bool),))

    assert ((0, 1), (0, 1), 0) == (table.codes.shape, table.measures.shape, table.rows_seen)


def test_keys_with_too_many_combinations() -> None:
    """Numbers that no 64 bits hold are refused, with what to do."""
    far = np.array([0, 2**31 - 1])
    with pytest.raises(AnalysisError, match=r"combinations of values.*Ask for fewer keys at once"):
        grouped([far, far, far], np.zeros(2))


def test_different_values_of_each_file() -> None:
    """Blanks, of hash 0, are none; each file counts its own."""
    query = Query(keys=(("k",),), distinct=(Distinct("d"),))
    tables = group_rows(
        query,
        [Codebook()],
        [np.zeros(5, dtype=np.int32)],
        file=np.array([0, 0, 0, 1, 1], dtype=np.uint32),
        files=2,
        measures=[],
        distinct=[np.array([4, 4, 0, 4, 5], dtype=np.uint64)],
        kept=None,
    )

    assert [({(): (1, 2)},), ({(): (2, 2)},)] == [table.distinct for table in tables]
