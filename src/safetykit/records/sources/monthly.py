"""Monthly files of data.police.uk that name their force: finding them, and counts by month.

What belongs here: what the files of outcomes and of stop and search share. What does not: street
crime, which is read by the engine (`police_uk`), or what a column means.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, TypeAlias

import attrs
import numpy as np
import numpy.typing as npt

from safetykit.errors import InputError
from safetykit.quantities import Month, month_range
from safetykit.records.assemble import unlikely_zeros
from safetykit.records.checks import findings_of_counts
from safetykit.records.counting import SourceFile
from safetykit.records.counts import AreaKey, AreaRule, Counts, FileRecord, Progress
from safetykit.records.engine import open_engine
from safetykit.records.folders import files_in
from safetykit.records.mapping import Layout
from safetykit.records.marks import MarkedFile, read_marks
from safetykit.records.periods import require_span
from safetykit.records.quality import QualityCode, QualityFinding
from safetykit.records.query import RowQuery
from safetykit.records.setting_aside import rows_set_aside, wrong_fields
from safetykit.records.source import DataSource

__all__ = [
    "Aside",
    "MonthlyFile",
    "MonthlyTally",
    "counts_of",
    "find_monthly",
    "force_name",
    "monthly_name",
    "read_monthly",
]

Aside: TypeAlias = tuple[int, str]  # the line of a row, and why it is set aside
Report: TypeAlias = Callable[[Progress], None]
_OTHER_NAMES: Final = {
    "btp": "British Transport Police",
    "city-of-london": "City of London Police",
    "devon-and-cornwall": "Devon & Cornwall Police",
    "metropolitan": "Metropolitan Police Service",
    "northern-ireland": "Police Service of Northern Ireland",
}
_CONSTABULARIES: Final = (
    *("avon-and-somerset", "cambridgeshire", "cheshire", "cumbria", "derbyshire", "durham"),
    *("gloucestershire", "hampshire", "hertfordshire", "lancashire", "norfolk", "suffolk"),
)


@attrs.frozen(kw_only=True)
class MonthlyFile:
    """A file and what its name states: its month, and its force as street-level files call it."""

    path: Path
    name: str
    month: Month
    force: str


@attrs.define(kw_only=True)
class MonthlyTally:
    """What was counted, by month, force and label, and the lines set aside by file and reason.

    Attributes:
        cells: The rows that count.
        own: The months and forces of which a row counts in the file that is named after them.
        strays: By file, month and force, the label and the lines of rows of another month.
        aside: The lines of rows set aside, by file and reason.
        files: The files that were read.
        empty: Those without a row.
        taken_back: The file and the month of strays that do not count after all.
    """

    cells: Counter[tuple[Month, str, str]] = attrs.field(factory=Counter)
    own: set[tuple[Month, str]] = attrs.field(factory=set)
    strays: defaultdict[tuple[str, Month, str], list[tuple[str, list[int]]]] = attrs.field(
        factory=lambda: defaultdict(list)
    )
    aside: defaultdict[tuple[str, str], list[int]] = attrs.field(factory=lambda: defaultdict(list))
    files: list[FileRecord] = attrs.field(factory=list)
    empty: list[MonthlyFile] = attrs.field(factory=list)
    taken_back: set[tuple[str, Month]] = attrs.field(factory=set)

    def count(self, file: MonthlyFile, label: str, rows: int) -> None:
        """Count rows of the month of their file."""
        self.cells[file.month, file.force, label] += rows
        self.own.add((file.month, file.force))

    def count_strays(self, file: MonthlyFile, month: Month, label: str, lines: list[int]) -> None:
        """Count rows of another month, unless none of its own file's rows counts."""
        self.cells[month, file.force, label] += len(lines)
        self.strays[file.name, month, file.force].append((label, lines))

    def take_back(self) -> None:
        """Set aside the rows of a month whose own file has none: a part is not the month."""
        for (name, month, force), found in self.strays.items():
            if (month, force) not in self.own:
                self.taken_back.add((name, month))
                for label, lines in found:
                    self.cells[month, force, label] -= len(lines)
                    self.aside[name, f"states {month}, of which its own file counts no row"] += (
                        lines
                    )
        self.strays.clear()
        self.cells = +self.cells

    def leave(self, file: MonthlyFile, reason: str, line: int) -> None:
        """Note a row that is set aside."""
        self.aside[file.name, reason].append(line)


def find_monthly(root: Path, kind: str) -> list[MonthlyFile]:
    """Return the files of a kind in a folder at any depth, such as `2018-09-essex-outcomes.csv`.

    Raises:
        InputError: There is none, or two of one month and force; or the folder does not exist.
    """
    form = monthly_name(kind)
    everything = files_in(root)
    found: dict[tuple[str, str], MonthlyFile] = {}
    for path in everything:
        if match := form.fullmatch(path.name):
            name = path.name if path == root else path.relative_to(root).as_posix()
            if first := found.get((match[1], match[2])):
                hint = "Two downloads of one month would be counted twice: keep one."
                got = f"a month and force that {first.name} holds too"
                raise InputError(name, got, "one file each", hint=hint)
            month, force = Month.parse(match[1]), force_name(match[2])
            file = MonthlyFile(path=path, name=name, month=month, force=force)
            found[match[1], match[2]] = file
    if not found:
        other = next((path.name for path in everything if ".csv" in path.name), None)
        hint = f"It holds {other}, which is not named so." if other else "It holds no CSV file."
        if root.suffix.lower() == ".zip":
            hint = "Unpack it, and name the folder."
        expected = f"a folder with files such as 2018-09-city-of-london-{kind}.csv"
        raise InputError("path", str(root), expected, hint=hint)
    return list(found.values())


