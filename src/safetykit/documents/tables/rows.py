"""Between the rows of a sheet and the objects of a document, with the cell of every value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from string import ascii_uppercase
from typing import Any, Final

import attrs

from safetykit.documents.tables.cells import decode
from safetykit.documents.tables.layout import Column, Table
from safetykit.errors import (
    DocumentError,
    InputError,
    Place,
    Problem,
    format_path,
    parse_path,
    suggest,
)
from safetykit.model import Plan, check_references
from safetykit.serial import structure
from safetykit.serial.sheets import Sheet

__all__ = ["CellPlaces", "Path", "make_plan", "put", "read_headers", "read_row", "take"]

HEADERS: Final = "1"  # the row in which they stand
Path = tuple[str | int, ...]


@attrs.frozen(kw_only=True)
class CellPlaces:
    """Where the values of a document stand in sheets: a `Locator` of a plan."""

    file: str
    cells: dict[Path, Place] = attrs.field(factory=dict, repr=False)

    def place(self, path: Any = ()) -> Place:
        """Return the cell of the value at a path, or of the nearest one above it."""
        steps = tuple(path)
        words = format_path(steps)
        while steps and steps not in self.cells:
            steps = steps[:-1]
        return attrs.evolve(self.cells.get(steps, Place(file=self.file)), path=words)


def make_plan(data: dict[str, Any], places: CellPlaces, refused: Sequence[Problem]) -> Plan:
    """Return the plan of plain data.

    Args:
        data: What could be read.
        places: The cells that it came from.
        refused: What could not. Of the same rows nothing more is told, nor of a table whose headers
            are among it, nor references, which may lead to what was refused.

    Raises:
        DocumentError: Anything was refused or does not fit; every problem stands at its cell.
    """
    try:
        plan = structure(data, Plan)
    except DocumentError as error:
        dangling = check_references(data, Plan)
        found = dict.fromkeys([*error.problems, *dangling])
        if refused:
            told = {(problem.place.path, problem.message) for problem in dangling}
            found = {p: None for p in found if (p.place.path, p.message) not in told}
        placed = (
            attrs.evolve(problem, place=places.place(parse_path(problem.place.path)))
            for problem in found
        )
        raise DocumentError([*refused, *_elsewhere(placed, refused)]) from error
    if refused:
        raise DocumentError(refused)
    return attrs.evolve(plan, origin=places)


def _elsewhere(problems: Iterable[Problem], refused: Sequence[Problem]) -> Iterator[Problem]:
    """Yield the problems that do not stand in a row, or below headers, of which one is told."""
    rows = {_row(problem.place) for problem in refused}
    for problem in problems:
        sheet, row = _row(problem.place)
        if not refused or (row and not {(sheet, row), (sheet, HEADERS)} & rows):
            yield problem


def _row(place: Place) -> tuple[str, str]:
    return place.sheet, place.cell.lstrip(ascii_uppercase)


def read_headers(
    sheet: Sheet, table: Table, problems: list[Problem], *, row: int = 1
) -> dict[int, Column | None]:
    """Return the column of each header of a sheet; None for any other."""
    known = [table.key, *(column.name for column in table.columns)]
    found: dict[int, Column | None] = {}
    seen: dict[str, int] = {}
    for number, cell in sorted(sheet.rows.get(row, {}).items()):
        if cell.text in seen:
            problems.append(
                sheet.problem(row, number, f'the column "{cell.text}" stands here twice.')
            )
        elif cell.text not in known or not cell.text:
            hint = suggest(cell.text, known) or f"Known here: {', '.join(filter(None, known))}."
            problems.append(sheet.problem(row, number, f'unknown column "{cell.text}".', hint=hint))
        found[number] = table.column(cell.text)
        seen[cell.text] = number
    needed = [table.key, *(column.name for column in table.columns if column.required)]
    problems += [
        sheet.problem(row, 1, f'the column "{name}" is missing.', hint="Columns are found by name.")
        for name in needed
        if name and name not in seen
    ]
    return found


def read_row(
    sheet: Sheet, row: int, headers: Mapping[int, Column | None], problems: list[Problem]
) -> Iterator[tuple[Column, Any, Place]]:
    """Yield the column, the value and the place of each cell of a row that holds something."""
    for number, cell in sorted(sheet.rows[row].items()):
        column = headers.get(number)
        if column is None:
            if number not in headers:
                message = "stands in a column without a header."
                problems.append(
                    sheet.problem(row, number, message, hint="Give it one, or clear it.")
                )
            continue
        try:
            yield column, decode(cell, column.content), sheet.place(row, number)
        except InputError as error:
            message = f"expected {error.expected}, got {error.got!r}."
            problems.append(sheet.problem(row, number, message, hint=error.hint))


def put(record: dict[str, Any], path: tuple[str, ...], value: Any) -> None:
    """Put a value at a path of a mapping, making the mappings on the way."""
    for step in path[:-1]:
        inner = record.setdefault(step, {})
        record = inner if isinstance(inner, dict) else {}
    kept = record.get(path[-1])
    if not (isinstance(kept, dict) and value == {}):
        record[path[-1]] = value


def take(record: Any, path: tuple[str, ...]) -> Any:
    """Return the value at a path of a mapping, or the missing one's mark, `...`."""
    for step in path:
        if not isinstance(record, Mapping) or step not in record:
            return ...
        record = record[step]
    return record
