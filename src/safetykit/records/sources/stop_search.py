"""Stops and searches by the police as data.police.uk publishes them, by month and force.

What belongs here: what the columns mean, the wording of outcomes in older downloads, and what the
figures cannot show. What does not: finding and reading monthly files; see `monthly`.

A row counts in the month that the clocks in London showed. Timestamps are published in UTC, while
files are cut at midnight by local time: from March to October the first hour of a month stands in
its file with the month before. Rows are counted by the force whose file holds them; a place is
given for some rows alone, and for no row the district.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Final, TypeAlias

import attrs
import numpy as np
import numpy.typing as npt

from safetykit.errors import InputError
from safetykit.quantities import Month
from safetykit.records.counts import Counts, IntArray, Progress
from safetykit.records.marks import MarkedFile
from safetykit.records.periods import local_month
from safetykit.records.quality import QualityCode, QualityFinding
from safetykit.records.query import RowQuery, Values
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

__all__ = ["STOP_SEARCH", "read_stop_search"]

STOP_SEARCH: Final = DataSource(
    name="stop-search",
    title="Stop and search",
    publisher=POLICE_DATA,
    url="https://data.police.uk/data/",
    licence=OPEN_GOVERNMENT,
    attribution=OPEN_GOVERNMENT_CREDIT,
    travel=Travel.ALREADY_PUBLIC,
    unit="search",
    columns=(
        "Type",
        "Date",
        "Part of a policing operation",
        "Policing operation",
        "Latitude",
        "Longitude",
        "Gender",
        "Age range",
        "Self-defined ethnicity",
        "Officer-defined ethnicity",
        "Legislation",
        "Object of search",
        "Outcome",
        "Outcome linked to object of search",
        "Removal of more than just outer clothing",
    ),
    cannot_see=(
        "Stops without a search, when an officer asks a person to account for themself.",
        "People: one person may be searched many times, and no row says who it was.",
        "Why an officer had grounds: a row gives the object that was looked for, no reason.",
        "How many people of each ethnicity were about: residents are no measure of who could be "
        "searched.",
        "What came of an arrest: whether anybody was charged or convicted is not here.",
        "Searches of forces that send no file, or no full file; publication is voluntary.",
        "The district: some rows have a point, none a small area.",
    ),
    breaks=(
        Break(
            code="best-use-2014",
            title="Best Use of Stop and Search",
            start=Month(2014, 8),
            end=Month(2015, 6),
            reason="Forces joined the scheme from August 2014, began to publish, and limited "
            "searches without suspicion; first months are often partial. The last forces were to "
            "follow by April 2015; for June 2015 as its end no source was found.",
            source="Police.uk, Best Use of Stop and Search scheme launches, 26 August 2014, and of "
            "the same name, 1 December 2014",
        ),
        pandemic(
            "far fewer people were about, and in some forces more were searched.",
            "Home Office, Police powers and procedures: stop and search, year ending March 2021",
        ),
    ),
)
"""Stop and search as published on data.police.uk."""

_Months: TypeAlias = tuple[Month, Month]
_Time: TypeAlias = _Months | str
_TIME: Final = "Date"
NOT_STATED: Final = "Not stated"
_NO_POINT: Final = "have no point; they count for the force"
_OLDER: Final = "have outcomes in the words of older downloads; counted under the words of today"
_EQUAL: Final = (
    "equal an earlier row of their file in every field; counted, since two people searched "
    "together can look alike"
)
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


def read_stop_search(
    path: str | os.PathLike[str],
    *,
    by: str = "object",
    progress: Callable[[Progress], None] | None = None,
) -> Counts:
    """Count the stops and searches in a folder of data.police.uk files.

    Args:
        path: A folder with files such as `2018-09-city-of-london-stop-and-search.csv`, at any
            depth, plain or compressed (`.csv.gz`); or one such file. Other files are left alone.
        by: `object` of search, `outcome`, `ethnicity` (as the officer defined it), `self-defined
            ethnicity`, `age`, `gender`, `legislation` or `type`.
        progress: Called with each file.

    Returns:
        The counts by local month, force (`AreaRule.RECORDED_BY_FORCE`) and label; a blank is `Not
        stated`. Outcomes in the words of older downloads are counted under those of today.

    Raises:
        InputError: There is no such file; a month of a force is there twice; a file cannot be read
            or lacks a column; or no row can be counted.
        MissingExtraError: DuckDB is not installed.
    """
    if by not in _BY:
        raise InputError("by", by, f"one of {', '.join(_BY)}")
    files = find_monthly(Path(path), "stop-and-search")
    rows = _Rows(files, _BY[by])
    query = RowQuery(
        keys=((_TIME,), (_BY[by],)), days=(_TIME,), identities=("Latitude",), whole=True
    )
    read_monthly(files, query, rows.add, tally=rows.tally, report=progress)
    counts = counts_of(rows.tally, files, STOP_SEARCH)
    parameters = ("count", "stop-search", "--by", by)
    quality = (*rows.findings(), *counts.quality)
    return attrs.evolve(counts, quality=quality, parameters=parameters)


class _Rows:
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
        self._times: list[_Time] = []
        self._number: dict[_Time, int] = {}
        self._time_of: list[int] = []

    def add(self, file: MonthlyFile, rows: MarkedFile) -> Iterator[Aside]:
        """Count the rows of a file; yield those that are set aside."""
        codes = self._times_of(rows.values[0])[rows.codes[0]], rows.codes[1]
        of_row, kinds = kinds_of(codes, (self._times, rows.values[1]))
        good = np.ones(len(kinds), dtype=np.bool_)
        for i, kind in enumerate(kinds):
            reason, time = self._judge(file, kind.values[0])
            if time is None:
                good[i] = False
                for line in rows.lines[of_row == i].tolist():
                    yield line, reason
            else:
                self._count(file, time, kind, partial(_lines_of, rows, of_row, i))
        if good.any():
            which = good[of_row]
            whole = np.sort(rows.whole[which])
            self.points[file.force] += int(np.count_nonzero(rows.identities[0][which] == 0))
            self.repeats[file.force] += int(np.count_nonzero(whole[1:] == whole[:-1]))

    def _judge(self, file: MonthlyFile, time: _Time) -> tuple[str, _Months | None]:
        """Return the months in which a row counts, or why it does not."""
        if isinstance(time, str):
            return time, None
        if (time[0], file.force) not in self.present:
            return f"states {time[0]}, a month for which its force has no file", None
        return "", time

    def _times_of(self, values: Sequence[Values]) -> npt.NDArray[np.int64]:
        """Return for each value the number of what its timestamp means."""
        for (date,) in values[len(self._time_of) :]:
            time = _time(date)
            number = self._number.setdefault(time, len(self._times))
            if number == len(self._times):
                self._times.append(time)
            self._time_of.append(number)
        return np.array(self._time_of, dtype=np.int64)

    def _count(
        self, file: MonthlyFile, time: _Months, kind: Kind, at: Callable[[], list[int]]
    ) -> None:
        (month, universal), label, rows = time, kind.values[1][0], kind.rows
        if month != universal:
            self.clocks[file.name, file.force, month, universal] += rows
        elif month != file.month:
            self.other[file.name, file.force, month] += rows
        self.blank[file.force] += 0 if label else rows
        if self.column == "Outcome" and label in _TODAY:
            self.older[file.force] += rows
            label = _TODAY[label]
        if month == file.month:
            self.tally.count(file, label or NOT_STATED, rows)
        else:
            self.tally.count_strays(file, month, label or NOT_STATED, at())

    def findings(self) -> Iterator[QualityFinding]:
        """Return what was odd about the rows."""
        yield from self._of_dates()
        blank = f"state no {self.column}; counted as “Not stated”"
        yield from self._of_forces(self.points, QualityCode.BLANK_POINT, _NO_POINT)
        yield from self._of_forces(self.blank, QualityCode.NOT_STATED, blank)
        yield from self._of_forces(self.older, QualityCode.VOCABULARY, _OLDER)
        yield from self._of_forces(self.repeats, QualityCode.REPEATED_ID, _EQUAL)

    def _of_dates(self) -> Iterator[QualityFinding]:
        """Return the rows whose month is not that of their file, or is so by one clock alone."""
        taken_back = self.tally.taken_back
        clocks = {key: n for key, n in self.clocks.items() if (key[0], key[2]) not in taken_back}
        other = {key: n for key, n in self.other.items() if (key[0], key[2]) not in taken_back}
        for (name, force, month, universal), n in clocks.items():
            yield QualityFinding(
                code=QualityCode.OTHER_CLOCK,
                message=f"{_rows(n)} of this file: {universal} by UTC, {month} by the clocks in "
                f"London; counted in {month}.",
                months=(month,),
                area=force,
                rows=n,
                file=name,
            )
        for (name, force, month), n in other.items():
            yield QualityFinding(
                code=QualityCode.OTHER_MONTH,
                message=f"{_rows(n)} of this file with another month, {month}; counted in it.",
                months=(month,),
                area=force,
                rows=n,
                file=name,
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


def _lines_of(rows: MarkedFile, of_row: IntArray, kind: int) -> list[int]:
    lines: list[int] = rows.lines[of_row == kind].tolist()
    return lines


def _time(date: str) -> _Time:
    """Return the months of a timestamp by the clocks in London and in UTC, or why it has none."""
    try:
        return local_month(date)
    except InputError:
        if date == _TIME:
            return "repeats the header"
        return "states no time such as 2018-09-01T00:20:18+00:00"


def _rows(n: int) -> str:
    return f"{n:,} row{'s' if n != 1 else ''}"
