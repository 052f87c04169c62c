"""The header of a CSV file: its names, and what is wrong with them.

What belongs here: reading the first line, and refusing a title above it or a column that is missing
or there twice. What does not: the records under it; see `scan`.
"""

from __future__ import annotations

import csv
from typing import Final

from safetykit.errors import InputError, suggest

__all__ = ["read_header", "require_columns", "require_header_first"]

_BOM: Final = b"\xef\xbb\xbf"


def require_header_first(first: bytes, second: bytes, name: str, columns: tuple[str, ...]) -> None:
    """Refuse a title above the header: what stands there is for people to see and decide."""
    top, below = _fields(first), _fields(second)
    if columns and set(columns) <= set(below) and not set(columns) & set(top):
        expected = "the names of the columns in the first line"
        hint = "They stand in the next line: delete what is above it."
        raise InputError(f"{name}:1", ",".join(top), expected, hint=hint)


def _fields(line: bytes) -> tuple[str, ...]:
    text = line.removeprefix(_BOM).decode("utf-8").rstrip("\r")
    try:
        return tuple(next(csv.reader([text]), ()))
    except csv.Error:  # a field beyond the limit of the module
        return tuple(text.split(","))


def read_header(line: bytes, name: str, columns: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of the columns; see `require_columns`."""
    header = _fields(line)
    require_columns(header, name, columns)
    return header


def require_columns(header: tuple[str, ...], name: str, columns: tuple[str, ...]) -> None:
    """Refuse a header that does not name each of some columns once."""
    for column in columns:
        if header.count(column) != 1:
            times = f"{header.count(column)} columns of this name among: {', '.join(header)}"
            hint = suggest(column, header) or "Is this a file of another kind?"
            raise InputError(f"{name}:1", times, f'one column "{column}"', hint=hint)
