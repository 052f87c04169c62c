"""Fact sheets: what is said to the public about a subject, in one nation, on one day.

What belongs here: the sheet, the plan that a module writes for it, and making the one from the
other. What does not: how a sheet looks; `reporting` does that.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import attrs

from safetykit.content.book import FactBook
from safetykit.content.choice import require_date
from safetykit.content.coverage import NOT_LEGAL_ADVICE, overdue, shown_facts
from safetykit.content.fact import Citation, Fact, Jurisdiction, check_key, parse_jurisdiction
from safetykit.content.route import Route, current_routes
from safetykit.content.unknown import Unknown, UnknownReason

__all__ = [
    "FactSheet",
    "Section",
    "SectionPlan",
    "SheetPlan",
    "make_fact_sheet",
    "make_fact_sheets",
]


@attrs.frozen(kw_only=True)
class SectionPlan:
    """A section as a module writes it: our own words, and the keys of facts to show.

    A figure belongs in a fact, where it is dated, and not in the words.
    """

    title: str
    words: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    jurisdictions: tuple[Jurisdiction, ...] = ()
    sources: tuple[Citation, ...] = ()


@attrs.frozen(kw_only=True)
class SheetPlan:
    """A fact sheet as a module writes it, for every nation that it covers."""

    key: str = attrs.field(validator=check_key)
    title: str
    jurisdictions: tuple[Jurisdiction, ...]
    review_by: dt.date
    sections: tuple[SectionPlan, ...]
    where_else: str


@attrs.frozen(kw_only=True)
class Section:
    """A section of a fact sheet: words, the facts that hold, and what is not known."""

    title: str
    words: tuple[str, ...]
    facts: tuple[Fact, ...]
    unknown: tuple[Unknown, ...] = ()
    sources: tuple[Citation, ...] = ()


@attrs.frozen(kw_only=True)
class FactSheet:
    """What is said to the public about a subject, in one nation, on one day."""

    key: str
    title: str
    jurisdiction: Jurisdiction
    as_of: dt.date
    review_by: dt.date
    sections: tuple[Section, ...]
    routes: tuple[Route, ...]
    sources: tuple[Citation, ...]
    not_legal_advice: str = NOT_LEGAL_ADVICE

    @property
    def review_overdue(self) -> bool:
        """Whether the sheet, or any of its facts or routes, was due for review before `as_of`."""
        facts = [fact for section in self.sections for fact in section.facts]
        return overdue(self.review_by, facts, self.routes, as_of=self.as_of)


def make_fact_sheet(
    plan: SheetPlan,
    *,
    book: FactBook,
    routes: Iterable[Route],
    jurisdiction: Jurisdiction | str,
    as_of: dt.date,
) -> FactSheet | Unknown:
    """Make the fact sheet of one nation on one day.

    Args:
        plan: What the sheet holds.
        book: The facts that its sections name.
        routes: The routes to help; those that can be used there and then are shown.
        jurisdiction: The nation.
        as_of: The day.

    Returns:
        The sheet, with publishable facts only; or `Unknown` if the plan does not cover the nation.

    Raises:
        InputError: A section names a fact that the book does not hold.

    Examples:
        >>> from importlib.resources import files
        >>> from safetykit.content.reading import read_fact_book, read_routes, read_sheet_plans
        >>> folder = files("safetykit.plugins.road_safety") / "content"
        >>> sheet = make_fact_sheet(
        ...     read_sheet_plans(folder)[0],
        ...     book=read_fact_book(folder),
        ...     routes=read_routes(folder),
        ...     jurisdiction="scotland",
        ...     as_of=dt.date(2026, 11, 1),
        ... )
        >>> sheet.title, sheet.sections[0].title
        ('Safer on the road', 'Stopping takes longer than it feels')
    """
    nation, day = parse_jurisdiction(jurisdiction), require_date("as_of", as_of)
    if nation not in plan.jurisdictions:
        return Unknown(
            about=plan.title,
            reason=UnknownReason.JURISDICTION_NOT_SUPPORTED,
            jurisdiction=nation,
            as_of=day,
            where_to_check=plan.where_else,
        )
    plans = [part for part in plan.sections if nation in (part.jurisdictions or (nation,))]
    sections = tuple(_section(part, book, nation, day) for part in plans)
    shown = current_routes(routes, jurisdiction=nation, as_of=day)
    return FactSheet(
        key=plan.key,
        title=plan.title,
        jurisdiction=nation,
        as_of=day,
        review_by=plan.review_by,
        sections=sections,
        routes=shown,
        sources=_sources(sections, shown),
    )


def make_fact_sheets(
    plans: Iterable[SheetPlan],
    *,
    book: FactBook,
    routes: tuple[Route, ...],
    jurisdiction: Jurisdiction | str,
    as_of: dt.date,
) -> tuple[FactSheet | Unknown, ...]:
    """Make every fact sheet of a module for one nation and day; see `make_fact_sheet`."""
    return tuple(
        make_fact_sheet(plan, book=book, routes=routes, jurisdiction=jurisdiction, as_of=as_of)
        for plan in plans
    )


def _section(plan: SectionPlan, book: FactBook, nation: Jurisdiction, as_of: dt.date) -> Section:
    facts, unknown = shown_facts(plan.facts, book, nation, as_of)
    return Section(
        title=plan.title, words=plan.words, facts=facts, unknown=unknown, sources=plan.sources
    )


def _sources(sections: Iterable[Section], routes: Iterable[Route]) -> tuple[Citation, ...]:
    """Return every source once, in the order in which the sheet leans on it."""
    found: dict[Citation, None] = {}
    for section in sections:
        found |= dict.fromkeys(section.sources)
        for fact in section.facts:
            found |= dict.fromkeys(fact.sources)
    for route in routes:
        found |= dict.fromkeys(route.sources)
    return tuple(found)
