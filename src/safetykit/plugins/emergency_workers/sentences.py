"""The most that a court can give for the section 1 offence, by two days: offence and conviction.

What belongs here: the maximum that the law sets. What does not: what a court is likely to give.
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
from safetykit.plugins.emergency_workers.data import CONTENT

__all__ = ["SentenceMax", "TrialMode", "max_sentence"]

_IN_FORCE: Final = dt.date(2018, 11, 13)
_KEY: Final = "emergency_workers.s1"
_LIMIT: Final = "emergency_workers.general_limit"
_NATIONS: Final = (Jurisdiction.ENGLAND, Jurisdiction.WALES)
_ELSEWHERE: Final = {
    Jurisdiction.SCOTLAND: "In Scotland, see the Emergency Workers (Scotland) Act 2005.",
    Jurisdiction.NORTHERN_IRELAND: "Northern Ireland has statutes of its own; see nidirect.",
}
_CAVEATS: Final = (
    "A maximum, not a likely sentence: what a court gives depends on the case.",
    "For one offence. General information, not legal advice.",
)


class TrialMode(StrEnum):
    """Where a case is tried: on indictment (Crown Court), or summarily (magistrates' court)."""

    INDICTMENT = "indictment"
    SUMMARY = "summary"


@attrs.frozen(kw_only=True)
class SentenceMax:
    """The most that the law allows for one offence, and the days that decide it.

    `decided_by` names the days that the number depends on. A fine can be given instead or beside.
    """

    months: int
    or_fine: bool
    mode: TrialMode
    jurisdiction: Jurisdiction
    as_of: dt.date
    offence_date: dt.date
    conviction_date: dt.date
    decided_by: tuple[str, ...]
    statute: str
    facts: tuple[Fact, ...]
    caveats: tuple[str, ...]

    def __str__(self) -> str:
        """Return the maximum as a sentence, with the caveats."""
        text = f"At most {self.months} months, or a fine, or both ({self.statute})."
        return " ".join((text, *self.caveats))


def max_sentence(
    jurisdiction: Jurisdiction | str,
    as_of: dt.date,
    offence_date: dt.date,
    conviction_date: dt.date,
    mode: TrialMode | str,
) -> SentenceMax | Unknown:
    """Return the most that a court can give for assaulting an emergency worker.

    On indictment the day of the offence decides. In a magistrates' court it does for offences
    before 2 May 2022; after that the general limit applies, by the day of conviction.

    Args:
        jurisdiction: England or Wales.
        as_of: The day of the question.
        offence_date: The day of the offence.
        conviction_date: The day of conviction; `as_of` where nobody has been convicted yet.
        mode: `indictment` or `summary`.

    Returns:
        The maximum with what decided it; or `Unknown`, if the module does not hold it.

    Raises:
        InputError: The nation is another: the Act extends to England and Wales alone. The offence
            was before the Act was in force, the conviction was before the offence, or it is later
            than `as_of`.

    Examples:
        >>> day = dt.date(2024, 12, 1)
        >>> found = max_sentence("england", day, dt.date(2023, 1, 10), day, "summary")
        >>> found.months, found.decided_by
        (12, ('offence_date', 'conviction_date'))
    """
    nation, kind = _nation(jurisdiction), parse_choice(TrialMode, mode, field="mode")
    _require_order(as_of, offence_date, conviction_date)
    first = CONTENT.book.at(f"{_KEY}.{kind}", jurisdiction=nation, as_of=offence_date)
    if isinstance(first, Unknown):
        return first
    months = _months(first)
    facts: tuple[Fact, ...] = (first,)
    if months is None:
        limit = CONTENT.book.at(_LIMIT, jurisdiction=nation, as_of=conviction_date)
        if isinstance(limit, Unknown):
            return limit
        months, facts = int(limit.value.require_number()), (first, limit)
    return SentenceMax(
        months=months,
        or_fine=True,
        mode=kind,
        jurisdiction=nation,
        as_of=as_of,
        offence_date=offence_date,
        conviction_date=conviction_date,
        decided_by=("offence_date", "conviction_date")[: len(facts)],
        statute="Assaults on Emergency Workers (Offences) Act 2018, section 1",
        facts=facts,
        caveats=(*_CAVEATS, *dict.fromkeys(t for fact in facts for t in fact.caveats_on(as_of))),
    )


def _nation(jurisdiction: object) -> Jurisdiction:
    nation = parse_jurisdiction(jurisdiction)
    if nation not in _NATIONS:
        expected = "england or wales, to which alone the Act of 2018 extends"
        raise InputError("jurisdiction", nation.value, expected, hint=_ELSEWHERE[nation])
    return nation


def _require_order(as_of: dt.date, offence_date: dt.date, conviction_date: dt.date) -> None:
    today = require_date("as_of", as_of)
    offence = require_date("offence_date", offence_date)
    convicted = require_date("conviction_date", conviction_date)
    if offence < _IN_FORCE:
        hint = "The 2018 Act applies only to offences on or after 13 November 2018."
        expected = "a day on which the Act was in force"
        raise InputError("offence_date", offence.isoformat(), expected, hint=hint)
    if convicted < offence:
        expected = f"a day on or after the offence ({offence.isoformat()})"
        raise InputError("conviction_date", convicted.isoformat(), expected)
    if convicted > today:
        expected = f"a day on or before as_of ({today.isoformat()})"
        hint = "Where nobody has been convicted yet, pass as_of: later changes are not known."
        raise InputError("conviction_date", convicted.isoformat(), expected, hint=hint)


def _months(fact: Fact) -> int | None:
    """Return the months of a value, or None where it refers to the general limit."""
    if fact.value.number is not None:
        return int(fact.value.number)
    number, _, unit = fact.value.text.partition(" ")
    return int(number) if unit == "months" else None
