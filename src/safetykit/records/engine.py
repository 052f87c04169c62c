"""Count the rows of CSV files with DuckDB.

What belongs here: everything that knows DuckDB; no other module imports it. What does not: what a
column or a count means.

Three facts shape the query. `columns=` gives names by position, so the files are grouped by their
own header first, and each group is read by one `read_csv` with exactly that header, every column
as text, nothing guessed. The groups meet in a `UNION ALL BY NAME`. One pass with two grouping sets
counts the rows and the repeated identities, so each file is read once.
"""

from __future__ import annotations

import re
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

import attrs

from safetykit.errors import InputError
from safetykit.extras import need

__all__ = ["Columns", "CsvFile", "RowGroup", "Tally", "count_rows"]

_SETTINGS: Final = {
    "autoinstall_known_extensions": "false",  # no network, ever
    "autoload_known_extensions": "false",
}


_FILE: Final = re.compile(r"^ *file = (.*)$", re.MULTILINE)
_LINE: Final = re.compile(r"\bLine: (\d+)")


@attrs.frozen(kw_only=True)
class CsvFile:
    """A file to count: where it is, what to call it, and the names of its columns."""

    path: str
    name: str
    header: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Columns:
    """Which columns of a file to count by.

    Attributes:
        month: The column that holds the month.
        recorder: The column that says who recorded the row.
        place: The column with the name of a small area.
        place_suffix: A regular expression; what it matches is cut off the small area's name.
        category: The column with the category.
        identity: The column that should differ from row to row, where it is not blank.
    """

    month: str
    recorder: str
    place: str
    place_suffix: str
    category: str
    identity: str

    @property
    def names(self) -> tuple[str, ...]:
        """The names that a file must have."""
        return (self.identity, self.month, self.recorder, self.place, self.category)


class RowGroup(NamedTuple):
    """Rows of one file that agree in everything that is counted; a blank field is an empty text."""

    file: str
    month: str
    recorder: str
    place: str
    category: str
    rows: int
    rows_with_identity: int


class Tally(NamedTuple):
    """What was counted: the groups, and the repeated identities by file and recorder.

    A repeated identity is a row whose identity stands in an earlier row of the same file and
    recorder: three rows with one identity are two repeats.
    """

    groups: list[RowGroup]
    repeated: dict[tuple[str, str], int]


def count_rows(files: Sequence[CsvFile], columns: Columns) -> Tally:
    """Count the rows of files by file, month, recorder, place and category.

    Args:
        files: The files.
        columns: Which columns to count by; every header has them.

    Raises:
        InputError: A file cannot be read as CSV with its header.
        MissingExtraError: DuckDB is not installed.
    """
    duckdb = need("duckdb", wanted_by="Counting records")
    names = {file.path: file.name for file in files}
    vintages: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for file in files:
        vintages[file.header].append(file.path)
    query = _query(vintages, columns)
    parameters = [[_literal(path) for path in paths] for paths in vintages.values()]
    with tempfile.TemporaryDirectory(prefix="safetykit-") as spill:
        settings = {**_SETTINGS, "temp_directory": spill}
        with duckdb.connect(":memory:", config=settings) as connection:
            connection.execute("SET enable_progress_bar = false")
            try:
                rows = connection.execute(query, parameters).fetchall()
            except duckdb.Error as error:
                raise _refusal(str(error), names) from error
    return _tally(rows, names)


def _query(headers: Iterable[tuple[str, ...]], columns: Columns) -> str:
    sources = " UNION ALL BY NAME ".join(_source(header, columns) for header in headers)
    return f"""
        SELECT grouping(month) AS folded, file, month, recorder, place, category,
            count(*), count(identity), count(DISTINCT identity)
        FROM ({sources})
        GROUP BY GROUPING SETS ((file, month, recorder, place, category), (file, recorder))
    """  # noqa: S608  # names are quoted by _name and _text, paths are parameters


def _source(header: tuple[str, ...], columns: Columns) -> str:
    schema = ", ".join(f"{_text(column)}: 'VARCHAR'" for column in header)
    place = f"regexp_replace({_name(columns.place)}, {_text(columns.place_suffix)}, '')"
    return f"""
        SELECT filename AS file,
            coalesce({_name(columns.month)}, '') AS month,
            coalesce({_name(columns.recorder)}, '') AS recorder,
            coalesce({place}, '') AS place,
            coalesce({_name(columns.category)}, '') AS category,
            nullif({_name(columns.identity)}, '') AS identity
        FROM read_csv(?, auto_detect = false, all_varchar = true, header = true, delim = ',',
            quote = '"', escape = '"', filename = true, columns = {{{schema}}})
    """  # noqa: S608  # names are quoted by _name and _text, paths are parameters


def _name(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _literal(path: str) -> str:
    """Return a path in which no letter is read as a pattern."""
    return "".join(f"[{char}]" if char in "*?[" else char for char in path)


def _tally(rows: list[tuple[Any, ...]], names: Mapping[str, str]) -> Tally:
    groups: list[RowGroup] = []
    repeated: dict[tuple[str, str], int] = {}
    for folded, path, month, recorder, place, category, count, known, different in rows:
        if folded:
            repeated[names[path], recorder] = known - different
        else:
            groups.append(RowGroup(names[path], month, recorder, place, category, count, known))
    return Tally(sorted(groups), repeated)


def _refusal(message: str, names: Mapping[str, str]) -> InputError:
    """Translate the engine's words: the file and the line that it names, and its first line."""
    file, line = _FILE.search(message), _LINE.search(message)
    place = names.get(file[1], file[1]) if file else "records"
    words = message.partition("\n")[0]
    return InputError(
        f"{place}:{line[1]}" if line else place,
        f"text that is not ({words})",
        "well-formed CSV",
        hint="Look for stray quote signs.",
    )
