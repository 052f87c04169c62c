"""What the law says of attacks on shop staff, and of theft of little value.

What belongs here: facts by nation and day. What does not: whether somebody committed an offence.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Final

import attrs

from safetykit.content import Fact, Jurisdiction, Unknown, parse_jurisdiction, require_date
from safetykit.errors import InputError
from safetykit.plugins.business_crime.data import CONTENT

__all__ = ["THEFT_AT_ANY_VALUE", "TheftNote", "staff_assault_route", "theft_threshold_note"]

_ASSAULT: Final = ("staff.offence", "staff.aggravating_factor")
THEFT_AT_ANY_VALUE: Final = (
    "Theft is theft at any value. Report it. The value only ever mattered for which court tries it."
)


@attrs.frozen(kw_only=True)
class TheftNote:
    """What the value of stolen goods changes, and what it does not.

    Attributes:
        words: That theft is theft at any value; always the same.
        value: The value of the goods in pounds.
        trial: The rule on which court tries a small theft from a shop, or `Unknown`.
    """

    words: str = attrs.field(default=THEFT_AT_ANY_VALUE, init=False)
    value: Decimal
    trial: Fact | Unknown


def theft_threshold_note(
    value: Decimal | int, jurisdiction: Jurisdiction | str, as_of: dt.date
) -> TheftNote | Unknown:
    """Return what the value of goods stolen from a shop changes: at most, which court tries it.

    Args:
        value: The price of the goods in pounds, exact.
        jurisdiction: England or Wales.
        as_of: The day.

    Returns:
        The note; since the Act of 2026 its `trial` is `Unknown`. For another nation, whose law is
        not held, the answer is `Unknown`.

    Raises:
        InputError: The value is below 0, or is not exact.

    Examples:
        >>> note = theft_threshold_note(150, "england", dt.date(2026, 11, 22))
        >>> note.words.partition(".")[0], type(note.trial).__name__
        ('Theft is theft at any value', 'Unknown')
    """
    if isinstance(value, bool) or not isinstance(value, Decimal | int):
        raise InputError("value", value, "whole pounds or a Decimal", hint='Write Decimal("9.99").')
    pounds = Decimal(value)
    if not pounds.is_finite() or pounds < 0:
        raise InputError("value", value, "£0 or more", hint="A loss is written without a sign.")
    theft, trial = (
        CONTENT.book.at(f"business_crime.{part}", jurisdiction=jurisdiction, as_of=as_of)
        for part in ("theft", "low_value_pounds")
    )
    return theft if isinstance(theft, Unknown) else TheftNote(value=pounds, trial=trial)


def staff_assault_route(
    jurisdiction: Jurisdiction | str, as_of: dt.date
) -> tuple[Fact | Unknown, ...]:
    """Return the law on attacks on people who work in shops: an offence, and a heavier sentence.

    Args:
        jurisdiction: England, Wales or Scotland.
        as_of: The day of the offence.
    """
    nation, day = parse_jurisdiction(jurisdiction), require_date("as_of", as_of)
    keys = [f"business_crime.{part}" for part in _ASSAULT]
    return tuple(CONTENT.book.at(key, jurisdiction=nation, as_of=day) for key in keys)
