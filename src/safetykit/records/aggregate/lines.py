"""The figures of the lines of a table: what each cell says, and whether its days can be.

What belongs here: the checks of one line. What does not: what several lines say together.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TypeVar

import attrs

from safetykit.errors import InputError, Problem
from safetykit.records.aggregate.figures import (
    Figure,
    parse_base,
    parse_day,
    parse_mark,
    parse_value,
)
from safetykit.records.aggregate.periods import parse_span
from safetykit.records.aggregate.rows import Row, RowFile

__all__ = ["figures_of"]

_Found = TypeVar("_Found")


def figures_of(
    files: Sequence[RowFile], as_of: dt.date, year_starts: int | None
) -> tuple[list[Figure], list[Problem]]:
    """Return the figures of all lines that fit, and what is wrong with the others.

    Args:
        files: The lines.
        as_of: The day to look from: no period may begin, and nothing may have been sent, after it.
        year_starts: The first month of the year of "2026 Q3"; None if nobody states it.
    """
    figures: list[Figure] = []
    problems = [problem for file in files for problem in file.problems]
    for file in files:
        for row in file.rows:
            figure, wrong = _figure(row, file, as_of, year_starts)
            problems.extend(wrong)
            if figure:
                figures.append(figure)
    return figures, problems


@attrs.define
class _Cells:
    """The cells of a line while they are read, and what was wrong with those so far."""

    row: Row
    problems: list[Problem] = attrs.Factory(list)

    def take(self, key: str, parse: Callable[[str], _Found]) -> _Found | None:
        """Return what a cell means; None where it means nothing, which is noted."""
        try:
            return parse(self.row.texts.get(key, ""))
        except InputError as error:
            message = f"expected {error.expected}, got {error.got!r}."
            self.problems.append(self.row.problem(key, message, hint=error.hint))
            return None


def _figure(
    row: Row, file: RowFile, as_of: dt.date, year_starts: int | None
) -> tuple[Figure | None, list[Problem]]:
    cells = _Cells(row)
    span = cells.take("period", lambda text: parse_span(text, year_starts=year_starts))
    area, indicator = cells.take("area", _name), cells.take("indicator", _name)
    value, base = cells.take("value", parse_value), cells.take("denominator", parse_base)
    blank = value is not None and not value.words
    owner, sent, mark = _sender(cells, as_of, blank=blank)
    if cells.problems or not (span and area and indicator and value and mark and sent):
        return None, cells.problems
    figure = Figure(
        span=span,
        area=area,
        indicator=indicator,
        value=value,
        base=base,
        owner=owner,
        received=sent,
        mark=mark,
        note=row.texts.get("note", ""),
        file=str(file.path),
        line=row.line,
        place=row.places["value"],
    )
    return figure, _untimely(row, figure, as_of)


def _sender(
    cells: _Cells, as_of: dt.date, *, blank: bool
) -> tuple[str, dt.date | None, str | None]:
    """Return who sent a figure, when, and how final; a line that is not filled in needs none."""
    texts = cells.row.texts
    mark = "no" if blank and not texts["provisional"] else cells.take("provisional", parse_mark)
    sent = as_of if blank and not texts["received on"] else cells.take("received on", parse_day)
    owner = texts["owner"] if blank else cells.take("owner", _name)
    return owner or "", sent, mark


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
