"""Counts as a table that people can open: a CSV file, and a YAML file that says where it is from.

What belongs here: the two files, written whole and read strictly. What does not: records; a table
of counts holds none.

`counts.csv` has one line for each period, area and category, the periods without a file included:
`month,area_rule,area,group,count,status`, where the month is the first of its period, the status is
`reported`, `provisional` or `not_reported`, and the count is blank where nothing was reported. A
last column `denominator`, where there is one, is blank where no denominator is known.
`counts.yaml` beside it holds the source, what was asked, the months of a period (`step`), the days
after which a figure is due (`due_days`), the files that were read, and what is odd about them.
Reading both gives back what was written.

Counts by month, final and without denominators, that nobody has to send by a day, are written in
format 1, which older versions read.
All others need format 2.
"""

from __future__ import annotations

import csv
import io
import math
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, TypeAlias

import attrs
import numpy as np

from safetykit.errors import InputError, SchemaVersionError
from safetykit.quantities import Month, month_range
from safetykit.records.counts import STEPS, AreaKey, AreaRule, Counts, FileRecord
from safetykit.records.due import require_due_days
from safetykit.records.quality import QualityFinding
from safetykit.records.source import DataSource
from safetykit.serial import (
    Text,
    dump_yaml,
    parse_plain,
    read_text,
    structure,
    unstructure,
    write_text,
)

__all__ = ["read_counts", "write_counts"]

HEADER: Final = ("month", "area_rule", "area", "group", "count", "status")
DENOMINATOR: Final = "denominator"
REPORTED: Final = "reported"
PROVISIONAL: Final = "provisional"
NOT_REPORTED: Final = "not_reported"
STATUSES: Final = (REPORTED, PROVISIONAL, NOT_REPORTED)
PLAIN_FORMAT: Final = 1
FORMAT: Final = 2
MAX_BYTES: Final = 200_000_000
MAX_COUNT_DIGITS: Final = 18
Key: TypeAlias = tuple[Month, AreaKey, str]


@attrs.frozen(kw_only=True)
class Sidecar:
    """What stands beside a table of counts."""

    format: int
    source: DataSource
    parameters: tuple[str, ...] = ()
    first: Month
    last: Month
    step: int = 1
    rows_read: int | None = None  # None, so that a total of 0 is written
    rows_set_aside: int | None = None
    files: tuple[FileRecord, ...] = ()
    quality: tuple[QualityFinding, ...] = ()
    due_days: int | None = None


@attrs.frozen(kw_only=True)
class Cell:
    """One line of the table: its number, the count (None where nothing was reported), the rest."""

    line: int
    count: int | None
    provisional: bool
    denominator: float


def write_counts(counts: Counts, path: str | os.PathLike[str]) -> tuple[Path, Path]:
    """Write counts as a CSV file and a YAML file beside it, of the same name.

    Lines are sorted by month, then in the order of areas and categories that `counts` has.

    Args:
        counts: The counts.
        path: The CSV file; its name ends in `.csv`.

    Returns:
        The paths of the CSV file and of the YAML file.

    Raises:
        InputError: The name does not end in `.csv`, or the folder cannot be written to.
    """
    target = Path(path)
    if target.suffix != ".csv":
        raise InputError("path", str(path), "a name that ends in .csv")
    beside = write_text(target.with_suffix(".yaml"), dump_yaml(unstructure(_sidecar(counts))))
    return write_text(target, _table(counts)), beside


def read_counts(path: str | os.PathLike[str]) -> Counts:
    """Read counts that `write_counts` wrote, or somebody in the same form.

    Args:
        path: The CSV file; the YAML file stands beside it.

    Raises:
        InputError: A line does not fit, or a month, area or category lacks a line; the error names
            the file and the line.
        DocumentError: A file cannot be read, or the YAML file does not fit.

    Examples:
        >>> counts = read_counts("examples/data/city-of-london/counts.csv")
        >>> str(counts.months[0]), str(counts.last_month), len(counts.groups)
        ('2016-01', '2023-06', 14)
        >>> area = AreaKey(AreaRule.CODED_TO_AREA, "City of London")
        >>> counts.series("Burglary", area=area).total()
        1702
    """
    target = Path(path)
    beside = target.with_suffix(".yaml")
    if not beside.exists():
        expected = "a YAML file beside the CSV file, which says where the counts are from"
        raise InputError(beside.name, "no such file", expected, hint="See `write_counts`.")
    sidecar = _read_sidecar(read_text(beside))
    content = read_text(target, max_bytes=MAX_BYTES).content
    header, cells = _cells(content, target.name, plain=sidecar.format == PLAIN_FORMAT)
    return _counts(sidecar, cells, target.name, based=DENOMINATOR in header)


