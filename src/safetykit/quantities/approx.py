"""Numbers as plans write them: "nearly 9,000", "over 383,000", "up to 80", "56%".

An `Approx` keeps the words and encloses the truth between `low` and `high`. Arithmetic on the
bounds is sound: the result encloses every result of values that the operands enclose.

The readings are conventions, stated here once:

- a count without a qualifier is exact; a percentage or a decimal is rounded to the digits shown;
- "about", "around", "approximately": within 5% either way;
- "nearly", "almost": from 5% below up to the figure;
- "over", "more than", "at least": the figure or more; "up to", "at most", "under": the figure or
  less, and not below nought. `usual()` gives the closed reading that an everyday reader has of
  "over 383,000": not more than 5% above.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from enum import StrEnum
from typing import Final, Self

import attrs

from safetykit.errors import InputError
from safetykit.quantities.answer import Answer

__all__ = ["Approx", "ApproxKind"]

TOLERANCE: Final = 0.05
_INF: Final = math.inf


class ApproxKind(StrEnum):
    """How a number is qualified."""

    EXACT = "exact"
    ROUNDED = "rounded"
    ABOUT = "about"
    NEARLY = "nearly"
    OVER = "over"
    UP_TO = "up to"
    BETWEEN = "between"
    COMPUTED = "computed"
    UNKNOWN = "unknown"


_WORDS: Final = {
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
}
_NUMBER: Final = r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_SINGLE: Final = re.compile(rf"(?:({'|'.join(_WORDS)}) )?({_NUMBER})\s*(%|per ?cent)?", re.I)
_RANGE: Final = re.compile(
    rf"(?:between )?({_NUMBER})(?:\s*\.\.\s*| to | and )({_NUMBER})\s*(%|per ?cent)?", re.I
)
_FORMS: Final = 'a number such as "4,390", "56%", "nearly 9,000", "over 383,000" or "8000..9000"'


@attrs.frozen(kw_only=True)
class Approx:
    """A number that is known only as well as its words say.

    Attributes:
        low: The least value that the words allow; minus infinity where there is none.
        high: The greatest; infinity where there is none.
        kind: How the number is qualified.
        percent: Whether the number is a percentage; `low` and `high` are then in percent.
        text: The words; empty for a computed value.
    """

    low: float
    high: float
    kind: ApproxKind = ApproxKind.BETWEEN
    percent: bool = False
    text: str = ""

    def __attrs_post_init__(self) -> None:
        if math.isnan(self.low) or math.isnan(self.high) or self.low > self.high:
            raise InputError("approx", (self.low, self.high), "a low bound not above the high one")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a number as plans write it.

        Args:
            text: `4,390`, `56%`, `22.76 per cent`, `nearly 9,000`, `over 383,000`, `up to 80`,
                `around 20`, `8000..9000`, `between 8,000 and 9,000`, or `unknown`.

        Raises:
            InputError: The text is none of these.

        Examples:
            >>> Approx.parse("nearly 9,000")
            Approx(nearly 9,000)
            >>> Approx.parse("22.76%").low
            22.755
            >>> Approx.parse("over 383,000").usual().high
            402150.0
        """
        words = " ".join(text.split())
        if words.lower() == "unknown":
            return cls(low=-_INF, high=_INF, kind=ApproxKind.UNKNOWN, text=words)
        if match := _RANGE.fullmatch(words):
            low, high = _number(match[1]), _number(match[2])
            if low > high:
                raise InputError("approx", text, "a range whose first number is not the greater")
            return cls(low=low, high=high, percent=match[3] is not None, text=words)
        match = _SINGLE.fullmatch(words)
        if match is None:
            raise InputError("approx", text, _FORMS)
        percent = match[3] is not None
        kind = _WORDS[match[1].lower()] if match[1] else _unqualified(match[2], percent=percent)
        low, high = _enclose(kind, match[2])
        return cls(low=low, high=high, kind=kind, percent=percent, text=words)

    @classmethod
    def exact(cls, value: float) -> Self:
        """Return a number that is known exactly."""
        return cls(low=value, high=value, kind=ApproxKind.EXACT, text=f"{value:,g}")

    @property
    def mid(self) -> float:
        """The middle of the bounds; infinite or undefined bounds give nan."""
        return (self.low + self.high) / 2 if math.isfinite(self.low + self.high) else math.nan

    @property
    def stated(self) -> float:
        """The number that stands in the words, or the middle of the bounds of a computed one."""
        numbers = re.findall(_NUMBER, self.text)
        return _number(numbers[0]) if len(numbers) == 1 else self.mid

    @property
    def known(self) -> bool:
        """Whether there is any bound at all."""
        return self.kind is not ApproxKind.UNKNOWN

    def usual(self) -> Self:
        """Return the closed reading of an everyday reader: "over N" is at most 5% above N."""
        if self.kind is ApproxKind.OVER:
            high = self.low + TOLERANCE * abs(self.low)
            return attrs.evolve(self, high=high, kind=ApproxKind.BETWEEN)
        return self

    def overlaps(self, other: Approx) -> bool:
        """Return whether the two can be the same number."""
        return self.low <= other.high and other.low <= self.high

    def less_than(self, other: Approx) -> Answer:
        """Answer whether this number is less than another."""
        return Answer.of(surely=self.high < other.low, possibly=self.low < other.high)

    def equals(self, other: Approx) -> Answer:
        """Answer whether two numbers are the same."""
        surely = self.low == self.high == other.low == other.high
        return Answer.of(surely=surely, possibly=self.overlaps(other))

    def share(self) -> Approx:
        """Return a percentage as a share of one."""
        return self * Approx.exact(0.01) if self.percent else self

    def __add__(self, other: Approx) -> Approx:
        """Return the sum."""
        return _computed(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Approx) -> Approx:
        """Return the difference."""
        return _computed(self.low - other.high, self.high - other.low)

    def __mul__(self, other: Approx) -> Approx:
        """Return the product."""
        return _corners(self, other, lambda a, b: 0.0 if 0 in (a, b) else a * b)

    def __truediv__(self, other: Approx) -> Approx:
        """Return the quotient; a divisor that can be nought leaves it unknown."""
        if other.low <= 0 <= other.high:
            return Approx(low=-_INF, high=_INF, kind=ApproxKind.UNKNOWN)
        inverse = _computed(1 / other.high, 1 / other.low)
        return self * inverse

    def __str__(self) -> str:
        """Return the words, or the bounds of a computed number."""
        if self.text:
            return self.text
        if not self.known:
            return "unknown"
        unit = "%" if self.percent else ""
        if self.low == self.high:
            return f"{self.low:,g}{unit}"
        return f"{self.low:,.6g} to {self.high:,.6g}{unit}"

    def __repr__(self) -> str:
        """Return the words in the name of the class."""
        return f"Approx({self})"


