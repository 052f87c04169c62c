"""Count files with the engine, batch by batch: those that are not plain.

What belongs here: batches of files of one header, the hashes of the engine and the values behind
them, and the copy of a file without its records of a wrong length. What does not: which files those
are, and the cache; see `counting`.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from itertools import groupby
from pathlib import Path
from threading import Lock

import attrs
import numpy as np
import numpy.typing as npt

from safetykit.errors import InputError
from safetykit.records.codebook import Codebook, HashTable
from safetykit.records.engine import Engine, RowArrays, TableFile, open_engine, told_apart
from safetykit.records.grouping import group_rows
from safetykit.records.query import GroupTable, Query
from safetykit.records.scan import FileScan, scan_file, sha256_of, without_bad_records

__all__ = ["Batches", "CountedFile", "open_batches", "require_same_rows"]


@attrs.frozen(kw_only=True, eq=False)
class CountedFile:
    """A file that was counted: what its bytes say, and its groups."""

    scan: FileScan
    table: GroupTable


@contextmanager
def open_batches(query: Query, books: Sequence[Codebook]) -> Iterator[Batches]:
    """Make batches ready; the engine is opened when it is first needed, and closed at the end."""
    with ExitStack() as stack:
        beside = ThreadPoolExecutor(os.cpu_count())
        stack.callback(beside.shutdown, cancel_futures=True)  # an error waits for no more of them
        yield Batches(query, books, stack, beside)


class Batches:
    """The engine, threads beside it, and what was learned of its hashes."""

    def __init__(
        self,
        query: Query,
        books: Sequence[Codebook],
        stack: ExitStack,
        beside: ThreadPoolExecutor,
    ) -> None:
        self.query: Query = query
        self.books: Sequence[Codebook] = books
        self._hashed = tuple(HashTable(book) for book in books)
        self._stack, self._beside, self._lock = stack, beside, Lock()
        self._opened: tuple[Engine, Path] | None = None

    def open(self) -> tuple[Engine, Path]:
        """Return the engine and a folder for copies.

        Raises:
            MissingExtraError: The engine is not installed.
        """
        with self._lock:
            if self._opened is None:
                folder = tempfile.TemporaryDirectory(prefix="safetykit-")
                place = Path(self._stack.enter_context(folder))
                self._opened = self._stack.enter_context(open_engine()), place
            return self._opened

    def digest(self, path: Path, name: str) -> Future[str]:
        """Begin the SHA-256 of a file that the engine alone reads: it takes as long as reading."""
        return self._beside.submit(sha256_of, path, name)

    def count(self, scans: Sequence[FileScan]) -> list[CountedFile]:
        """Count the files of a batch, those of one header at a time.

        Raises:
            InputError: A file cannot be read, or has other rows than its scan says.
            MissingExtraError: The engine is not installed.
        """
        engine, folder = self.open()
        try:
            return self._by_header(scans, engine, folder)
        except InputError:
            if all(scan.quoted for scan in scans):
                raise
            scans = [_again(scan, self.query) for scan in scans]
            return self._by_header(scans, engine, folder)

    def _by_header(
        self, scans: Sequence[FileScan], engine: Engine, folder: Path
    ) -> list[CountedFile]:
        counted = []
        ordered = sorted(scans, key=_vintage)
        for _, group in groupby(ordered, key=_vintage):
            part = list(group)
            files = [_sound(scan, folder, self.query) for scan in part]
            tables = self._tables(files, part, engine)
            for scan, table in zip(part, tables, strict=True):
                require_same_rows(scan, table)
                counted.append(CountedFile(scan=scan, table=table))
        place = {scan.name: i for i, scan in enumerate(scans)}
        return sorted(counted, key=lambda one: place[one.scan.name])

    def _tables(
        self, files: Sequence[TableFile], scans: Sequence[FileScan], engine: Engine
    ) -> list[GroupTable]:
        if not files[0].parquet:
            with self._lock:
                self._expect(scans, engine)
        rows = engine.rows(files, self.query)
        with self._lock:
            return self._grouped(files, rows, engine)

    def _grouped(
        self, files: Sequence[TableFile], rows: RowArrays, engine: Engine
    ) -> list[GroupTable]:
        codes = [self._codes(i, files, rows, engine) for i in range(len(self.books))]
        return group_rows(
            self.query,
            self.books,
            codes,
            file=rows.file,
            files=len(files),
            measures=rows.measures,
            distinct=rows.distinct,
            kept=rows.kept,
        )

    def _codes(
        self, i: int, files: Sequence[TableFile], rows: RowArrays, engine: Engine
    ) -> npt.NDArray[np.int32]:
        """Return the code of each row's value of a key."""
        if rows.values:
            known = self.books[i].codes(rows.values[i])
            same = bool((known == np.arange(len(known))).all())  # of the first file or batch
            return rows.keys[i] if same else known[rows.keys[i]]
        table, hashes = self._hashed[i], rows.keys[i]
        found = table.codes(hashes)
        unknown = np.flatnonzero(found < 0)
        if len(unknown):
            where = [0]
            if len(files) > 1:
                _, first = np.unique(hashes[unknown], return_index=True)
                where = np.unique(rows.file[unknown[first]]).tolist()
            table.learn(engine.values([files[k] for k in where], self.query.keys[i]))
            found[unknown] = table.codes(hashes[unknown])
        return found

    def _expect(self, scans: Sequence[FileScan], engine: Engine) -> None:
        """Learn the hashes of values to come: those of first rows, and those that a cache brought.

        Months and forces are the same in all rows of a file.
        """
        for key, book in zip(self.query.keys, self._hashed, strict=True):
            values = {
                tuple(scan.first[scan.header.index(column)] for column in key)
                for scan in scans
                if len(scan.first) == len(scan.header)
            }
            ordered = sorted(values.union(book.strangers()))
            book.learn(dict(zip(engine.hashes(ordered), ordered, strict=True)))


def _vintage(scan: FileScan) -> tuple[tuple[str, ...], bool, str]:
    return scan.header, scan.quoted, scan.path.suffix


def _again(scan: FileScan, query: Query) -> FileScan:
    if scan.quoted or scan.path.suffix == ".parquet":
        return scan
    return scan_file(scan.path, scan.name, columns=query.columns, careful=True)


def _sound(scan: FileScan, folder: Path, query: Query) -> TableFile:
    """Return a file, or a copy of it without the records of a wrong length."""
    path = scan.path
    if scan.bad:
        path = folder / f"{scan.sha256}.csv"
        path.write_bytes(without_bad_records(scan))
    header = told_apart(scan.header, query.columns)
    return TableFile(path=str(path), name=scan.name, header=header, quoted=scan.quoted)


def require_same_rows(scan: FileScan, table: GroupTable) -> None:
    """Hold the rows that were grouped against the records that the scan found.

    Raises:
        InputError: The two counts differ.
    """
    found, expected = table.rows_seen, scan.rows - len(scan.bad)
    if found != expected:
        raise InputError(
            scan.name,
            f"{found:,} rows by one count and {expected:,} by another",
            "a file whose rows can be told apart without doubt",
            hint="Look for stray quote signs, or download it again.",
        )
