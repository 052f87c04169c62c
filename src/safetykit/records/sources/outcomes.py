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
from typing import Any, Final

import attrs
import numpy as np
import numpy.typing as npt

from safetykit.errors import InputError
from safetykit.quantities import Month
from safetykit.records.counts import Counts, Progress
from safetykit.records.marks import Codes, Hashes, MarkedFile
from safetykit.records.quality import QualityCode, QualityFinding
from safetykit.records.query import RowQuery
from safetykit.records.source import (
    OPEN_GOVERNMENT,
    OPEN_GOVERNMENT_CREDIT,
    POLICE_DATA,
    Break,
    DataSource,
    Travel,
    pandemic,
)
from safetykit.records.sources.kinds import Kind, kinds_of
from safetykit.records.sources.monthly import (
    Aside,
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
            source="Police.uk, New police outcome categories and a bug fix, on the forum of "
            "data.gov.uk: a new standard of the Home Office from April 2014, and new and renamed "
            "outcomes in these files from the end of May 2014",
        ),
        pandemic(
            "there was less crime, and courts heard fewer cases for longer still.",
            "Ministry of Justice, Criminal court statistics quarterly",
        ),
    ),
)
"""Outcomes as published on data.police.uk."""

_QUERY: Final = RowQuery(
    keys=(("Month", "Reported by"), ("Outcome type",)), identities=("Crime ID", "LSOA code")
)


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
        MissingExtraError: DuckDB is not installed.
    """
    files = find_monthly(Path(path), "outcomes")
    rows = _Rows(files)
    read_monthly(files, _QUERY, rows.add, tally=rows.tally, report=progress)
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
        self.crimes: defaultdict[str, list[tuple[Hashes, Codes]]] = defaultdict(list)

    def add(self, file: MonthlyFile, rows: MarkedFile) -> Iterator[Aside]:
        """Count the rows of a file; yield those that are set aside."""
        of_row, kinds = kinds_of(rows.codes, rows.values)
        good = np.ones(len(kinds), dtype=np.bool_)
        for i, kind in enumerate(kinds):
            (stated, force), (outcome,) = kind.values
            reason, month = self._judge(file, stated, force, outcome)
            if month is None:
                good[i] = False
                yield from self._aside(rows, np.flatnonzero(of_row == i), kind, reason)
            elif month == file.month:
                self.tally.count(file, outcome, kind.rows)
            else:
                self.other[file.name, month] += kind.rows
                lines = rows.lines[of_row == i].tolist()
                self.tally.count_strays(file, month, outcome, lines)
        if good.any():
            self._note_crimes(file.force, rows, slice(None) if good.all() else good[of_row])

    def _judge(
        self, file: MonthlyFile, stated: str, force: str, outcome: str
    ) -> tuple[str, Month | None]:
        """Return the month in which a row counts, or why it does not."""
        try:
            month = _month(stated)
        except InputError:
            return "states no month such as 2016-01", None
        if not outcome:
            return "states no outcome", None
        if (month, file.force) not in self.present:
            return f"states {month}, a month for which its force has no file", None
        if force and force != file.force and force in self.forces:
            return f"is reported by {force}, whose file is another", None
        return "", month

    def _aside(
        self, rows: MarkedFile, at: npt.NDArray[np.int64], kind: Kind, reason: str
    ) -> Iterator[Aside]:
        header = np.full(len(at), kind.values == _QUERY.keys)
        for column, hashes in zip(_QUERY.identities, rows.identities, strict=True):
            if header.any():
                header &= hashes[at] == rows.hash_of(column)
        for line, repeats in zip(rows.lines[at].tolist(), header.tolist(), strict=True):
            yield line, "repeats the header" if repeats else reason

    def _note_crimes(self, force: str, rows: MarkedFile, which: Any) -> None:
        crimes, areas = (hashes[which] for hashes in rows.identities)
        self.rows[force] += len(crimes)
        self.blank_ids[force] += int(np.count_nonzero(crimes == 0))
        self.blank_areas[force] += int(np.count_nonzero(areas == 0))
        self.crimes[force].append((crimes, rows.codes[1][which]))

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
        crimes, several, repeats = _repeats(*zip(*self.crimes[force], strict=True))
        for code, n, of, message in (
            (QualityCode.REVISED_OUTCOME, several, crimes, _SEVERAL),
            (QualityCode.REPEATED_ID, repeats, total, _SAME),
            (QualityCode.BLANK_ID, self.blank_ids[force], total, _NO_ID),
            (QualityCode.BLANK_AREA, self.blank_areas[force], total, _NO_AREA),
        ):
            if n:
                said = f"{n:,} of {of:,} {message}"
                yield QualityFinding(code=code, message=said, area=force, rows=n)


_SEVERAL: Final = (
    "crimes have more than one outcome in these files: a later one follows or replaces the first. "
    "Each was counted in its month, so outcomes are no number of crimes."
)
_SAME: Final = (
    "rows repeat a Crime ID with the same outcome. They were counted: a crime can have several "
    "offenders."
)
_NO_ID: Final = "rows carry no Crime ID."
_NO_AREA: Final = "rows are coded to no small area."


def _repeats(crimes: Sequence[Hashes], outcomes: Sequence[Codes]) -> tuple[int, int, int]:
    """Return the crimes, those with several outcomes, and the rows that repeat crime and outcome.

    Args:
        crimes: Of each file, the marks of the rows' crimes; 0 for a row without an identity.
        outcomes: Of each file, the codes of the rows' outcomes.
    """
    mark, outcome = np.concatenate(crimes), np.concatenate(outcomes)
    order = np.argsort(mark)[np.count_nonzero(mark == 0) :]
    mark, outcome = mark[order], outcome[order]
    crime = np.cumsum(np.diff(mark, prepend=mark[:1]) != 0)
    size = int(outcome.max(initial=0)) + 1
    pairs = np.sort(crime * size + outcome)
    different = pairs[np.diff(pairs, prepend=-1) != 0]
    many = np.bincount(different // size)
    return len(many), int(np.count_nonzero(many > 1)), len(pairs) - len(different)
