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
from safetykit.reporting.handouts.markdown import handout_markdown, plain

__all__ = ["FEEDBACK", "Pack", "make_pack", "pack_html", "pack_markdown"]

FEEDBACK = (
    "What was new to you?",
    "What was hard to understand?",
    "What would you do now that you would not have done before?",
    "What is missing, or wrong?",
)
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
    """

    title: str
    jurisdiction: Jurisdiction
    as_of: dt.date
    handouts: tuple[Handout, ...]
    unknown: tuple[Unknown, ...]
    feedback: tuple[str, ...] = FEEDBACK


def make_pack(
    title: str,
    content: Iterable[_Content | Unknown],
    *,
    terms: Iterable[GlossaryTerm] = (),
    jurisdiction: Jurisdiction,
    as_of: dt.date,
) -> Pack:
    """Return the pack of some content.

    Args:
        title: What it is about.
        content: Sheets, guides, explainers and checklists of one nation and day.
        terms: Terms of the field; those that hold there and then are listed.
        jurisdiction: The nation.
        as_of: The day.

    Raises:
        InputError: There is nothing to put in it.
    """
    parts = list(content)
    handouts = [make_handout(part) for part in parts if not isinstance(part, Unknown)]
    glossary = make_glossary_handout(
        terms, title="Words that you will meet", jurisdiction=jurisdiction, as_of=as_of
    )
    held = (*handouts, *([glossary] if glossary else []))
    if not held:
        got = f"nothing for {jurisdiction.words} on {as_of.isoformat()}"
        hint = " ".join(str(part) for part in parts)
        raise InputError("pack", got, "at least one page", hint=hint)
    return Pack(
        title=title,
        jurisdiction=jurisdiction,
        as_of=as_of,
        handouts=held,
        unknown=tuple(part for part in parts if isinstance(part, Unknown)),
    )


def pack_html(pack: Pack, *, language: str = "en-GB") -> str:
    """Return a pack as one page that prints each handout on a sheet of its own.

    Raises:
        MissingExtraError: The `report` extra is not installed.
    """
    return render("pack.html.j2", pack=pack, language=language)


def pack_markdown(pack: Pack) -> str:
    """Return a pack as Markdown."""
    parts = [f"# {plain(pack.title)}\n"]
    parts += [handout_markdown(handout, level=2) for handout in pack.handouts]
    if pack.unknown:
        parts += ["## Not known\n", *(f"{plain(str(unknown))}\n" for unknown in pack.unknown)]
    parts += ["## What did you think?\n", *(f"{plain(ask)}\n" for ask in pack.feedback)]
    return "\n".join(parts)
