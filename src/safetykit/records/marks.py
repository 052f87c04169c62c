"""Rows of files as numbers: a code for what stands in some columns, and marks of identities.

What belongs here: reading the rows of CSV files so that arithmetic can go through them, each row
with its line. What does not: what a column means, or which rows count.

The engine reads the files that every reader takes apart alike (`regular`). All others, and those in
which the engine finds anything that is not as the bytes say, are read row by row (`grids`), which
is slower by far, and give the same numbers. So a file that is oddly written costs time and nothing
else.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby
from pathlib import Path
from typing import Final, TypeAlias

import attrs
import numpy as np
import numpy.typing as npt

from safetykit.errors import InputError
from safetykit.records.codebook import Codebook, HashTable
from safetykit.records.counting import SourceFile
from safetykit.records.engine import Engine, RowArrays, TableFile
from safetykit.records.grids import clean, open_grid
from safetykit.records.mapping import Layout
from safetykit.records.query import TIME, RowQuery, Values
from safetykit.records.regular import scan_regular
from safetykit.records.row_list import RowList
from safetykit.records.scan import FileScan

__all__ = ["Codes", "Hashes", "MarkedFile", "read_marks"]

FIRST_BATCH: Final = 32 << 20  # small: its values are not known yet, and are asked for afterwards
BATCH: Final = 192 << 20
_TIME: Final = re.compile(TIME)
Codes: TypeAlias = npt.NDArray[np.int32]
Hashes: TypeAlias = npt.NDArray[np.uint64]


@attrs.frozen(kw_only=True, eq=False)
class MarkedFile:
    """The rows of a file; all arrays have one value for each row of the right length.

    Attributes:
        name: What the file is called.
        sha256: Of the bytes on the disk.
        width: How many columns it has.
        lines: On which line each row stands, from 1.
        wrong: The line and the number of fields of each row of a wrong length.
        codes: For each key of the query, which of its values a row has.
        values: For each key, the cleaned texts of its columns by code; shared by all files.
        identities: For each identity, a hash that is equal for equal texts; 0 for a blank.
        whole: A hash that is equal for rows of this file that are equal; empty if not asked for.
        hash_of: Returns the hash of a text among the identities.
    """

    name: str
    sha256: str
    width: int
    lines: npt.NDArray[np.int64]
    wrong: tuple[tuple[int, int], ...]
    codes: tuple[Codes, ...]
    values: tuple[Sequence[Values], ...]
    identities: tuple[Hashes, ...]
    whole: Hashes
    hash_of: Callable[[str], int]

    @property
    def rows(self) -> int:
        """All rows, those of a wrong length among them."""
        return len(self.lines) + len(self.wrong)


def read_marks(
    engine: Engine,
    files: Sequence[SourceFile],
    query: RowQuery,
    layout: Layout,
    *,
    on_file: Callable[[str], None],
) -> Iterator[MarkedFile]:
    """Yield the files, in order.

    Args:
        engine: An open engine; identities that were read with one can be compared.
        files: CSV files, plain or compressed with gzip.
        query: What to know of each row.
        layout: How the files are laid out, if they are read row by row.
        on_file: Called with the name of each file before it is read.

    Raises:
        InputError: A file cannot be read, lacks a column, or changes while it is read.
    """
    yield from _Reader(engine, query, layout).read(files, on_file)


@attrs.frozen(kw_only=True)
class _Look:
    """A file as it was when it was looked at; no scan if it is not regular."""

    file: SourceFile
    stamp: tuple[int, int] = (0, 0)
    scan: FileScan | None = None


class _Reader:
    """One reading: the engine, and the values that were met."""

    def __init__(self, engine: Engine, query: RowQuery, layout: Layout) -> None:
        self.engine, self.query, self.layout = engine, query, layout
        self.books = tuple(Codebook() for _ in query.keys)
        for key, book in zip(query.keys, self.books, strict=True):
            book.code(("",) * len(key))  # so that the code of blanks is 0
        self._tables = tuple(HashTable(book) for book in self.books)
        self._hashes: dict[str, int] = {"": 0}

    def read(
        self, files: Sequence[SourceFile], on_file: Callable[[str], None]
    ) -> Iterator[MarkedFile]:
        """Yield the files; threads look at later ones meanwhile."""
        pool = ThreadPoolExecutor(os.cpu_count())
        try:
            waiting = [pool.submit(self._look, file) for file in files]
            pile: list[_Look] = []
            size, limit = 0, FIRST_BATCH
            for file, future in zip(files, waiting, strict=True):
                on_file(file.name)
                pile.append(future.result())
                size += pile[-1].stamp[0] * (10 if file.path.suffix == ".gz" else 1)
                if size >= limit:
                    yield from self._batch(pile)
                    pile, size, limit = [], 0, BATCH
            yield from self._batch(pile)
        finally:
            pool.shutdown(cancel_futures=True)

    def _look(self, file: SourceFile) -> _Look:
        try:
            stamp = _stamp(file.path)
        except OSError:
            return _Look(file=file)
        scan = scan_regular(file.path, file.name, columns=self.query.columns)
        return _Look(file=file, stamp=stamp, scan=scan)

    def _batch(self, looks: Sequence[_Look]) -> Iterator[MarkedFile]:
        found: dict[str, MarkedFile] = {}
        regular = sorted(((look.scan, look) for look in looks if look.scan), key=_vintage)
        for _, group in groupby(regular, key=_vintage):
            found |= self._with_engine([look for _, look in group])
        for look in looks:
            name = look.file.name
            yield found.pop(name) if name in found else self._row_by_row(look.file)

    def _with_engine(self, looks: Sequence[_Look]) -> dict[str, MarkedFile]:
        """Return the files of one header in which the engine finds what the bytes say."""
        scans = [look.scan for look in looks if look.scan]
        files = [_table_file(scan) for scan in scans]
        self._expect(scans)
        try:
            rows = self.engine.marks(files, self.query)
            codes = self._codes(files, rows)
        except InputError:
            parts = [self._with_engine([look]) for look in looks] if len(looks) > 1 else []
            return {name: file for part in parts for name, file in part.items()}
        bounds = np.searchsorted(rows.file, np.arange(len(files) + 1)).tolist()
        found = {}
        for i, look in enumerate(looks):
            _require_unchanged(look)
            cut = slice(bounds[i], bounds[i + 1])
            marked = self._marked(scans[i], [code[cut] for code in codes], rows, cut)
            if len(marked.lines) == scans[i].rows and not self._in_doubt(marked, rows, cut):
                found[look.file.name] = marked
        return found

    def _marked(
        self, scan: FileScan, codes: Sequence[Codes], rows: RowArrays, cut: slice
    ) -> MarkedFile:
        hashes = [array[cut] for array in rows.distinct]
        return MarkedFile(
            name=scan.name,
            sha256=scan.sha256,
            width=len(scan.header),
            lines=np.arange(2, 2 + cut.stop - cut.start),
            wrong=(),
            codes=tuple(codes),
            values=tuple(book.values for book in self.books),
            identities=tuple(hashes[: len(self.query.identities)]),
            whole=hashes[-1] if self.query.whole else np.zeros(0, dtype=np.uint64),
            hash_of=self._hash_of,
        )

    def _in_doubt(self, marked: MarkedFile, rows: RowArrays, cut: slice) -> bool:
        """Return whether an identity may want cleaning, or a row may be blank throughout."""
        if rows.measures[0][cut].any():
            return True
        blank = np.ones(len(marked.lines), dtype=np.bool_)
        for hashes in marked.identities:
            blank &= hashes == 0
        for code in marked.codes:
            blank &= code == 0
        return bool(blank.any())

    def _codes(self, files: Sequence[TableFile], rows: RowArrays) -> list[Codes]:
        codes = []
        for key, table, hashes in zip(self.query.keys, self._tables, rows.keys, strict=True):
            found = table.codes(hashes)
            unknown = np.flatnonzero(found < 0)
            if len(unknown):
                _, first = np.unique(hashes[unknown], return_index=True)
                where = np.unique(rows.file[unknown[first]]).tolist()
                values = self.engine.values([files[i] for i in where], key, self.query.days)
                table.learn({n: tuple(map(clean, value)) for n, value in values.items()})
                found[unknown] = table.codes(hashes[unknown])
            codes.append(found)
        return codes

    def _expect(self, scans: Sequence[FileScan]) -> None:
        """Learn the hashes of the values in first rows: months and forces are the same in all."""
        for key, table in zip(self.query.keys, self._tables, strict=True):
            values = {
                tuple(self._text(scan.first[scan.header.index(name)], name) for name in key)
                for scan in scans
                if len(scan.first) == len(scan.header)
            }
            hashes = self.engine.hashes(values)
            table.learn(
                {
                    number: tuple(map(clean, value))
                    for number, value in zip(hashes, values, strict=True)
                }
            )

    def _text(self, text: str, column: str) -> str:
        """Return what a field stands for."""
        if column in self.query.days and _TIME.fullmatch(text):
            return text[: 13 if text[11:13] == "23" else 10]
        return text

    def _hash_of(self, text: str) -> int:
        if text not in self._hashes:
            (self._hashes[text],) = self.engine.hashes([(text,)])
        return self._hashes[text]

    def _row_by_row(self, file: SourceFile) -> MarkedFile:
        with open_grid(file.path, self.query.columns, self.layout, name=file.name) as grid:
            rows = RowList(self.query, grid.header, self.books)
            for line, cells in grid.rows:
                rows.add(line, cells)
        return MarkedFile(
            name=file.name,
            sha256=grid.sha256,
            width=len(grid.header),
            lines=np.array(rows.lines, dtype=np.int64),
            wrong=tuple(rows.wrong),
            codes=tuple(np.array(codes, dtype=np.int32) for codes in rows.codes),
            values=tuple(book.values for book in self.books),
            identities=tuple(self._hashed(texts) for texts in rows.texts),
            whole=np.array(rows.whole, dtype=np.int64).view(np.uint64),
            hash_of=self._hash_of,
        )

    def _hashed(self, texts: Sequence[str]) -> Hashes:
        different = sorted(set(texts) - {""})
        known = dict(zip(different, self.engine.hashes((t,) for t in different), strict=True))
        return np.array([known.get(text, 0) for text in texts], dtype=np.uint64)


def _vintage(one: tuple[FileScan, _Look]) -> tuple[Values, bool, str]:
    scan = one[0]
    return scan.header, scan.quoted, scan.path.suffix


def _table_file(scan: FileScan) -> TableFile:
    return TableFile(path=str(scan.path), name=scan.name, header=scan.header, quoted=scan.quoted)


def _stamp(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_size, found.st_mtime_ns


def _require_unchanged(look: _Look) -> None:
    try:
        same = _stamp(look.file.path) == look.stamp
    except OSError:
        same = False
    if not same:
        hint = "Wait until whatever writes it is done, and read it again."
        got = "a file that changed while it was read"
        raise InputError(look.file.name, got, "a file at rest", hint=hint)
