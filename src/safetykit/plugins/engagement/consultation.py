"""A consultation held against the four Gunning principles, as far as its dates and papers tell.

What belongs here: what can be told from what is written down. What does not: whether a court would
find it fair; the answer is "seen", "not seen" or "cannot be told".
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Final

import attrs

from safetykit.content import Fact, Jurisdiction, Unknown, parse_jurisdiction, require_date
from safetykit.errors import InputError
from safetykit.plugins.engagement.data import CONTENT

__all__ = ["Consultation", "GunningCheck", "Principle", "Seen", "gunning_check"]


class Principle(StrEnum):
    """The four principles, in their order."""

    FORMATIVE = "formative"
    REASONS = "reasons"
    TIME = "time"
    CONSIDERED = "considered"


class Seen(StrEnum):
    """What the papers show of a principle; none of these says that the law was kept."""

    SEEN = "seen"
    NOT_SEEN = "not seen"
    CANNOT_TELL = "cannot be told"


@attrs.frozen(kw_only=True)
class Consultation:
    """What is written down about a consultation.

    Attributes:
        about: What was asked about.
        opened_on: The first day on which people could answer; it counts.
        closed_on: The last one; it counts too.
        window_days: How many days people were told that they have.
        decided_on: The day of the decision; None if there is none yet.
        choices: The choices that were open, in words.
        papers: What people were given: costs, choices, effects.
        considered_in: The report in which answers were put to those who decided.

    Raises:
        InputError: It closed before it opened, or was shorter than people were told.
    """

    about: str
    opened_on: dt.date
    closed_on: dt.date
    window_days: int
    decided_on: dt.date | None = None
    choices: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    considered_in: str = ""

    def __attrs_post_init__(self) -> None:
        opened = require_date("opened_on", self.opened_on)
        closed = require_date("closed_on", self.closed_on)
        if closed < opened:
            expected = f"a day on or after opened_on ({opened.isoformat()})"
            raise InputError("closed_on", closed.isoformat(), expected)
        if self.days < self.window_days:
            expected = f"at least the {self.window_days} days that people were told they have"
            hint = (
                f"From {opened.isoformat()} to {closed.isoformat()} are {self.days}, both counted."
            )
            raise InputError("closed_on", closed.isoformat(), expected, hint=hint)

    @property
    def days(self) -> int:
        """The days on which people could answer, the first and the last counted."""
        return (self.closed_on - self.opened_on).days + 1


@attrs.frozen(kw_only=True)
class GunningCheck:
    """What the papers show of one principle, why, and the principle itself."""

    principle: Principle
    seen: Seen
    words: str
    fact: Fact


def gunning_check(
    jurisdiction: Jurisdiction | str, as_of: dt.date, consultation: Consultation
) -> tuple[GunningCheck, ...] | Unknown:
    """Return what the papers show of each of the four principles.

    Args:
        jurisdiction: England or Wales.
        as_of: The day of asking.
        consultation: What is written down.

    Returns:
        Four checks, in order; or `Unknown` for Scotland and Northern Ireland.
    """
    nation, day = parse_jurisdiction(jurisdiction), require_date("as_of", as_of)
    found = []
    for principle in Principle:
        key = f"engagement.consultation.{principle.value}"
        fact = CONTENT.book.at(key, jurisdiction=nation, as_of=day)
        if isinstance(fact, Unknown):
            return attrs.evolve(fact, about="what makes a consultation fair")
        seen, words = _LOOK[principle](consultation, day)
        found.append(GunningCheck(principle=principle, seen=seen, words=words, fact=fact))
    return tuple(found)


def _formative(asked: Consultation, _: dt.date) -> tuple[Seen, str]:
    if asked.decided_on and asked.decided_on <= asked.closed_on:
        return Seen.NOT_SEEN, "It was decided before people had finished answering."
    if len(asked.choices) < 2:
        return Seen.CANNOT_TELL, "Fewer than two choices are named as open."
    return Seen.SEEN, f"{len(asked.choices)} choices were open."


def _reasons(asked: Consultation, _: dt.date) -> tuple[Seen, str]:
    if not asked.papers:
        return Seen.NOT_SEEN, "Nothing is named that people were given to read."
    return Seen.SEEN, f"People were given: {', '.join(asked.papers)}."


def _time(asked: Consultation, _: dt.date) -> tuple[Seen, str]:
    return Seen.CANNOT_TELL, f"There were {asked.days} days; no number is right for all."


def _considered(asked: Consultation, day: dt.date) -> tuple[Seen, str]:
    if asked.considered_in:
        return Seen.SEEN, f"Answers were put to those who decided in {asked.considered_in}."
    if asked.decided_on is None or asked.decided_on > day:
        return Seen.CANNOT_TELL, "It is not decided yet."
    return Seen.NOT_SEEN, "No report is named in which the answers were put to those who decided."


_LOOK: Final = {
    Principle.FORMATIVE: _formative,
    Principle.REASONS: _reasons,
    Principle.TIME: _time,
    Principle.CONSIDERED: _considered,
}
