"""A fact sheet, guide, explainer, checklist or glossary as a handout."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterable, Iterator

from safetykit.content import (
    Checklist,
    Explainer,
    FactSheet,
    GlossaryTerm,
    Guide,
    Jurisdiction,
    Route,
)
from safetykit.errors import InputError
from safetykit.reporting.handouts.handout import Block, Choice, Handout, Item
from safetykit.reporting.texts import SOURCE_LANGUAGE, Texts, load_texts

__all__ = ["make_glossary_handout", "make_handout"]


@functools.singledispatch
def make_handout(content: object, *, language: str = SOURCE_LANGUAGE) -> Handout:
    """Return content for one nation and day as a handout.

    Args:
        content: A `FactSheet`, `Guide`, `Explainer` or `Checklist`.
        language: The language of the fixed texts.

    Raises:
        InputError: It is something else, or there is no catalogue of the language.
    """
    del language  # what is no content has no words
    expected = "a fact sheet, a guide, an explainer or a checklist"
    raise InputError("content", type(content).__name__, expected)


@make_handout.register
def _of_sheet(sheet: FactSheet, *, language: str = SOURCE_LANGUAGE) -> Handout:
    texts = load_texts(language)
    return Handout(
        kind=texts.say("fact sheet"),
        language=language,
        key=sheet.key,
        title=texts.in_english(sheet.title),
        jurisdiction=sheet.jurisdiction,
        as_of=sheet.as_of,
        review_by=sheet.review_by,
        overdue=sheet.review_overdue,
        routes=sheet.routes,
        blocks=tuple(
            Block(
                heading=texts.in_english(section.title),
                anchor=f"{sheet.key}-{number}",
                paragraphs=_all(section.words, texts),
                facts=section.facts,
                unknown=section.unknown,
            )
            for number, section in enumerate(sheet.sections, 1)
        ),
        sources=sheet.sources,
        closing=texts.in_english(sheet.not_legal_advice),
    )


@make_handout.register
def _of_guide(guide: Guide, *, language: str = SOURCE_LANGUAGE) -> Handout:
    texts = load_texts(language)
    endings = tuple(
        Block(
            heading=texts.in_english(ending.title),
            anchor=f"{guide.key}-{ending.id}",
            paragraphs=_all(ending.words, texts),
            facts=ending.facts,
            unknown=ending.unknown,
            routes=ending.routes,
        )
        for ending in guide.endings
    )
    return Handout(
        kind=texts.say("guide"),
        language=language,
        key=guide.key,
        title=texts.in_english(guide.title),
        jurisdiction=guide.jurisdiction,
        as_of=guide.as_of,
        review_by=guide.review_by,
        overdue=guide.review_overdue,
        intro=_all(guide.intro, texts),
        routes=_emergency(ending.routes for ending in guide.endings),
        blocks=(*_questions(guide, texts), *endings),
        sources=guide.sources,
        closing=texts.in_english(guide.not_legal_advice),
    )


def _questions(guide: Guide, texts: Texts) -> Iterator[Block]:
    """Yield a block for each question, the first one first; each answer says where it leads."""
    headings = {question.id: question.ask for question in guide.questions}
    headings |= {ending.id: ending.title for ending in guide.endings}
    for question in sorted(guide.questions, key=lambda q: q.id != guide.start):
        choices = (
            Choice(
                label=texts.in_english(a.label),
                to=f"{guide.key}-{a.then}",
                heading=texts.in_english(headings[a.then]),
            )
            for a in question.answers
        )
        yield Block(
            heading=texts.in_english(question.ask),
            anchor=f"{guide.key}-{question.id}",
            paragraphs=(texts.in_english(question.help),) if question.help else (),
            choices=tuple(choices),
        )


def _emergency(lists: Iterable[tuple[Route, ...]]) -> tuple[Route, ...]:
    """Return the emergency routes of all endings, each once."""
    return tuple(dict.fromkeys(route for routes in lists for route in routes if route.emergency))


@make_handout.register
def _of_explainer(explainer: Explainer, *, language: str = SOURCE_LANGUAGE) -> Handout:
    texts = load_texts(language)
    return Handout(
        kind=texts.say("explainer"),
        language=language,
        key=explainer.key,
        title=texts.in_english(explainer.title),
        jurisdiction=explainer.jurisdiction,
        as_of=explainer.as_of,
        review_by=explainer.review_by,
        overdue=explainer.review_overdue,
        blocks=tuple(
            Block(
                heading=texts.in_english(question.ask),
                anchor=f"{explainer.key}-{number}",
                paragraphs=_all(question.words, texts),
                facts=question.facts,
                unknown=question.unknown,
            )
            for number, question in enumerate(explainer.questions, 1)
        ),
        sources=explainer.sources,
        closing=texts.in_english(explainer.not_legal_advice),
    )


@make_handout.register
def _of_checklist(checklist: Checklist, *, language: str = SOURCE_LANGUAGE) -> Handout:
    texts = load_texts(language)
    items = tuple(
        Item(text=texts.in_english(item.text), about=texts.in_english(item.why), facts=item.facts)
        for item in checklist.items
    )
    unknown = tuple(missing for item in checklist.items for missing in item.unknown)
    return Handout(
        kind=texts.say("checklist"),
        language=language,
        key=checklist.key,
        title=texts.in_english(checklist.title),
        jurisdiction=checklist.jurisdiction,
        as_of=checklist.as_of,
        review_by=checklist.review_by,
        overdue=checklist.review_overdue,
        intro=(texts.say("For {whom}.", whom=texts.in_english(checklist.for_whom)),),
        blocks=(
            Block(
                heading=texts.say("To do or to bear in mind"),
                anchor=f"{checklist.key}-items",
                items=items,
                unknown=unknown,
                ticked=True,
            ),
        ),
        sources=checklist.sources,
        closing=texts.in_english(checklist.not_legal_advice),
    )


def make_glossary_handout(
    terms: Iterable[GlossaryTerm],
    *,
    title: str,
    jurisdiction: Jurisdiction,
    as_of: dt.date,
    language: str = SOURCE_LANGUAGE,
) -> Handout | None:
    """Return the terms that hold in a nation on a day as a handout; None if there are none."""
    held = sorted(
        (t for t in terms if t.covers(jurisdiction, as_of)), key=lambda t: t.term.casefold()
    )
    if not held:
        return None
    texts = load_texts(language)
    review_by = min(term.review_by for term in held)
    return Handout(
        kind=texts.say("glossary"),
        language=language,
        key="glossary",
        title=title,
        jurisdiction=jurisdiction,
        as_of=as_of,
        review_by=review_by,
        overdue=review_by < as_of,
        blocks=(
            Block(
                heading=texts.say("Terms"),
                anchor="glossary-terms",
                items=tuple(_term(term, texts) for term in held),
            ),
        ),
        sources=tuple(dict.fromkeys(source for term in held for source in term.sources)),
    )


def _term(term: GlossaryTerm, texts: Texts) -> Item:
    return Item(text=texts.in_english(term.term), about=texts.in_english(term.meaning))


def _all(words: Iterable[str], texts: Texts) -> tuple[str, ...]:
    return tuple(texts.in_english(text) for text in words)