def _number(text: str) -> float:
    return float(text.replace(",", ""))


def _unqualified(number: str, *, percent: bool) -> ApproxKind:
    return ApproxKind.ROUNDED if percent or "." in number else ApproxKind.EXACT


def _enclose(kind: ApproxKind, number: str) -> tuple[float, float]:
    value = _number(number)
    margin = TOLERANCE * abs(value)
    if kind is ApproxKind.ROUNDED:
        margin = 0.5 * 10.0 ** -len(number.partition(".")[2])
        return round(value - margin, 12), round(value + margin, 12)
    return {
        ApproxKind.EXACT: (value, value),
        ApproxKind.ABOUT: (value - margin, value + margin),
        ApproxKind.NEARLY: (value - margin, value),
        ApproxKind.OVER: (value, _INF),
        ApproxKind.UP_TO: (min(0.0, value), value),
    }[kind]


def _computed(low: float, high: float) -> Approx:
    """Return the bounds widened by one step, so that binary rounding cannot lose the truth."""
    return Approx(
        low=math.nextafter(low, -_INF), high=math.nextafter(high, _INF), kind=ApproxKind.COMPUTED
    )


def _corners(a: Approx, b: Approx, op: Callable[[float, float], float]) -> Approx:
    values = [op(x, y) for x in (a.low, a.high) for y in (b.low, b.high)]
    return _computed(min(values), max(values))
