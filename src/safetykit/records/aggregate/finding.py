"""Which files are tables of figures that partners sent.

What belongs here: telling them from other records by their form. What does not: reading them.
"""

from __future__ import annotations

import csv
import io
import os
from pathlib import Path
from typing import Final

from safetykit.errors import DocumentError
from safetykit.serial import read_text
from safetykit.serial.sheets import read_book, unguard_csv

__all__ = ["find_figures"]

OWN: Final = frozenset({"period", "indicator", "value"})
BESIDE: Final = (".yaml", ".mapping.yaml")
MAX_BYTES: Final = 100_000_000
LOCK: Final = "~$"  # what a spreadsheet program leaves beside an open file


def find_figures(path: str | os.PathLike[str]) -> tuple[Path, ...]:
    """Return the tables of figures that a path names or holds; none if it holds other records.

    If one file of a folder is such a table, all its CSV files and workbooks are taken for such, so
    that one with a misspelt header is refused and not passed over.

    Args:
        path: A CSV file or a workbook, or a folder of them.
    """
    target = Path(path)
    if target.is_file():
        return (target,) if _is_table(target) else ()
    if not target.is_dir():
        return ()
    files = sorted(p for p in target.iterdir() if _may_be(p))
    return tuple(files) if any(_is_table(file) for file in files) else ()


def _may_be(path: Path) -> bool:
    """Return whether a file may be such a table: no counts and no mapping stand beside it."""
    if path.suffix.lower() not in (".csv", ".xlsx") or path.name.startswith((LOCK, ".")):
        return False
    return path.is_file() and not any((path.parent / (path.stem + end)).is_file() for end in BESIDE)


def _is_table(path: Path) -> bool:
    if not _may_be(path):
        return False
    try:
        heads = _book_heads(path) if path.suffix.lower() == ".xlsx" else [_csv_head(path)]
    except DocumentError:  # not readable as a table at all: whoever reads it next says why
        return False
    return any({" ".join(f.replace("_", " ").split()).lower() for f in h} >= OWN for h in heads)


def _csv_head(path: Path) -> list[str]:
    content = read_text(path, max_bytes=MAX_BYTES).content
    first = next((line for line in content.splitlines() if line.strip()), "")
    try:
        return [unguard_csv(field) for field in next(csv.reader(io.StringIO(first)), [])]
    except csv.Error:  # a field beyond the limit of the module: no header of ours
        return []


def _book_heads(path: Path) -> list[list[str]]:
    filled = [sheet for sheet in read_book(path).sheets.values() if sheet.rows]
    return [[cell.text for cell in sheet.rows[min(sheet.rows)].values()] for sheet in filled]
