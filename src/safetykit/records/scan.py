"""Look at the bytes of a CSV file: its header, its records, and the records of a wrong length.

What belongs here: what can be known of a file without understanding its columns. It is the second
opinion that the engine's row count is held against, so it shares no code with the engine: commas,
quotes and line ends are found with numpy, and a quoted stretch is one with an odd number of quotes
before it. What does not: the meaning of a column.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import attrs
import numpy as np
import numpy.typing as npt

from safetykit.errors import InputError
from safetykit.records.archive import unpack_gzip
from safetykit.records.byte_counts import ByteCounts, Look, count_bytes
from safetykit.records.header import read_header, require_columns, require_header_first

__all__ = [
    "BadRecord",
    "FileScan",
    "read_records_at",
    "scan_file",
    "scan_parquet",
    "sha256_of",
    "without_bad_records",
]

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
        quoted: Whether a quote sign may be in it.
        first: The fields of its first row, where that was easy to tell.
    """

    name: str
    path: Path
    sha256: str
    header: tuple[str, ...]
    rows: int
    bad: tuple[BadRecord, ...] = ()
    quoted: bool = True
    first: tuple[str, ...] = ()


def scan_file(
    path: Path,
    name: str,
    *,
    columns: tuple[str, ...],
    careful: bool = False,
    look: Look | None = None,
) -> FileScan:
    """Scan one CSV file, plain or compressed with gzip.

    Args:
        path: The file.
        name: What to call it in an error.
        columns: The columns that it must have.
        careful: Whether to find each record, though counting line ends and commas would do.
        look: Called with the blocks of a plain file; see `count_bytes`.

    Raises:
        InputError: The file cannot be read, is empty, is not UTF-8, is a damaged archive or one
            that unpacks to too much, ends inside a quoted field, has a line end CR alone or lacks
            a column.
    """
    quick = None if careful or path.suffix == ".gz" else _quick(path, name, look)
    if quick and set(columns) <= set(quick.header):
        require_columns(quick.header, name, columns)
        return FileScan(
            name=name,
            path=path,
            sha256=quick.sha256,
            header=quick.header,
            rows=quick.rows,
            quoted=False,
            first=quick.first,
        )
    return _careful_scan(path, name, columns)


def _careful_scan(path: Path, name: str, columns: tuple[str, ...]) -> FileScan:
    raw = _read(path, name)
    data = unpack_gzip(raw, name) if path.suffix == ".gz" else raw
    _require_text(data, name)
    starts, stops, fields = _records(data, name)
    if len(starts) > 1:
        require_header_first(data[starts[0] : stops[0]], data[starts[1] : stops[1]], name, columns)
    header = read_header(data[starts[0] : stops[0]], name, columns)
    wrong = np.flatnonzero(fields[1:] != len(header)) + 1
    lines = _lines(data, starts[wrong])
    return FileScan(
        name=name,
        path=path,
        sha256=hashlib.sha256(raw).hexdigest(),
        header=header,
        rows=len(starts) - 1,
        bad=tuple(
            BadRecord(line=line, fields=int(fields[i]), start=int(starts[i]), stop=int(stops[i]))
            for i, line in zip(wrong, lines, strict=True)
        ),
        quoted=b'"' in data,
    )


def scan_parquet(
    path: Path, name: str, header: tuple[str, ...], rows: int, *, columns: tuple[str, ...]
) -> FileScan:
    """Return the scan of a Parquet file, whose own end states its columns and rows.

    Its SHA-256 is not in it yet: to take it is a fifth of the work, and can go on beside the rest.

    Raises:
        InputError: It lacks a column.
    """
    require_columns(header, name, columns)
    return FileScan(name=name, path=path, sha256="", header=header, rows=rows, quoted=False)


def sha256_of(path: Path, name: str) -> str:
    """Return the SHA-256 of a file in hexadecimal digits; other threads work meanwhile.

    Raises:
        InputError: The file cannot be read.
    """
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise _unreadable(name, error) from error


def _quick(path: Path, name: str, look: Look | None) -> ByteCounts | None:
    try:
        return count_bytes(path, look)
    except OSError as error:
        raise _unreadable(name, error) from error


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
    try:
        for record in reader:
            if seen_header and len(record) == len(scan.header):
                yield line, dict(zip(scan.header, record, strict=True))
            seen_header = seen_header or bool(record)
            line = reader.line_num + 1
    except csv.Error as error:
        got = f"a record that cannot be read ({error})"
        raise InputError(f"{scan.name}:{line}", got, "fields of usual length") from error


def _line(data: bytes, position: int) -> int:
    return data.count(b"\n", 0, position) + 1


def _lines(data: bytes, positions: _Positions) -> list[int]:
    """Return the lines of many places at once: to count up to each takes hours."""
    if not len(positions):
        return []
    ends = np.flatnonzero(np.frombuffer(data, dtype=np.uint8) == _NEWLINE)
    lines: list[int] = (np.searchsorted(ends, positions) + 1).tolist()
    return lines


def _content(scan: FileScan) -> bytes:
    raw = _read(scan.path, scan.name)
    return unpack_gzip(raw, scan.name) if scan.path.suffix == ".gz" else raw


def _read(path: Path, name: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise _unreadable(name, error) from error


def _unreadable(name: str, error: OSError) -> InputError:
    return InputError(name, "a file that cannot be read", "a CSV file", hint=f"{error.strerror}.")


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
    quotes = np.flatnonzero(array == _QUOTE)
    if len(quotes):
        if len(quotes) % 2:
            place = f"{name}:{_line(data, int(quotes[-1]))}"
            hint = "A quoted field does not end; the file may be cut off."
            raise InputError(place, "an odd number of quote signs", "pairs of them", hint=hint)
        ends = ends[np.searchsorted(quotes, ends) % 2 == 0]
        commas = commas[np.searchsorted(quotes, commas) % 2 == 0]
    if len(ends) == 0 or ends[-1] != len(data) - 1:
        ends = np.append(ends, len(data))
    _require_line_ends(data, array, quotes, name)
    starts = np.concatenate(([0], ends[:-1] + 1))
    fields = np.diff(np.searchsorted(commas, ends), prepend=0) + 1
    lengths = ends - starts
    blank = (lengths == 0) | (
        (lengths == 1) & (array[np.minimum(starts, len(data) - 1)] == _RETURN)
    )
    return starts[~blank], ends[~blank], fields[~blank]


def _require_line_ends(
    data: bytes, array: npt.NDArray[np.uint8], quotes: _Positions, name: str
) -> None:
    """Refuse a CR that ends a line alone: programs differ in what they take it for."""
    if data.count(b"\r") == data.count(b"\r\n"):
        return
    returns = np.flatnonzero(array == _RETURN)
    after = array[np.minimum(returns + 1, len(array) - 1)]
    inside = np.searchsorted(quotes, returns) % 2 == 1
    alone = returns[(after != _NEWLINE) & ~inside]
    if len(alone):
        place = f"{name}:{_line(data, int(alone[0]))}"
        hint = "Save it with line ends LF or CRLF."
        raise InputError(place, "line ends CR alone", "line ends LF or CRLF", hint=hint)
