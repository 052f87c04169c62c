"""From rows as arrays of numbers to groups: counts for each combination of codes.

What belongs here: the arithmetic between a reader's arrays and a `GroupTable`. What does not: the
readers, the codes, and files.

Groups are found by counting or sorting one number per row, into which the file, the codes and the
flags of the measures are folded. A code counts from the lowest of its column, so that a column
with one value takes no room.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Final, TypeAlias

import attrs
import numpy as np
import numpy.typing as npt

from safetykit.errors import AnalysisError
from safetykit.records.codebook import Codebook
from safetykit.records.query import Distinct, GroupTable, Query, Sum, Values

__all__ = ["group_rows"]

_LIMIT: Final = 1 << 62
_DENSE: Final = 2  # places for each row
_CHUNK: Final = 1 << 18  # rows whose numbers stay in the processor's cache
_Codes: TypeAlias = npt.NDArray[np.int32]
_Hashes: TypeAlias = npt.NDArray[np.uint64]
_Flags: TypeAlias = npt.NDArray[np.bool_]


def group_rows(
    query: Query,
    books: Sequence[Codebook],
    codes: Sequence[_Codes],
    *,
    file: npt.NDArray[np.uint32],
    files: int,
    measures: Sequence[npt.NDArray[Any]],
    distinct: Sequence[_Hashes],
    kept: _Flags | None,
) -> list[GroupTable]:
    """Group the rows of some files; all arrays but the books are one value per row.

    Args:
        query: What was asked.
        books: The values of each key.
        codes: The code of each key.
        file: The position of the file, in order.
        files: How many files there are.
        measures: What each row adds to each measure.
        distinct: A hash of each column whose different values are counted; 0 for a blank.
        kept: Which rows count; None for all.

    Returns:
        A table for each file.
    """
    seen = np.bincount(file, minlength=files) if files > 1 else [len(file)]
    if kept is not None:
        file, codes = file[kept], [code[kept] for code in codes]
        measures, distinct = [m[kept] for m in measures], [d[kept] for d in distinct]
    columns = [file, *codes] if files > 1 else codes
    places, rows, sums = _reduce(columns, query, measures)
    bounds, starts = _bounds(places[:, 0], files), _bounds(file, files)
    values = tuple(book.values for book in books)
    return [
        GroupTable(
            values=values,
            codes=places[first:last, -len(codes) :],
            rows=rows[first:last],
            measures=sums[first:last],
            distinct=tuple(
                _different(one, hashes[begin:end], query, [c[begin:end] for c in codes], values)
                for one, hashes in zip(query.distinct, distinct, strict=True)
            ),
            rows_seen=int(seen[i]),
        )
        for i, (first, last, begin, end) in enumerate(
            zip(bounds, bounds[1:], starts, starts[1:], strict=False)
        )
    ]


def _bounds(file: npt.NDArray[Any], files: int) -> Sequence[int]:
    """Return where each file begins, and the end."""
    if files == 1:
        return [0, len(file)]
    bounds: list[int] = np.searchsorted(file, np.arange(files + 1)).tolist()
    return bounds


@attrs.frozen
class _Fold:
    """How the numbers of some columns become one: from which on each counts, and how far."""

    lows: tuple[int, ...]
    sizes: tuple[int, ...]

    @classmethod
    def of(cls, columns: Sequence[npt.NDArray[Any]]) -> _Fold:
        """Return the fold that takes the least room."""
        lows = tuple(int(column.min()) if len(column) else 0 for column in columns)
        highs = (int(column.max()) if len(column) else 0 for column in columns)
        return cls(lows, tuple(high - low + 1 for low, high in zip(lows, highs, strict=True)))

    @property
    def room(self) -> int:
        """How many numbers there may be."""
        return math.prod(self.sizes)

    def fold(self, columns: Sequence[npt.NDArray[Any]]) -> npt.NDArray[np.int64]:
        """Return one number for each row, in the order of the columns."""
        folded = np.zeros(len(columns[0]), dtype=np.int64)
        for column, low, size in zip(columns, self.lows, self.sizes, strict=True):
            if size > 1:
                folded *= size
                folded += column
                folded -= low
        return folded

    def unfold(self, folded: npt.NDArray[Any]) -> npt.NDArray[np.int32]:
        """Return the numbers behind each, of shape (rows, columns)."""
        columns = np.empty((len(self.sizes), len(folded)), dtype=np.int32)
        for i in range(0, len(folded), _CHUNK):
            self._unfold(folded[i : i + _CHUNK], columns[:, i : i + _CHUNK])
        return columns.T

    def _unfold(self, folded: npt.NDArray[Any], columns: npt.NDArray[np.int32]) -> None:
        if self.room < 1 << 31:
            folded = folded.astype(np.int32)  # to divide takes half the time
        for i in reversed(range(len(self.sizes))):
            columns[i] = self.lows[i]
            if self.sizes[i] > 1:
                size = folded.dtype.type(self.sizes[i])
                above = folded // size  # which numpy does in a third of the time of divmod
                columns[i] += folded - above * size
                folded = above


def _reduce(
    codes: Sequence[npt.NDArray[Any]], query: Query, measures: Sequence[npt.NDArray[Any]]
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int64], npt.NDArray[np.float64]]:
    """Return the codes of each group, its rows, and the sums of its measures.

    Flags are folded in and counted with the groups; only numbers need the order of the rows.
    """
    fold, flags = _Fold.of(codes), len(measures)
    if fold.room >= _LIMIT:
        reason = f"the keys have {fold.room:.1e} combinations of values."
        raise AnalysisError("counting by groups", reason, hint="Ask for fewer keys at once.")
    if any(isinstance(one, Sum) for one in query.measures) or fold.room << flags >= _LIMIT:
        groups, rows, sums = _reduce_in_order(fold.fold(codes), measures)
        return fold.unfold(groups), rows, sums
    wide = _Fold((*fold.lows, *(0,) * flags), (*fold.sizes, *(2,) * flags))
    found, number = _different_numbers([*codes, *measures], wide)
    if not flags:
        return fold.unfold(found), number, np.zeros((len(found), 0))
    groups = found >> flags
    first = _starts(groups)
    sums = np.zeros((len(first), flags))
    for i in range(flags):
        on = np.where((found >> (flags - 1 - i)) & 1, number, 0)
        sums[:, i] = _added(on, first)
    return fold.unfold(groups[first]), _added(number, first), sums


def _different_numbers(
    columns: Sequence[npt.NDArray[Any]], fold: _Fold
) -> tuple[npt.NDArray[Any], npt.NDArray[np.int64]]:
    """Return the different numbers into which rows fold, in order, and how often each occurs.

    Where there is little more room than rows, to count into places takes a quarter of the time.
    """
    rows = len(columns[0])
    if fold.room <= _DENSE * rows:
        times = np.zeros(fold.room, dtype=np.int32 if max(rows, fold.room) < 1 << 31 else np.int64)
        one = times.dtype.type(1)  # of another type, it would take ten times as long
        for i in range(0, rows, _CHUNK):
            np.add.at(times, fold.fold([column[i : i + _CHUNK] for column in columns]), one)
        return _filled(times)
    folded = fold.fold(columns)
    folded.sort()
    starts = _starts(folded)
    return folded[starts], np.diff(starts, append=len(folded))


def _filled(times: npt.NDArray[Any]) -> tuple[npt.NDArray[Any], npt.NDArray[np.int64]]:
    """Return the places that are not empty, and what they hold, with little memory beside."""
    number = int(np.count_nonzero(times))
    found, held = np.empty(number, dtype=times.dtype), np.empty(number, dtype=np.int64)
    end = 0
    for i in range(0, len(times), _CHUNK):
        part = times[i : i + _CHUNK]
        places = np.flatnonzero(part != 0)  # of flags, in a fifth of the time of numbers
        start, end = end, end + len(places)
        found[start:end], held[start:end] = places + i, part[places]
    return found, held


def _reduce_in_order(
    folded: npt.NDArray[np.int64], measures: Sequence[npt.NDArray[Any]]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.float64]]:
    order = np.argsort(folded, kind="stable")
    folded = folded[order]
    first = _starts(folded)
    sums = [_added(measure[order].astype(np.float64), first) for measure in measures]
    rows = np.diff(first, append=len(folded))
    return folded[first], rows, np.stack(sums, axis=1)


def _starts(ordered: npt.NDArray[np.int64]) -> npt.NDArray[np.intp]:
    """Return where each run of equal numbers starts."""
    if len(ordered) == 0:
        return np.zeros(0, dtype=np.intp)
    return np.concatenate(([0], np.flatnonzero(ordered[1:] != ordered[:-1]) + 1))


def _added(values: npt.NDArray[Any], starts: npt.NDArray[np.intp]) -> npt.NDArray[Any]:
    empty = len(starts) == 0
    return values[:0] if empty else np.asarray(np.add.reduceat(values, starts))


def _different(
    asked: Distinct,
    hashes: _Hashes,
    query: Query,
    codes: Sequence[_Codes],
    values: Sequence[Sequence[Values]],
) -> dict[Values, tuple[int, int]]:
    """Count the different hashes of one file, by the values of the columns asked for."""
    if not asked.by:
        return {(): _count(hashes)} if len(hashes) else {}
    k = next(i for i, key in enumerate(query.keys) if set(asked.by) <= set(key))
    pick = [query.keys[k].index(column) for column in asked.by]
    code = codes[k]
    constant = len(code) > 0 and code[0] == code.max() == code.min()
    of: dict[Values, list[int]] = {}
    for number in [int(code[0])] if constant else np.unique(code).tolist():
        by = tuple(values[k][number][i] for i in pick)
        of.setdefault(by, []).append(number)
    if constant:
        return {by: _count(hashes) for by in of}
    return {by: _count(hashes[np.isin(code, numbers)]) for by, numbers in of.items()}


def _count(hashes: _Hashes) -> tuple[int, int]:
    known = np.sort(hashes[hashes != 0])
    return len(_starts(known.view(np.int64))), len(known)
