"""Readings of a stated figure: coarser, wider, at the number that stands in its words.

What belongs here: one figure, and arithmetic on two. What does not: which figures of a plan are
laid beside each other, which is in `recomputation`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from decimal import Decimal

import attrs

from safetykit.quantities import Approx, ApproxKind

__all__ = ["as_percent", "at_face", "coarse", "growth", "negative", "together", "wider"]


def coarse(value: Approx) -> Approx | None:
    """Return a figure read as rounded to its last digit that is not nought; None if it has none.

    Examples:
        >>> coarse(Approx.parse("20%")).low, coarse(Approx.parse("30,000")).high
        (15.0, 35000.0)
        >>> coarse(Approx.parse("379")) is None
        True
    """
    if value.kind not in (ApproxKind.EXACT, ApproxKind.ROUNDED) or not value.text:
        return None
    number = Decimal(repr(value.stated)).normalize()
    exponent = number.as_tuple().exponent
    if not number or not isinstance(exponent, int) or exponent <= 0:
        return None
    half = 10.0**exponent / 2
    low, high = value.stated - half, value.stated + half
    return Approx(low=low, high=high, percent=value.percent)


def at_face(value: Approx) -> Approx:
    """Return a figure at the number that stands in its words."""
    number = value.stated
    if not math.isfinite(number):
        return value
    return Approx(low=number, high=number, percent=value.percent)


def wider(value: Approx, margin: float) -> Approx:
    """Return the closed reading of a figure with a margin on either side, unless infinite."""
    closed = value.usual()
    if not math.isfinite(margin):
        return closed
    return attrs.evolve(closed, low=closed.low - margin, high=closed.high + margin, text="")


def as_percent(share: Approx) -> Approx:
    """Return a share of one as a percentage."""
    hundred = share * Approx.exact(100)
    return attrs.evolve(hundred, percent=True)


def growth(before: Approx, after: Approx) -> Approx:
    """Return the change from one figure to another, in percent of the first."""
    return as_percent(after / before - Approx.exact(1))


def negative(value: Approx) -> Approx:
    """Return a figure with the other sign."""
    return attrs.evolve(value, low=-value.high, high=-value.low, text="")


def together(values: Iterable[Approx]) -> Approx:
    """Return the sum of one figure or more."""
    first, *more = values
    for value in more:
        first = first + value
    return first
