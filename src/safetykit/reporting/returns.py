"""Progress returns shown: whom to chase, and the exceptions for the board."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from safetykit.documents.returns import (
    BoardReport,
    Chase,
    ChaseItem,
    ExceptionKind,
    ReportItem,
    period_text,
)
from safetykit.model import ProgressUpdate
from safetykit.reporting.borrowed import details_in_english
from safetykit.reporting.kinds.words import as_heading, word_of, word_of_kind
from safetykit.reporting.markdown import escape
from safetykit.reporting.numbers import write_count, write_list, write_period
from safetykit.reporting.texts import Texts, load_texts
from safetykit.serial import unstructure

__all__ = ["board_data", "board_markdown", "board_text", "chase_data", "chase_text"]


def chase_data(chase: Chase) -> dict[str, Any]:
    """Return what is to be chased as plain data."""
    return {**_head(chase), "method": chase.method, "items": [_asked(i) for i in chase.items]}


def chase_text(chase: Chase, *, language: str = "en-GB") -> str:
    """Return what is to be chased as lines for a terminal, by organisation.

    Args:
        chase: What is to be chased.
        language: The language of the fixed texts.

    Raises:
        InputError: There is no catalogue of the language.
    """
    texts = load_texts(language)
    asked = texts.say(
        "As of {day}: to ask about: {items}, on {some} of {actions}.",
        day=chase.as_of.isoformat(),
        items=write_count(len(chase.items), texts),
        some=write_count(len({item.action for item in chase.items}), texts),
        actions=_actions(chase.actions, texts),
    )
    lines = [_one_line(chase.title), *_borrowed(texts), asked]
    for name, items in _grouped(chase.items, texts):
        lines += ["", _one_line(name)]
        lines += [
            f"  {word_of(item.reason, texts):<6} {item.action}: {_one_line(item.words)}"
            for item in items
        ]
    return "\n".join([*lines, "", chase.method]) + "\n"


def board_data(report: BoardReport) -> dict[str, Any]:
    """Return the exceptions as plain data."""
    items = [_shown(item) for item in report.items]
    return {**_head(report), "counts": report.counts, "exceptions": items}


def board_text(report: BoardReport, *, language: str = "en-GB") -> str:
    """Return the exceptions as lines for a terminal, the gravest first.

    Args:
        report: The exceptions.
        language: The language of the fixed texts.

    Raises:
        InputError: There is no catalogue of the language.
    """
    texts = load_texts(language)
    lines = [_one_line(report.title), *_borrowed(texts), _summary(report, texts)]
    for kind, found in groupby(report.items, key=lambda item: item.kind):
        lines += ["", as_heading(word_of(kind, texts))]
        for item in found:
            subject = f"{item.title} ({item.action}; {item.organisation_name})"
            lines.append(f"  {_one_line(subject)}")
            lines += [f"    {label}: {words}" for label, words in _details(item.last, texts)]
    return "\n".join([*lines, "", _closing(report, texts)]) + "\n"


def board_markdown(report: BoardReport, *, language: str = "en-GB") -> str:
    """Return the exceptions as Markdown, in which no text of a return is read as markup.

    Args:
        report: The exceptions.
        language: The language of the fixed texts.

    Raises:
        InputError: There is no catalogue of the language.
    """
    texts = load_texts(language)
    lines = [f"# {_plain(report.title)}", ""]
    lines += [line for words in _borrowed(texts) for line in (_plain(words), "")]
    lines.append(_plain(_summary(report, texts)))
    for kind, found in groupby(report.items, key=lambda item: item.kind):
        lines += ["", f"## {as_heading(word_of(kind, texts))}", ""]
        for item in found:
            lines.append(f"- **{_plain(item.title)}** ({_plain(item.organisation_name)})")
            details = _details(item.last, texts)
            lines += [f"    - {label}: {_plain(words)}" for label, words in details]
    return "\n".join([*lines, "", _closing(report, texts)]) + "\n"


def _borrowed(texts: Texts) -> Iterator[str]:
    """Yield what says that parts are in English, on a face in another language."""
    yield from filter(None, [details_in_english(texts)])


def _head(result: Chase | BoardReport) -> dict[str, Any]:
    return {
        "plan": result.plan,
        "title": result.title,
        "as_of": result.as_of.isoformat(),
        "period": period_text(result.period) if result.period else None,
        "actions": result.actions,
    }


def _asked(item: ChaseItem) -> dict[str, Any]:
    return {**_subject(item), "reason": item.reason.value, "words": item.words}


def _shown(item: ReportItem) -> dict[str, Any]:
    return {**_subject(item), "kind": item.kind.value}


def _subject(item: ChaseItem | ReportItem) -> dict[str, Any]:
    return {
        "action": item.action,
        "title": item.title,
        "organisation": item.organisation or None,
        "organisation_name": item.organisation_name,
        "last": unstructure(item.last) if item.last else None,
    }


def _grouped(items: Iterable[ChaseItem], texts: Texts) -> Iterator[tuple[str, Iterable[ChaseItem]]]:
    for organisation, found in groupby(items, key=lambda item: item.organisation):
        held = list(found)
        unowned = texts.say("No owner stated")
        yield held[0].organisation_name if organisation else unowned, held


def _summary(report: BoardReport, texts: Texts) -> str:
    words = (
        texts.say("{n} {kind}", n=write_count(number, texts), kind=_status(word, texts))
        for word, number in report.counts.items()
    )
    counts = write_list(words, texts)
    day, actions = report.as_of.isoformat(), _actions(report.actions, texts)
    counts = counts or texts.say("none")
    if report.period is None:
        return texts.say(
            "As of {day}: {actions}: {counts}.", day=day, actions=actions, counts=counts
        )
    return texts.say(
        "As of {day} for {period}: {actions}: {counts}.",
        day=day,
        period=write_period(report.period, texts),
        actions=actions,
        counts=counts,
    )


def _status(word: str, texts: Texts) -> str:
    """Return the word of a status; an action without a return counts as an exception."""
    missing = word == ExceptionKind.NO_RETURN
    return word_of_kind("ExceptionKind" if missing else "ProgressStatus", word, texts)


def _actions(number: int, texts: Texts) -> str:
    return texts.say_number(number, "{n} action", "{n} actions")


def _closing(report: BoardReport, texts: Texts) -> str:
    if not report.items:
        return texts.say("There is no exception to show.")
    return texts.say("Statuses and words are as returned; nobody has checked them against records.")


def _details(last: ProgressUpdate | None, texts: Texts) -> Iterator[tuple[str, str]]:
    if last is None:
        return
    if last.words:
        yield texts.say("Said"), _one_line(last.words)
    if last.blocker:
        yield texts.say("In the way"), _one_line(last.blocker)
    words = texts.say(
        "{status} for {period}, returned {day} by {author}",
        status=word_of(last.status, texts),
        period=period_text(last.period),
        day=last.received.isoformat(),
        author=_one_line(last.author),
    )
    yield texts.say("Returned"), words


def _one_line(text: str) -> str:
    """Return a text of somebody else's as one line that a terminal cannot be steered by."""
    return "".join(c if c.isprintable() else "\ufffd" for c in " ".join(text.split()))


def _plain(text: str) -> str:
    return escape(_one_line(text))
