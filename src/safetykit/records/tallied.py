"""What the rows of a table are gathered into: figures by key, and rows set aside by reason.

What belongs here: the types. What does not: going through the rows, which is in `tallies`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import attrs

from safetykit.quantities import Month
from safetykit.records.setting_aside import LINES_SHOWN

__all__ = ["Aside", "Cell", "Key", "RowGroup", "TableTally"]


class Key(NamedTuple):
    """Where a figure belongs: its period, area and category, and what its totals go by.

    `within` holds the row's labels in the columns in which totals agree with their parts.
    """

    month: Month
    area: str
    group: str
    within: tuple[str, ...]


@attrs.define
class Cell:
    """What the rows of one key add up to; `missing` of them state no figure."""

    rows: int = 0
    value: int = 0
    missing: int = 0
    base: float = 0.0
    base_missing: int = 0
    provisional: bool = False
    known: set[str] = attrs.field(factory=set)


@attrs.define
class Aside:
    """Rows that were set aside for one reason: how many, and the lines of the first of them."""

    rows: int = 0
    lines: list[int] = attrs.field(factory=list)

    def add(self, line: int | None, rows: int = 1) -> None:
        """Note a row by its line, or several of which no line is known."""
        self.rows += rows
        if line is not None and len(self.lines) < LINES_SHOWN:
            self.lines.append(line)


@attrs.frozen(kw_only=True)
class TableTally:
    """What the rows of a table say.

    Attributes:
        within: The columns that the keys' `within` holds.
        cells: The figures, totals among them.
        aside: The rows that cannot be counted, by the reason.
        missing: How many figures are not stated, by the word that stands for them.
        blanks: How many rows state no value of which the distinct ones are counted.
        rows: The rows under the header that are not blank.
    """

    within: tuple[str, ...]
    cells: dict[Key, Cell]
    aside: dict[str, Aside]
    missing: dict[str, int]
    blanks: int
    rows: int


@attrs.frozen(kw_only=True)
class RowGroup:
    """Rows that say the same, but for figures that were added up already.

    Attributes:
        cells: What stands in each column of the grid; where figures were added up, nothing counts.
        rows: How many rows they are.
        sums: By the position of a column, the sum of its figures, or how many different values.
        blanks: Rows without a value of which the different ones were counted.
        base: The sum of the denominators.
        base_missing: Rows that state no denominator.
    """

    cells: Sequence[object]
    rows: int
    sums: Mapping[int, int]
    blanks: int = 0
    base: float = 0.0
    base_missing: int = 0
