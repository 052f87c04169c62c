"""Keep the group tables of files that were counted, so that a refresh reads only what is new.

What belongs here: the folder of tables, its checks and its bound. What does not: counting.

A pack holds the tables of one batch of files under the SHA-256 of each file's bytes and that of the
query; it starts with the SHA-256 of the rest of itself. A pack that is torn, edited or of another
version is removed, and its files are counted again. Packs are written beside their place and moved
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
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import attrs
import numpy as np

from safetykit.errors import InputError
from safetykit.records.codebook import Codebook
from safetykit.records.query import GroupTable, Query, Values
from safetykit.records.scan import BadRecord, FileScan

__all__ = ["Cache"]

READER: Final = 1  # raise it when the same bytes would give another table
MAX_BYTES: Final = 2 << 30
RACY: Final = 2_000_000_000  # nanoseconds; the coarsest time stamp in use is FAT's two seconds
_MAGIC: Final = b"safetykit-pack 2 "
_FIELD: Final = "\x1f"
_VALUE: Final = "\x1e"
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
            hint = f"{error.strerror}. Name another folder, or do without a cache."
            raise InputError("cache", str(folder), "a folder to write to", hint=hint) from error
        self._paths = self._read_index()
        self._seen: dict[str, list[Any]] = {}
        self._packs: dict[str, dict[str, tuple[_Pack, int]]] = {}
        self._books: Sequence[Codebook] | None = None
        self._lists: list[_ValueLists] = []

    def checksum(self, path: Path) -> str | None:
        """Return the SHA-256 of a file that has not changed since it was last read."""
        stamp = self._paths.get(str(path.absolute()))
        return str(stamp[-1]) if stamp and stamp[:-1] == _stamp(path) else None

    def find(
        self, sha256: str, query: Query, books: Sequence[Codebook]
    ) -> tuple[FileScan, GroupTable] | None:
        """Return what is known of a file's bytes, under the codes of this run."""
        digest = _digest(query)
        if digest not in self._packs:
            self._packs[digest] = self._load(digest)
        packs = self._packs[digest]
        if sha256 not in packs:
            return None
        pack, i = packs[sha256]
        if self._books is not books:
            self._books, self._lists = books, [_ValueLists() for _ in books]
            for one in sorted({id(p): p for p, _ in packs.values()}.values(), key=_Pack.size):
                one.translate(self._lists, books)  # the longest lists first
        elif not pack.translated:
            pack.translate(self._lists, books)
        return pack.get(i, books)

    def keep(self, scans: Sequence[FileScan], tables: Sequence[GroupTable], query: Query) -> None:
        """Write the tables of a batch of files, and remember the files."""
        for scan in scans:
            stamp = _stamp(scan.path)
            if stamp and stamp[1] < self._start - RACY:
                self._seen[str(scan.path.absolute())] = [*stamp, scan.sha256]
        if scans and _joinable(tables[0].values):
            body = _pack(scans, tables)
            checksum = hashlib.sha256(body).hexdigest()
            name = f"{_digest(query)[:32]}-{checksum[:32]}.pack"
            self._write(name, _MAGIC + checksum.encode() + b"\n" + body)

    def remember(self, path: Path, sha256: str) -> None:
        """Remember the checksum of a file whose table is held already."""
        stamp = _stamp(path)
        if stamp and stamp[1] < self._start - RACY:
            self._seen[str(path.absolute())] = [*stamp, sha256]

    def close(self) -> None:
        """Write what was remembered, and remove the packs beyond the bound, the oldest first."""
        if self._seen:
            known = {**self._read_index(), **self._seen}
            kept = {path: stamp for path, stamp in known.items() if Path(path).exists()}
            self._write(_INDEX, json.dumps(kept, indent=0).encode())
            self._paths, self._seen = kept, {}
        self._packs, self._books = {}, None
        packs = sorted(((*_age(path), path) for path in self.folder.glob("*.pack")), reverse=True)
        held = 0
        for _, size, path in packs:
            held += size
            if held > self.max_bytes:
                path.unlink(missing_ok=True)

    def _read_index(self) -> dict[str, list[Any]]:
        try:
            found = json.loads((self.folder / _INDEX).read_bytes())
        except (OSError, ValueError):
            return {}
        sound = isinstance(found, dict) and all(isinstance(v, list) for v in found.values())
        return found if sound else {}

    def _load(self, digest: str) -> dict[str, tuple[_Pack, int]]:
        found: dict[str, tuple[_Pack, int]] = {}
        for path in sorted(self.folder.glob(f"{digest[:32]}-*.pack")):
            try:
                body = path.read_bytes()
            except OSError:
                continue  # another process has removed it
            pack = _Pack.parse(body)
            if pack is None:
                path.unlink(missing_ok=True)
                continue
            os.utime(path)
            found |= {sha256: (pack, i) for i, sha256 in enumerate(pack.checksums)}
        return found

    def _write(self, name: str, data: bytes) -> None:
        """Write a file whole or not at all."""
        handle, temporary = tempfile.mkstemp(dir=self.folder)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(temporary).replace(self.folder / name)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise


