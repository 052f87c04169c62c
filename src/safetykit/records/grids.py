"""Rows of cells, whatever kind of file holds them: CSV, gzip of it, Parquet, XLSX or ODS.

What belongs here: opening a table, finding its header by the names of its columns, and saying on
which line each row stands. What does not: what a cell means.

A title above the header, a byte-order mark, line ends of any kind and line breaks inside quotes are
read as they come. A file that changes while it is read, is damaged or swells without measure when
unpacked is refused.
"""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import IO, Any, Final, TypeAlias, cast

import attrs

from safetykit.errors import InputError, suggest
from safetykit.extras import need
from safetykit.records.archive import Unpacked
from safetykit.records.mapping import Layout
from safetykit.records.parquet import read_parquet

__all__ = ["Grid", "clean", "first_rows", "open_grid"]

Row: TypeAlias = tuple[int, Sequence[object]]
HEADER_LINES: Final = 60
MAX_UNPACKED_BYTES: Final = 500_000_000
MAX_LINE: Final = 16 << 20
BOOKS: Final = (".xlsx", ".ods")
_APOSTROPHE: Final = re.compile(r"^'(?=[-+=@\d])")
_NOTES: Final = re.compile(r"(?: ?\[notes? [\d, ]+\])+$")


@attrs.frozen(kw_only=True)
class Grid:
    """A table that is open.

    Attributes:
        name: The file, relative to the folder that was read, and the sheet in brackets.
        sha256: Of the bytes on the disk.
        header: The names of the columns, cleaned.
        rows: The line, from 1, and the cells of each row under the header that is not blank.
    """

    name: str
    sha256: str
    header: tuple[str, ...]
    rows: Iterator[Row] = attrs.field(repr=False)

    def place(self, line: int) -> str:
        """Return where a row stands, for an error."""
        return f"{self.name}:{line}"


def clean(value: object) -> str:
    """Return what a cell says as a text: one space between words, none around them.

    An apostrophe with which spreadsheets mark a number as text is dropped, and so are the marks of
    notes at the end, as in `Humberside [note 4]`.

    Examples:
        >>> clean(" 8,801 "), clean(36.0), clean("'-2 NOT APPLICABLE"), clean(None)
        ('8,801', '36', '-2 NOT APPLICABLE', '')
    """
    if isinstance(value, str):
        text = value if value.isalnum() else " ".join(value.split())
        if text.startswith("'"):
            text = _APOSTROPHE.sub("", text)
        return _NOTES.sub("", text) if text.endswith("]") else text
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, dt.date) else str(value)


@contextmanager
def open_grid(
    path: Path, columns: Sequence[str], layout: Layout, *, name: str = ""
) -> Iterator[Grid]:
    """Open a table and find its header.

    Args:
        path: The file.
        columns: The columns that it must have, each once.
        layout: How it is laid out.
        name: What to call the file; its own name if empty.

    Raises:
        InputError: The file cannot be read, or no line among the first 60 holds every column.
        MissingExtraError: The library that reads this kind of file is not installed.
    """
    name = name or path.name
    before = _stamp(path, name)
    with _rows(path, layout, name, columns) as (place, rows):
        header, first = _find_header(place, rows, columns, layout)
        below = _below(rows, first, layout)
        yield Grid(name=place, sha256=_digest(path), header=header, rows=below)
    if _stamp(path, name) != before:
        hint = "Wait until whatever writes it is done, and read it again."
        raise InputError(name, "a file that changed while it was read", "a file at rest", hint=hint)


