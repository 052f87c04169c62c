"""What a hospital sends to a partnership about assaults, without a name: the return and its checks.

What belongs here: reading a return, its six mandatory elements, and the refusal of personal data.
What does not: the codes for method and place, which stand in the NHS Data Dictionary, and tables,
which are in `aggregate`. A record has no field for a person.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from functools import partial
from typing import Final, TypeVar

import attrs

from safetykit.content import require_date
from safetykit.errors import DocumentError, InputError, Place, Problem
from safetykit.plugins.violence_prevention.people import find_personal_data

__all__ = ["ISTVRecord", "ISTVReturn", "Obligation", "istv_elements", "read_istv"]

_Made = TypeVar("_Made")
_TEXTS: Final = ("method_other", "location_description")


class Obligation(StrEnum):
    """Whether an element can be left out: mandatory never, required where it is known."""

    MANDATORY = "mandatory"
    REQUIRED = "required"


_ELEMENTS: Final = {
    "period_start": Obligation.MANDATORY,
    "period_end": Obligation.MANDATORY,
    "site": Obligation.MANDATORY,
    "arrived_at": Obligation.REQUIRED,
    "assaulted_at": Obligation.MANDATORY,
    "method": Obligation.MANDATORY,
    "method_other": Obligation.REQUIRED,
    "location_type": Obligation.MANDATORY,
    "location_description": Obligation.REQUIRED,
}
_HEADER: Final = ("period_start", "period_end", "site")


def istv_elements() -> dict[str, Obligation]:
    """Return the elements of the minimum data set: three of the header, then those of an assault.

    Examples:
        >>> [name for name, how in istv_elements().items() if how is Obligation.REQUIRED]
        ['arrived_at', 'method_other', 'location_description']
    """
    return dict(_ELEMENTS)


def _require_code(_: object, field: attrs.Attribute[str], value: object) -> None:
    if not isinstance(value, str) or not value.strip():
        hint = "It is mandatory; the code for not known is one of the NHS Data Dictionary's."
        raise InputError(field.name, value, "a code or a word", hint=hint)


def _require_time(_: object, field: attrs.Attribute[dt.datetime], value: object) -> None:
    if not isinstance(value, dt.datetime):
        raise InputError(field.name, value, "a date with a time")


@attrs.frozen(kw_only=True)
class ISTVRecord:
    """One assault, as an emergency department passes it on.

    Attributes:
        assaulted_at: When it happened.
        method: How, as a code or a word.
        location_type: The kind of place.
        arrived_at: When the person came to the department; None if it is not passed on.
        method_other: How, in words.
        location_description: Where, in words: a street or a venue, and never an address.

    Raises:
        InputError: A mandatory element is missing, the assault comes after the arrival, or a text
            seems to hold personal data. The text itself is not repeated.
    """

    assaulted_at: dt.datetime = attrs.field(validator=_require_time)
    method: str = attrs.field(validator=_require_code)
    location_type: str = attrs.field(validator=_require_code)
    arrived_at: dt.datetime | None = attrs.field(
        default=None, validator=attrs.validators.optional(_require_time)
    )
    method_other: str = attrs.field(default="", repr=False)
    location_description: str = attrs.field(default="", repr=False)

    def __attrs_post_init__(self) -> None:
        for name in _TEXTS:
            if kind := find_personal_data(getattr(self, name)):
                expected = "a text without personal data"
                hint = "Write the street or the venue, and nothing about a person."
                raise InputError(name, f"a text with what looks like {kind}", expected, hint=hint)
        if self.arrived_at is None:
            return
        if (self.arrived_at.tzinfo is None) != (self.assaulted_at.tzinfo is None):
            expected = "both times with a time zone, or both without"
            raise InputError("arrived_at", self.arrived_at.isoformat(), expected)
        if self.assaulted_at > self.arrived_at:
            expected = f"a time on or before arrived_at ({self.arrived_at.isoformat()})"
            raise InputError("assaulted_at", self.assaulted_at.isoformat(), expected)


@attrs.frozen(kw_only=True)
class ISTVReturn:
    """The return of one site for one period, of a month at most.

    Raises:
        InputError: The period ends before it begins, or is longer than a month and `explanation`
            does not say why; the site is missing.
    """

    period_start: dt.date
    period_end: dt.date
    site: str = attrs.field(validator=_require_code)
    records: tuple[ISTVRecord, ...] = ()
    explanation: str = ""

    def __attrs_post_init__(self) -> None:
        start = require_date("period_start", self.period_start)
        end = require_date("period_end", self.period_end)
        if end < start:
            expected = f"a day on or after period_start ({start.isoformat()})"
            raise InputError("period_end", end.isoformat(), expected)
        if end >= _month_later(start) and not self.explanation:
            expected = "a period of a month at most, or an explanation"
            hint = "Returns are sent at least once a month."
            raise InputError("period_end", end.isoformat(), expected, hint=hint)


def read_istv(
    header: Mapping[str, object],
    assaults: Iterable[Mapping[str, object]],
    *,
    explanation: str = "",
) -> ISTVReturn:
    """Read a return from plain values, and name everything that is wrong with it at once.

    Args:
        header: `period_start`, `period_end` and `site`; dates are written as 2026-10-01.
        assaults: A mapping for each; times are written as 2026-10-01T23:40.
        explanation: Why the period is longer than a month, if it is.

    Raises:
        DocumentError: An element is missing or not known, or a value cannot be used; each problem
            names its place, and no text that may hold personal data is repeated.
    """
    problems = [_problem("header", m) for m in _missing(header, _HEADER)]
    records: list[ISTVRecord | None] = []
    for index, given in enumerate(assaults):
        place = f"assaults[{index}]"
        faults = _missing(given, tuple(name for name in _ELEMENTS if name not in _HEADER))
        problems += [_problem(place, message) for message in faults]
        if not faults:
            records.append(_attempt(place, problems, partial(_record, given)))
    whole = None
    if not problems:
        kept = tuple(one for one in records if one is not None)
        whole = _attempt("header", problems, partial(_whole, header, kept, explanation))
    if whole is None:
        raise DocumentError(problems)
    return whole


def _missing(given: Mapping[str, object], names: tuple[str, ...]) -> list[str]:
    found = [
        f"{name}: expected a value, got none; it is mandatory."
        for name in names
        if _ELEMENTS[name] is Obligation.MANDATORY and given.get(name) in (None, "")
    ]
    hint = "not an element of the data set; a return holds nothing about a person."
    return found + [f"{name}: {hint}" for name in given if name not in names]


def _record(given: Mapping[str, object]) -> ISTVRecord:
    values = {name: value for name, value in given.items() if value not in (None, "")}
    times = {n: _time(n, values[n]) for n in ("assaulted_at", "arrived_at") if n in values}
    return ISTVRecord(**(values | times))  # type: ignore[arg-type]  # each field checks its own


def _whole(
    header: Mapping[str, object], records: tuple[ISTVRecord, ...], explanation: str
) -> ISTVReturn:
    start, end = (_day(name, header[name]) for name in ("period_start", "period_end"))
    site = header["site"]
    return ISTVReturn(
        period_start=start,
        period_end=end,
        site=site,  # type: ignore[arg-type]  # the field refuses what is no text
        records=records,
        explanation=explanation,
    )


def _attempt(place: str, problems: list[Problem], make: Callable[[], _Made]) -> _Made | None:
    try:
        return make()
    except InputError as error:
        problems.append(_problem(place, str(error)))
        return None


def _time(name: str, value: object) -> dt.datetime:
    if isinstance(value, dt.datetime):
        return value
    try:
        return dt.datetime.fromisoformat(str(value))
    except ValueError as error:
        raise InputError(name, value, "a time such as 2026-10-01T23:40") from error


def _day(name: str, value: object) -> dt.date:
    if isinstance(value, dt.date):
        return require_date(name, value)
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError as error:
        raise InputError(name, value, "a day such as 2026-10-01") from error


def _problem(place: str, message: str) -> Problem:
    return Problem(place=Place(file="hospital return", path=place), message=message)


def _month_later(start: dt.date) -> dt.date:
    """Return the first day after a month: the same day of the next month, or the 1st."""
    following = (start.replace(day=1) + dt.timedelta(days=32)).replace(day=1)
    try:
        return following.replace(day=start.day)
    except ValueError:
        return (following + dt.timedelta(days=32)).replace(day=1)
