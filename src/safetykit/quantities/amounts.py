"""Reading an amount as plans write it: digits, "1.24 million", "two thirds", "4 in 5", "five".

What belongs here: from the words of one amount to an exact number and the unit of its last digit.
What does not: "nearly", "over" and the like, which are for `approx`.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

import attrs

from safetykit.errors import InputError
from safetykit.quantities.words import NUMBER

__all__ = ["AMOUNT", "Amount", "read_amount"]

_SMALL: Final = {"zero": 0} | {
    word: number
    for number, word in enumerate(
        (
            *("nought", "one", "two", "three", "four", "five", "six"),
            *("seven", "eight", "nine", "ten", "eleven", "twelve"),
        )
    )
}
_SCALES: Final = {"thousand": 3, "k": 3, "million": 6, "m": 6, "billion": 9, "bn": 9}
_PARTS: Final = {
    "half": 2,
    "third": 3,
    "quarter": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
_WORD: Final = "|".join(_SMALL)
_COUNT: Final = rf"(?:{_WORD}|[0-9]{{1,6}})"
_DIGITS: Final = rf"£?{NUMBER}(?: ?(?:{'|'.join(_SCALES)})\b)?"
_WORDED: Final = rf"(?:a|{_WORD}) (?:thousand|million|billion)|{_WORD}"
_SHARE: Final = (
    rf"{_COUNT} (?:in|out of) {_COUNT}|[0-9]{{1,6}}/[0-9]{{1,6}}"
    rf"|(?:(?:a|{_WORD}) )?(?:half|(?:{'|'.join(_PARTS)})s?)"
)
AMOUNT: Final = rf"(?:{_SHARE}|{_WORDED}|{_DIGITS})"
_MAX_DIGITS: Final = 310


@attrs.frozen(kw_only=True)
class Amount:
    """An amount that was read.

    Attributes:
        value: The number; a part of a whole ("two thirds") as a percentage.
        unit: The unit of its last digit, where digits after it are not shown: 0.01 for 22.76 and
            100,000 for "1.5 million"; None for whole numbers and for parts.
        is_part: Whether it is a part of a whole.
        scale: The power of ten that its last word stands for: 6 for "million", 0 without one.
    """

    value: Fraction
    unit: Fraction | None = None
    is_part: bool = False
    scale: int = 0


def read_amount(text: str, field: str) -> Amount:
    """Read what `AMOUNT` matches.

    Raises:
        InputError: It is a part of nothing, or more than the whole.
    """
    lower = text.lower().removeprefix("£")
    if match := re.fullmatch(rf"({_COUNT})(?: in | out of |/)({_COUNT})", lower):
        return _part(_small(match[1]), _small(match[2]), text, field)
    if match := re.fullmatch(rf"(?:(a|{_WORD}) )?({'|'.join(_PARTS)})s?", lower):
        return _part(_small(match[1] or "a"), _PARTS[match[2]], text, field)
    number, scale = _split(lower)
    if not number[-1].isdigit():
        unit = Fraction(10**scale) if scale else None
        return Amount(value=Fraction(_small(number)) * 10**scale, unit=unit, scale=scale)
    plain = number.replace(",", "")
    if len(plain.partition(".")[0]) > _MAX_DIGITS:
        raise InputError(field, text[:40] + "...", "a number below 1e308")
    decimals = len(plain.partition(".")[2])
    unit = Fraction(10) ** (scale - decimals) if decimals or scale else None
    return Amount(value=Fraction(plain) * 10**scale, unit=unit, scale=scale)


def _split(lower: str) -> tuple[str, int]:
    """Split off the word for the scale: `1.5 million` is 1.5 and 6."""
    match = re.fullmatch(rf"(.*?) ?({'|'.join(_SCALES)})", lower)
    return (match[1], _SCALES[match[2]]) if match else (lower, 0)


def _small(word: str) -> int:
    return 1 if word == "a" else _SMALL.get(word, -1) if word.isalpha() else int(word)


def _part(top: int, bottom: int, text: str, field: str) -> Amount:
    if not 0 <= top <= bottom or bottom == 0:
        raise InputError(field, text, "a part of a whole, such as two thirds or 4 in 5")
    return Amount(value=Fraction(100 * top, bottom), is_part=True)
