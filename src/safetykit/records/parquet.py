"""Rows of a Parquet file, one after another.

What belongs here: handing over the cells of a table that is small enough to go through row by row.
What does not: counting records, which the engine does where they lie.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from safetykit.errors import InputError
from safetykit.extras import need
from safetykit.records.sql import literal

__all__ = ["read_parquet"]

_SETTINGS: Final = {
    "autoinstall_known_extensions": "false",  # no network, ever
    "autoload_known_extensions": "false",
}
BATCH: Final = 10_000


def read_parquet(path: Path, name: str) -> Iterator[tuple[Any, ...]]:
    """Yield the names of the columns, and then the cells of each row.

    Args:
        path: The file.
        name: What to call it in an error.

    Raises:
        InputError: The file is no Parquet file, or a damaged one.
        MissingExtraError: DuckDB is not installed.
    """
    duckdb = need("duckdb", wanted_by="Reading Parquet files")
    with duckdb.connect(":memory:", config=_SETTINGS) as connection:
        try:
            # a list of one path: letters such as * are then no pattern of many files
            found = connection.execute("SELECT * FROM read_parquet(?)", [[literal(str(path))]])
            yield tuple(column[0] for column in found.description)
            while rows := found.fetchmany(BATCH):
                yield from rows
        except duckdb.Error as error:
            got = f"no Parquet file ({str(error).splitlines()[0]})"
            hint = "Is this the file that its name says?"
            raise InputError(name, got, "a Parquet file", hint=hint) from error
