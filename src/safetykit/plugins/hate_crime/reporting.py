"""How a hate crime can be reported, and why recording is not the same as proof.

What belongs here: routes in order, and the facts on recording and on court. What does not:
counts, which are in `reports`.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Final

from safetykit.content import (
    Fact,
    Jurisdiction,
    Route,
    Unknown,
    current_routes,
    parse_choice,
    parse_jurisdiction,
    require_date,
)
from safetykit.plugins.hate_crime.data import CONTENT

__all__ = ["Situation", "explain_recording_and_prosecution", "reporting_options"]

_RECORDING: Final = ("hate_crime.perception", "hate_crime.wrongly_perceived")
_COURT: Final = ("hate_crime.aggravated_offences", "hate_crime.uplift", "hate_crime.extension")


class Situation(StrEnum):
    """How somebody wants to report."""

    NAMED = "named"
    ANONYMOUS = "anonymous"


def reporting_options(
    jurisdiction: Jurisdiction | str,
    as_of: dt.date,
    situation: Situation | str = Situation.NAMED,
    *,
    danger: bool = False,
) -> tuple[Route, ...]:
    """Return how a hate crime can be reported, in order; emergency first, always.

    Args:
        jurisdiction: The nation.
        as_of: The day.
        situation: Whether the report is made without a name.
        danger: Whether anybody may be in danger; then every route is one where a person answers.

    Examples:
        >>> [r.contact for r in reporting_options("england", dt.date(2026, 11, 22), danger=True)]
        ['999', 'ask your council whether there is one near you', '101']
    """
    how = parse_choice(Situation, situation, field="situation")
    return current_routes(
        CONTENT.routes, jurisdiction=jurisdiction, as_of=as_of, about=how, danger=danger
    )


def explain_recording_and_prosecution(
    jurisdiction: Jurisdiction | str, as_of: dt.date
) -> tuple[Fact | Unknown, ...]:
    """Return what makes the police record a hate crime, and then what a court must see proven.

    Args:
        jurisdiction: The nation; what a court must see is `Unknown` for Scotland and Northern
            Ireland.
        as_of: The day.
    """
    nation, day = parse_jurisdiction(jurisdiction), require_date("as_of", as_of)
    keys = (*_RECORDING, *_COURT)
    return tuple(CONTENT.book.at(key, jurisdiction=nation, as_of=day) for key in keys)
