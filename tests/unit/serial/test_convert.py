"""The converter between plain data and classes."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Any, NewType

import attrs
import pytest

from safetykit.errors import DocumentError, InputError
from safetykit.quantities import Approx, PartialDate, check_unit
from safetykit.serial import Text, structure, unstructure

Name = NewType("Name", str)


class Colour(StrEnum):
    """A colour."""

    RED = "red"
    GREEN = "dark green"


@attrs.frozen(kw_only=True)
class Leaf:
    """A leaf."""

    id: str
    colour: Colour = Colour.RED


def _positive(_: object, field: attrs.Attribute[int], value: int) -> None:
    if value <= 0:
        raise InputError(field.name, value, "a number above 0")


@attrs.frozen(kw_only=True)
class Tree:
    """A tree with a field of every kind."""

    name: Name = Name("oak")
    count: int = attrs.field(default=1, validator=_positive)
    share: float = 0.5
    tall: bool = False
    planted: dt.date | None = None
    when: PartialDate | None = None
    size: Approx | None = None
    unit: str = attrs.field(default="metre", converter=check_unit)
    leaf: Leaf | None = None
    leaves: tuple[Leaf, ...] = ()
    words: tuple[str, ...] = ()
    hidden: object = attrs.field(default=None, eq=False, metadata={"transient": True})


FULL = {
    "name": "elm",
    "count": 3,
    "share": 0.25,
    "tall": True,
    "planted": "2017-10-31",
    "when": "late 2017",
    "size": "nearly 9,000",
    "unit": "mile / hour",
    "leaf": {"id": "a", "colour": "dark green"},
    "leaves": [{"id": "b"}],
    "words": ["x"],
}


def test_every_kind_of_field_comes_back() -> None:
    """Plain data become an object, and the object the same plain data."""
    tree = structure(FULL, Tree)

    assert (
        Tree(
            name=Name("elm"),
            count=3,
            share=0.25,
            tall=True,
            planted=dt.date(2017, 10, 31),
            when=PartialDate.parse("late 2017"),
            size=Approx.parse("nearly 9,000"),
            unit="mile / hour",
            leaf=Leaf(id="a", colour=Colour.GREEN),
            leaves=(Leaf(id="b"),),
            words=("x",),
        )
        == tree
    )
    assert FULL == unstructure(tree)


def test_defaults_are_left_out() -> None:
    """A field with its default is not written, nor is one that is no part of the document."""
    assert {} == unstructure(Tree(hidden=object()))
    assert Tree() == structure({}, Tree)


def test_whole_number_for_a_number() -> None:
    """A whole number is a number, and a year without quotes a date."""
    tree = structure({"share": 1, "when": 2017, "size": 12}, Tree)

    assert float is type(tree.share)
    assert PartialDate.parse("2017") == tree.when
    assert Approx.parse("12") == tree.size


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("name", 5, r"name: expected a text, got 5\. Put it in quotes\."),
        ("name", None, r"name: expected a text, got nothing\. Write a value"),
        ("name", True, r"name: expected a text, got True"),
        ("name", ["x"], r"name: expected a text, got \['x'\]"),
        ("count", "12", r"count: expected a whole number, got '12'\. Remove the quotes"),
        ("count", 1.9, r"count: expected a whole number, got 1\.9\."),
        ("count", 1.0, r"count: expected a whole number, got 1\.0\."),
        ("count", True, r"count: expected a whole number, got True"),
        ("count", 0, r"count: expected a number above 0, got 0"),
        ("share", "0.5", r"share: expected a number, got '0\.5'\. Remove the quotes"),
        ("share", float("nan"), r"share: expected a finite number, got nan"),
        ("share", float("inf"), r"share: expected a finite number, got inf"),
        ("share", False, r"share: expected a number, got False"),
        ("share", 10**400, r"share: expected a finite number, got 1000"),
        ("tall", "false", r"tall: expected true or false, got 'false'"),
        ("tall", 1, r"tall: expected true or false, got 1"),
        ("tall", 0, r"tall: expected true or false, got 0"),
        ("planted", 2017, r'planted: expected a date such as "2017-10-31", got 2017'),
        ("planted", "20171031", r'planted: expected a date such as "2017-10-31", got'),
        ("planted", "2017-02-31", r"planted: .*got '2017-02-31'\. Day is out of range for month"),
        ("when", "2017-02-31", r"when: .*There is no such day in the calendar"),
        ("when", 20.17, r"when: expected a text, got 20\.17"),
        ("size", "many", r"size: expected a number such as"),
        ("size", True, r"size: expected a text, got True"),
        ("unit", "furlong", r"unit: expected a unit that safetykit knows, got 'furlong'"),
        ("unit", 5, r"unit: expected a text, got 5"),
        ("leaf", [], r"leaf: expected a mapping of keys to values, got \[\]"),
        ("leaf", "x", r"leaf: expected a mapping of keys to values, got 'x'"),
        ("leaf", {"id": "a", "colour": "Red"}, r'leaf\.colour: .*got .Red.\. Did you mean "red"\?'),
        ("leaf", {"id": "a", "colour": 5}, r"leaf\.colour: expected one of red, dark green, got 5"),
        ("leaf", {}, r'leaf: the key "id" is missing\.'),
        ("leaf", {"id": "a", "color": 5}, r'leaf\.color: unknown key "color"\. Did you mean "col'),
        ("leaves", "abc", r'leaves: expected a list, got .abc.\. Begin each item with "- "\.'),
        ("leaves", {"a": 1}, r"leaves: expected a list, got \{'a': 1\}"),
        ("leaves", None, r"leaves: expected a list, got nothing"),
        ("leaves", [None], r"leaves\[0\]: expected a mapping of keys to values, got nothing"),
        ("words", ["x", 5], r"words\[1\]: expected a text, got 5\. Put it in quotes\."),
        ("words", "abc", r"words: expected a list, got 'abc'"),
        ("hidden", 5, r'hidden: unknown key "hidden"'),
        ("000", None, r'\["000"\]: unknown key "000"\. In braces a comma begins the next key'),
        ("zebra", 5, r'zebra: unknown key "zebra"\. Known here: name, count, share, tall'),
    ],
)
def test_nothing_is_coerced(field: str, value: Any, reason: str) -> None:
    """What does not fit is refused with its path; nothing is guessed."""
    with pytest.raises(DocumentError, match=f"^{reason}") as caught:
        structure({field: value}, Tree)

    assert 1 == len(caught.value.problems)


@pytest.mark.parametrize("data", [None, [], "x", 5])
def test_whole_document_of_the_wrong_kind(data: Any) -> None:
    """A document that is no mapping is refused."""
    with pytest.raises(DocumentError, match="expected a mapping of keys to values"):
        structure(data, Tree)


def test_all_problems_at_once_in_the_order_of_the_text() -> None:
    """Every problem is listed, sorted by line, a refused unit beside the rest."""
    text = Text(content="zebra: 1\ntall: 5\nunit: furlong\nleaf:\n  id: 7\ncount: x\n", file="f")
    data = {"tall": 5, "zebra": 1, "count": "x", "leaf": {"id": 7}, "unit": "furlong"}

    with pytest.raises(DocumentError, match=r"^f:1:1 \(zebra\)") as caught:
        structure(data, Tree, text)

    assert [1, 2, 3, 5, 6] == [problem.place.line for problem in caught.value.problems]


def test_a_validator_refuses_beside_the_other_problems() -> None:
    """What a validator refuses stands at its key, with what is unknown and what does not fit."""
    with pytest.raises(DocumentError, match=r"^count: expected a number above 0, got 0") as caught:
        structure({"count": 0, "tall": 5, "zebra": 1}, Tree)

    assert 3 == len(caught.value.problems)


def test_a_validator_that_asks_for_the_object() -> None:
    """It is asked when the object is made, with the object."""

    def above_low(span: Any, field: attrs.Attribute[int], value: int) -> None:
        if value < span.low:
            raise InputError(field.name, value, f"at least {span.low}")

    kind = attrs.make_class(
        "Span", {"low": attrs.field(type=int), "high": attrs.field(type=int, validator=above_low)}
    )

    assert 2 == structure({"low": 1, "high": 2}, kind).high  # type: ignore[attr-defined]  # made above
    with pytest.raises(DocumentError, match=r"^high: expected at least 3, got 2"):
        structure({"low": 3, "high": 2}, kind)


def test_long_values_are_cut() -> None:
    """A text of a million letters does not fill the message."""
    with pytest.raises(DocumentError, match=r"got 'x+\.\.\.x+'") as caught:
        structure({"tall": "x" * 1_000_000}, Tree)

    assert 200 > len(str(caught.value))


def test_unstructure_refuses_what_no_document_holds() -> None:
    """An object of an unknown class does not slip through."""

    @attrs.frozen
    class Box:
        """A box."""

        content: complex

    with pytest.raises(InputError, match="complex: expected a value that a document can hold"):
        unstructure(Box(1j))