def _read_sidecar(text: Text) -> Sidecar:
    data = parse_plain(text)
    found = data.get("format") if isinstance(data, dict) else None
    if isinstance(found, int) and found > FORMAT:
        raise SchemaVersionError(found, FORMAT, place=text.place(("format",)))
    sidecar = structure(data, Sidecar, text)
    if sidecar.format not in (PLAIN_FORMAT, FORMAT):
        place = str(text.place(("format",)))
        raise InputError(place, sidecar.format, f"format {PLAIN_FORMAT} or {FORMAT}")
    if sidecar.last < sidecar.first:
        place = str(text.place(("last",)))
        raise InputError(place, str(sidecar.last), f"a month from {sidecar.first} on")
    if sidecar.format == PLAIN_FORMAT and sidecar.step != 1:
        place = str(text.place(("step",)))
        raise InputError(place, sidecar.step, f"periods of one month in format {PLAIN_FORMAT}")
    if sidecar.due_days is not None:
        place = str(text.place(("due_days",)))
        if sidecar.format == PLAIN_FORMAT:
            expected = f"no days in format {PLAIN_FORMAT}"
            raise InputError(place, sidecar.due_days, expected, hint=f"Write format: {FORMAT}.")
        require_due_days(sidecar.due_days, place)
    return sidecar


def _sidecar(counts: Counts) -> Sidecar:
    plain = counts.step == 1 and counts.denominators is None and not counts.provisional.any()
    plain = plain and counts.due_days is None
    return Sidecar(
        format=PLAIN_FORMAT if plain else FORMAT,
        source=counts.source,
        parameters=counts.parameters,
        first=counts.months[0],
        last=counts.months[-1],
        step=counts.step,
        rows_read=counts.rows_read,
        rows_set_aside=counts.rows_set_aside,
        files=counts.files,
        quality=counts.quality,
        due_days=counts.due_days,
    )


def _table(counts: Counts) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    based = counts.denominators is not None
    writer.writerow((*HEADER, DENOMINATOR) if based else HEADER)
    for i, month in enumerate(counts.months):
        for j, area in enumerate(counts.areas):
            for k, group in enumerate(counts.groups):
                line = (month, area.rule, area.name, group, *_status(counts, (i, j, k)))
                writer.writerow((*line, _base(counts, (i, j, k))) if based else line)
    return stream.getvalue()


def _status(counts: Counts, at: tuple[int, int, int]) -> tuple[int | str, str]:
    """Return what stands in the columns of the count and the status."""
    if not counts.reported[at]:
        return "", NOT_REPORTED
    return int(counts.values[at]), PROVISIONAL if counts.provisional[at] else REPORTED


def _base(counts: Counts, at: tuple[int, int, int]) -> str:
    found = math.nan if counts.denominators is None else float(counts.denominators[at])
    return "" if math.isnan(found) else repr(found).removesuffix(".0")


def _cells(content: str, name: str, *, plain: bool) -> tuple[list[str], dict[Key, Cell]]:
    reader = csv.reader(io.StringIO(content, newline=""), strict=True)
    header: list[str] = []
    cells: dict[Key, Cell] = {}
    try:
        for line, row in _numbered(reader):
            if line == 1:
                header = _require_header(row, name, plain=plain)
                continue
            key, cell = _read_row(row, line, header, f"{name}:{line}", plain=plain)
            if key in cells:
                got = f"the same month, area and group as line {cells[key].line}"
                raise InputError(f"{name}:{line}", got, "one line for each", hint="Remove one.")
            cells[key] = cell
    except csv.Error as error:
        place = f"{name}:{reader.line_num}"
        raise InputError(
            place, f"{error}", "a line of CSV", hint="Look for quote signs."
        ) from error
    if not cells:
        raise InputError(name, "no line of counts", f"a line {','.join(HEADER)} and lines under it")
    return header, cells


def _numbered(reader: Iterable[list[str]]) -> Iterator[tuple[int, list[str]]]:
    """Yield each record with the line on which it starts, as an editor counts them."""
    line = 1
    for row in reader:
        yield line, row
        line = getattr(reader, "line_num", line) + 1


def _require_header(row: list[str], name: str, *, plain: bool) -> list[str]:
    known = (HEADER,) if plain else (HEADER, (*HEADER, DENOMINATOR))
    if tuple(row) not in known:
        got = ",".join(row)
        raise InputError(f"{name}:1", got, f"the header {','.join(known[-1])}")
    return row


