"""Hidden cells as the unknowns of equations, and how far each can go.

What belongs here: the linear programs of an attacker, and what spares most of them. What does not:
what the attacker makes of the answers; that is in `attack`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Final

import attrs
import numpy as np

from safetykit.extras import need
from safetykit.stats._inputs import require_whole
from safetykit.stats.disclosure.tables import LinkedTables
from safetykit.stats.estimate import FloatArray, IntArray

__all__ = ["Floors", "Reach", "Unknowns", "whole_numbers"]

ROUNDING_ERROR: Final = 1e-6
UNBOUNDED: Final = 3  # the status of scipy.optimize.linprog


@attrs.frozen(eq=False)
class Unknowns:
    """The hidden cells as unknowns of equations.

    Cells that stand in the same sums cannot be told apart: they are one unknown, their sum. That
    makes the programs small where many months are hidden.

    Attributes:
        names: The hidden cells.
        counts: Their counts.
        lowest: The least count of each.
        alike: For each cell its unknown.
        size: How many cells each unknown is the sum of.
        sums: The sum of their counts.
        matrix: (equations, unknowns).
        group: A label for each unknown; those that do not touch each other have different ones.
    """

    names: list[str]
    counts: FloatArray
    lowest: int
    alike: IntArray
    size: IntArray
    sums: FloatArray
    matrix: FloatArray
    group: IntArray

    @classmethod
    def of(cls, tables: LinkedTables, suppressed: Iterable[str], lowest: int) -> Unknowns:
        """Return the unknowns of tables of which some cells are hidden."""
        wanted = tables.require_cells("suppressed", suppressed)
        places = [i for i, name in enumerate(tables.names) if name in wanted]
        names = [tables.names[i] for i in places]
        counts = np.array([tables.counts[i][1] for i in places], dtype=np.float64)
        for name, count in zip(names, counts, strict=True):
            require_whole(f"suppressed[{name}]", int(count), minimum=lowest)
        matrix = tables.equations()[:, places]
        rows = np.unique(matrix[np.any(matrix, axis=1)], axis=0)
        columns, alike = _columns(rows, len(names))
        size = np.zeros(columns.shape[1], dtype=np.int64)
        np.add.at(size, alike, 1)
        sums = np.zeros(columns.shape[1])
        np.add.at(sums, alike, counts)
        group = _groups(columns, columns.shape[1])
        return cls(names, counts, lowest, alike, size, sums, columns, group)

    def extreme(self, place: int, sign: int) -> float:
        """Return the least (sign 1) or greatest (sign -1) count of a cell."""
        unknown = int(self.alike[place])
        others = (int(self.size[unknown]) - 1) * self.lowest
        if sign == 1 and self.size[unknown] > 1:
            return float(self.lowest)  # another cell of the same sums can hold the rest
        members, found = self.solve(unknown, sign)
        value = float(found[list(members).index(unknown)]) - (others if sign == -1 else 0)
        whole = round(value) if math.isfinite(value) else value
        return float(whole) if abs(value - whole) < ROUNDING_ERROR else value

    def solve(self, unknown: int, sign: int) -> tuple[IntArray, FloatArray]:
        """Return the unknowns of the group, and a possible table in which one is extreme."""
        members = np.flatnonzero(self.group == self.group[unknown])
        rows = self.matrix[np.any(self.matrix[:, members], axis=1)][:, members]
        goal = sign * (members == unknown).astype(np.float64)
        least = self.lowest * self.size[members].astype(np.float64)
        if not rows.size:
            return members, np.where(goal < 0, np.inf, least)
        answer = need("scipy.optimize", wanted_by="An attack by linear programming").linprog(
            goal,
            A_eq=rows,
            b_eq=rows @ self.sums[members],
            bounds=np.column_stack([least, np.full(least.size, np.inf)]),
            options={"presolve": False},  # it would not tell unbounded from infeasible
        )
        if answer.status == UNBOUNDED:
            return members, np.where(members == unknown, np.inf, self.sums[members])
        return members, np.asarray(answer.x, dtype=np.float64)


@attrs.frozen(eq=False)
class Reach:
    """How far the cells can go, found with as few programs as will do.

    Every solution of a program is a possible table, so it widens what is known of all unknowns.
    """

    hidden: Unknowns
    low: FloatArray
    high: FloatArray
    done: set[tuple[int, int]]

    @classmethod
    def of(cls, hidden: Unknowns) -> Reach:
        """Return that each unknown can be what it is, which is all that is known at first."""
        return cls(hidden, hidden.sums.copy(), hidden.sums.copy(), set())

    def has_two(self, place: int) -> bool:
        """Return whether a cell can have two whole counts."""
        return any(whole_numbers(*self._ends(place, sign)) > 1 for sign in (0, 1, -1))

    def spans(self, place: int, least: float, most: float) -> bool:
        """Return whether a cell can be as small as the one and as large as the other."""
        low, high = self._ends(place, 0)
        if low > least + ROUNDING_ERROR:
            low, high = self._ends(place, 1)
        if high < most - ROUNDING_ERROR:
            low, high = self._ends(place, -1)
        return low <= least + ROUNDING_ERROR and high >= most - ROUNDING_ERROR

    def _ends(self, place: int, sign: int) -> tuple[float, float]:
        """Return how far a cell is known to go, after a program if a sign is given."""
        unknown = int(self.hidden.alike[place])
        if sign and (unknown, sign) not in self.done:
            members, found = self.hidden.solve(unknown, sign)
            self.low[members] = np.minimum(self.low[members], found)
            self.high[members] = np.maximum(self.high[members], found)
            self.done.add((unknown, sign))
        several, lowest = int(self.hidden.size[unknown]), self.hidden.lowest
        low = self.low[unknown] if several == 1 else lowest
        return float(low), float(self.high[unknown]) - (several - 1) * lowest


@attrs.frozen
class Floors:
    """The least count that the marks alone allow a hidden cell: its hidden parts are not 0."""

    counts: dict[str, int]
    hidden: frozenset[str]
    totals: tuple[tuple[str, tuple[str, ...]], ...]
    lowest: int

    def of(self, name: str) -> int:
        """Return the least count that is allowed to a cell."""
        if name not in self.hidden:
            return self.counts[name]
        sums = [parts for total, parts in self.totals if total == name]
        return max([self.lowest, *(sum(self.of(part) for part in parts) for parts in sums)])


def _columns(matrix: FloatArray, size: int) -> tuple[FloatArray, IntArray]:
    """Return the different columns, and for each of the columns given which one it is."""
    if not len(matrix):
        return np.zeros((0, size)), np.arange(size, dtype=np.int64)
    columns, which = np.unique(matrix, axis=1, return_inverse=True)
    return columns, np.asarray(which, dtype=np.int64).reshape(-1)


def _groups(matrix: FloatArray, size: int) -> IntArray:
    """Return a label for each unknown; unknowns that share an equation share it."""
    label = np.arange(size, dtype=np.int64)
    changed = True
    while changed:
        before = label.copy()
        for row in matrix:
            label[row != 0] = label[row != 0].min()
        changed = bool((label != before).any())
    return label


def whole_numbers(low: float, high: float) -> float:
    """Return how many whole numbers lie from `low` to `high`."""
    if math.isinf(high):
        return math.inf
    return math.floor(high + ROUNDING_ERROR) - math.ceil(low - ROUNDING_ERROR) + 1
