"""What a partnership runs or uses: programmes, schemes, campaigns, services, events and more."""

from __future__ import annotations

from enum import StrEnum

import attrs

from safetykit.model.ids import Id, id_field, ref_field, refs_field
from safetykit.model.sources import Passage
from safetykit.model.whole import whole_field
from safetykit.quantities import Cadence, Month, PartialDate, Period

__all__ = ["Initiative", "InitiativeKind", "Schedule", "ScheduledItem", "ServiceStandard"]


class InitiativeKind(StrEnum):
    """What it is."""

    PROGRAMME = "programme"
    SCHEME = "scheme"
    OPERATION = "operation"
    CAMPAIGN = "campaign"
    SERVICE = "service"
    FACILITY = "facility"
    FORUM = "forum"
    EVENT = "event"
    PUBLICATION = "publication"
    TRAINING = "training offer"
    WEBSITE = "website"
    TEAM = "team"
    PILOT = "pilot"


@attrs.frozen(kw_only=True)
class Initiative:
    """Something with a name of its own that the plan runs, supports or uses."""

    id: Id = id_field()
    title: str
    kind: InitiativeKind
    lead: Id | None = ref_field("organisations")
    partners: tuple[Id, ...] = refs_field("organisations")
    for_whom: tuple[Id, ...] = refs_field("cohorts")
    priorities: tuple[Id, ...] = refs_field("priorities")
    ran: Period | None = None
    when: PartialDate | None = None
    place: str = ""
    form: str = ""
    note: str = ""
    passage: Passage | None = None


@attrs.frozen(kw_only=True)
class ServiceStandard:
    """How often or how fast something is to be done, in a figure."""

    id: Id = id_field()
    title: str
    at_least: int | None = None
    cadence: Cadence | None = None
    applies_to: str = ""
    passage: Passage | None = None


@attrs.frozen(kw_only=True)
class ScheduledItem:
    """One line of a timetable.

    `quarter` counts from the schedule's first month. Where neither a quarter nor a date can be
    read, the item lies somewhere in the schedule's period.
    """

    what: str
    stream: str = ""
    quarter: int | None = whole_field(1, 4, expected="a quarter from 1 to 4")
    due: PartialDate | None = None
    actions: tuple[Id, ...] = refs_field("actions")


@attrs.frozen(kw_only=True)
class Schedule:
    """A timetable: its period, the month in which its first quarter begins, and its lines."""

    id: Id = id_field()
    title: str
    period: Period
    first_month: int = whole_field(1, 12, expected="a month from 1 to 12", default=4)
    streams: tuple[str, ...] = ()
    items: tuple[ScheduledItem, ...] = ()
    passage: Passage | None = None

    def window(self, item: ScheduledItem) -> Period:
        """Return the time within which a line is due: its date, its quarter or the whole period."""
        start = self.period.start.earliest if self.period.start else None
        if item.due is not None and item.due.known:
            return Period(start=item.due, end=item.due)
        if item.quarter is None or start is None:
            return self.period
        year = start.year + (start.month > self.first_month)
        first = Month(year, self.first_month) + 3 * (item.quarter - 1)
        days = (first.first_day, (first + 2).last_day)
        return Period(start=PartialDate.of(days[0]), end=PartialDate.of(days[1]))
