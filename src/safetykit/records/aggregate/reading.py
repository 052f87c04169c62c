"""From tables of figures that were sent to counts: all of them, or none and all that is wrong.

What belongs here: the order of the work. What does not: the checks of one line (`lines`), the words
of the findings (`remarks`), and which of two figures stands (`revisions`).
"""

from __future__ import annotations

import datetime as dt
import os
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

import attrs

from safetykit.errors import DocumentError, InputError, Problem
from safetykit.model import Plan
from safetykit.records.aggregate.assembling import counts_of
from safetykit.records.aggregate.figures import Figure, Key
from safetykit.records.aggregate.form import PARTNER_FIGURES
from safetykit.records.aggregate.lines import figures_of
from safetykit.records.aggregate.names import name_findings, name_problems
from safetykit.records.aggregate.periods import require_month
from safetykit.records.aggregate.revisions import Conflict, Settled, settle
from safetykit.records.aggregate.rows import RowFile, read_rows
from safetykit.records.counts import Counts
from safetykit.records.due import DUE_DAYS, require_due_days
from safetykit.records.source import DataSource

__all__ = ["read_aggregate", "read_figures"]

_STEP_WORDS: Final = {1: "months", 3: "quarters", 12: "years"}


def read_aggregate(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    *,
    as_of: dt.date,
    source: DataSource = PARTNER_FIGURES,
    step: int | None = None,
    year_starts: int | None = None,
    due_days: int = DUE_DAYS,
    plan: Plan | None = None,
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
            from; if None, the one that the plan states. Without either they are refused, and
            2026/27 Q2 or 2026-07..2026-09 are read.
        due_days: How many days after the end of its period a figure is due, from 0 to 3,660. The
            counts keep it, so that an evaluation judges by the same days.
        plan: The plan that asked for the figures. A name that is nearly one of its own is
            refused, since it would be a group of its own; any other is a finding.

    Returns:
        The counts by `AreaRule.AS_PUBLISHED`, each indicator a group, with the denominators and
        the provisional flags as they were sent. Findings say what was late, provisional, revised,
        suppressed, not sent or noted, and who sent what when.

    Raises:
        DocumentError: A file cannot be read, or a line does not fit; all problems are listed.
        InputError: No file is named, a file is there twice, periods of several lengths are there
            and `step` does not say which to take, or `due_days` or `year_starts` cannot be used.
        MissingExtraError: A file is a workbook and the `xlsx` extra is not installed.
    """
    files = _files(paths)
    require_due_days(due_days)
    figures, problems = _read(files, as_of, year_starts, plan)
    chosen, other = _of_step(figures, step, problems)
    settled = _settled(chosen, plan, problems)
    if problems:
        raise DocumentError(problems)
    counts = counts_of(files, settled, other, source=source, due_days=due_days, as_of=as_of)
    return _named(counts, plan)


def read_figures(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    *,
    as_of: dt.date,
    source: DataSource = PARTNER_FIGURES,
    year_starts: int | None = None,
    due_days: int = DUE_DAYS,
    plan: Plan | None = None,
) -> tuple[Counts, ...]:
    """Read figures that partners send, whatever the lengths of their periods.

    The same as `read_aggregate`, with one table of counts for the months, one for the quarters and
    one for the years, as far as there are any; no line is set aside for its length.

    Raises:
        DocumentError: A file cannot be read, or a line does not fit; all problems are listed.
        InputError: No file is named, a file is there twice, or `due_days` or `year_starts` cannot
            be used.
        MissingExtraError: A file is a workbook and the `xlsx` extra is not installed.
    """
    files = _files(paths)
    require_due_days(due_days)
    figures, problems = _read(files, as_of, year_starts, plan)
    tables = []
    for step in sorted({figure.span.step for figure in figures}):
        chosen = [figure for figure in figures if figure.span.step == step]
        tables.append(_settled(chosen, plan, problems))
    if problems:
        raise DocumentError(problems)
    found = (
        counts_of(files, settled, (), source=source, due_days=due_days, as_of=as_of)
        for settled in tables
    )
    return tuple(_named(counts, plan) for counts in found)


def _read(
    files: Sequence[RowFile], as_of: dt.date, year_starts: int | None, plan: Plan | None
) -> tuple[list[Figure], list[Problem]]:
    if year_starts is not None:
        require_month(year_starts)
    stated = plan.period.year_starts if plan else None
    return figures_of(files, as_of, stated if year_starts is None else year_starts)


def _settled(
    figures: Sequence[Figure], plan: Plan | None, problems: list[Problem]
) -> dict[Key, Settled]:
    """Return what stands for each cell, and add what is wrong with periods, names and repeats."""
    _require_alignment(figures, problems)
    problems.extend(name_problems(figures, plan) if plan else ())
    return _settle(figures, problems)


def _named(counts: Counts, plan: Plan | None) -> Counts:
    """Return counts with a finding for each name that is none of the plan's."""
    if plan is None:
        return counts
    areas = [area.name for area in counts.areas]
    found = name_findings(plan, indicators=counts.groups, areas=areas)
    return attrs.evolve(counts, quality=(*counts.quality, *found))


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
