"""A named, dated and sourced list of terms, as somebody published it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import attrs

from safetykit.content.fact import (
    Citation,
    Confidence,
    Jurisdiction,
    check_dates,
    check_key,
    check_sources,
    check_unique,
)
from safetykit.content.unknown import Unknown, UnknownReason
from safetykit.errors import InputError

__all__ = ["Taxonomy", "Term", "taxonomy_at"]


@attrs.frozen(kw_only=True)
class Term:
    """One term of a list."""

    code: str = attrs.field(validator=check_key)
    label: str
    note: str = ""


@attrs.frozen(kw_only=True)
class Taxonomy:
    """A list of terms: whose it is, where and since when it is used.

    Lists that go by one name differ between places and years, so each has its own key.
    """

    key: str = attrs.field(validator=check_key)
    title: str
    jurisdictions: tuple[Jurisdiction, ...]
    terms: tuple[Term, ...]
    confidence: Confidence
    review_by: dt.date
    sources: tuple[Citation, ...] = ()
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    caveats: tuple[str, ...] = ()
    check_by_person: bool = False

    @property
    def acted_on(self) -> bool:
        """Whether people act on it: never, for it is a list of terms."""
        return False

    def __attrs_post_init__(self) -> None:
        codes = [term.code for term in self.terms]
        if not codes or len(set(codes)) < len(codes):
            raise InputError(f"{self.key}.terms", codes, "at least one term, each code once")
        check_dates(self.key, self.valid_from, self.valid_to)
        check_unique(self.key, self.jurisdictions)
        check_sources(self.key, self.sources, self.confidence, check_by_person=self.check_by_person)


def taxonomy_at(
    taxonomies: Iterable[Taxonomy],
    *,
    jurisdiction: Jurisdiction,
    as_of: dt.date,
    about: str,
    where_to_check: str,
) -> Taxonomy | Unknown:
    """Return the first of some lists that a nation uses and that holds on a day.

    Args:
        taxonomies: The lists, all of the same thing.
        jurisdiction: The nation.
        as_of: The day.
        about: What they are lists of, for an answer that is not known.
        where_to_check: Whom to ask then.

    Returns:
        The list; or `Unknown`, if no list is of the nation, none has begun, or those that had have
        ended.
    """
    here = [taxonomy for taxonomy in taxonomies if jurisdiction in taxonomy.jurisdictions]
    begun = [item for item in here if item.valid_from is None or item.valid_from <= as_of]
    for taxonomy in begun:
        if taxonomy.valid_to is None or taxonomy.valid_to >= as_of:
            return taxonomy
    reason = UnknownReason.BEFORE_FIRST_VALUE if here else UnknownReason.JURISDICTION_NOT_SUPPORTED
    if begun:
        reason = UnknownReason.NO_VALUE_ON_DATE
    return Unknown(
        about=about,
        reason=reason,
        jurisdiction=jurisdiction,
        as_of=as_of,
        where_to_check=where_to_check,
    )
