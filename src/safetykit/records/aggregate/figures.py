"""One figure of a table: what its cells say, read strictly.

What belongs here: the meaning of each cell. What does not: files, and what several figures of one
cell of the counts say together; that is in `revisions`.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Final, TypeAlias

import attrs

from safetykit.errors import InputError, Place
from safetykit.records.aggregate.form import MARKS, NOT_KNOWN, SUPPRESSED
from safetykit.records.aggregate.periods import Span

__all__ = ["Figure", "Value", "parse_base", "parse_day", "parse_mark", "parse_value"]

MAX_COUNT: Final = 10**15
_COUNT: Final = re.compile(r"\d{1,3}(,\d{3})+|\d{1,16}", re.ASCII)
_BELOW: Final = re.compile(r"(?:<|fewer than|less than)\s*(\d{1,3})", re.ASCII)
_NUMBER: Final = re.compile(r"[-+]?[\d,]*\.?\d+(?:[eE][-+]?\d+)?", re.ASCII)
_MONEY: Final = re.compile(r"[£$€]", re.ASCII)
_MEAN: Final = (
    "A mean, a time or an amount of money is no count: send what it is made of, such as the "
    "minutes in all as the value and the calls as the denominator."
)
_SHARE: Final = (
    "Send how many as the value and out of how many as the denominator; a survey's share goes "
    "into a table of survey results."
)
_NONE: Final = "Write 0 if there were none, and n/a if it is not known."


@attrs.frozen(kw_only=True)
class Value:
    """What a cell says of a count.

    Attributes:
        count: The number; None where the cell states none.
        most: The highest number that a suppressed figure can be; None where it is not bounded.
        suppressed: Whether the figure is known to its sender and too small to send.
        words: What the cell says.
    """

    count: int | None = None
    most: int | None = None
    suppressed: bool = False
    words: str = ""


Key: TypeAlias = tuple[Span, str, str]


@attrs.frozen(kw_only=True)
class Figure:
    """A line of a table of figures.

    Attributes:
        span: The period.
        area: The area, as the table names it.
        indicator: What is counted.
        value: How many.
        base: Out of how many; None where it is not stated.
        owner: Who answers for the figure.
        received: The day on which it was sent.
        mark: `yes` for a provisional figure, `no` for a final one, `revised` for a final one that
            replaces another.
        note: What the sender says of it.
        file: The name of the file, without its folder.
        line: The line or row of the file, from 1.
        place: Where its value stands.
    """

    span: Span
    area: str
    indicator: str
    value: Value
    base: float | None
    owner: str
    received: dt.date
    mark: str
    note: str
    file: str
    line: int
    place: Place

    @property
    def key(self) -> Key:
        """The cell of the counts that the figure is for."""
        return self.span, self.area, self.indicator

    @property
    def says_nothing(self) -> bool:
        """Whether the cell of the value is blank."""
        return not self.value.words

    @property
    def provisional(self) -> bool:
        """Whether the sender may still change it."""
        return self.mark == "yes"

    def agrees(self, other: Figure) -> bool:
        """Return whether two figures say the same number of the same base."""
        return (self.value, self.base) == (other.value, other.base)

    def __str__(self) -> str:
        """Return the figure as its sender wrote it: `41 of 120 (Town Police, 2026-10-05)`."""
        base = "" if self.base is None else f" of {self.base:,g}"
        return f"{self.value.words}{base} ({self.owner}, {self.received})"


def parse_value(text: str) -> Value:
    """Read how many there were.

    Examples:
        >>> parse_value("1,204").count, parse_value("<5").most, parse_value("n/a").count
        (1204, 4, None)

    Raises:
        InputError: It is a percentage, a number that is not whole or below 0, or no number.
    """
    words = " ".join(text.split())
    lower = words.lower()
    if not words or lower in NOT_KNOWN:
        return Value(words=words)
    if lower in SUPPRESSED:
        return Value(words=words, suppressed=True)
    if match := _BELOW.fullmatch(lower):
        return _below(int(match[1]), words)
    if _COUNT.fullmatch(words) and words.isascii():
        return _count(words)
    expected = "a whole number of 0 or more, n/a, or <5"
    if "%" in words:
        raise InputError("value", words, "a count and not a percentage", hint=_SHARE)
    if _MONEY.search(words) or (_NUMBER.fullmatch(words) and not words.startswith("-")):
        raise InputError("value", words, expected, hint=_MEAN)
    raise InputError("value", words, expected, hint=_NONE)


def _below(limit: int, words: str) -> Value:
    if limit < 1:
        raise InputError("value", words, "a limit above 0, such as <5")
    return Value(most=limit - 1, suppressed=True, words=words)


def _count(words: str) -> Value:
    count = int(words.replace(",", ""))
    if count > MAX_COUNT:
        raise InputError("value", words, f"a number up to {MAX_COUNT:,}")
    return Value(count=count, words=f"{count:,}")


def parse_base(text: str) -> float | None:
    """Read out of how many; None where the cell is blank or says that it is not known.

    Raises:
        InputError: It is no number above 0.
    """
    words = " ".join(text.split())
    if not words or words.lower() in NOT_KNOWN:
        return None
    plain = words.replace(",", "") if _COUNT.fullmatch(words) else words
    if re.fullmatch(r"\d{1,16}(\.\d{1,6})?", plain, re.ASCII) and float(plain) > 0:
        return float(plain)
    hint = "Leave it blank where the figure is not a part of something."
    raise InputError("denominator", words, "a number above 0", hint=hint)


def parse_day(text: str) -> dt.date:
    """Read a day.

    Raises:
        InputError: It is no day such as 2026-10-05.
    """
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text.strip(), re.ASCII):
            return dt.date.fromisoformat(text.strip())
    except ValueError:  # the 31st of a month with 30 days
        pass
    hint = "05/10/2026 is read in two ways, so it is not read at all." if "/" in text else ""
    raise InputError("received on", text, "a day such as 2026-10-05", hint=hint)


def parse_mark(text: str) -> str:
    """Read whether a figure may change.

    Raises:
        InputError: It is none of yes, no and revised.
    """
    word = {"provisional": "yes", "final": "no"}.get(text.strip().lower(), text.strip().lower())
    if word not in MARKS:
        hint = "A blank says neither." if not word else ""
        raise InputError("provisional", text.strip(), "yes, no or revised", hint=hint)
    return word
