"""What every toolkit module must keep: each rule as a function that says what is wrong.

What belongs here: rules over a module as its host sees it, whoever wrote it. What does not: rules
over its code, which are in `package_rules`, and running them; that is `contract`.

Each function yields a sentence for each fault, which names the item; none if all is well.
"""

from __future__ import annotations

import datetime as dt
import importlib.util
import pickle
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from safetykit.content import (
    Ending,
    FactBook,
    FactSheet,
    Guide,
    GuideQuestion,
    Jurisdiction,
    Unknown,
    current_routes,
    find_verdicts,
    publication_blocks,
)
from safetykit.errors import InputError, suggest
from safetykit.testing.samples import sample_plan
from safetykit.toolkit import HOOKS, ModuleState, Offer, Toolkit, find_stale

__all__ = [
    "PAGES",
    "answers_pickle",
    "emergency_first",
    "every_day_answered",
    "every_walk_ends",
    "facts_agree",
    "facts_sourced",
    "figures_dated",
    "found_without_fault",
    "in_date",
    "indicators_have_sources",
    "keys_named",
    "manifest_true",
    "methods_load",
    "no_verdicts",
    "nothing_expired",
    "only_publishable",
    "rules_answer",
    "words_sourced",
]

PAGES: Final = (Offer.FACT_SHEETS, Offer.GUIDES, Offer.EXPLAINERS, Offer.CHECKLISTS)
_OF_NATIONS: Final = (Offer.FACTS, Offer.EVIDENCE, *PAGES)
_FREE_NAMES: Final = (Offer.DATA_SOURCES, Offer.GLOSSARY)
_FAR_DAYS: Final = (dt.date(1900, 1, 1), dt.date(2012, 1, 1), dt.date(2090, 1, 1))
_PARTS: Final = ("sections", "endings", "questions", "items")


def offers(toolkit: Toolkit) -> tuple[Offer, ...]:
    """Return what a module offers that can be asked for here: records need numpy."""
    found = toolkit.modules[0].offers
    if importlib.util.find_spec("numpy") is None:
        return tuple(offer for offer in found if offer is not Offer.DATA_SOURCES)
    return found


def offered(toolkit: Toolkit, offer: Offer, day: dt.date) -> tuple[Any, ...]:
    """Return everything that a module says to one hook, in every nation; faults are raised."""
    if offer not in offers(toolkit):
        return ()
    if offer in PAGES:
        found = (toolkit.report(offer, jurisdiction=n, as_of=day) for n in Jurisdiction)
        return tuple(item for report in found for item in report.unwrap())
    if offer is Offer.REPORT_SECTIONS:
        plan = sample_plan()
        sections = (toolkit.report_sections(plan, jurisdiction=n, as_of=day) for n in Jurisdiction)
        return tuple(item for found in sections for item in found)
    return toolkit.report(offer).unwrap()


def pages(toolkit: Toolkit, day: dt.date) -> Iterator[Any]:
    """Yield every page of a module in every nation; what is unknown is no page."""
    for offer in PAGES:
        yield from (p for p in offered(toolkit, offer, day) if not isinstance(p, Unknown))


def parts(page: Any) -> Iterator[Any]:
    """Yield the parts of a page that hold words, facts and routes."""
    for name in _PARTS:
        yield from getattr(page, name, ())


def found_without_fault(toolkit: Toolkit, day: dt.date) -> Iterator[str]:
    """The module is found, and answers every hook that it offers."""
    for offer in offers(toolkit):
        try:
            offered(toolkit, offer, day)
        except ExceptionGroup as group:
            yield from (f"{offer.value}: {error}" for error in group.exceptions)
    if not toolkit.faults and toolkit.modules[0].state is not ModuleState.REGISTERED:
        yield "nothing is offered in module.toml."
    yield from (str(fault) for fault in toolkit.faults)


