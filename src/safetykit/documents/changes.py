"""What changed between two editions of a plan: the kinds of change, and the sentence of each.

What belongs here: result types and their words. What does not: finding changes (`diff`).
"""

from __future__ import annotations

import textwrap
from enum import StrEnum
from typing import Final

import attrs

from safetykit.errors import Place

__all__ = ["Change", "ChangeKind", "PlanDiff", "write_sentence"]

_MAX_SHOWN: Final = 90


class ChangeKind(StrEnum):
    """What kind of change it is, in the order in which a reader is told."""

    DROPPED = "dropped"
    ADDED = "added"
    KEPT = "kept"
    WEAKENED = "weakened"
    STRENGTHENED = "strengthened"
    GOALPOSTS = "goalposts moved"
    OWNER = "owner changed"
    MOVED = "moved"
    CLAIM = "claim changed"
    REWORDED = "reworded"
    OTHER = "changed"

    @property
    def mirror(self) -> ChangeKind:
        """The kind of the same change, seen from the newer edition."""
        return _MIRRORS.get(self, self)


_MIRRORS: Final = {
    ChangeKind.DROPPED: ChangeKind.ADDED,
    ChangeKind.ADDED: ChangeKind.DROPPED,
    ChangeKind.WEAKENED: ChangeKind.STRENGTHENED,
    ChangeKind.STRENGTHENED: ChangeKind.WEAKENED,
}
_WHOLE: Final = {
    ChangeKind.DROPPED: "is gone",
    ChangeKind.ADDED: "is new",
    ChangeKind.KEPT: "is kept, as one edition says, though the other has none of that title",
}


@attrs.frozen(kw_only=True)
class Change:
    """One thing that differs between two editions.

    Attributes:
        kind: What kind of change it is.
        subject: What changed, in words: `action "Safe cycling"`.
        aspect: Which of its fields; empty where it was added or dropped as a whole.
        before: What the older edition says; empty where it says nothing.
        after: What the newer edition says; empty where it says nothing.
        place_before: Where in the older document, or None.
        place_after: Where in the newer document, or None.
        sentence: The change in one sentence, long texts cut.
    """

    kind: ChangeKind
    subject: str
    aspect: str = ""
    before: str
    after: str
    place_before: Place | None
    place_after: Place | None
    sentence: str


@attrs.frozen(kw_only=True)
class PlanDiff:
    """The changes from one edition of a plan to another, in the order of their kinds.

    Attributes:
        old: The title of the older edition.
        new: The title of the newer edition.
        cautions: What must be read first: a gap of a transcription may be no gap of the plan.
        changes: Every change.
    """

    old: str
    new: str
    cautions: tuple[str, ...] = ()
    changes: tuple[Change, ...]

    def of_kind(self, kind: ChangeKind) -> tuple[Change, ...]:
        """Return the changes of a kind, in the order of the documents."""
        return tuple(change for change in self.changes if change.kind is kind)

    @property
    def counts(self) -> dict[ChangeKind, int]:
        """How many changes there are of each kind that occurs."""
        found = {kind: len(self.of_kind(kind)) for kind in ChangeKind}
        return {kind: number for kind, number in found.items() if number}


def write_sentence(kind: ChangeKind, subject: str, aspect: str, before: str, after: str) -> str:
    """Return a change in one sentence.

    Examples:
        >>> write_sentence(ChangeKind.WEAKENED, 'commitment "a"', "strength", "will", "explores")
        'The commitment "a" was weakened from "will" to "explores".'
        >>> write_sentence(ChangeKind.OWNER, 'action "b"', "owner", "", "Police")
        'The owner of the action "b" was not stated; it is now "Police".'
    """
    old, new = _quote(before), _quote(after)
    if kind in _WHOLE:
        return f"The {subject} {_WHOLE[kind]}."
    if aspect == "strength":
        return f"The {subject} was {kind.value} from {old} to {new}."
    if aspect == "condition":
        return f"The {subject} {_condition(old, new)}."
    old, new = old or "not stated", new or "not stated"
    if kind is ChangeKind.MOVED:
        return f"The {subject} stood under {old}; it now stands under {new}."
    if kind in (ChangeKind.GOALPOSTS, ChangeKind.OWNER):
        return f"The {aspect} of the {subject} was {old}; it is now {new}."
    return f"The {subject}, {aspect}: before {old}, now {new}."


def _condition(old: str, new: str) -> str:
    if not old:
        return f"was weakened: it now holds on the condition {new}"
    if not new:
        return f"was strengthened: it no longer depends on the condition {old}"
    return f"depended on the condition {old}; it now depends on {new}"


def _quote(words: str) -> str:
    return f'"{textwrap.shorten(words, _MAX_SHOWN, placeholder=" ...")}"' if words else ""
