"""The actions of a plan as a CSV, for those who keep an action plan as one table.

It is lossy: it holds what is promised and due in short, and nothing of the plan but its actions.
So a CSV is read into a plan that is there, or into the smallest plan that can be made of it.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import attrs

from safetykit.documents.tables.cells import encode
from safetykit.documents.tables.layout import Column, Content, Table, plan_tables
from safetykit.documents.tables.plan_book import records
from safetykit.documents.tables.rows import (
    CellPlaces,
    make_plan,
    put,
    read_headers,
    read_row,
    take,
)
from safetykit.errors import DocumentError, Place, Problem
from safetykit.model import Plan
from safetykit.serial import read_text, unstructure, write_text
from safetykit.serial.sheets import Cell, Sheet, guard_csv, unguard_csv

__all__ = ["Basics", "CsvReading", "dropped_by_csv", "read_actions_csv", "write_actions_csv"]

ACTIONS: Final = "actions"
LINES: Final = {"commitments": ("strength", "what"), "milestones": ("due", "what")}
MAX_ROWS: Final = 20_000
NAMED: Final = {"organisations": "name", "priorities": "title", "themes": "title"}


@attrs.frozen(kw_only=True)
class Basics:
    """What the smallest plan needs beside its actions."""

    id: str
    title: str
    area: str
    partnership: str
    start: str
    end: str
    dated: str


@attrs.frozen(kw_only=True)
class CsvReading:
    """The plan with the actions of a CSV, and what was added, changed and made up."""

    plan: Plan
    added: int
    updated: int
    made: tuple[str, ...] = ()


def _table() -> Table:
    """Return the table of actions with its commitments and milestones in one cell each."""
    actions = next(table for table in plan_tables() if table.path == (ACTIONS,))
    columns = [
        attrs.evolve(column, required=column.name == "id")
        for column in actions.columns
        if not column.rare
    ]
    columns[2:2] = [Column(path=(name,), content=Content.LIST) for name in LINES]
    return attrs.evolve(actions, columns=tuple(columns))


def write_actions_csv(plan: Plan, path: str | os.PathLike[str]) -> Path:
    """Write the actions of a plan as a CSV, atomically. No text in it can run as a formula.

    Raises:
        InputError: A text is too long for a cell, or the file cannot be written.
    """
    stream = io.StringIO()
    columns = _table().columns
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([column.name for column in columns])
    for record in unstructure(plan).get(ACTIONS, []):
        shown = record | {name: [_line(name, i) for i in record.get(name, [])] for name in LINES}
        cells = [(column.name, take(shown, column.path)) for column in columns]
        writer.writerow(
            "" if value is ... or value == [] else guard_csv(str(encode(value, where=name)))
            for name, value in cells
        )
    return write_text(path, "\ufeff" + stream.getvalue())  # the mark tells programs it is UTF-8


def _line(name: str, item: Mapping[str, Any]) -> str:
    return ": ".join(" ".join(str(item[part]).split()) for part in LINES[name])


def dropped_by_csv(plan: Plan) -> tuple[str, ...]:
    """Return what of a plan a CSV does not hold, counted by kind."""
    data = unstructure(plan)
    kept = {(), (ACTIONS,), *((ACTIONS, name) for name in LINES)}
    counts = [
        (len(list(records(table, data))), f"{table.name}")
        for table in plan_tables()
        if table.path not in kept
    ]
    dropped = [f"{name} ({number})" for number, name in counts if number]
    for name, parts in LINES.items():
        items = [item for action in data.get(ACTIONS, []) for item in action.get(name, [])]
        if cut := sum(bool(set(item) - set(parts)) for item in items):
            dropped.append(f"details of {ACTIONS}.{name} ({cut})")
    fields = [c.name for c in plan_tables()[0].columns if take(data, c.path) not in (..., {})]
    return (f"fields of the plan itself ({len(fields)})", *dropped)


def read_actions_csv(path: str | os.PathLike[str], into: Plan | Basics) -> CsvReading:
    """Read actions into a plan: those that it has are updated, others are added.

    Only the columns that the CSV has are changed; a blank cell clears a field. A commitment or a
    milestone whose line is unchanged keeps its details. No action is taken away.

    Args:
        path: The CSV, in UTF-8 with commas, with the columns of `write_actions_csv`, in any order.
        into: The plan, or what the smallest plan needs; then organisations, priorities and themes
            that the actions name are made, with their ids for names.

    Raises:
        DocumentError: Anything is wrong in it; all problems are listed with their cells.
    """
    sheet = _read_sheet(path)
    problems: list[Problem] = []
    headers = read_headers(sheet, _table(), problems) if sheet.rows else {}
    data = unstructure(into) if isinstance(into, Plan) else _smallest(into)
    actions = data.setdefault(ACTIONS, [])
    places = CellPlaces(file=sheet.file)
    before = len(actions)
    rows = _merge(sheet, headers, actions, places, problems)
    made = () if isinstance(into, Plan) else tuple(_make_named(data))
    plan = make_plan(data, places, problems)
    added = len(actions) - before
    return CsvReading(plan=plan, added=added, updated=rows - added, made=made)


def _merge(
    sheet: Sheet,
    headers: Mapping[int, Column | None],
    actions: list[dict[str, Any]],
    places: CellPlaces,
    problems: list[Problem],
) -> int:
    """Add the rows of a sheet to actions, or update those that are there; return their number."""
    known = {action["id"]: number for number, action in enumerate(actions)}
    seen: dict[str, int] = {}
    for row in sorted(sheet.rows.keys() - {1}):
        cells = list(read_row(sheet, row, headers, problems))
        name = next((value for column, value, _ in cells if column.name == "id"), "")
        if not name or name in seen:
            message = f'the action "{name}" stands in row {seen[name]} already.' if name else ""
            problems.append(sheet.problem(row, 1, message or "the action has no id."))
            continue
        seen[name] = row
        number = known.get(name, len(actions))
        if number == len(actions):
            actions.append({"commitments": []})
        places.cells[ACTIONS, number] = sheet.place(row, 1)
        places.cells.update({(ACTIONS, number, *c.path): place for c, _, place in cells})
        _update(actions[number], headers, {c.path: (v, place) for c, v, place in cells}, problems)
    return len(seen)


def _update(
    action: dict[str, Any],
    headers: Mapping[int, Column | None],
    cells: Mapping[tuple[str, ...], tuple[Any, Place]],
    problems: list[Problem],
) -> None:
    """Change the fields of an action whose columns the CSV has."""
    for column in filter(None, headers.values()):
        value, place = cells.get(column.path, (..., None))
        if column.name in LINES:
            lines = [] if value is ... else value
            items = _items(column.name, lines, action.get(column.name, []), place, problems)
            action[column.name] = list(items)
        elif value is ...:
            _clear(action, column.path)
        else:
            put(action, column.path, value)


def _items(
    name: str,
    lines: list[str],
    old: list[dict[str, Any]],
    place: Place | None,
    problems: list[Problem],
) -> Iterator[dict[str, Any]]:
    """Yield an object for each line: the old one where its line is unchanged."""
    left = list(old)
    for line in lines:
        kept = next((item for item in left if _same(_line(name, item), line)), None)
        first, colon, rest = line.partition(": ")
        if kept is not None:
            left.remove(kept)
            yield kept
        elif colon:
            yield dict(zip(LINES[name], (first.strip(), rest.strip()), strict=True))
        else:
            wanted = ": ".join(LINES[name])
            message = f'expected lines such as "{wanted}", got "{line[:60]}".'
            problems.append(Problem(place=place or Place(), message=message))


def _same(one: str, other: str) -> bool:
    return one.split() == other.split()


def _clear(record: dict[str, Any], path: tuple[str, ...]) -> None:
    owner = take(record, path[:-1])
    if isinstance(owner, dict) and path[-1] in owner:
        del owner[path[-1]]
        if not owner:
            _clear(record, path[:-1])


def _smallest(basics: Basics) -> dict[str, Any]:
    return {
        "id": basics.id,
        "title": basics.title,
        "area": {"name": basics.area},
        "partnership": {"name": basics.partnership},
        "period": {"period": {"start": basics.start, "end": basics.end}},
        "dated": basics.dated,
    }


def _make_named(data: dict[str, Any]) -> Iterator[str]:
    """Make the bodies, priorities and themes that actions name, and say which."""
    refers: dict[str, Callable[[dict[str, Any]], list[str]]] = {
        "organisations": lambda a: [*filter(None, [a.get("owner")]), *a.get("partners", [])],
        "priorities": lambda a: a.get("priorities", []),
        "themes": lambda a: a.get("themes", []),
    }
    for collection, names in refers.items():
        ids = dict.fromkeys(name for action in data[ACTIONS] for name in names(action))
        data[collection] = [{"id": name, NAMED[collection]: name} for name in ids]
        if ids:
            yield f"{len(ids)} {collection} ({', '.join(ids)})"


def _read_sheet(path: str | os.PathLike[str]) -> Sheet:
    text = read_text(path)
    name = os.fspath(path)
    rows: dict[int, dict[int, Cell]] = {}
    try:
        for row, values in enumerate(csv.reader(io.StringIO(text.content), strict=True), start=1):
            cells = {
                number: Cell(value=unguard_csv(value), kind="text", row=row, column=number)
                for number, value in enumerate(values, start=1)
                if value.strip()
            }
            if cells:
                rows[row] = cells
            if row > MAX_ROWS:
                raise csv.Error(f"more than {MAX_ROWS:,} rows")
    except csv.Error as error:
        raise _refuse(name, f"is not a CSV: {error}.") from error
    if list(rows.get(1, {})) == [1] and ";" in rows[1][1].text:
        raise _refuse(name, "its columns are parted by semicolons.", "Save it with commas.")
    if 1 not in rows:
        raise _refuse(name, "has no headers.", "The first row names the columns: id, title ...")
    return Sheet(file=name, name="", rows=rows)


def _refuse(name: str, message: str, hint: str = "") -> DocumentError:
    return DocumentError([Problem(place=Place(file=name), message=message, hint=hint)])
