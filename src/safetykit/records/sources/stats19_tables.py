"""The three tables of STATS19: their files, the names of their columns in every edition, codes.

What belongs here: what an edition calls a column, and what a code means. What does not: counting.
The codes are those of the Department for Transport's Road Safety Open Dataset data guide of 2024
(Open Government Licence v3.0); `stats19_codes.csv` holds the variables that are counted by.
"""

from __future__ import annotations

import csv
import functools
import re
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Final

import attrs

from safetykit.errors import InputError
from safetykit.quantities import Month
from safetykit.records.counting import SourceFile
from safetykit.records.engine import Engine
from safetykit.records.folders import files_in
from safetykit.records.grids import clean, first_rows, open_grid
from safetykit.records.mapping import Layout
from safetykit.records.marks import MarkedFile, read_marks
from safetykit.records.periods import PeriodFormat, read_period
from safetykit.records.query import RowQuery

__all__ = [
    "PLURAL",
    "TABLES",
    "LinkedFile",
    "find_stats19",
    "label_of",
    "month_of",
    "read_linked",
    "require_stats19",
    "text_at",
]

PLURAL: Final = {"collision": "collisions", "casualty": "casualties", "vehicle": "vehicles"}
TABLES: Final = tuple(PLURAL)
NOT_STATED: Final = "Data missing or out of range"
MISSING: Final = ("", "-1", "NA", NOT_STATED)
_PREFIX: Final = re.compile(r"^dft-road-casualty-statistics-", re.I)
_NAMES: Final = {
    "collision": re.compile(r"(?:collision|accident|crash)", re.I),
    "casualty": re.compile(r"casualt", re.I),
    "vehicle": re.compile(r"vehicle", re.I),
}
_NOT: Final = re.compile(r"lookup|adjustment|guide|schema|variable|revision|codebook", re.I)
_OWN: Final = {
    "collision": ("collision_severity", "date"),
    "casualty": ("casualty_severity", "casualty_reference"),
    "vehicle": ("vehicle_type", "vehicle_reference"),
}


@attrs.frozen(kw_only=True)
class LinkedFile:
    """A file of one of the three tables, and what its edition calls each column.

    Attributes:
        path: Where it is.
        name: Relative to the folder that was read.
        columns: The name in the file of each column, by its name of today.
    """

    path: Path
    name: str
    columns: Mapping[str, str]


def find_stats19(path: Path) -> dict[str, list[LinkedFile]]:
    """Return the files of each table in a folder, recognised by their names and their columns."""
    found: dict[str, list[LinkedFile]] = {table: [] for table in TABLES}
    for file in files_in(path):
        for table in _tables_of(file.name, named=path.is_dir()):
            columns = _columns(file)
            if "collision_index" in columns and all(name in columns for name in _OWN[table]):
                name = file.name if file == path else file.relative_to(path).as_posix()
                found[table].append(LinkedFile(path=file, name=name, columns=columns))
                break
    return found


def require_stats19(path: Path, tables: set[str]) -> dict[str, list[LinkedFile]]:
    """Return the files of each table in a folder that must hold some of them.

    Raises:
        InputError: There is no file of one of them.
    """
    found = find_stats19(path)
    lacking = [table for table in TABLES if table in tables and not found[table]]
    if lacking:
        expected = f"a folder with a file of {' and one of '.join(PLURAL[t] for t in lacking)}"
        hint = f"Such as dft-road-casualty-statistics-{lacking[0]}-2023.csv."
        every = ((f.name, _tables_of(f.name, named=True)) for f in files_in(path))
        if other := next((name for name, of in every if lacking[0] in of), ""):
            own = ", ".join(("collision_index", *_OWN[lacking[0]]))
            hint = f"The first line of {other} does not name the columns {own}."
        raise InputError("path", str(path), expected, hint=hint)
    return found


def _tables_of(name: str, *, named: bool) -> list[str]:
    """Return the tables that a file may be of by its name; if it need not be named so, all."""
    stem = _PREFIX.sub("", name)
    if not name.lower().endswith((".csv", ".csv.gz")) or _NOT.search(stem):
        return []
    return [table for table in TABLES if not named or _NAMES[table].search(stem)]


def read_linked(engine: Engine, file: LinkedFile, query: RowQuery) -> MarkedFile:
    """Return the rows of a file.

    Args:
        engine: An open engine.
        file: The file.
        query: What to know of each row, in the names of today.

    Raises:
        InputError: A column is not in the file, or it cannot be read.
    """
    for name in query.columns:
        if name not in file.columns:
            known = ", ".join(sorted(file.columns))
            hint = "Editions differ in their columns: is there one that has it?"
            raise InputError(f"{file.name}:1", f"columns {known}", f"a column {name}", hint=hint)
    here = RowQuery(
        keys=tuple(tuple(file.columns[name] for name in key) for key in query.keys),
        identities=tuple(file.columns[name] for name in query.identities),
    )
    source = SourceFile(path=file.path, name=file.name)
    (rows,) = read_marks(engine, [source], here, Layout(), on_file=_ignore)
    return rows


def text_at(file: LinkedFile, name: str, line: int) -> str:
    """Return what stands in a column on a line, cleaned."""
    column = file.columns[name]
    with open_grid(file.path, (column,), Layout(), name=file.name) as grid:
        at = grid.header.index(column)
        return next(clean(cells[at]) for there, cells in grid.rows if there == line)


def _ignore(_: str) -> None:
    """Report to nobody: whoever reads several files does."""


def month_of(text: str) -> Month:
    """Return the month of a day as any edition writes it: 31/10/2017 or 2017-10-31.

    Raises:
        InputError: The text is no day.
    """
    slashes = "/" in text
    return read_period(text, PeriodFormat.DAY_MONTH_YEAR if slashes else PeriodFormat.DATE)


def label_of(variable: str, text: str) -> str:
    """Return the label of a code; a text that is no code of the variable is returned as it is.

    What is not stated is "Data missing or out of range", as the publisher's guide says.

    Examples:
        >>> label_of("casualty_type", "1"), label_of("casualty_type", "Cyclist")
        ('Cyclist', 'Cyclist')
    """
    return _codes().get((variable, text), NOT_STATED if text in MISSING else text)


@functools.cache
def _codes() -> Mapping[tuple[str, str], str]:
    text = files("safetykit.records.sources").joinpath("stats19_codes.csv").read_text("utf-8")
    return {
        (row["variable"], row["code"]): row["label"] for row in csv.DictReader(text.split("\n"))
    }


def _columns(path: Path) -> dict[str, str]:
    """Return the names in a file by their names of today."""
    header = next(iter(first_rows(path, lines=1)[""]), ())
    return {_today(name): name for name in header if name}


def _today(name: str) -> str:
    """Return what a column is called today.

    Editions up to 2014 write `Accident_Index` and `Local_Authority_(District)`, those of 2020 to
    2023 `accident_index` and `accident_severity`, and later ones `collision_index`.
    """
    plain = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")
    plain = plain.replace("acc_index", "accident_index").replace("accident", "collision")
    return plain.replace("adjusted_severity_", "adjusted_")
