"""The words for what does not fit a class."""

from __future__ import annotations

import attrs
import pytest

from safetykit.errors import DocumentError
from safetykit.serial import Text, structure


@attrs.frozen(kw_only=True)
class Leaf:
    """A leaf."""

    name: str
    count: int
    tint: str = ""


FIELDS = [f"key_{letter}" for letter in "abcdefghijklmnopq"]
Many = attrs.make_class(
    "Many", {name: attrs.field(type=str, default="") for name in FIELDS}, frozen=True, kw_only=True
)


def said(data: object, kind: type = Leaf) -> list[str]:
    """Return what is wrong with a document."""
    with pytest.raises(DocumentError) as caught:
        structure(data, kind, Text(content="x: 1\n", file="leaf.yaml"))
    return [str(problem) for problem in caught.value.problems]


def test_a_missing_key_is_explained() -> None:
    """It is named with what it is for."""
    assert [
        'leaf.yaml:1:1: the key "count" is missing. It is part of this: A leaf. '
        "Write a whole number."
    ] == said({"name": "oak"})


def test_a_validator_of_attrs() -> None:
    """Its words are told, and not what it holds beside them."""
    field = attrs.field(type=int, validator=attrs.validators.in_((1, 2)))
    kind = attrs.make_class("Quarter", {"number": field})

    assert ["leaf.yaml:1:1: 'number' must be in (1, 2) (got 5)."] == said({"number": 5}, kind)


def test_a_file_of_another_kind() -> None:
    """A file most of whose keys are unknown, and that lacks what is needed, is one problem."""
    assert [
        "leaf.yaml:1:1: 3 of its 4 keys are unknown here: title, owner, area; and what is needed "
        "is missing: count. Is this the right file?"
    ] == said({"name": "oak", "title": 1, "owner": 2, "area": 3})


def test_a_file_of_which_no_key_is_known() -> None:
    """Where nothing is needed, a file is of another kind if none of its keys is known."""
    keys: dict[str, object] = {"id": 1, "title": 1, "owner": 2}

    assert [
        "leaf.yaml:1:1: 3 of its 3 keys are unknown here: id, title, owner. Is this the right file?"
    ] == said(keys, Many)
    assert 3 == len(said({**keys, "key_a": ""}, Many))


@pytest.mark.parametrize(
    ("data", "problems"),
    [
        ({"name": "oak", "title": 1, "owner": 2}, 3),  # two unknown keys may be slips
        ({"name": "oak", "count": 1, "a": 1, "b": 2, "c": 3}, 3),  # nothing is missing
        ({"name": "oak", "tint": "x", "a": 1, "b": 2}, 3),  # half of them are known
        ({"name": "oak", "count": "x"}, 1),
    ],
)
def test_slips_are_told_one_by_one(data: dict[str, object], problems: int) -> None:
    """What may be a file with slips is not called one of another kind."""
    found = said(data)

    assert problems == len(found)
    assert not any("right file" in words for words in found)


def test_many_known_keys() -> None:
    """Of many keys that would do the first are named."""
    (found,) = said({"zebra": 1}, Many)

    assert f'unknown key "zebra". Known here: {", ".join(FIELDS[:12])} and 5 more.' in found


def test_what_is_no_mapping_is_told_as_it_is() -> None:
    """A list in the place of a mapping is no file of another kind."""
    assert ["leaf.yaml:1:1: expected a mapping of keys to values, got [1]."] == said([1])
