"""The Serious Violence Duty: whom it binds, what it asks, and when the strategy is looked at again.

What belongs here: the duty of a nation on a day, as facts. What does not: whether an area meets it.
"""

from __future__ import annotations

import calendar
import datetime as dt
from typing import Final

import attrs

from safetykit.content import (
    Checklist,
    Fact,
    Jurisdiction,
    Unknown,
    parse_jurisdiction,
    publishable,
    require_date,
)
from safetykit.errors import InputError
from safetykit.plugins.violence_prevention.data import CONTENT

__all__ = [
    "Duty",
    "StrategyReview",
    "duty",
    "duty_checklist",
    "relevant_authorities",
    "sna_checklist",
    "specified_authorities",
    "strategy_review",
]

_NAME: Final = "violence_prevention"
_ABOUT: Final = "the Serious Violence Duty"
_ASKS: Final = (
    "collaborate",
    "kinds",
    "causes",
    "strategy",
    "consult",
    "publish",
    "priority",
    "definition",
)
_MEASURES: Final = ("admissions", "knife", "homicide")


@attrs.frozen(kw_only=True)
class Duty:
    """The duty in one nation on one day.

    `measures` are those of violence reduction units, each with a focus on people under 25; the duty
    itself sets no target.
    """

    jurisdiction: Jurisdiction
    as_of: dt.date
    began: Fact
    specified_authorities: Fact
    relevant_authorities: Fact
    asks: tuple[Fact, ...]
    measures: tuple[Fact, ...]
    unknown: tuple[Unknown, ...]


def duty(jurisdiction: Jurisdiction | str, as_of: dt.date) -> Duty | Unknown:
    """Return the Serious Violence Duty as it stands in a nation on a day.

    Args:
        jurisdiction: England or Wales.
        as_of: The day.

    Returns:
        The bodies that it binds and what it asks of them; or `Unknown` for a day before it began,
        and for Scotland and Northern Ireland.

    Examples:
        >>> print(duty("wales", dt.date(2026, 11, 22)).began.value)
        on 31 January 2023
    """
    nation, day = parse_jurisdiction(jurisdiction), require_date("as_of", as_of)
    parts = ("duty.began", "bodies.specified", "bodies.relevant")
    keys = (*parts, *(f"duty.{p}" for p in _ASKS), *(f"measures.{p}" for p in _MEASURES))
    answers = [CONTENT.book.at(f"{_NAME}.{key}", jurisdiction=nation, as_of=day) for key in keys]
    for answer in answers[: len(parts)]:
        if isinstance(answer, Unknown):
            return attrs.evolve(answer, about=_ABOUT)
    began, bodies, others = (one for one in answers[:3] if isinstance(one, Fact))
    shown = [one for one in answers[3:] if isinstance(one, Fact) and publishable(one)]
    return Duty(
        jurisdiction=nation,
        as_of=day,
        began=began,
        specified_authorities=bodies,
        relevant_authorities=others,
        asks=tuple(fact for fact in shown if ".duty." in fact.key),
        measures=tuple(fact for fact in shown if ".measures." in fact.key),
        unknown=tuple(one for one in answers if isinstance(one, Unknown)),
    )


def specified_authorities(jurisdiction: Jurisdiction | str, as_of: dt.date) -> Fact | Unknown:
    """Return the bodies that the duty binds; see `duty`."""
    found = duty(jurisdiction, as_of)
    return found if isinstance(found, Unknown) else found.specified_authorities


def relevant_authorities(jurisdiction: Jurisdiction | str, as_of: dt.date) -> Fact | Unknown:
    """Return the bodies that work with them when asked; see `duty`."""
    found = duty(jurisdiction, as_of)
    return found if isinstance(found, Unknown) else found.relevant_authorities


@attrs.frozen(kw_only=True)
class StrategyReview:
    """When a strategy or an assessment is to be looked at again, and whether that day passed."""

    dated: dt.date
    due: dt.date
    overdue: bool
    fact: Fact


def strategy_review(
    jurisdiction: Jurisdiction | str, as_of: dt.date, dated: dt.date
) -> StrategyReview | Unknown:
    """Return by when a strategy of a date is looked at again.

    The same day of the month counts: one of 31 January 2024 is due on 31 January 2025, and one of
    29 February on 28 February. On that day it is due and not overdue.

    Args:
        jurisdiction: England or Wales.
        as_of: The day of asking.
        dated: The day on which the strategy, or the assessment, was last settled.

    Raises:
        InputError: It is dated after the day of asking.
    """
    nation, day = parse_jurisdiction(jurisdiction), require_date("as_of", as_of)
    settled = require_date("dated", dated)
    if settled > day:
        expected = f"a day on or before as_of ({day.isoformat()})"
        raise InputError("dated", settled.isoformat(), expected)
    fact = CONTENT.book.at(f"{_NAME}.duty.review_months", jurisdiction=nation, as_of=day)
    if isinstance(fact, Unknown):
        return fact
    due = _months_after(settled, int(fact.value.require_number()))
    return StrategyReview(dated=settled, due=due, overdue=day > due, fact=fact)


def duty_checklist(jurisdiction: Jurisdiction | str, as_of: dt.date) -> Checklist | Unknown:
    """Return what a partnership has in place for the duty, item by item."""
    return _checklist("duty", jurisdiction, as_of)


def sna_checklist(jurisdiction: Jurisdiction | str, as_of: dt.date) -> Checklist | Unknown:
    """Return the parts of a strategic needs assessment.

    Examples:
        >>> sna_checklist("england", dt.date(2026, 11, 22)).items[2].id
        'places'
    """
    return _checklist("needs_assessment", jurisdiction, as_of)


def _checklist(name: str, jurisdiction: Jurisdiction | str, as_of: dt.date) -> Checklist | Unknown:
    pages = CONTENT.checklists_for(jurisdiction=jurisdiction, as_of=as_of)
    return pages[[plan.key for plan in CONTENT.checklists].index(f"{_NAME}.{name}")]


def _months_after(day: dt.date, months: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))
