"""The keys that link collisions, casualties and vehicles, and rows that they do not fit.

What belongs here: reading the tables, each row with the month and the district of its collision,
and what is odd about the keys. What does not: the collisions themselves (`stats19_collisions`), or
the counts that are made of the rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

import attrs
import numpy as np
import numpy.typing as npt

from safetykit.records.counts import FileRecord, Progress
from safetykit.records.engine import Engine
from safetykit.records.marks import Hashes, MarkedFile
from safetykit.records.quality import QualityCode, QualityFinding
from safetykit.records.query import RowQuery, Values
from safetykit.records.setting_aside import rows_set_aside
from safetykit.records.sources.stats19_collisions import (
    STATED,
    WRONG,
    Aside,
    Collisions,
    Ints,
    Names,
    Part,
    join_parts,
    part_of,
    query_of,
)
from safetykit.records.sources.stats19_tables import (
    PLURAL,
    LinkedFile,
    read_linked,
    text_at,
)

__all__ = ["Linked", "Links"]

_ORPHAN: Final = "belongs to a collision that is not in the files or was set aside"
_REPEATED: Final = "repeats a row of an earlier file"
_INDEX: Final = "collision_index"
_VEHICLE: Final = "vehicle_reference"
_FACTOR: Final = np.uint64(0x9E3779B97F4A7C15)  # 2^64 by the golden ratio


@attrs.frozen(kw_only=True, eq=False)
class Linked:
    """Rows of a file whose collision counts, in order.

    Attributes:
        at: The position of each row's collision.
        codes: For each column that was asked for, which of its texts each row has.
        texts: For each column, its texts.
    """

    at: Ints
    codes: tuple[Ints, ...]
    texts: tuple[Values, ...]


class Links:
    """The tables of one folder, read as far as they were asked for.

    Attributes:
        files: The files that were read.
        names: The districts and labels that were met.
        rows_read: The rows of the table that was read last.
    """

    def __init__(
        self,
        found: Mapping[str, Sequence[LinkedFile]],
        progress: Callable[[Progress], None] | None,
        engine: Engine,
    ) -> None:
        self.found: Mapping[str, Sequence[LinkedFile]] = found
        self.progress: Callable[[Progress], None] | None = progress
        self.files: list[FileRecord] = []
        self.rows_read: int = 0
        self.names: Names = Names()
        self._engine = engine
        self._parts: list[Part] = []
        self._seen: Ints = np.zeros(0, dtype=np.int64)
        self._aside: defaultdict[tuple[QualityCode, str, str], list[int]] = defaultdict(list)

    def collisions(self, variable: str = "") -> Collisions:
        """Read where and when each collision was, and its label of a variable.

        Raises:
            InputError: A file cannot be read, or has no column of districts.
        """
        files = self.found["collision"]
        for file in files:
            rows = self._read(file, query_of(file, variable))
            self._note(file, rows)
            self._parts.append(part_of(file, rows, variable, self.names))
        self.rows_read = sum(part.rows.rows for part in self._parts)
        found = join_parts(
            self._parts, self.names, lambda i, rows: self._leave(files[i].name, rows)
        )
        self._seen = np.zeros(len(found.marks), dtype=np.int64)
        return found

    def linked(self, collisions: Collisions, table: str, names: Sequence[str]) -> Iterator[Linked]:
        """Yield the rows of each file of a table whose collision counts, each once.

        Editions overlap: the file of one year, and the file of the last five, hold the same rows.
        """
        references = self._references(table)
        query = RowQuery(keys=tuple((n,) for n in names), identities=(_INDEX, *references))
        self.rows_read, earlier = 0, np.zeros(0, dtype=np.uint64)
        for file in self.found[table]:
            rows = self._read(file, query)
            self.rows_read += rows.rows
            at, keys = collisions.find(rows.identities[0]), _keys(rows)
            repeats = np.isin(keys, earlier) if references else np.zeros(len(at), dtype=np.bool_)
            here = (at >= 0) & ~repeats
            earlier = np.concatenate([earlier, keys[here]])
            self._note(file, rows)
            self._leave(file.name, _aside(rows, at, repeats))
            self._seen += np.bincount(at[here], minlength=len(self._seen))
            yield _linked(rows, at, here)

    def own_rows(self, collisions: Collisions, names: Sequence[str]) -> Iterator[Linked]:
        """Yield the rows of each file of collisions that count; `collisions` said which do."""
        query, first = RowQuery(keys=tuple((n,) for n in names), identities=(_INDEX,)), 0
        for file in self.found["collision"]:
            rows = self._read(file, query)
            at = collisions.find(rows.identities[0])
            row = first + np.arange(len(at))
            yield _linked(rows, at, (at >= 0) & (collisions.order[at] == row))
            first += len(at)

    def _references(self, table: str) -> Values:
        """Return the columns that tell the rows of one collision apart, if files may overlap."""
        files = self.found[table]
        names = dict.fromkeys((f"{table}_reference", _VEHICLE))
        return tuple(n for n in names if len(files) > 1 and all(n in f.columns for f in files))

    def findings_of(self, collisions: Collisions, table: str) -> tuple[QualityFinding, ...]:
        """Compare how many rows the collisions state with how many a table has."""
        many = PLURAL[table]
        stated = collisions.stated[STATED.index(f"number_of_{many}")]
        differ = np.flatnonzero((stated >= 0) & (stated != self._seen))
        if not len(differ):
            return ()
        first = differ[np.argmin(collisions.order[differ])]
        index = self._index_of(int(collisions.order[first]))
        return (
            QualityFinding(
                code=QualityCode.ORPHAN,
                message=f"{len(differ):,} of {np.count_nonzero(stated >= 0):,} collisions state "
                f"another number of {many} than the table of {many} has, such as {index}: "
                f"{stated[first]} stated, {self._seen[first]} there. The rows that are there were "
                "counted.",
                rows=len(differ),
            ),
        )

    def findings_of_vehicles(self) -> tuple[QualityFinding, ...]:
        """Look for casualties whose vehicle is not in the table of vehicles, if it is there."""
        files = (*self.found["vehicle"], *self.found["casualty"])
        if not self.found["vehicle"] or any(_VEHICLE not in file.columns for file in files):
            return ()
        known = np.concatenate([_keys(rows) for _, rows in self._vehicles_of("vehicle")])
        found = [
            (file.name, rows.lines[~np.isin(_keys(rows), known)].tolist())
            for file, rows in self._vehicles_of("casualty")
        ]
        total = sum(len(lines) for _, lines in found)
        if not total:
            return ()
        name, lines = next((name, lines) for name, lines in found if lines)
        return (
            QualityFinding(
                code=QualityCode.ORPHAN,
                message=f"{total:,} casualties were in or hit by a vehicle that is not in the "
                f"table of vehicles, the first on line {lines[0]}. They were counted.",
                rows=total,
                file=name,
                line=lines[0],
            ),
        )

    def findings(self) -> tuple[QualityFinding, ...]:
        """Return what was set aside and why."""
        return tuple(
            rows_set_aside(reason, len(lines), lines=lines, file=file, code=code)
            for (code, file, reason), lines in self._aside.items()
        )

    def _vehicles_of(self, table: str) -> Iterator[tuple[LinkedFile, MarkedFile]]:
        query = RowQuery(identities=(_INDEX, _VEHICLE))
        for file in self.found[table]:
            yield file, read_linked(self._engine, file, query)

    def _index_of(self, row: int) -> str:
        """Return the index of the collision in a row, counted over all files."""
        for file, part in zip(self.found["collision"], self._parts, strict=True):
            if row < len(part.months):
                return text_at(file, _INDEX, int(part.rows.lines[row]))
            row -= len(part.months)
        raise IndexError(row)

    def _read(self, file: LinkedFile, query: RowQuery) -> MarkedFile:
        if self.progress:
            total = sum(len(files) for files in self.found.values())
            self.progress(Progress(len(self.files), total, f"reading {file.name}"))
        return read_linked(self._engine, file, query)

    def _note(self, file: LinkedFile, rows: MarkedFile) -> None:
        self.files.append(FileRecord(name=file.name, sha256=rows.sha256, rows=rows.rows))

    def _leave(self, file: str, rows: Iterable[Aside]) -> None:
        for line, code, reason in rows:
            self._aside[code, file, reason].append(line)


def _linked(rows: MarkedFile, at: Ints, here: npt.NDArray[np.bool_]) -> Linked:
    return Linked(
        at=at[here],
        codes=tuple(code[here].astype(np.int64) for code in rows.codes),
        texts=tuple(tuple(text for (text,) in values) for values in rows.values),
    )


def _aside(rows: MarkedFile, at: Ints, repeats: npt.NDArray[np.bool_]) -> list[Aside]:
    """Return the rows of a file that do not count, in order."""
    orphans, again = rows.lines[at < 0].tolist(), rows.lines[(at >= 0) & repeats].tolist()
    found = [(line, QualityCode.ORPHAN, _ORPHAN) for line in orphans]
    found += [(line, QualityCode.REPEATED_ID, _REPEATED) for line in again]
    return sorted([*found, *((line, QualityCode.SET_ASIDE, WRONG) for line, _ in rows.wrong)])


def _keys(rows: MarkedFile) -> Hashes:
    """Return one mark for all identities of each row, as its collision and its vehicle."""
    keys = rows.identities[0]
    for other in rows.identities[1:]:
        keys = keys * _FACTOR ^ other
    return keys
