"""The police and crime panel and the precept: the veto, and the days of the year's timetable.

What belongs here: whole numbers and dates. What does not: what a panel should do.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Final

import attrs

from safetykit.content import (
    Fact,
    Jurisdiction,
    Unknown,
    parse_choice,
    parse_jurisdiction,
    require_date,
)
from safetykit.errors import InputError
from safetykit.plugins.commissioning.data import CONTENT
from safetykit.plugins.commissioning.precept import parse_financial_year

__all__ = [
    "PreceptTimetable",
    "VetoedAs",
    "precept_timetable",
    "require_revision",
    "veto_needed",
    "veto_passes",
]


def veto_needed(panel_size: int) -> int:
    """Return how many votes a veto needs: two thirds of all members, rounded up.

    Raises:
        InputError: The panel has no member.

    Examples:
        >>> veto_needed(14), veto_needed(15), veto_needed(13)
        (10, 10, 9)
    """
    if not _whole(panel_size) or panel_size < 1:
        raise InputError("panel_size", panel_size, "a whole number of members, 1 or more")
    return -(-2 * panel_size // 3)


def veto_passes(votes_for: int, panel_size: int) -> bool:
    """Return whether a veto is carried: of all members, and not only of those who came.

    Raises:
        InputError: There are more votes than members, or fewer than none.

    Examples:
        >>> veto_passes(9, 14), veto_passes(10, 14)
        (False, True)
    """
    needed = veto_needed(panel_size)
    if not _whole(votes_for) or not 0 <= votes_for <= panel_size:
        raise InputError("votes_for", votes_for, f"a whole number from 0 to {panel_size}")
    return votes_for >= needed


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


class VetoedAs(StrEnum):
    """Why a panel vetoed a precept."""

    TOO_LOW = "too_low"
    TOO_HIGH = "too_high"


def require_revision(vetoed_as: VetoedAs | str, before: int, after: int) -> int:
    """Return a revised precept, in pence of band D, that goes the way that the veto asks.

    Raises:
        InputError: It goes the other way, or stays.
    """
    why = parse_choice(VetoedAs, vetoed_as, field="vetoed_as")
    fits = after > before if why is VetoedAs.TOO_LOW else after < before
    if not fits:
        word = "more" if why is VetoedAs.TOO_LOW else "less"
        raise InputError("after", after, f"{word} than {before}, because it was vetoed as {why}")
    return after


@attrs.frozen(kw_only=True)
class PreceptTimetable:
    """The last days of each step for one financial year; `issue_by` is the last day of February."""

    year: str
    notify_by: dt.date
    report_by: dt.date
    revised_by: dt.date
    second_report_by: dt.date
    issue_by: dt.date
    facts: tuple[Fact, ...]


_STEPS: Final = ("notify", "report", "revised", "second_report", "issue")
_MONTHS: Final = {"February": 2, "March": 3}


def precept_timetable(
    jurisdiction: Jurisdiction | str, as_of: dt.date, year: str
) -> PreceptTimetable | Unknown:
    """Return the days by which each step is done, in the winter before a financial year.

    Args:
        jurisdiction: England or Wales.
        as_of: The day of asking.
        year: The year that the precept is for, such as `2026/27`.

    Returns:
        The timetable; or `Unknown` for Scotland and Northern Ireland.

    Examples:
        >>> found = precept_timetable("england", dt.date(2026, 11, 22), "2028/29")
        >>> found.notify_by.isoformat(), found.issue_by.isoformat()
        ('2028-02-01', '2028-02-29')
    """
    nation, day = parse_jurisdiction(jurisdiction), require_date("as_of", as_of)
    calendar_year = parse_financial_year(year).year
    facts: list[Fact] = []
    days = []
    for step in _STEPS:
        key = f"commissioning.precept.{step}"
        fact = CONTENT.book.at(key, jurisdiction=nation, as_of=day)
        if isinstance(fact, Unknown):
            return attrs.evolve(fact, about="the timetable of the precept")
        number, month = fact.value.text.split()
        days.append(dt.date(calendar_year, _MONTHS[month], int(number)))
        facts.append(fact)
    return PreceptTimetable(
        year=year,
        notify_by=days[0],
        report_by=days[1],
        revised_by=days[2],
        second_report_by=days[3],
        issue_by=days[4] - dt.timedelta(days=1),
        facts=tuple(facts),
    )
