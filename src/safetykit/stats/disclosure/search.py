"""Which further cells to hide, so that cells that need protection have it.

What belongs here: the integer program for small tables, and linear programs cell by cell for
larger ones. What does not: which cells need protection, and the proof that they have it.

A cell is protected if there are two possible tables in which its count differs by 1 (or by more,
where that is asked for). Both differ from the true one only in hidden cells, and by nothing along
any sum.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import attrs
import numpy as np

from safetykit.errors import AnalysisError
from safetykit.extras import need
from safetykit.stats.disclosure.attack import exposed_cells
from safetykit.stats.disclosure.tables import LinkedTables
from safetykit.stats.estimate import BoolArray, FloatArray

EXACT_SIZE: Final = 250  # cells to protect times cells that can be hidden
MAX_NODES: Final = 500
MAX_CHANGE: Final = 3.0  # in the integer program; half of a change that protects is 1 at most
SMALL: Final = 1e-7
WANTED_BY: Final = "Secondary suppression"


@attrs.frozen(eq=False)
class _Problem:
    """The cells that can be hidden at all, and what hiding each costs."""

    tables: LinkedTables
    names: list[str]
    counts: FloatArray
    matrix: FloatArray
    cost: FloatArray
    width: FloatArray
    hidden: BoolArray
    lowest: int

    def places(self) -> list[int]:
        """Return where the cells that need protection are."""
        return [int(i) for i in np.flatnonzero(self.hidden)]


def choose_cells(
    tables: LinkedTables, widths: Mapping[str, float], kept: frozenset[str], *, lowest: int
) -> tuple[list[str], bool]:
    """Return further cells to hide, and whether fewer would not do.

    `widths` names the cells that need protection, and by how much each must be able to change.
    """
    problem = _problem(tables, widths, kept, lowest)
    if not widths:
        return [], True
    if len(widths) * len(problem.names) <= EXACT_SIZE:
        chosen = _exactly(problem)
        if chosen is not None:
            return chosen, True
    return _cell_by_cell(problem), False


def _problem(
    tables: LinkedTables, widths: Mapping[str, float], kept: frozenset[str], lowest: int
) -> _Problem:
    names = [n for n, count in tables.counts if count >= lowest and n not in kept]
    places = [i for i, name in enumerate(tables.names) if name in set(names)]
    matrix = tables.equations()[:, places]
    sums = {total for total, _ in tables.totals}
    width = np.array([widths.get(name, 0.0) for name in names])
    hidden = width > 0
    return _Problem(
        tables=tables,
        names=names,
        counts=np.array([tables.counts[i][1] for i in places], dtype=np.float64),
        matrix=np.unique(matrix[np.any(matrix, axis=1)], axis=0),
        cost=np.where(hidden, 0.0, np.where(np.isin(names, list(sums)), len(names) + 1.0, 1.0)),
        width=width,
        hidden=hidden,
        lowest=lowest,
    )


def _exactly(problem: _Problem) -> list[str] | None:
    """Return the cheapest cells, and of the cheapest the smallest; None if it takes too long."""
    first = _integer_program(problem, problem.cost, budget=None)
    if first is None:
        return None
    budget = float(problem.cost[first].sum())
    second = _integer_program(problem, np.where(problem.hidden, 0.0, problem.counts), budget=budget)
    best = first if second is None else second
    return [
        name for name, is_in in zip(problem.names, best & ~problem.hidden, strict=True) if is_in
    ]


def _integer_program(
    problem: _Problem, cost: FloatArray, *, budget: float | None
) -> BoolArray | None:
    """Return which cells are hidden at least cost: a choice, and two changes for each cell.

    The unknowns are the choice, then for each protected cell a change up and a change down.
    """
    optimize = need("scipy.optimize", wanted_by=WANTED_BY)
    size, blocks = len(problem.names), 2 * int(problem.hidden.sum())
    rows = _rows_of_program(problem, size, blocks)
    if budget is not None:
        rows.append(optimize.LinearConstraint(_beside(problem.cost, blocks), ub=budget + 0.5))
    least = np.concatenate([problem.hidden.astype(np.float64), np.full(blocks * size, -MAX_CHANGE)])
    most = np.concatenate([np.ones(size), np.full(blocks * size, MAX_CHANGE)])
    answer = optimize.milp(
        np.concatenate([cost, np.zeros(blocks * size)]),
        integrality=np.concatenate([np.ones(size), np.zeros(blocks * size)]),
        bounds=optimize.Bounds(least, most),
        constraints=rows,
        options={"node_limit": MAX_NODES, "mip_rel_gap": 0.0},
    )
    return np.asarray(answer.x[:size] > 0.5) if answer.status == 0 else None


def _rows_of_program(problem: _Problem, size: int, blocks: int) -> list[Any]:
    optimize = need("scipy.optimize", wanted_by=WANTED_BY)
    sparse = need("scipy.sparse", wanted_by=WANTED_BY)
    nothing = sparse.csr_array((blocks * len(problem.matrix), size))
    matrix = sparse.csr_array(problem.matrix)  # scipy 1.18 warns of dense ones
    balance = sparse.block_diag([matrix] * blocks) if blocks else nothing
    each = sparse.eye_array(blocks * size)
    fall = np.minimum(problem.counts - problem.lowest, MAX_CHANGE)
    fall_if_chosen = sparse.vstack([sparse.diags_array(fall)] * blocks)
    rise_if_chosen = sparse.vstack([sparse.diags_array(np.full(size, MAX_CHANGE))] * blocks)
    apart = sparse.lil_array((blocks // 2, size + blocks * size))
    for row, place in enumerate(problem.places()):
        apart[row, size * (1 + 2 * row) + place] = 1.0
        apart[row, size * (2 + 2 * row) + place] = -1.0
    return [
        optimize.LinearConstraint(sparse.hstack([nothing, balance], format="csr"), 0.0, 0.0),
        optimize.LinearConstraint(sparse.hstack([fall_if_chosen, each], format="csr"), lb=0.0),
        optimize.LinearConstraint(sparse.hstack([rise_if_chosen, -each], format="csr"), lb=0.0),
        optimize.LinearConstraint(apart.tocsr(), lb=problem.width[problem.hidden]),
    ]


def _beside(cost: FloatArray, blocks: int) -> FloatArray:
    return np.concatenate([cost, np.zeros(blocks * cost.size)])[np.newaxis]


def _cell_by_cell(problem: _Problem) -> list[str]:
    """Return cells found for one protected cell after another, less those not needed."""
    chosen = problem.hidden.copy()
    held = [problem.names[i] for i in problem.places()]
    exposed = set(exposed_cells(problem.tables, held, lowest=problem.lowest))
    for i in np.argsort(-problem.counts[problem.hidden], kind="stable"):
        place = problem.places()[int(i)]
        if problem.width[place] > 1.0 or problem.names[place] in exposed:
            chosen |= _protect_one(problem, place, chosen)
    return _clean_up(problem, chosen & ~problem.hidden)


def _protect_one(problem: _Problem, place: int, chosen: BoolArray) -> BoolArray:
    """Return the cells along which a cell can change enough at least cost (Kelly and others)."""
    size = problem.counts.size
    weight = np.where(chosen, 0.0, problem.cost * (1.0 + problem.counts / problem.counts.sum()))
    two = np.kron(np.eye(2), np.hstack([problem.matrix, -problem.matrix]))
    apart = np.zeros(4 * size)
    apart[[place, 3 * size + place]], apart[[size + place, 2 * size + place]] = 1.0, -1.0
    fall = np.concatenate([np.full(size, np.inf), problem.counts - problem.lowest])
    answer = need("scipy.optimize", wanted_by=WANTED_BY).linprog(
        np.tile(weight, 4),
        A_eq=np.vstack([two, apart]),
        b_eq=np.concatenate([np.zeros(len(two)), [problem.width[place]]]),
        bounds=np.column_stack([np.zeros(4 * size), np.tile(fall, 2)]),
    )
    if answer.status != 0:
        reason = f"{problem.names[place]} cannot be protected while the cells to keep are published"
        hint = "Keep fewer cells, or join categories until the count is not small."
        raise AnalysisError("secondary suppression", reason, hint=hint)
    return np.asarray((answer.x.reshape(4, size) > SMALL).any(axis=0))


def _clean_up(problem: _Problem, chosen: BoolArray) -> list[str]:
    """Return the chosen cells without those that can be shown; the dearest are tried first."""
    fixed = [name for name, held in zip(problem.names, problem.hidden, strict=True) if held]
    kept = [problem.names[i] for i in np.flatnonzero(chosen)]
    exposed = set(exposed_cells(problem.tables, fixed + kept, lowest=problem.lowest))
    rank = problem.cost * (1.0 + problem.counts)
    for i in sorted(np.flatnonzero(chosen), key=lambda i: -rank[i]):
        fewer = [name for name in kept if name != problem.names[i]]
        left = set(exposed_cells(problem.tables, fixed + fewer, lowest=problem.lowest))
        if not (left - exposed) & {*fixed, *fewer}:
            kept = fewer
    return kept
