"""The table of results in the terminal: a row for each indicator, and what its figures are of.

What belongs here: the cells of a row and the lines below the table. What does not: anything else
that the terminal shows, which is in `terminal`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from safetykit.extras import need
from safetykit.model import Status
from safetykit.reporting.kinds.words import word_of
from safetykit.reporting.numbers import (
    UNREPORTED,
    write_count,
    write_list,
    write_number,
    write_range,
    write_window,
)
from safetykit.reporting.periods import periods_word
from safetykit.reporting.texts import Texts
from safetykit.reporting.visible import visible

if TYPE_CHECKING:
    from safetykit.evaluation import Evaluation, IndicatorResult
    from safetykit.stats import Estimate

__all__ = ["legend", "results_table"]


def results_table(results: Iterable[IndicatorResult], texts: Texts) -> Any:
    """Return the results of indicators as a table of rich."""
    table = need("rich.table", wanted_by="The command line").Table
    text = need("rich.text", wanted_by="The command line").Text
    grid = table(box=None, pad_edge=False, title_justify="left")
    grid.add_column(texts.say("Indicator"), overflow="fold")
    interval = texts.say("Interval")
    heads = (
        texts.say("Baseline"),
        texts.say("Latest"),
        texts.say("Change"),
        interval,
        texts.say("Signals"),
    )
    for name in heads:  # a number is never cut: in a narrow window the words make room
        grid.add_column(name, justify="right", no_wrap=name != interval, overflow="fold")
    grid.add_column(texts.say("Target"), overflow="fold")
    for result in results:
        grid.add_row(*(text(visible(cell)) for cell in _cells(result, texts)))
    return grid


def _cells(result: IndicatorResult, texts: Texts) -> tuple[str, ...]:
    title, status = result.indicator.title, word_of(result.status, texts)
    comparison = result.comparison
    if comparison is None:
        value = write_number(float(result.value.value), texts, 0)
        return (title, value, *[UNREPORTED] * 4, status)
    counts = (comparison.count_before, comparison.count_after)
    signals = str(len(result.variation.signals)) if result.variation else UNREPORTED
    written = (write_count(count, texts) for count in counts)
    return (title, *written, *_change(comparison.change, texts), signals, status)


def _change(change: Estimate, texts: Texts) -> tuple[str, str]:
    """Write a change and its interval; a dash for each where it is from nought, in no percent."""
    value, low, high = float(change.value), float(change.low), float(change.high)
    if not math.isfinite(value):
        return UNREPORTED, UNREPORTED
    percent = texts.conventions.percent
    return percent(_signed(value)), write_range(_signed(low), percent(_signed(high)), texts)


def _signed(percent: float) -> str:
    """Write a whole number of percent with its sign; nought has none."""
    whole = f"{percent:+.0f}".replace("inf", "∞")
    return "0" if whole in {"+0", "-0"} else whole


def legend(evaluation: Evaluation, texts: Texts) -> Iterator[str]:
    """Say of which months the figures are: once if all rows agree, else by indicator."""
    windows: dict[str, list[str]] = {}
    for result in evaluation.results:
        windows.setdefault(_windows(result, texts), []).append(result.indicator.title)
    for words, titles in windows.items():
        yield words if len(windows) == 1 else f"{write_list(titles, texts)}. {words}"
    if any(result.comparison for result in evaluation.results):
        periods = periods_word(evaluation.results, texts)
        yield texts.say(
            "Signals: {periods} beyond usual variation, or in a long run on one side of what was "
            "expected.",
            periods=periods,
        )
    if any(result.indicator.status is not Status.STATED for result in evaluation.results):
        yield texts.say("Indicators are illustrative where the plan names none.")


def _windows(result: IndicatorResult, texts: Texts) -> str:
    """Return the months before and after, in words, of one row."""
    shown = result.comparison
    if shown is None:
        return texts.say(
            "Baseline: {months}. No later months can be compared.",
            months=write_window(result.value_of, texts),
        )
    return texts.say(
        "Baseline: {before}. Latest: {after}.",
        before=write_window(shown.before, texts),
        after=write_window(shown.after, texts),
    )
