"""Counts as a table that people can open: a CSV file, and a YAML file that says where it is from.

What belongs here: the two files, written whole and read strictly. What does not: records; a table
of counts holds none.

`counts.csv` has one line for each month, area and category, the months without a file included:
`month,area_rule,area,group,count,status`, where the status is `reported` or `not_reported` and the
count is blank where nothing was reported. `counts.yaml` beside it holds the source, what was asked,
the files that were read, and what is odd about them. Reading both gives back what was written.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, TypeAlias

import attrs
import numpy as np

from safetykit.errors import InputError, SchemaVersionError
from safetykit.quantities import Month, month_range
from safetykit.records.counts import AreaKey, AreaRule, Counts, FileRecord
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
REPORTED: Final = "reported"
NOT_REPORTED: Final = "not_reported"
FORMAT: Final = 1
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
    rows_read: int | None = None  # None, so that a total of 0 is written
    rows_set_aside: int | None = None
    files: tuple[FileRecord, ...] = ()
    quality: tuple[QualityFinding, ...] = ()


@attrs.frozen(kw_only=True)
class Cell:
    """One line of the table: its line number, and the count, None where nothing was reported."""

    line: int
    count: int | None


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
    """
    target = Path(path)
    beside = target.with_suffix(".yaml")
    if not beside.exists():
        expected = "a YAML file beside the CSV file, which says where the counts are from"
        raise InputError(beside.name, "no such file", expected, hint="See `write_counts`.")
    sidecar = _read_sidecar(read_text(beside))
    cells = _cells(read_text(target, max_bytes=MAX_BYTES).content, target.name)
    return _counts(sidecar, cells, target.name)


def _read_sidecar(text: Text) -> Sidecar:
    data = parse_plain(text)
    found = data.get("format") if isinstance(data, dict) else None
    if isinstance(found, int) and found > FORMAT:
        raise SchemaVersionError(found, FORMAT, place=text.place(("format",)))
    return structure(data, Sidecar, text)


def _sidecar(counts: Counts) -> Sidecar:
    return Sidecar(
        format=FORMAT,
        source=counts.source,
        parameters=counts.parameters,
        first=counts.months[0],
        last=counts.months[-1],
        rows_read=counts.rows_read,
        rows_set_aside=counts.rows_set_aside,
        files=counts.files,
        quality=counts.quality,
    )


def _table(counts: Counts) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(HEADER)
    for i, month in enumerate(counts.months):
        for j, area in enumerate(counts.areas):
            for k, group in enumerate(counts.groups):
                known = bool(counts.reported[i, j, k])
                count = int(counts.values[i, j, k]) if known else ""
                status = REPORTED if known else NOT_REPORTED
                writer.writerow((month, area.rule, area.name, group, count, status))
    return stream.getvalue()


def _cells(content: str, name: str) -> dict[Key, Cell]:
    reader = csv.reader(io.StringIO(content, newline=""), strict=True)
    cells: dict[Key, Cell] = {}
    try:
        for line, row in _numbered(reader):
            if line == 1:
                _require_header(row, name)
                continue
            key, count = _read_row(row, f"{name}:{line}")
            if key in cells:
                got = f"the same month, area and group as line {cells[key].line}"
                raise InputError(f"{name}:{line}", got, "one line for each", hint="Remove one.")
            cells[key] = Cell(line=line, count=count)
    except csv.Error as error:
        place = f"{name}:{reader.line_num}"
        raise InputError(
            place, f"{error}", "a line of CSV", hint="Look for quote signs."
        ) from error
    if not cells:
        raise InputError(name, "no line of counts", f"a line {','.join(HEADER)} and lines under it")
    return cells


def _numbered(reader: Iterable[list[str]]) -> Iterator[tuple[int, list[str]]]:
    """Yield each record with the line on which it starts, as an editor counts them."""
    line = 1
    for row in reader:
        yield line, row
        line = getattr(reader, "line_num", line) + 1


def _require_header(row: list[str], name: str) -> None:
    if tuple(row) != HEADER:
        raise InputError(f"{name}:1", ",".join(row), f"the header {','.join(HEADER)}")


def _read_row(row: list[str], place: str) -> tuple[Key, int | None]:
    if len(row) != len(HEADER):
        raise InputError(place, f"{len(row)} fields", f"{len(HEADER)} fields: {','.join(HEADER)}")
    month, rule, area, group, count, status = row
    rules = [rule.value for rule in AreaRule]
    if rule not in rules:
        raise InputError(f"{place}, area_rule", rule, f"one of {', '.join(rules)}")
    if not area or not group:
        raise InputError(place, "a blank area or group", "a name for both")
    key = (_read_month(month, place), AreaKey(AreaRule(rule), area), group)
    return key, _read_count(count, status, place)


def _read_month(text: str, place: str) -> Month:
    try:
        return Month.parse(text)
    except InputError as error:
        raise InputError(f"{place}, month", text, error.expected) from error


def _read_count(text: str, status: str, place: str) -> int | None:
    if status not in (REPORTED, NOT_REPORTED):
        raise InputError(f"{place}, status", status, f"{REPORTED} or {NOT_REPORTED}")
    if status == NOT_REPORTED:
        if text:
            raise InputError(f"{place}, count", text, "a blank count where nothing was reported")
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= MAX_COUNT_DIGITS):
        hint = f"Where nothing was reported, the status is {NOT_REPORTED}."
        raise InputError(f"{place}, count", text, "a whole number of 0 or more", hint=hint)
    return int(text)


def _counts(sidecar: Sidecar, cells: dict[Key, Cell], name: str) -> Counts:
    months = month_range(sidecar.first, sidecar.last)
    areas = tuple(dict.fromkeys(area for _, area, _ in cells))
    groups = tuple(dict.fromkeys(group for _, _, group in cells))
    _require_complete(cells, [(m, a, g) for m in months for a in areas for g in groups], name)
    shape = (len(months), len(areas), len(groups))
    found = [cells[m, a, g].count for m in months for a in areas for g in groups]
    return Counts(
        source=sidecar.source,
        months=months,
        areas=areas,
        groups=groups,
        values=np.array([count or 0 for count in found], dtype=np.int64).reshape(shape),
        reported=np.array([count is not None for count in found]).reshape(shape),
        quality=sidecar.quality,
        files=sidecar.files,
        rows_read=sidecar.rows_read or 0,
        rows_set_aside=sidecar.rows_set_aside or 0,
        parameters=sidecar.parameters,
    )


def _require_complete(cells: dict[Key, Cell], wanted: list[Key], name: str) -> None:
    for month, area, group in wanted:
        if (month, area, group) not in cells:
            hint = f"A month without a figure has a line with the status {NOT_REPORTED}."
            got = f"no line for {month}, {area}, {group}"
            raise InputError(name, got, "a line for every month, area and group", hint=hint)
    for key in cells.keys() - set(wanted):
        place, first, last = f"{name}:{cells[key].line}, month", wanted[0][0], wanted[-1][0]
        expected = f"a month from {first} to {last}, as the YAML file beside it says"
        raise InputError(place, str(key[0]), expected)
