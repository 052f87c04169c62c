"""Road collisions, casualties and vehicles read row by row, as they were before arrays.

What belongs here: the plain reading that the arrays of STATS19 are held against, by the laws beside
it and by `benchmarks/sources.py`. What does not: speed, and outcomes and searches; see
`row_by_row.py`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

import attrs
import numpy as np

from safetykit.errors import InputError
from safetykit.quantities import Month, month_range
from safetykit.records import STATS19
from safetykit.records.counts import AreaKey, AreaRule, Counts, FileRecord, Progress
from safetykit.records.grids import clean, open_grid
from safetykit.records.mapping import Layout
from safetykit.records.quality import QualityCode, QualityFinding
from safetykit.records.source import DataSource
from safetykit.records.sources.stats19_tables import (
    MISSING,
    LinkedFile,
    label_of,
    month_of,
    require_stats19,
)
from safetykit.records.sums import Sums
from safetykit.records.tables import findings_of_periods

_DISTRICTS: Final = ("local_authority_ons_district", "local_authority_district")

_STATED: Final = {"casualty": "number_of_casualties", "vehicle": "number_of_vehicles"}

_PLURAL: Final = {"casualty": "casualties", "vehicle": "vehicles", "collision": "collisions"}

_ORPHAN: Final = "belongs to a collision that is not in the files or was set aside"

LINES_KEPT: Final = 5

_TABLE_BY: Final = {
    "collision severity": ("collision", "collision_severity"),
    "casualty severity": ("casualty", "casualty_severity"),
    "casualty type": ("casualty", "casualty_type"),
    "casualty class": ("casualty", "casualty_class"),
    "vehicle type": ("vehicle", "vehicle_type"),
}

_ADJUSTED: Final = ("Serious (adjusted)", "Slight (adjusted)")

_METHOD: Final = (
    "Each figure is a sum of the probabilities that the Department for Transport publishes with "
    "each row, by the method of the Office for National Statistics; it is an estimate."
)


def read_stats19(path: Path, *, by: str = "collision severity") -> Counts:
    """Count collisions, casualties or vehicles."""
    table, variable = _TABLE_BY[by]
    links = Links(require_stats19(path, {"collision", table}), None)
    if table == "collision":
        cells = Counter(links.labels(variable))
        findings: tuple[QualityFinding, ...] = ()
    else:
        links.read_collisions()
        cells = Counter(links.labels_of(table, variable))
        findings = links.findings_of(table)
        findings += links.findings_of_vehicles() if table == "casualty" else ()
    if not cells:
        raise InputError("path", str(path), "files with rows that can be counted")
    counts = _counts(links, cells, attrs.evolve(STATS19, unit=table))
    quality = (*links.findings(), *findings, *findings_of_periods(counts))
    return attrs.evolve(counts, quality=quality, parameters=("count", "stats19", "--by", by))


def read_stats19_adjusted(path: Path, *, table: str = "casualty") -> Sums:
    """Sum adjusted severities."""
    links = Links(require_stats19(path, {"collision", table}), None)
    links.read_collisions()
    months, districts = _axes(links)
    values = np.zeros((len(months), len(districts), len(_ADJUSTED)))
    names = tuple(f"{table}_adjusted_{word}" for word in ("serious", "slight"))
    for where, fields in links.linked(table, names):
        at = months.index(where.month), districts.index(where.district)
        values[at] += [_probability(text) for text in fields]
    return Sums(
        source=attrs.evolve(STATS19, unit=table),
        months=months,
        areas=tuple(AreaKey(AreaRule.CODED_TO_AREA, name) for name in districts),
        groups=_ADJUSTED,
        values=values,
        method=_METHOD,
        quality=links.findings(),
        files=tuple(links.files),
    )


def read_columns(
    file: LinkedFile, names: Sequence[str], note: Callable[[FileRecord], None]
) -> Iterator[tuple[int, tuple[str, ...] | None]]:
    """Yield the line and the cleaned fields of each row; None for one of a wrong length.

    Args:
        file: The file.
        names: The columns by their names of today; all must be in the file.
        note: Called with a record of the file when all of it has been read.

    Raises:
        InputError: A column is not in the file, or it cannot be read.
    """
    for name in names:
        if name not in file.columns:
            known = ", ".join(sorted(file.columns))
            hint = "Editions differ in their columns: is there one that has it?"
            raise InputError(f"{file.name}:1", f"columns {known}", f"a column {name}", hint=hint)
    wanted = [file.columns[name] for name in names]
    rows = 0
    with open_grid(file.path, wanted, Layout(), name=file.name) as grid:
        at = [grid.header.index(name) for name in wanted]
        width = len(grid.header)
        for line, cells in grid.rows:
            rows += 1
            sound = len(cells) == width
            yield line, tuple(clean(cells[i]) for i in at) if sound else None
        note(FileRecord(name=file.name, sha256=grid.sha256, rows=rows))


class Where(NamedTuple):
    """The month and the district of a collision."""

    month: Month
    district: str


Labelled: TypeAlias = tuple[Where, str]


class Links:
    """The tables of one folder, read as far as they were asked for.

    Attributes:
        collisions: The month and district of each collision that counts, by its index.
        files: The files that were read.
    """

    def __init__(
        self,
        found: Mapping[str, Sequence[LinkedFile]],
        progress: Callable[[Progress], None] | None,
    ) -> None:
        self.found: Mapping[str, Sequence[LinkedFile]] = found
        self.progress: Callable[[Progress], None] | None = progress
        self.collisions: dict[str, Where] = {}
        self.files: list[FileRecord] = []
        self.rows_read: int = 0
        self._stated: dict[str, Counter[str]] = defaultdict(Counter)
        self._seen: Counter[str] = Counter()
        self._aside: defaultdict[tuple[QualityCode, str, str], list[int]] = defaultdict(list)

    def read_collisions(self) -> None:
        """Read where and when each collision was."""
        for _ in self.labels(""):
            pass
        self.rows_read = 0

    def labels(self, variable: str) -> Iterator[Labelled]:
        """Yield where each collision was, and its label of a variable; see `read_collisions`."""
        for file in self.found["collision"]:
            self._tell(file)
            districts = [name for name in _DISTRICTS if name in file.columns]
            stated = [name for name in _STATED.values() if name in file.columns]
            if not districts:
                raise InputError(f"{file.name}:1", "no such column", f"one of {_DISTRICTS}")
            names = ("collision_index", "date", *districts, *stated, *([variable] * bool(variable)))
            for line, fields in read_columns(file, names, self.files.append):
                self.rows_read += 1
                row = dict(zip(names, fields, strict=True)) if fields else {}
                if where := self._where(row, districts, file.name, line):
                    self._note_stated(row)
                    yield where, label_of(variable, row.get(variable, ""))

    def labels_of(self, table: str, variable: str) -> Iterator[Labelled]:
        """Yield where the collision of each casualty or vehicle was, and its label."""
        for where, (text,) in self.linked(table, (variable,)):
            yield where, label_of(variable, text)

    def linked(self, table: str, names: Sequence[str]) -> Iterator[tuple[Where, tuple[str, ...]]]:
        """Yield where the collision of each row of a table was, and the row's fields."""
        for file in self.found[table]:
            self._tell(file)
            note = self.files.append if table != "collision" else _ignore
            for line, fields in read_columns(file, ("collision_index", *names), note):
                self.rows_read += 1
                if fields is None:
                    self._leave(
                        QualityCode.SET_ASIDE, file.name, "has a wrong number of fields", line
                    )
                elif where := self.collisions.get(fields[0]):
                    self._seen[fields[0]] += 1
                    yield where, fields[1:]
                else:
                    self._leave(QualityCode.ORPHAN, file.name, _ORPHAN, line)

    def findings_of(self, table: str) -> tuple[QualityFinding, ...]:
        """Compare how many rows the collisions state with how many a table has."""
        stated = self._stated[_STATED[table]]
        differ = [index for index in stated if stated[index] != self._seen[index]]
        if not differ:
            return ()
        index, many = differ[0], _PLURAL[table]
        return (
            QualityFinding(
                code=QualityCode.ORPHAN,
                message=f"{len(differ):,} of {len(stated):,} collisions state another number of "
                f"{many} than the table of {many} has, such as {index}: {stated[index]} stated, "
                f"{self._seen[index]} there. The rows that are there were counted.",
                rows=len(differ),
            ),
        )

    def findings_of_vehicles(self) -> tuple[QualityFinding, ...]:
        """Look for casualties whose vehicle is not in the table of vehicles, if it is there."""
        files = (*self.found["vehicle"], *self.found["casualty"])
        if not self.found["vehicle"] or any("vehicle_reference" not in f.columns for f in files):
            return ()
        known = {fields for _, _, fields in self._keys("vehicle")}
        rows = [(file, line) for file, line, key in self._keys("casualty") if key not in known]
        if not rows:
            return ()
        file, line = rows[0]
        return (
            QualityFinding(
                code=QualityCode.ORPHAN,
                message=f"{len(rows):,} casualties were in or hit by a vehicle that is not in the "
                f"table of vehicles, the first on line {line}. They were counted.",
                rows=len(rows),
                file=file,
                line=line,
            ),
        )

    def _keys(self, table: str) -> Iterator[tuple[str, int, tuple[str, ...]]]:
        """Yield the file, the line and the key of a vehicle for each row of a table."""
        names = ("collision_index", "vehicle_reference")
        for file in self.found[table]:
            for line, fields in read_columns(file, names, _ignore):
                if fields:
                    yield file.name, line, fields

    def findings(self) -> tuple[QualityFinding, ...]:
        """Return what was set aside and why."""
        return tuple(
            QualityFinding(
                code=code,
                message=f"{'A row' if len(lines) == 1 else f'Each of {len(lines):,} rows'} "
                f"{reason}, and was set aside (line {_shown(lines)}).",
                rows=len(lines),
                file=file,
                line=lines[0],
            )
            for (code, file, reason), lines in self._aside.items()
        )

    def _where(
        self, row: Mapping[str, str], districts: Sequence[str], file: str, line: int
    ) -> Where | None:
        """Return where a collision was, and note it; None for one that cannot be counted."""
        code, reason, place = QualityCode.SET_ASIDE, "has a wrong number of fields", ""
        if row:
            place = next((label_of(d, row[d]) for d in districts if row[d] not in MISSING), "")
            code, reason = _fault(row, place, self.collisions)
        if reason:
            self._leave(code, file, reason, line)
            return None
        where = Where(month_of(row["date"]), place)
        self.collisions[row["collision_index"]] = where
        return where

    def _note_stated(self, row: Mapping[str, str]) -> None:
        for name in _STATED.values():
            if row.get(name, "").isdigit():
                self._stated[name][row["collision_index"]] = int(row[name])

    def _leave(self, code: QualityCode, file: str, reason: str, line: int) -> None:
        self._aside[code, file, reason].append(line)

    def _tell(self, file: LinkedFile) -> None:
        if self.progress:
            total = sum(len(files) for files in self.found.values())
            self.progress(Progress(len(self.files), total, f"reading {file.name}"))


