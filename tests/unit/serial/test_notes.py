"""What classes say of the keys of their documents."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Any

import attrs
import pytest

from safetykit.quantities import Month, PartialDate
from safetykit.serial.notes import attribute_notes, missing_hint, summary


class Colour(StrEnum):
    """What a thing looks like."""

    RED = "red"
    BLUE = "blue"


@attrs.frozen(kw_only=True)
class Part:
    """A part of a thing."""

    name: str
    size: int = 1


@attrs.frozen(kw_only=True)
class Empty:
    """A thing that may hold nothing."""

    first: int = 1
    hidden: int = attrs.field(default=2, metadata={"transient": True})


@attrs.frozen(kw_only=True)
class Thing:
    """A thing.

    More of it.

    Attributes:
        told: What it tells,
            over two lines.
    """

    id: str = attrs.field(metadata={"example": "a-thing"})
    told: str
    bare: str
    colour: Colour
    part: Part
    empty: Empty
    parts: tuple[Part, ...]
    owner: str = attrs.field(metadata={"refers_to": "office_holders"})
    month: Month
    when: PartialDate | None
    day: dt.date
    number: float


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("id", 'Write a text such as "a-thing".'),
        ("told", "What it tells, over two lines. Write a text."),
        ("bare", "It is part of this: A thing. Write a text."),
        ("colour", "What a thing looks like. Write one of red, blue."),
        ("part", "A part of a thing. Write a mapping with name in it."),
        ("empty", "A thing that may hold nothing. Write a mapping with first in it."),
        ("parts", "It is part of this: A thing. Write a list."),
        ("owner", "Write the id of one of the office holders."),
        ("month", 'It is part of this: A thing. Write a month such as "2017-10".'),
        ("day", 'It is part of this: A thing. Write a date such as "2017-10-31".'),
        ("number", "It is part of this: A thing. Write a number."),
    ],
)
def test_hint_for_a_missing_key(key: str, hint: str) -> None:
    """The hint says what the key is for and what would do, in the words of the class."""
    assert hint == missing_hint(Thing, key)


def test_hint_for_a_key_that_may_be_empty() -> None:
    """A type that may be absent is described as what it is where it is there."""
    assert 'Write a date such as "2017", "2017-10"' in missing_hint(Thing, "when")


class Anything:
    """A word that refuses nothing."""

    @classmethod
    def parse(cls, _: str) -> Any:
        """Return it."""
        return cls()


def test_hint_for_words_that_refuse_nothing() -> None:
    """Where a class says nothing of what it expects, a text would do."""

    @attrs.frozen(kw_only=True)
    class Holder:
        """A holder."""

        any: Anything

    Holder.__annotations__["any"] = Anything
    assert "It is part of this: A holder. Write a text." == missing_hint(Holder, "any")


def test_docstrings() -> None:
    """The first paragraph and the section on attributes are read; a class may have neither."""
    assert "A thing." == summary(Thing)
    assert {"told": "What it tells, over two lines."} == attribute_notes(Thing)
    assert {} == attribute_notes(Part)
