"""Performance measures: what partners reported, whether targets were met, and what that is about.

What was done and what came of it stand in one table, and each row says which of the two it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from safetykit.evaluation.measure_words import asked_words, figure_words
from safetykit.reporting.blocks import Block, Column, Listing, Paragraph, Part, PartKind, Table
from safetykit.reporting.texts import Texts

if TYPE_CHECKING:
    from safetykit.evaluation import Evaluation, MeasureResult, MeasureTarget

__all__ = ["measure_lines", "measures"]

_NONE = "–"


def measures(evaluation: Evaluation, texts: Texts) -> Part | None:
    """Return the section on performance measures; None if there is nothing to judge or to show."""
    found = evaluation.measures
    if not found:
        return None
    blocks: list[Block] = [
        Paragraph(text=_opening(texts)),
        *(Paragraph(text=text) for text in _due(found, texts)),
        _table(found, texts),
        Part(
            title=texts.say("Why each answer is as it is"),
            key="performance-reasons",
            blocks=(Listing(items=tuple(_reasons(found, texts))),),
            kind=PartKind.GROUP,
        ),
        Paragraph(text=texts.say("What these figures do not say:")),
        Listing(items=tuple(_limits(found, texts))),
    ]
    title = texts.say("What partners report that was done")
    return Part(title=title, key="performance", blocks=tuple(blocks))


def measure_lines(evaluation: Evaluation, texts: Texts) -> Iterator[str]:
    """Yield performance measures as lines: the figure, each target, and what it does not say."""
    for found in evaluation.measures:
        yield f"{found.sentence} [{_about(found, texts)}; {found.state.value}]"
        yield from (f"  {_answer(target, texts)}" for target in found.targets)
    yield from _due(evaluation.measures, texts)
    yield from _limits(evaluation.measures, texts)


def _opening(texts: Texts) -> str:
    return texts.say(
        "Partners reported these figures, and nobody has checked them against records. A count is "
        "held against its target as it is, a share by its interval, and what was not reported is "
        "not counted as nought."
    )


def _due(found: Iterable[MeasureResult], texts: Texts) -> Iterator[str]:
    """Yield after how many days figures were taken to be due, if there are any."""
    by_days: dict[int, list[str]] = {}
    for one in found:
        if one.due_days is not None:
            by_days.setdefault(one.due_days, []).append(one.measure.title)
    for days, titles in by_days.items():
        said = texts.say(
            "A figure was taken to be due {days} days after the end of its period.", days=days
        )
        yield said if len(by_days) == 1 else f"{', '.join(titles)}: {said[:1].lower()}{said[1:]}"


def _table(found: Iterable[MeasureResult], texts: Texts) -> Table:
    columns = (
        Column(title=texts.say("Measure")),
        Column(title=texts.say("About")),
        Column(title=texts.say("Latest figure")),
        Column(title=texts.say("Unit")),
        Column(title=texts.say("Return")),
        Column(title=texts.say("Target")),
        Column(title=texts.say("Answer")),
    )
    caption = texts.say("Each measure with the latest figure and its targets")
    rows = tuple(row for measure in found for row in _rows(measure, texts))
    return Table(caption=caption, columns=columns, rows=rows)


def _rows(found: MeasureResult, texts: Texts) -> Iterator[tuple[str, ...]]:
    latest = _NONE
    if found.latest:
        latest = texts.say(
            "{figure}, {months}",
            figure=figure_words(found.latest),
            months=found.latest.window.words,
        )
    head = (found.measure.title, _about(found, texts), latest, found.measure.unit)
    if not found.targets:
        yield (*head, found.state.value, _NONE, _NONE)
    for target in found.targets:
        yield (*head, found.state.value, asked_words(target.target), target.status.value)


def _about(found: MeasureResult, texts: Texts) -> str:
    return texts.say("activity, not outcome") if found.is_activity else found.about


def _answer(target: MeasureTarget, texts: Texts) -> str:
    return texts.say(
        "Target “{aim}”: {status}. {reason}",
        aim=asked_words(target.target),
        status=target.status.value,
        reason=target.reason,
    )


def _reasons(found: Iterable[MeasureResult], texts: Texts) -> Iterator[str]:
    for measure in found:
        yield measure.sentence
        for target in measure.targets:
            yield f"{measure.measure.title}. {_answer(target, texts)}"


def _limits(found: Iterable[MeasureResult], texts: Texts) -> Iterator[str]:
    """Yield each limit once, with what it is about."""
    limits = {note: found_one for found_one in found for note in found_one.notes}
    for note, measure in limits.items():
        about = _about(measure, texts)
        yield f"{about[:1].upper()}{about[1:]}: {note[:1].lower()}{note[1:]}"
