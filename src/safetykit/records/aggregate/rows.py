"""The lines of a table of figures, from a CSV or a workbook: every cell with its place.

What belongs here: files, headers and cells. What does not: what the cells mean; that is in
`figures`. No formula is worked out, no date is guessed, no extra sheet or column is passed over.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import attrs

from safetykit.errors import DocumentError, Place, Problem, suggest
from safetykit.records.aggregate.form import COLUMNS, GUIDANCE_SHEET, KEYS, SHEET
from safetykit.records.csv_lines import filled_lines, wrong_length
from safetykit.serial import read_text
from safetykit.serial.sheets import Cell, Sheet, read_book, unguard_csv

__all__ = ["Row", "RowFile", "read_rows"]

LARGEST_EXACT: Final = 1e15
_WRONG_KINDS: Final = {
    "formula": "is a formula; paste its value instead.",
    "error": "is an error of the spreadsheet; write what is meant.",
    "bool": "is true or false; write the word instead.",
}
_REQUIRED: Final = tuple(column.key for column in COLUMNS if column.required)


@attrs.frozen(kw_only=True)
class Row:
    """A line under the header: its number, and the text and the place of each column."""

    line: int
    texts: Mapping[str, str]
    places: Mapping[str, Place]

    def problem(self, key: str, message: str, *, hint: str = "") -> Problem:
        """Return a problem at the cell of a column."""
        return Problem(place=self.places[key], message=message, hint=hint)


@attrs.frozen(kw_only=True)
class RowFile:
    """A file of figures: its lines that hold anything, and what is wrong with its form."""

    path: Path
    sha256: str
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...] = ()


def read_rows(path: Path) -> RowFile:
    """Read the lines of a CSV or of a workbook.

    Raises:
        DocumentError: The file cannot be read, is of neither kind, or its header does not fit.
        MissingExtraError: It is a workbook and the `xlsx` extra is not installed.
    """
    kind = path.suffix.lower()
    if kind not in (".csv", ".xlsx"):
        message = "is neither a CSV (.csv) nor a workbook (.xlsx)."
        hint = "Write the figures in the table that `safetykit returns figures` makes."
        if path.is_dir():
            message, hint = "is a folder, and not a table of figures.", "Name the tables in it."
        raise DocumentError([Problem(place=Place(file=str(path)), message=message, hint=hint)])
    rows, problems = _from_csv(path) if kind == ".csv" else _from_book(path)
    if not rows and not problems:
        message = "has a header and no line under it."
        problems = [Problem(place=Place(file=str(path)), message=message, hint="Was it filled in?")]
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return RowFile(path=path, sha256=digest, rows=tuple(rows), problems=tuple(problems))


def _from_csv(path: Path) -> tuple[list[Row], list[Problem]]:
    rows: list[Row] = []
    problems: list[Problem] = []
    header: list[str] = []
    for place, record in filled_lines(read_text(path).content, str(path), problems):
        if not header:
            header = _header(record, [place] * len(record))
        elif len(record) != len(header):
            problems.append(wrong_length(record, header, place))
        else:
            rows.append(_csv_row(record, header, place))
    if not header and not problems:
        raise DocumentError([Problem(place=Place(file=str(path)), message="holds nothing.")])
    return rows, problems


def _csv_row(record: list[str], header: list[str], place: Place) -> Row:
    texts = {key: unguard_csv(text).strip() for key, text in zip(header, record, strict=True)}
    places = {key: attrs.evolve(place, path=key) for key in KEYS}
    return Row(line=place.line or 0, texts=texts, places=places)


def _from_book(path: Path) -> tuple[list[Row], list[Problem]]:
    sheet, problems = _figures_sheet(path)
    top, *rest = sorted(sheet.rows)
    columns = sheet.rows[top]
    names = [columns[number].text for number in sorted(columns)]
    header = _header(names, [sheet.place(top, number) for number in sorted(columns)])
    keys = dict(zip(sorted(columns), header, strict=True))
    rows: list[Row] = []
    for number in rest:
        row, wrong = _sheet_row(sheet, number, keys)
        rows.append(row)
        problems.extend(wrong)
    return rows, problems


def _figures_sheet(path: Path) -> tuple[Sheet, list[Problem]]:
    """Return the sheet of the figures, or the only one, and a problem for each that is left over.

    Raises:
        DocumentError: There are several sheets, and none has the name.
    """
    book = read_book(path)
    filled = {name: sheet for name, sheet in book.sheets.items() if sheet.rows}
    sheet = filled.pop(SHEET, None)
    filled.pop(GUIDANCE_SHEET, None)
    if sheet is None and len(filled) == 1:
        sheet = filled.pop(next(iter(filled)))
    if sheet is None:
        message = f"there is no such sheet among: {', '.join(book.sheets)}."
        raise DocumentError([Problem(place=Place(file=str(path), sheet=SHEET), message=message)])
    hint = f"Move its lines to the sheet {sheet.name}, or delete it."
    return sheet, [
        Problem(place=Place(file=str(path), sheet=name), message="is a second sheet.", hint=hint)
        for name in filled
    ]


def _sheet_row(sheet: Sheet, number: int, keys: Mapping[int, str]) -> tuple[Row, list[Problem]]:
    cells = sheet.rows[number]
    problems = [
        sheet.problem(number, column, "stands under no header.", hint="Delete it, or move it.")
        for column in cells.keys() - keys.keys()
    ]
    texts = dict.fromkeys(keys.values(), "")
    for column, key in keys.items():
        if cell := cells.get(column):
            texts[key], wrong = _text(cell, key)
            if wrong:
                problems.append(sheet.problem(number, column, wrong))
    places = {key: sheet.place(number, column) for column, key in keys.items()}
    fallback = sheet.place(number, min(keys))
    return Row(line=number, texts=texts, places=dict.fromkeys(KEYS, fallback) | places), problems


def _text(cell: Cell, key: str) -> tuple[str, str]:
    """Return the text of a cell as a CSV would have it, and what is wrong with its kind."""
    if cell.kind in _WRONG_KINDS:
        return cell.text, _WRONG_KINDS[cell.kind]
    if cell.kind == "date":
        return _date_text(cell, key)
    if cell.kind == "number":
        return _number_text(cell), ""
    return cell.text, ""


def _number_text(cell: Cell) -> str:
    """Return a number as people write it; a cell that shows 45% holds 0.45."""
    number = float(cell.value)
    if "%" in cell.number_format:
        return f"{100 * number:g}%"
    exact = number.is_integer() and abs(number) < LARGEST_EXACT
    return str(int(number)) if exact else str(cell.value)


def _date_text(cell: Cell, key: str) -> tuple[str, str]:
    day = cell.value.date() if hasattr(cell.value, "date") else cell.value
    if key == "period":
        if day.day == 1:
            return f"{day:%Y-%m}", ""
        return str(day), "is a day; write a period such as 2026-07 as a text."
    if key == "received on":
        return day.isoformat(), ""
    return str(day), "is a date; format the cell as a text or a number, and write it again."


def _header(names: list[str], places: list[Place]) -> list[str]:
    found = [" ".join(unguard_csv(name).replace("_", " ").split()).lower() for name in names]
    problems: list[Problem] = []
    for number, (key, place) in enumerate(zip(found, places, strict=True)):
        if key not in KEYS:
            shown = names[number] or "a blank"
            hint = suggest(key, KEYS) or f"The columns are: {', '.join(KEYS)}."
            problems.append(
                Problem(place=place, message=f"no column is called {shown}.", hint=hint)
            )
        elif key in found[:number]:
            problems.append(Problem(place=place, message=f"is a second column {key}."))
    problems += [
        Problem(place=places[0], message=f"the column {key} is missing.")
        for key in _REQUIRED
        if key not in found
    ]
    if problems:
        raise DocumentError(problems)
    return found
