"""Checklists: things to do or to bear in mind, for somebody, one by one.

What belongs here: the checklist of one nation on one day, the plan that a module writes for it, and
making the one from the other.
"""

from __future__ import annotations

import datetime as dt

import attrs

from safetykit.content.book import FactBook
from safetykit.content.choice import require_date
from safetykit.content.coverage import (
    NOT_LEGAL_ADVICE,
    gather_sources,
    overdue,
    shown_facts,
    uncovered,
)
from safetykit.content.fact import (
    Citation,
    Fact,
    Jurisdiction,
    check_dates,
    check_key,
    check_unique,
    parse_jurisdiction,
)
from safetykit.content.unknown import Unknown
from safetykit.errors import InputError

__all__ = ["Checklist", "ChecklistItem", "ChecklistPlan", "ItemPlan", "make_checklist"]


@attrs.frozen(kw_only=True)
class ItemPlan:
    """An item as a module writes it: what to do, why, and the keys of facts to show."""

    id: str = attrs.field(validator=check_key)
    text: str
    why: str = ""
    facts: tuple[str, ...] = ()
    sources: tuple[Citation, ...] = ()


@attrs.frozen(kw_only=True)
class ChecklistPlan:
    """A checklist as a module writes it, for every nation that it covers."""

    key: str = attrs.field(validator=check_key)
    title: str
    for_whom: str
    jurisdictions: tuple[Jurisdiction, ...]
    review_by: dt.date
    items: tuple[ItemPlan, ...]
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    where_else: str = ""

    def __attrs_post_init__(self) -> None:
        check_dates(self.key, self.valid_from, self.valid_to)
        check_unique(self.key, self.jurisdictions)
        ids = [item.id for item in self.items]
        if not ids or len(set(ids)) < len(ids):
            raise InputError(f"{self.key}.items", ids, "at least one item, each id once")


@attrs.frozen(kw_only=True)
class ChecklistItem:
    """An item: what to do, why, the facts that hold, and what is not known."""

    id: str
    text: str
    why: str
    facts: tuple[Fact, ...]
    unknown: tuple[Unknown, ...] = ()
    sources: tuple[Citation, ...] = ()


@attrs.frozen(kw_only=True)
class Checklist:
    """Things to do, for somebody in one nation on one day."""

    key: str
    title: str
    for_whom: str
    jurisdiction: Jurisdiction
    as_of: dt.date
    review_by: dt.date
    items: tuple[ChecklistItem, ...]
    sources: tuple[Citation, ...]
    not_legal_advice: str = NOT_LEGAL_ADVICE

    @property
    def review_overdue(self) -> bool:
        """Whether the checklist, or any of its facts, was due for review before `as_of`."""
        facts = [fact for item in self.items for fact in item.facts]
        return overdue(self.review_by, facts, (), as_of=self.as_of)


def make_checklist(
    plan: ChecklistPlan, *, book: FactBook, jurisdiction: Jurisdiction | str, as_of: dt.date
) -> Checklist | Unknown:
    """Make the checklist of one nation on one day.

    Args:
        plan: What the checklist holds.
        book: The facts that its items name.
        jurisdiction: The nation.
        as_of: The day.

    Returns:
        The checklist, with publishable facts only; or `Unknown` if the plan does not cover the
        nation or the day.

    Raises:
        InputError: An item names a fact that the book does not hold.
    """
    nation, day = parse_jurisdiction(jurisdiction), require_date("as_of", as_of)
    missing = uncovered(plan, nation, day)
    if missing is not None:
        return missing
    items = tuple(_item(part, book, nation, day) for part in plan.items)
    return Checklist(
        key=plan.key,
        title=plan.title,
        for_whom=plan.for_whom,
        jurisdiction=nation,
        as_of=day,
        review_by=plan.review_by,
        items=items,
        sources=tuple(dict.fromkeys(source for item in items for source in item.sources)),
    )


def _item(plan: ItemPlan, book: FactBook, nation: Jurisdiction, as_of: dt.date) -> ChecklistItem:
    facts, unknown = shown_facts(plan.facts, book, nation, as_of)
    return ChecklistItem(
        id=plan.id,
        text=plan.text,
        why=plan.why,
        facts=facts,
        unknown=unknown,
        sources=gather_sources(plan.sources, facts, ()),
    )
