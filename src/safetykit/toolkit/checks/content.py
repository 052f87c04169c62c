"""Rules over what a module states: its manifest, its names, its sources and its dates.

What belongs here: rules that need nothing but the answers of the module. What does not: its pages,
which are in `pages`, and its code, which is in `code`.
"""

from __future__ import annotations

import datetime as dt
import pickle
from collections.abc import Iterable, Iterator
from typing import Any, Final

from safetykit.content import FactBook, Jurisdiction
from safetykit.errors import InputError
from safetykit.toolkit.calling import PluginStage
from safetykit.toolkit.checks.outcome import PAGES, CheckOutcome, ask, items_of, outcome, the_one
from safetykit.toolkit.host import Toolkit
from safetykit.toolkit.listing import find_stale, list_content
from safetykit.toolkit.manifest import Offer

__all__ = [
    "check_answers_pickle",
    "check_content_is_in_date",
    "check_content_is_valid",
    "check_facts_are_sourced",
    "check_facts_do_not_overlap",
    "check_manifest_is_true",
    "check_names_start_with_the_module",
]

_SOURCED: Final = (Offer.FACTS, Offer.ROUTES, Offer.TAXONOMIES)
_ANYWHERE: Final = (Offer.ROUTES, Offer.GLOSSARY)  # 999 is right beyond the nations of a module


def check_manifest_is_true(module: Toolkit, *, as_of: dt.date) -> CheckOutcome:
    """Check that what the manifest says is what the module does, in the nations that it names."""
    held = list(items_of(module, as_of=as_of))  # this loads the module, whose faults follow
    info = the_one(module)
    problems = [str(fault) for fault in info.faults if fault.stage is not PluginStage.CALLED]
    if not problems:
        words = [word for word in ("title", "summary") if not getattr(info, word)]
        problems += [f"{word} is empty." for word in words]
        kinds = {offer for offer, _ in held} | {Offer.REPORT_SECTIONS}
        missing = [offer for offer in info.offers if offer not in kinds]
        problems += [f"it offers {offer.value} and answers with none." for offer in missing]
        problems += _wrong_nations(info.jurisdictions, held)
    nations = ", ".join(n.words for n in info.jurisdictions) or "no nation"
    return outcome("manifest_is_true", problems, len(info.offers), f"offers; {nations}")


def check_content_is_valid(module: Toolkit, *, as_of: dt.date) -> CheckOutcome:
    """Check that every hook answers without a fault, pages for every nation and for other days."""
    info = the_one(module)
    days = (as_of, dt.date(1900, 1, 1), dt.date(2090, 1, 1))
    faults: dict[str, None] = {}
    asked = 0
    for offer in (o for o in info.offers if o is not Offer.REPORT_SECTIONS):
        there = [(n, d) for n in Jurisdiction for d in days] if offer in PAGES else [(None, as_of)]
        for nation, day in there:
            asked += 1
            report = ask(module, offer, as_of=day, nation=nation)
            faults |= dict.fromkeys(str(fault) for fault in report.faults)
    return outcome("content_is_valid", faults, asked, "questions answered without a fault")


def check_facts_do_not_overlap(module: Toolkit, *, as_of: dt.date) -> CheckOutcome:
    """Check that no two facts say different things of one nation and one day."""
    facts = ask(module, Offer.FACTS, as_of=as_of).items
    problems = []
    try:
        FactBook(facts=facts)
    except InputError as error:
        problems = [str(error)]
    return outcome("facts_do_not_overlap", problems, len(facts), "facts")


def check_names_start_with_the_module(module: Toolkit, *, as_of: dt.date) -> CheckOutcome:
    """Check that keys and names start with the name of the module."""
    name = the_one(module).name
    named = [(o, k) for o, item in items_of(module, as_of=as_of) for k in _keys(o, item)]
    problems = [
        f'{offer.value}: "{key}" must start with "{name}.".'
        for offer, key in named
        if not key.startswith(f"{name}.")
    ]
    return outcome("names_start_with_the_module", problems, len(named), "names")


def check_facts_are_sourced(module: Toolkit, *, as_of: dt.date) -> CheckOutcome:
    """Check that what is stated was read at its source before its date of review.

    That it has a source, or says that a person must check it, is refused before a fact is made;
    how many say so is counted.
    """
    held = [item for offer, item in items_of(module, as_of=as_of) if offer in _SOURCED]
    problems = [
        f"{_key(item)}: its source {source.key} was read after its date of review."
        for item in held
        for source in item.sources
        if source.retrieved > item.review_by
    ]
    marked = sum(item.check_by_person for item in held)
    of = f"facts, routes and taxonomies; {marked} are marked for a person to check"
    return outcome("facts_are_sourced", problems, len(held), of)


def check_content_is_in_date(module: Toolkit, *, as_of: dt.date) -> CheckOutcome:
    """Check that nothing should have been reviewed before a day."""
    late = find_stale(module, as_of=as_of).items
    held = list_content(module, as_of=as_of).items
    problems = [f"{i.key} was to be reviewed by {i.review_by}." for i in late]
    dated = sum(item.review_by is not None for item in held)
    of = f"dates of review; none is before {as_of.isoformat()}"
    return outcome("content_is_in_date", problems, dated, of)


def check_answers_pickle(module: Toolkit, *, as_of: dt.date) -> CheckOutcome:
    """Check that every answer survives a trip to another process."""
    problems, count = [], 0
    for offer, item in items_of(module, as_of=as_of):
        count += 1
        try:
            same = pickle.loads(pickle.dumps(item)) == item  # noqa: S301 - what was just written
        except Exception as error:  # noqa: BLE001 - whatever an item raises is the finding
            problems.append(f"{offer.value}: {type(error).__name__}: {error}")
        else:
            problems += [] if same else [f"{offer.value}: an item came back as another one."]
    return outcome("answers_pickle", problems, count, "answers")


def _wrong_nations(
    named: Iterable[Jurisdiction], held: Iterable[tuple[Offer, Any]]
) -> Iterator[str]:
    """Yield the nations that the module covers and does not name, or names and does not cover."""
    items = list(held)
    covered = {n for _, item in items for n in _nations(item)}
    taught = {n for offer, item in items if offer not in _ANYWHERE for n in _nations(item)}
    for nation in Jurisdiction:
        if nation in taught and nation not in named:
            yield f"it holds content of {nation.words}, which it does not name."
        if covered and nation in named and nation not in covered:
            yield f"it names {nation.words} and holds nothing of it."


def _nations(item: Any) -> Iterator[Jurisdiction]:
    """Yield the nations that an item holds for; one without nations holds for none by name."""
    if hasattr(item, "jurisdiction"):
        yield item.jurisdiction
    yield from getattr(item, "jurisdictions", ())
    for rating in getattr(item, "ratings", ()):
        yield from rating.jurisdictions


def _keys(offer: Offer, item: Any) -> Iterable[str]:
    if offer in (Offer.GLOSSARY, Offer.DATA_SOURCES):  # a term and a source have the world's names
        return ()
    if offer is Offer.RULES:
        return tuple(item.codes)
    return (_key(item),)


def _key(item: Any) -> str:
    return str(next(getattr(item, n) for n in ("key", "id", "name") if hasattr(item, n)))
