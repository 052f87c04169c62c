"""Reading the records that commands take with `--data`, with a bar where it takes long."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from safetykit.cli.console import progress_of

if TYPE_CHECKING:
    from safetykit.records import Counts

__all__ = ["read_all"]


def read_all(paths: Iterable[Path]) -> list[Counts]:
    """Return the counts of each source."""
    from safetykit.records import read_records

    counts = []
    for path in paths:
        with progress_of(f"Reading {path}") as progress:
            counts.append(read_records(path, progress=progress))
    return counts
