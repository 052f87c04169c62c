"""Periods of one, three or twelve months: as words, and as the rows and columns of a table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from safetykit.quantities import Month
from safetykit.reporting.blocks import Column, Table
from safetykit.reporting.kinds.words import word_of
from safetykit.reporting.numbers import UNREPORTED, write_count, write_month, write_range
from safetykit.reporting.texts import Texts

if TYPE_CHECKING:
    from safetykit.evaluation import IndicatorResult
    from safetykit.records import AreaKey, Series

__all__ = ["HIDDEN", "PROVISIONAL", "list_months", "period_table", "periods_word", "write_area"]

HIDDEN: Final = "s"
PROVISIONAL: Final = "p"


def list_months(months: Iterable[Month], texts: Texts, *, step: int = 1) -> str:
    """Write months as stretches: `December 2021 to June 2022`.

    Args:
        months: The months, in order; of longer periods the first month of each.
        texts: The language.
        step: How many months a period has.
    """
    stretches: list[tuple[Month, Month]] = []
    for month in months:
        if stretches and month - stretches[-1][1] == 1:
            stretches[-1] = stretches[-1][0], month + (step - 1)
        else:
            stretches.append((month, month + (step - 1)))
    return "; ".join(
        write_month(first, texts)
        if first == last
        else write_range(write_month(first, texts), write_month(last, texts), texts)
        for first, last in stretches
    )


def period_table(result: IndicatorResult, hidden: frozenset[Month], texts: Texts) -> Table:
    """Return the counts of every period: a row for each year, or for each period of a year.

    Args:
        result: The indicator.
        hidden: The periods whose figure is not shown, by their first month.
        texts: The language.
    """
    series = result.series
    cells = _cells(series, hidden, texts)
    signs = texts.say("A dash is not reported.")
    if hidden:
        signs += " " + texts.say("s is suppressed, to protect people.")
    if any(series.provisional):
        signs += " " + texts.say("p is provisional and may change.")
    caption = f"{_caption(texts, result)} {signs}"
    columns: list[Column] = [Column(title=texts.say("Year"))]
    rows: Iterable[tuple[str, ...]]
    if series.step == 12:
        columns = [Column(title=texts.say("Twelve months from")), _number(texts.say("Count"))]
        rows = ((write_month(month, texts), cell) for month, cell in cells.items())
    else:
        starts = sorted({month.month for month in series.months})
        columns += [_number(_name(start, series.step, texts)) for start in starts]
        rows = _years(cells, starts)
    return Table(caption=caption, columns=tuple(columns), rows=tuple(rows), dense=True)


def periods_word(results: Iterable[IndicatorResult], texts: Texts) -> str:
    """Return what the counts of all the results are by: months, quarters, years, or periods."""
    steps = {result.series.step for result in results}
    words = {1: texts.say("months"), 3: texts.say("quarters"), 12: texts.say("years")}
    return words[steps.pop()] if len(steps) == 1 else texts.say("periods")


def write_area(area: AreaKey, texts: Texts) -> str:
    """Write an area with which rows are its own: `City of London (coded to the area)`."""
    return texts.say("{area} ({rule})", area=area.name, rule=word_of(area.rule, texts))


def _cells(series: Series, hidden: frozenset[Month], texts: Texts) -> dict[Month, str]:
    rows = zip(series.months, series.values, series.reported, series.provisional, strict=True)
    return {
        month: HIDDEN
        if month in hidden
        else (
            write_count(value, texts) + (f" {PROVISIONAL}" if soft else "") if known else UNREPORTED
        )
        for month, value, known, soft in rows
    }


def _years(cells: dict[Month, str], starts: list[int]) -> Iterable[tuple[str, ...]]:
    first, last = min(cells).year, max(cells).year
    for year in range(first, last + 1):
        yield (str(year), *(cells.get(Month(year, start), "") for start in starts))


def _caption(texts: Texts, result: IndicatorResult) -> str:
    title, area = result.indicator.title, write_area(result.area, texts)
    if result.series.step == 1:
        return texts.say("{title} by month, {area}.", title=title, area=area)
    if result.series.step == 3:
        return texts.say("{title} by quarter, {area}.", title=title, area=area)
    return texts.say("{title} by year, {area}.", title=title, area=area)


def _number(title: str) -> Column:
    return Column(title=title, number=True)


def _name(start: int, step: int, texts: Texts) -> str:
    """Return the name of a column: `Jan`, or `Jan to Mar`."""
    first = texts.conventions.month_name(start, short=True)
    if step == 1:
        return first
    last = texts.conventions.month_name((start + step - 2) % 12 + 1, short=True)
    return write_range(first, last, texts)
