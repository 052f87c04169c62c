"""Outcomes, searches and road collisions read row by row, as they were before arrays.

What belongs here: the plain reading that the arrays of `safetykit.records.sources` are held
against, by the laws beside it and by `benchmarks/sources.py`. What does not: speed.
"""

from __future__ import annotations

import functools
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

import attrs
import numpy as np

from safetykit.errors import InputError
from safetykit.quantities import Month, month_range
from safetykit.records import OUTCOMES, STATS19, STOP_SEARCH
from safetykit.records.counts import AreaKey, AreaRule, Counts, FileRecord, Progress
from safetykit.records.grids import clean, open_grid
from safetykit.records.mapping import Layout
from safetykit.records.periods import local_month
from safetykit.records.quality import QualityCode, QualityFinding
from safetykit.records.source import DataSource
from safetykit.records.sources.monthly import MonthlyFile, MonthlyTally, counts_of, find_monthly
from safetykit.records.sources.stats19_tables import (
    MISSING,
    LinkedFile,
    find_stats19,
    label_of,
    month_of,
)
from safetykit.records.sums import Sums
from safetykit.records.tables import findings_of_periods

Report: TypeAlias = Callable[[Progress], None]
_COLUMNS: Final = ("Crime ID", "Month", "Reported by", "Outcome type", "LSOA code")

NOT_STATED: Final = "Not stated"
_BY: Final = {
    "object": "Object of search",
    "outcome": "Outcome",
    "ethnicity": "Officer-defined ethnicity",
    "self-defined ethnicity": "Self-defined ethnicity",
    "age": "Age range",
    "gender": "Gender",
    "legislation": "Legislation",
    "type": "Type",
}
_TODAY: Final = {
    "Nothing found - no further action": "A no further action disposal",
    "Suspect arrested": "Arrest",
    "Suspect summonsed to court": "Summons / charged by post",
    "Offender given drugs possession warning": "Khat or Cannabis warning",
    "Offender given penalty notice": "Penalty Notice for Disorder",
    "Offender cautioned": "Caution (simple or conditional)",
    "Local resolution": "Community resolution",
}

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


def read_outcomes(path: Path) -> Counts:
    """Count outcomes."""
    files = find_monthly(path, "outcomes")
    rows = OutcomeRows(files)
    read_monthly(files, _COLUMNS, rows.add, tally=rows.tally, report=None)
    counts = counts_of(rows.tally, files, OUTCOMES)
    quality = (*rows.findings(), *counts.quality)
    return attrs.evolve(counts, quality=quality, parameters=("count", "outcomes"))


def read_stop_search(path: Path, *, by: str = "object") -> Counts:
    """Count searches."""
    files = find_monthly(path, "stop-and-search")
    rows = SearchRows(files, _BY[by])
    read_monthly(files, ("Date", "Latitude", _BY[by]), rows.add, tally=rows.tally, report=None)
    counts = counts_of(rows.tally, files, STOP_SEARCH)
    parameters = ("count", "stop-search", "--by", by)
    quality = (*rows.findings(), *counts.quality)
    return attrs.evolve(counts, quality=quality, parameters=parameters)


def read_stats19(path: Path, *, by: str = "collision severity") -> Counts:
    """Count collisions, casualties or vehicles."""
    table, variable = _TABLE_BY[by]
    links = Links(_require(path, {"collision", table}), None)
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
    links = Links(_require(path, {"collision", table}), None)
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


def read_monthly(
    files: Sequence[MonthlyFile],
    columns: Sequence[str],
    add: Callable[[MonthlyFile, int, tuple[str, ...], Sequence[object]], None],
    *,
    tally: MonthlyTally,
    report: Report | None,
) -> None:
    """Read files row by row; a row with too few or too many fields is set aside.

    Args:
        files: The files.
        columns: The columns to hand on.
        add: Called with the file, the line, the cleaned fields of the columns and all cells.
        tally: Where files and rows set aside are noted.
        report: Called with each file.
    """
    for done, file in enumerate(files):
        if report:
            report(Progress(done, len(files), f"reading {file.name}"))
        rows = 0
        with open_grid(file.path, columns, Layout(header_row=1), name=file.name) as grid:
            at, width = [grid.header.index(column) for column in columns], len(grid.header)
            for line, cells in grid.rows:
                rows += 1
                if len(cells) != width:
                    tally.leave(file, f"has {len(cells)} fields and not {width}", line)
                else:
                    add(file, line, tuple(clean(cells[i]) for i in at), cells)
            tally.files.append(
                FileRecord(name=file.name, sha256=grid.sha256, rows=rows, month=file.month)
            )
        if not rows:
            tally.empty.append(file)
    if report:
        report(Progress(len(files), len(files), "counted"))


