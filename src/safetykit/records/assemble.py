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

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any, Final

import attrs
import numpy as np
import numpy.typing as npt

from safetykit.quantities import Month
from safetykit.records.counts import AreaKey, AreaRule, BoolArray, Counts, FileRecord, IntArray
from safetykit.records.query import Floats, Values
from safetykit.records.source import DataSource

__all__ = ["AddedUp", "Cells", "KeptFile", "SetAside", "add_up", "assemble", "unlikely_zeros"]

BUSY: Final = 30
NEIGHBOURS: Final = 6
MIN_NEIGHBOURS: Final = 3
_DENSE: Final = 4  # places for each group of rows
_SMALL_AREA: Final = re.compile(r" \d{3}[A-Z]$")  # at the end of its name, after the district's


@attrs.frozen(kw_only=True)
class SetAside:
    """A row that was not counted: its file, its line from 1, and why, as "states no month"."""

    file: str
    line: int
    reason: str


@attrs.frozen(kw_only=True, eq=False)
class KeptFile:
    """The groups of one file that count; see `GroupTable`."""

    name: str
    month: Month
    codes: npt.NDArray[np.int32]
    rows: IntArray
    measures: Floats


@attrs.frozen(kw_only=True, eq=False)
class Cells:
    """What counts, and what does not.

    Attributes:
        values: By code: (month, force), (code, name) of a small area, and (category).
        files: The groups of each file that has any.
        present: The months that each force has a file for.
        set_aside: The rows that do not count.
        month_of_file: The month that each file's name states.
    """

    values: tuple[list[Values], ...]
    files: tuple[KeptFile, ...]
    present: frozenset[tuple[str, Month]]
    set_aside: tuple[SetAside, ...]
    month_of_file: Mapping[str, Month]

    def used(self, key: int) -> list[int]:
        """Return the codes of a key that occur, in order."""
        found = np.zeros(len(self.values[key]), dtype=np.bool_)
        for file in self.files:
            found[file.codes[:, key]] = True
        return [int(code) for code in np.flatnonzero(found)]

    def districts(self) -> list[str]:
        """Return the district of each small area by code; an empty text for none."""
        return self._districts

    @cached_property
    def _districts(self) -> list[str]:
        return [_SMALL_AREA.sub("", name) for _, name in self.values[1]]


@attrs.frozen(kw_only=True, eq=False)
class AddedUp:
    """Rows added up.

    Attributes:
        forces: The forces, sorted.
        seen: The forces by position, in the order in which files name them.
        groups: The categories, sorted.
        places: The districts, sorted; an empty text for none.
        values: Rows of shape (months, areas, groups): forces, then the areas asked for.
        recorded: Rows of shape (areas, forces).
        by_group: Rows of shape (forces, groups).
        filled: Rows that carry an identity, of shape (forces, groups).
        by_place: Rows of shape (forces, places).
        other_month: Rows that state another month than their file, by file, force and month.
        measured: The sums of each measure.
    """

    forces: tuple[str, ...]
    seen: tuple[int, ...]
    groups: tuple[str, ...]
    places: tuple[str, ...]
    values: IntArray
    recorded: IntArray
    by_group: IntArray
    filled: IntArray
    by_place: IntArray
    other_month: Mapping[tuple[str, str, str], int]
    measured: Floats


def add_up(cells: Cells, *, months: Sequence[Month], areas: Sequence[AreaKey]) -> AddedUp:
    """Add up the rows of all files.

    Args:
        cells: What counts.
        months: The months of the counts.
        areas: The districts by name, and the small areas by code.
    """
    forces = tuple(sorted({cells.values[0][code][1] for code in cells.used(0)}))
    groups = tuple(sorted({cells.values[2][code][0] for code in cells.used(2)}))
    districts = cells.districts()
    places = tuple(sorted(set(districts)))
    return _Adder(
        cells, forces=forces, groups=groups, places=places, months=months, areas=areas
    ).sums()


