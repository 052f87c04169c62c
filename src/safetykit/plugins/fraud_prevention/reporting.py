"""Where to turn, in what order, in each nation and situation."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Final

from safetykit.content import Jurisdiction, Route, current_routes, parse_choice
from safetykit.plugins.fraud_prevention.data import CONTENT

__all__ = ["Situation", "reporting_routes"]


class Situation(StrEnum):
    """What has happened, or is happening."""

    HAPPENED = "happened"
    IN_PROGRESS = "in_progress"
    MONEY_JUST_SENT = "money_just_sent"
    SUSPICIOUS_EMAIL = "suspicious_email"
    SUSPICIOUS_TEXT = "suspicious_text"
    SCAM_WEBSITE = "scam_website"
    DOORSTEP = "doorstep"
    INVESTMENT = "investment"
    BUSINESS_LIVE_ATTACK = "business_live_attack"
    ANONYMOUS = "anonymous"
    SUPPORT = "support"


_ALIASES: Final = {
    "fraud": Situation.HAPPENED,
    "cyber": Situation.HAPPENED,
    "cyber_crime": Situation.HAPPENED,
    "scam": Situation.HAPPENED,
    "phishing": Situation.SUSPICIOUS_EMAIL,
    "smishing": Situation.SUSPICIOUS_TEXT,
}


def reporting_routes(
    jurisdiction: Jurisdiction | str,
    as_of: dt.date,
    situation: Situation | str,
    *,
    danger: bool = False,
) -> tuple[Route, ...]:
    """Return where to turn, in order: emergency, bank, report, support, advice.

    The emergency route stands first in every answer. Where somebody may be in danger, or the
    crime is happening now, every route is one on which a person answers: no form, no e-mail.
    Services under a name that they no longer or do not yet bear are left out, and so is every
    number that nobody has checked.

    Args:
        jurisdiction: The nation; Scotland reports to Police Scotland.
        as_of: The day.
        situation: What has happened; the words "fraud" and "cyber" mean that it has happened.
        danger: Whether anybody may be in danger.

    Returns:
        The routes. There is always one that is no web form.

    Raises:
        InputError: The nation or the situation is not known, or `as_of` is not a date.

    Examples:
        >>> [r.label for r in reporting_routes("SCOTLAND", dt.date(2026, 4, 1), "fraud")][2:3]
        ['Police Scotland']
        >>> before, after = dt.date(2025, 12, 3), dt.date(2025, 12, 4)
        >>> [reporting_routes("england", day, "fraud")[2].label for day in (before, after)]
        ['Action Fraud', 'Report Fraud']
    """
    what = parse_choice(Situation, situation, field="situation", aliases=_ALIASES)
    urgent = danger or what is Situation.IN_PROGRESS
    return current_routes(
        CONTENT.routes, jurisdiction=jurisdiction, as_of=as_of, about=what, danger=urgent
    )
