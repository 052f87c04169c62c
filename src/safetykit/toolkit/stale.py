"""What is past its date of review: every fact, route, page, list and rating of a toolkit.

What belongs here: the list. Nothing here decides what to do about an item, and none is hidden.
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

__all__ = ["StaleItem", "StaleReport", "find_stale"]

_ALWAYS: Final = (Offer.FACTS, Offer.ROUTES, Offer.TAXONOMIES, Offer.GLOSSARY, Offer.EVIDENCE)
_DATED: Final = (Offer.FACT_SHEETS, Offer.GUIDES, Offer.EXPLAINERS, Offer.CHECKLISTS)


@attrs.frozen(kw_only=True, order=True)
class StaleItem:
    """Something that should have been reviewed: by when, whose it is, and what it is."""

    review_by: dt.date
    module: str
    kind: Offer
    key: str
    title: str


@attrs.frozen(kw_only=True)
class StaleReport:
    """Everything past its date of review on a day, longest overdue first, and who failed to say."""

    as_of: dt.date
    items: tuple[StaleItem, ...]
    faults: tuple[PluginFault, ...] = ()


def find_stale(toolkit: Toolkit, *, as_of: dt.date) -> StaleReport:
    """Return what should have been reviewed before a day.

    Args:
        toolkit: The modules to ask.
        as_of: The day. An item that is to be reviewed by this day is not yet stale.
    """
    day = require_date("as_of", as_of)
    found: set[StaleItem] = set()
    faults: dict[PluginFault, None] = {}
    for offer, report in _reports(toolkit, day):
        faults |= dict.fromkeys(report.faults)
        for module, item in report.answers:
            found |= {stale for stale in _items(offer, module, item) if stale.review_by < day}
    return StaleReport(as_of=day, items=tuple(sorted(found)), faults=tuple(faults))


def _reports(toolkit: Toolkit, day: dt.date) -> Iterator[tuple[Offer, HookReport[object]]]:
    for offer in _ALWAYS:
        yield offer, toolkit.report(offer)
    for offer in _DATED:
        for nation in Jurisdiction:
            yield offer, toolkit.report(offer, jurisdiction=nation, as_of=day)


def _items(offer: Offer, module: str, item: Any) -> Iterable[StaleItem]:
    if isinstance(item, Unknown):
        return
    if isinstance(item, RatedIntervention):
        for rating in item.ratings:
            title = f"{item.title}: {rating.outcome}, by {rating.scale}"
            yield StaleItem(
                review_by=rating.review_by, module=module, kind=offer, key=item.key, title=title
            )
        return
    key = next(str(getattr(item, name)) for name in ("key", "id", "term") if hasattr(item, name))
    title = next(str(getattr(item, n)) for n in ("title", "label", "term") if hasattr(item, n))
    yield StaleItem(review_by=item.review_by, module=module, kind=offer, key=key, title=title)
