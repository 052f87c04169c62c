"""What a reader could find out about the hidden cells of tables with totals.

What belongs here: attacks, which know the published cells, the sums, and nothing else. What does
not: which cells are hidden, which is for `suppression` to say.
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
from safetykit.stats.estimate import CheckResult, FloatArray, IntArray

__all__ = ["Attack", "attack_by_differencing", "attack_by_linear_programming"]

ROUNDING_ERROR: Final = 1e-6
UNBOUNDED: Final = 3  # the status of scipy.optimize.linprog


@attrs.frozen(kw_only=True)
class Attack:
    """What an attack found out.

    Attributes:
        intervals: For each hidden cell its name and the least and greatest count that it can have.
        recovered: The name and the count of each hidden cell that can have one count only.
        method: The attack's name.
        assumptions: What the attacker is taken to know.
        checks: `nothing_recovered`, which fails if something was.
    """

    intervals: tuple[tuple[str, float, float], ...]
    recovered: tuple[tuple[str, int], ...]
    method: str
    assumptions: tuple[str, ...]
    checks: tuple[CheckResult, ...]


def attack_by_differencing(tables: LinkedTables, suppressed: Iterable[str]) -> Attack:
    """Return the hidden cells that follow by subtraction, one after the other.

    Wherever all cells of a sum but one are known, the last is the difference; what is found helps
    to find the next.

    Args:
        tables: The tables, with all their counts.
        suppressed: The names of the hidden cells.

    Returns:
        The cells found, each with its count; the others can have any count of 0 or more, as far as
        this attack knows.

    Raises:
        InputError: A name is not that of a cell.

    References:
        US Federal Committee on Statistical Methodology (2005) Statistical Policy Working Paper
        22, chapter 2. Trap: with the margins published, primary suppression alone hides nothing.

    Examples:
        >>> from safetykit.stats.disclosure import make_table
        >>> table = make_table([3, 9], {"area": ["N", "S"]})
        >>> attack_by_differencing(table, ["area=N"]).recovered
        (('area=N', 3),)
    """
    hidden = set(tables.require_cells("suppressed", suppressed))
    order = [name for name in tables.names if name in hidden]
    found: dict[str, int] = {}
    while step := _last_of_a_sum(tables, hidden):
        found |= {name: tables.count(name) for name in step}
        hidden -= step
    intervals = [(n, float(found.get(n, 0)), float(found.get(n, math.inf))) for n in order]
    return _attack(intervals, "differencing: subtraction within sums, repeated", ())


def attack_by_linear_programming(
    tables: LinkedTables, suppressed: Iterable[str], *, lowest: int = 0
) -> Attack:
    """Return the least and greatest count that each hidden cell can have, all sums together.

    Two linear programs for each hidden cell: no attacker who knows only the published cells and
    the sums does better, except that counts are whole. A cell whose interval holds one whole
    number only is recovered.

    Args:
        tables: The tables, with all their counts.
        suppressed: The names of the hidden cells.
        lowest: The least count that the attacker takes a hidden cell to have: 1 for one who knows
            that zeros are shown.

    Returns:
        The interval of each cell; its end is infinite where nothing bounds it.

    Raises:
        InputError: A name is not that of a cell, a hidden count is below `lowest`, or `lowest` is
            not a whole number of 0 or more.

    References:
        Statistical Policy Working Paper 22 (2005), chapters 2 and 4. Fischetti and Salazar (2001)
        Management Science 47:1008-1027 (the attacker's problem).

    Examples:
        >>> from safetykit.stats.disclosure import make_table
        >>> table = make_table([3, 9, 5], {"area": ["N", "S", "W"]})
        >>> attack_by_linear_programming(table, ["area=N", "area=W"]).intervals
        (('area=N', 0.0, 8.0), ('area=W', 0.0, 8.0))
    """
    least = require_whole("lowest", lowest, minimum=0)
    hidden = _Hidden.of(tables, suppressed, least)
    intervals = []
    for place in range(len(hidden.names)):
        low, high = (hidden.extreme(place, sign) for sign in (1, -1))
        intervals.append((hidden.names[place], low, high))
    known = f"the attacker knows the sums, and that hidden counts are {least} or more"
    return _attack(intervals, "linear programming: least and greatest count of each cell", (known,))


def exposed_cells(tables: LinkedTables, suppressed: Iterable[str], *, lowest: int) -> list[str]:
    """Return the hidden cells that can have one count only, with as few programs as will do.

    Every solution of a program is a possible table, so it widens what is known of all cells.
    """
    hidden = _Hidden.of(tables, suppressed, lowest)
    low, high = hidden.counts.copy(), hidden.counts.copy()
    exposed = []
    for place, name in enumerate(hidden.names):
        for sign in (1, -1):
            if high[place] - low[place] >= 1.0:
                break
            members, found = hidden.solve(place, sign)
            low[members] = np.minimum(low[members], found)
            high[members] = np.maximum(high[members], found)
        if _whole_numbers(low[place], high[place]) < 2:
            exposed.append(name)
    return exposed


@attrs.frozen(eq=False)
class _Hidden:
    """The hidden cells as unknowns of equations, in groups that do not touch each other."""

    names: list[str]
    counts: FloatArray
    matrix: FloatArray
    group: IntArray
    lowest: int

    @classmethod
    def of(cls, tables: LinkedTables, suppressed: Iterable[str], lowest: int) -> _Hidden:
        wanted = tables.require_cells("suppressed", suppressed)
        places = [i for i, name in enumerate(tables.names) if name in wanted]
        counts = np.array([tables.counts[i][1] for i in places], dtype=np.float64)
        matrix = tables.equations()[:, places]
        names = [tables.names[i] for i in places]
        for name, count in zip(names, counts, strict=True):
            require_whole(f"suppressed[{name}]", int(count), minimum=lowest)
        rows = np.unique(matrix[np.any(matrix, axis=1)], axis=0)
        return cls(names, counts, rows, _groups(rows, len(names)), lowest)

    def extreme(self, place: int, sign: int) -> float:
        """Return the least (sign 1) or greatest (sign -1) count of a cell."""
        members, found = self.solve(place, sign)
        value = float(found[list(members).index(place)])
        whole = round(value) if math.isfinite(value) else value
        return float(whole) if abs(value - whole) < ROUNDING_ERROR else value

    def solve(self, place: int, sign: int) -> tuple[IntArray, FloatArray]:
        """Return the cells of the group, and a possible table in which one cell is extreme."""
        members = np.flatnonzero(self.group == self.group[place])
        rows = self.matrix[np.any(self.matrix[:, members], axis=1)][:, members]
        goal = sign * (members == place).astype(np.float64)
        if not rows.size:
            return members, np.where(goal < 0, np.inf, float(self.lowest))
        answer = need("scipy.optimize", wanted_by="An attack by linear programming").linprog(
            goal,
            A_eq=rows,
            b_eq=rows @ self.counts[members],
            bounds=(self.lowest, None),
            options={"presolve": False},  # it would not tell unbounded from infeasible
        )
        if answer.status == UNBOUNDED:
            return members, np.where(members == place, np.inf, self.counts[members])
        return members, np.asarray(answer.x, dtype=np.float64)


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


def _last_of_a_sum(tables: LinkedTables, hidden: set[str]) -> set[str]:
    steps = set()
    for total, parts in tables.totals:
        unknown = hidden & {total, *parts}
        if len(unknown) == 1:
            steps |= unknown
    return steps


def _whole_numbers(low: float, high: float) -> float:
    """Return how many whole numbers lie from `low` to `high`."""
    if math.isinf(high):
        return math.inf
    return math.floor(high + ROUNDING_ERROR) - math.ceil(low - ROUNDING_ERROR) + 1


def _attack(
    intervals: list[tuple[str, float, float]], method: str, assumptions: tuple[str, ...]
) -> Attack:
    recovered = tuple(
        (n, round(low)) for n, low, high in intervals if _whole_numbers(low, high) < 2
    )
    detail = f"{len(recovered)} of {len(intervals)} hidden cells can have one count only."
    check = CheckResult(name="nothing_recovered", passed=not recovered, detail=detail)
    return Attack(
        intervals=tuple(intervals),
        recovered=recovered,
        method=method,
        assumptions=("the attacker knows the published cells and their sums", *assumptions),
        checks=(check,),
    )
