"""Exact thresholds: "12 or more", "more than 12", "up to 48".

What belongs here: the number at which a rule begins or ends to apply, and whether the number itself
is within. It is exact, never a binary float. What does not: approximate numbers (`approx`).
"""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum
from typing import Final, Self

import attrs

from safetykit.errors import InputError
from safetykit.quantities.words import NUMBER, read_words

__all__ = ["Bound", "Threshold"]


class Bound(StrEnum):
    """On which side of a number a rule applies, and whether at the number itself."""

    AT_LEAST = "at least"
    MORE_THAN = "more than"
    AT_MOST = "at most"
    LESS_THAN = "less than"
    EXACTLY = "exactly"


_BEFORE: Final = {bound.value: bound for bound in Bound} | {
    "over": Bound.MORE_THAN,
    "above": Bound.MORE_THAN,
    "below": Bound.LESS_THAN,
    "under": Bound.LESS_THAN,
    "fewer than": Bound.LESS_THAN,
    "up to": Bound.AT_MOST,
    "": Bound.EXACTLY,
}
_AFTER: Final = {"or more": Bound.AT_LEAST, "or less": Bound.AT_MOST, "or fewer": Bound.AT_MOST}


@attrs.frozen
class Threshold:
    """A number at which a rule begins or ends to apply.

    Examples:
        >>> law, plan = Threshold.parse("12 or more"), Threshold.parse("more than 12")
        >>> law.same_as(plan, whole=True), law.same_as(Threshold.parse("more than 11"), whole=True)
        (False, True)
    """

    number: Decimal
    bound: Bound

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a threshold in words.

        Raises:
            InputError: The text is no number with words such as "more than" or "or more".
        """
        words = read_words(text, "threshold").lower()
        before = "|".join(word for word in _BEFORE if word)
        form = rf"(?:({before}) )?({NUMBER})(?: ({'|'.join(_AFTER)}))?"
        match = re.fullmatch(form, words, re.A)
        if match is None or (match[1] and match[3]):
            hint = 'Write it like "more than 12", "12 or more" or "up to 48".'
            raise InputError("threshold", text, "a number and on which side of it", hint=hint)
        bound = _AFTER[match[3]] if match[3] else _BEFORE[match[1] or ""]
        return cls(Decimal(match[2].replace(",", "")), bound)

    def same_as(self, other: Threshold, *, whole: bool) -> bool:
        """Return whether both draw the line in one place.

        Args:
            other: The other threshold.
            whole: Whether only whole numbers are counted, so that "more than 11" is "12 or more".
        """
        return self._line(whole=whole) == other._line(whole=whole)

    def includes(self, number: Decimal | int) -> bool:
        """Return whether the rule applies at a number."""
        return {
            Bound.AT_LEAST: number >= self.number,
            Bound.MORE_THAN: number > self.number,
            Bound.AT_MOST: number <= self.number,
            Bound.LESS_THAN: number < self.number,
            Bound.EXACTLY: number == self.number,
        }[self.bound]

    def _line(self, *, whole: bool) -> tuple[Decimal, Bound]:
        is_whole = self.number == self.number.to_integral_value()
        if whole and is_whole and self.bound is Bound.MORE_THAN:
            return self.number + 1, Bound.AT_LEAST
        if whole and is_whole and self.bound is Bound.LESS_THAN:
            return self.number - 1, Bound.AT_MOST
        return self.number, self.bound

    def __str__(self) -> str:
        """Return the threshold in words that `parse` reads."""
        return f"{self.bound.value} {self.number:f}"
