"""Indicators: one card each, words first, with its chart, its periods and how it was made."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from safetykit.model import Status
from safetykit.reporting.blocks import (
    Block,
    Column,
    Figure,
    Labels,
    Listing,
    Paragraph,
    Part,
    PartKind,
    Role,
    Table,
)
from safetykit.reporting.charts import indicator_chart
from safetykit.reporting.kinds.words import as_heading, word_of, word_of_kind
from safetykit.reporting.numbers import (
    write_count,
    write_date,
    write_number,
    write_span,
    write_window,
)
from safetykit.reporting.passages import join
from safetykit.reporting.periods import list_months, period_table, write_area
from safetykit.reporting.sections.claims import rates_table
from safetykit.reporting.texts import Texts

if TYPE_CHECKING:
    from safetykit.evaluation import Evaluation, IndicatorResult
    from safetykit.evaluation.disclosure import Publishable
    from safetykit.quantities import Month
    from safetykit.stats.variation import FalseSignals

__all__ = ["indicator_card", "indicators", "said_of_all"]

MIN_SHARED: Final = 3


def indicators(ready: Publishable, texts: Texts) -> Part:
    """Return the section with a card for each indicator, and those that were not evaluated."""
    evaluation = ready.evaluation
    blocks: list[Block] = [Paragraph(text=text) for text in _opening(evaluation, texts)]
    shared = said_of_all(evaluation.results, texts)
    if shared:
        words = texts.say("Of all {n} indicators:", n=write_count(len(evaluation.results), texts))
        blocks += [Paragraph(text=words), Listing(items=shared)]
    blocks += [
        indicator_card(
            result,
            ready.hidden_months(result),
            texts,
            plan_end=evaluation.plan_end,
            above=frozenset(shared),
        )
        for result in evaluation.results
    ]
    if evaluation.skipped:
        items = tuple(
            join(": ", (s.indicator.title, texts.in_english(s.reason))) for s in evaluation.skipped
        )
        group = Part(
            title=texts.say("Not evaluated"),
            key="skipped",
            blocks=(Listing(items=items),),
            kind=PartKind.GROUP,
        )
        blocks.append(group)
    return Part(title=texts.say("Indicators"), key="indicators", blocks=tuple(blocks))


def _opening(evaluation: Evaluation, texts: Texts) -> Iterator[str]:
    if not evaluation.results:
        yield texts.say("The plan names no indicator that these records can answer.")
    else:
        yield texts.say(
            "In each chart the line and the dots are the counts as recorded. Dashed is what the "
            "baseline and the season lead one to expect, and the band is usual variation around "
            "it. Triangles are signals, up or down: beyond the band, or part of a long run on one "
            "side of what was expected. Shaded are the baseline, and stretches that break the "
            "series."
        )
    if found := evaluation.false_signals:
        yield _by_chance(found, texts)
    if evaluation.missing:
        yield texts.say(
            "There is no file for {months}. These months are gaps in the charts and are not "
            "counted as nought.",
            months=list_months(evaluation.missing, texts),
        )


def _by_chance(found: FalseSignals, texts: Texts) -> str:
    """Return how many signals are to be expected where nothing changed."""
    return texts.say(
        "Some signals come by chance. In {series} series of {points} months in which nothing "
        "changed, {signals} of the {all} months would be expected to signal, in {touched} of "
        "the series. Count the signals of a chart before you read one of them.",
        series=found.n_series,
        points=found.n_points,
        signals=write_number(float(found.points.value), texts, 0),
        all=write_count(found.n_series * found.n_points, texts),
        touched=write_number(float(found.series.value), texts),
    )


def indicator_card(
    result: IndicatorResult,
    hidden: frozenset[Month],
    texts: Texts,
    *,
    plan_end: Month | None = None,
    above: frozenset[str] = frozenset(),
) -> Part:
    """Return the card of one indicator.

    Args:
        result: The indicator.
        hidden: The periods whose figure is not shown.
        texts: The language.
        plan_end: The last month of the plan.
        above: What is said above of all indicators, and need not be said on each card.
    """
    blocks: list[Block] = [
        Labels(items=tuple(_labels(result, texts))),
        Paragraph(text=texts.in_english(result.sentence), role=Role.LEAD),
        *_unsaid(_targets(result, texts), above, paragraphs=True),
        *_unsaid(_recent(result, texts), above),
        _figure(result, texts, plan_end),
        *_unsaid(_notes(result, texts), above),
        _numbers(result, hidden, texts),
    ]
    key = f"i-{result.indicator.id}"
    return Part(title=result.indicator.title, key=key, blocks=tuple(blocks), kind=PartKind.CARD)


def said_of_all(results: Sequence[IndicatorResult], texts: Texts) -> tuple[str, ...]:
    """Return what would stand on every card in the same words, in the order of a card.

    Args:
        results: The indicators.
        texts: The language.

    Returns:
        The texts; none for fewer than `MIN_SHARED` indicators, whose cards say all of it.
    """
    if len(results) < MIN_SHARED:
        return ()
    cards = [
        (*_targets(result, texts), *_recent(result, texts), *_notes(result, texts))
        for result in results
    ]
    return tuple(dict.fromkeys(text for text in cards[0] if all(text in card for card in cards)))


def _unsaid(
    said: Iterable[str], above: frozenset[str], *, paragraphs: bool = False
) -> Iterator[Block]:
    """Yield what is not said above, as paragraphs or as one list."""
    items = tuple(text for text in said if text not in above)
    if paragraphs:
        yield from (Paragraph(text=text) for text in items)
    elif items:
        yield Listing(items=items)


def _notes(result: IndicatorResult, texts: Texts) -> Iterator[str]:
    yield from map(texts.in_english, result.notes)
    for found in result.quality:
        yield join(" ", (texts.in_english(found.message), f"[{found.code}]"))


def _labels(result: IndicatorResult, texts: Texts) -> Iterator[str]:
    if result.indicator.status is not Status.STATED:
        yield texts.say("Illustrative, not the partnership's own")
    yield word_of(result.polarity, texts)
    yield texts.say("Target: {status}", status=word_of(result.status, texts))


def _targets(result: IndicatorResult, texts: Texts) -> Iterator[str]:
    """Yield how each target stands, and what the last one asks for."""
    if len(result.targets) < 2:
        yield texts.in_english(result.reason)
    else:
        for found in result.targets:
            target = found.target
            aim = f"{word_of(target.direction, texts)} {target.value}"
            if target.by:
                aim = texts.say("{aim} by {day}", aim=aim, day=write_date(target.by, texts))
            status = word_of(found.status, texts)
            reason = texts.in_english(found.reason)
            yield texts.say(
                "Target “{aim}”: {status}. {reason}", aim=aim, status=status, reason=reason
            )
    if result.required:
        yield texts.in_english(result.required.sentence)


def _recent(result: IndicatorResult, texts: Texts) -> Iterator[str]:
    for recent in result.recent:
        yield texts.in_english(recent.sentence) or texts.say(
            "{name} ({months}) beside the year before: not compared. {reason}",
            name=as_heading(word_of_kind("RecentResult", recent.name, texts)),
            months=write_window(recent.window, texts),
            reason=texts.in_english(recent.refused),
        )


def _figure(result: IndicatorResult, texts: Texts, plan_end: Month | None) -> Figure:
    caption = texts.say("Counts as recorded: {area}.", area=write_area(result.area, texts))
    if result.variation:
        judged = write_window(result.variation.judged, texts)
        caption += " " + texts.say(
            "Judged for signals: {months}; what is later is drawn only.", months=judged
        )
    return Figure(
        chart=indicator_chart(result, texts, plan_end=plan_end),
        title=texts.say("{title} over time", title=result.indicator.title),
        words=texts.in_english(" ".join((result.sentence, *result.notes[-1:]))),
        caption=caption,
    )


def _numbers(result: IndicatorResult, hidden: frozenset[Month], texts: Texts) -> Part:
    """Return the details: what was compared, by both area rules, each period, and the trace."""
    blocks: list[Block] = []
    if result.comparison:
        blocks.append(Paragraph(text=_compared(result, texts)))
    if result.totals:
        blocks.append(_totals(result, texts))
    if result.rates:
        blocks.append(rates_table(result, texts))
    blocks.append(period_table(result, hidden, texts))
    blocks += [Paragraph(text=text) for text in _signals(result, texts)]
    made = (*result.trace, f"{result.value.method}.")
    if result.variation:
        checks = (check.detail for check in result.variation.checks)
        made = (*made, f"{result.variation.method}.", *checks)
    listed = Listing(items=tuple(map(texts.in_english, made)))
    blocks += [Paragraph(text=texts.say("How it was calculated:")), listed]
    title = texts.say("The numbers: {title}", title=result.indicator.title)
    key = f"n-{result.indicator.id}"
    return Part(title=title, key=key, blocks=tuple(blocks), kind=PartKind.DETAILS)


def _compared(result: IndicatorResult, texts: Texts) -> str:
    comparison = result.comparison
    if comparison is None:
        return ""
    counts = texts.say(
        "Over {months} calendar months that both sides report: {before} before, {after} after",
        months=comparison.months,
        before=write_count(comparison.count_before, texts),
        after=write_count(comparison.count_after, texts),
    )
    change = comparison.change
    if not math.isfinite(change.value):  # from nought
        return texts.say("{counts}; the change has no percentage.", counts=counts)
    return texts.say(
        "{counts}; change {change}% (interval {span}).",
        counts=counts,
        change=write_number(float(change.value), texts),
        span=write_span(change, texts),
    )


def _signals(result: IndicatorResult, texts: Texts) -> Iterator[str]:
    """Yield which periods signal, since the triangles of a chart cannot be read aloud."""
    points = result.variation.signals if result.variation else ()
    up = list_months((p.month for p in points if p.direction > 0), texts, step=result.series.step)
    down = list_months((p.month for p in points if p.direction < 0), texts, step=result.series.step)
    if up:
        yield texts.say("Signals upwards: {months}.", months=up)
    if down:
        yield texts.say("Signals downwards: {months}.", months=down)


def _totals(result: IndicatorResult, texts: Texts) -> Table:
    later = write_window(result.latest, texts) if result.latest else texts.say("Later")
    columns = (
        Column(title=texts.say("Which rows")),
        Column(title=texts.say("Baseline"), number=True),
        Column(title=later, number=True),
    )
    rows = tuple(
        (write_area(t.area, texts), write_count(t.before, texts), write_count(t.after, texts))
        for t in result.totals
    )
    caption = texts.say("Each way of saying which rows are the area's")
    return Table(caption=caption, columns=columns, rows=rows)
