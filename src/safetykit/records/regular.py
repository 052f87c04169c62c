"""Tell whether a CSV file is so regular that every reader takes the same rows from it.

What belongs here: a look at the bytes of a file, before the engine is trusted to see in it what
Python's csv module would see, on the same lines. What does not: reading rows.

Each line of a regular file is one row of as many fields as the header, and no row is broken over
lines. Its line ends are of one kind, it holds no control sign, no field beyond what the csv module
takes, and a quote sign only around a field, or doubled inside one.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import attrs
import numpy as np

from safetykit.errors import InputError
from safetykit.records.grids import clean
from safetykit.records.query import Values
from safetykit.records.scan import FileScan, scan_file, without_bad_records

__all__ = ["scan_regular"]

STRETCH: Final = 1 << 16  # with a line end in each, no field reaches the csv module's 131,072
CHUNK: Final = 1 << 18  # small enough to stay in the processor's cache
_BOM: Final = b"\xef\xbb\xbf"
_NEWLINE: Final = ord("\n")
_PRINTED: Final = ord(" ")
_QUOTE: Final = ord('"')
_BEFORE: Final = np.frombuffer(b',\n"', dtype=np.uint8)
_AFTER: Final = np.frombuffer(b',\r\n"', dtype=np.uint8)


def scan_regular(path: Path, name: str, *, columns: Values) -> FileScan | None:
    """Return the scan of a regular file; None for any other, and for one that cannot be read.

    Args:
        path: The file, plain or compressed with gzip.
        name: What to call it.
        columns: The columns that it must have.
    """
    look = _Lines()
    try:
        scan = scan_file(path, name, columns=columns, look=look.add)
        if scan.bad:
            return None
        if not scan.first:  # the quick look was not enough
            look = _Lines()
            look.add_all(without_bad_records(scan))
    except InputError:
        return None
    plain = tuple(clean(column) for column in scan.header) == scan.header
    return scan if plain and look.even and look.lines == scan.rows + 1 else None


@attrs.define
class _Lines:
    """The lines of a file, block by block: how many, and whether they are even."""

    lines: int = 0
    even: bool = True
    _returns: int = 0

    def add(self, _: Values, text: bytes, _start: int) -> None:
        """Look at a block of whole lines."""
        ends, unprinted = _signs(text)
        returns = text.count(b"\r") if b"\r" in text else 0
        open_end = not text.endswith(b"\n")
        self.lines += ends + open_end
        self._returns += returns
        self.even = (
            self.even
            and self._returns in (0, self.lines - open_end)
            and returns == (text.count(b"\r\n") if returns else 0)
            and unprinted == ends + returns
            and _has_ends(text)
        )

    def add_all(self, text: bytes) -> None:
        """Look at a whole file that may hold quote signs."""
        self.add((), text.removeprefix(_BOM), 0)
        self.even = self.even and (b'"' not in text or _quotes_fields(text.removeprefix(_BOM)))


def _signs(text: bytes) -> tuple[int, int]:
    """Return how many line ends there are, and how many signs that cannot be printed."""
    signs, ends, unprinted = np.frombuffer(text, dtype=np.uint8), 0, 0
    for i in range(0, len(signs), CHUNK):
        part = signs[i : i + CHUNK]
        ends += int(np.count_nonzero(part == _NEWLINE))
        unprinted += int(np.count_nonzero(part < _PRINTED))
    return ends, unprinted


def _has_ends(text: bytes) -> bool:
    """Return whether there is a line end in every stretch."""
    stretches = range(0, len(text) - STRETCH, STRETCH)
    return all(text.find(b"\n", i, i + STRETCH) >= 0 for i in stretches)


def _quotes_fields(text: bytes) -> bool:
    """Return whether quote signs stand around whole fields alone, or doubled inside them."""
    signs = np.frombuffer(b"\n" + text + b"\n", dtype=np.uint8)
    quotes = np.flatnonzero(signs == _QUOTE)
    before, after = signs[quotes[::2] - 1], signs[quotes[1::2] + 1]
    return bool(np.isin(before, _BEFORE).all() and np.isin(after, _AFTER).all())
