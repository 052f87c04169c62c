"""Comments of a YAML text."""

from __future__ import annotations

import pytest

from safetykit.serial import find_comments


@pytest.mark.parametrize(
    ("content", "texts"),
    [
        ("", []),
        ("a: 1\n", []),
        ("# a\na: 1 # b  \n#c\n", ["# a", "# b", "#c"]),
        ("a: 'x # no'\nb: \"y # no\"\nc: x#no\n", []),
        ("a: | # yes\n  # no\n# after\n", ["# yes", "# after"]),
        ("a: >-\n  # no\n\n  # no\nb: 1\n", []),
        ("'a # no': 1 # yes\n", ["# yes"]),
        ("a: é # ü\n", ["# ü"]),
    ],
)
def test_texts(content: str, texts: list[str]) -> None:
    """A sign within a text begins no comment."""
    assert texts == [comment.text for comment in find_comments(content)]


def test_places() -> None:
    """A comment knows its line, its column, and whether it stands where it is easily lost."""
    found = find_comments("a: [1, # in\n  {b: 2} # in\n] # out\n# out\nc: | # in\n  x\n")

    assert [(1, 8), (2, 10), (3, 3), (4, 1), (5, 6)] == [(c.line, c.column) for c in found]
    assert [False, False, True, True, False] == [c.is_loose for c in found]
