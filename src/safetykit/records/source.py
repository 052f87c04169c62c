"""Where counts come from: what a source publishes, what it cannot see, and where its series break.

What belongs here: the description of a source of records, as data, and the one source that is
built in. What does not: reading its files; that is the work of a module of its own for each source.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

import attrs

from safetykit.errors import InputError
from safetykit.quantities import Marking, Month

__all__ = [
    "OPEN_GOVERNMENT",
    "OPEN_GOVERNMENT_CREDIT",
    "POLICE_DATA",
    "POLICE_UK",
    "Break",
    "CategoryLife",
    "DataSource",
    "Travel",
    "pandemic",
]

OPEN_GOVERNMENT: Final = "Open Government Licence v3.0"
OPEN_GOVERNMENT_CREDIT: Final = (
    f"Contains public sector information licensed under the {OPEN_GOVERNMENT}"
)
POLICE_DATA: Final = (
    "Single Online Home National Digital Team, for the police forces of England, Wales and "
    "Northern Ireland"
)


class Travel(StrEnum):
    """How the figures of a source may travel.

    `already_public`: published at this detail by its owner, so nothing is left to protect.
    `partner`: record-level or unpublished, so small numbers need protection before they are shown.
    """

    ALREADY_PUBLIC = "already_public"
    PARTNER = "partner"


@attrs.frozen(kw_only=True)
class Break:
    """A stretch or a moment at which a source's figures stop meaning what they meant before.

    Attributes:
        code: A short, stable name, such as `pandemic`.
        title: What it is, in a few words.
        start: The first month that is touched.
        end: The last month that is touched; None where the change is for good.
        reason: Why figures from both sides do not compare.
        source: Where this is written down.
    """

    code: str
    title: str
    start: Month
    end: Month | None = None
    reason: str
    source: str

    def __attrs_post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise InputError("break.end", str(self.end), f"a month from {self.start} on")

    def touches(self, first: Month, last: Month) -> bool:
        """Return whether any month from `first` to `last` is touched."""
        return self.start <= last and (self.end is None or first <= self.end)

    def splits(self, first: Month, last: Month) -> bool:
        """Return whether it lies inside the months from `first` to `last`.

        A change for good that came before the first month leaves all of them on one side.

        Examples:
            >>> any(known.splits(Month(2013, 5), Month(2019, 12)) for known in POLICE_UK.breaks)
            False
        """
        return self.touches(first, last) and (self.end is not None or self.start > first)


def pandemic(effect: str, source: str) -> Break:
    """Return the break of the pandemic, with what it did to a series and where that is written."""
    return Break(
        code="pandemic",
        title="Pandemic restrictions in England",
        start=Month(2020, 3),
        end=Month(2021, 7),
        reason="From the first lockdown of 23 March 2020 until most legal limits ended on 19 July "
        f"2021, {effect}",
        source="Institute for Government, Timeline of UK coronavirus lockdowns, March 2020 to "
        "March 2021, for 23 March 2020; i, How England’s lockdown will end, 6 July 2021, for "
        f"19 July 2021; {source}",
    )


@attrs.frozen(kw_only=True)
class CategoryLife:
    """The months in which a source used a category: from `start` to `end`, either may be open."""

    name: str
    start: Month | None = None
    end: Month | None = None

    def covers(self, month: Month) -> bool:
        """Return whether the category was in use in a month."""
        return (self.start is None or self.start <= month) and (
            self.end is None or month <= self.end
        )


@attrs.frozen(kw_only=True)
class DataSource:
    """A source of records, as its publisher describes it.

    Attributes:
        name: A short, stable name, such as `police-uk`.
        title: What the publisher calls it.
        publisher: Who publishes it.
        url: Where it is published.
        licence: Under which terms.
        attribution: The words that the licence asks for.
        travel: How its figures may travel.
        marking: The protective marking of its figures; None if they carry none.
        unit: What one counted row is.
        columns: The columns that its files carry, in the order in which they are published.
        categories: The categories in use today.
        activity_driven: The categories whose rows are mostly found by looking for them.
        lives: The categories whose use began or ended while the source was published.
        cannot_see: What nobody can learn from this source, in whole sentences.
        breaks: The known breaks of its series, in order of time.
    """

    name: str
    title: str
    publisher: str
    url: str
    licence: str
    attribution: str
    travel: Travel
    marking: Marking | None = None
    unit: str = "offence"
    columns: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    activity_driven: tuple[str, ...] = ()
    lives: tuple[CategoryLife, ...] = ()
    cannot_see: tuple[str, ...] = ()
    breaks: tuple[Break, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Refuse words where a member belongs: what is protected turns on these two.

        Raises:
            InputError: `travel` or `marking` is not one of its class.
        """
        travel: object = self.travel
        if not isinstance(travel, Travel):
            raise InputError(
                "travel",
                travel,
                "a Travel",
                hint="Write Travel.PARTNER, or Travel.ALREADY_PUBLIC for what its owner published.",
            )
        marking: object = self.marking
        if marking is not None and not isinstance(marking, Marking):
            hint = f"Write one of {', '.join(f'Marking.{m.name}' for m in Marking)}."
            raise InputError("marking", marking, "a Marking or None", hint=hint)

    def used(self, category: str, month: Month) -> bool:
        """Return whether the source used a category in a month; one without a life always is.

        Examples:
            >>> POLICE_UK.used("Violent crime", Month(2013, 5))
            False
        """
        return all(life.covers(month) for life in self.lives if life.name == category)

    def knows(self, category: str) -> bool:
        """Return whether a category is, or was, one of the source's."""
        return category in self.categories or any(life.name == category for life in self.lives)


