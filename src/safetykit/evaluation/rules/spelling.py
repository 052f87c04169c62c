"""Words compared as words: the same but for marks, for small words, for a letter.

What belongs here: comparing two texts, and the words for a rise and a fall. What does not: any
class of the model, any finding, and any list of right and wrong words.
"""

from __future__ import annotations

import itertools
import re
from typing import Final

__all__ = ["FALLS", "RISES", "content_words", "doubled_word", "same_words", "slip", "words"]

_SMALL_WORDS: Final = (
    "a an and as at be by for from in is it its of on or our so that the their there this those to "
    "where which who with"
)
_ENDINGS: Final = "s es e ed er ers or ors ing ion ive al ly y ies ent ence ant ance ic ics ist ary"
SMALL: Final = frozenset(_SMALL_WORDS.split())
ENDINGS: Final = frozenset(["", *_ENDINGS.split()])
RISES: Final = frozenset(
    (
        *("rise", "rises", "rose", "risen", "rising", "increase", "increases", "increased"),
        *("increasing", "grew", "grown", "growth", "growing"),
    )
)
FALLS: Final = frozenset(
    (
        *("fall", "falls", "fell", "fallen", "falling", "decrease", "decreases", "decreased"),
        *("decreasing", "decline", "declines", "declined", "declining", "drop", "dropped"),
        *("reduction", "reduced", "shrank"),
    )
)
LONG: Final = 8
SHORT: Final = 5
_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text in small letters, without marks; a hyphen joins nothing."""
    return tuple(_WORD.findall(text.casefold().replace("&", " and ")))


def content_words(text: str) -> tuple[str, ...]:
    """Return the words of a text that are not small ones.

    Examples:
        >>> content_words("Value for Money") == content_words("value of money")
        True
    """
    return tuple(word for word in words(text) if word not in SMALL)


def same_words(one: str, other: str) -> bool:
    """Return whether two texts are the same but for capitals and marks."""
    return words(one) == words(other)


def doubled_word(text: str) -> str:
    """Return a word that stands twice running, or nothing.

    Examples:
        >>> doubled_word("Violence Reduction Unit Unit")
        'unit'
    """
    found = words(text)
    twice = (a for a, b in itertools.pairwise(found) if a == b and len(a) > 1)
    return next(twice, "")


def slip(one: str, other: str) -> str:
    """Return how two names differ if they look like one name, or nothing.

    Two names look like one if they differ in small words alone, or if one long word differs by a
    letter or two that are no ending.

    Examples:
        >>> slip("value of money", "Value for Money")
        'a small word'
        >>> slip("Lincolnshrie Police", "Lincolnshire Police")
        '“lincolnshrie” and “lincolnshire”'
        >>> slip("Crime prevention", "Crime preventing")
        ''
    """
    if same_words(one, other):
        return ""
    a, b = content_words(one), content_words(other)
    if a == b:
        return "a small word" if a else ""
    if len(a) != len(b):
        return ""
    unlike = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
    if len(unlike) == 1 and _misspelt(*unlike[0]):
        return f"“{unlike[0][0]}” and “{unlike[0][1]}”"
    return ""


def _misspelt(one: str, other: str) -> bool:
    """Return whether two words are so near that one is likely a misspelling of the other."""
    least = min(len(one), len(other))
    if least < SHORT or one[0] != other[0] or not (one.isalpha() and other.isalpha()):
        return False
    shared = next((i for i, (x, y) in enumerate(zip(one, other, strict=False)) if x != y), least)
    stems = range(max(shared - 3, 0), shared + 1)
    if any(one[i:] in ENDINGS and other[i:] in ENDINGS for i in stems):
        return False
    return _distance(one, other) <= (2 if least >= LONG else 1)


def _distance(one: str, other: str) -> int:
    """Return the least number of letters to change, drop, add or swap with the next one."""
    rows = [list(range(len(other) + 1))]
    for i, x in enumerate(one, start=1):
        row = [i]
        for j, y in enumerate(other, start=1):
            best = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (x != y))
            if i > 1 and j > 1 and x == other[j - 2] and one[i - 2] == y:
                best = min(best, rows[-2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]
