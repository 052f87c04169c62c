"""Rows of a Parquet file, one after another.

What belongs here: handing over the cells of a table that is small enough to go through row by row.
What does not: counting records, which the engine does where they lie.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from safetykit.errors import InputError
from safetykit.extras import need
from safetykit.records.sql import literal, name_of, select

__all__ = ["read_parquet"]

_SETTINGS: Final = {
    "autoinstall_known_extensions": "false",  # no network, ever
    "autoload_known_extensions": "false",
}
BATCH: Final = 10_000


def read_parquet(path: Path, name: str, columns: Collection[str]) -> Iterator[tuple[Any, ...]]:
    """Yield the names of the columns, and then the cells of each row.

    A moment with a time zone comes as one in UTC: by the clock of whatever machine reads it, the
    last hour of a month would be in another month.

    Args:
        path: The file.
        name: What to call it in an error.
        columns: The columns that are wanted, which must hold plain values.

    Raises:
        InputError: The file is no Parquet file, or a damaged one; or a column that is wanted holds
            lists, structures or bytes.
        MissingExtraError: DuckDB is not installed.
    """
    duckdb = need("duckdb", wanted_by="Reading Parquet files")
    with duckdb.connect(":memory:", config=_SETTINGS) as connection:
        try:
            # a list of one path: letters such as * are then no pattern of many files
            files = [[literal(str(path))]]
            found = connection.execute("DESCRIBE SELECT * FROM read_parquet(?)", files)
            kinds = {column: kind for column, kind, *_ in found.fetchall()}
            _require_plain(kinds, columns, name)
            what = ", ".join(_value_of(column, kind) for column, kind in kinds.items())
            found = connection.execute(select(what, "read_parquet(?)"), files)
            yield tuple(kinds)
            while rows := found.fetchmany(BATCH):
                yield from rows
        except duckdb.Error as error:
            got = f"no Parquet file ({str(error).splitlines()[0]})"
            hint = "Is this the file that its name says?"
            raise InputError(name, got, "a Parquet file", hint=hint) from error


def _require_plain(kinds: Mapping[str, str], columns: Collection[str], name: str) -> None:
    """Refuse what frames refuse too: values of which nobody can say what they are called."""
    for column, kind in kinds.items():
        nested = kind.endswith("]") or kind.startswith(("STRUCT", "MAP", "UNION", "BLOB"))
        if nested and column in columns:
            expected = "texts, numbers, dates or times"
            hint = "Write the table anew, with one value in each cell; bytes as texts."
            raise InputError(f"{name}, {column}", f"a column of {kind}", expected, hint=hint)


def _value_of(column: str, kind: str) -> str:
    """Return the question for a column; a moment with a zone would want a library of zones."""
    name = name_of(column)
    zoned = kind == "TIMESTAMP WITH TIME ZONE"
    return f"make_timestamp(epoch_us({name})) AS {name}" if zoned else name
