"""Add up the rows of files: by month and area, and by force.

What belongs here: the sums of what counts (`AddedUp`). What does not: what counts, which is in
`cells`, and which figures are reported; see `assemble`.

Months are added up one by one, each over all places at once; a place is a small area's code with
its district. The sums of files that were settled before are the beginning.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt

from safetykit.quantities import Month
from safetykit.records.cells import Cells, KeptFile
from safetykit.records.counts import AreaKey, IntArray
from safetykit.records.query import Floats
from safetykit.records.settled import Settled, SettledFile, smallest

__all__ = ["AddedUp", "add_up", "settle"]


@attrs.frozen(kw_only=True, eq=False)
class AddedUp:
    """Rows added up.

    Attributes:
        forces: The forces, sorted.
        seen: The forces by position, in the order in which files name them.
        groups: The categories, sorted.
        places: The districts, sorted; an empty text for none.
        values: Rows of shape (months, groups, areas): forces, then the areas asked for. So each
            category of a month is one stretch of memory, which is read five times as fast.
        recorded: Rows of shape (forces, areas).
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
    recorded: npt.NDArray[Any]
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
    sums = _Sums(cells, [str(month) for month in months])
    size, folds = len(sums.forces), _folds(sums, [area.name for area in areas])
    values = np.zeros((len(months), len(sums.groups), size + len(areas)), dtype=np.int64)
    for m in range(len(months)):
        rows = sums.add_month(m)
        values[m, :, :size] = sums.by_force[m].T
        for fold in folds:
            fold.put(rows, values[m, :, size:])
    places = sorted(set(sums.districts))
    by_place = np.zeros((size, len(places)), dtype=np.int64)
    _Fold(_positions(sums.districts, places)).put(sums.recorded, by_place)
    by_group = sums.by_force.sum(axis=0)
    return AddedUp(
        forces=sums.forces,
        seen=_seen(cells, sums.forces),
        groups=sums.groups,
        places=tuple(places),
        values=values,
        recorded=_recorded(sums, by_group, folds, len(areas)),
        by_group=by_group,
        filled=sums.filled,
        by_place=by_place,
        other_month=_other_months(cells),
        measured=sums.measured,
    )


def _recorded(
    sums: _Sums, by_group: IntArray, folds: Sequence[_Fold], areas: int
) -> npt.NDArray[Any]:
    """Return the rows of each force by area: its own, and those that it recorded elsewhere."""
    size = len(sums.forces)
    recorded = np.zeros((size, size + areas), dtype=sums.recorded.dtype)
    recorded[:, :size] = np.diag(by_group.sum(axis=1))
    for fold in folds:
        fold.put(sums.recorded, recorded[:, size:])
    return recorded


def settle(cells: Cells, files: Mapping[str, SettledFile]) -> Settled:
    """Return the sums of files that need no second look, those settled before among them.

    Args:
        cells: What counts of the files.
        files: What else is said of each, by its name.
    """
    before = cells.settled
    months = {*(before.months if before else ()), *(file.month for file in files.values())}
    sums = _Sums(cells, sorted(months))
    places = cells.places()
    order = sorted(range(len(places)), key=places.__getitem__)  # the areas are sorted by code too
    rows = [smallest(np.take(sums.add_month(m), order, axis=1)) for m in range(len(months))]
    return Settled(
        files=(*(before.files if before else ()), *files.values()),
        months=sums.months,
        forces=sums.forces,
        groups=sums.groups,
        places=tuple(places[i] for i in order),
        rows=tuple(rows),
        by_force=sums.by_force,
        filled=sums.filled,
        recorded=np.take(sums.recorded, order, axis=1),
        measured=sums.measured,
    )


class _Sums:
    """Sums over all places, month by month."""

    def __init__(self, cells: Cells, months: Sequence[str]) -> None:
        self.cells, self.months = cells, tuple(months)
        self.forces, self.groups = cells.forces(), cells.groups()
        self.codes = [code for code, _ in cells.places()]
        self.districts = [district for _, district in cells.places()]
        self._force = _positions([v[1] for v in cells.values[0]], self.forces)
        self._group = _positions([v[0] for v in cells.values[2]], self.groups)
        self._place = cells.place_of_code()
        self._parts = _parts(cells)
        forces, groups, places = len(self.forces), len(self.groups), len(self.codes)
        self._rows = np.empty((groups, places), dtype=cells.number)
        self.by_force = np.zeros((len(months), forces, groups), dtype=np.int64)
        self.filled = np.zeros((forces, groups), dtype=np.int64)
        self.recorded = np.zeros((forces, places), dtype=cells.number)
        self.measured: Floats = np.sum([f.measures.sum(axis=0) for f in cells.files], axis=0)
        if cells.settled is not None:
            self._begin_with(cells.settled)
        self._begin_with_files()

    def _begin_with(self, settled: Settled) -> None:
        """Begin with the sums of other files."""
        months = _positions(settled.months, self.months)
        forces = _positions(settled.forces, self.forces)
        groups = _positions(settled.groups, self.groups)
        self.by_force[np.ix_(months, forces, groups)] = settled.by_force
        self.filled[np.ix_(forces, groups)] = settled.filled
        self.recorded[forces, : len(settled.places)] = settled.recorded
        self.measured = self.measured + settled.measured

    def _begin_with_files(self) -> None:
        """Add what can be told before the months are added up."""
        month_at = {month: m for m, month in enumerate(self.months)}
        used = np.flatnonzero(self._group >= 0)
        for code in np.flatnonzero(self.cells.by_source.any(axis=1)).tolist():
            m, f = month_at[self.cells.values[0][code][0]], self._force[code]
            self.by_force[m, f, self._group[used]] += self.cells.by_source[code, used]
        used = np.flatnonzero(self._place >= 0)
        for rows, more in zip(self.recorded, self.cells.by_place, strict=True):
            np.add.at(rows, self._place[used], more[used])  # two names may be one place

    def add_month(self, m: int) -> npt.NDArray[Any]:
        """Add up a month, once; return its rows of shape (groups, places), until the next."""
        self._rows[:] = 0
        self._put_settled(self.months[m])
        flat, (few, many) = self._rows.reshape(-1), self._rows.shape
        for file, code, part in self._parts.get(self.months[m], ()):
            f, group = int(self._force[code]), self._group[file.codes[part, 2]]
            self.filled[f] += _sum_at(group, file.measures[part, 0], few)
            place = group * many + self._place[file.codes[part, 1]]
            np.add.at(flat, place, file.rows[part].astype(flat.dtype))  # see `Cells.by_place`
        return self._rows

    def _put_settled(self, month: str) -> None:
        settled = self.cells.settled
        if settled is not None and month in settled.months:
            known = settled.rows[settled.months.index(month)]
            whole = settled.groups == self.groups
            groups = slice(None) if whole else _positions(settled.groups, self.groups)
            self._rows[groups, : known.shape[1]] = known


