"""What the readers of this package share: words of a sane length, and numbers in them."""

from __future__ import annotations

import math
from typing import Final

from safetykit.errors import InputError

__all__ = ["MAX_LENGTH", "NUMBER", "read_number", "read_words"]

MAX_LENGTH: Final = 1000  # the two bounds of any `Approx`, written out
NUMBER: Final = r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"


def read_words(text: object, field: str) -> str:
    """Return a text with single spaces.

    Raises:
        InputError: It is not a text, or too long to be a value.
    """
    if not isinstance(text, str):
        raise InputError(field, text, "a text")
    words = " ".join(text.split())
    if len(words) > MAX_LENGTH:
        raise InputError(field, words[:40] + "...", f"at most {MAX_LENGTH} characters")
    return words


def read_number(text: str, field: str) -> float:
    """Return the number that a match of `NUMBER` stands for.

    Raises:
        InputError: It is too large.
    """
    number = float(text.replace(",", ""))
    if math.isinf(number):
        raise InputError(field, text[:40] + "...", "a number below 1e308")
    return number
