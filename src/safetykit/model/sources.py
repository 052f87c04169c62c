"""Where a statement comes from, and how well it is known."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Protocol

import attrs

from safetykit.errors import Place

__all__ = ["Facet", "Locator", "NotHeld", "Passage", "Status", "Transcription"]


class Status(StrEnum):
    """How a value is known. Absent is never nought, and never "missing" where it may lie unseen."""

    STATED = "stated"
    INFERRED = "inferred"
    ABSENT = "absent"
    ILLEGIBLE = "illegible"
    NOT_HELD = "not in the text held"


class Facet(StrEnum):
    """What makes an action accountable."""

    OWNER = "owner"
    MEASURE = "measure"
    BASELINE = "baseline"
    TARGET = "target"
    DATE = "date"
    RESOURCE = "resource"


class Locator(Protocol):
    """What knows where a path of a document stands."""

    def place(self, path: Sequence[str | int] = ()) -> Place:
        """Return the place of a path such as `("actions", 3, "owner")`."""


@attrs.frozen(kw_only=True)
class Passage:
    """Where in the transcribed document a statement stands."""

    page: str = ""
    section: str = ""


@attrs.frozen(kw_only=True)
class NotHeld:
    """A part of the document that the transcription does not hold, and what it may state."""

    title: str
    may_state: tuple[Facet, ...] = ()
    note: str = ""


@attrs.frozen(kw_only=True)
class Transcription:
    """What the plan was transcribed from, and what of it was not there to transcribe."""

    document: str
    note: str
    not_held: tuple[NotHeld, ...] = ()
    defects: tuple[str, ...] = ()

    def may_state(self, facet: Facet) -> NotHeld | None:
        """Return the part not held that may state a facet, if there is one."""
        return next((part for part in self.not_held if facet in part.may_state), None)
