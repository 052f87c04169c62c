"""Performance measures: what partners reported, whether targets were met, and what that is about.

What was done and what came of it stand in one table, and each row says which of the two it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from safetykit.reporting.blocks import Block, Column, Listing, Paragraph, Part, PartKind, Table
from safetykit.reporting.kinds.words import as_heading, word_of
from safetykit.reporting.numbers import (
    write_count,
    write_date,
    write_number,
    write_percent,
    write_window,
)
from safetykit.reporting.passages import join
from safetykit.reporting.texts import Texts

if TYPE_CHECKING:
    from safetykit.evaluation import Evaluation, MeasureFigure, MeasureResult, MeasureTarget
    from safetykit.model import Target

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
        about = f"[{_about(found, texts)}; {word_of(found.state, texts)}]"
        yield join(" ", (texts.in_english(found.sentence), about))
        yield from (join("  ", ("", _answer(target, texts))) for target in found.targets)
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
            "A figure was taken to be due {days} days after the end of its period.",
            days=write_count(days, texts),
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


def _unit(found: MeasureResult, texts: Texts) -> str:
    """Return what is counted, and of whom or what a share is one where the plan says it."""
    unit, whole = found.measure.unit, found.measure.out_of
    return texts.say("{unit} of {whole}", unit=unit, whole=whole) if whole else unit


def _rows(found: MeasureResult, texts: Texts) -> Iterator[tuple[str, ...]]:
    latest = _NONE
    if found.latest:
        latest = texts.say(
            "{figure}, {months}",
            figure=_figure(found.latest, texts),
            months=write_window(found.latest.window, texts),
        )
    state = word_of(found.state, texts)
    head = (found.measure.title, _about(found, texts), latest, _unit(found, texts))
    if not found.targets:
        yield (*head, state, _NONE, _NONE)
    for target in found.targets:
        asked, status = _asked(target.target, texts), word_of(target.status, texts)
        yield (*head, state, asked, status)


def _about(found: MeasureResult, texts: Texts) -> str:
    return (
        texts.say("activity, not outcome")
        if found.is_activity
        else word_of(found.measure.kind, texts)
    )


def _figure(figure: MeasureFigure, texts: Texts) -> str:
    """Return what was reported for some months: `96 of 120 (80.0%, interval 72.0 to 86.2%)`."""
    if figure.count is None:
        return texts.say("suppressed")
    count = write_count(figure.count, texts)
    if figure.base is None:
        return count
    counted = texts.say("{n} of {total}", n=count, total=write_count(figure.base, texts))
    if (share := figure.share) is None:
        return counted
    return texts.say(
        "{counted} ({share}, interval {low} to {high})",
        counted=counted,
        share=write_percent(float(share.value), texts),
        low=write_number(float(share.low), texts),
        high=write_percent(float(share.high), texts),
    )


def _asked(target: Target, texts: Texts) -> str:
    """Return what a target asks for: `at least 40 by 2026-12`."""
    aim = f"{word_of(target.direction, texts)} {target.value}"
    if target.by and target.by.known:
        return texts.say("{aim} by {day}", aim=aim, day=write_date(target.by, texts))
    return aim


def _answer(target: MeasureTarget, texts: Texts) -> str:
    return texts.say(
        "Target “{aim}”: {status}. {reason}",
        aim=_asked(target.target, texts),
        status=word_of(target.status, texts),
        reason=texts.in_english(target.reason),
    )


def _reasons(found: Iterable[MeasureResult], texts: Texts) -> Iterator[str]:
    for measure in found:
        yield texts.in_english(measure.sentence)
        for target in measure.targets:
            yield join(" ", (f"{measure.measure.title}.", _answer(target, texts)))


def _limits(found: Iterable[MeasureResult], texts: Texts) -> Iterator[str]:
    """Yield each limit once, with what it is about."""
    limits = {note: found_one for found_one in found for note in found_one.notes}
    for note, measure in limits.items():
        about = _about(measure, texts)
        said = texts.in_english(f"{note[:1].lower()}{note[1:]}")
        yield join(": ", (as_heading(about), said))
