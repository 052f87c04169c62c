"""The tables of a batch of files as bytes, sealed by their checksum.

What belongs here: how a pack is laid out, made and read. What does not: where packs are kept; see
`cache`.

A pack begins with a line that seals the rest, and one that lists the SHA-256 of its files, so that
what it holds can be told without reading all of it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from safetykit.records.codebook import Codebook
from safetykit.records.query import GroupTable, Values
from safetykit.records.scan import BadRecord, FileScan
from safetykit.records.settled import Bytes, bytes_of, smallest

__all__ = [
    "BODY",
    "MAGIC",
    "Pack",
    "ValueLists",
    "checksums_of",
    "is_sound",
    "joined",
    "packed",
    "sealed",
]

MAGIC: Final = b"safetykit-pack 4 "
BODY: Final = len(MAGIC) + 64 + 1  # where what is sealed begins
_FIELD: Final = "\x1f"
_VALUE: Final = "\x1e"


def sealed(parts: Iterable[Bytes]) -> tuple[str, list[Bytes]]:
    """Return the checksum of bytes in parts, and the parts under a line that holds it."""
    body, digest = list(parts), hashlib.sha256()
    for part in body:
        digest.update(part)
    checksum = digest.hexdigest()
    return checksum, [MAGIC + checksum.encode() + b"\n", *body]


def is_sound(data: bytes) -> bool:
    """Return whether sealed bytes are neither torn, edited nor of another version."""
    checksum = hashlib.sha256(memoryview(data)[BODY:]).hexdigest().encode()
    return data[:BODY] == MAGIC + checksum + b"\n"


def checksums_of(line: bytes) -> list[str]:
    """Return the SHA-256 of the files that the line under the seal lists; none if it is torn."""
    try:
        found = json.loads(line)
    except ValueError:
        return []
    return [str(one) for one in found] if isinstance(found, list) else []


class Pack:
    """The tables of one batch, in memory."""

    def __init__(self, data: bytes) -> None:
        """Read sealed bytes that are sound."""
        first = data.index(b"\n", BODY) + 1
        second = data.index(b"\n", first) + 1
        self.head: dict[str, Any] = json.loads(data[first:second])
        self.checksums: list[str] = checksums_of(data[BODY:first])
        self.arrays: list[Any] = []
        for dtype in self.head["dtypes"]:
            array = np.frombuffer(data, dtype=dtype, count=self.head["groups"], offset=second)
            self.arrays.append(array)
            second += array.nbytes
        sizes = [file["groups"] for file in self.head["files"]]
        self.bounds: list[int] = np.cumsum([0, *sizes]).tolist()
        self._codes: Any = None

    def get(
        self, i: int, lists: Sequence[ValueLists], books: Sequence[Codebook]
    ) -> tuple[FileScan, GroupTable]:
        """Return one file's scan and its table, under the codes of some books."""
        if self._codes is None:
            self._translate(lists, books)
        file, cut = self.head["files"][i], slice(self.bounds[i], self.bounds[i + 1])
        table = GroupTable(
            values=tuple(book.values for book in books),
            codes=self._codes[cut],
            rows=self.arrays[len(books)][cut].astype(np.int64),
            measures=self._measures(cut, self.arrays[len(books) + 1 :]),
            distinct=tuple(
                {tuple(by): (different, rows) for by, different, rows in one}
                for one in file["distinct"]
            ),
            rows_seen=file["rows_seen"],
        )
        return _scan(file, self.checksums[i]), table

    def _measures(self, cut: slice, arrays: Sequence[Any]) -> npt.NDArray[np.float64]:
        """Return the sums of the measures, of shape (groups, measures)."""
        measures = np.zeros((cut.stop - cut.start, len(arrays)))
        for i, array in enumerate(arrays):
            measures[:, i] = array[cut]
        return measures

    def _translate(self, lists: Sequence[ValueLists], books: Sequence[Codebook]) -> None:
        """Bring the codes to those of the run."""
        columns = [
            known.codes(text, book)[array]
            for known, text, book, array in zip(
                lists, self.head["values"], books, self.arrays, strict=False
            )
        ]
        self._codes = np.stack(columns, axis=1)


def _scan(file: Mapping[str, Any], sha256: str) -> FileScan:
    return FileScan(
        name="",
        path=Path(),
        sha256=sha256,
        header=tuple(file["header"]),
        rows=file["rows"],
        quoted=file["quoted"],
        bad=tuple(
            BadRecord(line=line, fields=fields, start=start, stop=stop)
            for line, fields, start, stop in file["bad"]
        ),
    )


class ValueLists:
    """A list of values, as text, with their codes in the run.

    The packs of one run hold its list of values as far as it went, so that a shorter one is the
    beginning of a longer one, and what both hold need not be taken apart again.
    """

    def __init__(self) -> None:
        self._text = ""
        self._codes: Any = np.zeros(0, dtype=np.int32)

    def codes(self, text: str, book: Codebook) -> Any:
        """Return the codes of the values in a text."""
        if self._text.startswith(text):
            return self._codes
        known = self._codes
        if not text.startswith(self._text):
            self._text, known = "", known[:0]
        more = text[len(self._text) :]
        values = [tuple(value.split(_FIELD)) for value in more.split(_VALUE)[:-1]]
        codes = book.codes(values)
        self._text, self._codes = text, np.concatenate([known, codes])
        return self._codes


def joined(values: Sequence[Values]) -> str | None:
    """Return values as one text; None if one holds a sign that parts values."""
    known = tuple(values)  # other threads may be learning more
    text = "".join([_FIELD.join(value) + _VALUE for value in known])
    fields = sum(map(len, known)) - len(known)
    return text if (text.count(_VALUE), text.count(_FIELD)) == (len(known), fields) else None


def packed(
    scans: Sequence[FileScan], tables: Sequence[GroupTable], values: Sequence[str]
) -> Iterator[Bytes]:
    """Yield the tables of a batch of files as bytes, with their `values` as texts."""
    codes = np.concatenate([table.codes for table in tables])
    arrays = [smallest(column) for column in codes.T]
    arrays.append(smallest(np.concatenate([table.rows for table in tables])))
    measures = np.concatenate([table.measures for table in tables])
    arrays += [smallest(column) for column in measures.T]
    head = {
        "groups": len(codes),
        "dtypes": [array.dtype.str for array in arrays],
        "values": values,
        "files": [_facts(scan, table) for scan, table in zip(scans, tables, strict=True)],
    }
    lines = json.dumps([scan.sha256 for scan in scans]), json.dumps(head), ""
    yield "\n".join(lines).encode()
    yield from map(bytes_of, arrays)


def _facts(scan: FileScan, table: GroupTable) -> dict[str, Any]:
    return {
        "header": scan.header,
        "rows": scan.rows,
        "quoted": scan.quoted,
        "bad": [(bad.line, bad.fields, bad.start, bad.stop) for bad in scan.bad],
        "groups": len(table.rows),
        "rows_seen": table.rows_seen,
        "distinct": [[(by, *numbers) for by, numbers in one.items()] for one in table.distinct],
    }
