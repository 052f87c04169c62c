"""A whole plan as a workbook: the sheet `plan`, and one for each collection that holds anything.

Reading gives back an equal plan. Sheets and columns are found by their names, in any order; the
colours and widths of a workbook are not part of a plan.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path as FilePath
from typing import Any, Final

from safetykit.documents.plans import PLAN_FORMAT
from safetykit.documents.tables.cells import encode
from safetykit.documents.tables.layout import Column, Content, Table, plan_tables
from safetykit.documents.tables.rows import (
    CellPlaces,
    Path,
    make_plan,
    put,
    read_headers,
    read_row,
    take,
)
from safetykit.errors import (
    DocumentError,
    Place,
    Problem,
    SchemaVersionError,
    format_path,
    suggest,
)
from safetykit.extras import need
from safetykit.model import Plan
from safetykit.serial import unstructure
from safetykit.serial.sheets import Book, Sheet, put_text, read_book, save_book

__all__ = ["read_plan_book", "records", "write_plan_book"]

ALWAYS: Final = ("actions", "actions.commitments", "actions.milestones", "organisations")
FORMAT: Final = Column(path=("format",), content=Content.INTEGER)
FIELD, VALUE = "Field", "Value"


def write_plan_book(plan: Plan, path: str | os.PathLike[str]) -> FilePath:
    """Write a plan as a workbook, atomically; `read_plan_book` gives back an equal plan.

    Raises:
        InputError: A text is too long for a cell, or the file cannot be written.
        MissingExtraError: The `xlsx` extra is not installed.
    """
    book = need("openpyxl", wanted_by="Writing a workbook").Workbook()
    data = unstructure(plan)
    first, *tables = plan_tables()
    book.active.title = first.name
    _fill(book.active, [FIELD, VALUE], _plan_rows(first, data))
    for table in tables:
        found = list(records(table, data))
        if found or table.name in ALWAYS:
            columns = [c for c in table.columns if not c.rare or _is_used(c, found)]
            headers = [*filter(None, [table.key]), *(column.name for column in columns)]
            _fill(book.create_sheet(table.name), headers, _rows(table, columns, found))
    return save_book(book, path)


def records(table: Table, data: dict[str, Any]) -> Iterator[tuple[Path, str, dict[str, Any]]]:
    """Yield the path, the parent's id and the plain data of each object of a table."""
    owners: list[tuple[Path, str, dict[str, Any]]] = [((), "", data)]
    if table.parent:
        parent = next(t for t in plan_tables() if t.path == table.parent)
        owners = [(path, record["id"], record) for path, _, record in records(parent, data)]
    steps = table.path[len(table.parent) :]
    for path, name, owner in owners:
        items = take(owner, steps)
        for number, item in enumerate([] if items is ... else items):
            yield (*path, *steps, number), name, item


def _is_used(column: Column, found: list[tuple[Path, str, dict[str, Any]]]) -> bool:
    return any(_held(column, record) is not ... for _, _, record in found)


def _held(column: Column, record: dict[str, Any]) -> Any:
    """Return the value of a column; an object's own column only says that it is there, empty."""
    value = take(record, column.path)
    return ... if column.content is Content.OBJECT and value != {} else value


def _plan_rows(table: Table, data: dict[str, Any]) -> Iterator[list[Any]]:
    yield ["format", PLAN_FORMAT]
    for column in table.columns:
        value = _held(column, data)
        if value is not ...:
            yield [column.name, encode(value, where=column.name)]
        elif not column.rare:
            yield [column.name, None]


def _rows(
    table: Table, columns: list[Column], found: list[tuple[Path, str, dict[str, Any]]]
) -> Iterator[list[Any]]:
    for path, owner, record in found:
        values = [(column, _held(column, record)) for column in columns]
        cells = [
            None if value is ... else encode(value, where=format_path((*path, *column.path)))
            for column, value in values
        ]
        yield [owner, *cells] if table.key else cells


def _fill(sheet: Any, headers: list[str], rows: Iterator[list[Any]]) -> None:
    styles = need("openpyxl.styles", wanted_by="Writing a workbook")
    for number, header in enumerate(headers, start=1):
        cell = sheet.cell(1, number)
        put_text(cell, header)
        cell.font = styles.Font(bold=True)
        wide = header in ("what", "title", "says", "note", VALUE) or header.endswith("text")
        sheet.column_dimensions[cell.column_letter].width = 60 if wide else 24
        sheet.column_dimensions[cell.column_letter].number_format = "@"  # of rows to come
    for row, values in enumerate(rows, start=2):
        for number, value in enumerate(values, start=1):
            cell = sheet.cell(row, number)
            cell.alignment = styles.Alignment(wrap_text=True, vertical="top")
            if isinstance(value, str):
                put_text(cell, value)
            elif value is not None:
                cell.value = value
    sheet.freeze_panes = "B2"


