"""What the services have promised a worker who is assaulted, document by document.

What belongs here: the agreement of 2020, the memorandum that followed it, how prosecutors choose a
charge, and what each asks of whom. What does not: the documents' own wording.
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
from safetykit.plugins.emergency_workers.data import CONTENT

__all__ = ["Framework", "FrameworkDocument", "Role", "charging_guidance", "expectations"]

_KEY: Final = "emergency_workers"


class FrameworkDocument(StrEnum):
    """The two documents; the memorandum followed the agreement."""

    JOINT_AGREEMENT = "joint_agreement"
    MEMORANDUM = "memorandum"

    @property
    def superseded_by(self) -> FrameworkDocument | None:
        """The document that followed; whether it formally replaced this one was not seen."""
        return FrameworkDocument.MEMORANDUM if self is FrameworkDocument.JOINT_AGREEMENT else None


class Role(StrEnum):
    """Whom an expectation concerns."""

    VICTIM = "victim"
    EMPLOYER = "employer"
    POLICE = "police"
    PROSECUTOR = "prosecutor"


@attrs.frozen(kw_only=True)
class Framework:
    """A document on a day, and what it asks of whom. No court enforces it."""

    document: FrameworkDocument
    role: Role
    jurisdiction: Jurisdiction
    as_of: dt.date
    fact: Fact
    expectations: tuple[Fact, ...]
    legal_force: str = "none"


def expectations(
    document: FrameworkDocument | str,
    role: Role | str,
    jurisdiction: Jurisdiction | str,
    as_of: dt.date,
) -> Framework | Unknown:
    """Return what a document asks of a role, or promises it.

    Args:
        document: `joint_agreement` or `memorandum`.
        role: `victim`, `employer`, `police` or `prosecutor`.
        jurisdiction: England or Wales.
        as_of: The day.

    Returns:
        The expectations, each a fact. Those of the agreement are from general knowledge and from
        the plan that cites it: its text was not read, so none may be printed. `Unknown` for
        another nation or a day before the document.

    Examples:
        >>> found = expectations("memorandum", "police", "wales", dt.date(2026, 11, 22))
        >>> [fact.title for fact in found.expectations], found.legal_force
        (['The investigation'], 'none')
    """
    paper = parse_choice(FrameworkDocument, document, field="document")
    who = parse_choice(Role, role, field="role")
    nation, day = parse_jurisdiction(jurisdiction), require_date("as_of", as_of)
    fact = CONTENT.book.at(f"{_KEY}.framework.{paper}", jurisdiction=nation, as_of=day)
    if isinstance(fact, Unknown):
        return fact
    start = f"{_KEY}.expects.{paper}.{who}."
    held = [one for one in CONTENT.book if one.key.startswith(start) and one.covers(nation, day)]
    return Framework(
        document=paper,
        role=who,
        jurisdiction=nation,
        as_of=day,
        fact=fact,
        expectations=tuple(held),
    )


def charging_guidance(jurisdiction: Jurisdiction | str, as_of: dt.date) -> Fact | Unknown:
    """Return how prosecutors choose the charge on a day; it changed on 1 May 2025.

    Args:
        jurisdiction: England or Wales.
        as_of: The day.

    Returns:
        The guidance as a fact with its source; or `Unknown`.
    """
    return CONTENT.book.at(f"{_KEY}.charging", jurisdiction=jurisdiction, as_of=as_of)
