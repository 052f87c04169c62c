"""Count the rows of files by a query, each file read once, and hold two counts against each other.

What belongs here: the order of work: the scan of bytes in threads beside the engine, batches, the
cache, and the checks that no row was lost and no file changed. What does not: what a column means.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import groupby
from pathlib import Path
from threading import Lock
from typing import Final

import attrs
import numpy as np

from safetykit.errors import InputError
from safetykit.records.cache import Cache
from safetykit.records.engine import Engine, RowArrays, TableFile, open_engine
from safetykit.records.grouping import Codebook, group_rows
from safetykit.records.query import GroupTable, Query
from safetykit.records.scan import FileScan, scan_file, scan_parquet, without_bad_records

__all__ = ["CountedFile", "SourceFile", "count_files"]

FIRST_BATCH: Final = 32 << 20  # small: its values are not known yet, and are asked for afterwards
BATCH: Final = 192 << 20
_AHEAD: Final = 64  # scans in advance of the engine


@attrs.frozen(kw_only=True)
class SourceFile:
    """A file to count, and what to call it."""

    path: Path
    name: str


@attrs.frozen(kw_only=True, eq=False)
class CountedFile:
    """A file that was counted: what its bytes say, and its groups."""

    scan: FileScan
    table: GroupTable


@attrs.frozen(kw_only=True)
class _Stamp:
    """By what a file that changes is known."""

    size: int
    time: int
    inode: int


def count_files(
    files: Sequence[SourceFile],
    query: Query,
    *,
    cache: Cache | None = None,
    on_file: Callable[[str], None] | None = None,
) -> list[CountedFile]:
    """Count the rows of CSV files (plain or gzip) or Parquet files.

    Every file is counted twice, by ways that share no code; rows of a wrong length are left out of
    the table and stand in the scan.

    Args:
        files: The files.
        query: What to count.
        cache: Where the tables of files that were counted before are found and kept.
        on_file: Called with the name of each file as it is looked at.

    Returns:
        The files in the order given.

    Raises:
        InputError: A file cannot be read, lacks a column, changes while it is read, or has more
            rows by one count than by the other.
        MissingExtraError: DuckDB is not installed.
    """
    work, on_file = _Work(query, cache), on_file or _ignore
    found: dict[str, CountedFile] = {}
    rest = []
    for file in files:
        if (known := work.remembered(file)) is not None:
            on_file(file.name)
            found[file.name] = known
        else:
            rest.append(file)
    if rest:
        with open_engine() as engine, tempfile.TemporaryDirectory(prefix="safetykit-") as folder:
            for counted in work.count(rest, engine, Path(folder), on_file):
                found[counted.scan.name] = counted
    if cache is not None:
        cache.close()
    return [found[file.name] for file in files]


def _ignore(_: str) -> None:
    """Report to nobody."""


class _Work:
    """One run: the query, and the values that were met."""

    def __init__(self, query: Query, cache: Cache | None) -> None:
        self.query, self.cache = query, cache
        self.books = tuple(Codebook() for _ in query.keys)
        self._lock = Lock()

    def remembered(self, file: SourceFile) -> CountedFile | None:
        """Return a file whose table is in the cache, if it has not changed since."""
        sha256 = self.cache.checksum(file.path) if self.cache else None
        return self._of_cache(file, sha256) if sha256 else None

    def _of_cache(self, file: SourceFile, sha256: str) -> CountedFile | None:
        held = self.cache.find(sha256, self.query, self.books) if self.cache else None
        if held is None:
            return None
        scan = attrs.evolve(held[0], name=file.name, path=file.path)
        return CountedFile(scan=scan, table=held[1])

    def count(
        self,
        files: Sequence[SourceFile],
        engine: Engine,
        folder: Path,
        on_file: Callable[[str], None],
    ) -> Iterator[CountedFile]:
        """Yield the files, batch by batch; one is grouped while the engine reads another."""
        batch: list[tuple[FileScan, _Stamp]] = []
        size, limit = 0, FIRST_BATCH
        working: list[Future[list[CountedFile]]] = []
        with ThreadPoolExecutor(2) as pool:
            for file, (scan, stamp) in zip(files, self._scans(files, engine), strict=True):
                on_file(file.name)
                if self.cache and (known := self._known(file, scan.sha256)) is not None:
                    yield known
                    continue
                batch.append((scan, stamp))
                size += stamp.size * (10 if file.path.suffix == ".gz" else 1)
                if size >= limit:
                    working.append(pool.submit(self._batch, batch, engine, folder))
                    batch, size, limit = [], 0, BATCH
                if len(working) > 2:
                    yield from working.pop(0).result()
            working.append(pool.submit(self._batch, batch, engine, folder))
            for future in working:
                yield from future.result()

    def _known(self, file: SourceFile, sha256: str) -> CountedFile | None:
        with self._lock:
            known = self._of_cache(file, sha256)
            if known is not None and self.cache is not None:
                self.cache.remember(file.path, sha256)
        return known

    def _scans(
        self, files: Sequence[SourceFile], engine: Engine
    ) -> Iterator[tuple[FileScan, _Stamp]]:
        """Scan files in threads, in order and not far in advance."""
        waiting: list[Future[tuple[FileScan, _Stamp]]] = []
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            for file in files:
                waiting.append(pool.submit(self._scan, file, engine))
                if len(waiting) > _AHEAD:
                    yield waiting.pop(0).result()
            for future in waiting:
                yield future.result()

    def _scan(self, file: SourceFile, engine: Engine) -> tuple[FileScan, _Stamp]:
        stamp, columns = _stamp(file), self.query.columns
        if file.path.suffix == ".parquet":
            header, rows = engine.parquet_facts(str(file.path), file.name)
            return scan_parquet(file.path, file.name, header, rows, columns=columns), stamp
        return scan_file(file.path, file.name, columns=columns), stamp

    def _batch(
        self, batch: Sequence[tuple[FileScan, _Stamp]], engine: Engine, folder: Path
    ) -> list[CountedFile]:
        """Count the files of a batch, those of one header at a time."""
        scans = [scan for scan, _ in batch]
        try:
            counted = self._by_header(scans, engine, folder)
        except InputError:
            if all(scan.quoted for scan in scans):
                raise
            scans = [_again(scan, self.query) for scan in scans]
            counted = self._by_header(scans, engine, folder)
        for (scan, stamp), _ in zip(batch, counted, strict=True):
            _require_unchanged(scan, stamp)
        if self.cache is not None:
            tables = [one.table for one in counted]
            with self._lock:
                self.cache.keep([one.scan for one in counted], tables, self.query)
        return counted

    def _by_header(
        self, scans: Sequence[FileScan], engine: Engine, folder: Path
    ) -> list[CountedFile]:
        counted = []
        ordered = sorted(scans, key=_vintage)
        for _, group in groupby(ordered, key=_vintage):
            part = list(group)
            files = [_sound(scan, folder) for scan in part]
            tables = self._tables(files, part, engine)
            for scan, table in zip(part, tables, strict=True):
                _require_same_rows(scan, table)
                counted.append(CountedFile(scan=scan, table=table))
        place = {scan.name: i for i, scan in enumerate(scans)}
        return sorted(counted, key=lambda one: place[one.scan.name])

    def _tables(
        self, files: Sequence[TableFile], scans: Sequence[FileScan], engine: Engine
    ) -> list[GroupTable]:
        with self._lock:
            self._expect(scans, engine)
        rows = engine.rows(files, self.query)
        with self._lock:
            return self._grouped(files, rows, engine)

    def _grouped(
        self, files: Sequence[TableFile], rows: RowArrays, engine: Engine
    ) -> list[GroupTable]:
        codes = []
        for key, book, hashes in zip(self.query.keys, self.books, rows.keys, strict=True):
            found = book.codes(hashes)
            unknown = np.flatnonzero(found < 0)
            if len(unknown):
                _, first = np.unique(hashes[unknown], return_index=True)
                where = np.unique(rows.file[unknown[first]]).tolist()
                book.learn(engine.values([files[i] for i in where], key))
                found[unknown] = book.codes(hashes[unknown])
            codes.append(found)
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

    def _expect(self, scans: Sequence[FileScan], engine: Engine) -> None:
        """Learn the hashes of values to come: those of first rows, and those that a cache brought.

        Months and forces are the same in all rows of a file.
        """
        for key, book in zip(self.query.keys, self.books, strict=True):
            values = {
                tuple(scan.first[scan.header.index(column)] for column in key)
                for scan in scans
                if len(scan.first) == len(scan.header)
            }
            ordered = sorted(values.union(book.strangers()))
            book.learn(dict(zip(engine.hashes(ordered), ordered, strict=True)))


def _vintage(scan: FileScan) -> tuple[tuple[str, ...], bool, str]:
    return scan.header, scan.quoted, scan.path.suffix


def _stamp(file: SourceFile) -> _Stamp:
    try:
        found = file.path.stat()
    except OSError as error:
        hint = f"{error.strerror}."
        raise InputError(file.name, "a file that cannot be read", "a file", hint=hint) from error
    return _Stamp(size=found.st_size, time=found.st_mtime_ns, inode=found.st_ino)


def _require_unchanged(scan: FileScan, before: _Stamp) -> None:
    if _stamp(SourceFile(path=scan.path, name=scan.name)) != before:
        raise InputError(
            scan.name,
            "a file that changed while it was read",
            "a file that stays as it is",
            hint="Wait until it is written, and read again.",
        )


def _again(scan: FileScan, query: Query) -> FileScan:
    if scan.quoted or scan.path.suffix == ".parquet":
        return scan
    return scan_file(scan.path, scan.name, columns=query.columns, careful=True)


def _sound(scan: FileScan, folder: Path) -> TableFile:
    """Return a file, or a copy of it without the records of a wrong length."""
    path = scan.path
    if scan.bad:
        path = folder / f"{scan.sha256}.csv"
        path.write_bytes(without_bad_records(scan))
    return TableFile(path=str(path), name=scan.name, header=scan.header, quoted=scan.quoted)


def _require_same_rows(scan: FileScan, table: GroupTable) -> None:
    """Hold the engine's rows of a file against the records that the scan found."""
    found, expected = table.rows_seen, scan.rows - len(scan.bad)
    if found != expected:
        raise InputError(
            scan.name,
            f"{found:,} rows by one count and {expected:,} by another",
            "a file whose rows can be told apart without doubt",
            hint="Look for stray quote signs, or download it again.",
        )
