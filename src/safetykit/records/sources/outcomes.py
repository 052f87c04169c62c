"""Outcomes of crimes as data.police.uk publishes them, by month and force.

What belongs here: what the columns mean, which crimes have several outcomes, and what the figures
cannot show. What does not: finding and reading monthly files; see `monthly`.

A row is an outcome and not a crime: a crime has one row for each step that was taken, in the month
in which it was taken. So rows are counted, and crimes with several outcomes are found.
"""

from __future__ import annotations

import functools
import os
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

import attrs

from safetykit.errors import InputError
from safetykit.quantities import Month
from safetykit.records.counts import Counts, Progress
from safetykit.records.quality import QualityCode, QualityFinding
from safetykit.records.source import (
    OPEN_GOVERNMENT,
    OPEN_GOVERNMENT_CREDIT,
    POLICE_DATA,
    Break,
    DataSource,
    Travel,
    pandemic,
)
from safetykit.records.sources.monthly import (
    MonthlyFile,
    MonthlyTally,
    counts_of,
    find_monthly,
    read_monthly,
)

__all__ = ["OUTCOMES", "read_outcomes"]

OUTCOMES: Final = DataSource(
    name="outcomes",
    title="Outcomes of street-level crime",
    publisher=POLICE_DATA,
    url="https://data.police.uk/data/",
    licence=OPEN_GOVERNMENT,
    attribution=OPEN_GOVERNMENT_CREDIT,
    travel=Travel.ALREADY_PUBLIC,
    unit="outcome",
    columns=(
        "Crime ID",
        "Month",
        "Reported by",
        "Falls within",
        "Longitude",
        "Latitude",
        "Location",
        "LSOA code",
        "LSOA name",
        "Outcome type",
    ),
    cannot_see=(
        "The crime type: a row has the crime's identity, and the street-level file says the type.",
        "Crimes without an outcome yet: they are in the street-level file alone.",
        "When the crime was: the month is that of the outcome, which may be years later.",
        "Anti-social behaviour: it has no identity and so no outcome.",
        "Courts' decisions that the Ministry of Justice could not match with a crime.",
        "Why a case ended: “unable to prosecute” does not say whether a victim withdrew.",
    ),
    breaks=(
        Break(
            code="outcomes-framework-2014",
            title="The outcomes framework",
            start=Month(2014, 4),
            reason="From April 2014 forces record how every crime ends, not detections alone; "
            "shares before and after do not compare.",
            source="Home Office, Crime outcomes in England and Wales 2013/14 (HOSB 01/14)",
        ),
        pandemic(
            "there was less crime, and courts heard fewer cases for longer still.",
            "Ministry of Justice, Criminal court statistics quarterly",
        ),
    ),
)
"""Outcomes as published on data.police.uk."""

_COLUMNS: Final = ("Crime ID", "Month", "Reported by", "Outcome type", "LSOA code")


def read_outcomes(
    path: str | os.PathLike[str], *, progress: Callable[[Progress], None] | None = None
) -> Counts:
    """Count the outcomes of crimes in a folder of data.police.uk files.

    Args:
        path: A folder with files such as `2016-01-city-of-london-outcomes.csv`, at any depth,
            plain or compressed (`.csv.gz`); or one such file. Other files are left alone.
        progress: Called with each file.

    Returns:
        The counts by month of the outcome, force that reported it and type of outcome.

    Raises:
        InputError: There is no such file; a month of a force is there twice; a file cannot be read
            or lacks a column; or no row can be counted.
    """
    files = find_monthly(Path(path), "outcomes")
    rows = _Rows(files)
    read_monthly(files, _COLUMNS, rows.add, tally=rows.tally, report=progress)
    counts = counts_of(rows.tally, files, OUTCOMES)
    quality = (*rows.findings(), *counts.quality)
    return attrs.evolve(counts, quality=quality, parameters=("count", "outcomes"))


_month = functools.lru_cache(maxsize=1_000)(Month.parse)  # a month has thousands of rows


class _Rows:
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
