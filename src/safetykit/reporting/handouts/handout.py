"""One page of toolkit content, whatever its kind: the shape that every format is made from."""

from __future__ import annotations

import datetime as dt

import attrs

from safetykit.content import Citation, Fact, Jurisdiction, Route, Unknown
from safetykit.reporting.kinds.words import word_of
from safetykit.reporting.numbers import write_day
from safetykit.reporting.texts import SOURCE_LANGUAGE, load_texts

__all__ = ["Block", "Choice", "Handout", "Item"]


@attrs.frozen(kw_only=True)
class Choice:
    """An answer that a reader can choose.

    Attributes:
        label: Its words.
        to: The anchor of the block that follows.
        heading: The heading of that block; a reader on paper finds it by this.
    """

    label: str
    to: str
    heading: str = ""


@attrs.frozen(kw_only=True)
class Item:
    """One thing to tick off or to look up: its words, and why or what it means."""

    text: str
    about: str = ""
    facts: tuple[Fact, ...] = ()


@attrs.frozen(kw_only=True)
class Block:
    """A part of a handout.

    Attributes:
        heading: Its heading.
        anchor: Its name within the page.
        paragraphs: Its words.
        facts: Dated facts to show.
        unknown: What is not known here and now.
        choices: Where a reader can go from here; a guide's answers.
        items: Things to tick off, or terms.
        ticked: Whether the items have a box to tick.
        routes: Whom to turn to, emergency first.
    """

    heading: str
    anchor: str
    paragraphs: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    choices: tuple[Choice, ...] = ()
    items: tuple[Item, ...] = ()
    ticked: bool = False
    routes: tuple[Route, ...] = ()


@attrs.frozen(kw_only=True)
class Handout:
    """A page for the public, or for a partner, in one nation on one day.

    Attributes:
        kind: What it is: "fact sheet", "guide".
        key: The key of the content.
        title: Its title.
        jurisdiction: The nation that it is for.
        as_of: The day that it is for.
        review_by: When it is due for review.
        overdue: Whether that day, or that of anything in it, had passed.
        intro: Words before the first block.
        routes: Whom to turn to, emergency first; at the top, since whoever needs help looks there.
        blocks: Its parts.
        sources: What it was taken from.
        closing: What must be said at the foot.
        language: The language of the fixed texts; those of the content are in English.
    """

    kind: str
    key: str
    title: str
    jurisdiction: Jurisdiction
    as_of: dt.date
    review_by: dt.date
    overdue: bool
    intro: tuple[str, ...] = ()
    routes: tuple[Route, ...] = ()
    blocks: tuple[Block, ...] = ()
    sources: tuple[Citation, ...] = ()
    closing: str = ""
    language: str = SOURCE_LANGUAGE

    @property
    def dates(self) -> str:
        """For which nation and day it is, and when it is due for review, in one sentence."""
        texts = load_texts(self.language)
        words = texts.say(
            "For {nation} as of {day}. To be reviewed by {review}.",
            nation=word_of(self.jurisdiction, texts),
            day=write_day(self.as_of, texts),
            review=write_day(self.review_by, texts),
        )
        if not self.overdue:
            return words
        return f"{words} " + texts.say(
            "Something on this page is past its review: check it at its source before use."
        )
