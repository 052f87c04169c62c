"""Keep the group tables of files that were counted, so that a refresh reads only what is new.

What belongs here: the folder of tables, its checks and its bound. What does not: counting.

A pack holds the tables of one batch of files under the SHA-256 of each file's bytes and that of the
query; it starts with the SHA-256 of the rest of itself. A pack that is torn, edited or of another
version is removed, and its files are counted again. Sums of whole sets of files are kept in the
same way, so that a refresh adds up only what is new; they are used where all of the set is there
and unchanged. Packs are written beside their place and moved
there, and named after their content, so that processes can share a folder without a lock: the worst
that can happen is that one does again what the other has just done.

`files.json` remembers the checksum of a path by its size, its times and its number on the disk, as
git does. A file whose last change is younger than two seconds before the run is not remembered: it
could change again without showing it.

Numbers and texts alone are kept, never pickled objects, so a pack can do no harm when it is read.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Container, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import attrs

from safetykit.errors import InputError
from safetykit.records.codebook import Codebook
from safetykit.records.packs import (
    BODY,
    Pack,
    ValueLists,
    checksums_of,
    is_sound,
    joined,
    packed,
    sealed,
)
from safetykit.records.query import GroupTable, Query
from safetykit.records.scan import FileScan
from safetykit.records.settled import Bytes, Member, Settled, members_of

__all__ = ["Cache"]

READER: Final = 1  # raise it when the same bytes would give another table
MAX_BYTES: Final = 2 << 30
RACY: Final = 2_000_000_000  # nanoseconds; the coarsest time stamp in use is FAT's two seconds
LONGEST_RUN: Final = 86_400_000_000_000  # nanoseconds: a day
_UNFINISHED: Final = ".unfinished"
_KINDS: Final = ("*.pack", "*.sums")
_INDEX: Final = "files.json"


class Cache:
    """A folder of tables that were counted before.

    Args:
        folder: Where they are; made if it is not there. Nothing else should be in it.
        max_bytes: How much it may hold; the packs that were not used for longest go first.

    Raises:
        InputError: The folder cannot be made or written to.
    """

    def __init__(self, folder: str | os.PathLike[str], *, max_bytes: int = MAX_BYTES) -> None:
        self.folder: Path = Path(folder)
        self.max_bytes: int = max_bytes
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self.folder) as probe:
                self._start = os.fstat(probe.fileno()).st_mtime_ns
        except OSError as error:
            raise _unwritable(self.folder, error) from error
        self._paths = self._read_index()
        self._seen: dict[str, list[Any]] = {}
        self._there: set[str] = set()
        self._digests: dict[Query, str] = {}
        self._packs: dict[str, dict[str, tuple[Path, int]]] = {}
        self._read: dict[Path, Pack | None] = {}
        self._books: Sequence[Codebook] | None = None
        self._lists: list[ValueLists] = []

    def checksum(self, path: Path) -> str | None:
        """Return the SHA-256 of a file that has not changed since it was last read."""
        name, now = str(path.absolute()), _stamp(path)
        if now:
            self._there.add(name)
        stamp = self._paths.get(name)
        return str(stamp[-1]) if stamp and stamp[:-1] == now else None

    def find(
        self, sha256: str, query: Query, books: Sequence[Codebook]
    ) -> tuple[FileScan, GroupTable] | None:
        """Return what is known of a file's bytes, under the codes of this run."""
        digest = self._digest(query)
        if digest not in self._packs:
            self._packs[digest] = self._heads(digest)
        if sha256 not in self._packs[digest]:
            return None
        if self._books is not books:
            self._books, self._lists, self._read = books, [ValueLists() for _ in books], {}
        path, i = self._packs[digest][sha256]
        if path not in self._read:
            self._read[path] = self._load(path)
        pack = self._read[path]
        return None if pack is None else pack.get(i, self._lists, books)

    def settled(self, query: Query, members: Container[Member]) -> Settled | None:
        """Return the sums of the most files, all of them among those asked for."""
        found = []
        for path in self.folder.glob(f"{self._digest(query)[:32]}-*.sums"):
            held = members_of(_head(path))
            if held and all(member in members for member in held):
                found.append((len(held), path))
        for _, path in sorted(found, reverse=True):
            body = self._sound(path)
            if body is not None:
                return Settled.parse(body, BODY)
        return None

    def settle(self, settled: Settled, query: Query) -> None:
        """Write the sums of files, and remove those of fewer files that they hold."""
        checksum, data = sealed(settled.parts())
        held = {file.member for file in settled.files}
        for path in self.folder.glob(f"{self._digest(query)[:32]}-*.sums"):
            if members_of(_head(path)) <= held:
                _remove(path)
        self._write(f"{self._digest(query)[:32]}-{checksum[:32]}.sums", data)
        self._trim()

    def keep(self, scans: Sequence[FileScan], tables: Sequence[GroupTable], query: Query) -> None:
        """Write the tables of a batch of files, and remember the files."""
        for scan in scans:
            stamp = _stamp(scan.path)
            if stamp and stamp[1] < self._start - RACY:
                self._seen[str(scan.path.absolute())] = [*stamp, scan.sha256]
        texts = [joined(known) for known in tables[0].values] if tables else []
        values = [text for text in texts if text is not None]
        if scans and len(values) == len(texts):
            checksum, data = sealed(packed(scans, tables, values))
            self._write(f"{self._digest(query)[:32]}-{checksum[:32]}.pack", data)

    def remember(self, path: Path, sha256: str) -> None:
        """Remember the checksum of a file whose table is held already."""
        stamp = _stamp(path)
        if stamp and stamp[1] < self._start - RACY:
            self._seen[str(path.absolute())] = [*stamp, sha256]

    def close(self) -> None:
        """Write what was remembered, and remove the packs beyond the bound, the oldest first."""
        if self._seen:
            known = {**self._read_index(), **self._seen}
            there = self._there | self._seen.keys()
            kept = {path: known[path] for path in known if path in there or Path(path).exists()}
            self._write(_INDEX, [json.dumps(kept).encode()])
            self._paths, self._seen = kept, {}
        self._packs, self._read, self._books, self._there = {}, {}, None, set()
        self._trim()

    def _trim(self) -> None:
        """Remove what is beyond the bound, and what runs that were killed left half written."""
        for path in self.folder.glob(f"*{_UNFINISHED}"):
            if _age(path)[0] < self._start - LONGEST_RUN:
                _remove(path)
        kept_files = (path for kind in _KINDS for path in self.folder.glob(kind))
        held = 0
        for _, size, path in sorted(((*_age(path), path) for path in kept_files), reverse=True):
            held += size
            if held > self.max_bytes:
                _remove(path)

    def _digest(self, query: Query) -> str:
        if query not in self._digests:
            words = f"{READER} {attrs.astuple(query)!r}"
            self._digests[query] = hashlib.sha256(words.encode()).hexdigest()
        return self._digests[query]

    def _read_index(self) -> dict[str, list[Any]]:
        try:
            found = json.loads((self.folder / _INDEX).read_bytes())
        except (OSError, ValueError):
            return {}
        sound = isinstance(found, dict) and all(isinstance(v, list) for v in found.values())
        return found if sound else {}

    def _heads(self, digest: str) -> dict[str, tuple[Path, int]]:
        """Return where the table of each file is, as the first lines of the packs say."""
        found: dict[str, tuple[Path, int]] = {}
        for path in sorted(self.folder.glob(f"{digest[:32]}-*.pack")):
            checksums = checksums_of(_head(path))
            found |= {sha256: (path, i) for i, sha256 in enumerate(checksums)}
            if not checksums:
                self._sound(path)  # it is torn or of another version, and goes
        return found

    def _load(self, path: Path) -> Pack | None:
        body = self._sound(path)
        return None if body is None else Pack(body)

    def _sound(self, path: Path) -> bytes | None:
        """Return the bytes of a file that is whole; remove one that is not."""
        try:
            data = path.read_bytes()
        except OSError:
            return None  # another process has removed it
        if not is_sound(data):
            _remove(path)
            return None
        with suppress(OSError):  # another process may have removed it since, or own it
            os.utime(path)
        return data

    def _write(self, name: str, data: Iterable[Bytes]) -> None:
        """Write a file whole or not at all.

        Raises:
            InputError: There is no room, or the folder is gone.
        """
        temporary = ""
        try:
            handle, temporary = tempfile.mkstemp(suffix=_UNFINISHED, dir=self.folder)
            with os.fdopen(handle, "wb") as file:
                file.writelines(data)
            Path(temporary).replace(self.folder / name)
        except OSError as error:
            _remove(Path(temporary))
            raise _unwritable(self.folder, error) from error
        except BaseException:
            _remove(Path(temporary))
            raise


def _head(path: Path) -> bytes:
    """Return the line under the seal, which names the files; nothing if it cannot be read."""
    try:
        with path.open("rb") as file:
            file.seek(BODY)
            return file.readline()
    except OSError:
        return b""


def _remove(path: Path) -> None:
    """Remove a file, if it is there and may be removed: others may share the folder."""
    with suppress(OSError):
        path.unlink()


def _unwritable(folder: Path, error: OSError) -> InputError:
    hint = f"{error.strerror}. Name another folder, or do without a cache."
    return InputError("cache", str(folder), "a folder to write to", hint=hint)


def _stamp(path: Path) -> list[int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return [found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino]


def _age(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size
