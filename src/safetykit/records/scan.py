"""Look at the bytes of a CSV file: its header, its records, and the records of a wrong length.

What belongs here: what can be known of a file without understanding its columns. It is the second
opinion that the engine's row count is held against, so it shares no code with the engine: commas,
quotes and line ends are found with numpy, and a quoted stretch is one with an odd number of quotes
before it. What does not: the meaning of a column.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import attrs
import numpy as np
import numpy.typing as npt

from safetykit.errors import InputError, suggest

__all__ = ["BadRecord", "FileScan", "read_records_at", "scan_file", "without_bad_records"]

_NEWLINE: Final = ord("\n")
_RETURN: Final = ord("\r")
_COMMA: Final = ord(",")
_QUOTE: Final = ord('"')
_BOM: Final = b"\xef\xbb\xbf"
_Positions = npt.NDArray[np.int64]


@attrs.frozen(kw_only=True)
class BadRecord:
    """A record with too few or too many fields: its line, from 1, and where its bytes are."""

    line: int
    fields: int
    start: int
    stop: int


@attrs.frozen(kw_only=True)
class FileScan:
    """What the bytes of a file say.

    Attributes:
        name: Relative to the folder that was read.
        path: Where it is.
        sha256: Of the bytes on the disk.
        header: The names of its columns.
        rows: The records under the header; a line with nothing on it is none.
        bad: Those among them whose number of fields differs from the header's.
    """

    name: str
    path: Path
    sha256: str
    header: tuple[str, ...]
    rows: int
    bad: tuple[BadRecord, ...] = ()


def scan_file(path: Path, name: str, *, columns: tuple[str, ...]) -> FileScan:
    """Scan one CSV file, plain or compressed with gzip.

    Args:
        path: The file.
        name: What to call it in an error.
        columns: The columns that it must have.

    Raises:
        InputError: The file cannot be read, is empty, is not UTF-8, is a truncated archive, ends
            inside a quoted field or lacks a column.
    """
    raw = _read(path, name)
    data = _unpack(raw, name) if path.suffix == ".gz" else raw
    _require_text(data, name)
    starts, stops, fields = _records(data, name)
    header = _header(data[starts[0] : stops[0]], name, columns)
    wrong = np.flatnonzero(fields[1:] != len(header)) + 1
    bad = tuple(
        BadRecord(
            line=_line(data, int(starts[i])),
            fields=int(fields[i]),
            start=int(starts[i]),
            stop=int(stops[i]),
        )
        for i in wrong
    )
    return FileScan(
        name=name,
        path=path,
        sha256=hashlib.sha256(raw).hexdigest(),
        header=header,
        rows=len(starts) - 1,
        bad=bad,
    )


def without_bad_records(scan: FileScan) -> bytes:
    """Return the text of a file, unpacked, without the records of a wrong length."""
    data = _content(scan)
    kept, position = [], 0
    for record in scan.bad:
        kept.append(data[position : record.start])
        position = record.stop + 1
    kept.append(data[position:])
    return b"".join(kept)


def read_records_at(scan: FileScan) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield each record of the right length with its line, from 1, and its fields by column."""
    text = _content(scan).removeprefix(_BOM).decode("utf-8")
    reader = csv.reader(io.StringIO(text, newline=""))
    line, seen_header = 1, False
    for record in reader:
        if seen_header and len(record) == len(scan.header):
            yield line, dict(zip(scan.header, record, strict=True))
        seen_header = seen_header or bool(record)
        line = reader.line_num + 1


def _line(data: bytes, position: int) -> int:
    return data.count(b"\n", 0, position) + 1


def _content(scan: FileScan) -> bytes:
    raw = _read(scan.path, scan.name)
    return _unpack(raw, scan.name) if scan.path.suffix == ".gz" else raw


def _read(path: Path, name: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        hint = f"{error.strerror}."
        raise InputError(name, "a file that cannot be read", "a CSV file", hint=hint) from error


def _unpack(raw: bytes, name: str) -> bytes:
    try:
        return gzip.decompress(raw)
    except (EOFError, OSError, zlib.error) as error:
        hint = f"{error}. Download or copy it again.".capitalize()
        raise InputError(name, "a damaged archive", "a whole gzip file", hint=hint) from error


def _require_text(data: bytes, name: str) -> None:
    if not data.removeprefix(_BOM).strip():
        raise InputError(name, "an empty file", "a header and records", hint="Copy it again.")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        place = f"{name}:{_line(data, error.start)}"
        packed = data.startswith(b"\x1f\x8b")
        hint = "It is compressed: end its name in .gz." if packed else "Save the file as UTF-8."
        got = f"byte 0x{data[error.start]:02x}"
        raise InputError(place, got, "text in UTF-8", hint=hint) from error


def _records(data: bytes, name: str) -> tuple[_Positions, _Positions, _Positions]:
    """Return where each record starts and stops, and its number of fields; the header is first."""
    array = np.frombuffer(data, dtype=np.uint8)
    ends, commas = np.flatnonzero(array == _NEWLINE), np.flatnonzero(array == _COMMA)
    if b'"' in data:
        quotes = np.flatnonzero(array == _QUOTE)
        if len(quotes) % 2:
            place = f"{name}:{_line(data, int(quotes[-1]))}"
            hint = "A quoted field does not end; the file may be cut off."
            raise InputError(place, "an odd number of quote signs", "pairs of them", hint=hint)
        ends = ends[np.searchsorted(quotes, ends) % 2 == 0]
        commas = commas[np.searchsorted(quotes, commas) % 2 == 0]
    if len(ends) == 0 or ends[-1] != len(data) - 1:
        ends = np.append(ends, len(data))
    starts = np.concatenate(([0], ends[:-1] + 1))
    fields = np.diff(np.searchsorted(commas, ends), prepend=0) + 1
    lengths = ends - starts
    blank = (lengths == 0) | (
        (lengths == 1) & (array[np.minimum(starts, len(data) - 1)] == _RETURN)
    )
    return starts[~blank], ends[~blank], fields[~blank]


def _header(line: bytes, name: str, columns: tuple[str, ...]) -> tuple[str, ...]:
    text = line.removeprefix(_BOM).decode("utf-8").rstrip("\r")
    if "\r" in text:
        hint = "Save it with line ends LF or CRLF."
        raise InputError(f"{name}:1", "line ends CR alone", "line ends LF or CRLF", hint=hint)
    header = tuple(next(csv.reader([text])))
    for column in columns:
        if header.count(column) != 1:
            times = f"{header.count(column)} columns of this name among: {', '.join(header)}"
            hint = suggest(column, header) or "Is this a file of another kind?"
            raise InputError(f"{name}:1", times, f'one column "{column}"', hint=hint)
    return header
