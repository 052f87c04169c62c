"""What to tell people before it happens, by who they are: sourced lists of things to do.

What belongs here: finding the list for an audience. What does not: the words; they are content.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from safetykit.content import Checklist, Jurisdiction, Unknown, make_checklist, parse_choice
from safetykit.plugins.fraud_prevention.data import CONTENT

__all__ = ["Audience", "prevention_messages"]


class Audience(StrEnum):
    """Whom a message is for."""

    EVERYBODY = "before_paying"
    FAMILY = "somebody_else"
    INVESTORS = "before_investing"


def prevention_messages(
    jurisdiction: Jurisdiction | str, as_of: dt.date, audience: Audience | str
) -> Checklist | Unknown:
    """Return what to tell an audience, in one nation on one day.

    Args:
        jurisdiction: The nation.
        as_of: The day.
        audience: Whom it is for.

    Returns:
        A list of things to do, each with its sources; doing them all promises nothing.
    """
    whom = parse_choice(Audience, audience, field="audience")
    (plan,) = [p for p in CONTENT.checklists if p.key == f"fraud_prevention.{whom.value}"]
    return make_checklist(plan, book=CONTENT.book, jurisdiction=jurisdiction, as_of=as_of)
