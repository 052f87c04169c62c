"""From groups of rows to the arrays of `Counts`, with the flags of what was reported.

What belongs here: the rules of what counts as reported. What does not: files and columns.

A figure is reported if all of these hold.

1. The force has a file for the month. A district follows the force that recorded most of its rows.
2. The source used the category in that month, or a row of it was seen all the same.
3. It is not a zero where the category is normally busy: the median of the nearest months with
   rows, six before and six after, is 30 or more. For counts whose variance is four times their
   mean, as those of thefts in one district are, a negative binomial distribution then gives a zero
   less than once in a million months (for Poisson counts a median of 14 would do).
4. The force's own figure for the month and category is not such a zero; its districts follow it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import attrs
import numpy as np

from safetykit.quantities import Month, month_range
from safetykit.records.counts import AreaKey, AreaRule, BoolArray, Counts, FileRecord, IntArray
from safetykit.records.engine import RowGroup
from safetykit.records.source import DataSource

__all__ = ["Cells", "SetAside", "assemble", "unlikely_zeros"]

BUSY: Final = 30
NEIGHBOURS: Final = 6
MIN_NEIGHBOURS: Final = 3


@attrs.frozen(kw_only=True)
class SetAside:
    """A row that was not counted: its file, its line from 1, and why, as "states no month"."""

    file: str
    line: int
    reason: str


@attrs.frozen(kw_only=True)
class Cells:
    """The groups that count, the months that each force has a file for, the rows set aside."""

    groups: tuple[RowGroup, ...]
    present: frozenset[tuple[str, Month]]
    set_aside: tuple[SetAside, ...]
    month_of_file: Mapping[str, Month]


def assemble(
    cells: Cells,
    *,
    source: DataSource,
    months: Iterable[Month],
    areas: Sequence[str],
    files: Sequence[FileRecord],
) -> Counts:
    """Make counts of forces and districts from groups of rows.

    Args:
        cells: What was counted.
        source: Where the records come from.
        months: The months of the files; the counts run from the first to the last.
        areas: The districts to count by.
        files: The files that were read.

    Returns:
        The counts, without findings.
    """
    stated = sorted(months)
    span = month_range(stated[0], stated[-1])
    forces = sorted({group.recorder for group in cells.groups})
    groups = tuple(sorted({group.category for group in cells.groups}))
    keys = _keys(forces, areas)
    values = _values(cells.groups, span, keys, groups)
    homes = _homes(cells.groups, forces, areas)
    possible = _with_file(cells.present, span, forces)[:, homes, None] & (
        _used(source, span, groups)[:, None, :] | (values > 0)
    )
    reported = _without_zeros(values, possible, homes)
    return Counts(
        source=source,
        months=span,
        areas=keys,
        groups=groups,
        values=np.where(reported, values, 0),
        reported=reported,
        files=tuple(files),
        rows_read=sum(file.rows for file in files),
        rows_set_aside=len(cells.set_aside),
    )


def _keys(forces: Iterable[str], areas: Iterable[str]) -> tuple[AreaKey, ...]:
    by_force = (AreaKey(AreaRule.RECORDED_BY_FORCE, force) for force in forces)
    return (*by_force, *(AreaKey(AreaRule.CODED_TO_AREA, area) for area in areas))


def _without_zeros(values: IntArray, reported: BoolArray, homes: list[int]) -> BoolArray:
    """Take back the unlikely zeros, and in each area those of the force that it follows."""
    zeros = unlikely_zeros(values, reported)
    return reported & ~(zeros | zeros[:, homes])


def unlikely_zeros(values: IntArray, reported: BoolArray) -> BoolArray:
    """Find the reported zeros of categories that are normally busy; see the rules above.

    Args:
        values: Counts of shape (months, ...).
        reported: Flags of the same shape.

    Returns:
        Flags of the same shape.
    """
    found = np.zeros(values.shape, dtype=np.bool_)
    for column in np.ndindex(values.shape[1:]):
        series = values[(slice(None), *column)]
        if series.max(initial=0) < BUSY:
            continue
        busy = np.flatnonzero(series)
        for i in np.flatnonzero(reported[(slice(None), *column)] & (series == 0)):
            at = int(np.searchsorted(busy, i))
            near = busy[max(0, at - NEIGHBOURS) : at + NEIGHBOURS]
            if len(near) >= MIN_NEIGHBOURS and np.median(series[near]) >= BUSY:
                found[(i, *column)] = True
    return found


def _values(
    rows: Iterable[RowGroup],
    months: Sequence[Month],
    keys: Sequence[AreaKey],
    groups: Sequence[str],
) -> IntArray:
    """Return counts of shape (months, areas, groups); a row counts for its force and district."""
    m = {str(month): i for i, month in enumerate(months)}
    a = {(key.rule, key.name): i for i, key in enumerate(keys)}
    g = {group: i for i, group in enumerate(groups)}
    values = np.zeros((len(m), len(a), len(g)), dtype=np.int64)
    for row in rows:
        i, k = m[row.month], g[row.category]
        values[i, a[AreaRule.RECORDED_BY_FORCE, row.recorder], k] += row.rows
        district = a.get((AreaRule.CODED_TO_AREA, row.place))
        if district is not None:
            values[i, district, k] += row.rows
    return values


def _homes(rows: Iterable[RowGroup], forces: Sequence[str], areas: Sequence[str]) -> list[int]:
    """Return for each force and district the position of the force that recorded most of it."""
    recorded: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        recorded[row.place][row.recorder] += row.rows
    position = {force: i for i, force in enumerate(forces)}
    homes = [position[recorded[area].most_common(1)[0][0]] for area in areas]
    return [*range(len(forces)), *homes]


def _with_file(
    present: frozenset[tuple[str, Month]], months: Sequence[Month], forces: Sequence[str]
) -> BoolArray:
    """Return flags of shape (months, forces)."""
    return np.array([[(force, month) in present for force in forces] for month in months])


def _used(source: DataSource, months: Sequence[Month], groups: Sequence[str]) -> BoolArray:
    """Return flags of shape (months, groups)."""
    return np.array([[source.used(group, month) for group in groups] for month in months])
