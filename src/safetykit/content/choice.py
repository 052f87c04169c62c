"""Checks of the arguments that every answer needs: a word of a list, and a date.

What belongs here: turning what a caller passes into a member or a date, or an error that helps.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from safetykit.errors import InputError, suggest

__all__ = ["parse_choice", "require_date"]

E = TypeVar("E", bound=StrEnum)


def parse_choice(
    kind: type[E], value: object, *, field: str, aliases: Mapping[str, E] | None = None
) -> E:
    """Return the member of an enumeration that a caller names.

    Args:
        kind: The enumeration.
        value: A member, or its value or name as text; case, spaces and hyphens do not matter.
        field: What the argument is called, for the error.
        aliases: Other words for members, in lower case with underscores.

    Raises:
        InputError: The value names no member.

    Examples:
        >>> from safetykit.content import Jurisdiction
        >>> parse_choice(Jurisdiction, "Northern Ireland", field="jurisdiction")
        <Jurisdiction.NORTHERN_IRELAND: 'northern_ireland'>
    """
    if isinstance(value, kind):
        return value
    words = {member.value: member for member in kind} | dict(aliases or {})
    words |= {name.lower(): member for name, member in kind.__members__.items()}
    if isinstance(value, str):
        word = re.sub(r"[\s-]+", "_", value.strip().lower())
        if word in words:
            return words[word]
        hint = suggest(word, words)
    else:
        hint = ""
    expected = "one of " + ", ".join(member.value for member in kind)
    raise InputError(field, value, expected, hint=hint)


def require_date(field: str, value: object) -> dt.date:
    """Return the date that a caller passed, or refuse anything that is not exactly a date.

    A date and time is refused: which day it is depends on a time zone, which the caller knows.

    Raises:
        InputError: The value is not a `datetime.date`.

    Examples:
        >>> require_date("as_of", dt.date(2026, 4, 1))
        datetime.date(2026, 4, 1)
    """
    if isinstance(value, dt.datetime):
        hint = "Pass the day alone: moment.date()."
        raise InputError(field, value, "a date without a time", hint=hint)
    if not isinstance(value, dt.date):
        hint = "Write datetime.date(2026, 4, 1), or datetime.date.fromisoformat(text)."
        raise InputError(field, value, "a date", hint=hint)
    return value
