"""From tables of figures that were sent to counts: all of them, or none and all that is wrong.

What belongs here: the order of the work and the checks of one line. What does not: the words of
the findings (`remarks`), and which of two figures stands (`revisions`).
"""

from __future__ import annotations

import datetime as dt
import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final, TypeVar

import numpy as np

from safetykit.errors import DocumentError, InputError, Problem
from safetykit.quantities import month_range
from safetykit.records.aggregate.figures import (
    Figure,
    Key,
    parse_base,
    parse_day,
    parse_mark,
    parse_value,
)
from safetykit.records.aggregate.form import PARTNER_FIGURES
from safetykit.records.aggregate.periods import parse_span
from safetykit.records.aggregate.remarks import findings_of_figures
from safetykit.records.aggregate.revisions import Conflict, Settled, settle
from safetykit.records.aggregate.rows import Row, RowFile, read_rows
from safetykit.records.counts import AreaKey, AreaRule, Counts, FileRecord
from safetykit.records.source import DataSource

__all__ = ["DUE_DAYS", "read_aggregate"]

DUE_DAYS: Final = 31
"""How many days after the end of its period a figure is due, if nobody says otherwise."""
_STEP_WORDS: Final = {1: "months", 3: "quarters", 12: "years"}
_Found = TypeVar("_Found")


def read_aggregate(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    *,
    as_of: dt.date,
    source: DataSource = PARTNER_FIGURES,
    step: int | None = None,
    year_starts: int | None = None,
    due_days: int = DUE_DAYS,
) -> Counts:
    """Read figures that partners send: tables of period, area, indicator and value.

    Everything is taken, or nothing is: each wrong cell is named by file and line, or by sheet and
    cell. A figure is a whole number. `n/a` is not reported; `<5` is not reported, and a finding
    keeps that it is 0 to 4. A later figure stands in the place of an earlier one if the earlier
    one was provisional or the later one says `revised`; both are in a finding.

    Args:
        paths: One or more CSV files or workbooks, as `write_template` makes them.
        as_of: The day to look from: no period may begin, and nothing may have been sent, after it.
        source: What the figures are; by default `PARTNER_FIGURES`, which travel as `partner`, so
            that small numbers are protected before they are shown.
        step: The months of a period, 1, 3 or 12: which figures to take where the files hold
            periods of several lengths. The others are set aside, and a finding counts them.
        year_starts: The first month of the year, from 1 to 12, that "2026 Q3" and "2026" count
            from. Without it they are refused, and 2026/27 Q2 or 2026-07..2026-09 are read.
        due_days: How many days after the end of its period a figure is due.

    Returns:
        The counts by `AreaRule.AS_PUBLISHED`, each indicator a group, with the denominators and
        the provisional flags as they were sent. Findings say what was late, provisional, revised,
        suppressed, not sent or noted, and who sent what when.

    Raises:
        DocumentError: A file cannot be read, or a line does not fit; all problems are listed.
        InputError: No file is named, a file is there twice, or periods of several lengths are
            there and `step` does not say which to take.
        MissingExtraError: A file is a workbook and the `xlsx` extra is not installed.
    """
    files = _files(paths)
    figures, problems = _figures(files, as_of, year_starts)
    chosen, other = _of_step(figures, step, problems)
    _require_alignment(chosen, problems)
    settled = _settle(chosen, problems)
    if problems:
        raise DocumentError(problems)
    return _counts(files, settled, other, source=source, due_days=due_days, as_of=as_of)


def _files(paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]]) -> list[RowFile]:
    named = [paths] if isinstance(paths, (str, os.PathLike)) else list(paths)
    if not named:
        raise InputError("paths", "no path", "one or more tables of figures")
    files: list[RowFile] = []
    problems: list[Problem] = []
    for path in named:
        try:
            files.append(read_rows(Path(path)))
        except DocumentError as error:
            problems.extend(error.problems)
    if problems:
        raise DocumentError([*problems, *(p for file in files for p in file.problems)])
    seen: dict[str, Path] = {}
    for file in files:
        first = seen.setdefault(file.sha256, file.path)
        if first != file.path or sum(file.path == other.path for other in files) > 1:
            raise InputError(str(file.path), f"the same bytes as {first}", "each file once")
    return files


def _figures(
    files: Sequence[RowFile], as_of: dt.date, year_starts: int | None
) -> tuple[list[Figure], list[Problem]]:
    figures: list[Figure] = []
    problems = [problem for file in files for problem in file.problems]
    for file in files:
        for row in file.rows:
            figure, wrong = _figure(row, file, as_of, year_starts)
            problems.extend(wrong)
            if figure:
                figures.append(figure)
    return figures, problems


def _figure(
    row: Row, file: RowFile, as_of: dt.date, year_starts: int | None
) -> tuple[Figure | None, list[Problem]]:
    problems: list[Problem] = []

    def take(key: str, parse: Callable[[str], _Found]) -> _Found | None:
        try:
            return parse(row.texts.get(key, ""))
        except InputError as error:
            message = f"expected {error.expected}, got {error.got!r}."
            problems.append(row.problem(key, message, hint=error.hint))
            return None

    span = take("period", lambda text: parse_span(text, year_starts=year_starts))
    area, indicator = take("area", _name), take("indicator", _name)
    value, base = take("value", parse_value), take("denominator", parse_base)
    blank = value is not None and not value.words  # not filled in: it needs no sender and no day
    mark = "no" if blank and not row.texts["provisional"] else take("provisional", parse_mark)
    sent = as_of if blank and not row.texts["received on"] else take("received on", parse_day)
    owner = row.texts["owner"] if blank else take("owner", _name)
    if problems or not (span and area and indicator and value and mark and sent):
        return None, problems
    figure = Figure(
        span=span,
        area=area,
        indicator=indicator,
        value=value,
        base=base,
        owner=owner or "",
        received=sent,
        mark=mark,
        note=row.texts.get("note", ""),
        file=str(file.path),
        line=row.line,
        place=row.places["value"],
    )
    return figure, _untimely(row, figure, as_of)


