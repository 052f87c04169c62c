"""Challenging how a complaint was handled, and by when."""

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
from safetykit.plugins.use_of_force.data import CONTENT

__all__ = ["Challenge", "ComplaintRoute", "Seriousness", "complaint_route", "review_deadline"]

_REVIEW_DAYS: Final = 28


class Challenge(StrEnum):
    """How the handling of a complaint can be challenged."""

    APPEAL = "appeal"
    REVIEW = "review"


class Seriousness(StrEnum):
    """What a complaint alleges, where a force must refer it; saying it proves nothing."""

    DEATH_OR_SERIOUS_INJURY = "death_or_serious_injury"
    SERIOUS_ASSAULT = "serious_assault"
    SERIOUS_SEXUAL_OFFENCE = "serious_sexual_offence"
    SERIOUS_CORRUPTION = "serious_corruption"
    DISCRIMINATORY = "discriminatory"
    RELEVANT_OFFENCE = "relevant_offence"


@attrs.frozen(kw_only=True)
class ComplaintRoute:
    """How the handling of a complaint can be challenged, and within how many days.

    `days` is None where the period is not held; the letter says it. `referral` is the duty to
    refer what the complaint alleges to the Independent Office for Police Conduct, if it is one of
    the matters listed and its duty is held for the day of the complaint.
    """

    challenge: Challenge
    jurisdiction: Jurisdiction
    as_of: dt.date
    complaint_date: dt.date
    days: int | None
    referral: Fact | None
    facts: tuple[Fact, ...]
    caveats: tuple[str, ...]


def review_deadline(letter_date: dt.date) -> dt.date:
    """Return the last day on which a request for a review can be received, in England and Wales.

    The request must have been received within 28 days, and the first of them is the day after the
    date on the letter. Confirm the day with the letter, and do not wait for it.

    Args:
        letter_date: The date on the letter about the outcome of the complaint.

    Raises:
        InputError: It is not a date, or the deadline is past the end of the calendar.

    Examples:
        >>> review_deadline(dt.date(2026, 4, 1))
        datetime.date(2026, 4, 29)
    """
    day = require_date("letter_date", letter_date)
    try:
        return day + dt.timedelta(days=_REVIEW_DAYS)
    except OverflowError as error:
        raise InputError("letter_date", day, "a date whose deadline the calendar holds") from error


def complaint_route(
    jurisdiction: Jurisdiction | str,
    as_of: dt.date,
    complaint_date: dt.date,
    seriousness: Seriousness | str | None = None,
) -> ComplaintRoute | Unknown:
    """Return how the handling of a complaint can be challenged: by appeal or by review.

    Args:
        jurisdiction: England or Wales.
        as_of: The day of the question.
        complaint_date: The day on which the complaint was made; it decides between the two.
        seriousness: What the complaint alleges, if it is a matter that a force must refer.

    Returns:
        The route; or `Unknown`, which names where to look, for Scotland and Northern Ireland.

    Raises:
        InputError: The complaint is later than `as_of`.
    """
    nation, day = parse_jurisdiction(jurisdiction), require_date("as_of", as_of)
    made = require_date("complaint_date", complaint_date)
    if made > day:
        expected = f"a day on or before as_of ({day.isoformat()})"
        raise InputError("complaint_date", made.isoformat(), expected)
    right = CONTENT.book.at("use_of_force.complaint.right", jurisdiction=nation, as_of=made)
    if isinstance(right, Unknown):
        return right
    period = CONTENT.book.at("use_of_force.complaint.review_days", jurisdiction=nation, as_of=made)
    referral = None if seriousness is None else _referral(seriousness, nation, made)
    facts = tuple(fact for fact in (right, period, referral) if isinstance(fact, Fact))
    return ComplaintRoute(
        challenge=Challenge(right.value.text),
        jurisdiction=nation,
        as_of=day,
        complaint_date=made,
        days=None if isinstance(period, Unknown) else int(period.value.require_number()),
        referral=referral,
        facts=facts,
        caveats=tuple(text for fact in facts for text in fact.caveats_on(day)),
    )


def _referral(seriousness: Seriousness | str, nation: Jurisdiction, made: dt.date) -> Fact | None:
    kind = parse_choice(Seriousness, seriousness, field="seriousness")
    key = f"use_of_force.referral.{kind}"
    return CONTENT.book.held(key, jurisdiction=nation, as_of=made)
