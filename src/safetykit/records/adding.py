"""Add up the rows of files: by month and area, and by force.

What belongs here: the sums of what counts (`AddedUp`). What does not: what counts, which is in
`cells`, and which figures are reported; see `assemble`.

Months are added up one by one, each over all places at once; a place is a small area's code with
its district. The sums of files that were settled before are the beginning.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

import attrs
import numpy as np
import numpy.typing as npt

from safetykit.quantities import Month
from safetykit.records.cells import Cells, KeptFile
from safetykit.records.counts import AreaKey, IntArray
from safetykit.records.query import Floats
from safetykit.records.settled import Settled, SettledFile, smallest

__all__ = ["AddedUp", "add_up", "settle"]

_DENSE: Final = 4  # places for each group of rows


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
    sums = _Sums(cells, [str(month) for month in months])
    size, folds = len(sums.forces), _folds(sums, [area.name for area in areas])
    values = np.zeros((len(months), size + len(areas), len(sums.groups)), dtype=np.int64)
    for m in range(len(months)):
        rows = sums.add_month(m)
        values[m, :size] = sums.by_force[m]
        for fold in folds:
            fold.put(rows, values[m, size:])
    places = sorted(set(sums.districts))
    by_place = np.zeros((len(places), size), dtype=np.int64)
    _Fold(_positions(sums.districts, places)).put(sums.recorded, by_place)
    recorded = np.zeros((size + len(areas), size), dtype=np.int64)
    for fold in folds:
        fold.put(sums.recorded, recorded[size:])
    by_group = sums.by_force.sum(axis=0)
    recorded[:size] = np.diag(by_group.sum(axis=1))
    return AddedUp(
        forces=sums.forces,
        seen=_seen(cells, sums.forces),
        groups=sums.groups,
        places=tuple(places),
        values=values,
        recorded=recorded,
        by_group=by_group,
        filled=sums.filled,
        by_place=by_place.T,
        other_month=_other_months(cells),
        measured=sums.measured,
    )


def settle(cells: Cells, files: Mapping[str, SettledFile]) -> Settled:
    """Return the sums of files that need no second look, those settled before among them.

    Args:
        cells: What counts of the files.
        files: What else is said of each, by its name.
    """
    before = cells.settled
    months = {*(before.months if before else ()), *(file.month for file in files.values())}
    sums = _Sums(cells, sorted(months))
    rows = np.stack([smallest(sums.add_month(m)) for m in range(len(months))])
    places = cells.places()
    order = sorted(range(len(places)), key=places.__getitem__)  # the areas are sorted by code too
    return Settled(
        files=(*(before.files if before else ()), *files.values()),
        months=sums.months,
        forces=sums.forces,
        groups=sums.groups,
        places=tuple(places[i] for i in order),
        rows=np.take(rows, order, axis=1),
        by_force=sums.by_force,
        filled=sums.filled,
        recorded=np.take(sums.recorded, order, axis=0),
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
        found = zip((v[0] for v in cells.values[1]), cells.districts(), strict=True)
        self._place = _positions(list(found), cells.places())
        self._parts = _parts(cells)
        sizes = len(self.forces), len(self.groups), len(self.codes)
        self.by_force = np.zeros((len(months), *sizes[:2]), dtype=np.int64)
        self.filled = np.zeros(sizes[:2], dtype=np.int64)
        self.recorded = np.zeros((sizes[2], sizes[0]), dtype=np.int64)
        self.measured: Floats = np.sum([f.measures.sum(axis=0) for f in cells.files], axis=0)
        if cells.settled is not None:
            self._begin(cells.settled)

    def _begin(self, settled: Settled) -> None:
        """Begin with the sums of other files."""
        months = _positions(settled.months, self.months)
        forces = _positions(settled.forces, self.forces)
        groups = _positions(settled.groups, self.groups)
        self.by_force[np.ix_(months, forces, groups)] = settled.by_force
        self.filled[np.ix_(forces, groups)] = settled.filled
        self.recorded[: len(settled.places), forces] = settled.recorded
        self.measured = self.measured + settled.measured

    def add_month(self, m: int) -> npt.NDArray[np.int32]:
        """Add up a month, once; return its rows of shape (places, groups)."""
        month, settled = self.months[m], self.cells.settled
        rows = np.zeros((len(self.codes), len(self.groups)), dtype=np.int32)
        if settled is not None and month in settled.months:
            groups = _positions(settled.groups, self.groups)
            known = settled.rows[settled.months.index(month)]
            whole = settled.groups == self.groups
            rows[: len(known), slice(None) if whole else groups] = known
        flat = rows.reshape(-1)
        for file, code, part in self._parts.get(month, ()):
            f, number = int(self._force[code]), file.rows[part]
            place, group = self._place[file.codes[part, 1]], self._group[file.codes[part, 2]]
            self.by_force[m, f] += _sum_at(group, number, len(self.groups))
            self.filled[f] += _sum_at(group, file.measures[part, 0], len(self.groups))
            _add_rows(self.recorded[:, f], place, number)
            _add_rows(flat, place * len(self.groups) + group, number)
        return rows


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
        self._order = slice(int(order[0]), int(order[-1]) + 1) if straight else order

    def put(self, rows: npt.NDArray[Any], array: IntArray) -> None:
        """Put the sums of rows of shape (places, n) in an array of shape (areas, n)."""
        if len(self._at) == 0:
            return
        ordered = rows[self._order]
        if len(self._at) < len(ordered):
            ordered = np.add.reduceat(ordered, self._starts, axis=0, dtype=rows.dtype)
        first, stop = int(self._at[0]), int(self._at[-1]) + 1
        array[slice(first, stop) if stop - first == len(self._at) else self._at] = ordered


def _folds(sums: _Sums, areas: Sequence[str]) -> tuple[_Fold, _Fold]:
    """Return the ways to the districts, and to the small areas, which share no area.

    A name that a district has means the district, also where a small area's code is the same.
    """
    districts = set(sums.districts)
    small = [None if area in districts else area for area in areas]
    return _Fold(_positions(sums.districts, areas)), _Fold(_positions(sums.codes, small))


def _parts(cells: Cells) -> dict[str, list[tuple[KeptFile, int, slice]]]:
    """Return the parts of all files that state one month and one force, by month."""
    found: dict[str, list[tuple[KeptFile, int, slice]]] = {}
    for file in cells.files:
        for code, part in _sources(file):
            found.setdefault(cells.values[0][code][0], []).append((file, code, part))
    return found


def _sources(file: KeptFile) -> Iterator[tuple[int, slice]]:
    """Yield each month and force of a file by their code, with where its groups stand."""
    codes = file.codes[:, 0]  # groups are in the order of their codes
    starts = [0, *(np.flatnonzero(np.diff(codes)) + 1).tolist(), len(codes)]
    yield from ((int(codes[first]), slice(first, stop)) for first, stop in pairwise(starts))


def _sorted_sources(cells: Cells, file: KeptFile) -> list[tuple[str, str, slice]]:
    """Return the month and the force of each part of a file, in their order."""
    values = cells.values[0]
    ordered = sorted(_sources(file), key=lambda one: values[one[0]])
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


def _add_rows(array: npt.NDArray[Any], places: npt.NDArray[Any], rows: IntArray) -> None:
    """Add rows at places that may repeat; to count into a few takes a third of the time."""
    first = int(places.min(initial=array.size))
    size = int(places.max(initial=-1)) + 1 - first
    if 0 < size <= _DENSE * len(places):
        array[first : first + size] += _sum_at(places - first, rows, size).astype(array.dtype)
    else:
        np.add.at(array, places, rows)


def _positions(values: Sequence[Any], wanted: Sequence[Any]) -> npt.NDArray[np.int64]:
    """Return where each value stands among those wanted; -1 for any other."""
    at = {name: i for i, name in enumerate(wanted)}
    return np.array([at.get(value, -1) for value in values], dtype=np.int64)
