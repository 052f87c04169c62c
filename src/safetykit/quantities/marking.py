"""The protective marking of a document or of figures, which travels with all made from them."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Marking"]


class Marking(StrEnum):
    """How a document is marked, lowest first, by the Government Security Classifications Policy.

    A plan without a marking is not marked at all, which says nothing of how it may be used. What is
    SECRET or above has no place in this library.
    """

    OFFICIAL = "OFFICIAL"
    OFFICIAL_SENSITIVE = "OFFICIAL-SENSITIVE"

    @property
    def is_sensitive(self) -> bool:
        """Whether the document is not for everybody."""
        return self is Marking.OFFICIAL_SENSITIVE