_month = functools.lru_cache(maxsize=1_000)(Month.parse)  # a month has thousands of rows


class OutcomeRows:
    """Count rows, and note which crimes come back with another outcome."""

    def __init__(self, files: Sequence[MonthlyFile]) -> None:
        self.tally = MonthlyTally()
        self.forces = {file.force for file in files}
        self.present = {(file.month, file.force) for file in files}
        self.other: Counter[tuple[str, Month]] = Counter()
        self.blank_ids: Counter[str] = Counter()
        self.blank_areas: Counter[str] = Counter()
        self.rows: Counter[str] = Counter()
        self.outcomes: defaultdict[str, dict[str, set[str]]] = defaultdict(dict)
        self.repeats: Counter[str] = Counter()

    def add(
        self, file: MonthlyFile, line: int, fields: tuple[str, ...], _: Sequence[object]
    ) -> None:
        """Count one row."""
        crime, stated, force, outcome, area = fields
        if fields == _COLUMNS:
            self.tally.leave(file, "repeats the header", line)
            return
        try:
            month = _month(stated)
        except InputError:
            self.tally.leave(file, "states no month such as 2016-01", line)
            return
        if reason := self._reason(file, month, force, outcome):
            self.tally.leave(file, reason, line)
            return
        self.other[file.name, month] += month != file.month
        self.rows[file.force] += 1
        self.blank_ids[file.force] += not crime
        self.blank_areas[file.force] += not area
        if crime:
            known = self.outcomes[file.force].setdefault(crime, set())
            self.repeats[file.force] += outcome in known
            known.add(outcome)
        self.tally.cells[month, file.force, outcome] += 1

    def _reason(self, file: MonthlyFile, month: Month, force: str, outcome: str) -> str:
        if not outcome:
            return "states no outcome"
        if (month, file.force) not in self.present:
            return f"states {month}, a month for which its force has no file"
        if force and force != file.force and force in self.forces:
            return f"is reported by {force}, whose file is another"
        return ""

    def findings(self) -> Iterator[QualityFinding]:
        """Return what was odd about the rows."""
        for (name, month), n in self.other.items():
            if n:
                yield QualityFinding(
                    code=QualityCode.OTHER_MONTH,
                    message=f"{n:,} rows of this file state another month, {month}, and were "
                    "counted in that month.",
                    months=(month,),
                    rows=n,
                    file=name,
                )
        for force, total in self.rows.items():
            yield from self._of_force(force, total)

    def _of_force(self, force: str, total: int) -> Iterator[QualityFinding]:
        crimes = self.outcomes[force]
        several = sum(len(outcomes) > 1 for outcomes in crimes.values())
        found = (
            (
                QualityCode.REVISED_OUTCOME,
                several,
                f"{several:,} of {len(crimes):,} crimes have more than one outcome in these files: "
                "a later one follows or replaces the first. Each was counted in its month, so "
                "outcomes are no number of crimes.",
            ),
            (
                QualityCode.REPEATED_ID,
                self.repeats[force],
                f"{self.repeats[force]:,} of {total:,} rows repeat a Crime ID with the same "
                "outcome. They were counted: a crime can have several offenders.",
            ),
            (
                QualityCode.BLANK_ID,
                self.blank_ids[force],
                f"{self.blank_ids[force]:,} of {total:,} rows carry no Crime ID.",
            ),
            (
                QualityCode.BLANK_AREA,
                self.blank_areas[force],
                f"{self.blank_areas[force]:,} of {total:,} rows are coded to no small area.",
            ),
        )
        for code, n, message in found:
            if n:
                yield QualityFinding(code=code, message=message, area=force, rows=n)


