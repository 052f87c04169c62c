"""Read the columns of record files with DuckDB, as arrays of numbers.

What belongs here: everything that knows DuckDB; no other module imports it. What does not: what a
column or a count means, and grouping.

Texts never leave the engine row by row. Each key of a CSV file arrives as a 64-bit hash, and the
texts behind the hashes are asked for once. To group by texts in the engine, or to hand them over,
costs three times as much. Hashes are of one version of the engine, so they are never kept.

A Parquet file holds each text once for many rows, and the engine hashes it once. So the different
values of a key are asked for first and numbered, and a join by hash gives each row its numbers, in
as few bytes as hold them: new memory is dear. If two values ever shared a hash, there would be more
rows than the file has, and that is refused.

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
from safetykit.records.query import Query, RowQuery, Values
from safetykit.records.sql import (
    beside_keys,
    filled_text_of,
    hash_of,
    identity_of,
    known_by_hash,
    literal,
    name_of,
    named,
    numbered,
    numbers_by_hash,
    quoted,
    select,
    unclean,
)

__all__ = ["Engine", "RowArrays", "TableFile", "in_order", "open_engine", "told_apart"]

_SETTINGS: Final = {
    "autoinstall_known_extensions": "false",  # no network, ever
    "autoload_known_extensions": "false",
}
_FILE: Final = re.compile(r"^ *file = (.*)$", re.MULTILINE)
_REASON: Final = re.compile(r"\n([^\n]+)\n\s*Possible ")
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
        keys: For each key, a hash of the values of its columns; of Parquet, a place in `values`.
        values: For each key, the values that its places stand for; none where keys are hashes.
        measures: For each measure, what the row adds to it.
        distinct: For each column whose different values are counted, a hash; 0 for a blank.
        kept: Flags of the rows that the query counts; None for all.
    """

    file: npt.NDArray[np.uint32]
    keys: tuple[npt.NDArray[Any], ...]
    measures: tuple[npt.NDArray[Any], ...]
    distinct: tuple[Hashes, ...]
    kept: npt.NDArray[np.bool_] | None
    values: tuple[list[Values], ...] = ()


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
        if files[0].parquet:
            return self._numbered_rows(files, query)
        asked = {f"k{i}": hash_of(key) for i, key in enumerate(query.keys)}
        asked |= beside_keys(query, several=len(files) > 1)
        return _rows(self._ask(named(asked), files), query)

    def _numbered_rows(self, files: Sequence[TableFile], query: Query) -> RowArrays:
        """Number the values of each key by their hash, and read the numbers of each row."""
        source = _source(files[0])
        hashes = {f"h{i}": hash_of(key) for i, key in enumerate(query.keys)}
        beside = beside_keys(query, several=len(files) > 1)
        rows = f"({select(named({**hashes, **beside}), source)})"
        values = []
        with self._session_on(files) as (own, paths):
            for i, key in enumerate(query.keys):
                own.execute(f"CREATE TEMP TABLE t{i} AS {numbered(key, source)}", [paths])
                found = own.execute(select("*", f"t{i} ORDER BY n")).fetchnumpy()
                texts = (found[f"v{j}"].tolist() for j in range(len(key)))
                values.append(list(zip(*texts, strict=True)))
                numbers = numbers_by_hash(i, table=f"t{i}", count=len(values[i]))
                rows += f" JOIN ({numbers}) USING (h{i})"
            wanted = ", ".join([*(f"k{i}" for i in range(len(values))), *beside])
            joined = own.execute(select(wanted, rows), [paths]).fetchnumpy()
        return attrs.evolve(_rows(in_order(joined), query), values=tuple(values))

    def marks(self, files: Sequence[TableFile], query: RowQuery) -> RowArrays:
        """Return the marks of the rows of files of one header, in the order of the rows.

        The one measure flags rows with an identity that `grids.clean` might change.

        Raises:
            InputError: A file cannot be read as CSV with its header.
        """
        parts = ["file_index::UINTEGER AS file"]
        parts += [f"{hash_of(key, query.days)} AS k{i}" for i, key in enumerate(query.keys)]
        parts += [f"{identity_of(column)} AS d{i}" for i, column in enumerate(query.identities)]
        if query.whole:
            cells = ", ".join(f"coalesce({name_of(column)}, '')" for column in files[0].header)
            parts.append(f"hash({cells}) AS d{len(query.identities)}")
        odd = " OR ".join(unclean(column) for column in query.identities)
        found = self._ask(", ".join((*parts, f"({odd or 'false'}) AS odd")), files)
        return RowArrays(
            file=found["file"],
            keys=tuple(found[f"k{i}"] for i in range(len(query.keys))),
            measures=(found["odd"],),
            distinct=tuple(found[f"d{i}"] for i in range(len(query.identities) + query.whole)),
            kept=None,
        )

    def values(
        self, files: Sequence[TableFile], key: Values, days: Values = ()
    ) -> dict[int, Values]:
        """Return the values of a key in files of one header, by their hash; see `RowQuery`."""
        texts = ", ".join(f"{filled_text_of(column, days)} AS v{i}" for i, column in enumerate(key))
        found = self._ask(f"DISTINCT {hash_of(key, days)} AS h, {texts}", files)
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
                own.execute("SELECT * FROM read_parquet(?) LIMIT 0", [literal(path)])
                header = tuple(column[0] for column in own.description)
                own.execute("SELECT num_rows FROM parquet_file_metadata(?)", [literal(path)])
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
        with self._session_on(files) as (own, paths):
            asked = own.execute(select(what, _source(files[0])), [paths])
            found: dict[str, npt.NDArray[Any]] = asked.fetchnumpy()
        return found

    @contextmanager
    def _session_on(self, files: Sequence[TableFile]) -> Iterator[tuple[Any, list[str]]]:
        """Open a session to read files, and say in our words what is wrong with them."""
        try:
            with self._session() as own:
                yield own, [literal(file.path) for file in files]
        except self._error as error:
            raise _refusal(str(error), {file.path: file.name for file in files}) from error


