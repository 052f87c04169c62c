"""Read street-level crime as data.police.uk publishes it.

What belongs here: which files are street crime, what their columns mean, and which rows can be
counted. What does not: what is odd about the counts; the rules for that stand in `checks`.

A force is who "Reported by" names. A district is the name of a row's small area (LSOA) without the
code at its end: "City of London 001A" is in "City of London". A row counts in the month that it
states. It is set aside, and a finding says where it stands, if it has too few or too many fields,
states no month, force or crime type, or states a month for which its force has no file.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, TypeAlias

import attrs

from safetykit.errors import InputError, suggest
from safetykit.quantities import Month
from safetykit.records.assemble import Cells, SetAside, assemble
from safetykit.records.checks import findings_of_counts
from safetykit.records.counts import Counts, FileRecord, Progress
from safetykit.records.engine import Columns, CsvFile, RowGroup, Tally, count_rows
from safetykit.records.row_checks import findings_of_rows
from safetykit.records.scan import FileScan, read_records_at, scan_file, without_bad_records
from safetykit.records.source import POLICE_UK

__all__ = ["STREET_FILE", "find_street_files", "read_police_uk"]

Report: TypeAlias = Callable[[Progress], None]
STREET_FILE: Final = re.compile(r"([1-9]\d{3}-(?:0[1-9]|1[0-2]))-(.+)-street\.csv(?:\.gz)?")
COLUMNS: Final = Columns(
    month="Month",
    recorder="Reported by",
    place="LSOA name",
    place_suffix=r" \d{3}[A-Z]$",
    category="Crime type",
    identity="Crime ID",
)
_MONTH: Final = re.compile(r"[1-9]\d{3}-(0[1-9]|1[0-2])")


@attrs.frozen(kw_only=True)
class StreetFile:
    """A file and what its name states."""

    scan: FileScan
    month: Month


def read_police_uk(
    folder: str | os.PathLike[str],
    *,
    areas: tuple[str, ...] = (),
    progress: Report | None = None,
) -> Counts:
    """Count the street-level crime in a folder of data.police.uk files.

    Args:
        folder: A folder with files such as `2017-10-city-of-london-street.csv`, at any depth,
            plain or compressed (`.csv.gz`); or one such file. Files of outcomes and of stop and
            search, and any others, are left alone.
        areas: The districts to count by; all that occur if none are named. Forces are always
            counted.
        progress: Called with each step.

    Returns:
        The counts: each force's (`AreaRule.RECORDED_BY_FORCE`) and each district's
        (`AreaRule.CODED_TO_AREA`), with what is odd about them. A district's hold only what the
        forces in the folder recorded there. A month without a file, a normally busy crime type at
        zero, and a type outside the months of its use are not reported, which is not zero; the
        rules stand in `safetykit.records.assemble`.

    Raises:
        InputError: There is no street-crime file; a month of a force is there twice; a file is
            empty, damaged, not UTF-8, lacks a column, or has no row that can be counted; a
            district does not occur.
        MissingExtraError: DuckDB is not installed.
    """
    root = Path(folder)
    files = _scan_all(find_street_files(root), root, progress or _ignore)
    tally = _count(files, progress or _ignore)
    _require_same_rows(files, tally.groups)
    cells = _Judge(files, tally.groups).cells()
    _require_one_file_each(files, cells.groups)
    counts = assemble(
        cells,
        source=POLICE_UK,
        months=[file.month for file in files],
        areas=_require_areas(areas, cells.groups),
        files=[_record(file) for file in files],
    )
    quality = (*findings_of_rows(cells, tally, areas=areas), *findings_of_counts(counts))
    return attrs.evolve(counts, quality=quality, parameters=_parameters(areas))


def find_street_files(root: Path) -> list[Path]:
    """Return the street-crime files of a folder at any depth, sorted by name.

    Raises:
        InputError: There is none, or the folder does not exist.
    """
    if not root.exists():
        raise InputError("path", str(root), "a folder or file that exists", hint="Check the path.")
    everything = [root] if root.is_file() else sorted(root.rglob("*"))
    found = [path for path in everything if STREET_FILE.fullmatch(path.name)]
    if found:
        return found
    other = next((path.name for path in everything if ".csv" in path.name), None)
    hint = f"It holds {other}, which is not named so." if other else "It holds no CSV file."
    expected = "a folder with files such as 2017-10-city-of-london-street.csv"
    raise InputError("path", str(root), expected, hint=hint)


def _ignore(_: Progress) -> None:
    """Report to nobody."""


def _scan_all(paths: Sequence[Path], root: Path, report: Report) -> list[StreetFile]:
    """Scan the files; refuse two of the same month and force, by their names."""
    files: list[StreetFile] = []
    seen: dict[tuple[str, str], str] = {}
    for done, path in enumerate(paths):
        name = path.name if path == root else path.relative_to(root).as_posix()
        report(Progress(done, len(paths) + 1, f"looking at {name}"))
        match = STREET_FILE.fullmatch(path.name)
        month, force = match.groups() if match else ("", "")
        if (month, force) in seen:
            raise _twice(seen[month, force], name)
        seen[month, force] = name
        scan = scan_file(path, name, columns=COLUMNS.names)
        files.append(StreetFile(scan=scan, month=Month.parse(month)))
    return files


def _twice(first: str, second: str) -> InputError:
    hint = "Two downloads of one month would be counted twice: keep one."
    return InputError(
        second, f"a month and force that {first} holds too", "one file each", hint=hint
    )


def _count(files: Sequence[StreetFile], report: Report) -> Tally:
    report(Progress(len(files), len(files) + 1, "counting rows"))
    with tempfile.TemporaryDirectory(prefix="safetykit-") as folder:
        sound = [_sound(file.scan, Path(folder), i) for i, file in enumerate(files)]
        tally = count_rows(sound, COLUMNS)
    report(Progress(len(files) + 1, len(files) + 1, "counted"))
    return tally


def _sound(scan: FileScan, folder: Path, number: int) -> CsvFile:
    """Return a file, or a copy of it without the records of a wrong length."""
    path = scan.path
    if scan.bad:
        path = folder / f"{number}.csv"
        path.write_bytes(without_bad_records(scan))
    return CsvFile(path=str(path), name=scan.name, header=scan.header)


def _require_same_rows(files: Iterable[StreetFile], groups: Iterable[RowGroup]) -> None:
    """Hold the engine's rows of each file against the records that the scan found."""
    counted: dict[str, int] = {}
    for group in groups:
        counted[group.file] = counted.get(group.file, 0) + group.rows
    for file in files:
        found, expected = counted.get(file.scan.name, 0), file.scan.rows - len(file.scan.bad)
        if found != expected:
            raise InputError(
                file.scan.name,
                f"{found:,} rows by one count and {expected:,} by another",
                "a file whose rows can be told apart without doubt",
                hint="Look for stray quote signs, or download it again.",
            )


