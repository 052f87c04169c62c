"""Which cells of tables with totals are hidden, so that no small count can be worked out.

What belongs here: primary and secondary suppression. What does not: how the second cells are
chosen, which is in `search`, and the attacks, which are in `attack`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import attrs
from numpy.typing import ArrayLike

from safetykit.errors import InputError
from safetykit.stats._inputs import require_counts, require_whole
from safetykit.stats.disclosure.attack import (
    Attack,
    attack_by_linear_programming,
    exposed_cells,
)
from safetykit.stats.disclosure.search import choose_cells
from safetykit.stats.disclosure.tables import LinkedTables
from safetykit.stats.estimate import BoolArray, CheckResult

__all__ = ["DEFAULT_THRESHOLD", "Suppression", "primary_suppression", "suppress"]

DEFAULT_THRESHOLD: Final = 5
SHOWN_ZERO: Final = 1  # who knows that zeros are shown knows that hidden cells are 1 or more


@attrs.frozen(kw_only=True)
class Suppression:
    """Which cells of linked tables are hidden.

    Attributes:
        tables: The tables, with all their counts: not for publication.
        threshold: Counts of 1 to the threshold less 1 are small.
        primary: The names of the small cells.
        secondary: The names of the cells that are hidden to protect them.
        attack: What linear programming finds out about the hidden cells: nothing exactly.
        method: How the secondary cells were chosen.
        assumptions: What the attacker is taken to know.
        checks: `nothing_recovered`, and `fewest_cells`, which says whether fewer would not do.
    """

    tables: LinkedTables
    threshold: int
    primary: tuple[str, ...]
    secondary: tuple[str, ...]
    attack: Attack
    method: str
    assumptions: tuple[str, ...]
    checks: tuple[CheckResult, ...]

    def shown(self, *, mark: str = "*") -> dict[str, str]:
        """Return the cells as they may be published, by name, with a mark for the hidden ones."""
        hidden = {*self.primary, *self.secondary}
        return {name: mark if name in hidden else str(n) for name, n in self.tables.counts}


def primary_suppression(counts: ArrayLike, *, threshold: int = DEFAULT_THRESHOLD) -> BoolArray:
    """Return which counts are small: 1 to the threshold less 1.

    Beside published totals this protects nothing: in the table of Working Paper 22 all six small
    cells follow by subtraction. Use `suppress` for a table with totals.

    Args:
        counts: Whole counts of 0 or more, any shape; nan, for "not reported", is not small.
        threshold: A whole number of `DEFAULT_THRESHOLD` or more.

    Returns:
        True where a count is small, same shape.

    Raises:
        InputError: A count is negative, infinite or not whole; the threshold is too low.

    References:
        Statistical Policy Working Paper 22 (2005), chapter 2 (threshold rule).

    Examples:
        >>> primary_suppression([0, 1, 4, 5]).tolist()
        [False, True, True, False]
    """
    given = require_counts("counts", counts)
    return (given > 0) & (given < require_threshold(threshold))


def require_threshold(threshold: int) -> int:
    """Return a threshold that is not below the default."""
    whole = require_whole("threshold", threshold, minimum=0)
    if whole < DEFAULT_THRESHOLD:
        hint = "The threshold can be raised, and not lowered."
        raise InputError("threshold", whole, f"{DEFAULT_THRESHOLD} or more", hint=hint)
    return whole


def suppress(
    tables: LinkedTables,
    *,
    threshold: int = DEFAULT_THRESHOLD,
    keep: Iterable[str] = (),
    also: Iterable[str] = (),
) -> Suppression:
    """Return which cells to hide so that no hidden count can be worked out from the others.

    Small cells are hidden, totals among them. Others are added until every hidden cell can have at
    least two whole counts for an attacker who knows all published cells, all sums, and that zeros
    are shown. Totals are added only where nothing else will do, and zeros never. Among equals the
    search takes the fewest cells, then the smallest hidden total: exactly for small tables, and
    cell by cell with a clean-up for larger ones.

    What was published elsewhere cannot be hidden: name it in `keep`. An attacker who knows that a
    cell is small, or one of the people counted, knows more than this method assumes.

    Args:
        tables: One table or several linked ones, with all their counts.
        threshold: Counts of 1 to the threshold less 1 are small; `DEFAULT_THRESHOLD` or more.
        keep: Names of cells that stay published, such as totals known from elsewhere.
        also: Names of further cells, not 0, that are hidden in any case; they count as secondary.

    Returns:
        The hidden cells, with the attack that shows what can still be said of each.

    Raises:
        InputError: The threshold is too low, or `keep` names a small cell or none.
        AnalysisError: With the cells of `keep` published, a small cell cannot be protected.

    References:
        Statistical Policy Working Paper 22 (2005), chapters 2 and 4. Kelly, Golden and Assad
        (1992) Networks 22:397-417 (cell by cell). Fischetti and Salazar (2001) Management Science
        47:1008-1027 (the exact program).

    Examples:
        >>> from safetykit.stats.disclosure import make_table
        >>> table = make_table([[3, 9], [6, 8]], {"area": ["N", "S"], "age": ["10-17", "18+"]})
        >>> found = suppress(table)
        >>> found.primary, len(found.secondary), found.attack.recovered
        (('age=10-17, area=N',), 3, ())
    """
    limit = require_threshold(threshold)
    kept = tables.require_cells("keep", keep)
    primary = [name for name, count in tables.counts if 0 < count < limit]
    for name in sorted(kept & set(primary)):
        hint = "It is small: if it is public already, nothing here can protect it."
        raise InputError("keep", name, f"cells of 0, or of {limit} or more", hint=hint)
    asked = tables.require_cells("also", also) - kept
    further = [name for name, count in tables.counts if name in asked and count >= limit]
    secondary, exact = _protect(tables, primary, further, kept)
    attack = attack_by_linear_programming(tables, [*primary, *secondary], lowest=SHOWN_ZERO)
    return Suppression(
        tables=tables,
        threshold=limit,
        primary=tuple(primary),
        secondary=tuple(secondary),
        attack=attack,
        method=f"suppression of 1 to {limit - 1}, {_NAMES[exact]}",
        assumptions=attack.assumptions,
        checks=(*attack.checks, _fewest(len(secondary), exact=exact)),
    )


def _protect(
    tables: LinkedTables, primary: list[str], further: list[str], kept: frozenset[str]
) -> tuple[list[str], bool]:
    """Return the secondary cells; one that can itself be worked out needs protection too.

    A range of 1 can hold one whole number only, where sums are linked: it is then widened.
    """
    widths = dict.fromkeys([*primary, *further], 1.0)
    exact = True
    while True:
        chosen, best = choose_cells(tables, widths, kept, lowest=SHOWN_ZERO)
        exact = exact and best
        exposed = exposed_cells(tables, [*widths, *chosen], lowest=SHOWN_ZERO)
        if not exposed:
            hidden = {*widths, *chosen} - set(primary)
            return [name for name in tables.names if name in hidden], exact
        widths |= {name: widths.get(name, 0.0) + 1.0 for name in exposed}


def _fewest(cells: int, *, exact: bool) -> CheckResult:
    detail = f"{cells} secondary cells; " + (
        "no fewer would do." if exact else "found cell by cell: fewer might do."
    )
    return CheckResult(name="fewest_cells", passed=True if exact else None, detail=detail)


_NAMES: Final = {
    True: "secondary cells by an exact integer program",
    False: "secondary cells one by one by linear programs, then cleaned up",
}
