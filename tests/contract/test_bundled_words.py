"""What the pages of every bundled module say, whatever they are about."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest

from safetykit.content import Guide, Jurisdiction, Unknown, find_verdicts, publishable, walk
from safetykit.toolkit import Offer, Toolkit

DAY = dt.date(2026, 11, 22)
PAGES = (Offer.FACT_SHEETS, Offer.GUIDES, Offer.EXPLAINERS, Offer.CHECKLISTS)


@pytest.fixture(scope="module")
def toolkit() -> Toolkit:
    """Return the bundled modules."""
    return Toolkit.built_in()


def pages(toolkit: Toolkit, offer: Offer) -> Iterator[tuple[str, Any]]:
    """Yield every page of a kind in every nation, with the name of its module."""
    for nation in Jurisdiction:
        report = toolkit.report(offer, jurisdiction=nation, as_of=DAY)
        report.unwrap()
        yield from ((name, page) for name, page in report.answers if not isinstance(page, Unknown))


def parts(page: Any) -> Iterator[Any]:
    """Yield the parts of a page that hold words and facts."""
    for name in ("sections", "endings", "questions", "items"):
        yield from getattr(page, name, ())


@pytest.mark.parametrize("offer", PAGES)
def test_no_verdict(toolkit: Toolkit, offer: Offer) -> None:
    """No page says that somebody is safe, guilty, or within the law."""
    found = [
        (name, part, phrase)
        for name, page in pages(toolkit, offer)
        for part in parts(page)
        for words in (*getattr(part, "words", ()), getattr(part, "title", ""))
        for phrase in find_verdicts(words)
    ]

    assert [] == found


@pytest.mark.parametrize("offer", PAGES)
def test_nothing_unpublishable(toolkit: Toolkit, offer: Offer) -> None:
    """No page shows a fact or a route that a person has yet to check."""
    for _, page in pages(toolkit, offer):
        for part in parts(page):
            assert all(publishable(fact) for fact in getattr(part, "facts", ()))
            assert all(publishable(route) for route in getattr(part, "routes", ()))


def test_what_nobody_saw_is_marked(toolkit: Toolkit) -> None:
    """What stands on general knowledge alone says that a person has yet to check it."""
    held = (*toolkit.facts(), *toolkit.routes(), *toolkit.taxonomies())
    unseen = [item for item in held if item.confidence.value.startswith("G")]

    assert unseen
    assert [] == [item for item in unseen if not item.check_by_person]


def test_every_ending_starts_with_an_emergency_route(toolkit: Toolkit) -> None:
    """Whoever comes to an ending sees first what to do in danger."""
    guides = [page for _, page in pages(toolkit, Offer.GUIDES) if isinstance(page, Guide)]

    assert guides
    for guide in guides:
        assert guide.start == walk(guide).id
        assert all(ending.routes[0].emergency for ending in guide.endings), guide.key