def told_apart(header: Values, wanted: Values) -> Values:
    """Return names under which the engine can hold all columns: for it, capitals are no difference.

    Args:
        header: The names of the columns of a file, where some may be blank or there twice.
        wanted: Those that are asked for; they keep their names.
    """
    taken, names = {name.lower() for name in wanted}, []
    for i, name in enumerate(header):
        if name not in wanted and (not name or name.lower() in taken):
            name = f"column {i + 1} of the file"  # noqa: PLW2901  # nobody asks for it
        taken.add(name.lower())
        names.append(name)
    return tuple(names)


def in_order(rows: dict[str, npt.NDArray[Any]]) -> dict[str, npt.NDArray[Any]]:
    """Return rows in the order of their files, which a join need not keep."""
    file = rows.get("file")
    if file is None or (file[1:] >= file[:-1]).all():
        return rows
    order = np.argsort(file, kind="stable")
    return {name: array[order] for name, array in rows.items()}


def _rows(found: Mapping[str, npt.NDArray[Any]], query: Query) -> RowArrays:
    hashed = [one.column for one in query.distinct]
    of_one = np.broadcast_to(np.uint32(0), found["k0"].shape)  # which takes no memory
    return RowArrays(
        file=found.get("file", of_one),
        keys=tuple(found[f"k{i}"] for i in range(len(query.keys))),
        measures=tuple(
            found[f"d{hashed.index(one.column)}"] != 0
            if known_by_hash(one, hashed)
            else found[f"m{i}"]
            for i, one in enumerate(query.measures)
        ),
        distinct=tuple(found[f"d{i}"] for i in range(len(hashed))),
        kept=found.get("kept"),
    )


def _source(file: TableFile) -> str:
    if file.parquet:
        return "read_parquet(?)"
    schema = ", ".join(f"{quoted(column)}: 'VARCHAR'" for column in file.header)
    sign = "'\"'" if file.quoted else "''"
    return (
        "read_csv(?, auto_detect = false, all_varchar = true, header = true, delim = ',', "
        f"quote = {sign}, escape = {sign}, columns = {{{schema}}})"
    )


def _refusal(message: str, names: Mapping[str, str]) -> InputError:
    """Translate the engine's words: the file and the line that it names, and its first line."""
    file, line = _FILE.search(message), _LINE.search(message)
    place = names.get(file[1], file[1]) if file else "records"
    if len(names) == 1:
        (place,) = names.values()
    words, reason = message.partition("\n")[0], _REASON.search(message)
    words = f"{words}; {reason[1]}" if reason else words
    return InputError(
        f"{place}:{line[1]}" if line else place,
        f"text that is not ({words})",
        "well-formed CSV, or Parquet where the name says so",
        hint="Look for stray quote signs.",
    )