class _Adder:
    """Positions of the codes in the arrays, and the arrays."""

    def __init__(
        self,
        cells: Cells,
        *,
        forces: Sequence[str],
        groups: Sequence[str],
        places: Sequence[str],
        months: Sequence[Month],
        areas: Sequence[AreaKey],
    ) -> None:
        self.cells, self.forces, self.groups, self.places = cells, forces, groups, places
        districts = cells.districts()
        self.month = _positions([v[0] for v in cells.values[0]], [str(m) for m in months])
        self.force = _positions([v[1] for v in cells.values[0]], forces)
        self.group = _positions([v[0] for v in cells.values[2]], groups)
        self.district = _positions(districts, places)
        names, codes = [area.name for area in areas], [v[0] for v in cells.values[1]]
        wanted = [_positions(districts, names), _positions(codes, names)]
        self.at = [at + np.where(at >= 0, len(forces), 0) for at in wanted]
        shape = (len(months), len(forces) + len(areas), len(groups))
        self.values = np.zeros(shape, dtype=np.int64)
        self.filled = np.zeros((len(forces), len(groups)), dtype=np.int64)
        self.by_code = np.zeros((len(forces), len(districts)), dtype=np.int64)
        self.other: dict[tuple[str, str, str], int] = {}
        self.seen: dict[int, None] = {}

    def sums(self) -> AddedUp:
        """Add up all files."""
        for file in self.cells.files:
            for code, part in sorted(_sources(file), key=lambda one: self._values_of(one[0])):
                self._add(file, code, part)
        by_group = self.values[:, : len(self.forces)].sum(axis=0)
        sizes = len(self.places), self.values.shape[1]
        by_place = np.array([_sum_at(self.district, rows, sizes[0]) for rows in self.by_code])
        recorded = np.zeros((sizes[1], len(self.forces)), dtype=np.int64)
        for at in self.at:
            known = at >= 0
            for f, rows in enumerate(self.by_code):
                recorded[:, f] += _sum_at(at[known], rows[known], sizes[1])
        own = np.arange(len(self.forces))
        recorded[own, own] = by_group.sum(axis=1)
        return AddedUp(
            forces=tuple(self.forces),
            seen=tuple(self.seen),
            groups=tuple(self.groups),
            places=tuple(self.places),
            values=self.values,
            recorded=recorded,
            by_group=by_group,
            filled=self.filled,
            by_place=by_place,
            other_month=self.other,
            measured=np.sum([f.measures.sum(axis=0) for f in self.cells.files], axis=0),
        )

    def _values_of(self, code: int) -> Values:
        return self.cells.values[0][code]

    def _add(self, file: KeptFile, code: int, part: slice) -> None:
        """Add the groups of a file that state one month and one force."""
        month, force = self.cells.values[0][code]
        m, f = int(self.month[code]), int(self.force[code])
        place, kind, rows = file.codes[part, 1], self.group[file.codes[part, 2]], file.rows[part]
        self.values[m, f] += _sum_at(kind, rows, len(self.groups))
        self.filled[f] += _sum_at(kind, file.measures[part, 0], len(self.groups))
        _add_rows(self.by_code[f], place, rows)
        flat = self.values[m].reshape(-1)
        for at in self.at:
            area = at[place]
            known = slice(None) if (area >= 0).all() else area >= 0
            _add_rows(flat, area[known] * len(self.groups) + kind[known], rows[known])
        self.seen.setdefault(f)
        if month != str(file.month):
            key = file.name, force, month
            self.other[key] = self.other.get(key, 0) + int(rows.sum())


def _sources(file: KeptFile) -> Iterator[tuple[int, slice]]:
    """Yield each month and force of a file by their code, with where its groups stand."""
    codes = file.codes[:, 0]  # groups are in the order of their codes
    starts = [0, *(np.flatnonzero(np.diff(codes)) + 1).tolist(), len(codes)]
    yield from ((int(codes[first]), slice(first, stop)) for first, stop in pairwise(starts))


def _sum_at(places: npt.NDArray[Any], rows: npt.NDArray[Any], size: int) -> IntArray:
    return np.bincount(places, weights=rows, minlength=size).astype(np.int64)


def _add_rows(array: IntArray, places: npt.NDArray[Any], rows: IntArray) -> None:
    """Add rows at places that may repeat; to count into a few takes a third of the time."""
    first = int(places.min(initial=array.size))
    size = int(places.max(initial=-1)) + 1 - first
    if 0 < size <= _DENSE * len(places):
        array[first : first + size] += _sum_at(places - first, rows, size)
    else:
        np.add.at(array, places, rows)


def _positions(values: Sequence[str], wanted: Sequence[str]) -> npt.NDArray[np.int64]:
    """Return where each value stands among those wanted; -1 for an empty text and any other."""
    at = {name: i for i, name in enumerate(wanted)}
    return np.array([at.get(value, -1) for value in values], dtype=np.int64)


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
    homes = sums.recorded.argmax(axis=1)
    possible = _with_file(cells.present, months, sums.forces)[:, homes, None] & (
        _used(source, months, sums.groups)[:, None, :] | (sums.values > 0)
    )
    reported = _without_zeros(sums.values, possible, homes)
    sums.values[~reported] = 0
    for array in (sums.values, reported):
        array.setflags(write=False)  # `Counts` then takes them as they are: a nation's are 200 MB
    return Counts(
        source=source,
        months=tuple(months),
        areas=(*by_force, *areas),
        groups=sums.groups,
        values=sums.values,
        reported=reported,
        files=tuple(files),
        rows_read=sum(file.rows for file in files),
        rows_set_aside=len(cells.set_aside),
    )


def _without_zeros(values: IntArray, reported: BoolArray, homes: npt.NDArray[np.intp]) -> BoolArray:
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
    for column in map(tuple, np.argwhere(values.max(axis=0, initial=0) >= BUSY)):
        series = values[(slice(None), *column)]
        busy = np.flatnonzero(series)
        for i in np.flatnonzero(reported[(slice(None), *column)] & (series == 0)):
            at = int(np.searchsorted(busy, i))
            near = busy[max(0, at - NEIGHBOURS) : at + NEIGHBOURS]
            if len(near) >= MIN_NEIGHBOURS and np.median(series[near]) >= BUSY:
                found[(i, *column)] = True
    return found


def _with_file(
    present: frozenset[tuple[str, Month]], months: Sequence[Month], forces: Sequence[str]
) -> BoolArray:
    """Return flags of shape (months, forces)."""
    return np.array([[(force, month) in present for force in forces] for month in months])


def _used(source: DataSource, months: Sequence[Month], groups: Sequence[str]) -> BoolArray:
    """Return flags of shape (months, groups)."""
    return np.array([[source.used(group, month) for group in groups] for month in months])
