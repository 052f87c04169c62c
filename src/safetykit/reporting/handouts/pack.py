"""A pack for a workshop or an open house: sheets, guides, checklists, terms and a feedback form."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import attrs

from safetykit.content import (
    Checklist,
    Explainer,
    FactSheet,
    GlossaryTerm,
    Guide,
    Jurisdiction,
    Unknown,
)
from safetykit.errors import InputError
from safetykit.reporting.handouts.handout import Handout
from safetykit.reporting.handouts.html import render
from safetykit.reporting.handouts.making import make_glossary_handout, make_handout
from safetykit.reporting.handouts.markdown import handout_markdown
from safetykit.reporting.handouts.words import HandoutWords, page_title
from safetykit.reporting.markdown import escape
from safetykit.reporting.texts import SOURCE_LANGUAGE, load_texts

__all__ = ["Pack", "make_pack", "pack_html", "pack_markdown"]

_Content = FactSheet | Guide | Explainer | Checklist


@attrs.frozen(kw_only=True)
class Pack:
    """Handouts that belong together, in the order in which they are given out.

    Attributes:
        title: What the pack is about.
        jurisdiction: The nation that it is for.
        as_of: The day that it is for.
        handouts: The handouts.
        unknown: What could not be written for the nation on the day.
        feedback: The questions of the form at the end.
        language: The language of the fixed texts.
    """

    title: str
    jurisdiction: Jurisdiction
    as_of: dt.date
    handouts: tuple[Handout, ...]
    unknown: tuple[Unknown, ...]
    feedback: tuple[str, ...]
    language: str = SOURCE_LANGUAGE


def make_pack(
    title: str,
    content: Iterable[_Content | Unknown],
    *,
    terms: Iterable[GlossaryTerm] = (),
    jurisdiction: Jurisdiction,
    as_of: dt.date,
    language: str = SOURCE_LANGUAGE,
) -> Pack:
    """Return the pack of some content.

    Args:
        title: What it is about.
        content: Sheets, guides, explainers and checklists of one nation and day.
        terms: Terms of the field; those that hold there and then are listed.
        jurisdiction: The nation.
        as_of: The day.
        language: The language of the fixed texts.

    Raises:
        InputError: There is nothing to put in it, or there is no catalogue of the language.
    """
    parts, texts = list(content), load_texts(language)
    pages = [part for part in parts if not isinstance(part, Unknown)]
    glossary = make_glossary_handout(
        terms,
        title=texts.say("Words that you will meet"),
        jurisdiction=jurisdiction,
        as_of=as_of,
        language=language,
    )
    made = (*(make_handout(page, language=language) for page in pages), glossary)
    if not any(made):
        got = f"nothing for {jurisdiction.words} on {as_of.isoformat()}"
        hint = " ".join(str(part) for part in parts)
        raise InputError("pack", got, "at least one page", hint=hint)
    return Pack(
        title=title,
        jurisdiction=jurisdiction,
        as_of=as_of,
        handouts=tuple(handout for handout in made if handout),
        unknown=tuple(part for part in parts if isinstance(part, Unknown)),
        feedback=HandoutWords(texts=texts).asks,
        language=language,
    )


def pack_html(pack: Pack) -> str:
    """Return a pack as one page that prints each handout on a sheet of its own.

    Raises:
        MissingExtraError: The `report` extra is not installed.
    """
    texts = load_texts(pack.language)
    title = page_title(pack.title, pack.jurisdiction, texts, pack=True)
    return render("pack.html.j2", texts, pack=pack, title=title)


def pack_markdown(pack: Pack) -> str:
    """Return a pack as Markdown."""
    words = HandoutWords(texts=load_texts(pack.language))
    parts = [f"# {escape(pack.title)}\n"]
    parts += [f"{escape(words.in_english)}\n"] if words.in_english else []
    parts += [f"{escape(words.contents(pack.jurisdiction, pack.as_of))}\n"]
    parts += [f"- {escape(handout.title)} ({escape(handout.kind)})" for handout in pack.handouts]
    parts += [f"- {escape(words.form)}\n"]
    parts += [handout_markdown(handout, level=2) for handout in pack.handouts]
    if pack.unknown:
        missing = (escape(str(unknown)) for unknown in pack.unknown)
        parts += [f"## {words.not_known}\n", *(f"{text}\n" for text in missing)]
    parts += [f"## {escape(words.form)}\n", f"{escape(words.no_names)}\n"]
    parts += [f"{escape(ask)}\n" for ask in pack.feedback]
    return "\n".join(parts)
