"""What a document says of itself in several places: its lists, its cross-references, its misprints.

What belongs here: how the text of one place reads, so that it can be laid beside another place.
What does not: what the text is about; that has classes of its own.
"""

from __future__ import annotations

import attrs

from safetykit.model.ids import Id, id_field
from safetykit.model.sources import Passage, Status
from safetykit.model.whole import whole_field
from safetykit.quantities import Approx

__all__ = ["CrossReference", "ListedItem", "Listing", "Misprint"]


@attrs.frozen(kw_only=True)
class ListedItem:
    """One item of a list; `kind` says what it is where it is not what the list is to hold."""

    text: str
    kind: str = ""


@attrs.frozen(kw_only=True)
class Listing:
    """A list as one place of the document gives it.

    Attributes:
        of: What is listed; two listings of one thing are expected to agree.
        kind: What each item is meant to be: "vulnerability", "priority".
        ordered: Whether the order carries meaning, as it does where the items are numbered.
        announced: The number of items that the text announces: "our five themes".
        number: How many items the text can be read to hold, where it is not plain: "5 to 7".
        scale: The steps, in order, of the scale that the items are taken from.
    """

    id: Id = id_field()
    of: str
    items: tuple[ListedItem, ...]
    kind: str = ""
    ordered: bool = False
    announced: int | None = whole_field(1, expected="a whole number from 1")
    number: Approx | None = None
    scale: tuple[str, ...] = ()
    passage: Passage | None = None


@attrs.frozen(kw_only=True)
class CrossReference:
    """A place in which the document leads its reader to another part of itself.

    Attributes:
        to: The part that is named: "annex A", "appendix 1", "table 3".
        expects: What is said to stand there.
        holds: What does stand there, where that is something else.
        status: `stated` where the part is held; otherwise why it is not.
    """

    id: Id = id_field()
    to: str
    expects: str = ""
    holds: str = ""
    status: Status = Status.STATED
    note: str = ""
    passage: Passage | None = None


@attrs.frozen(kw_only=True)
class Misprint:
    """Words as they are printed, and as they were read for the transcription."""

    printed: str
    read_as: str
    passage: Passage | None = None
