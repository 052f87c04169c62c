"""Tables of counts with totals, linked by the cells that they share.

What belongs here: `LinkedTables`, which knows cells and what adds up to what, and its makers. What
does not: what is hidden.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

import attrs
import numpy as np
from numpy.typing import ArrayLike

from safetykit.errors import InputError, suggest
from safetykit.stats._inputs import refuse_where, require_counts
from safetykit.stats.estimate import FloatArray

__all__ = ["LinkedTables", "cell_name", "link_tables", "make_table"]

GRAND_TOTAL = "total"
Sum: TypeAlias = tuple[str, tuple[str, ...]]
Level: TypeAlias = tuple[str, tuple[int, ...]]


def _sums(totals: Iterable[tuple[str, Iterable[str]]]) -> tuple[Sum, ...]:
    return tuple((total, tuple(parts)) for total, parts in totals)


def _counts(given: Iterable[tuple[str, float]]) -> tuple[tuple[str, int], ...]:
    pairs = tuple(given)
    if not pairs:
        raise InputError("counts", pairs, "at least one cell")
    numbers = require_counts("counts", [count for _, count in pairs])
    hint = "A table with a total and a gap is not protected by this method."
    refuse_where(np.isnan(numbers), "counts", numbers, "counts that are all reported", hint=hint)
    return tuple((name, int(n)) for (name, _), n in zip(pairs, numbers, strict=True))


@attrs.frozen(kw_only=True)
class LinkedTables:
    """Published cells, and which of them is the sum of which others.

    A cell that appears in two tables is one cell with one name: that is what links them.

    Attributes:
        counts: The name and the count of every published cell, totals included.
        totals: For each sum, the name of the total and the names of its parts.

    Raises:
        InputError: A name occurs twice or is not known, a count is not a whole number of 0 or
            more, or a total is not the sum of its parts.

    Examples:
        >>> wards = LinkedTables(
        ...     counts=[("North", 3), ("South", 9), ("Town", 12)],
        ...     totals=[("Town", ["North", "South"])],
        ... )
        >>> wards.count("South")
        9
    """

    counts: tuple[tuple[str, int], ...] = attrs.field(converter=_counts)
    totals: tuple[Sum, ...] = attrs.field(converter=_sums)

    def __attrs_post_init__(self) -> None:
        known = dict(self.counts)
        if len(known) < len(self.counts):
            names = [name for name, _ in self.counts]
            twice = next(name for name in names if names.count(name) > 1)
            raise InputError("counts", twice, "each name once")
        for total, parts in self.totals:
            self.require_cells("totals", (total, *parts))
            if known[total] != sum(known[part] for part in parts) or not parts:
                expected = f"{sum(known[part] for part in parts)}, the sum of its parts"
                hint = "Totals must be of the same records as their parts, before any rounding."
                raise InputError(f"totals[{total}]", known[total], expected, hint=hint)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all cells, in their order."""
        return tuple(name for name, _ in self.counts)

    def count(self, name: str) -> int:
        """Return the count of a cell.

        Raises:
            InputError: There is no such cell.
        """
        self.require_cells("name", (name,))
        return dict(self.counts)[name]

    def require_cells(self, field: str, names: Iterable[str]) -> frozenset[str]:
        """Return the names as a set, or raise for the first that is not a cell."""
        found, known = frozenset(names), frozenset(self.names)
        for name in sorted(found - known):
            raise InputError(field, name, "the name of a cell", hint=suggest(name, known))
        return found

    def equations(self) -> FloatArray:
        """Return (sums, cells) with 1 for each part and -1 for its total: times the counts, 0."""
        place = {name: i for i, name in enumerate(self.names)}
        matrix = np.zeros((len(self.totals), len(place)))
        for row, (total, parts) in enumerate(self.totals):
            np.add.at(matrix[row], [place[part] for part in parts], 1.0)
            matrix[row, place[total]] -= 1.0
        return matrix


def cell_name(**categories: str) -> str:
    """Return the name that `make_table` gives a cell; a dimension that is left out is summed over.

    Examples:
        >>> cell_name(offence="theft", area="North")
        'area=North, offence=theft'
        >>> cell_name()
        'total'
    """
    pairs = sorted(categories.items())
    return ", ".join(f"{dimension}={label}" for dimension, label in pairs) or GRAND_TOTAL