_SEPTEMBER_2011: Final = Month(2011, 9)
_MAY_2013: Final = Month(2013, 5)
_SEEN_IN_FILES: Final = (
    "The published files of Lincolnshire Police: 6 crime types until August 2011, 11 from "
    "September 2011, 14 from May 2013; no notice of the publisher that states the month was found"
)

POLICE_UK: Final = DataSource(
    name="police-uk",
    title="Street-level crime and anti-social behaviour",
    publisher=POLICE_DATA,
    url="https://data.police.uk/data/",
    licence=OPEN_GOVERNMENT,
    attribution=OPEN_GOVERNMENT_CREDIT,
    travel=Travel.ALREADY_PUBLIC,
    columns=(
        "Crime ID",
        "Month",
        "Reported by",
        "Falls within",
        "Longitude",
        "Latitude",
        "Location",
        "LSOA code",
        "LSOA name",
        "Crime type",
        "Last outcome category",
        "Context",
    ),
    categories=(
        "Anti-social behaviour",
        "Bicycle theft",
        "Burglary",
        "Criminal damage and arson",
        "Drugs",
        "Other crime",
        "Other theft",
        "Possession of weapons",
        "Public order",
        "Robbery",
        "Shoplifting",
        "Theft from the person",
        "Vehicle crime",
        "Violence and sexual offences",
    ),
    activity_driven=("Drugs", "Possession of weapons"),
    lives=(
        CategoryLife(name="Bicycle theft", start=_MAY_2013),
        CategoryLife(name="Criminal damage and arson", start=_SEPTEMBER_2011),
        CategoryLife(name="Drugs", start=_SEPTEMBER_2011),
        CategoryLife(name="Other theft", start=_SEPTEMBER_2011),
        CategoryLife(name="Possession of weapons", start=_MAY_2013),
        CategoryLife(name="Public disorder and weapons", start=_SEPTEMBER_2011, end=Month(2013, 4)),
        CategoryLife(name="Public order", start=_MAY_2013),
        CategoryLife(name="Shoplifting", start=_SEPTEMBER_2011),
        CategoryLife(name="Theft from the person", start=_MAY_2013),
        CategoryLife(name="Violence and sexual offences", start=_MAY_2013),
        CategoryLife(name="Violent crime", end=Month(2013, 4)),
    ),
    cannot_see=(
        "Fraud and cyber crime: they are reported nationally and are not in these files.",
        "Prevent referrals, and other safeguarding work that is not an offence.",
        "Domestic abuse: no row says whether an offence was one.",
        "Hate crime: no row says whether an offence was one.",
        "The hours of the night, and so the night-time economy: a row says the month only.",
        "The exact place: points are moved to the nearest of a fixed list of map points.",
        "Crime that nobody reported to the police.",
        "Offences dealt with by British Transport Police, unless its files are in the folder.",
    ),
    breaks=(
        Break(
            code="categories-2011",
            title="Five crime types split out of Other crime",
            start=_SEPTEMBER_2011,
            reason="Criminal damage and arson, drugs, other theft, public disorder and weapons, "
            "and shoplifting were counted as Other crime before.",
            source=_SEEN_IN_FILES,
        ),
        Break(
            code="categories-2013",
            title="Crime types regrouped",
            start=_MAY_2013,
            reason="Violent crime became Violence and sexual offences; public disorder and weapons "
            "was split; bicycle theft and theft from the person left Other theft; sexual offences "
            "left Other crime.",
            source=_SEEN_IN_FILES,
        ),
        pandemic(
            "far fewer people were about; breaches of the rules were often recorded "
            "as anti-social behaviour.",
            "ONS, Crime in England and Wales: year ending March 2021",
        ),
    ),
)
"""Street-level crime as published on data.police.uk."""