class _Fold:
    """Where rows of places go: to the areas that hold them."""

    def __init__(self, at: npt.NDArray[np.int64]) -> None:
        """Take the position of each place's area; -1 for none."""
        order = np.argsort(at, kind="stable")
        order = order[int(np.count_nonzero(at < 0)) :]
        where = at[order]
        self._starts = np.flatnonzero(np.diff(where, prepend=-1))
        self._at = where[self._starts]
        straight = len(order) > 0 and bool((np.diff(order) == 1).all())
        self._order: slice | npt.NDArray[np.intp] = order
        if straight:
            self._order = slice(int(order[0]), int(order[-1]) + 1)

    def put(self, rows: npt.NDArray[Any], array: npt.NDArray[Any]) -> None:
        """Put the sums of rows of shape (n, places) in an array of shape (n, areas)."""
        if len(self._at) == 0:
            return
        if isinstance(self._order, slice):
            ordered = rows[:, self._order]
        else:
            ordered = np.take(rows, self._order, axis=1)
        if len(self._at) < ordered.shape[1]:
            ordered = np.add.reduceat(ordered, self._starts, axis=1, dtype=rows.dtype)
        first, stop = int(self._at[0]), int(self._at[-1]) + 1
        array[:, slice(first, stop) if stop - first == len(self._at) else self._at] = ordered


def _folds(sums: _Sums, areas: Sequence[str]) -> tuple[_Fold, _Fold]:
    """Return the ways to the districts, and to the small areas, which share no area.

    A name that a district has means the district, also where a small area's code is the same.
    """
    at, districts = {area: i for i, area in enumerate(areas)}, set(sums.districts)
    inside = [at.get(district, -1) for district in sums.districts]
    small = [-1 if code in districts else at.get(code, -1) for code in sums.codes]
    return _Fold(np.array(inside)), _Fold(np.array(small))


def _parts(cells: Cells) -> dict[str, list[tuple[KeptFile, int, slice]]]:
    """Return the parts of all files that state one month and one force, by month."""
    found: dict[str, list[tuple[KeptFile, int, slice]]] = {}
    for file in cells.files:
        for code, part in file.parts:
            found.setdefault(cells.values[0][code][0], []).append((file, code, part))
    return found


def _sorted_sources(cells: Cells, file: KeptFile) -> list[tuple[str, str, slice]]:
    """Return the month and the force of each part of a file, in their order."""
    values = cells.values[0]
    ordered = sorted(file.parts, key=lambda one: values[one[0]])
    return [(values[code][0], values[code][1], part) for code, part in ordered]


def _seen(cells: Cells, forces: Sequence[str]) -> tuple[int, ...]:
    """Return the forces by position, in the order in which files name them."""
    kept = {file.name: file for file in cells.files}
    found: dict[str, None] = {}
    for name in cells.month_of_file or kept:
        if name in cells.settled_names:
            found.setdefault(cells.settled_names[name].force)
        elif name in kept:
            found.update((force, None) for _, force, _ in _sorted_sources(cells, kept[name]))
    return tuple(forces.index(force) for force in found)


def _other_months(cells: Cells) -> dict[tuple[str, str, str], int]:
    found: dict[tuple[str, str, str], int] = {}
    for file in cells.files:
        for month, force, part in _sorted_sources(cells, file):
            if month != str(file.month):
                key = file.name, force, month
                found[key] = found.get(key, 0) + int(file.rows[part].sum())
    return found


def _sum_at(places: npt.NDArray[Any], rows: npt.NDArray[Any], size: int) -> IntArray:
    return np.bincount(places, weights=rows, minlength=size).astype(np.int64)


def _positions(values: Sequence[Any], wanted: Sequence[Any]) -> npt.NDArray[np.int64]:
    """Return where each value stands among those wanted; -1 for any other."""
    at = {name: i for i, name in enumerate(wanted)}
    return np.array([at.get(value, -1) for value in values], dtype=np.int64)
