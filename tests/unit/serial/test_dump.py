"""Writing plain data."""

from __future__ import annotations

import math
from collections.abc import Callable
from enum import StrEnum
from typing import Any

import pytest

from safetykit.errors import InputError
from safetykit.serial import Text, dump_json, dump_yaml, parse_plain

both = pytest.mark.parametrize("dump", [dump_yaml, dump_json])
Dump = Callable[[Any], str]


class Word(StrEnum):
    """A word."""

    ONE = "one"


def deep(levels: int) -> list[Any]:
    """Return a list in a list in a list."""
    value: list[Any] = []
    for _ in range(levels - 1):
        value = [value]
    return value


def circle() -> list[Any]:
    """Return a list that holds itself twice."""
    value: list[Any] = []
    value += [value, value]
    return value


TEXTS = ["", " ", "no", "Yes", "null", "~", "12", "1_000", "0o17", "0x1F", "12:30", "1e5", ".5"]
TEXTS += [".inf", "NaN", "=", "<<", "2017-10-31", "- a", "a: b", "# x", "&x", "*x", "!x", "%", "@"]
TEXTS += ["a\nb", "a\n\n", " a", "a ", "\t", "a\tb", "\r", "a\r\nb", "\x00", "\x07", "\x7f", "\x85"]
TEXTS += ["\u2028", "\u2029", "\ufeff", "\ufeffa", "\ufffe", "\uffff", "\U0001f600", "'", '"', "\\"]
TEXTS += ["a b " * 100, "|", ">", "? a", "---", "...", "a\n---\nb", "\n", "\n a", "\xa0"]


@both
@pytest.mark.parametrize("text", TEXTS)
def test_texts_come_back(dump: Dump, text: str) -> None:
    """Every text comes back as it was, as a value, as a key and inside a list."""
    for value in ({"k": text}, {text: 1}, [text], [{"a": {text: [text]}}]):
        assert value == parse_plain(Text(content=dump(value)))


@both
def test_scalars_come_back(dump: Dump) -> None:
    """Numbers and words keep their kind."""
    value = [1, -1, 10**300, 0.1, -0.0, 1e16, 5e-324, 1.7e308, True, False, None, {}, []]

    assert repr(value) == repr(parse_plain(Text(content=dump(value))))


@both
def test_kin_of_plain_data(dump: Dump) -> None:
    """Tuples and words of an enumeration are written as lists and texts."""
    assert {"a": ["one", 1]} == parse_plain(Text(content=dump({"a": (Word.ONE, 1)})))


@both
def test_one_value_in_two_places(dump: Dump) -> None:
    """A value that stands in two places is written out twice."""
    shared = {"a": [1]}

    assert [shared, shared] == parse_plain(Text(content=dump([shared, shared])))


@both
@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ({"a": [math.nan]}, r"a\[0\]: expected a finite number, got nan"),
        ([math.inf], r"\[0\]: expected a finite number, got inf"),
        ({"a": "x\ud800"}, r"a: expected a text that UTF-8 can hold.*half a surrogate pair"),
        ({"\ud800": 1}, r"document: expected a text that UTF-8 can hold"),
        ({1: 2}, r"document: expected keys that are texts, got 1"),
        ({"a": {None: 2}}, r"a: expected keys that are texts, got None"),
        ({"a": {1, 2}}, r"a: expected a value that a document can hold"),
        ({"a": b"x"}, r"a: expected a value that a document can hold, got b'x'"),
        (object(), r"document: expected a value that a document can hold"),
        pytest.param(10**5000, r"expected fewer than 400 digits", id="long number"),
        (deep(101), r"expected at most 100 levels"),
        (circle(), r"expected at most 100 levels"),
    ],
)
def test_what_no_document_holds(dump: Dump, value: Any, reason: str) -> None:
    """What could not be read back is refused when it is written."""
    with pytest.raises(InputError, match=reason):
        dump(value)


@both
def test_a_hundred_levels(dump: Dump) -> None:
    """What the reader allows the writer allows."""
    assert deep(100) == parse_plain(Text(content=dump(deep(100))))


def test_form() -> None:
    """Keys keep their order, letters stay letters, and lists are indented as people write them."""
    assert "b: é\na:\n  - 1\n" == dump_yaml({"b": "é", "a": [1]})
    assert '{\n  "b": "é"\n}\n' == dump_json({"b": "é"})