def first_rows(path: Path, *, lines: int = 10) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return the first lines of each sheet, cleaned, as where a publisher writes its title.

    A file that has no sheets has one without a name.

    Raises:
        InputError: The file cannot be read.
    """
    if path.suffix.lower() in BOOKS:
        book = _book(path, path.name)
        return {sheet: _top(_cells(book, sheet, path.name), lines) for sheet in book.sheet_names}
    with _rows(path, Layout(), path.name) as (_, rows):
        return {"": _top((row for _, row in rows), lines)}


def _top(rows: Iterable[Sequence[object]], lines: int) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(clean(cell) for cell in row) for row in islice(rows, lines))


def _cells(book: Any, sheet: str, name: str) -> list[list[object]]:
    calamine = need("python_calamine", wanted_by="Reading workbooks")
    cells: list[list[object]]
    try:
        cells = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    except (OSError, calamine.CalamineError) as error:
        raise _no_workbook(f"{name}[{sheet}]", error) from error
    return cells


def _no_workbook(name: str, error: Exception) -> InputError:
    hint = "Save it anew as .xlsx or .ods, without a password."
    return InputError(name, f"no workbook ({error})", "a workbook", hint=hint)


def _stamp(path: Path, name: str) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError as error:
        raise _unreadable(name, error) from error
    return found.st_size, found.st_mtime_ns


def _unreadable(name: str, error: OSError) -> InputError:
    hint = f"{error.strerror}. Check the path."
    return InputError(name, "a file that cannot be read", "a table", hint=hint)


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@contextmanager
def _rows(
    path: Path, layout: Layout, name: str, columns: Sequence[str] = ()
) -> Iterator[tuple[str, Iterator[Row]]]:
    if path.suffix.lower() in BOOKS:
        place, rows = _sheet(path, layout, name)
        yield place, rows
    elif path.suffix.lower() == ".parquet":
        yield name, enumerate(read_parquet(path, name, columns), start=1)
    else:
        with _binary(path, name) as stream:
            encoding = "utf-8-sig" if layout.encoding == "utf-8" else layout.encoding
            text = io.TextIOWrapper(stream, encoding=encoding, newline="")
            yield name, _csv(text, layout, name)


@contextmanager
def _binary(path: Path, name: str) -> Iterator[IO[bytes]]:
    try:
        stream = path.open("rb")
    except OSError as error:
        raise _unreadable(name, error) from error
    with stream:
        if path.suffix == ".gz":
            with gzip.GzipFile(fileobj=stream) as unpacked:
                yield cast(IO[bytes], Unpacked(unpacked, path.stat().st_size, name))
        else:
            yield stream


def _csv(text: io.TextIOWrapper, layout: Layout, name: str) -> Iterator[Row]:
    reader = csv.reader(_lines(text), delimiter=layout.delimiter, strict=True)
    line = 1
    while True:
        try:
            row = next(reader, None)
        except UnicodeError as error:
            raise _not_text(error, f"{name}, after line {reader.line_num}", layout) from error
        except csv.Error as error:
            hint = "Look for stray quote signs."
            raise InputError(f"{name}:{line}", str(error), "a line of CSV", hint=hint) from error
        except (EOFError, OSError, zlib.error) as error:
            got, hint = f"a damaged archive ({error})", "Download or copy it again."
            raise InputError(name, got, "a whole gzip file", hint=hint) from error
        if row is None:
            return
        yield line, row
        line = reader.line_num + 1


def _lines(text: io.TextIOWrapper) -> Iterator[str]:
    """Yield the lines of a text; one without an end would fill the memory."""
    while line := text.readline(MAX_LINE):
        if len(line) == MAX_LINE:
            raise csv.Error(f"a line of {MAX_LINE:,} signs or more")
        yield line


def _not_text(error: UnicodeError, place: str, layout: Layout) -> InputError:
    got = "no mark of the order of its bytes"  # which UTF-16 has
    if isinstance(error, UnicodeDecodeError):
        got = f"byte 0x{error.object[error.start]:02x}"
    hint = "Save the file as UTF-8; the layout of a mapping can name another encoding."
    return InputError(place, got, f"text in {layout.encoding}", hint=hint)


def _sheet(path: Path, layout: Layout, name: str) -> tuple[str, Iterator[Row]]:
    book = _book(path, name)
    names = book.sheet_names
    sheet = layout.sheet or (names[0] if len(names) == 1 else "")
    if sheet not in names:
        hint = suggest(sheet, names) or f"Its sheets: {', '.join(names[:20])}."
        raise InputError(name, sheet or "no sheet named", "the name of a sheet", hint=hint)
    return f"{name}[{sheet}]", iter(enumerate(_cells(book, sheet, name), start=1))


def _book(path: Path, name: str) -> Any:
    calamine = need("python_calamine", wanted_by="Reading workbooks")
    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(part.file_size for part in archive.infolist())
        if size > MAX_UNPACKED_BYTES:
            expected = f"at most {MAX_UNPACKED_BYTES:,} bytes when unpacked"
            raise InputError(name, f"{size:,} bytes", expected, hint="Is this the right file?")
        return calamine.CalamineWorkbook.from_path(str(path))
    except (zipfile.BadZipFile, OSError, calamine.CalamineError) as error:
        raise _no_workbook(name, error) from error


def _find_header(
    place: str, rows: Iterator[Row], columns: Sequence[str], layout: Layout
) -> tuple[tuple[str, ...], int]:
    """Return the names of the columns and the line on which they stand."""
    wanted = {clean(column) for column in columns}
    best: tuple[int, int, tuple[str, ...]] = (-1, 1, ())
    for line, row in rows:
        if line > max(HEADER_LINES, layout.header_row):
            break
        header = tuple(clean(cell) for cell in row)
        if layout.header_row and line < layout.header_row:
            continue
        found = len(wanted.intersection(header))
        best = max(best, (found, -line, header))
        if found == len(wanted) or layout.header_row:
            if wanted and not found:
                _refuse_title(f"{place}:{line}", header, wanted, next(rows, None))
            _require_columns(f"{place}:{line}", header, wanted)
            return header, line
    if best[0] >= 0:
        _require_columns(f"{place}:{-best[1]}", best[2], wanted)
    raise InputError(place, "no row", "a header and rows under it")


def _refuse_title(place: str, header: tuple[str, ...], wanted: set[str], below: Row | None) -> None:
    """Refuse a title where the header should be, and say where the header is."""
    if below is not None and wanted <= {clean(cell) for cell in below[1]}:
        hint = f"They stand in line {below[0]}: delete what is above it."
        raise InputError(place, ",".join(header), "the names of the columns here", hint=hint)


def _require_columns(place: str, header: tuple[str, ...], wanted: Iterable[str]) -> None:
    for column in sorted(wanted):
        if header.count(column) != 1:
            times = f"{header.count(column)} columns of this name among: {', '.join(header[:40])}"
            hint = suggest(column, header) or "Is this the table that was meant?"
            raise InputError(place, times, f'one column "{column}"', hint=hint)


def _below(rows: Iterator[Row], first: int, layout: Layout) -> Iterator[Row]:
    for line, row in rows:
        if line <= first or not any(cell is not None and cell != "" for cell in row):
            continue
        if layout.until and clean(row[0]).startswith(layout.until):
            return
        yield line, row