def manifest_true(toolkit: Toolkit, day: dt.date) -> Iterator[str]:
    """What module.toml says is what the hooks do, in the nations that it names."""
    info = toolkit.modules[0]
    for name in ("title", "summary", "version"):
        if not getattr(info, name).strip():
            yield f"module.toml gives no {name}."
    held: set[Jurisdiction] = set()
    for offer in offers(toolkit):
        items = offered(toolkit, offer, day)
        if offer is not Offer.REPORT_SECTIONS and all(isinstance(i, Unknown) for i in items):
            yield f"module.toml offers {offer.value}, and there are none."
        if offer in _OF_NATIONS:
            held |= {nation for item in items for nation in _nations(item)}
    for nation in sorted(held - set(info.jurisdictions)):
        yield f"module.toml does not name {nation.value}, and there is content for it."
    for nation in sorted(set(info.jurisdictions) - held) if held else ():
        yield f"module.toml names {nation.value}, and there is no content for it."


def _nations(item: Any) -> tuple[Jurisdiction, ...]:
    if isinstance(item, Unknown):
        return ()
    ratings = tuple(n for rating in getattr(item, "ratings", ()) for n in rating.jurisdictions)
    one = (item.jurisdiction,) if hasattr(item, "jurisdiction") else ()
    return (*getattr(item, "jurisdictions", ()), *ratings, *one)


def keys_named(toolkit: Toolkit, day: dt.date) -> Iterator[str]:
    """Keys start with the module's name, so that those of two modules cannot collide."""
    name = toolkit.modules[0].name
    for offer in offers(toolkit):
        if offer in _FREE_NAMES:
            continue
        for item in offered(toolkit, offer, day):
            keys = () if isinstance(item, Unknown) else HOOKS[offer].names_of(item)
            for key in keys:
                if not key.startswith(f"{name}."):
                    yield f'{offer.value}: the key "{key}" does not start with "{name}.".'


def _dated(toolkit: Toolkit, day: dt.date) -> Iterator[tuple[str, Any]]:
    for offer, name in ((Offer.FACTS, "key"), (Offer.ROUTES, "id"), (Offer.TAXONOMIES, "key")):
        yield from ((getattr(item, name), item) for item in offered(toolkit, offer, day))


def facts_sourced(toolkit: Toolkit, day: dt.date) -> Iterator[str]:
    """Facts, routes and lists name a source, read before the review, or a person is to check."""
    for key, item in _dated(toolkit, day):
        if not item.sources and not item.check_by_person:
            yield f"{key}: it names no source."
        late = [source for source in item.sources if source.retrieved > item.review_by]
        yield from (f"{key}: {s.key} was read after the date of review." for s in late)


def facts_agree(toolkit: Toolkit, day: dt.date) -> Iterator[str]:
    """No two facts with one key hold in a nation on a day, and a number with a unit is exact."""
    facts = offered(toolkit, Offer.FACTS, day)
    try:
        FactBook(facts=facts)
    except InputError as error:
        yield str(error)
    for fact in facts:
        if fact.unit and fact.value.number is None:
            yield f'{fact.key}: it has a unit, and "{fact.value}" is no exact number.'


def in_date(toolkit: Toolkit, day: dt.date) -> Iterator[str]:
    """Nothing is past its date of review."""
    for item in find_stale(toolkit, as_of=day).items:
        yield f"{item.kind.value} {item.key}: to be reviewed by {item.review_by}."


def emergency_first(toolkit: Toolkit, day: dt.date) -> Iterator[str]:
    """Where a module gives routes, the first in each nation is for an emergency, and no form."""
    routes = offered(toolkit, Offer.ROUTES, day)
    for nation in Jurisdiction if routes else ():
        shown = current_routes(routes, jurisdiction=nation, as_of=day)
        covered = nation in toolkit.modules[0].jurisdictions
        if covered and not (shown and shown[0].emergency):
            yield f"{nation.words}: no emergency route comes first."
        if shown and shown[0].emergency and not shown[0].needs_no_form:
            yield f"{nation.words}: in an emergency nobody can wait for {shown[0].channel.value}."
    for page in pages(toolkit, day):
        for where, listed in _lists_of_routes(page):
            if not listed or not listed[0].emergency:
                yield f"{where} ({page.jurisdiction.words}): no emergency route comes first."


