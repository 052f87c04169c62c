"""Reading the cells of a workbook: values with their kinds and places, and no more than that.

Styles, pictures, links and formulas' results are not read. Cells that hold nothing are not there.
"""

from __future__ import annotations

import io
import os
import warnings
from collections.abc import Iterator
from typing import Any, Final, Literal

import attrs

from safetykit.errors import DocumentError, Place, Problem
from safetykit.extras import need
from safetykit.serial.sheets.guard import Package, open_package, refused

__all__ = ["Book", "Cell", "Kind", "Sheet", "cell_name", "read_book"]

MAX_ROWS: Final = 20_000
MAX_COLUMNS: Final = 300
MAX_CELLS: Final = 500_000
MAX_SHEETS: Final = 100
Kind = Literal["text", "number", "bool", "date", "formula", "error"]
_KINDS: Final[dict[str, Kind]] = {
    **dict.fromkeys(("s", "inlineStr", "str"), "text"),
    "n": "number",
    "b": "bool",
    "d": "date",
    "f": "formula",
    "e": "error",
}


def cell_name(row: int, column: int) -> str:
    """Return the name of a cell, both numbers from 1.

    Examples:
        >>> cell_name(9, 6), cell_name(1, 28)
        ('F9', 'AB1')
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


@attrs.frozen(kw_only=True)
class Cell:
    """The value of a cell, of which kind it is, and where it stands."""

    value: Any
    kind: Kind
    row: int
    column: int
    number_format: str = "General"

    @property
    def text(self) -> str:
        """The value as a text without spaces around it."""
        return str(self.value).strip()


@attrs.frozen(kw_only=True)
class Sheet:
    """The cells of a sheet that hold something, by row and column."""

    file: str
    name: str
    rows: dict[int, dict[int, Cell]] = attrs.field(factory=dict)
    merged: tuple[str, ...] = ()

    def cell(self, row: int, column: int) -> Cell | None:
        """Return a cell, or None where there is nothing in it."""
        return self.rows.get(row, {}).get(column)

    def place(self, row: int, column: int) -> Place:
        """Return the place of a cell."""
        return Place(file=self.file, sheet=self.name, cell=cell_name(row, column))

    def problem(self, row: int, column: int, message: str, *, hint: str = "") -> Problem:
        """Return a problem at a cell."""
        return Problem(place=self.place(row, column), message=message, hint=hint)


@attrs.frozen(kw_only=True)
class Book:
    """A workbook: its sheets by name, in their order."""

    file: str
    sheets: dict[str, Sheet]


def read_book(path: str | os.PathLike[str]) -> Book:
    """Read a workbook.

    Args:
        path: The file, at most 10 MB, and 30 MB when it is unpacked.

    Raises:
        DocumentError: The file is no workbook that can be read; see `open_package`. Or it has too
            many cells, or merged cells; every such sheet is listed.
        MissingExtraError: The `xlsx` extra is not installed.
    """
    openpyxl = need("openpyxl", wanted_by="Reading a workbook")
    package = open_package(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            source = openpyxl.load_workbook(
                io.BytesIO(package.raw), read_only=True, keep_links=False
            )
            if len(source.sheetnames) > MAX_SHEETS:
                raise refused(package.file, f"has more than {MAX_SHEETS} sheets.")
            sheets = {sheet.title: _read_sheet(sheet, package) for sheet in source.worksheets}
    except DocumentError:
        raise
    except Exception as error:
        hint = "Open it in a spreadsheet program, and save it anew."
        raise refused(package.file, f"is a damaged workbook ({error}).", hint=hint) from error
    if merged := [problem for sheet in sheets.values() for problem in _merged(sheet)]:
        raise DocumentError(merged)
    return Book(file=package.file, sheets=sheets)


def _read_sheet(source: Any, package: Package) -> Sheet:
    rows: dict[int, dict[int, Cell]] = {}
    for number, found in enumerate(_cells(source), start=1):
        if number > MAX_CELLS or found.row > MAX_ROWS or found.column > MAX_COLUMNS:
            place = Place(
                file=package.file, sheet=source.title, cell=cell_name(found.row, found.column)
            )
            message = f"is beyond the limit of {MAX_ROWS:,} rows and {MAX_COLUMNS} columns."
            hint = "Delete what is not part of the table."
            raise DocumentError([Problem(place=place, message=message, hint=hint)])
        rows.setdefault(found.row, {})[found.column] = found
    part = str(source._worksheet_path).removeprefix("/")  # there is no public name for it
    merged = package.merged.get(part, ())
    return Sheet(file=package.file, name=source.title, rows=rows, merged=merged)


def _cells(source: Any) -> Iterator[Cell]:
    source.reset_dimensions()  # what the file says of its size may be wrong
    for row in source.iter_rows():
        for cell in row:
            value = cell.value
            if value is None or (isinstance(value, str) and not value.strip()):
                continue
            yield Cell(
                value=value,
                kind=_KINDS.get(cell.data_type, "error"),
                row=cell.row,
                column=cell.column,
                number_format=cell.number_format or "General",
            )


def _merged(sheet: Sheet) -> Iterator[Problem]:
    for area in sheet.merged:
        place = Place(file=sheet.file, sheet=sheet.name, cell=area)
        hint = 'Select them and choose "Unmerge cells"; then fill in each row.'
        yield Problem(place=place, message="these cells are merged.", hint=hint)
