"""Comparing numbers with a tolerance: quantities, estimates, arrays and plain numbers.

What belongs here: `assert_close`. What does not: any tolerance that is right for all; the caller
knows how exact a figure is.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any, Final

from safetykit.errors import InputError, UnitError
from safetykit.quantities import Approx, Quantity

__all__ = ["assert_close"]

_SHOWN: Final = 5
_PARTS: Final = ("value", "low", "high")


def assert_close(
    actual: Any,
    expected: Any,
    *,
    rel: float = 1e-9,
    abs: float = 0.0,  # noqa: A002 - the word that every such function uses
    unknown_equal: bool = True,
) -> None:
    """Require that two values are close: numbers, sequences, arrays, quantities or estimates.

    Two numbers are close if they differ by no more than `rel` times the greater of their sizes, or
    by no more than `abs`. Quantities are compared in the unit of `expected`, so 1 km is close to
    1,000 m. Of estimates, the value, both ends of the interval and the level are compared; of
    approximate numbers, both bounds. Infinite numbers are close to themselves alone.

    Args:
        actual: What was computed.
        expected: What it should be.
        rel: The relative tolerance.
        abs: The absolute tolerance, in the unit of `expected`.
        unknown_equal: Whether a number that is not defined (nan) is close to another such number.

    Raises:
        AssertionError: The two are not close; the message says what differs, and by how much.
        InputError: A tolerance is negative or no number.

    Examples:
        >>> from safetykit.quantities import Quantity
        >>> assert_close(Quantity(1, "kilometre"), Quantity(1000, "metre"))
        >>> assert_close([1.0, 2.0], [1.0, 2.5], rel=0.1)
        Traceback (most recent call last):
        ...
        AssertionError: [1]: got 2.0, expected 2.5; they differ by 0.5 (20%), \
and 0.25 is allowed (rel=0.1, abs=0.0).
    """
    __tracebackhide__ = True
    for name, tolerance in (("rel", rel), ("abs", abs)):
        if not tolerance >= 0 or math.isinf(tolerance):
            raise InputError(name, tolerance, "a number from 0 up")
    close = _Closeness(rel, abs, unknown_equal=unknown_equal)
    problems = list(close.compare(actual, expected, ""))
    if problems:
        more = len(problems) - _SHOWN
        tail = [f"and {more} more."] if more > 0 else []
        raise AssertionError("\n".join([*problems[:_SHOWN], *tail]))


class _Closeness:
    """Two tolerances, and what differs by more than they allow."""

    def __init__(self, rel: float, absolute: float, *, unknown_equal: bool) -> None:
        self.rel, self.absolute, self.unknown_equal = rel, absolute, unknown_equal

    def compare(self, actual: Any, expected: Any, where: str) -> Iterator[str]:
        """Yield a sentence for each difference."""
        if isinstance(expected, Quantity) or isinstance(actual, Quantity):
            yield from self._quantities(actual, expected, where)
        elif isinstance(expected, Approx) and isinstance(actual, Approx):
            for side in ("low", "high"):
                yield from self.compare(
                    getattr(actual, side), getattr(expected, side), _at(where, side)
                )
            if actual.percent is not expected.percent:
                yield f"{_head(where)}one is a percentage and the other is not."
        elif _is_estimate(expected) or _is_estimate(actual):
            yield from self._estimates(actual, expected, where)
        elif _size(expected) is not None or _size(actual) is not None:
            yield from self._rows(actual, expected, where)
        else:
            yield from self._numbers(actual, expected, where)

    def _quantities(self, actual: Any, expected: Any, where: str) -> Iterator[str]:
        if not (isinstance(actual, Quantity) and isinstance(expected, Quantity)):
            yield f"{_head(where)}got {actual!r}, expected {expected!r}; one has no unit."
            return
        try:
            converted = actual.to(expected.unit)
        except UnitError:
            yield (
                f"{_head(where)}got {actual}, expected {expected}; "
                f"{actual.unit} does not convert into {expected.unit}."
            )
            return
        yield from self._numbers(
            converted.magnitude, expected.magnitude, where, unit=f" {expected.unit}"
        )

    def _estimates(self, actual: Any, expected: Any, where: str) -> Iterator[str]:
        if not (_is_estimate(actual) and _is_estimate(expected)):
            yield (
                f"{_head(where)}got {type(actual).__name__}, expected {type(expected).__name__}; "
                "one has no interval."
            )
            return
        for part in _PARTS:
            yield from self.compare(
                getattr(actual, part), getattr(expected, part), _at(where, part)
            )
        if actual.level != expected.level:
            yield f"{_at(where, 'level')}: got {actual.level}, expected {expected.level}."

    def _rows(self, actual: Any, expected: Any, where: str) -> Iterator[str]:
        sizes = _size(actual), _size(expected)
        if sizes[0] != sizes[1]:
            got, wanted = ("one number" if n is None else f"{n} numbers or rows" for n in sizes)
            yield f"{_head(where)}got {got}, expected {wanted}."
            return
        for index, (one, other) in enumerate(zip(actual, expected, strict=True)):
            yield from self.compare(one, other, f"{where}[{index}]")

    def _numbers(self, actual: Any, expected: Any, where: str, unit: str = "") -> Iterator[str]:
        try:
            a, b = float(actual), float(expected)
        except (TypeError, ValueError):
            if type(actual) is not type(expected) or actual != expected:
                yield f"{_head(where)}got {actual!r}, expected {expected!r}."
            return
        if a == b or (math.isnan(a) and math.isnan(b) and self.unknown_equal):
            return
        shown = f"{_head(where)}got {a}{unit}, expected {b}{unit}"
        if not (math.isfinite(a) and math.isfinite(b)):
            yield f"{shown}."
            return
        allowed = max(self.rel * max(math.fabs(a), math.fabs(b)), self.absolute)
        apart = math.fabs(a - b)
        if apart > allowed:
            share = f" ({100 * apart / math.fabs(b):.3g}%)" if b else ""
            yield (
                f"{shown}; they differ by {apart:.6g}{unit}{share}, "
                f"and {allowed:.6g} is allowed (rel={self.rel}, abs={self.absolute})."
            )


def _head(where: str) -> str:
    return f"{where}: " if where else ""


def _at(where: str, part: str) -> str:
    return f"{where}.{part}" if where else part


def _is_estimate(value: Any) -> bool:
    """Whether a value has what an `Estimate` has; its class needs numpy, and this does not."""
    return all(hasattr(value, part) for part in (*_PARTS, "level"))


def _size(value: Any) -> int | None:
    """Return the number of rows of a sequence or an array; None for one number."""
    shape = getattr(value, "shape", None)
    if shape is not None:
        return int(shape[0]) if shape else None
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return len(value)
    return None
