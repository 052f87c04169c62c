"""What a table of somebody else's means: which columns hold the period, the area and the figures.

What belongs here: the mapping of a table as data, and its strict reading from YAML. What does not:
opening the table; see `tables`.
"""

from __future__ import annotations

import os
from typing import Final

import attrs

from safetykit.errors import InputError
from safetykit.records.counts import AreaRule
from safetykit.records.periods import PeriodFormat
from safetykit.records.source import DataSource
from safetykit.serial import parse_plain, read_text, structure

__all__ = [
    "AreaColumn",
    "Filter",
    "GroupColumn",
    "Layout",
    "Measure",
    "PeriodColumns",
    "Rename",
    "TableMapping",
    "Total",
    "read_mapping",
]

MISSING: Final = ("NA", "N/A", "n/a", ":", "..", ".", "*", "[x]", "[c]", "[z]", "[low]")
FORMAT: Final = 1


@attrs.frozen(kw_only=True)
class Rename:
    """A label that the table writes otherwise than it should be called: `CED1` is `CED`."""

    found: str
    name: str


@attrs.frozen(kw_only=True)
class Total:
    """Labels of rows or columns that are sums of others: left out, and held against their parts.

    Attributes:
        label: The label; empty for a total whose label is blank.
        prefix: Instead of a label: every label that begins so.
        of: The labels of the parts, other totals among them; all that are no totals if empty.
        within: A column in which the parts agree with the total, such as `Region`.
    """

    label: str = ""
    prefix: str = ""
    of: tuple[str, ...] = ()
    within: str = ""

    def matches(self, label: str) -> bool:
        """Return whether a label is one of this total's."""
        return label.startswith(self.prefix) if self.prefix else label == self.label


@attrs.frozen(kw_only=True)
class PeriodColumns:
    """Where the period stands.

    Attributes:
        format: How it is written.
        columns: The column; or several, such as `Year` and `Month`, read with a space between.
        value: Instead of columns: the one period of the whole table.
    """

    format: PeriodFormat
    columns: tuple[str, ...] = ()
    value: str = ""

    def __attrs_post_init__(self) -> None:
        _require_one("period", columns=self.columns, value=self.value)


@attrs.frozen(kw_only=True)
class AreaColumn:
    """Where the area stands: in a column, or a value for the whole table; which rows are its own.

    Attributes:
        column: The column with the area's name or code.
        value: Instead of a column: the one area of the whole table.
        rule: Which rule the table follows.
        totals: Labels of the column that are sums of other areas.
        renames: Labels that should be called otherwise.
    """

    column: str = ""
    value: str = ""
    rule: AreaRule = AreaRule.AS_PUBLISHED
    totals: tuple[Total, ...] = ()
    renames: tuple[Rename, ...] = ()

    def __attrs_post_init__(self) -> None:
        _require_one("area", column=self.column, value=self.value)
        _require_total_names("area", self.totals, self.renames)


@attrs.frozen(kw_only=True)
class GroupColumn:
    """Where the category stands: in a column, one for the whole table, or a column for each.

    Attributes:
        column: The column with the category.
        value: Instead of a column: the one category of the whole table.
        columns: Instead of a column: the columns that hold the figures of one category each.
        totals: Labels, or columns, that are sums of other categories.
        renames: Labels, or columns, that should be called otherwise.
    """

    column: str = ""
    value: str = ""
    columns: tuple[str, ...] = ()
    totals: tuple[Total, ...] = ()
    renames: tuple[Rename, ...] = ()

    def __attrs_post_init__(self) -> None:
        _require_one("group", column=self.column, value=self.value, columns=self.columns)
        if self.columns and any(total.prefix or total.within for total in self.totals):
            expected = "the names of columns as labels, where each category has a column"
            raise InputError("group.totals", "a prefix or within", expected)
        _require_total_names("group", self.totals, self.renames)


@attrs.frozen(kw_only=True)
class Measure:
    """What is counted.

    Attributes:
        kind: `rows`; `sum` of a column of whole numbers; `distinct` values of a column.
        column: The column; none for rows, and none where each category has a column.
        denominator: A column with the number on which each figure is based.
    """

    kind: str = attrs.field(
        default="rows", validator=attrs.validators.in_(("rows", "sum", "distinct"))
    )
    column: str = ""
    denominator: str = ""


