"""Ending a service: by when notice is given, and what is settled before the last day.

What belongs here: the day, and the checklist. What does not: whether a service should end.
"""

from __future__ import annotations

import calendar
import datetime as dt

import attrs

from safetykit.content import (
    Checklist,
    Fact,
    Jurisdiction,
    Unknown,
    parse_jurisdiction,
    require_date,
)
from safetykit.errors import InputError
from safetykit.plugins.commissioning.data import CONTENT

__all__ = ["EndingPlan", "decommissioning_plan"]


@attrs.frozen(kw_only=True)
class EndingPlan:
    """By when notice is given for a service that ends on a day, and what else is done.

    `late` says that less than the advised notice is left, and `days_short` by how much.
    """

    ends_on: dt.date
    notice_by: dt.date
    late: bool
    days_short: int
    fact: Fact
    checklist: Checklist


def decommissioning_plan(
    jurisdiction: Jurisdiction | str, as_of: dt.date, ends_on: dt.date
) -> EndingPlan | Unknown:
    """Return by when notice is given: the same day, so many months before the last day.

    A service that ends on 31 May and asks for three months has notice by the last day of February.

    Args:
        jurisdiction: England or Wales.
        as_of: The day on which notice would be given.
        ends_on: The last day of the service.

    Raises:
        InputError: The service has ended already.
    """
    nation, day = parse_jurisdiction(jurisdiction), require_date("as_of", as_of)
    last = require_date("ends_on", ends_on)
    if last < day:
        raise InputError("ends_on", last.isoformat(), f"a day on or after {day.isoformat()}")
    fact = CONTENT.book.at("commissioning.end.notice_months", jurisdiction=nation, as_of=day)
    if isinstance(fact, Unknown):
        return fact
    pages = CONTENT.checklists_for(jurisdiction=nation, as_of=day)
    page = pages[[plan.key for plan in CONTENT.checklists].index("commissioning.ending")]
    if isinstance(page, Unknown):
        return page
    by = _before(last, int(fact.value.require_number()))
    return EndingPlan(
        ends_on=last,
        notice_by=by,
        late=day > by,
        days_short=max(0, (day - by).days),
        fact=fact,
        checklist=page,
    )


def _before(day: dt.date, months: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
