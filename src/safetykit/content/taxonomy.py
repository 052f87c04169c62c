"""A named, dated and sourced list of terms, as somebody published it."""

from __future__ import annotations

import datetime as dt

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
from safetykit.errors import InputError

__all__ = ["Taxonomy", "Term"]


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
