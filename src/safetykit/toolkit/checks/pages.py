"""Rules over the pages of a module: fact sheets, guides, explainers and checklists.

What belongs here: what a reader in need must be able to rely on in any page, whoever wrote it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

from safetykit.content import Jurisdiction, current_routes, find_verdicts, publishable
from safetykit.toolkit.checks.outcome import CheckOutcome, ask, outcome, pages, the_one
from safetykit.toolkit.host import Toolkit
from safetykit.toolkit.manifest import Offer

__all__ = [
    "check_emergency_comes_first",
    "check_pages_pass_no_verdict",
    "check_pages_show_what_was_checked",
    "check_sheet_words_are_sourced",
]


def check_emergency_comes_first(module: Toolkit, *, as_of: dt.date) -> CheckOutcome:
    """Check that the way to help in danger comes first, wherever the module shows ways to help."""
    routes = ask(module, Offer.ROUTES, as_of=as_of).items
    problems, count = [], len(routes)
    for nation in the_one(module).jurisdictions if routes else ():
        current = current_routes(routes, jurisdiction=nation, as_of=as_of)
        if not current or not current[0].emergency:
            problems.append(f"{nation.words}: no emergency route comes first.")
    for offer, nation, page in pages(module, as_of=as_of):
        for shown in _shown_routes(page):
            count += 1
            if not shown or not shown[0].emergency:
                problems.append(f"{_where(offer, nation, page)}: no emergency route comes first.")
    return outcome("emergency_comes_first", problems, count, "ways to help, and lists of them")


def check_pages_pass_no_verdict(module: Toolkit, *, as_of: dt.date) -> CheckOutcome:
    """Check that no page says that somebody is safe, guilty, or within the law."""
    problems, count = [], 0
    for offer, nation, page in pages(module, as_of=as_of):
        for words in _words(page):
            count += 1
            for phrase, reason in find_verdicts(words):
                problems.append(f'{_where(offer, nation, page)}: "{phrase}": {reason}.')
    return outcome("pages_pass_no_verdict", problems, count, "texts on pages")


def check_pages_show_what_was_checked(module: Toolkit, *, as_of: dt.date) -> CheckOutcome:
    """Check that no page shows a fact or a way to help that a person has yet to check."""
    problems, count = [], 0
    for offer, nation, page in pages(module, as_of=as_of):
        for part in (page, *_parts(page)):
            for item in (*getattr(part, "facts", ()), *getattr(part, "routes", ())):
                count += 1
                if not publishable(item):
                    key = getattr(item, "key", "") or item.id
                    problems.append(f"{_where(offer, nation, page)}: {key} may not be published.")
                if nation not in item.jurisdictions:
                    key = getattr(item, "key", "") or item.id
                    problems.append(f"{_where(offer, nation, page)}: {key} is not of this nation.")
    return outcome("pages_show_what_was_checked", problems, count, "facts and routes on pages")


def check_sheet_words_are_sourced(module: Toolkit, *, as_of: dt.date) -> CheckOutcome:
    """Check that words on a fact sheet lean on sources, and leave figures to the facts."""
    problems, count = [], 0
    for offer, nation, page in pages(module, as_of=as_of):
        for section in page.sections if offer is Offer.FACT_SHEETS else ():
            count += 1
            where = f'{_where(offer, nation, page)}, "{section.title}"'
            if not section.sources and not section.facts:
                problems.append(f"{where}: it names neither a source nor a fact.")
            if re.search(r"\d", " ".join(section.words)):
                problems.append(f"{where}: a figure stands in the words; make it a dated fact.")
    return outcome("sheet_words_are_sourced", problems, count, "sections of fact sheets")


def _parts(page: Any) -> Iterator[Any]:
    """Yield the parts of a page that hold words, facts or routes."""
    for name in ("sections", "endings", "questions", "items"):
        yield from getattr(page, name, ())


def _words(page: Any) -> Iterator[str]:
    for part in _parts(page):
        yield from getattr(part, "words", ())
        yield getattr(part, "title", "")


def _shown_routes(page: Any) -> Iterator[tuple[Any, ...]]:
    """Yield the ways to help of a page, and of each of its parts, in the order of the page."""
    for part in (page, *_parts(page)):
        if hasattr(part, "routes"):
            yield part.routes


def _where(offer: Offer, nation: Jurisdiction, page: Any) -> str:
    key = getattr(page, "key", "") or getattr(page, "title", "")
    return f"{offer.value}: {key} for {nation.words}"
