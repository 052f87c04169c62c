"""Go through the rows of a table once, and gather them by period, area and category.

What belongs here: what one row means by its mapping, and why it may not count. What does not:
opening a file (`grids`), what the rows are gathered into (`tallied`), totals (`totals`), and the
counts that are made of it all (`tables`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

import attrs

from safetykit.errors import InputError
from safetykit.records.grids import Grid, Row, clean
from safetykit.records.mapping import Rename, TableMapping
from safetykit.records.periods import read_period
from safetykit.records.setting_aside import wrong_fields
from safetykit.records.tallied import Aside, Cell, Key, RowGroup, TableTally

__all__ = ["renamed", "tally_groups", "tally_rows"]

MAX_DIGITS: Final = 15  # beyond them a program that reads tables may have rounded
MAX_BASE: Final = 40
_HEADER: Final = "repeats the header"
_NUMBER: Final = re.compile(r"(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.0+)?")
_MARK: Final = re.compile(r"\s*(?:\[([prePRE])\]|\(([PRpr])\))$")
_DECIMAL: Final = re.compile(r"(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?")


class _Refusal(Exception):  # noqa: N818  # a reason, not an error: it never leaves this module
    """Why a row cannot be counted."""


@attrs.frozen
class _Figure:
    value: int | None
    word: str = ""
    provisional: bool = False


_ONE_ROW: Final = (("", _Figure(1)),)


def tally_rows(grid: Grid, mapping: TableMapping) -> TableTally:
    """Gather the rows of a table.

    Args:
        grid: The open table.
        mapping: What it means.

    Raises:
        InputError: A figure is a percentage.
    """
    reader = _Reader(grid, mapping)
    for row in grid.rows:
        reader.add(row)
    return reader.tally()


def tally_groups(grid: Grid, mapping: TableMapping, groups: Iterable[RowGroup]) -> TableTally:
    """Gather rows that were grouped before, in which no line is known.

    Args:
        grid: The names of the columns; its rows are left alone.
        mapping: What they mean.
        groups: The rows.

    Raises:
        InputError: A figure is a percentage.
    """
    reader = _Reader(grid, mapping)
    for group in groups:
        reader.add_group(group)
    return reader.tally()


class _Reader:
    """Read rows; what depends on their labels alone is worked out once for each set of labels."""

    def __init__(self, grid: Grid, mapping: TableMapping) -> None:
        self.grid, self.mapping = grid, mapping
        totals = (*mapping.area.totals, *mapping.group.totals)
        self.within = tuple(dict.fromkeys(total.within for total in totals if total.within))
        self.cells: dict[Key, Cell] = {}
        self.aside: dict[str, Aside] = {}
        self.missing: dict[str, int] = {}
        self.blanks = self.rows = 0
        self._keys: dict[tuple[object, ...], Key | str] = {}
        self._figures: dict[object, _Figure | str] = {}
        at = {name: i for i, name in enumerate(grid.header)}
        group = (mapping.group.column,) if mapping.group.column else ()
        area = (mapping.area.column,) if mapping.area.column else ()
        tests = tuple(test.column for test in mapping.where)
        labels = (*mapping.period.columns, *area, *group, *self.within, *tests)
        self._labels = [at[clean(name)] for name in labels]
        self._values = [(at[clean(column)], name) for column, name in _value_columns(mapping)]
        base = mapping.measure.denominator
        self._base = at[clean(base)] if base else None

    def tally(self) -> TableTally:
        """Return what was gathered."""
        return TableTally(
            within=self.within,
            cells=self.cells,
            aside=self.aside,
            missing=self.missing,
            blanks=self.blanks,
            rows=self.rows,
        )

    def add(self, row: Row) -> None:
        """Count one row, or set it aside."""
        line, cells = row
        self.rows += 1
        try:
            self._count(line, cells)
        except _Refusal as reason:
            self.aside.setdefault(str(reason), Aside()).add(line)

    def add_group(self, group: RowGroup) -> None:
        """Count rows that say the same, or set them aside."""
        self.rows += group.rows
        try:
            key = self._key_of(group.cells)
            figures = [(name, self._figure_of(group, i)) for i, name in self._values]
        except _Refusal as reason:
            self.aside.setdefault(str(reason), Aside()).add(None, group.rows)
            return
        if self.mapping.measure.kind == "distinct" and key in self.cells:
            hint = "Write every period, area and category in one way."
            got = f"several spellings of {key.month}, {key.area}, {key.group}"
            raise InputError(self.grid.name, got, "one, where different values count", hint=hint)
        self.blanks += group.blanks
        for name, figure in figures or (("", _Figure(group.rows)),):
            cell = self._add(key._replace(group=name) if name else key, figure, group.rows)
            cell.base += group.base
            cell.base_missing += group.base_missing

    def _figure_of(self, group: RowGroup, column: int) -> _Figure:
        if column in group.sums:
            return _Figure(group.sums[column])
        figure = self._figure(None, group.cells[column])
        return (
            figure
            if figure.value is None
            else attrs.evolve(figure, value=figure.value * group.rows)
        )

    def _count(self, line: int, cells: Sequence[object]) -> None:
        wanted = len(self.grid.header)
        if len(cells) != wanted and (len(cells) < wanted or any(cells[wanted:])):
            raise _Refusal(wrong_fields(len(cells), wanted))
        key = self._key_of(cells)
        figures = [(name, self._figure(line, cells[i])) for i, name in self._values]
        for name, figure in figures or _ONE_ROW:
            cell = self._add(key._replace(group=name) if name else key, figure)
            if self.mapping.measure.kind == "distinct":
                self._add_distinct(cell, figure.word)
            if self._base is not None:
                base = clean(cells[self._base])
                stated = len(base) <= MAX_BASE and _DECIMAL.fullmatch(base)
                cell.base += float(base.replace(",", "")) if stated else 0.0
                cell.base_missing += not stated

    def _key_of(self, cells: Sequence[object]) -> Key:
        if not self._labels and self._repeats_header(cells):  # no label tells it from other rows
            raise _Refusal(_HEADER)
        labels = tuple([cells[i] for i in self._labels])  # as they stand: cleaning takes time
        key = self._keys.get(labels)
        if key is None:
            cleaned = tuple(clean(label) for label in labels)
            key = self._keys[labels] = self._key(cleaned, cells)
        if isinstance(key, str):
            raise _Refusal(key)
        return key

    def _add(self, key: Key, figure: _Figure, rows: int = 1) -> Cell:
        cell = self.cells.get(key)
        if cell is None:
            cell = self.cells[key] = Cell()
        cell.rows += rows
        cell.provisional |= figure.provisional
        if figure.value is not None:
            cell.value += figure.value
        elif self.mapping.measure.kind != "distinct":
            cell.missing += rows
            self.missing[figure.word] = self.missing.get(figure.word, 0) + rows
        return cell

    def _add_distinct(self, cell: Cell, word: str) -> None:
        if not word:
            self.blanks += 1
        elif word not in cell.known:
            cell.known.add(word)
            cell.value += 1

    def _key(self, labels: tuple[str, ...], cells: Sequence[object]) -> Key | str:
        """Return where a row of these labels belongs, or why it belongs nowhere."""
        given = iter(labels)
        mapping = self.mapping
        period = " ".join([next(given) for _ in mapping.period.columns]) or mapping.period.value
        area = next(given) if mapping.area.column else mapping.area.value
        group = next(given) if mapping.group.column else mapping.group.value
        within = tuple(next(given) for _ in self.within)
        if self._labels and self._repeats_header(cells):
            return _HEADER
        for test, label in zip(mapping.where, given, strict=True):
            if (test.keep and label not in test.keep) or label in test.drop:
                return f"is left out by what it has in {test.column}"
        try:
            month = read_period(period, mapping.period.format)
        except InputError as error:
            return f"states no period that is {error.expected}"
        area = renamed(area, mapping.area.renames)
        group = renamed(group, mapping.group.renames)
        if not area and not any(total.matches("") for total in mapping.area.totals):
            return "states no area"
        if mapping.group.column and not group:
            return "states no category"
        return Key(month, area, group, within)

    def _repeats_header(self, cells: Sequence[object]) -> bool:
        header = self.grid.header
        same = bool(header) and clean(cells[0]) == header[0]
        return same and all(clean(c) == name for c, name in zip(cells, header, strict=False))

    def _figure(self, line: int | None, cell: object) -> _Figure:
        if self.mapping.measure.kind == "distinct":
            return _Figure(None, clean(cell))
        known = cell if isinstance(cell, str) else (type(cell), cell)  # True is no 1
        figure = self._figures.get(known)
        if figure is None:
            figure = self._figures[known] = self._read_figure(clean(cell), line)
        if isinstance(figure, str):
            raise _Refusal(figure)
        return figure

    def _read_figure(self, text: str, line: int | None) -> _Figure | str:
        layout = self.mapping.layout
        if not text or text in layout.missing:
            return _Figure(None, text)
        if text in layout.zero:
            return _Figure(0)
        mark = _MARK.search(text)
        bare = text[: mark.start()] if mark else text
        if bare.endswith("%"):
            hint = "Send the numerator and the denominator, each in a column of its own."
            place = self.grid.name if line is None else self.grid.place(line)
            raise InputError(place, text, "a count, not a percentage", hint=hint)
        if not _NUMBER.fullmatch(bare):
            return "has a figure that is not a whole number of 0 or more"
        digits = bare.partition(".")[0].replace(",", "")
        if len(digits) > MAX_DIGITS:
            return f"has a figure of more than {MAX_DIGITS} digits"
        provisional = bool(mark) and "p" in (mark[0] if mark else "").lower()
        return _Figure(int(digits), provisional=provisional)


def _value_columns(mapping: TableMapping) -> list[tuple[str, str]]:
    """Return each column with figures, and the category it is of; empty for the row's own."""
    if mapping.group.columns:
        totals = [total.label for total in mapping.group.totals]
        names = dict.fromkeys((*mapping.group.columns, *totals))
        return [(name, renamed(clean(name), mapping.group.renames)) for name in names]
    return [(mapping.measure.column, "")] if mapping.measure.column else []


def renamed(label: str, renames: Sequence[Rename]) -> str:
    """Return what a label should be called."""
    return next((rename.name for rename in renames if clean(rename.found) == label), label)