class _Judge:
    """Decide which rows can be counted."""

    def __init__(self, files: Sequence[StreetFile], groups: Sequence[RowGroup]) -> None:
        self.files = {file.scan.name: file for file in files}
        self.groups = groups
        self.present = {
            (group.recorder, group.month)
            for group in groups
            if group.recorder and group.month == str(self.files[group.file].month)
        }

    def cells(self) -> Cells:
        """Return the groups that count, and the rows that were set aside.

        Raises:
            InputError: No file has a row, or none of a file's rows can be counted.
        """
        if not self.groups:
            expected = "a file with rows that can be counted"
            raise InputError("path", f"{len(self.files)} file(s) without one", expected)
        kept, refused = [], set()
        for group in self.groups:
            if self._reason(group.month, group.recorder, group.category):
                refused.add(group.file)
            else:
                kept.append(group)
        aside = tuple(
            row
            for name, file in self.files.items()
            if file.scan.bad or name in refused
            for row in self._set_aside(file)
        )
        self._require_some(kept, aside)
        present = frozenset((force, Month.parse(month)) for force, month in self.present)
        months = {name: file.month for name, file in self.files.items()}
        return Cells(groups=tuple(kept), present=present, set_aside=aside, month_of_file=months)

    def _reason(self, month: str, force: str, category: str) -> str:
        """Return why a row cannot be counted, or an empty text."""
        if month == COLUMNS.month and category == COLUMNS.category:
            return "repeats the header"
        if not _MONTH.fullmatch(month):
            return "states no month such as 2017-10"
        if not force or not category:
            return "states no force" if not force else "states no crime type"
        if (force, month) not in self.present:
            return f"states {month}, a month for which its force has no file"
        return ""

    def _set_aside(self, file: StreetFile) -> Iterator[SetAside]:
        name, wanted = file.scan.name, len(file.scan.header)
        for bad in file.scan.bad:
            reason = f"has {bad.fields} fields and not {wanted}"
            yield SetAside(file=name, line=bad.line, reason=reason)
        for line, row in read_records_at(file.scan):
            fields = (row[COLUMNS.month], row[COLUMNS.recorder], row[COLUMNS.category])
            if reason := self._reason(*fields):
                yield SetAside(file=name, line=line, reason=reason)

    def _require_some(self, kept: Iterable[RowGroup], aside: Iterable[SetAside]) -> None:
        useful = {group.file for group in kept}
        for row in aside:
            if row.file not in useful:
                place = f"{row.file}:{row.line}"
                raise InputError(
                    place,
                    f"a row that {row.reason}, and no row that can be counted",
                    f"rows of {self.files[row.file].month}, as the name of the file says",
                    hint="Is this the file that its name says?",
                )


def _require_one_file_each(files: Iterable[StreetFile], groups: Iterable[RowGroup]) -> None:
    """Refuse two files of the same month and force, by what their rows say."""
    months = {file.scan.name: str(file.month) for file in files}
    seen: dict[tuple[str, str], str] = {}
    for group in groups:
        if group.month == months[group.file]:
            first = seen.setdefault((group.recorder, group.month), group.file)
            if first != group.file:
                raise _twice(first, group.file)


def _require_areas(areas: tuple[str, ...], groups: Iterable[RowGroup]) -> tuple[str, ...]:
    known = sorted({group.place for group in groups} - {""})
    for area in areas:
        if area not in known:
            hint = (
                suggest(area, known) or f"There are {len(known)}, such as {', '.join(known[:5])}."
            )
            raise InputError("areas", area, "a district that occurs in the files", hint=hint)
    return tuple(dict.fromkeys(areas)) or tuple(known)


def _record(file: StreetFile) -> FileRecord:
    scan = file.scan
    return FileRecord(name=scan.name, sha256=scan.sha256, rows=scan.rows, month=file.month)


def _parameters(areas: Iterable[str]) -> tuple[str, ...]:
    return ("count", "police-uk", *(part for area in areas for part in ("--area", area)))