def _fault(
    row: Mapping[str, str], place: str, known: Mapping[str, Where]
) -> tuple[QualityCode, str]:
    """Return why a collision cannot be counted, or an empty reason."""
    if not row["collision_index"]:
        return QualityCode.SET_ASIDE, "states no index of the collision"
    if row["collision_index"] in known:
        return QualityCode.REPEATED_ID, "repeats the index of an earlier collision"
    if not place:
        return QualityCode.BLANK_AREA, "is coded to no district"
    try:
        month_of(row["date"])
    except InputError:
        return QualityCode.SET_ASIDE, "states no day such as 31/10/2017"
    return QualityCode.SET_ASIDE, ""


def _ignore(_: FileRecord) -> None:
    """Note nothing: the file was noted before."""


def _shown(lines: Sequence[int]) -> str:
    more = ", ..." if len(lines) > LINES_KEPT else ""
    return ", ".join(str(line) for line in lines[:LINES_KEPT]) + more


def _probability(text: str) -> float:
    """Return a published probability; nan where it is not stated, which spreads to the sum."""
    try:
        return float(text)
    except ValueError:
        return float("nan")


def _axes(links: Links) -> tuple[tuple[Month, ...], tuple[str, ...]]:
    months = {where.month for where in links.collisions.values()}
    if not months:
        raise InputError("path", "no collision that can be counted", "files with some")
    districts = {where.district for where in links.collisions.values()}
    return month_range(min(months), max(months)), tuple(sorted(districts))


def _counts(links: Links, cells: Mapping[Labelled, int], source: DataSource) -> Counts:
    months, districts = _axes(links)
    groups = tuple(sorted({label for _, label in cells}))
    values = np.zeros((len(months), len(districts), len(groups)), dtype=np.int64)
    m, d, g = ({label: i for i, label in enumerate(axis)} for axis in (months, districts, groups))
    for (where, label), n in cells.items():
        values[m[where.month], d[where.district], g[label]] += n
    filled = {where.month for where in links.collisions.values()}
    present = np.array([month in filled for month in months])
    return Counts(
        source=source,
        months=months,
        areas=tuple(AreaKey(AreaRule.CODED_TO_AREA, name) for name in districts),
        groups=groups,
        values=values,
        reported=np.broadcast_to(present[:, None, None], values.shape),
        files=tuple(links.files),
        rows_read=links.rows_read,
        rows_set_aside=links.rows_read - sum(cells.values()),
    )
