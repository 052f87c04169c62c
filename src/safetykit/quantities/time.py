"""Partly known dates and periods, as plans write them.

`PartialDate` is what a text says of a date: a day, a month, a season, a half or
a quarter of a year, a year, or nothing that can be read ("the latter half of" a year that is
lost). Its `earliest` and `latest` days enclose the truth, so ordering can answer unknown.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Final, Self

import attrs

from safetykit.errors import InputError
from safetykit.quantities.answer import Answer
from safetykit.quantities.months import MONTH_NAMES, YEAR, Month, month_range
from safetykit.quantities.words import read_words

__all__ = ["PartialDate", "Period"]

_MONTHS: Final = {name.lower(): n for n, name in enumerate(MONTH_NAMES, start=1)}
_PARTS: Final = {
    "early": (1, 4),
    "mid": (5, 8),
    "late": (9, 12),
    "end of": (10, 12),
    "first half of": (1, 6),
    "second half of": (7, 12),
    "latter half of": (7, 12),
    "spring": (3, 5),
    "summer": (6, 8),
    "autumn": (9, 11),
}
_PART_OF_YEAR: Final = re.compile(rf"({'|'.join(_PARTS)}) ({YEAR})")
_OPEN: Final = re.compile(r"(from|until) (?!from |until )(.+)", re.I)
_DAY: Final = re.compile(rf"([0-9]{{1,2}})(?:st|nd|rd|th)? ([a-z]+) ({YEAR})")
_FINANCIAL: Final = re.compile(rf"({YEAR})/([0-9]{{2}})")
_BETWEEN: Final = re.compile(r"between (?!between )(.+?) and (.+)", re.I)
_FORMS: Final = (
    'a date such as "2017", "2017-10", "2017-10-31", "October 2017", "31 October 2017", '
    '"late 2017", "latter half of 2017", "2017/18", "between 2018-07 and 2019-06" or "unknown"'
)
_HINTS: Final = (
    (re.compile(r"^[0-9]{1,2}[./][0-9]{1,2}[./][0-9]{4}$"), "Write the year first: 2026-03-31."),
    (re.compile(r"\bq[1-4]\b"), 'Write its months, as in "between 2026-01 and 2026-03".'),
    (re.compile(r"^by "), 'Leave out "by", or write "until".'),
    (
        re.compile(r"[0-9]{4} ?[-/\u2013] ?[0-9]{2,4}$"),
        'A financial year is written "2026/27", and years from to "between 2026 and 2029".',
    ),
    (re.compile(r"[\u2018\u2019\u201c\u201d]"), "Write straight quotes, or none."),
)


@attrs.frozen(kw_only=True)
class PartialDate:
    """What a text says of a date: the first and the last day that it can mean, and the words.

    `earliest` or `latest` is None where the text gives no bound. Two dates are equal if their
    words are.

    Examples:
        >>> late = PartialDate.parse("latter half of 2017")
        >>> late.earliest, late.latest
        (datetime.date(2017, 7, 1), datetime.date(2017, 12, 31))
        >>> PartialDate.parse("2017-03").before(late)
        <Answer.YES: 'yes'>
        >>> PartialDate.parse("2017").before(late)
        <Answer.CANNOT_TELL: 'cannot tell'>
    """

    text: str
    earliest: dt.date | None = attrs.field(default=None, eq=False)
    latest: dt.date | None = attrs.field(default=None, eq=False)

    def __attrs_post_init__(self) -> None:
        if self.earliest and self.latest and self.earliest > self.latest:
            raise InputError("date", self.text, "an earliest day that is not after the latest")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a date as plans write it.

        Args:
            text: `2017`, `2017-10`, `2017-10-31`, `31 October 2017`, `October 2017`, `late 2017`,
                `end of 2017`, `latter half of 2017`, `2017/18` (a financial year, April to March),
                `between 2018-07 and 2019-06`, `from 2017-05`, `until 2020`, `unknown`, or any words
                that end in `unknown year`, such as `latter half of unknown year`.

        Raises:
            InputError: The text is none of these, or a date that does not exist.
        """
        words = read_words(text, "date")
        lower = words.lower()
        if lower == "unknown" or lower.endswith("unknown year"):
            return cls(text=words)
        if match := _OPEN.fullmatch(words):
            inner = cls.parse(match[2])
            if match[1].lower() == "from":
                return cls(text=words, earliest=inner.earliest)
            return cls(text=words, latest=inner.latest)
        if match := _BETWEEN.fullmatch(words):
            first, last = cls.parse(match[1]), cls.parse(match[2])
            return cls(text=words, earliest=first.earliest, latest=last.latest)
        earliest, latest = _bounds(lower, words)
        return cls(text=words, earliest=earliest, latest=latest)

    @classmethod
    def of(cls, day: dt.date) -> Self:
        """Return the exact date of a day."""
        return cls.parse(dt.date(day.year, day.month, day.day).isoformat())

    @property
    def known(self) -> bool:
        """Whether the text bounds the date at all."""
        return self.earliest is not None or self.latest is not None

    @property
    def year(self) -> int | None:
        """The year, where the text leaves only one."""
        if self.earliest and self.latest and self.earliest.year == self.latest.year:
            return self.earliest.year
        return None

    def before(self, other: PartialDate) -> Answer:
        """Answer whether this date is before another."""
        surely = (
            self.latest is not None and other.earliest is not None and self.latest < other.earliest
        )
        never = (
            self.earliest is not None and other.latest is not None and self.earliest >= other.latest
        )
        return Answer.of(surely=surely, possibly=not never)

    def __str__(self) -> str:
        """Return the words."""
        return self.text