def make_table(
    counts: ArrayLike,
    dimensions: Mapping[str, Sequence[str]],
    *,
    subtotals: Mapping[str, Mapping[str, Sequence[str]]] | None = None,
) -> LinkedTables:
    """Return a table with all its margins: sums over each dimension, and over several.

    Args:
        counts: (n1, n2, ...) whole counts of 0 or more, without totals.
        dimensions: The name of each axis, in order, with the labels along it.
        subtotals: For a dimension, published groups of its labels: a district's parishes.

    Returns:
        The table, with cells named as by `cell_name`.

    Raises:
        InputError: The labels do not fit the counts, a label occurs twice, a group names a label
            that is not there, or a count is not whole, negative or not reported.

    Examples:
        >>> table = make_table([[3, 9], [6, 8]], {"area": ["N", "S"], "age": ["10-17", "18+"]})
        >>> table.count("area=N"), table.count("age=18+"), table.count("total")
        (12, 17, 26)
    """
    array = np.asarray(require_counts("counts", counts))
    shape = tuple(len(labels) for labels in dimensions.values())
    if array.shape != shape or not array.size:
        raise InputError("dimensions", shape, f"labels for counts of shape {array.shape}")
    groups = subtotals or {}
    levels = [_levels(name, list(dimensions[name]), groups.get(name, {})) for name in dimensions]
    for name in groups.keys() - dimensions.keys():
        raise InputError("subtotals", name, "the name of a dimension")
    cells: dict[str, int | float] = {}
    sums: list[Sum] = []
    for chosen in itertools.product(*levels):
        name = _name(dimensions, chosen)
        cells[name] = array[np.ix_(*(places for _, places in chosen))].sum()
        sums += _sums_of(name, dimensions, chosen, levels)
    return LinkedTables(counts=cells.items(), totals=sums)


def link_tables(*tables: LinkedTables) -> LinkedTables:
    """Return tables as one system, in which cells of one name are one cell.

    Args:
        tables: Tables whose shared cells have the same name and the same count.

    Returns:
        One system with the cells and sums of all.

    Raises:
        InputError: A shared cell has two counts, or no table is given.

    Examples:
        >>> by_age = make_table([[3, 9], [6, 8]], {"area": ["N", "S"], "age": ["10-17", "18+"]})
        >>> by_sex = make_table([[5, 7], [7, 7]], {"area": ["N", "S"], "sex": ["F", "M"]})
        >>> len(by_age.names), len(link_tables(by_age, by_sex).names)
        (9, 15)
    """
    cells: dict[str, int] = {}
    for table in tables:
        for name, count in table.counts:
            if cells.setdefault(name, count) != count:
                expected = f"{cells[name]}, as in another table"
                hint = "Linked tables count the same records."
                raise InputError(f"tables[{name}]", count, expected, hint=hint)
    sums = dict.fromkeys(total for table in tables for total in table.totals)
    return LinkedTables(counts=cells.items(), totals=sums)


def _levels(dimension: str, labels: list[str], groups: Mapping[str, Sequence[str]]) -> list[Level]:
    names = [*labels, *groups]
    if len(set(names)) < len(names):
        raise InputError(f"dimensions[{dimension}]", names, "each label once")
    leaves: list[Level] = [(label, (i,)) for i, label in enumerate(labels)]
    for group, members in groups.items():
        unknown = sorted(set(members) - set(labels))
        if unknown or not members:
            raise InputError(f"subtotals[{group}]", unknown, f"some of {', '.join(labels)}")
    sums = [(group, tuple(labels.index(m) for m in members)) for group, members in groups.items()]
    return [*leaves, *sums, ("", tuple(range(len(labels))))]


def _name(dimensions: Mapping[str, Sequence[str]], chosen: Sequence[Level]) -> str:
    labels = zip(dimensions, (label for label, _ in chosen), strict=True)
    return cell_name(**{dimension: label for dimension, label in labels if label})


def _sums_of(
    name: str,
    dimensions: Mapping[str, Sequence[str]],
    chosen: tuple[Level, ...],
    levels: list[list[Level]],
) -> list[Sum]:
    """Return the sums along each axis whose chosen level is not a single label."""
    found: list[Sum] = []
    for axis, (label, places) in enumerate(chosen):
        if not label or label not in tuple(dimensions.values())[axis]:
            swaps = [(*chosen[:axis], levels[axis][i], *chosen[axis + 1 :]) for i in places]
            found.append((name, tuple(_name(dimensions, swap) for swap in swaps)))
    return found
