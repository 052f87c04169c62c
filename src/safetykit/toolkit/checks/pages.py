"""Rules over the pages of a module: fact sheets, guides, explainers and checklists.

What belongs here: what a reader in need must be able to rely on in any page, whoever wrote it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any, Final

from safetykit.content import (
    Ending,
    FactSheet,
    Guide,
    GuideQuestion,
    Jurisdiction,
    Unknown,
    current_routes,
    find_verdicts,
    publication_blocks,
)
from safetykit.toolkit.checks.outcome import (
    CheckOutcome,
    ask,
    key_of,
    outcome,
    pages,
    parts,
    the_one,
)
from safetykit.toolkit.host import Toolkit
from safetykit.toolkit.manifest import Offer

__all__ = [
    "check_emergency_comes_first",
    "check_every_walk_ends",
    "check_nothing_expired_is_shown",
    "check_pages_pass_no_verdict",
    "check_pages_show_what_was_checked",
    "check_sheet_words_are_sourced",
    "check_words_are_sentences",
]

_OPEN: Final = ",;-\u2013\u2014("


def check_emergency_comes_first(module: Toolkit, *, as_of: dt.date) -> CheckOutcome:
    """Check that the way to help in danger comes first, wherever the module shows ways to help.

    It is one that needs no form.
    """
    routes = ask(module, Offer.ROUTES, as_of=as_of).items
    problems, count = [], len(routes)
    for nation in Jurisdiction if routes else ():
        current = current_routes(routes, jurisdiction=nation, as_of=as_of)
        first = current[0] if current and current[0].emergency else None
        if first is None and nation in the_one(module).jurisdictions:
            problems.append(f"{nation.words}: no emergency route comes first.")
        if first is not None and not first.needs_no_form:
            how = first.channel.value
            problems.append(f"{nation.words}: in an emergency nobody can wait for {how}.")
    for offer, nation, page in pages(module, as_of=as_of):
        for step, shown in _lists_of_routes(page):
            count += 1
            if not shown or not shown[0].emergency:
                where = _where(offer, nation, page) + step
                problems.append(f"{where}: no emergency route comes first.")
    return outcome("emergency_comes_first", problems, count, "ways to help, and lists of them")


def check_every_walk_ends(module: Toolkit, *, as_of: dt.date) -> CheckOutcome:
    """Check that every walk through a guide ends in words and whom to turn to.

    Every answer leads on, every step is reached, and no walk goes round.
    """
    problems, count = [], 0
    for offer, nation, page in pages(module, as_of=as_of):
        if isinstance(page, Guide):
            count += 1
            where = _where(offer, nation, page)
            problems += [f"{where}: {words}" for words in (*_lost_steps(page), *_bare_ends(page))]
    return outcome("every_walk_ends", problems, count, "guides, one for each nation")


def check_nothing_expired_is_shown(module: Toolkit, *, as_of: dt.date) -> CheckOutcome:
    """Check that no page shows a fact or a way to help that does not hold there and then.

    Pages are asked for on the day of the check, and on the day after each end of a route.
    """
    routes = ask(module, Offer.ROUTES, as_of=as_of).items
    ends = sorted({route.valid_to for route in routes if route.valid_to})
    problems, count = [], 0
    for day in (as_of, *(end + dt.timedelta(1) for end in ends)):
        for offer, nation, page in pages(module, as_of=day):
            for item in _shown(page):
                count += 1
                if not item.covers(nation, day):
                    where = _where(offer, nation, page)
                    problems.append(f"{where}, {day}: {key_of(item)} does not hold.")
    return outcome("nothing_expired_is_shown", problems, count, "facts and routes on pages")


def check_pages_pass_no_verdict(module: Toolkit, *, as_of: dt.date) -> CheckOutcome:
    """Check that no page says that somebody is safe, guilty, or within the law."""
    problems, count = [], 0
    for offer, nation, page in pages(module, as_of=as_of):
        for words in (words for part in (page, *parts(page)) for words in _words(part)):
            count += 1
            for phrase, reason in find_verdicts(words):
                problems.append(f'{_where(offer, nation, page)}: "{phrase}": {reason}.')
    return outcome("pages_pass_no_verdict", problems, count, "texts on pages")


def check_pages_show_what_was_checked(module: Toolkit, *, as_of: dt.date) -> CheckOutcome:
    """Check that no page shows a fact or a way to help that a person has yet to check."""
    problems, count = [], 0
    for offer, nation, page in pages(module, as_of=as_of):
        where = _where(offer, nation, page)
        for item in _shown(page):
            count += 1
            if blocks := publication_blocks(item):
                why = " and ".join(blocks)
                problems.append(f"{where}: {key_of(item)} may not be published, for {why}.")
            if nation not in item.jurisdictions:
                problems.append(f"{where}: {key_of(item)} is not of this nation.")
    return outcome("pages_show_what_was_checked", problems, count, "facts and routes on pages")


def check_sheet_words_are_sourced(module: Toolkit, *, as_of: dt.date) -> CheckOutcome:
    """Check that words on a fact sheet lean on sources, and leave figures to the facts.

    A sheet that is not there for a nation says where to look instead.
    """
    problems, count = list(_silent_sheets(module, as_of)), 0
    for offer, nation, page in pages(module, as_of=as_of):
        for section in page.sections if offer is Offer.FACT_SHEETS else ():
            count += 1
            where = f'{_where(offer, nation, page)}, "{section.title}"'
            if not (section.sources or section.facts or section.unknown):
                problems.append(f"{where}: it names neither a source nor a fact.")
            for words in (words for words in section.words if re.search(r"\d", words)):
                said = f'a figure stands in the words "{words}"'
                problems.append(f"{where}: {said}; make it a dated fact.")
    return outcome("sheet_words_are_sourced", problems, count, "sections of fact sheets")


def check_words_are_sentences(module: Toolkit, *, as_of: dt.date) -> CheckOutcome:
    """Check that no paragraph on a page is a part of a sentence.

    In YAML, `[Yes, in Wales.]` is two paragraphs, since a comma in brackets parts them.
    """
    problems, count = [], 0
    for offer, nation, page in pages(module, as_of=as_of):
        where = _where(offer, nation, page)
        for words in (words for part in (page, *parts(page)) for words in _paragraphs(part)):
            count += 1
            if words[:1].islower() or words[-1:].isalnum() or words[-1:] in _OPEN:
                hint = "in YAML, put each paragraph on a line of its own."
                problems.append(f'{where}: "{words}" is a part of a sentence; {hint}')
    return outcome("words_are_sentences", problems, count, "paragraphs on pages")


def _silent_sheets(module: Toolkit, day: dt.date) -> Iterator[str]:
    """Yield what is wrong with the answers that stand in for a fact sheet."""
    offered = Offer.FACT_SHEETS in the_one(module).offers
    for nation in Jurisdiction if offered else ():
        for sheet in ask(module, Offer.FACT_SHEETS, as_of=day, nation=nation).items:
            if isinstance(sheet, Unknown) and not sheet.where_to_check.strip():
                yield f"{sheet.about} for {nation.words}: it does not say where to look."


def _lost_steps(guide: Guide) -> Iterator[str]:
    """Yield the steps that are missing or never reached, and whether a walk goes round."""
    steps: dict[str, GuideQuestion | Ending] = {step.id: step for step in guide.questions}
    steps |= {ending.id: ending for ending in guide.endings}
    after = {q.id: {answer.then for answer in q.answers} for q in guide.questions}
    reached, fresh = set(), {guide.start}
    for _ in range(len(steps) + 1):  # a walk without a circle is no longer
        reached |= fresh
        yield from (f'no step has the id "{name}".' for name in sorted(fresh - steps.keys()))
        fresh = {then for name in fresh for then in after.get(name, ())}
    if fresh:
        yield "a walk goes round and never ends."
    yield from (f'no walk reaches "{name}".' for name in sorted(steps.keys() - reached))


def _bare_ends(guide: Guide) -> Iterator[str]:
    """Yield the endings that leave a reader without help."""
    for ending in guide.endings:
        if not (any(words.strip() for words in ending.words) and ending.routes):
            yield f'the ending "{ending.id}" lacks words or routes.'


def _shown(page: Any) -> Iterator[Any]:
    """Yield every fact and route of a page."""
    for part in (page, *parts(page)):
        yield from getattr(part, "facts", ())
        yield from getattr(part, "routes", ())


def _paragraphs(part: Any) -> Iterator[str]:
    """Yield the paragraphs of a page, or of a part of one."""
    yield from getattr(part, "words", ())
    yield from getattr(part, "intro", ())


def _words(part: Any) -> Iterator[str]:
    """Yield what a page, or a part of one, says; the title of a page may ask what is left open."""
    yield from _paragraphs(part)
    if not isinstance(part, FactSheet | Guide):
        yield getattr(part, "title", "")
        yield getattr(part, "text", "")


def _lists_of_routes(page: Any) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Yield the ways to help of a page, and of each of its parts, in the order of the page."""
    for part in (page, *parts(page)):
        if hasattr(part, "routes"):
            yield (f", {part.id}" if isinstance(part, Ending) else ""), part.routes


def _where(offer: Offer, nation: Jurisdiction, page: Any) -> str:
    return f"{offer.value}: {key_of(page)} for {nation.words}"
