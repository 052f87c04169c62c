"""The rights of the Victims' Code in England and Wales, and who counts as a victim.

What belongs here: the rights in our words, and what the law says of who has them. What does not:
whether a body met them in a case.
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
from safetykit.plugins.victims.data import CONTENT

__all__ = ["Connection", "Right", "Standing", "right", "rights", "standing"]

_COUNT: Final = 12
_ABOUT: Final = "the rights of the Victims' Code"


class Connection(StrEnum):
    """How a crime touched somebody."""

    HARMED = "harmed"
    BEREAVED = "bereaved"
    PARENT = "parent"
    SAW = "saw"
    BORN = "born"
    CHILD = "child"


@attrs.frozen(kw_only=True)
class Right:
    """One right of the Code, in our words, and the fact that says so."""

    number: int
    fact: Fact

    def plain(self) -> str:
        """Return the right as one sentence or two."""
        detail = self.fact.value.text
        return f"{self.fact.title}: {detail}."


@attrs.frozen(kw_only=True)
class Standing:
    """What the law says of somebody with a connection to a crime. No report is needed for it."""

    connection: Connection
    answer: Fact | Unknown
    report_needed: Fact | Unknown
    words: tuple[str, ...]


def rights(jurisdiction: Jurisdiction | str, as_of: dt.date) -> tuple[Right, ...] | Unknown:
    """Return the rights of the Victims' Code on a day, in their order.

    Args:
        jurisdiction: England or Wales; Scotland and Northern Ireland have texts of their own.
        as_of: The day.

    Returns:
        The twelve rights of the Code of 2021; or `Unknown` for a day before it, and for the other
        nations. The Code before it is not held.

    Examples:
        >>> found = rights("wales", dt.date(2026, 11, 22))
        >>> len(found), found[6].plain()[:32]
        (12, 'You can say in your own words ho')
    """
    found: list[Right] = []
    for number in range(1, _COUNT + 1):
        key = f"victims.right.{number}"
        answer = CONTENT.book.at(key, jurisdiction=jurisdiction, as_of=as_of)
        if isinstance(answer, Unknown):
            return attrs.evolve(answer, about=_ABOUT)
        found.append(Right(number=number, fact=answer))
    return tuple(found)


def right(jurisdiction: Jurisdiction | str, as_of: dt.date, number: int) -> Right | Unknown:
    """Return one right by its number in the Code.

    Raises:
        InputError: The Code has no right of this number.
    """
    if number not in range(1, _COUNT + 1):
        raise InputError("number", number, f"a right from 1 to {_COUNT}")
    found = rights(jurisdiction, as_of)
    return found if isinstance(found, Unknown) else found[number - 1]


def standing(
    jurisdiction: Jurisdiction | str, as_of: dt.date, connection: Connection | str
) -> Standing | Unknown:
    """Return what the law says of somebody with a connection to a crime.

    Nobody is turned away by it: where the law is not known to have begun, the words say to ask.

    Args:
        jurisdiction: England or Wales.
        as_of: The day.
        connection: How the crime touched the person.

    Returns:
        The fact, or why it is not known, and what to do; or `Unknown` for the other nations.
    """
    nation, day = parse_jurisdiction(jurisdiction), require_date("as_of", as_of)
    how = parse_choice(Connection, connection, field="connection")
    code = CONTENT.book.at("victims.right.4", jurisdiction=nation, as_of=day)
    if isinstance(code, Unknown):
        return attrs.evolve(code, about=_ABOUT)
    answer = CONTENT.book.at(f"victims.who.{how.value}", jurisdiction=nation, as_of=day)
    free = CONTENT.book.at("victims.support.no_report", jurisdiction=nation, as_of=day)
    words: tuple[str, ...] = ("You can ask for support, whether or not you told the police.",)
    if isinstance(answer, Unknown):
        words = ("Ask a support service: newer law counts more people as victims.", *words)
    return Standing(connection=how, answer=answer, report_needed=free, words=words)