class SearchRows:
    """Count rows, and note what is odd about them."""

    def __init__(self, files: Sequence[MonthlyFile], column: str) -> None:
        self.tally = MonthlyTally()
        self.column = column
        self.present = {(file.month, file.force) for file in files}
        self.clocks: Counter[tuple[str, str, Month, Month]] = Counter()
        self.other: Counter[tuple[str, str, Month]] = Counter()
        self.points: Counter[str] = Counter()
        self.blank: Counter[str] = Counter()
        self.older: Counter[str] = Counter()
        self.repeats: Counter[str] = Counter()
        self._seen: tuple[str, set[int]] = ("", set())

    def add(
        self, file: MonthlyFile, line: int, fields: tuple[str, ...], cells: Sequence[object]
    ) -> None:
        """Count one row."""
        date, latitude, label = fields
        if date == "Date":
            self.tally.leave(file, "repeats the header", line)
            return
        try:
            month, universal = local_month(date)
        except InputError:
            self.tally.leave(file, "states no time such as 2018-09-01T00:20:18+00:00", line)
            return
        if (month, file.force) not in self.present:
            reason = f"states {month}, a month for which its force has no file"
            self.tally.leave(file, reason, line)
            return
        if month != universal:
            self.clocks[file.name, file.force, month, universal] += 1
        elif month != file.month:
            self.other[file.name, file.force, month] += 1
        self.points[file.force] += not latitude
        self.blank[file.force] += not label
        if self.column == "Outcome" and label in _TODAY:
            self.older[file.force] += 1
            label = _TODAY[label]
        self._note_repeat(file, cells)
        self.tally.cells[month, file.force, label or NOT_STATED] += 1

    def _note_repeat(self, file: MonthlyFile, cells: Sequence[object]) -> None:
        if self._seen[0] != file.name:
            self._seen = (file.name, set())
        row = hash(tuple(cells))
        self.repeats[file.force] += row in self._seen[1]
        self._seen[1].add(row)

    def findings(self) -> Iterator[QualityFinding]:
        """Return what was odd about the rows."""
        for (name, force, month, universal), n in self.clocks.items():
            yield QualityFinding(
                code=QualityCode.OTHER_CLOCK,
                message=f"{_rows(n)} of this file: {universal} by UTC, {month} by the clocks in "
                f"London; counted in {month}.",
                months=(month,),
                area=force,
                rows=n,
                file=name,
            )
        for (name, force, month), n in self.other.items():
            yield QualityFinding(
                code=QualityCode.OTHER_MONTH,
                message=f"{_rows(n)} of this file with another month, {month}; counted in it.",
                months=(month,),
                area=force,
                rows=n,
                file=name,
            )
        yield from self._of_forces(
            self.points, QualityCode.BLANK_POINT, "have no point; they count for the force"
        )
        yield from self._of_forces(
            self.blank, QualityCode.NOT_STATED, f"state no {self.column}; counted as “Not stated”"
        )
        yield from self._of_forces(
            self.older,
            QualityCode.VOCABULARY,
            "have outcomes in the words of older downloads; counted under the words of today",
        )
        yield from self._of_forces(
            self.repeats,
            QualityCode.REPEATED_ID,
            "equal an earlier row of their file in every field; counted, since two people searched "
            "together can look alike",
        )

    def _of_forces(
        self, rows: Counter[str], code: QualityCode, words: str
    ) -> Iterator[QualityFinding]:
        totals: Counter[str] = Counter()
        for (_, force, _), n in self.tally.cells.items():
            totals[force] += n
        for force, n in rows.items():
            if n:
                message = f"{n:,} of {totals[force]:,} rows {words}."
                yield QualityFinding(code=code, message=message, area=force, rows=n)


def _rows(n: int) -> str:
    return f"{n:,} row{'s' if n != 1 else ''}"


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


def _require(path: Path, tables: set[str]) -> dict[str, list[LinkedFile]]:
    found = find_stats19(path)
    for table in sorted(tables):
        if not found[table]:
            example = f"dft-road-casualty-statistics-{table}-2023.csv"
            expected = f"a folder with a file of each of {', '.join(sorted(tables))}"
            raise InputError("path", str(path), expected, hint=f"Such as {example}.")
    return found


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
