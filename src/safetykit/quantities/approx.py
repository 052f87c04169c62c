"""Numbers as plans write them: "nearly 9,000", "over 383,000", "up to 80", "56%".

An `Approx` keeps the words and encloses the truth between `low` and `high`. Arithmetic on the
bounds is sound: the result encloses every result of values that the operands enclose, and it is
exact where binary numbers are. A percentage counts as its share of one wherever it meets a number
that is none: 50% of 200 is 100, and 50% is less than 3.

The readings are conventions, stated here once:

- a count without a qualifier is exact; a percentage, a decimal and a number of thousands, millions
  or billions are rounded to the digits shown;
- a part of a whole ("two thirds", "4 in 5") is a percentage, and is rounded within 5% of itself;
- "about", "around", "approximately": within 5% either way;
- "nearly", "almost": from 5% nearer to nought up to the figure;
- "over", "more than", "at least": the figure or more; "up to", "at most", "no more than", "under",
  "fewer than", "less than": the figure or less, and not below nought unless the figure is; "below":
  the figure or less, without a bound.
  `usual()` gives the closed reading that an everyday reader has of "over 383,000": not more than 5%
  above.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Final, Self

import attrs

from safetykit.errors import InputError
from safetykit.quantities.amounts import AMOUNT, read_amount
from safetykit.quantities.answer import Answer
from safetykit.quantities.exact import (
    Exact,
    exact_product,
    exact_quotient,
    exact_sum,
    nearest,
    round_down,
)
from safetykit.quantities.qualifiers import TOLERANCE, WORDS, ApproxKind, enclose, unqualified
from safetykit.quantities.words import read_words

__all__ = ["Approx", "ApproxKind"]

_INF: Final = math.inf
_PERCENT: Final = r"\s*(%|per ?cent)?"
_SINGLE: Final = re.compile(rf"(?:({'|'.join(WORDS)}) )?({AMOUNT}){_PERCENT}", re.I | re.A)
_RANGE: Final = re.compile(
    rf"(?:between )?({AMOUNT}){_PERCENT}(?:\s*\.\.\s*| to | and )({AMOUNT}){_PERCENT}", re.I | re.A
)
_DASHED: Final = re.compile(r".*[0-9%] ?[-\u2010-\u2015] ?[0-9].*")
_FORMS: Final = (
    'a number such as "4,390", "56%", "1.5 million", "two thirds", "nearly 9,000", "over 383,000" '
    'or "8000..9000"'
)


def _bound(value: object) -> float:
    """Return a bound as a binary number, or refuse it."""
    try:
        if isinstance(value, str):
            raise TypeError
        return float(value)  # type: ignore[arg-type]  # what is no number raises
    except (TypeError, ValueError, OverflowError) as error:
        raise InputError("approx", value, "a number below 1e308") from error


@attrs.frozen(kw_only=True, eq=False)
class Approx:
    """A number that is known only as well as its words say.

    Two are equal if their bounds and their words are, so `Approx.parse(str(x)) == x`.

    Attributes:
        low: The least value that the words allow; minus infinity where there is none.
        high: The greatest; infinity where there is none.
        kind: How the number is qualified.
        percent: Whether the number is a percentage; `low` and `high` are then in percent.
        text: The words; empty for a computed value.
    """

    low: float = attrs.field(converter=_bound)
    high: float = attrs.field(converter=_bound)
    kind: ApproxKind = ApproxKind.BETWEEN
    percent: bool = False
    text: str = ""

    def __attrs_post_init__(self) -> None:
        if math.isnan(self.low) or math.isnan(self.high) or self.low > self.high:
            raise InputError("approx", (self.low, self.high), "a low bound not above the high one")
        if self.low == _INF or self.high == -_INF:
            raise InputError("approx", (self.low, self.high), "bounds that a number lies between")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a number as plans write it.

        Args:
            text: `4,390`, `56%`, `22.76 per cent`, `nearly 9,000`, `over 383,000`, `up to 80`,
                `around 20`, `1.5 million`, `£1.24m`, `two thirds`, `almost one third`, `4 in 5`,
                `8000..9000`, `between 8,000 and 9,000`, or `unknown`.

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
        words = read_words(text, "approx")
        if words.lower() == "unknown":
            return cls(low=-_INF, high=_INF, kind=ApproxKind.UNKNOWN, text=words)
        if match := _RANGE.fullmatch(words):
            return cls._range(words, match)
        match = _SINGLE.fullmatch(words)
        if match is None:
            hint = 'Write a range like "10 to 15%".' if _DASHED.fullmatch(words) else ""
            raise InputError("approx", text, _FORMS, hint=hint)
        amount, percent = read_amount(match[2], "approx"), match[3] is not None
        if percent and amount.is_part:
            raise InputError("approx", text, "a percentage or a part, not both")
        kind = WORDS[match[1].lower()] if match[1] else unqualified(amount, percent=percent)
        low, high = enclose(kind, amount)
        percent = percent or amount.is_part
        return cls(low=low, high=high, kind=kind, percent=percent, text=words)

    @classmethod
    def _range(cls, words: str, match: re.Match[str]) -> Self:
        low, high = read_amount(match[1], "approx"), read_amount(match[3], "approx")
        percent = match[4] is not None or high.is_part
        if low.is_part != high.is_part or (high.is_part and (match[2] or match[4])):
            raise InputError("approx", words, "a range of two parts, or of two other numbers")
        if high.scale and not low.scale and low.value < 10**high.scale:
            hint = 'Write "5 million to 10 million", or "5 to 10,000,000".'
            raise InputError("approx", words, "a range with the scale of each number", hint=hint)
        if low.value > high.value:
            raise InputError("approx", words, "a range whose first number is not the greater")
        if match[2] and not match[4]:
            raise InputError("approx", words, "a range with the % behind its second number")
        return cls(low=nearest(low.value), high=nearest(high.value), percent=percent, text=words)

    @classmethod
    def exact(cls, value: float) -> Self:
        """Return a number that is known exactly."""
        return cls(low=value, high=value, kind=ApproxKind.EXACT)

    @property
    def mid(self) -> float:
        """The middle of the bounds; infinite or undefined bounds give nan."""
        if self.low == self.high:
            return self.low
        middle = self.low / 2 + self.high / 2  # the sum of the two may overflow
        return middle if math.isfinite(middle) else math.nan

    @property
    def stated(self) -> float:
        """The number that stands in the words, or the middle of the bounds of a computed one."""
        match = _SINGLE.fullmatch(self.text)
        return nearest(read_amount(match[2], "approx").value) if match else self.mid

    @property
    def known(self) -> bool:
        """Whether there is any bound at all."""
        return self.low > -_INF or self.high < _INF

    def usual(self) -> Self:
        """Return the closed reading of an everyday reader: "over N" is at most 5% above N.

        "Over 0" has no such reading and stays open.
        """
        if self.kind is ApproxKind.OVER and self.low != 0:
            high = self.low + TOLERANCE * abs(self.low)
            return attrs.evolve(self, high=high, kind=ApproxKind.BETWEEN, text="")
        return self

    def overlaps(self, other: Approx) -> bool:
        """Return whether the two can be the same number."""
        a, b = _alike(self, other)
        return a.low <= b.high and b.low <= a.high

    def less_than(self, other: Approx) -> Answer:
        """Answer whether this number is less than another."""
        a, b = _alike(self, other)
        return Answer.of(surely=a.high < b.low, possibly=a.low < b.high)

    def equals(self, other: Approx) -> Answer:
        """Answer whether two numbers are the same."""
        a, b = _alike(self, other)
        return Answer.of(surely=a.low == a.high == b.low == b.high, possibly=a.overlaps(b))

    def share(self) -> Approx:
        """Return a percentage as a share of one, and any other number as it is."""
        if not self.percent:
            return self
        return _computed([exact_quotient(self.low, 100.0)], [exact_quotient(self.high, 100.0)])

    def __add__(self, other: Approx) -> Approx:
        """Return the sum; of two percentages, a percentage."""
        a, b = _alike(self, other)
        return _computed([exact_sum(a.low, b.low)], [exact_sum(a.high, b.high)], percent=a.percent)

    def __sub__(self, other: Approx) -> Approx:
        """Return the difference; of two percentages, a percentage."""
        a, b = _alike(self, other)
        low, high = exact_sum(a.low, -b.high), exact_sum(a.high, -b.low)
        return _computed([low], [high], percent=a.percent)

    def __mul__(self, other: Approx) -> Approx:
        """Return the product; a percentage counts as a share of one."""
        return _corners(self.share(), other.share(), exact_product)

    def __truediv__(self, other: Approx) -> Approx:
        """Return the quotient; a divisor that can be nought leaves it unknown."""
        divisor = other.share()
        if divisor.low <= 0 <= divisor.high:
            return Approx(low=-_INF, high=_INF, kind=ApproxKind.UNKNOWN)
        return _corners(self.share(), divisor, exact_quotient)

    def __eq__(self, other: object) -> bool:
        """Return whether bounds and words are the same."""
        return isinstance(other, Approx) and self._key == other._key

    def __hash__(self) -> int:
        """Return a hash of the bounds and the words."""
        return hash(self._key)

    @property
    def _key(self) -> tuple[float, float, bool, str]:
        return self.low, self.high, self.percent and self.known, str(self)

    @property
    def words(self) -> str:
        """The words of the text, or the bounds rounded to six digits for a reader."""
        if self.low == self.high and not self.text:
            return f"{self.low:,.6g}{'%' if self.percent else ''}"
        return self.text or self._bounds(lambda number: f"{number:,.6g}")

    def __str__(self) -> str:
        """Return the words, or the bounds with every digit: `parse` reads back an equal number."""
        return self.text or self._bounds(_digits)

    def _bounds(self, write: Callable[[float], str]) -> str:
        unit = "%" if self.percent else ""
        if not self.known:
            return "unknown"
        if self.high == _INF:
            return f"over {write(self.low)}{unit}"
        if self.low == -_INF:
            return f"below {write(self.high)}{unit}"
        if self.low == self.high and self.low.is_integer() and not self.percent:
            return write(self.low)
        return f"{write(self.low)} to {write(self.high)}{unit}"

    def __repr__(self) -> str:
        """Return the words in the name of the class."""
        return f"Approx({self.words})"


def _digits(number: float) -> str:
    """Write a number with every digit and without an exponent."""
    return f"{int(number):,}" if number.is_integer() else f"{Decimal(repr(number)):,f}"


def _alike(a: Approx, b: Approx) -> tuple[Approx, Approx]:
    """Return both as percentages or both as plain numbers; nought is either."""
    if a.percent == b.percent:
        return a, b
    plain = b if a.percent else a
    if plain.low == plain.high == 0:
        return attrs.evolve(a, percent=True), attrs.evolve(b, percent=True)
    return a.share(), b.share()


def _computed(lows: list[Exact], highs: list[Exact], *, percent: bool = False) -> Approx:
    """Return the least and the greatest, rounded outwards so that the truth cannot get lost."""
    low, high = round_down(min(lows)), -round_down(-max(highs))
    return Approx(low=low, high=high, kind=ApproxKind.COMPUTED, percent=percent)


def _corners(a: Approx, b: Approx, op: Callable[[float, float], Exact]) -> Approx:
    values = [op(x, y) for x in (a.low, a.high) for y in (b.low, b.high)]
    return _computed(values, values)
