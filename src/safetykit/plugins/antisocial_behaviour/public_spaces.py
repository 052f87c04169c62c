"""How long a public spaces protection order may run, and by when it must be renewed.

What belongs here: days, computed from days. What does not: whether an order is justified.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

import attrs

from safetykit.content import (
    Fact,
    Jurisdiction,
    Unknown,
    parse_jurisdiction,
    require_date,
)
from safetykit.errors import InputError
from safetykit.plugins.antisocial_behaviour.data import CONTENT
from safetykit.plugins.antisocial_behaviour.periods import last_day

__all__ = ["OrderDates", "PublicSpacesOrder", "order_dates"]

_MOST_YEARS: Final = 3
_MOST_MONTHS: Final = 36


@attrs.frozen(kw_only=True)
class PublicSpacesOrder:
    """An order of a council: the first and the last day on which it has effect.

    `extended_to` holds the last day of each extension, in order. Each runs from the day after the
    end that it extends, for three years at most.
    """

    name: str
    first_day: dt.date
    ends_on: dt.date
    extended_to: tuple[dt.date, ...] = ()

    def __attrs_post_init__(self) -> None:
        begins = require_date("first_day", self.first_day)
        for index, end in enumerate((self.ends_on, *self.extended_to)):
            field = "ends_on" if index == 0 else f"extended_to[{index - 1}]"
            self._check_span(field, begins, require_date(field, end))
            begins = end + dt.timedelta(days=1)

    @property
    def last_day(self) -> dt.date:
        """The last day on which the order has effect, extensions among it."""
        return self.extended_to[-1] if self.extended_to else self.ends_on

    def extend(self, decided_on: dt.date, until: dt.date) -> PublicSpacesOrder:
        """Return the order with one more extension.

        Args:
            decided_on: The day on which the council extends it; before it ends.
            until: The last day of the extension.

        Raises:
            InputError: The order has ended, or the extension is longer than three years.
        """
        if require_date("decided_on", decided_on) > self.last_day:
            expected = f"a day on or before {self.last_day.isoformat()}, when the order ends"
            hint = "An order that has ended cannot be extended; it takes a new one."
            raise InputError("decided_on", decided_on.isoformat(), expected, hint=hint)
        return attrs.evolve(self, extended_to=(*self.extended_to, until))

    def _check_span(self, field: str, begins: dt.date, end: dt.date) -> None:
        most = last_day(begins, _MOST_MONTHS)
        if not begins <= end <= most:
            expected = (
                f"a day from {begins.isoformat()} to {most.isoformat()}: "
                f"{_MOST_YEARS} years at the most, the first day counted"
            )
            raise InputError(f"{self.name}.{field}", end.isoformat(), expected)


@attrs.frozen(kw_only=True)
class OrderDates:
    """Where an order stands on a day, and by when to begin its renewal."""

    order: PublicSpacesOrder
    as_of: dt.date
    in_effect: bool
    days_left: int
    begin_renewal_by: dt.date
    renewal_is_due: bool
    latest_extension: dt.date
    facts: tuple[Fact, ...]


def order_dates(
    jurisdiction: Jurisdiction | str,
    as_of: dt.date,
    order: PublicSpacesOrder,
    *,
    renewal_days: int,
) -> OrderDates | Unknown:
    """Return how long an order still runs, and when its renewal must begin.

    Args:
        jurisdiction: England or Wales.
        as_of: The day of the question.
        order: The order.
        renewal_days: How long the council's own consultation and decision take, in days; no law
            sets it, so it has no default.

    Returns:
        The dates. `days_left` counts days after `as_of` on which the order has effect, and is 0
        from its last day on. Or `Unknown` for Scotland and Northern Ireland.

    Raises:
        InputError: `renewal_days` is below 1.
    """
    nation, day = parse_jurisdiction(jurisdiction), require_date("as_of", as_of)
    _require_days(renewal_days)
    key = "antisocial_behaviour.pspo.max_years"
    fact = CONTENT.book.at(key, jurisdiction=nation, as_of=day)
    if isinstance(fact, Unknown):
        return fact
    begin = order.last_day - dt.timedelta(days=renewal_days)
    in_effect = order.first_day <= day <= order.last_day
    return OrderDates(
        order=order,
        as_of=day,
        in_effect=in_effect,
        days_left=max(0, (order.last_day - day).days),
        begin_renewal_by=begin,
        renewal_is_due=in_effect and day >= begin,
        latest_extension=last_day(order.last_day + dt.timedelta(days=1), _MOST_MONTHS),
        facts=(fact,),
    )


def _require_days(value: object) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise InputError("renewal_days", value, "a whole number of days, 1 or more")
