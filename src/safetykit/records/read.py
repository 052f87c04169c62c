"""Read records or counts, whichever a path holds.

What belongs here: the choice of a reader. What does not: reading.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from safetykit.errors import InputError
from safetykit.records.counts import Counts, Progress
from safetykit.records.police_uk import STREET_FILE, read_police_uk
from safetykit.records.table import read_counts

__all__ = ["read_records"]


def read_records(
    path: str | os.PathLike[str], *, progress: Callable[[Progress], None] | None = None
) -> Counts:
    """Read a folder of records, or a table of counts.

    Args:
        path: A folder of data.police.uk files, or one such file (see `read_police_uk`); or a table
            of counts, or a folder that holds one with its YAML file (see `read_counts`).
        progress: Called with each step where the job is long.

    Returns:
        The counts.

    Raises:
        InputError: The path does not exist, holds neither or more than one table, or what it holds
            cannot be read.
        MissingExtraError: Records are to be counted and DuckDB is not installed.
    """
    target = Path(path)
    tables = [target] if target.is_file() else _tables(target)
    if target.is_file() and STREET_FILE.fullmatch(target.name):
        tables = []
    if len(tables) > 1:
        names = ", ".join(table.name for table in tables)
        raise InputError("path", names, "a folder with one table of counts", hint="Name the file.")
    return read_counts(tables[0]) if tables else read_police_uk(target, progress=progress)


def _tables(folder: Path) -> list[Path]:
    """Return the CSV files of a folder that have a YAML file of the same name beside them."""
    return sorted(p for p in folder.glob("*.csv") if p.with_suffix(".yaml").is_file())
