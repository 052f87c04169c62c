"""A way to help: whom to contact, how, where and since when.

What belongs here: the type, its checks, and the order in which routes are shown. Emergency comes
first, always.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable
from enum import StrEnum
from typing import Final

import attrs

from safetykit.content.choice import require_date
from safetykit.content.fact import (
    Citation,
    Confidence,
    Jurisdiction,
    check_dates,
    check_key,
    check_sources,
    check_unique,
    parse_jurisdiction,
)
from safetykit.content.publication import publishable
from safetykit.errors import InputError

__all__ = ["Channel", "Route", "Stage", "current_routes"]


class Stage(StrEnum):
    """What a route is for, in the order in which routes are shown."""

    EMERGENCY = "emergency"
    BANK = "bank"
    REPORT = "report"
    SUPPORT = "support"
    ADVICE = "advice"

    @property
    def rank(self) -> int:
        """The place of the stage in the order, from 0."""
        return tuple(Stage).index(self)


class Channel(StrEnum):
    """How a route is used."""

    PHONE = "phone"
    TEXT = "text"
    EMAIL = "email"
    WEB = "web"
    IN_PERSON = "in_person"
    NUMBER_ON_CARD = "number_on_card"


_SHAPES: Final = {
    Channel.PHONE: (r"\d(?: ?\d){2,12}", 'a telephone number such as "0300 123 2040"'),
    Channel.TEXT: (r"\d(?: ?\d){2,12}", 'a number to text such as "7726"'),
    Channel.EMAIL: (r"[^@\s]+@[^@\s]+\.[a-z]+", 'an address such as "report@phishing.gov.uk"'),
    Channel.WEB: (r"https://[^\s…]+", "an address that starts with https://"),
    Channel.IN_PERSON: (r"\S.*", "words that say where to go"),
    Channel.NUMBER_ON_CARD: (r"\S.*", "words that say where the number stands"),
}


@attrs.frozen(kw_only=True)
class Route:
    """A way to help, and where and when it can be used.

    `situations` names what it is for, in the words of its module; none means all of them.
    `brand` is the name that a service goes by; when the service changes its name the old route
    ends and says what it `becomes`.
    """

    id: str = attrs.field(validator=check_key)
    label: str
    contact: str
    channel: Channel
    stage: Stage
    jurisdictions: tuple[Jurisdiction, ...]
    confidence: Confidence
    review_by: dt.date
    sources: tuple[Citation, ...] = ()
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    order: int = 0
    situations: tuple[str, ...] = ()
    hours: str = ""
    notes: str = ""
    brand: str = ""
    becomes: str = ""
    check_by_person: bool = False

    def __attrs_post_init__(self) -> None:
        shape, expected = _SHAPES[self.channel]
        if not re.fullmatch(shape, self.contact, re.A):
            raise InputError(f"{self.id}.contact", self.contact, expected)
        check_dates(self.id, self.valid_from, self.valid_to)
        check_unique(self.id, self.jurisdictions)
        check_sources(self.id, self.sources, self.confidence, check_by_person=self.check_by_person)

    @property
    def emergency(self) -> bool:
        """Whether this is the route for when somebody may be in danger."""
        return self.stage is Stage.EMERGENCY

    @property
    def acted_on(self) -> bool:
        """Whether people act on it: always, for it is a contact."""
        return True

    @property
    def needs_no_form(self) -> bool:
        """Whether a person answers at once: not a form, an e-mail or a forwarded text."""
        return self.channel in (Channel.PHONE, Channel.IN_PERSON, Channel.NUMBER_ON_CARD)

    def covers(self, jurisdiction: Jurisdiction, as_of: dt.date) -> bool:
        """Whether the route can be used in a nation on a day."""
        started = self.valid_from is None or self.valid_from <= as_of
        ended = self.valid_to is not None and self.valid_to < as_of
        return jurisdiction in self.jurisdictions and started and not ended


def current_routes(
    routes: Iterable[Route],
    *,
    jurisdiction: Jurisdiction | str,
    as_of: dt.date,
    about: Collection[str] | str = (),
    danger: bool = False,
) -> tuple[Route, ...]:
    """Return the routes to show in a nation on a day, emergency first.

    Routes that are not valid there and then, or that a person has yet to check, are left out.

    Args:
        routes: The routes to choose from.
        jurisdiction: The nation.
        as_of: The day.
        about: The situation, or several of them; routes that are for other ones are left out.
            Every situation if empty.
        danger: Whether anybody may be in danger; then every route is for an emergency, or one
            where a person answers.

    Returns:
        The routes by stage (emergency, bank, report, support, advice) and then by their order.

    Examples:
        >>> from safetykit.toolkit import Toolkit
        >>> routes = Toolkit.built_in().only("hate_crime").routes()
        >>> shown = current_routes(routes, jurisdiction="wales", as_of=dt.date(2026, 12, 1))
        >>> shown[0].stage, shown[0].contact
        (<Stage.EMERGENCY: 'emergency'>, '999')
    """
    nation, day = parse_jurisdiction(jurisdiction), require_date("as_of", as_of)
    asked = {about} if isinstance(about, str) else set(about)
    chosen = [
        route
        for route in routes
        if route.covers(nation, day)
        and publishable(route)
        and (not asked or not route.situations or asked & set(route.situations))
        and (not danger or route.emergency or route.needs_no_form)
    ]
    return tuple(sorted(chosen, key=lambda route: (route.stage.rank, route.order, route.id)))
