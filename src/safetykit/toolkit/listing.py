"""Everything that modules hold, one line each, and what of it is past its date of review.

What belongs here: lists for people who keep content up to date. Nothing here decides what to do
about an item, and none is hidden: unpublishable and past ones are listed too. Report sections are
not, since they depend on a plan.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any, Final

import attrs

from safetykit.content import Jurisdiction, RatedIntervention, Unknown, require_date
from safetykit.toolkit.calling import HookReport, PluginFault
from safetykit.toolkit.host import Toolkit
from safetykit.toolkit.manifest import Offer

__all__ = ["ContentItem", "ContentReport", "find_stale", "list_content"]

_DATED: Final[tuple[Offer, ...]] = (
    Offer.FACT_SHEETS,
    Offer.GUIDES,
    Offer.EXPLAINERS,
    Offer.CHECKLISTS,
)
_ALWAYS: Final[tuple[Offer, ...]] = tuple(
    o for o in Offer if o not in (*_DATED, Offer.REPORT_SECTIONS)
)
_NAMES: Final = ("key", "id", "name", "codes", "term")
_TITLES: Final = ("title", "label", "meaning")


@attrs.frozen(kw_only=True)
class ContentItem:
    """Something that a module holds: what it is, and by when it is to be reviewed, if it says."""

    module: str
    kind: Offer
    key: str
    title: str
    review_by: dt.date | None = None


@attrs.frozen(kw_only=True)
class ContentReport:
    """What modules hold on a day, and the faults of those that failed to say."""

    as_of: dt.date
    items: tuple[ContentItem, ...]
    faults: tuple[PluginFault, ...] = ()


def list_content(toolkit: Toolkit, *, as_of: dt.date) -> ContentReport:
    """Return everything that the modules of a toolkit hold, in the order of modules and kinds.

    Args:
        toolkit: The modules to ask.
        as_of: The day for which pages are asked; facts and routes of all days are listed.

    Examples:
        >>> from safetykit.toolkit.host import Toolkit
        >>> road_safety = Toolkit.built_in().only("road_safety")
        >>> found = list_content(road_safety, as_of=dt.date(2026, 11, 1))
        >>> print(found.items[0].kind, found.items[0].key)
        facts road_safety.drink_drive.breath
    """
    day = require_date("as_of", as_of)
    found: dict[ContentItem, None] = {}
    faults: dict[PluginFault, None] = {}
    for offer, report in _reports(toolkit, day):
        faults |= dict.fromkeys(report.faults)
        for module, item in report.answers:
            found |= dict.fromkeys(_items(offer, module, item))
    kinds = list(Offer)
    ordered = sorted(found, key=lambda item: (item.module, kinds.index(item.kind)))
    return ContentReport(as_of=day, items=tuple(ordered), faults=tuple(faults))


def find_stale(toolkit: Toolkit, *, as_of: dt.date) -> ContentReport:
    """Return what should have been reviewed before a day, longest overdue first.

    Args:
        toolkit: The modules to ask.
        as_of: The day. An item that is to be reviewed by this day is not yet stale.

    Examples:
        >>> from safetykit.toolkit.host import Toolkit
        >>> road_safety = Toolkit.built_in().only("road_safety")
        >>> find_stale(road_safety, as_of=dt.date(2026, 11, 1)).items
        ()
    """
    report = list_content(toolkit, as_of=as_of)
    late = [item for item in report.items if item.review_by and item.review_by < report.as_of]
    late.sort(key=lambda item: item.review_by or report.as_of)
    return attrs.evolve(report, items=tuple(late))


def _reports(toolkit: Toolkit, day: dt.date) -> Iterator[tuple[Offer, HookReport[object]]]:
    for offer in _ALWAYS:
        yield offer, toolkit.report(offer)
    for offer in _DATED:
        for nation in Jurisdiction:
            yield offer, toolkit.report(offer, jurisdiction=nation, as_of=day)


def _items(offer: Offer, module: str, item: Any) -> Iterable[ContentItem]:
    if isinstance(item, Unknown):
        return
    key, title = _first(item, _NAMES), _first(item, _TITLES)
    if isinstance(item, RatedIntervention):
        for rating in item.ratings:
            words = f"{title}: {rating.outcome}, by {rating.scale}"
            yield ContentItem(
                module=module, kind=offer, key=key, title=words, review_by=rating.review_by
            )
        return
    due = getattr(item, "review_by", None)
    yield ContentItem(module=module, kind=offer, key=key, title=title, review_by=due)


def _first(item: object, names: Iterable[str]) -> str:
    """Return the first of some attributes that an item has."""
    value = next((getattr(item, name) for name in names if hasattr(item, name)), "")
    return value if isinstance(value, str) else ", ".join(value)
