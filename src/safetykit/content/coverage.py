"""Where and when a piece of content holds, and the facts that it shows there and then.

What belongs here: what guides, explainers, checklists and fact sheets all do with a nation and a
day. What does not: any one of these types; each has a file of its own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Protocol

from safetykit.content.book import FactBook
from safetykit.content.fact import Citation, Fact, Jurisdiction
from safetykit.content.publication import publishable
from safetykit.content.route import Route
from safetykit.content.unknown import Unknown, UnknownReason

__all__ = ["NOT_LEGAL_ADVICE", "Written", "gather_sources", "overdue", "shown_facts", "uncovered"]

NOT_LEGAL_ADVICE = "This is general information, not legal advice. The sources are linked."
_ELSEWHERE = "The law and the services of that nation, on that day."


class Written(Protocol):
    """A guide, an explainer or a checklist as its module wrote it, for all nations and days."""

    @property
    def title(self) -> str: ...  # noqa: D102 - a field
    @property
    def jurisdictions(self) -> tuple[Jurisdiction, ...]: ...  # noqa: D102 - a field
    @property
    def valid_from(self) -> dt.date | None: ...  # noqa: D102 - a field
    @property
    def valid_to(self) -> dt.date | None: ...  # noqa: D102 - a field
    @property
    def where_else(self) -> str: ...  # noqa: D102 - a field


def uncovered(plan: Written, nation: Jurisdiction, as_of: dt.date) -> Unknown | None:
    """Return why a piece of content says nothing for a nation on a day; None if it does."""
    if nation not in plan.jurisdictions:
        reason = UnknownReason.JURISDICTION_NOT_SUPPORTED
    elif plan.valid_from is not None and as_of < plan.valid_from:
        reason = UnknownReason.BEFORE_FIRST_VALUE
    elif plan.valid_to is not None and as_of > plan.valid_to:
        reason = UnknownReason.NO_VALUE_ON_DATE
    else:
        return None
    where = plan.where_else or _ELSEWHERE
    return Unknown(
        about=plan.title, reason=reason, jurisdiction=nation, as_of=as_of, where_to_check=where
    )


def shown_facts(
    keys: Iterable[str], book: FactBook, nation: Jurisdiction, as_of: dt.date
) -> tuple[tuple[Fact, ...], tuple[Unknown, ...]]:
    """Return the facts that hold and may be published, and what is not known.

    Raises:
        InputError: A key is not in the book.
    """
    answers = [book.at(key, jurisdiction=nation, as_of=as_of) for key in keys]
    facts = tuple(answer for answer in answers if isinstance(answer, Fact) and publishable(answer))
    return facts, tuple(answer for answer in answers if isinstance(answer, Unknown))


def gather_sources(
    sources: Iterable[Citation], facts: Iterable[Fact], routes: Iterable[Route]
) -> tuple[Citation, ...]:
    """Return every source once: those named, then those of the facts and of the routes."""
    found = [*sources, *(source for fact in facts for source in fact.sources)]
    found += [source for route in routes for source in route.sources]
    return tuple(dict.fromkeys(found))


def overdue(
    review_by: dt.date, facts: Iterable[Fact], routes: Iterable[Route], *, as_of: dt.date
) -> bool:
    """Whether content, or any fact or route in it, was due for review before a day."""
    dates = [review_by, *(fact.review_by for fact in facts)]
    dates += [route.review_by for route in routes]
    return min(dates) < as_of
