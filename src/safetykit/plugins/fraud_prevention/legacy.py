"""Old names of services, and what they are called now."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

import attrs

from safetykit.content import Jurisdiction, Route, parse_jurisdiction, require_date
from safetykit.errors import InputError, suggest
from safetykit.plugins.fraud_prevention.data import CONTENT

__all__ = ["LegacyRoute", "resolve_legacy_route"]

_SHORT: Final = {"necvcu": "national economic crime victim care unit"}


@attrs.frozen(kw_only=True)
class LegacyRoute:
    """What a service that old content names is called on a day, and where it can be used."""

    asked: str
    name: str
    changed: bool
    routes: tuple[Route, ...]
    jurisdictions: tuple[Jurisdiction, ...]
    note: str


def resolve_legacy_route(
    name: str, as_of: dt.date, *, jurisdiction: Jurisdiction | str | None = None
) -> LegacyRoute:
    """Return the service that a name stands for on a day.

    Args:
        name: The name in the old content, such as "Action Fraud" or `ACTION_FRAUD`.
        as_of: The day.
        jurisdiction: The nation of the person who reads it, if known.

    Returns:
        The name that the service bears on the day, its routes, its nations, and a note for the
        reader.

    Raises:
        InputError: No service has borne the name, it does not serve the nation, or it bore
            neither this name nor a successor's on the day.

    Examples:
        >>> resolve_legacy_route("Action Fraud", as_of=dt.date(2026, 4, 1)).name
        'Report Fraud'
    """
    day = require_date("as_of", as_of)
    asked = _brand(name)
    current = _name_on(asked, day)
    now = _on(current, day)
    if not now:
        expected = f"a service that could be used on {day.isoformat()}"
        raise InputError("name", name, expected, hint=f"{asked} had not begun.")
    nations = tuple(n for n in Jurisdiction if any(n in route.jurisdictions for route in now))
    if jurisdiction is not None:
        _require_served(current, nations, parse_jurisdiction(jurisdiction))
    return LegacyRoute(
        asked=name,
        name=current,
        changed=current != asked,
        routes=now,
        jurisdictions=nations,
        note=_note(asked, current, nations),
    )


def _name_on(brand: str, day: dt.date) -> str:
    """Return the name that a service bears on a day, following every change up to then."""
    while later := _becomes(brand, day):
        brand = later
    return brand


def _plain(name: str) -> str:
    return re.sub(r"[\s_-]+", " ", name.strip()).lower()


def _brand(name: object) -> str:
    brands = {_plain(route.brand): route.brand for route in CONTENT.routes if route.brand}
    if isinstance(name, str):
        asked = _SHORT.get(_plain(name), _plain(name))
        if asked in brands:
            return brands[asked]
    hint = suggest(_plain(name), brands) if isinstance(name, str) else ""
    raise InputError("name", name, "one of " + ", ".join(sorted(brands.values())), hint=hint)


def _on(brand: str, day: dt.date) -> tuple[Route, ...]:
    return tuple(
        route
        for route in CONTENT.routes
        if route.brand == brand and any(route.covers(n, day) for n in route.jurisdictions)
    )


def _becomes(brand: str, day: dt.date) -> str:
    """Return the name that followed, if the service had given up this one by the day."""
    for route in CONTENT.routes:
        if route.brand == brand and route.becomes and route.valid_to and route.valid_to < day:
            return route.becomes
    return ""


def _require_served(brand: str, nations: tuple[Jurisdiction, ...], nation: Jurisdiction) -> None:
    if nation not in nations:
        expected = f"a nation that {brand} serves: " + ", ".join(n.words for n in nations)
        hint = "Scotland reports to Police Scotland on 101." if nation == "scotland" else ""
        raise InputError("jurisdiction", nation.value, expected, hint=hint)


def _note(asked: str, current: str, nations: tuple[Jurisdiction, ...]) -> str:
    words = f"{asked} is now {current}. " if asked != current else ""
    words += f"{current} serves " + ", ".join(nation.words for nation in nations) + "."
    if Jurisdiction.SCOTLAND not in nations:
        words += " In Scotland, report to Police Scotland on 101."
    return words