def monthly_name(kind: str) -> re.Pattern[str]:
    """Return the form of the names of a kind of files: their month and their force are groups."""
    return re.compile(rf"([1-9]\d{{3}}-(?:0[1-9]|1[0-2]))-(.+)-{kind}\.csv(?:\.gz)?")


def force_name(slug: str) -> str:
    """Return what street-level files call a force, from the name in its files.

    Examples:
        >>> force_name("city-of-london"), force_name("avon-and-somerset")
        ('City of London Police', 'Avon and Somerset Constabulary')
    """
    words = [word if word == "and" else word.capitalize() for word in slug.split("-")]
    plain = "-".join(words) if slug == "dyfed-powys" else " ".join(words)
    suffix = "Constabulary" if slug in _CONSTABULARIES else "Police"
    return _OTHER_NAMES.get(slug, f"{plain} {suffix}")


def read_monthly(
    files: Sequence[MonthlyFile],
    query: RowQuery,
    add: Callable[[MonthlyFile, MarkedFile], Iterable[Aside]],
    *,
    tally: MonthlyTally,
    report: Report | None,
) -> None:
    """Read files; a row with too few or too many fields is set aside.

    Args:
        files: The files.
        query: What to know of each row.
        add: Called with each file and its rows; it returns the rows that it sets aside.
        tally: Where files and rows set aside are noted.
        report: Called with each file.

    Raises:
        InputError: A file cannot be read, lacks a column, or changes while it is read.
        MissingExtraError: DuckDB is not installed.
    """
    done = itertools.count()

    def tell(name: str) -> None:
        if report:
            report(Progress(next(done), len(files), f"reading {name}"))

    sources = [SourceFile(path=file.path, name=file.name) for file in files]
    with open_engine() as engine:
        every = read_marks(engine, sources, query, Layout(header_row=1), on_file=tell)
        for file, rows in zip(files, every, strict=True):
            aside = [(line, wrong_fields(n, rows.width)) for line, n in rows.wrong]
            for line, reason in sorted((*aside, *add(file, rows))):
                tally.leave(file, reason, line)
            tally.files.append(
                FileRecord(name=file.name, sha256=rows.sha256, rows=rows.rows, month=file.month)
            )
            if not rows.rows:
                tally.empty.append(file)
    if report:
        report(Progress(len(files), len(files), "counted"))


def counts_of(tally: MonthlyTally, files: Sequence[MonthlyFile], source: DataSource) -> Counts:
    """Make counts by month, force and label, with the findings that they alone show.

    A figure is reported where the force has a file for the month with a row that counts in it, but
    for a zero of a label that is normally busy; see `safetykit.records.assemble`.

    Raises:
        InputError: No row can be counted.
    """
    tally.take_back()
    if not tally.cells:
        expected = "files with rows that can be counted"
        raise InputError("path", f"{len(files)} file(s) without one", expected)
    months = _axis([file.month for file in files])
    forces = sorted({file.force for file in files})
    groups = tuple(sorted({label for *_, label in tally.cells}))
    values = _table(tally.cells, months, forces, groups)
    with_file = np.array([[(month, force) in tally.own for force in forces] for month in months])
    reported = np.broadcast_to(with_file[:, :, None], values.shape)
    reported = reported & ~unlikely_zeros(values, reported)
    counts = Counts(
        source=source,
        months=months,
        areas=tuple(AreaKey(AreaRule.RECORDED_BY_FORCE, force) for force in forces),
        groups=groups,
        values=np.where(reported, values, 0),
        reported=reported,
        files=tuple(tally.files),
        rows_read=sum(file.rows for file in tally.files),
        rows_set_aside=sum(len(lines) for lines in tally.aside.values()),
    )
    odd = findings_of_counts(counts, there={(file.force, file.month) for file in files})
    findings = (*_set_aside(tally.aside), *_empty(tally.empty), *odd)
    return attrs.evolve(counts, quality=findings)


def _axis(stated: Sequence[Month]) -> tuple[Month, ...]:
    first, last = min(stated), max(stated)
    require_span(first, last, "path")
    return month_range(first, last)


def _table(
    cells: Mapping[tuple[Month, str, str], int],
    months: Sequence[Month],
    forces: Sequence[str],
    groups: Sequence[str],
) -> npt.NDArray[np.int64]:
    """Return the counts in an array of months, forces and labels."""
    values = np.zeros((len(months), len(forces), len(groups)), dtype=np.int64)
    m, f, g = ({key: i for i, key in enumerate(axis)} for axis in (months, forces, groups))
    for (month, force, label), n in cells.items():
        values[m[month], f[force], g[label]] += n
    return values


def _set_aside(aside: Mapping[tuple[str, str], list[int]]) -> Iterator[QualityFinding]:
    for (file, reason), lines in aside.items():
        yield rows_set_aside(reason, len(lines), lines=lines, file=file)


def _empty(files: Iterable[MonthlyFile]) -> Iterator[QualityFinding]:
    for file in files:
        yield QualityFinding(
            code=QualityCode.EMPTY_FILE,
            message=f"This file has a header and no row: {file.month.words} is not reported.",
            months=(file.month,),
            area=file.force,
            rows=0,
            file=file.name,
        )
