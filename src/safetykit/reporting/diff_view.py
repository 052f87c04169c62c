"""The changes between two editions of a plan: in the terminal, as a page, and as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from safetykit.documents import ChangeKind, PlanDiff
from safetykit.errors import Place
from safetykit.reporting.borrowed import sentences_in_english
from safetykit.reporting.kinds.words import word_of
from safetykit.reporting.markup import template_environment
from safetykit.reporting.numbers import write_count, write_list
from safetykit.reporting.printing import print_line
from safetykit.reporting.texts import Texts, load_texts

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["diff_data", "diff_html", "print_diff"]


def diff_data(diff: PlanDiff) -> dict[str, Any]:
    """Return a comparison as plain data: what to read first, how many of each kind, the changes."""
    return {
        "old": diff.old,
        "new": diff.new,
        "cautions": list(diff.cautions),
        "counts": {kind.value: number for kind, number in diff.counts.items()},
        "changes": [
            {
                "kind": change.kind.value,
                "subject": change.subject,
                "aspect": change.aspect,
                "before": change.before,
                "after": change.after,
                "place_before": _place(change.place_before),
                "place_after": _place(change.place_after),
                "sentence": change.sentence,
            }
            for change in diff.changes
        ],
    }


def _place(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    return {
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "path": place.path,
    }


def print_diff(diff: PlanDiff, console: Console, *, language: str = "en-GB") -> None:
    """Print what must be read first, the changes by kind, each with its places, and the counts.

    Args:
        diff: The comparison.
        console: Where to print it.
        language: The language of the fixed texts.

    Raises:
        InputError: There is no catalogue of the language.
    """
    texts = load_texts(language)
    headings = _headings(texts)
    if words := sentences_in_english(texts):
        print_line(console, words)
    print_line(console, f"{diff.old} -> {diff.new}", style="bold")
    for caution in diff.cautions:
        print_line(console, caution)
    for kind in diff.counts:
        console.print()
        print_line(console, headings[kind], style="bold")
        for change in diff.of_kind(kind):
            places = [str(p) for p in (change.place_before, change.place_after) if p]
            if len(places) == 1:
                print_line(console, f"  {places[0]}  {change.subject}")
                continue
            print_line(console, f"  {change.sentence}")
            print_line(console, f"    {' -> '.join(places)}")
    console.print()
    print_line(console, _count(diff, texts))


def _headings(texts: Texts) -> dict[ChangeKind, str]:
    return {
        ChangeKind.DROPPED: texts.say("Dropped"),
        ChangeKind.ADDED: texts.say("Added"),
        ChangeKind.KEPT: texts.say("Kept, as one edition says"),
        ChangeKind.WEAKENED: texts.say("Weakened"),
        ChangeKind.STRENGTHENED: texts.say("Strengthened"),
        ChangeKind.GOALPOSTS: texts.say("Goalposts moved"),
        ChangeKind.OWNER: texts.say("Owners changed"),
        ChangeKind.MOVED: texts.say("Moved"),
        ChangeKind.CLAIM: texts.say("Stated figures changed"),
        ChangeKind.REWORDED: texts.say("Reworded"),
        ChangeKind.OTHER: texts.say("Changed otherwise"),
    }


def _count(diff: PlanDiff, texts: Texts) -> str:
    words = (
        texts.say("{n} {kind}", n=write_count(number, texts), kind=word_of(kind, texts))
        for kind, number in diff.counts.items()
    )
    counts = write_list(words, texts)
    if not counts:
        return texts.say("No changes.")
    total = len(diff.changes)
    return texts.say_number(total, "{n} change: {counts}.", "{n} changes: {counts}.", counts=counts)


def diff_html(diff: PlanDiff, *, language: str = "en-GB") -> str:
    """Return a comparison as one HTML page that needs no other file and no script.

    Args:
        diff: The comparison.
        language: The language of the fixed texts.

    Raises:
        InputError: There is no catalogue of the language.
        MissingExtraError: The `report` extra is not installed.
    """
    texts = load_texts(language)
    template = template_environment().get_template("diff.html.j2")
    headings, words = _headings(texts), _words(diff, texts)
    return str(template.render(diff=diff, headings=headings, words=words, of=texts.in_english))


def _words(diff: PlanDiff, texts: Texts) -> dict[str, str]:
    """Return the fixed words of the page by their place on it."""
    return {
        "language": texts.language,
        "title": texts.say("{old} and {new}: what changed", old=diff.old, new=diff.new),
        "skip": texts.say("Skip to the text"),
        "in_english": sentences_in_english(texts),
        "kicker": texts.say("From {old} to", old=diff.old),
        "count": _count(diff, texts),
        "what": texts.say("What"),
        "before": texts.say("Before"),
        "now": texts.say("Now"),
        "matched": texts.say(
            "Objects are matched by id, then by the likeness of their titles. Page numbers, notes "
            "and the order of lists are not compared."
        ),
    }
