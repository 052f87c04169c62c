"""Charts: what is drawn, as a Vega-Lite description. `drawing` draws it.

Shapes carry the meaning and colours repeat it. The counts of every chart stand in a table beside
it, and its signals in words.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final

from safetykit.model import Polarity
from safetykit.reporting.markup import language_of
from safetykit.reporting.texts import Texts
from safetykit.reporting.visible import visible

if TYPE_CHECKING:
    from safetykit.evaluation import IndicatorResult
    from safetykit.quantities import Month
    from safetykit.records import Break, Series

__all__ = ["INK", "frame_chart", "indicator_chart", "plural_of"]

INK: Final = "#1d2f45"
BAND: Final = "#d7e3ef"
EXPECTED: Final = "#54708f"
SHADE: Final = "#ece7df"
CONCERN: Final = "#a33b00"
BETTER: Final = "#00655c"
NEUTRAL: Final = "#4a4a4a"
WIDTH: Final = 700
LETTER: Final = 5.8  # of a name, on average
ROW: Final = 14


def indicator_chart(
    result: IndicatorResult, texts: Texts, *, plan_end: Month | None = None
) -> dict[str, Any]:
    """Describe the periods of an indicator with what was expected of them.

    Args:
        result: The result to draw.
        texts: The language.
        plan_end: The last month of the plan; later months are marked as after it.

    Returns:
        A Vega-Lite description.
    """
    return _description(result, texts, plan_end)


def _description(result: IndicatorResult, texts: Texts, plan_end: Month | None) -> dict[str, Any]:
    """Describe the chart: shaded stretches, usual variation, the periods, the signals."""
    x = {"field": "m", "type": "temporal", "timeUnit": "utcyearmonth", "title": None}
    y = {"type": "quantitative", "title": _each_period(result, texts)}
    shaded = list(_stretches(result, texts))
    layers = [_shade(first, last, colour, x) for _, first, last, colour in shaded]
    names = [(name, first) for name, first, _, _ in shaded]
    if plan_end and result.series.months[0] <= plan_end < result.series.months[-1]:
        layers.append(_end(plan_end, x))
        names.append((texts.say("after the plan"), plan_end + 1))
    if result.variation:
        layers += _expectation(result, x, y)
    layers += [*_counts(result, x, y), *_signals(result, x, y), *_names(names, result.series, x)]
    return frame_chart(layers, texts, x={"grid": False, "format": "%Y", "tickCount": "year"})


def frame_chart(layers: list[dict[str, Any]], texts: Texts, *, x: dict[str, Any]) -> dict[str, Any]:
    """Return the description of a whole chart, so that all charts of a report look alike.

    Args:
        layers: What is drawn, the lowest first.
        texts: The language, in which the numbers of the axes are written.
        x: What is special about the axis along the foot.
    """
    return {
        "width": WIDTH,
        "height": 230,
        "background": "white",
        "config": {
            "aria": False,
            "font": "system-ui, sans-serif",
            "view": {"stroke": None},
            "axis": {
                "labelColor": INK,
                "titleColor": INK,
                "gridColor": "#e8e8e8",
                "labelFontSize": 12,
                "titleFontSize": 12,
                "titleFontWeight": "normal",
            },
            "axisX": x,
            **texts.conventions.axes(),
        },
        "usermeta": {"english": sorted(_in_english(layers))},
        "layer": layers,
    }


def _in_english(layers: list[dict[str, Any]]) -> set[str]:
    """Return the words in a chart that are in English on a page in another language."""
    rows = (row for layer in layers for row in layer.get("data", {}).get("values", ()))
    return {words for row in rows if language_of(words := row.get("t", ""))}


def _counts(
    result: IndicatorResult, x: dict[str, Any], y: dict[str, Any]
) -> Iterator[dict[str, Any]]:
    """Yield the line, broken where nothing is reported, and a dot for each period that is."""
    rows, encoding = list(_months(result)), {"x": x, "y": {"field": "v", **y}}
    line = {"type": "line", "color": INK, "strokeWidth": 1.4}
    line["invalid"] = "break-paths-show-path-domains"
    yield {"data": {"values": rows}, "mark": line, "encoding": encoding}
    dot = {"type": "point", "color": INK, "filled": True, "size": 14, "opacity": 1}
    known = [row for row in rows if row["v"] is not None]
    yield {"data": {"values": known}, "mark": dot, "encoding": encoding}


def _months(result: IndicatorResult) -> Iterator[dict[str, Any]]:
    series = result.series
    for month, value, known in zip(series.months, series.values, series.reported, strict=True):
        yield {"m": _day(month), "v": int(value) if known else None}


def _expectation(
    result: IndicatorResult, x: dict[str, Any], y: dict[str, Any]
) -> Iterator[dict[str, Any]]:
    variation = result.variation
    if variation is None:
        return
    rows = [
        {"m": _day(month), "e": expected, "lo": low, "hi": high}
        for month, expected, low, high in zip(
            variation.months, variation.expected, variation.lower, variation.upper, strict=True
        )
        if math.isfinite(expected + low + high)
    ]
    yield {
        "data": {"values": rows},
        "mark": {"type": "area", "color": BAND, "opacity": 0.9},
        "encoding": {"x": x, "y": {"field": "lo", **y}, "y2": {"field": "hi"}},
    }
    yield {
        "data": {"values": rows},
        "mark": {"type": "line", "color": EXPECTED, "strokeDash": [5, 3], "strokeWidth": 1.2},
        "encoding": {"x": x, "y": {"field": "e", **y}},
    }


def _signals(
    result: IndicatorResult, x: dict[str, Any], y: dict[str, Any]
) -> Iterator[dict[str, Any]]:
    points = result.variation.signals if result.variation else ()
    for direction, shape in ((1, "triangle-up"), (-1, "triangle-down")):
        rows = [{"m": _day(p.month), "v": p.value} for p in points if p.direction == direction]
        if rows:
            mark = {
                "type": "point",
                "shape": shape,
                "filled": True,
                "size": 58,
                "opacity": 1,
                "color": _colour(result.polarity, direction),
            }
            encoding = {"x": x, "y": {"field": "v", **y}}
            yield {"data": {"values": rows}, "mark": mark, "encoding": encoding}


def _colour(polarity: Polarity, direction: int) -> str:
    """Return no judgement in colour where neither direction is better."""
    if polarity is Polarity.LOWER:
        return CONCERN if direction > 0 else BETTER
    if polarity is Polarity.HIGHER:
        return BETTER if direction > 0 else CONCERN
    return NEUTRAL


def _stretches(result: IndicatorResult, texts: Texts) -> Iterator[tuple[str, Month, Month, str]]:
    """Yield the baseline and each known break that is not for good, inside the records."""
    series = result.series
    before = result.comparison.before if result.comparison else result.value_of
    yield texts.say("baseline"), before.first, before.last, BAND
    for known in series.source.breaks:
        if known.end is not None and known.touches(series.months[0], series.last_month):
            first, last = max(known.start, series.months[0]), min(known.end, series.last_month)
            yield _short(known, texts), first, last, SHADE


def _shade(first: Month, last: Month, colour: str, x: dict[str, Any]) -> dict[str, Any]:
    opacity = 0.35 if colour == BAND else 1
    return {
        "data": {"values": [{"a": _day(first), "b": _day(last + 1)}]},
        "mark": {"type": "rect", "color": colour, "opacity": opacity},
        "encoding": {"x": {**x, "field": "a"}, "x2": {"field": "b"}},
    }


def _end(month: Month, x: dict[str, Any]) -> dict[str, Any]:
    """Draw a line where the plan ends."""
    return {
        "data": {"values": [{"a": _day(month + 1)}]},
        "mark": {"type": "rule", "color": INK, "strokeDash": [2, 3]},
        "encoding": {"x": {**x, "field": "a"}},
    }


def _names(
    names: Iterable[tuple[str, Month]], series: Series, x: dict[str, Any]
) -> Iterator[dict[str, Any]]:
    """Write names where stretches begin, each on the first row that is free there.

    A name that would run over the edge ends at it.
    """
    months = series.last_month - series.months[0] + 1
    taken: list[float] = []
    for words, month in sorted(names, key=lambda named: named[1]):
        width, left = LETTER * len(words), WIDTH * (month - series.months[0]) / months
        fits = left + width <= WIDTH
        left = left if fits else WIDTH - width
        row = next((n for n, end in enumerate(taken) if end <= left), len(taken))
        taken[row : row + 1] = [left + width]
        text = {
            "type": "text",
            "baseline": "top",
            "dy": 3 + ROW * row,
            "fontSize": 11,
            "color": INK,
        }
        side = {"align": "left", "dx": 3} if fits else {"align": "right"}
        at = {**x, "field": "a"} if fits else {"value": WIDTH}
        yield {
            "data": {"values": [{"a": _day(month), "t": words}]},
            "mark": {**text, **side},
            "encoding": {"x": at, "y": {"value": 0}, "text": {"field": "t"}},
        }


def _each_period(result: IndicatorResult, texts: Texts) -> str:
    """Return the title of the axis: `Offences recorded each month`."""
    things = plural_of(visible(result.indicator.unit), texts).capitalize()
    if result.series.step == 1:
        return texts.say("{things} recorded each month", things=things)
    if result.series.step == 3:
        return texts.say("{things} recorded each quarter", things=things)
    return texts.say("{things} recorded each year", things=things)


def plural_of(unit: str, texts: Texts) -> str:
    """Return a unit in the plural: `use of a tactic` gives `uses of a tactic`.

    On a page in another language it stays as the plan has it: no rule of English would do.
    """
    if not texts.is_english:
        return unit
    head, of, rest = unit.partition(" of ")
    if head.endswith("y") and head[-2:-1] not in "aeiou":
        many = head[:-1] + "ies"
    else:
        many = head + ("es" if head.endswith(("s", "x", "ch", "sh")) else "s")
    return many + of + rest


def _short(known: Break, texts: Texts) -> str:
    return texts.in_english(visible(known.code.replace("-", " ")))


def _day(month: Month) -> str:
    return f"{month}-01"