def _read_row(
    row: list[str], line: int, header: list[str], place: str, *, plain: bool
) -> tuple[Key, Cell]:
    if len(row) != len(header):
        raise InputError(place, f"{len(row)} fields", f"{len(header)} fields: {','.join(header)}")
    month, rule, area, group, count, status = row[: len(HEADER)]
    rules = [rule.value for rule in AreaRule]
    if rule not in rules:
        raise InputError(f"{place}, area_rule", rule, f"one of {', '.join(rules)}")
    if not area or not group:
        raise InputError(place, "a blank area or group", "a name for both")
    key = (_read_month(month, place), AreaKey(AreaRule(rule), area), group)
    base = row[len(HEADER)] if len(row) > len(HEADER) else ""
    known = (REPORTED, NOT_REPORTED) if plain else STATUSES
    cell = Cell(
        line=line,
        count=_read_count(count, status, place, known),
        provisional=status == PROVISIONAL,
        denominator=_read_base(base, place),
    )
    return key, cell


def _read_month(text: str, place: str) -> Month:
    try:
        return Month.parse(text)
    except InputError as error:
        raise InputError(f"{place}, month", text, error.expected) from error


def _read_count(text: str, status: str, place: str, known: tuple[str, ...]) -> int | None:
    if status not in known:
        listed = f"{', '.join(known[:-1])} or {known[-1]}"
        raise InputError(f"{place}, status", status, listed)
    if status == NOT_REPORTED:
        if text:
            raise InputError(f"{place}, count", text, "a blank count where nothing was reported")
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= MAX_COUNT_DIGITS):
        hint = f"Where nothing was reported, the status is {NOT_REPORTED}."
        raise InputError(f"{place}, count", text, "a whole number of 0 or more", hint=hint)
    return int(text)


def _read_base(text: str, place: str) -> float:
    if not text:
        return math.nan
    try:
        base = float(text) if text.isascii() and "_" not in text else math.nan
    except ValueError:
        base = math.nan
    if not 0.0 <= base < math.inf:
        hint = "Leave it blank where it is not known."
        raise InputError(f"{place}, {DENOMINATOR}", text, "a number of 0 or more", hint=hint)
    return base


def _counts(sidecar: Sidecar, cells: Mapping[Key, Cell], name: str, *, based: bool) -> Counts:
    months = month_range(sidecar.first, sidecar.last)[:: _require_step(sidecar, name)]
    areas = tuple(dict.fromkeys(area for _, area, _ in cells))
    groups = tuple(dict.fromkeys(group for _, _, group in cells))
    _require_complete(cells, [(m, a, g) for m in months for a in areas for g in groups], name)
    shape = (len(months), len(areas), len(groups))
    found = [cells[m, a, g] for m in months for a in areas for g in groups]
    return Counts(
        source=sidecar.source,
        months=months,
        areas=areas,
        groups=groups,
        values=np.array([cell.count or 0 for cell in found], dtype=np.int64).reshape(shape),
        reported=np.array([cell.count is not None for cell in found]).reshape(shape),
        provisional=np.array([cell.provisional for cell in found]).reshape(shape),
        denominators=np.reshape([cell.denominator for cell in found], shape) if based else None,
        step=sidecar.step,
        quality=sidecar.quality,
        files=sidecar.files,
        rows_read=sidecar.rows_read or 0,
        rows_set_aside=sidecar.rows_set_aside or 0,
        parameters=sidecar.parameters,
        due_days=sidecar.due_days,
    )


def _require_step(sidecar: Sidecar, name: str) -> int:
    if sidecar.step not in STEPS:
        beside = Path(name).with_suffix(".yaml").name
        raise InputError(f"{beside}, step", sidecar.step, "1, 3 or 12 months to a period")
    return sidecar.step


def _require_complete(cells: Mapping[Key, Cell], wanted: list[Key], name: str) -> None:
    for month, area, group in wanted:
        if (month, area, group) not in cells:
            hint = f"A month without a figure has a line with the status {NOT_REPORTED}."
            got = f"no line for {month}, {area}, {group}"
            raise InputError(name, got, "a line for every month, area and group", hint=hint)
    for key in cells.keys() - set(wanted):
        place, first, last = f"{name}:{cells[key].line}, month", wanted[0][0], wanted[-1][0]
        expected = f"a month from {first} to {last}, as the YAML file beside it says"
        raise InputError(place, str(key[0]), expected)