@attrs.frozen(kw_only=True)
class Filter:
    """Keep the rows that have one of some labels in a column, or leave out those that have."""

    column: str
    keep: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        _require_one("where", keep=self.keep, drop=self.drop)


@attrs.frozen(kw_only=True)
class Layout:
    """How the file is laid out.

    Attributes:
        sheet: The sheet of a workbook; needed where it has more than one.
        header_row: The line of the header, from 1; 0 to take the first of the first 60 lines that
            holds every column that the mapping names.
        until: The table ends above the first row whose first cell begins with this text.
        missing: Words for a figure that is not known, besides an empty cell.
        zero: Words for a figure of 0, such as `-` where the publisher says so.
        encoding: Of a CSV file: utf-8, cp1252, utf-16.
        delimiter: Of a CSV file: one sign.
    """

    sheet: str = ""
    header_row: int = attrs.field(default=0, validator=attrs.validators.ge(0))
    until: str = ""
    missing: tuple[str, ...] = MISSING
    zero: tuple[str, ...] = ()
    encoding: str = attrs.field(
        default="utf-8", validator=attrs.validators.in_(("utf-8", "cp1252", "utf-16"))
    )
    delimiter: str = attrs.field(default=",")

    def __attrs_post_init__(self) -> None:
        if len(self.delimiter) != 1 or self.delimiter in '"\r\n':
            expected = "one sign, and neither a quote sign nor a line end"
            raise InputError("delimiter", self.delimiter, expected, hint="A tab is \\t in quotes.")


@attrs.frozen(kw_only=True)
class TableMapping:
    """What a table means.

    Attributes:
        format: The version of this form: 1.
        source: Who publishes the table, its unit, how its figures may travel, what it cannot show.
        period: Where the period stands.
        area: Where the area stands.
        group: Where the category stands.
        measure: What is counted.
        where: Which rows are counted; all that pass every filter.
        layout: How the file is laid out.
    """

    format: int = attrs.field(default=FORMAT, validator=attrs.validators.in_((FORMAT,)))
    source: DataSource
    period: PeriodColumns
    area: AreaColumn
    group: GroupColumn
    measure: Measure = attrs.field(factory=Measure)
    where: tuple[Filter, ...] = ()
    layout: Layout = attrs.field(factory=Layout)

    def __attrs_post_init__(self) -> None:
        needs = self.measure.kind != "rows" and not self.group.columns
        if needs is not bool(self.measure.column):
            expected = "a column for a sum or distinct values, and none for rows or wide tables"
            raise InputError("measure.column", self.measure.column or "none", expected)
        if self.group.columns and self.measure.kind != "sum":
            expected = "sum, where each category has a column"
            raise InputError("measure.kind", self.measure.kind, expected)

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that the table must have, once."""
        totals = (*self.area.totals, *self.group.totals)
        wide = self.group.columns
        named = (
            *self.period.columns,
            self.area.column,
            self.group.column,
            *wide,
            *(total.label for total in self.group.totals if wide),
            self.measure.column,
            self.measure.denominator,
            *(total.within for total in totals),
            *(test.column for test in self.where),
        )
        return tuple(dict.fromkeys(name for name in named if name))


def read_mapping(path: str | os.PathLike[str]) -> TableMapping:
    """Read the mapping of a table from a YAML file.

    Raises:
        DocumentError: The file cannot be read or does not fit; all problems are listed.
    """
    text = read_text(path)
    return structure(parse_plain(text), TableMapping, text)


def _require_one(field: str, **choices: object) -> None:
    given = [name for name, value in choices.items() if value]
    if len(given) != 1:
        expected = f"one of {', '.join(choices)}"
        raise InputError(field, " and ".join(given) or "none of them", expected)


def _require_total_names(part: str, totals: tuple[Total, ...], renames: tuple[Rename, ...]) -> None:
    """Refuse to rename a total: under its new name it would count as a part of itself."""
    labels = {total.label for total in totals if total.label}
    if torn := next((r for r in renames if r.found in labels and r.name not in labels), None):
        expected = f"{torn.name} among the totals, or no rename of a total"
        hint = "Totals are left out, so that nobody reads their names."
        raise InputError(f"{part}.renames", torn.found, expected, hint=hint)
