"""From rows as arrays of numbers to groups: counts for each combination of codes.

What belongs here: the arithmetic between a reader's arrays and a `GroupTable`. What does not: the
readers, the codes, and files.

Groups are found by counting or sorting one number per row, into which the file, the codes and the
flags of the measures are folded.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt

from safetykit.errors import AnalysisError
from safetykit.records.codebook import Codebook
from safetykit.records.query import Distinct, GroupTable, Query, Sum, Values

__all__ = ["group_rows"]

_LIMIT: Final = 1 << 62
_DENSE: Final = 2  # places for each row
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
    seen = np.bincount(file, minlength=files)
    if kept is not None:
        file, codes = file[kept], [code[kept] for code in codes]
        measures, distinct = [m[kept] for m in measures], [d[kept] for d in distinct]
    sizes = [files, *(len(book.values) for book in books)]
    groups, rows, sums = _reduce(_fold([file, *codes], sizes), query, measures)
    places = _unfold(groups, sizes)
    bounds = np.searchsorted(places[:, 0], np.arange(files + 1))
    starts = np.searchsorted(file, np.arange(files + 1))
    values = tuple(book.values for book in books)
    return [
        GroupTable(
            values=values,
            codes=places[first:last, 1:].astype(np.int32, copy=False),
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


def _fold(columns: Sequence[npt.NDArray[Any]], sizes: Sequence[int]) -> npt.NDArray[np.int64]:
    """Return one number for each row, from which all codes can be told."""
    room = 1
    for size in sizes:
        room *= max(1, size)
    if room >= _LIMIT:
        reason = f"the keys have {room:.1e} combinations of values."
        raise AnalysisError("counting by groups", reason, hint="Ask for fewer keys at once.")
    folded = columns[0].astype(np.int64)
    for column, size in zip(columns[1:], sizes[1:], strict=True):
        folded *= max(1, size)
        folded += column
    return folded


def _unfold(folded: npt.NDArray[Any], sizes: Sequence[int]) -> npt.NDArray[Any]:
    parts = []
    if folded.max(initial=0) < 1 << 31:
        folded = folded.astype(np.int32)  # to divide takes half the time
    for size in reversed(sizes[1:]):
        folded, part = np.divmod(folded, folded.dtype.type(max(1, size)))
        parts.append(part)
    return np.stack([folded, *reversed(parts)], axis=1)


def _reduce(
    folded: npt.NDArray[np.int64], query: Query, measures: Sequence[npt.NDArray[Any]]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.float64]]:
    """Return the groups, their rows, and the sums of their measures.

    Flags are folded in and sorted with the groups; only numbers need the order of the rows.
    """
    flags = [i for i, one in enumerate(query.measures) if not isinstance(one, Sum)]
    numbers = [i for i, one in enumerate(query.measures) if isinstance(one, Sum)]
    if numbers or (folded.max(initial=0) << len(flags)) >= _LIMIT:
        return _reduce_in_order(folded, measures)
    for i in flags:
        folded = (folded << 1) | measures[i]
    found, number = _different_numbers(folded)
    groups = found >> len(flags)
    first = _starts(groups)
    sums = np.zeros((len(first), len(flags)))
    for i in flags:
        on = np.where((found >> (len(flags) - 1 - i)) & 1, number, 0)
        sums[:, i] = _added(on, first)
    return groups[first], _added(number, first), sums


def _different_numbers(
    folded: npt.NDArray[np.int64],
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return the different numbers in order, and how often each occurs; the array may be sorted.

    Where most numbers up to the largest occur, to count into places takes less than half the time.
    """
    if folded.max(initial=0) < _DENSE * len(folded):
        times = np.bincount(folded)
        found = np.flatnonzero(times)
        return found, times[found]
    folded.sort()
    starts = _starts(folded)
    return folded[starts], np.diff(starts, append=len(folded))


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