def _lists_of_routes(page: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(page, FactSheet) and page.routes:
        yield page.key, page.routes
    if isinstance(page, Guide):
        yield from ((f"{page.key}, {ending.id}", ending.routes) for ending in page.endings)


def nothing_expired(toolkit: Toolkit, day: dt.date) -> Iterator[str]:
    """No page shows a route or a fact that does not hold there and then."""
    ends = {r.valid_to for r in offered(toolkit, Offer.ROUTES, day) if r.valid_to}
    days = [day, *(end + dt.timedelta(1) for end in sorted(ends))]
    for asked in days:
        for page in pages(toolkit, asked):
            for key, item in _shown(page):
                if not item.covers(page.jurisdiction, asked):
                    yield f"{page.key} ({page.jurisdiction.words}, {asked}): {key} does not hold."


def _shown(page: Any) -> Iterator[tuple[str, Any]]:
    """Yield every fact and route of a page."""
    for part in (page, *parts(page)):
        yield from ((fact.key, fact) for fact in getattr(part, "facts", ()))
        yield from ((route.id, route) for route in getattr(part, "routes", ()))


def only_publishable(toolkit: Toolkit, day: dt.date) -> Iterator[str]:
    """No page shows a fact or a route that a person has yet to check."""
    for page in pages(toolkit, day):
        for key, item in _shown(page):
            if blocks := publication_blocks(item):
                yield f"{page.key}: {key} may not be shown, for {' and '.join(blocks)}."


def figures_dated(toolkit: Toolkit, day: dt.date) -> Iterator[str]:
    """A figure on a fact sheet is a dated fact; the words around it hold none."""
    for sheet in offered(toolkit, Offer.FACT_SHEETS, day):
        for section in getattr(sheet, "sections", ()):
            for text in section.words:
                if re.search(r"\d", text):
                    yield f'{sheet.key}, {section.title}: "{text}" holds a figure without a date.'


def words_sourced(toolkit: Toolkit, day: dt.date) -> Iterator[str]:
    """A fact sheet names its sources, and where to look if there are none for a nation."""
    for sheet in offered(toolkit, Offer.FACT_SHEETS, day):
        if isinstance(sheet, Unknown):
            if not sheet.where_to_check.strip():
                yield f"{sheet.about} ({sheet.jurisdiction.words}): it does not say where to look."
            continue
        for section in sheet.sections:
            if not (section.sources or section.facts or section.unknown):
                yield f"{sheet.key}, {section.title}: the words lean on no source and no fact."


def no_verdicts(toolkit: Toolkit, day: dt.date) -> Iterator[str]:
    """No page says that somebody is safe, guilty, or within the law."""
    for page in pages(toolkit, day):
        for part in (page, *parts(page)):
            for text in _texts(part):
                for phrase, reason in find_verdicts(text):
                    yield f'{page.key}: "{phrase}" passes a verdict; {reason}.'


def _texts(part: Any) -> Iterable[str]:
    words = (*getattr(part, "words", ()), *getattr(part, "intro", ()))
    if isinstance(part, FactSheet | Guide):  # the title of a page may ask what nobody answers
        return words
    return (*words, getattr(part, "title", ""), getattr(part, "text", ""))


def every_walk_ends(toolkit: Toolkit, day: dt.date) -> Iterator[str]:
    """Every answer of a guide leads on, every step is reached, and every ending has help."""
    for guide in offered(toolkit, Offer.GUIDES, day):
        if isinstance(guide, Guide):
            yield from _graph(guide)


def _graph(guide: Guide) -> Iterator[str]:
    steps: dict[str, GuideQuestion | Ending] = {step.id: step for step in guide.questions}
    steps |= {ending.id: ending for ending in guide.endings}
    after = {q.id: {answer.then for answer in q.answers} for q in guide.questions}
    reached, fresh = set(), {guide.start}
    for _ in range(len(steps) + 1):  # a walk without a circle is no longer
        reached |= fresh
        lost = sorted(fresh - steps.keys())
        yield from (f'{guide.key}: no step has the id "{name}".' for name in lost)
        fresh = {then for name in fresh for then in after.get(name, ())}
    if fresh:
        yield f"{guide.key}: a walk goes round and never ends."
    for name in sorted(steps.keys() - reached):
        yield f'{guide.key}: no walk reaches "{name}".'
    for ending in (step for step in steps.values() if isinstance(step, Ending)):
        if not (any(w.strip() for w in ending.words) and ending.routes):
            yield f'{guide.key}: the ending "{ending.id}" lacks words or routes.'


def every_day_answered(toolkit: Toolkit, day: dt.date) -> Iterator[str]:
    """Pages can be asked for on any day; what was not known then is said to be unknown."""
    for asked in _FAR_DAYS:
        for offer in PAGES:
            written = len(offered(toolkit, offer, day))
            got = len(offered(toolkit, offer, asked))
            if got != written:
                yield f"{offer.value}, {asked}: {got} answers, and {written} on {day}."


def indicators_have_sources(toolkit: Toolkit, day: dt.date) -> Iterator[str]:
    """No indicator misspells a source that is described, and each pair is there.

    A source that nobody describes is no fault: many figures are a partner's own.
    """
    indicators = offered(toolkit, Offer.INDICATORS, day)
    if not indicators:
        return
    from safetykit.records import POLICE_UK

    described = (*offered(toolkit, Offer.DATA_SOURCES, day), *Toolkit.built_in().data_sources())
    names = {POLICE_UK.name, *(source.name for source in described)}
    keys = {indicator.key for indicator in indicators}
    for indicator in indicators:
        near = "" if indicator.source in names else suggest(indicator.source, names)
        if near:
            yield f'{indicator.key}: no data source is called "{indicator.source}". {near}'
        if indicator.paired_with and indicator.paired_with not in keys:
            yield f'{indicator.key}: no indicator has the key "{indicator.paired_with}".'


def rules_answer(toolkit: Toolkit, day: dt.date) -> Iterator[str]:
    """Rules of the audit answer a whole plan, with findings that can be placed and acted on."""
    for rule in toolkit.rules() if offered(toolkit, Offer.RULES, day) else ():
        for check in rule(sample_plan(), as_of=day):
            for finding in check.findings:
                if not (finding.message.strip() and finding.hint.strip()):
                    yield f"{check.code}: a finding lacks its message or its hint."


def methods_load(toolkit: Toolkit, day: dt.date) -> Iterator[str]:
    """Methods can be imported, say what they assume, and name where they were published."""
    for method in offered(toolkit, Offer.METHODS, day):
        if not (method.assumptions and method.source.strip()):
            yield f"{method.key}: it states no assumption or no source."
        if not (method.load().__doc__ or "").strip():
            yield f"{method.key}: its function has no docstring."


def answers_pickle(toolkit: Toolkit, day: dt.date) -> Iterator[str]:
    """Every answer survives pickling, so that other processes can use it."""
    for offer in offers(toolkit):
        for item in offered(toolkit, offer, day):
            try:
                same = pickle.loads(pickle.dumps(item)) == item  # noqa: S301 - our own bytes
            except Exception as error:  # noqa: BLE001 - whatever a module's types raise is the fault
                yield f"{offer.value}: {_label(item)} cannot be pickled: {error}."
            else:
                if not same:
                    yield f"{offer.value}: {_label(item)} comes back different from a pickle."


def _label(item: Any) -> str:
    names = ("key", "id", "name", "term", "about", "codes")
    return str(next((getattr(item, n) for n in names if hasattr(item, n)), item))
