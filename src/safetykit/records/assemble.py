"""From groups of rows to the arrays of `Counts`, with the flags of what was reported.

What belongs here: the rules of what counts as reported. What does not: files and columns.

A figure is reported if all of these hold.

1. The force has a file for the month. A district or small area follows the force that recorded most
   of its rows.
2. The source used the category in that month, or a row of it was seen all the same.
3. It is not a zero where the category is normally busy: the median of the nearest months with
   rows, six before and six after, is 30 or more. For counts whose variance is four times their
   mean, as those of thefts in one district are, a negative binomial distribution then gives a zero
   less than once in a million months (for Poisson counts a median of 14 would do).
4. The force's own figure for the month and category is not such a zero; its areas follow it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from safetykit.quantities import Month
from safetykit.records.adding import AddedUp
from safetykit.records.cells import Cells
from safetykit.records.counts import AreaKey, AreaRule, BoolArray, Counts, FileRecord, IntArray
from safetykit.records.source import DataSource

__all__ = ["assemble", "unlikely_zeros"]

BUSY: Final = 30
NEIGHBOURS: Final = 6
MIN_NEIGHBOURS: Final = 3


def assemble(
    cells: Cells,
    sums: AddedUp,
    *,
    source: DataSource,
    months: Sequence[Month],
    areas: Sequence[AreaKey],
    files: Sequence[FileRecord],
) -> Counts:
    """Make counts of forces, districts and small areas from rows that were added up.

    Args:
        cells: What was counted.
        sums: The rows added up for the same months and areas.
        source: Where the records come from.
        months: The months of the counts, without a gap.
        areas: The districts and small areas to count by.
        files: The files that were read.

    Returns:
        The counts, without findings.
    """
    by_force = (AreaKey(AreaRule.RECORDED_BY_FORCE, force) for force in sums.forces)
    homes = sums.recorded.argmax(axis=0)
    with_file = _with_file(cells.present, months, sums.forces)[:, None, homes]
    reported = np.broadcast_to(with_file, sums.values.shape).copy()
    for m, k in np.argwhere(~_used(source, months, sums.groups)):
        reported[m, k] &= sums.values[m, k] > 0
    _take_back_zeros(sums.values, reported, homes)
    for rows, known in zip(sums.values, reported, strict=True):
        np.copyto(rows, 0, where=~known)
    for array in (sums.values, reported):
        array.setflags(write=False)  # `Counts` then takes them as they are: a nation's are 100 MB
    return Counts(
        source=source,
        months=tuple(months),
        areas=(*by_force, *areas),
        groups=sums.groups,
        values=sums.values.transpose(0, 2, 1),
        reported=reported.transpose(0, 2, 1),
        files=tuple(files),
        rows_read=sum(file.rows for file in files),
        rows_set_aside=len(cells.set_aside),
    )


def _take_back_zeros(values: IntArray, reported: BoolArray, homes: npt.NDArray[np.intp]) -> None:
    """Take back the unlikely zeros, and in each area those of the force that it follows."""
    zeros = unlikely_zeros(values, reported)
    if zeros.any():
        reported &= ~zeros
        for m, k, j in np.argwhere(zeros[:, :, : homes.max() + 1]):
            reported[m, k, homes == j] = False


def unlikely_zeros(values: IntArray, reported: BoolArray) -> BoolArray:
    """Find the reported zeros of categories that are normally busy; see the rules above.

    Args:
        values: Counts of shape (months, ...).
        reported: Flags of the same shape.

    Returns:
        Flags of the same shape.
    """
    flat, known = (array.reshape(len(array), -1) for array in (values, reported))
    found = np.zeros(flat.shape, dtype=np.bool_)
    busy = np.flatnonzero(flat.max(axis=0, initial=0) >= BUSY)
    zero = known[:, busy] & (flat[:, busy] == 0)
    for column in busy[zero.any(axis=0)]:
        series = flat[:, column]
        some = np.flatnonzero(series)
        for i in np.flatnonzero(known[:, column] & (series == 0)):
            at = int(np.searchsorted(some, i))
            near = some[max(0, at - NEIGHBOURS) : at + NEIGHBOURS]
            if len(near) >= MIN_NEIGHBOURS and np.median(series[near]) >= BUSY:
                found[i, column] = True
    return found.reshape(values.shape)


def _with_file(
    present: frozenset[tuple[str, Month]], months: Sequence[Month], forces: Sequence[str]
) -> BoolArray:
    """Return flags of shape (months, forces)."""
    return np.array([[(force, month) in present for force in forces] for month in months])


def _used(source: DataSource, months: Sequence[Month], groups: Sequence[str]) -> BoolArray:
    """Return flags of shape (months, groups)."""
    return np.array([[source.used(group, month) for group in groups] for month in months])