def _bounds(lower: str, words: str) -> tuple[dt.date, dt.date]:
    try:
        if re.fullmatch(YEAR, lower):
            return dt.date(int(lower), 1, 1), dt.date(int(lower), 12, 31)
        if re.fullmatch(rf"{YEAR}-[0-9]{{2}}", lower):
            month = Month.parse(lower)
            return month.first_day, month.last_day
        if day := _exact(lower):
            return day, day
        if (match := _FINANCIAL.fullmatch(lower)) and (int(match[1]) + 1) % 100 == int(match[2]):
            return dt.date(int(match[1]), 4, 1), dt.date(int(match[1]) + 1, 3, 31)
    except ValueError as error:
        raise InputError("date", words, _FORMS, hint=_calendar_hint(error)) from error
    if (match := re.fullmatch(rf"([a-z]+) ({YEAR})", lower)) and match[1] in _MONTHS:
        month = Month(int(match[2]), _MONTHS[match[1]])
        return month.first_day, month.last_day
    if match := _PART_OF_YEAR.fullmatch(lower):
        first, last = _PARTS[match[1]]
        return Month(int(match[2]), first).first_day, Month(int(match[2]), last).last_day
    hint = next((hint for form, hint in _HINTS if form.search(lower)), "")
    raise InputError("date", words, _FORMS, hint=hint)


def _exact(lower: str) -> dt.date | None:
    """Return the day that a text names, if it names one."""
    if re.fullmatch(rf"{YEAR}-[0-9]{{2}}-[0-9]{{2}}", lower):
        return dt.date.fromisoformat(lower)
    if (match := _DAY.fullmatch(lower)) and match[2] in _MONTHS:
        return dt.date(int(match[3]), _MONTHS[match[2]], int(match[1]))
    return None


def _calendar_hint(error: ValueError) -> str:
    if isinstance(error, InputError):
        return 'Months run from 01 to 12, and a financial year is written "2017/18".'
    return f"There is no such day in the calendar ({error})."


@attrs.frozen(kw_only=True)
class Period:
    """A stretch of time between two partly known dates, both included; either may be open.

    Examples:
        >>> p = Period(start=PartialDate.parse("2016-11"), end=PartialDate.parse("2017-10"))
        >>> len(p.months()), str(p)
        (12, '2016-11 to 2017-10')
    """

    start: PartialDate | None = None
    end: PartialDate | None = None

    def __attrs_post_init__(self) -> None:
        if self.start and self.end and self.end.before(self.start) is Answer.YES:
            raise InputError("period", str(self), "an end that is not before the start")

    def covers(self, day: dt.date) -> Answer:
        """Answer whether a day lies in the period; an open side does not exclude it."""
        exact = PartialDate.of(day)
        after_start = ~exact.before(self.start) if self.start else Answer.YES
        before_end = ~self.end.before(exact) if self.end else Answer.YES
        return after_start & before_end

    def months(self) -> tuple[Month, ...]:
        """Return the months from the first possible to the last possible day.

        Raises:
            InputError: A side is open or unknown.
        """
        first = self.start.earliest if self.start else None
        last = self.end.latest if self.end else None
        if first is None or last is None:
            raise InputError("period", str(self), "a period with a known start and a known end")
        return month_range(Month.of(first), Month.of(last))

    @property
    def words(self) -> str:
        """The period in words, months spelt out: `November 2016 to October 2017`."""
        return " to ".join(_spell(side) for side in (self.start, self.end))

    def __str__(self) -> str:
        """Return the two dates' words."""
        return f"{self.start or 'open'} to {self.end or 'open'}"


def _spell(side: PartialDate | None) -> str:
    if side is None:
        return "open"
    written_as_month = re.fullmatch(rf"{YEAR}-[0-9]{{2}}", side.text)
    return Month.parse(side.text).words if written_as_month else side.text
