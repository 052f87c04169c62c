"""Rules over what a module states: its facts, their sources, their dates, and its indicators.

What belongs here: rules over items, whichever page shows them. What does not: the pages, which are
in `pages`, and the promises of the module, which are in `manifest`.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

from safetykit.content import FactBook
from safetykit.errors import InputError, suggest
from safetykit.toolkit.checks.outcome import (
    NO_NUMPY,
    CheckOutcome,
    ask,
    has_numpy,
    items_of,
    key_of,
    not_run,
    outcome,
    the_one,
)
from safetykit.toolkit.host import Toolkit
from safetykit.toolkit.listing import find_stale, list_content
from safetykit.toolkit.manifest import Offer

__all__ = [
    "check_content_is_in_date",
    "check_facts_are_sourced",
    "check_facts_do_not_overlap",
    "check_indicators_name_their_sources",
    "check_units_have_numbers",
]

_SOURCED: Final = (Offer.FACTS, Offer.ROUTES, Offer.TAXONOMIES)


def check_facts_do_not_overlap(module: Toolkit, *, as_of: dt.date) -> CheckOutcome:
    """Check that no two facts say different things of one nation and one day."""
    facts = ask(module, Offer.FACTS, as_of=as_of).items
    problems = []
    try:
        FactBook(facts=facts)
    except InputError as error:
        problems = [str(error)]
    return outcome("facts_do_not_overlap", problems, len(facts), "facts")


def check_units_have_numbers(module: Toolkit, *, as_of: dt.date) -> CheckOutcome:
    """Check that the value of a fact with a unit is an exact number."""
    facts = [fact for fact in ask(module, Offer.FACTS, as_of=as_of).items if fact.unit]
    problems = [
        f'{fact.key}: it has a unit, and "{fact.value}" is no exact number.'
        for fact in facts
        if fact.value.number is None
    ]
    return outcome("units_have_numbers", problems, len(facts), "facts with a unit")


def check_facts_are_sourced(module: Toolkit, *, as_of: dt.date) -> CheckOutcome:
    """Check that what is stated was read at its source before its date of review.

    What names no source says that a person must check it; how many say so is counted.
    """
    held = [item for offer, item in items_of(module, as_of=as_of) if offer in _SOURCED]
    problems = [
        f"{key_of(item)}: it names no source."
        for item in held
        if not item.sources and not item.check_by_person
    ]
    problems += [
        f"{key_of(item)}: its source {source.key} was read after its date of review."
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
    problems = [f"{i.kind.value}: {i.key} was to be reviewed by {i.review_by}." for i in late]
    dated = sum(item.review_by is not None for item in held)
    of = f"dates of review; none is before {as_of.isoformat()}"
    return outcome("content_is_in_date", problems, dated, of)


def check_indicators_name_their_sources(module: Toolkit, *, as_of: dt.date) -> CheckOutcome:
    """Check that no indicator misspells a source that is described, and that each pair is there.

    A source that nobody describes is no fault: many figures are a partner's own.
    """
    name = "indicators_name_their_sources"
    indicators = ask(module, Offer.INDICATORS, as_of=as_of).items
    if not has_numpy():
        return not_run(name, NO_NUMPY)
    names, keys = _source_names(module, as_of), {indicator.key for indicator in indicators}
    problems = []
    for indicator in indicators:
        near = "" if indicator.source in names else suggest(indicator.source, names)
        if near:
            problems.append(
                f'{indicator.key}: no data source is called "{indicator.source}". {near}'
            )
        if indicator.paired_with and indicator.paired_with not in keys:
            problems.append(f'{indicator.key}: no indicator has the key "{indicator.paired_with}".')
    return outcome(name, problems, len(indicators), "indicators")


def _source_names(module: Toolkit, day: dt.date) -> set[str]:
    """Return the names of every source that safetykit or the module describes."""
    from safetykit.records import POLICE_UK

    offered = Offer.DATA_SOURCES in the_one(module).offers
    own = ask(module, Offer.DATA_SOURCES, as_of=day).items if offered else ()
    built_in = Toolkit.built_in().data_sources(strict=False)
    return {POLICE_UK.name, *(source.name for source in (*own, *built_in))}
