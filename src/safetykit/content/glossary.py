"""A term of the field, in plain words, and where it means that."""

from __future__ import annotations

import datetime as dt

import attrs

from safetykit.content.fact import Citation, Jurisdiction, check_dates, check_unique
from safetykit.errors import InputError

__all__ = ["GlossaryTerm"]


@attrs.frozen(kw_only=True)
class GlossaryTerm:
    """A term, what it means, and in which nations and since when it means that."""

    term: str
    meaning: str
    jurisdictions: tuple[Jurisdiction, ...]
    sources: tuple[Citation, ...]
    review_by: dt.date
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None

    def __attrs_post_init__(self) -> None:
        check_dates(self.term, self.valid_from, self.valid_to)
        check_unique(self.term, self.jurisdictions)
        if not self.term.strip() or not self.meaning.strip():
            raise InputError("term", self.term, "a term with a meaning")
        if not self.sources:
            raise InputError(f"{self.term}.sources", [], "at least one source")

    def covers(self, jurisdiction: Jurisdiction, as_of: dt.date) -> bool:
        """Whether the term has this meaning in a nation on a day."""
        started = self.valid_from is None or self.valid_from <= as_of
        ended = self.valid_to is not None and self.valid_to < as_of
        return jurisdiction in self.jurisdictions and started and not ended