def _name(text: str) -> str:
    words = " ".join(text.split())
    if not words:
        raise InputError("", "", "a name")
    return words


def _untimely(row: Row, figure: Figure, as_of: dt.date) -> list[Problem]:
    """Return what is wrong with the days: a period to come, or one that was not over."""
    span = figure.span
    if span.first.first_day > as_of:
        message = f"{span.words} has not begun on {as_of}."
        return [row.problem("period", message, hint="Is the year right?")]
    if figure.says_nothing:
        return []
    if figure.received > as_of:
        message = f"{figure.received} is after {as_of}, the day to look from."
        return [row.problem("received on", message, hint="Is the year right?")]
    if figure.received <= span.last.last_day and not figure.provisional:
        message = f"{span.words} was not over on {figure.received}."
        hint = "Send it when the period is over, or mark it as provisional."
        return [row.problem("received on", message, hint=hint)]
    return []


def _of_step(
    figures: list[Figure], step: int | None, problems: list[Problem]
) -> tuple[list[Figure], list[Figure]]:
    lengths = sorted({figure.span.step for figure in figures})
    if step is None and len(lengths) > 1 and not problems:
        found = " and ".join(_STEP_WORDS[length] for length in lengths)
        hint = "Take them one after the other: step=" + ", then step=".join(map(str, lengths)) + "."
        raise InputError("step", f"figures of {found}", "periods of one length", hint=hint)
    if step is not None and step not in _STEP_WORDS:
        raise InputError("step", step, "1, 3 or 12 months to a period")
    chosen = [figure for figure in figures if step is None or figure.span.step == step]
    if not chosen and not problems:
        found = ", ".join(_STEP_WORDS[length] for length in lengths)
        raise InputError("step", step, f"the length of a period in the files: {found}")
    return chosen, [figure for figure in figures if step is not None and figure.span.step != step]


def _require_alignment(figures: Sequence[Figure], problems: list[Problem]) -> None:
    """Add a problem for each period that begins between the beginnings of the first one's kind."""
    if not figures:
        return
    start = min(figure.span for figure in figures)
    for figure in figures:
        if (figure.span.first - start.first) % figure.span.step:
            message = f"{figure.span.words} overlaps periods counted from {start.first.words}."
            hint = "Let all quarters and years begin in the same months."
            problems.append(_problem(figure, message, hint))


def _settle(figures: Sequence[Figure], problems: list[Problem]) -> dict[Key, Settled]:
    cells: defaultdict[Key, list[Figure]] = defaultdict(list)
    for figure in figures:
        cells[figure.key].append(figure)
    settled: dict[Key, Settled] = {}
    for key, sent in cells.items():
        found = settle(sent)
        if isinstance(found, Conflict):
            what = f"{found.later.indicator}, {found.later.area}, {found.later.span}"
            message = f"{what} {found.reason}: {found.earlier} at {found.earlier.place}, "
            message += f"and {found.later}."
            problems.append(_problem(found.later, message, found.hint))
        else:
            settled[key] = found
    return settled


def _problem(figure: Figure, message: str, hint: str) -> Problem:
    return Problem(place=figure.place, message=message, hint=hint)


def _counts(
    files: Sequence[RowFile],
    settled: Mapping[Key, Settled],
    other: Sequence[Figure],
    *,
    source: DataSource,
    due_days: int,
    as_of: dt.date,
) -> Counts:
    spans = sorted({key[0] for key in settled})
    step = spans[0].step
    months = month_range(spans[0].first, spans[-1].first)[::step]
    areas = sorted({key[1] for key in settled})
    groups = sorted({key[2] for key in settled})
    shape = (len(months), len(areas), len(groups))
    values, bases = np.zeros(shape, dtype=np.int64), np.full(shape, np.nan)
    reported, provisional = np.zeros(shape, dtype=np.bool_), np.zeros(shape, dtype=np.bool_)
    for (span, area, group), cell in settled.items():
        at = ((span.first - months[0]) // step, areas.index(area), groups.index(group))
        count, base = cell.figure.value.count, cell.figure.base
        reported[at], values[at] = count is not None, count or 0
        provisional[at] = count is not None and cell.figure.provisional
        bases[at] = np.nan if base is None else base
    return Counts(
        source=source,
        months=months,
        areas=tuple(AreaKey(AreaRule.AS_PUBLISHED, area) for area in areas),
        groups=tuple(groups),
        values=values,
        reported=reported,
        provisional=provisional,
        denominators=None if np.isnan(bases).all() else bases,
        step=step,
        quality=findings_of_figures(settled, other, months=months, due_days=due_days),
        files=tuple(sorted((_record(file) for file in files), key=lambda record: record.name)),
        rows_read=sum(len(file.rows) for file in files),
        rows_set_aside=len(other) + sum(len(cell.passed) for cell in settled.values()),
        parameters=("count", "returns", "--as-of", as_of.isoformat()),
    )


def _record(file: RowFile) -> FileRecord:
    return FileRecord(name=file.path.name, sha256=file.sha256, rows=len(file.rows))
