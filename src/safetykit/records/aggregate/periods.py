"""The period of a figure, as partners write it: a month, a quarter, a year, or months from to.

What belongs here: reading the words. What does not: whether the period is due, late or to come.
"""

from __future__ import annotations

import re
from typing import Final

import attrs

from safetykit.errors import InputError
from safetykit.quantities import MONTH_NAMES, Month, Quarter

__all__ = ["Span", "parse_span", "require_month"]

_FORMS: Final = "a period such as 2026-07, 2026-07..2026-09, 2026/27 Q2 or 2026/27"
_SHORT: Final = {name[:3].lower(): n for n, name in enumerate(MONTH_NAMES, start=1)}
_NAMED_MONTH: Final = re.compile(r"([A-Za-z]+)[ -]([1-9]\d{3})", re.ASCII)
_QUARTER: Final = re.compile(r"[1-9]\d{3}[ -]?[Qq][1-4]", re.ASCII)
_FINANCIAL: Final = re.compile(r"([1-9]\d{3})/(\d{2})", re.ASCII)
_YEAR: Final = re.compile(r"[1-9]\d{3}", re.ASCII)
_LENGTHS: Final = (1, 3, 12)


@attrs.frozen(order=True)
class Span:
    """The first month of a period, and how many months it has: 1, 3 or 12."""

    first: Month
    step: int

    def __attrs_post_init__(self) -> None:
        _ = self.last  # refuses a year after 9999 here, where the cell is known

    @property
    def last(self) -> Month:
        """The last month."""
        return self.first + (self.step - 1)

    @property
    def words(self) -> str:
        """The period in words: `July 2026`, or `July 2026 to September 2026`."""
        return self.first.words if self.step == 1 else f"{self.first.words} to {self.last.words}"

    def __str__(self) -> str:
        """Return `2026-07`, or `2026-07..2026-09`."""
        return str(self.first) if self.step == 1 else f"{self.first}..{self.last}"


def require_month(year_starts: int) -> None:
    """Refuse what is no month for a year to begin in.

    Raises:
        InputError: It is no whole number from 1 to 12.
    """
    if year_starts not in range(1, 13):
        hint = "4 for years from April."
        raise InputError("year_starts", year_starts, "a month from 1 to 12", hint=hint)


def parse_span(text: str, *, year_starts: int | None = None) -> Span:
    """Read the period of a figure.

    Args:
        text: `2026-07`, `July 2026`, `Jul-2026`, `2026-07..2026-09`, `2026/27 Q2`, `2026/27`,
            `2026-Q2 from July`; or `2026 Q3` and `2026`, if the first month of the year is stated.
        year_starts: The first month of the year that quarters and years count from, from 1 to 12.
            A year is named by the calendar year in which it starts.

    Examples:
        >>> str(parse_span("2026 Q3", year_starts=1)), str(parse_span("2026/27 Q2"))
        ('2026-07..2026-09', '2026-07..2026-09')
        >>> parse_span("Jul 2026").words
        'July 2026'

    Raises:
        InputError: The text is none of these; or it is a quarter or a year, and nobody said in
            which month its year begins.
    """
    words = " ".join(text.split())
    if ".." in words:
        return _from_to(words)
    if match := _NAMED_MONTH.fullmatch(words):
        return Span(Month(int(match[2]), _month(match[1], text)), 1)
    return _quarter_or_year(words, text, year_starts) or Span(_plain_month(words, text), 1)


def _quarter_or_year(words: str, text: str, year_starts: int | None) -> Span | None:
    if _FINANCIAL.fullmatch(words):
        return Span(Quarter.parse(f"{words} Q1").months()[0], 12)
    if _QUARTER.fullmatch(words):
        named = f"{words[:4]}-{words[-2:]}"
        first = _stated(text, "quarter", year_starts)
        return Span(attrs.evolve(Quarter.parse(named), first_month=first).months()[0], 3)
    if _YEAR.fullmatch(words):
        return Span(Month(int(words), _stated(text, "year", year_starts)), 12)
    if "q" in words.lower():
        return Span(Quarter.parse(words).months()[0], 3)
    return None


def _plain_month(words: str, text: str) -> Month:
    try:
        return Month.parse(words)
    except InputError as error:
        raise InputError("period", text, _FORMS) from error


def _from_to(words: str) -> Span:
    start, _, end = words.partition("..")
    try:
        first, last = Month.parse(start.strip()), Month.parse(end.strip())
    except InputError as error:
        raise InputError("period", words, _FORMS) from error
    step = last - first + 1
    if step not in _LENGTHS:
        raise InputError("period", words, "a month, three months or twelve")
    return Span(first, step)


def _month(word: str, text: str) -> int:
    number = _SHORT.get(word[:3].lower())
    if number is None or not MONTH_NAMES[number - 1].lower().startswith(word.lower()):
        raise InputError("period", text, _FORMS)
    return number


def _stated(text: str, what: str, year_starts: int | None) -> int:
    if year_starts is None:
        expected = f"a {what} whose first month is known"
        forms = "2026-07..2026-09 or 2026/27 Q2"
        if what == "year":
            forms = "2026/27 or 2026-01..2026-12"
        hint = (
            "Say in which month the year begins (year_starts in the plan, or --year-starts), or "
            f"write {forms}."
        )
        raise InputError("period", text, expected, hint=hint)
    return year_starts
