"""Charts: what is drawn, as a Vega-Lite description. `drawing` draws it.

Shapes carry the meaning and colours repeat it. The counts of every chart stand in a table beside
it, and its signals in words.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from safetykit.model import Polarity
from safetykit.reporting.markup import language_of
from safetykit.reporting.texts import Texts
from safetykit.reporting.visible import visible

if TYPE_CHECKING:
    from safetykit.evaluation import IndicatorResult
    from safetykit.quantities import Month
    from safetykit.records import Break

__all__ = ["INK", "frame_chart", "indicator_chart", "plural_of"]

INK: Final = "#1d2f45"
BAND: Final = "#d7e3ef"
EXPECTED: Final = "#54708f"
SHADE: Final = "#ece7df"
CONCERN: Final = "#a33b00"
BETTER: Final = "#00655c"
NEUTRAL: Final = "#4a4a4a"


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
    layers: list[dict[str, Any]] = [*_shades(result, texts, x), *_after(result, texts, plan_end, x)]
    if result.variation:
        layers += _expectation(result, x, y)
    layers += [
        {
            "data": {"values": list(_months(result))},
            "mark": {
                "type": "line",
                "color": INK,
                "strokeWidth": 1.4,
                "invalid": "break-paths-show-path-domains",
            },
            "encoding": {"x": x, "y": {"field": "v", **y}},
        },
        {
            "data": {"values": [row for row in _months(result) if row["v"] is not None]},
            "mark": {"type": "point", "color": INK, "filled": True, "size": 14, "opacity": 1},
            "encoding": {"x": x, "y": {"field": "v", **y}},
        },
        *_signals(result, x, y),
    ]
    return frame_chart(layers, texts, x={"grid": False, "format": "%Y", "tickCount": "year"})


def frame_chart(layers: list[dict[str, Any]], texts: Texts, *, x: dict[str, Any]) -> dict[str, Any]:
    """Return the description of a whole chart, so that all charts of a report look alike.

    Args:
        layers: What is drawn, the lowest first.
        texts: The language, in which the numbers of the axes are written.
        x: What is special about the axis along the foot.
    """
    return {
        "width": 700,
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


def _shades(result: IndicatorResult, texts: Texts, x: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Shade the baseline and each known break that is not for good, and name them."""
    series = result.series
    before = result.comparison.before if result.comparison else result.value_of
    stretches = [(texts.say("baseline"), before.first, before.last, BAND)]
    for known in series.source.breaks:
        if known.end is not None and known.touches(series.months[0], series.last_month):
            stretches.append((_short(known, texts), known.start, known.end, SHADE))
    for label, first, last, colour in stretches:
        row = {"a": _day(first), "b": _day(last + 1), "t": label}
        data = {"values": [row]}
        ends = {"x": {**x, "field": "a"}, "x2": {"field": "b"}}
        opacity = 0.35 if colour == BAND else 1
        yield {
            "data": data,
            "mark": {"type": "rect", "color": colour, "opacity": opacity},
            "encoding": ends,
        }
        text = {
            "type": "text",
            "align": "left",
            "baseline": "top",
            "dx": 3,
            "dy": 3,
            "fontSize": 11,
            "color": INK,
        }
        place = {"x": {**x, "field": "a"}, "y": {"value": 0}, "text": {"field": "t"}}
        yield {"data": data, "mark": text, "encoding": place}


def _after(
    result: IndicatorResult, texts: Texts, plan_end: Month | None, x: dict[str, Any]
) -> Iterator[dict[str, Any]]:
    """Draw a line where the plan ends, and say what lies beyond it."""
    if plan_end is None or not result.series.months[0] <= plan_end < result.series.months[-1]:
        return
    data = {"values": [{"a": _day(plan_end + 1), "t": texts.say("after the plan")}]}
    line = {"type": "rule", "color": INK, "strokeDash": [2, 3]}
    yield {"data": data, "mark": line, "encoding": {"x": {**x, "field": "a"}}}
    text = {"type": "text", "align": "left", "baseline": "top", "dx": 4, "dy": 18, "fontSize": 11}
    place = {"x": {**x, "field": "a"}, "y": {"value": 0}, "text": {"field": "t"}}
    yield {"data": data, "mark": {**text, "color": INK}, "encoding": place}


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
    return texts.in_english(known.code.replace("-", " "))


def _day(month: Month) -> str:
    return f"{month}-01"