class _Pack:
    """The tables of one batch, in memory."""

    def __init__(self, head: dict[str, Any], arrays: list[Any]) -> None:
        self.head, self.arrays = head, arrays
        self.checksums: list[str] = [file["sha256"] for file in head["files"]]
        sizes = [file["groups"] for file in head["files"]]
        self.bounds = np.cumsum([0, *sizes]).tolist()
        self._codes: Any = None

    @classmethod
    def parse(cls, data: bytes) -> _Pack | None:
        """Return a pack, or None if it is torn, edited or of another version."""
        head, _, body = data.partition(b"\n")
        if head != _MAGIC + hashlib.sha256(body).hexdigest().encode():
            return None
        words, _, rest = body.partition(b"\n")
        facts: dict[str, Any] = json.loads(words)
        arrays, position = [], 0
        for dtype in facts["dtypes"]:
            array = np.frombuffer(rest, dtype=dtype, count=facts["groups"], offset=position)
            arrays.append(array)
            position += array.nbytes
        return cls(facts, arrays)

    def get(self, i: int, books: Sequence[Codebook]) -> tuple[FileScan, GroupTable]:
        """Return one file's scan and its table, under the codes of some books."""
        file, cut = self.head["files"][i], slice(self.bounds[i], self.bounds[i + 1])
        keys = len(books)
        table = GroupTable(
            values=tuple(book.values for book in books),
            codes=self._codes[cut],
            rows=self.arrays[keys][cut].astype(np.int64),
            measures=np.stack([a[cut] for a in self.arrays[keys + 1 :]], axis=1).astype(np.float64)
            if len(self.arrays) > keys + 1
            else np.zeros((cut.stop - cut.start, 0)),
            distinct=tuple(
                {tuple(by): (different, rows) for by, different, rows in one}
                for one in file["distinct"]
            ),
            rows_seen=file["rows_seen"],
        )
        scan = FileScan(
            name="",
            path=Path(),
            sha256=file["sha256"],
            header=tuple(file["header"]),
            rows=file["rows"],
            quoted=file["quoted"],
            bad=tuple(
                BadRecord(line=line, fields=fields, start=start, stop=stop)
                for line, fields, start, stop in file["bad"]
            ),
        )
        return scan, table

    def size(self) -> int:
        """Return a number that is the lower, the longer the lists of values are."""
        return -sum(len(text) for text in self.head["values"])

    @property
    def translated(self) -> bool:
        """Whether its codes are those of the run."""
        return self._codes is not None

    def translate(self, lists: Sequence[_ValueLists], books: Sequence[Codebook]) -> None:
        """Bring the codes to those of the run."""
        columns = [
            known.codes(text, book)[array]
            for known, text, book, array in zip(
                lists, self.head["values"], books, self.arrays, strict=False
            )
        ]
        self._codes = np.stack(columns, axis=1)


class _ValueLists:
    """Lists of values, as texts, with their codes in the run.

    The packs of one run hold its list of values as far as it went, so that the shorter ones are
    the beginning of the longest, and need not be taken apart again.
    """

    def __init__(self) -> None:
        self._known: list[tuple[str, Any]] = []

    def codes(self, text: str, book: Codebook) -> Any:
        """Return the codes of the values in a text."""
        for known, codes in self._known:
            if known.startswith(text):
                return codes
        values = [tuple(value.split(_FIELD)) for value in text.split(_VALUE)[:-1]]
        codes = np.array([book.code(value) for value in values], dtype=np.int32)
        self._known.append((text, codes))
        return codes


def _joinable(values: Sequence[Sequence[Values]]) -> bool:
    """Return whether no value holds a sign that parts values."""
    texts = "".join("".join(value) for known in values for value in known)
    return _FIELD not in texts and _VALUE not in texts


def _pack(scans: Sequence[FileScan], tables: Sequence[GroupTable]) -> bytes:
    codes = np.concatenate([table.codes for table in tables])
    values = ["".join(_FIELD.join(value) + _VALUE for value in known) for known in tables[0].values]
    arrays = [_small(column) for column in codes.T]
    arrays.append(_small(np.concatenate([table.rows for table in tables])))
    measures = np.concatenate([table.measures for table in tables])
    arrays += [_small(column) for column in measures.T]
    head = {
        "groups": len(codes),
        "dtypes": [array.dtype.str for array in arrays],
        "values": values,
        "files": [_facts(scan, table) for scan, table in zip(scans, tables, strict=True)],
    }
    return json.dumps(head).encode() + b"\n" + b"".join(array.tobytes() for array in arrays)


def _facts(scan: FileScan, table: GroupTable) -> dict[str, Any]:
    return {
        "sha256": scan.sha256,
        "header": scan.header,
        "rows": scan.rows,
        "quoted": scan.quoted,
        "bad": [(bad.line, bad.fields, bad.start, bad.stop) for bad in scan.bad],
        "groups": len(table.rows),
        "rows_seen": table.rows_seen,
        "distinct": [[(by, *numbers) for by, numbers in one.items()] for one in table.distinct],
    }


def _small(array: Any) -> Any:
    """Return whole numbers of 0 or more in the smallest type that holds them."""
    if array.dtype.kind == "f" and not (array == np.floor(array)).all():
        return array
    if array.min(initial=0) < 0 or array.max(initial=0) >= 1 << 53:
        return array
    return array.astype(np.min_scalar_type(int(array.max(initial=0))))


def _digest(query: Query) -> str:
    return hashlib.sha256(f"{READER} {attrs.astuple(query)!r}".encode()).hexdigest()


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
