"""Outcomes and searches read row by row, as they were before arrays.

What belongs here: the plain reading that the arrays of `safetykit.records.sources` are held
against, by the laws beside it and by `benchmarks/sources.py`. What does not: speed, and road
collisions; see `row_by_row_stats19.py`.
"""

from __future__ import annotations

import functools
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final, TypeAlias

import attrs

from safetykit.errors import InputError
from safetykit.quantities import Month
from safetykit.records import OUTCOMES, STOP_SEARCH
from safetykit.records.counts import Counts, FileRecord, Progress
from safetykit.records.grids import clean, open_grid
from safetykit.records.mapping import Layout
from safetykit.records.periods import local_month
from safetykit.records.quality import QualityCode, QualityFinding
from safetykit.records.setting_aside import wrong_fields
from safetykit.records.sources.monthly import MonthlyFile, MonthlyTally, counts_of, find_monthly

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
                    tally.leave(file, wrong_fields(len(cells), width), line)
                else:
                    add(file, line, tuple(clean(cells[i]) for i in at), cells)
            tally.files.append(
                FileRecord(name=file.name, sha256=grid.sha256, rows=rows, month=file.month)
            )
        if not rows:
            tally.empty.append(file)
    if report:
        report(Progress(len(files), len(files), "counted"))


def count_row(tally: MonthlyTally, file: MonthlyFile, month: Month, label: str, line: int) -> None:
    """Count one row."""
    if month == file.month:
        tally.count(file, label, 1)
    else:
        tally.count_strays(file, month, label, [line])


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
        count_row(self.tally, file, month, outcome, line)

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
            if n and (name, month) not in self.tally.taken_back:
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
        count_row(self.tally, file, month, label or NOT_STATED, line)

    def _note_repeat(self, file: MonthlyFile, cells: Sequence[object]) -> None:
        if self._seen[0] != file.name:
            self._seen = (file.name, set())
        row = hash(tuple(cells))
        self.repeats[file.force] += row in self._seen[1]
        self._seen[1].add(row)

    def findings(self) -> Iterator[QualityFinding]:
        """Return what was odd about the rows."""
        for (name, force, month, universal), n in self.clocks.items():
            if (name, month) in self.tally.taken_back:
                continue
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
            if (name, month) in self.tally.taken_back:
                continue
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
