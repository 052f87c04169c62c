"""The word of a member of a fixed set, and a word as a heading."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Final

from safetykit.reporting.kinds import editions, findings, results
from safetykit.reporting.texts import Texts

__all__ = ["SETS", "as_heading", "word_of", "word_of_kind"]

SETS: Final[dict[str, Callable[[Texts], dict[str, str]]]] = {
    **findings.SETS,
    **results.SETS,
    **editions.SETS,
}


def word_of(member: Enum, texts: Texts) -> str:
    """Return the word of a member of a fixed set: `met`, `golden thread`.

    Args:
        member: The member, of a set that `SETS` names.
        texts: The language.

    Raises:
        KeyError: The set is none that a face shows.
    """
    return word_of_kind(type(member).__name__, str(member.value), texts)


def word_of_kind(kind: str, value: str, texts: Texts) -> str:
    """Return the word of a value, by the name of its set."""
    return SETS[kind](texts)[value]


def as_heading(word: str) -> str:
    """Return a word as a heading begins: `Golden thread`."""
    return word[:1].upper() + word[1:]
