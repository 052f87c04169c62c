"""What "about", "nearly", "over" and their like mean, as bounds.

What belongs here: the words that qualify a number, and how far from it the truth may be. What does
not: reading a text and reckoning with what it says, which are in `approx`.
"""

from __future__ import annotations

import math
from enum import StrEnum
from fractions import Fraction
from typing import Final

from safetykit.quantities.amounts import Amount
from safetykit.quantities.exact import nearest

__all__ = ["TOLERANCE", "WORDS", "ApproxKind", "enclose", "unqualified"]

TOLERANCE: Final = 0.05


class ApproxKind(StrEnum):
    """How a number is qualified."""

    EXACT = "exact"
    ROUNDED = "rounded"
    ABOUT = "about"
    NEARLY = "nearly"
    OVER = "over"
    UP_TO = "up to"
    BELOW = "below"
    BETWEEN = "between"
    COMPUTED = "computed"
    UNKNOWN = "unknown"


WORDS: Final = {
    "about": ApproxKind.ABOUT,
    "around": ApproxKind.ABOUT,
    "approximately": ApproxKind.ABOUT,
    "roughly": ApproxKind.ABOUT,
    "nearly": ApproxKind.NEARLY,
    "almost": ApproxKind.NEARLY,
    "over": ApproxKind.OVER,
    "more than": ApproxKind.OVER,
    "at least": ApproxKind.OVER,
    "up to": ApproxKind.UP_TO,
    "at most": ApproxKind.UP_TO,
    "under": ApproxKind.UP_TO,
    "fewer than": ApproxKind.UP_TO,
    "less than": ApproxKind.UP_TO,
    "no more than": ApproxKind.UP_TO,
    "below": ApproxKind.BELOW,
}


def unqualified(amount: Amount, *, percent: bool) -> ApproxKind:
    """Return what an amount means that no word qualifies."""
    if amount.is_part:
        return ApproxKind.ABOUT
    return ApproxKind.ROUNDED if percent or amount.unit is not None else ApproxKind.EXACT


def enclose(kind: ApproxKind, amount: Amount) -> tuple[float, float]:
    """Return the bounds between which a qualified amount lies."""
    value = nearest(amount.value)
    margin = TOLERANCE * abs(value)
    if kind is ApproxKind.ABOUT and amount.is_part:
        return value - margin, min(value + margin, 100.0)
    if kind is ApproxKind.ROUNDED:
        half = (amount.unit or Fraction(1)) / 2
        return nearest(amount.value - half), nearest(amount.value + half)
    return {
        ApproxKind.EXACT: (value, value),
        ApproxKind.ABOUT: (value - margin, value + margin),
        ApproxKind.NEARLY: (value - margin, value) if value >= 0 else (value, value + margin),
        ApproxKind.OVER: (value, math.inf),
        ApproxKind.UP_TO: (0.0 if value >= 0 else -math.inf, value),
        ApproxKind.BELOW: (-math.inf, value),
    }[kind]
