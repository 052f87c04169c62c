"""Exact arithmetic on bounds that may be infinite, and the way back to binary numbers.

What belongs here: sums, products and quotients without rounding. What does not: what bounds mean,
which is in `approx`.
"""

from __future__ import annotations

import math
from fractions import Fraction

from safetykit.errors import InputError

__all__ = ["Exact", "exact_product", "exact_quotient", "exact_sum", "nearest", "round_down"]

Exact = Fraction | float  # a fraction, or an infinity


def nearest(value: Fraction) -> float:
    """Return the binary number nearest to a fraction.

    Raises:
        InputError: There is none so large.
    """
    try:
        return float(value)
    except OverflowError as error:
        raise InputError("approx", f"{str(value)[:40]}...", "a number below 1e308") from error


def exact_sum(a: float, b: float) -> Exact:
    """Return a sum; where one is infinite, so is it."""
    if math.isinf(a) or math.isinf(b):
        return a + b  # the infinities of one side never have opposite signs
    return Fraction(a) + Fraction(b)


def exact_product(a: float, b: float) -> Exact:
    """Return a product; nought times an infinity is nought."""
    if 0 in (a, b):
        return Fraction(0)  # nought times a number, however large
    return a * b if math.isinf(a) or math.isinf(b) else Fraction(a) * Fraction(b)


def exact_quotient(a: float, b: float) -> Exact:
    """Return a quotient; a number over an infinity is nought."""
    if math.isinf(b):
        return Fraction(0)
    return math.copysign(1.0, b) * a if math.isinf(a) else Fraction(a) / Fraction(b)


def round_down(exact: Exact) -> float:
    """Return the greatest binary number that is not above a number."""
    try:
        near = float(exact)
    except OverflowError:
        return -math.inf if exact < 0 else math.nextafter(math.inf, 0)
    return near if near <= exact else math.nextafter(near, -math.inf)
