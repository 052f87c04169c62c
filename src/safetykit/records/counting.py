"""Count the rows of files by a query, each file read once, and hold two counts against each other.

What belongs here: the order of work: files in threads, the cache, and the checks that no row was
lost and no file changed. What does not: what a column means, and the two readers: plain files are
taken apart at once (`plain`), and the others wait for the engine (`batches`).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Lock
from typing import Final

import attrs
import numpy as np

from safetykit.errors import InputError
from safetykit.records.batches import Batches, CountedFile, open_batches, require_same_rows
from safetykit.records.cache import Cache
from safetykit.records.codebook import Codebook, HashTable
from safetykit.records.grouping import group_rows
from safetykit.records.plain import PlainRows, reads
from safetykit.records.query import GroupTable, Query, Values
from safetykit.records.scan import FileScan, scan_file, scan_parquet

__all__ = ["CountedFile", "SourceFile", "count_files"]

FIRST_BATCH: Final = 32 << 20  # small: its values are not known yet, and are asked for afterwards
BATCH: Final = 192 << 20
_AHEAD: Final = 64  # scans in advance of the engine
_KEPT: Final = (32 << 20) - 8192  # the most that glibc takes for its limit


@attrs.frozen(kw_only=True)
class SourceFile:
    """A file to count, and what to call it."""

    path: Path
    name: str


@attrs.frozen(kw_only=True)
class _Stamp:
    """By what a file that changes is known."""

    size: int
    time: int
    inode: int


@attrs.frozen(kw_only=True, eq=False)
class _Look:
    """What the bytes of a file say, and its groups if it is plain or was counted before."""

    scan: FileScan
    stamp: _Stamp
    table: GroupTable | None = None
    known: CountedFile | None = None
    digest: Future[str] | None = None  # a SHA-256 that is not in the scan yet


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
    _keep_freed_memory()
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
        with open_batches(query, work.books) as batches:
            for counted in work.count(rest, batches, on_file):
                found[counted.scan.name] = counted
    if cache is not None:
        cache.close()
    return [found[file.name] for file in files]


def _keep_freed_memory() -> None:
    """Have freed blocks of up to 32 MB used again, instead of given back to the system.

    The arrays of a file are made and freed for each file. Fresh from the system each time, their
    memory takes as long as a third of all reading. glibc raises its limit to the size of any block
    that is freed, as here of one that nobody wrote to; other systems take no notice.
    """
    np.empty(_KEPT, dtype=np.uint8)


def _ignore(_: str) -> None:
    """Report to nobody."""


class _Work:
    """One run: the query, and the values that were met."""

    def __init__(self, query: Query, cache: Cache | None) -> None:
        self.query, self.cache = query, cache
        self.books = tuple(Codebook() for _ in query.keys)
        self._hashed = tuple(HashTable(book) for book in self.books)
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
        self, files: Sequence[SourceFile], batches: Batches, on_file: Callable[[str], None]
    ) -> Iterator[CountedFile]:
        """Yield the files; those that are not plain go to the engine, batch by batch."""
        plain, others = _Pile(BATCH, self._kept), _Pile(FIRST_BATCH, self._engine(batches))
        with ThreadPoolExecutor(2) as pool:
            for file, look in zip(files, self._looks(files, batches), strict=True):
                on_file(file.name)
                if look.known is not None:
                    yield look.known
                else:
                    pile = others if look.table is None else plain
                    yield from pile.add(look, pool)
            yield from plain.rest(pool)
            yield from others.rest(pool)

    def _known(self, file: SourceFile, sha256: str) -> CountedFile | None:
        if self.cache is None:
            return None
        with self._lock:
            known = self._of_cache(file, sha256)
            if known is not None:
                self.cache.remember(file.path, sha256)
        return known

    def _looks(self, files: Sequence[SourceFile], batches: Batches) -> Iterator[_Look]:
        """Look at files in threads, in order and not far in advance."""
        waiting: list[Future[_Look]] = []
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            for file in files:
                waiting.append(pool.submit(self._look, file, batches))
                if len(waiting) > _AHEAD:
                    yield waiting.pop(0).result()
            for future in waiting:
                yield future.result()

    def _look(self, file: SourceFile, batches: Batches) -> _Look:
        stamp, columns = _stamp(file), self.query.columns
        if file.path.suffix == ".parquet":
            digest = batches.digest(file.path, file.name)
            header, rows = batches.open()[0].parquet_facts(str(file.path), file.name)
            scan = scan_parquet(file.path, file.name, header, rows, columns=columns)
            if self.cache is None:
                return _Look(scan=scan, stamp=stamp, digest=digest)
            scan = attrs.evolve(scan, sha256=digest.result())
            return _Look(scan=scan, stamp=stamp, known=self._known(file, scan.sha256))
        return self._look_at_text(file, stamp, columns)

    def _look_at_text(self, file: SourceFile, stamp: _Stamp, columns: Values) -> _Look:
        plain = PlainRows(query=self.query, tables=self._hashed) if reads(self.query) else None
        look = plain.look if plain else None
        scan = scan_file(file.path, file.name, columns=columns, look=look)
        known = self._known(file, scan.sha256)
        table = None
        if known is None and plain and not scan.quoted and plain.finish(scan.rows):
            table = self._grouped(plain)
        return _Look(scan=scan, stamp=stamp, table=table, known=known)

    def _grouped(self, plain: PlainRows) -> GroupTable:
        codes = plain.codes()
        (table,) = group_rows(
            self.query,
            self.books,
            codes,
            file=np.zeros(len(codes[0]), dtype=np.uint32),
            files=1,
            measures=plain.measures(),
            distinct=plain.distinct(),
            kept=None,
        )
        return table

    def _engine(self, batches: Batches) -> Callable[[Sequence[_Look]], list[CountedFile]]:
        def count(looks: Sequence[_Look]) -> list[CountedFile]:
            counted = batches.count([look.scan for look in looks])
            for i, look in enumerate(looks):
                if look.digest is not None:
                    scan = attrs.evolve(counted[i].scan, sha256=look.digest.result())
                    counted[i] = attrs.evolve(counted[i], scan=scan)
            return self._finished(looks, counted)

        return count

    def _kept(self, looks: Sequence[_Look]) -> list[CountedFile]:
        counted = []
        for look in looks:
            if look.table is not None:
                require_same_rows(look.scan, look.table)
                counted.append(CountedFile(scan=look.scan, table=look.table))
        return self._finished(looks, counted)

    def _finished(self, looks: Sequence[_Look], counted: list[CountedFile]) -> list[CountedFile]:
        for look in looks:
            _require_unchanged(look)
        if self.cache is not None:
            tables = [one.table for one in counted]
            with self._lock:
                self.cache.keep([one.scan for one in counted], tables, self.query)
        return counted


class _Pile:
    """Files that wait until there are enough of them for one piece of work in a thread."""

    def __init__(self, first: int, work: Callable[[Sequence[_Look]], list[CountedFile]]) -> None:
        self._limit, self._work = first, work
        self._size = 0
        self._looks: list[_Look] = []
        self._working: list[Future[list[CountedFile]]] = []

    def add(self, look: _Look, pool: ThreadPoolExecutor) -> Iterator[CountedFile]:
        """Add a file; yield what was counted meanwhile."""
        self._looks.append(look)
        self._size += look.stamp.size * (10 if look.scan.path.suffix == ".gz" else 1)
        if self._size >= self._limit:
            self._working.append(pool.submit(self._work, self._looks))
            self._looks, self._size, self._limit = [], 0, BATCH
        if len(self._working) > 2:
            yield from self._working.pop(0).result()

    def rest(self, pool: ThreadPoolExecutor) -> Iterator[CountedFile]:
        """Yield what is left."""
        if self._looks:
            self._working.append(pool.submit(self._work, self._looks))
        for future in self._working:
            yield from future.result()


def _stamp(file: SourceFile) -> _Stamp:
    try:
        found = file.path.stat()
    except OSError as error:
        hint = f"{error.strerror}."
        raise InputError(file.name, "a file that cannot be read", "a file", hint=hint) from error
    return _Stamp(size=found.st_size, time=found.st_mtime_ns, inode=found.st_ino)


def _require_unchanged(look: _Look) -> None:
    if _stamp(SourceFile(path=look.scan.path, name=look.scan.name)) != look.stamp:
        raise InputError(
            look.scan.name,
            "a file that changed while it was read",
            "a file that stays as it is",
            hint="Wait until it is written, and read again.",
        )
