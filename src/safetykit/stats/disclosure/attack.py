"""What a reader could find out about the hidden cells of tables with totals.

What belongs here: attacks, which know the published cells, the sums, and nothing else. What does
not: which cells are hidden, which is for `suppression` to say.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

import attrs

from safetykit.stats._inputs import require_whole
from safetykit.stats.disclosure.tables import LinkedTables
from safetykit.stats.disclosure.unknowns import Floors, Reach, Unknowns, whole_numbers
from safetykit.stats.estimate import CheckResult

__all__ = ["Attack", "attack_by_differencing", "attack_by_linear_programming", "narrowed_cells"]


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
    hidden = Unknowns.of(tables, suppressed, least)
    intervals = []
    ends: dict[int, tuple[float, float]] = {}
    for place, unknown in enumerate(hidden.alike):
        if unknown not in ends:
            ends[unknown] = hidden.extreme(place, 1), hidden.extreme(place, -1)
        intervals.append((hidden.names[place], *ends[unknown]))
    known = f"the attacker knows the sums, and that hidden counts are {least} or more"
    return _attack(intervals, "linear programming: least and greatest count of each cell", (known,))


def exposed_cells(tables: LinkedTables, suppressed: Iterable[str], *, lowest: int) -> list[str]:
    """Return the hidden cells that can have one count only."""
    hidden = Unknowns.of(tables, suppressed, lowest)
    reach = Reach.of(hidden)
    return [name for place, name in enumerate(hidden.names) if not reach.has_two(place)]


def narrowed_cells(
    tables: LinkedTables, suppressed: Iterable[str], *, threshold: int, lowest: int = 0
) -> tuple[str, ...]:
    """Return the hidden cells of which an attacker learns more than that they are hidden.

    A small cell, of less than the threshold, must be able to be as small as the marks alone allow,
    and as large as the threshold: then nobody can tell that it is small, or how small. Any other
    hidden cell must be able to have two whole counts. The marks alone allow `lowest`, and of the
    sum of several hidden cells `lowest` for each.

    Args:
        tables: The tables, with all their counts.
        suppressed: The names of the hidden cells.
        threshold: Counts below it, and not 0, are small.
        lowest: The least count that the attacker takes a hidden cell to have.

    Returns:
        The names, in the order of the tables; empty if the attack finds nothing.

    Raises:
        InputError: A name is not that of a cell, a hidden count is below `lowest`, or `lowest` is
            not a whole number of 0 or more.

    Examples:
        >>> from safetykit.stats.disclosure import make_table
        >>> table = make_table([1, 1, 9], {"area": ["N", "S", "W"]})
        >>> narrowed_cells(table, ["area=N", "area=S"], threshold=5, lowest=1)
        ('area=N', 'area=S')
        >>> narrowed_cells(table, ["area=N", "area=W"], threshold=5, lowest=1)
        ()
    """
    least = require_whole("lowest", lowest, minimum=0)
    hidden = Unknowns.of(tables, suppressed, least)
    floors = Floors(dict(tables.counts), frozenset(hidden.names), tables.totals, least)
    reach = Reach.of(hidden)
    return tuple(
        name
        for place, name in enumerate(hidden.names)
        if not (
            reach.spans(place, floors.of(name), threshold)
            if hidden.counts[place] < threshold
            else reach.has_two(place)
        )
    )


def _last_of_a_sum(tables: LinkedTables, hidden: set[str]) -> set[str]:
    steps = set()
    for total, parts in tables.totals:
        unknown = hidden & {total, *parts}
        if len(unknown) == 1:
            steps |= unknown
    return steps


def _attack(
    intervals: list[tuple[str, float, float]], method: str, assumptions: tuple[str, ...]
) -> Attack:
    recovered = tuple((n, round(low)) for n, low, high in intervals if whole_numbers(low, high) < 2)
    detail = f"{len(recovered)} of {len(intervals)} hidden cells can have one count only."
    check = CheckResult(name="nothing_recovered", passed=not recovered, detail=detail)
    return Attack(
        intervals=tuple(intervals),
        recovered=recovered,
        method=method,
        assumptions=("the attacker knows the published cells and their sums", *assumptions),
        checks=(check,),
    )