def read_plan_book(path: str | os.PathLike[str]) -> Plan:
    """Read a plan from a workbook.

    Returns:
        The plan; `plan.place(...)` answers with cells of this workbook.

    Raises:
        DocumentError: Anything is wrong with the file or in it; all problems are listed, each
            with its sheet and cell.
        MissingExtraError: The `xlsx` extra is not installed.
    """
    book = read_book(path)
    places = CellPlaces(file=book.file)
    problems = _check_sheets(book)
    first, *tables = plan_tables()
    data: dict[str, Any] = {}
    if first.name in book.sheets:
        data = _read_plan(book.sheets[first.name], first, places, problems)
    owners: dict[tuple[str, ...], dict[str, tuple[Path, dict[str, Any]]]] = {(): {"": ((), data)}}
    for table in tables:
        if table.name in book.sheets:
            sheet = book.sheets[table.name]
            owners[table.path] = _read_table(sheet, table, owners, places, problems)
    return make_plan(data, places, problems)


def _check_sheets(book: Book) -> list[Problem]:
    known = [table.name for table in plan_tables()]
    problems = [
        Problem(
            place=Place(file=book.file, sheet=name),
            message="is not a sheet of a plan.",
            hint=suggest(name, known) or "Delete it, or keep it in another workbook.",
        )
        for name in book.sheets
        if name not in known
    ]
    if known[0] not in book.sheets:
        place = Place(file=book.file, sheet=known[0])
        hint = 'It holds the columns "Field" and "Value": format, id, title and so on.'
        problems.append(Problem(place=place, message="this sheet is missing.", hint=hint))
    return problems


def _read_plan(
    sheet: Sheet, table: Table, places: CellPlaces, problems: list[Problem]
) -> dict[str, Any]:
    """Read the sheet in which each row is a field of the plan."""
    data: dict[str, Any] = {}
    if wrong := _wrong_headers(sheet):
        problems.append(wrong)
        return data
    known = {column.name: column for column in (FORMAT, *table.columns)}
    seen: set[str] = set()
    for row in sorted(sheet.rows.keys() - {1}):
        field = sheet.cell(row, 1)
        name = field.text if field else ""
        if name not in known or name in seen:
            problems.append(_no_field(sheet, row, name, known))
            continue
        seen.add(name)
        headers: dict[int, Column | None] = {1: None, 2: known[name]}
        for column, value, place in read_row(sheet, row, headers, problems):
            put(data, column.path, value)
            places.cells[column.path] = place
    number = data.pop("format", None)
    if number is not None or not problems:
        _require_format(number, sheet, places)
    return data


def _wrong_headers(sheet: Sheet) -> Problem | None:
    heads = [cell.text if (cell := sheet.cell(1, number)) else "" for number in (1, 2)]
    if heads == [FIELD, VALUE]:
        return None
    message = f'expected the headers "{FIELD}" and "{VALUE}", got "{heads[0]}" and "{heads[1]}".'
    return sheet.problem(1, 1, message)


def _no_field(sheet: Sheet, row: int, name: str, known: Collection[str]) -> Problem:
    message = f'the field "{name}" stands here twice.'
    if name not in known:
        message = f'unknown field "{name}".' if name else "the field has no name."
    return sheet.problem(row, 1, message, hint=suggest(name, known))


def _require_format(found: Any, sheet: Sheet, places: CellPlaces) -> None:
    place = places.cells.get(("format",), Place(file=sheet.file, sheet=sheet.name))
    if isinstance(found, bool) or not isinstance(found, int) or found < 1:
        message = f"expected the number of the format, got {found!r}."
        hint = f'Write {PLAN_FORMAT} beside "format".'
        raise DocumentError([Problem(place=place, message=message, hint=hint)])
    if found > PLAN_FORMAT:
        raise SchemaVersionError(found, PLAN_FORMAT, place=place)


def _read_table(
    sheet: Sheet,
    table: Table,
    owners: dict[tuple[str, ...], dict[str, tuple[Path, dict[str, Any]]]],
    places: CellPlaces,
    problems: list[Problem],
) -> dict[str, tuple[Path, dict[str, Any]]]:
    """Put each row of a sheet where it belongs; return the objects by their ids."""
    headers = read_headers(sheet, table, problems) if sheet.rows else {}
    key = next((n for n, cell in sheet.rows.get(1, {}).items() if cell.text == table.key), None)
    parents = owners.get(table.parent, {})
    steps = table.path[len(table.parent) :]
    needed = [t.path[-1] for t in plan_tables() if t.parent == table.path and t.required]
    found: dict[str, tuple[Path, dict[str, Any]]] = {}
    for row in sorted(sheet.rows.keys() - {1}):
        cell = sheet.cell(row, key) if key else None
        name = cell.text if cell else ""
        if name not in parents:
            message = f'there is no "{name}" in {".".join(table.parent)}, to which this belongs.'
            problems.append(sheet.problem(row, key or 1, message, hint=suggest(name, parents)))
            continue
        base, owner = parents[name]
        record: dict[str, Any] = {name: [] for name in needed}
        path = (*base, *steps, _append(owner, steps, record))
        places.cells[path] = sheet.place(row, min(sheet.rows[row]))
        for column, value, place in read_row(sheet, row, headers, problems):
            put(record, column.path, value)
            places.cells[path + column.path] = place
        found.setdefault(str(record.get("id", "")), (path, record))
    return found


def _append(owner: dict[str, Any], steps: tuple[str, ...], record: dict[str, Any]) -> int:
    """Put a record at the end of the list at a path, made if there is none; return its index."""
    items = take(owner, steps)
    if not isinstance(items, list):
        put(owner, steps, items := [])
    items.append(record)
    return len(items) - 1
