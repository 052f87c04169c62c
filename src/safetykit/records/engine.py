"""Read the columns of record files with DuckDB, as arrays of numbers.

What belongs here: everything that knows DuckDB; no other module imports it. What does not: what a
column or a count means, and grouping.

Texts never leave the engine row by row: each key arrives as a 64-bit hash, and the texts behind the
hashes are asked for once. To group by texts in the engine, or to hand them over, costs three times
as much. Hashes are of one version of the engine, so they are never kept.

`columns=` of `read_csv` gives names by position, so all files of one call have the same header, and
every column is read as text, nothing guessed. A file without a quote sign is read with quoting off,
which is faster, and then a stray sign cannot swallow a line.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Final, TypeAlias

import attrs
import numpy as np
import numpy.typing as npt

from safetykit.errors import InputError
from safetykit.extras import need
from safetykit.records.query import (
    HOUR,
    Between,
    Filled,
    Measure,
    Query,
    RowQuery,
    Values,
    Where,
)

__all__ = ["Engine", "RowArrays", "TableFile", "open_engine"]

_SETTINGS: Final = {
    "autoinstall_known_extensions": "false",  # no network, ever
    "autoload_known_extensions": "false",
}
_FILE: Final = re.compile(r"^ *file = (.*)$", re.MULTILINE)
_LINE: Final = re.compile(r"\bLine: (\d+)")
Hashes: TypeAlias = npt.NDArray[np.uint64]


@attrs.frozen(kw_only=True)
class TableFile:
    """A CSV or Parquet file: where it is, what to call it, the names of its columns.

    `quoted` says whether a CSV file holds a quote sign anywhere.
    """

    path: str
    name: str
    header: Values
    quoted: bool = True

    @property
    def parquet(self) -> bool:
        """Whether it is a Parquet file, by its name."""
        return self.path.endswith(".parquet")


@attrs.frozen(kw_only=True, eq=False)
class RowArrays:
    """Rows of some files, one array for each thing that was asked.

    Attributes:
        file: The position of each row's file among those that were read.
        keys: For each key, a hash of the values of its columns.
        measures: For each measure, what the row adds to it.
        distinct: For each column whose different values are counted, a hash; 0 for a blank.
        kept: Flags of the rows that the query counts; None for all.
    """

    file: npt.NDArray[np.uint32]
    keys: tuple[Hashes, ...]
    measures: tuple[npt.NDArray[Any], ...]
    distinct: tuple[Hashes, ...]
    kept: npt.NDArray[np.bool_] | None


@contextmanager
def open_engine() -> Iterator[Engine]:
    """Open an engine with a folder of its own to spill to, and close it.

    Raises:
        MissingExtraError: DuckDB is not installed.
    """
    duckdb = need("duckdb", wanted_by="Counting records")
    with tempfile.TemporaryDirectory(prefix="safetykit-") as spill:
        settings = {**_SETTINGS, "temp_directory": spill}
        with duckdb.connect(":memory:", config=settings) as connection:
            yield Engine(connection, duckdb.Error)


class Engine:
    """A connection to DuckDB, and the questions that threads can put to it."""

    def __init__(self, connection: Any, error: type[Exception]) -> None:
        self._connection, self._error = connection, error

    def rows(self, files: Sequence[TableFile], query: Query) -> RowArrays:
        """Read what a query needs of files of one header.

        Raises:
            InputError: A file cannot be read as CSV or Parquet with its header.
        """
        parts = ["file_index::UINTEGER AS file"]
        parts += [f"{_hash(key)} AS k{i}" for i, key in enumerate(query.keys)]
        hashed = [one.column for one in query.distinct]
        parts += [
            f"{_measure(one)} AS m{i}"
            for i, one in enumerate(query.measures)
            if not _known_by_hash(one, hashed)
        ]
        parts += [f"{_identity(one.column)} AS d{i}" for i, one in enumerate(query.distinct)]
        if query.where:
            parts.append(f"{' AND '.join(_condition(one) for one in query.where)} AS kept")
        found = self._ask(", ".join(parts), files)
        return RowArrays(
            file=found["file"],
            keys=tuple(found[f"k{i}"] for i in range(len(query.keys))),
            measures=tuple(
                found[f"d{hashed.index(one.column)}"] != 0
                if _known_by_hash(one, hashed)
                else found[f"m{i}"]
                for i, one in enumerate(query.measures)
            ),
            distinct=tuple(found[f"d{i}"] for i in range(len(query.distinct))),
            kept=found["kept"] if query.where else None,
        )

    def marks(self, files: Sequence[TableFile], query: RowQuery) -> RowArrays:
        """Return the marks of the rows of files of one header, in the order of the rows.

        The one measure flags rows with an identity that `grids.clean` might change.

        Raises:
            InputError: A file cannot be read as CSV with its header.
        """
        parts = ["file_index::UINTEGER AS file"]
        parts += [f"{_hash(key, query.hours)} AS k{i}" for i, key in enumerate(query.keys)]
        parts += [f"{_identity(column)} AS d{i}" for i, column in enumerate(query.identities)]
        if query.whole:
            cells = ", ".join(f"coalesce({_name(column)}, '')" for column in files[0].header)
            parts.append(f"hash({cells}) AS d{len(query.identities)}")
        odd = " OR ".join(_unclean(column) for column in query.identities)
        found = self._ask(", ".join((*parts, f"({odd or 'false'}) AS odd")), files)
        return RowArrays(
            file=found["file"],
            keys=tuple(found[f"k{i}"] for i in range(len(query.keys))),
            measures=(found["odd"],),
            distinct=tuple(found[f"d{i}"] for i in range(len(query.identities) + query.whole)),
            kept=None,
        )

    def values(
        self, files: Sequence[TableFile], key: Values, hours: Values = ()
    ) -> dict[int, Values]:
        """Return the values of a key in files of one header, by their hash; see `RowQuery`."""
        texts = ", ".join(
            f"coalesce({_text_of(column, hours)}, '') AS v{i}" for i, column in enumerate(key)
        )
        found = self._ask(f"DISTINCT {_hash(key, hours)} AS h, {texts}", files)
        columns = [found[f"v{i}"].tolist() for i in range(len(key))]
        values: dict[int, Values] = {}
        for number, texts_of_row in zip(
            found["h"].tolist(), zip(*columns, strict=True), strict=True
        ):
            if values.setdefault(number, texts_of_row) != texts_of_row:
                both = f"{values[number]} and {texts_of_row}"
                raise InputError(files[0].name, both, "values that hash to different numbers")
        return values

    def hashes(self, values: Iterable[Values]) -> list[int]:
        """Return the hashes of values of one key that is not blank in any column."""
        rows = list(values)
        width = len(rows[0]) if rows else 0
        arguments = ", ".join(f"nullif(row[{i + 1}], '')" for i in range(width))
        query = f"SELECT hash({arguments}) FROM (SELECT unnest(?::VARCHAR[][]) AS row)"  # noqa: S608  # numbers alone
        with self._session() as own:
            return [n for (n,) in own.execute(query, [rows]).fetchall()] if rows else []

    def parquet_facts(self, path: str, name: str) -> tuple[Values, int]:
        """Return the columns and the number of rows that the end of a Parquet file states."""
        try:
            with self._session() as own:
                own.execute("SELECT * FROM read_parquet(?) LIMIT 0", [_literal(path)])
                header = tuple(column[0] for column in own.description)
                own.execute("SELECT num_rows FROM parquet_file_metadata(?)", [_literal(path)])
                return header, int(own.fetchone()[0])
        except self._error as error:
            raise _refusal(str(error), {path: name}) from error

    @contextmanager
    def _session(self) -> Iterator[Any]:
        """Open a session of its own, since threads cannot share one."""
        with self._connection.cursor() as own:
            own.execute("SET enable_progress_bar = false")
            yield own

    def _ask(self, what: str, files: Sequence[TableFile]) -> dict[str, npt.NDArray[Any]]:
        names = {file.path: file.name for file in files}
        query = f"SELECT {what} FROM {_source(files[0])}"  # noqa: S608  # names are quoted by _name and _text, paths are parameters
        paths = [_literal(file.path) for file in files]
        try:
            with self._session() as own:
                found: dict[str, npt.NDArray[Any]] = own.execute(query, [paths]).fetchnumpy()
        except self._error as error:
            raise _refusal(str(error), names) from error
        return found


def _source(file: TableFile) -> str:
    if file.parquet:
        return "read_parquet(?)"
    schema = ", ".join(f"{_text(column)}: 'VARCHAR'" for column in file.header)
    sign = "'\"'" if file.quoted else "''"
    return (
        "read_csv(?, auto_detect = false, all_varchar = true, header = true, delim = ',', "
        f"quote = {sign}, escape = {sign}, columns = {{{schema}}})"
    )


def _text_of(column: str, hours: Values = ()) -> str:
    text = f"{_name(column)}::VARCHAR"
    if column in hours:
        return f"if(regexp_full_match({text}, {_text(HOUR)}), left({text}, 13), {text})"
    return text


def _hash(columns: Values, hours: Values = ()) -> str:
    return f"hash({', '.join(_text_of(column, hours) for column in columns)})"


def _identity(column: str) -> str:
    return f"if(coalesce({_text_of(column)}, '') = '', 0::UBIGINT, {_hash((column,))})"


def _unclean(column: str) -> str:
    """Return whether a text may have blanks to take out, or marks, or letters beyond ASCII."""
    text = f"coalesce({_text_of(column)}, '')"
    marks = f"starts_with({text}, {_text(chr(39))}) OR ends_with({text}, ']')"
    return f"contains({text}, ' ') OR {marks} OR strlen({text}) <> length({text})"


def _number(column: str) -> str:
    # Without concat, the engine reads the column as numbers at once and refuses one that is none.
    return f"try_cast(concat({_text_of(column)}, '') AS DOUBLE)"


def _measure(measure: Measure) -> str:
    if isinstance(measure, Filled):
        return f"(coalesce({_text_of(measure.column)}, '') <> '')"
    if isinstance(measure, Between):
        bounds = f"{measure.low!r} AND {measure.high!r}"
        return f"coalesce({_number(measure.column)} BETWEEN {bounds}, false)"
    return f"coalesce({_number(measure.column)}, 0)"


def _known_by_hash(measure: Measure, hashed: Sequence[str]) -> bool:
    """Return whether the hash of a column, which is 0 for a blank, answers a measure."""
    return isinstance(measure, Filled) and measure.column in hashed


def _condition(where: Where) -> str:
    values = ", ".join(_text(value) for value in where.values)
    return f"(coalesce({_text_of(where.column)}, '') IN ({values}))"


def _name(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _literal(path: str) -> str:
    """Return a path in which no letter is read as a pattern."""
    return "".join(f"[{char}]" if char in "*?[" else char for char in path)


def _refusal(message: str, names: Mapping[str, str]) -> InputError:
    """Translate the engine's words: the file and the line that it names, and its first line."""
    file, line = _FILE.search(message), _LINE.search(message)
    place = names.get(file[1], file[1]) if file else "records"
    if len(names) == 1:
        (place,) = names.values()
    words = message.partition("\n")[0]
    return InputError(
        f"{place}:{line[1]}" if line else place,
        f"text that is not ({words})",
        "well-formed CSV, or Parquet where the name says so",
        hint="Look for stray quote signs.",
    )
