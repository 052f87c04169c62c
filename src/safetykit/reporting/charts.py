"""Charts as inline SVG: a Vega-Lite description, drawn once, with a title and a description.

Shapes carry the meaning and colours repeat it. The numbers of every chart stand in a table beside
it.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING, Any, Final

from safetykit.extras import need
from safetykit.model import Polarity

if TYPE_CHECKING:
    from safetykit.evaluation import IndicatorResult
    from safetykit.quantities import Month
    from safetykit.records import Break

__all__ = ["draw", "indicator_chart"]

INK: Final = "#1d2f45"
BAND: Final = "#d7e3ef"
EXPECTED: Final = "#54708f"
SHADE: Final = "#ece7df"
CONCERN: Final = "#a33b00"
BETTER: Final = "#00655c"
NEUTRAL: Final = "#4a4a4a"
_ROOT: Final = re.compile(r"<svg\b[^>]*>")


def indicator_chart(result: IndicatorResult, *, key: str, plan_end: Month | None = None) -> str:
    """Draw the months of an indicator with what was expected of them.

    Args:
        result: The result to draw.
        key: A word that makes the ids of the drawing unique on its page.
        plan_end: The last month of the plan; later months are marked as after it.

    Returns:
        SVG text.

    Raises:
        MissingExtraError: The `report` extra is not installed.
    """
    title = f"{result.indicator.title}, month by month"
    return draw(_description(result, plan_end), title=title, words=_words(result), key=key)


def draw(chart: dict[str, Any], *, title: str, words: str, key: str) -> str:
    """Draw a Vega-Lite description as SVG that a screen reader can announce.

    Raises:
        MissingExtraError: The `report` extra is not installed.
    """
    engine = need("vl_convert", wanted_by="A chart")
    svg = str(engine.vegalite_to_svg(json.dumps(chart), vl_version="5.20"))
    match = _ROOT.search(svg)
    size = re.search(r'viewBox="([^"]*)"', match[0]) if match else None
    if match is None or size is None:
        return svg
    root = (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="{size[1]}" '
        f'aria-labelledby="{key}-title {key}-words">'
        f'<title id="{key}-title">{escape(title)}</title>'
        f'<desc id="{key}-words">{escape(words)}</desc>'
    )
    inner = svg[match.end() :].replace('id="', f'id="{key}-').replace("url(#", f"url(#{key}-")
    return root + inner


def _words(result: IndicatorResult) -> str:
    return " ".join((result.sentence, *result.notes[-1:]))


def _description(result: IndicatorResult, plan_end: Month | None) -> dict[str, Any]:
    """Describe the chart: shaded stretches, usual variation, the months, the signals."""
    unit = "incidents" if result.indicator.unit == "incident" else "offences"
    x = {"field": "m", "type": "temporal", "timeUnit": "utcyearmonth", "title": None}
    y = {"type": "quantitative", "title": f"Recorded {unit} a month"}
    layers: list[dict[str, Any]] = [*_shades(result, x), *_after(result, plan_end, x)]
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
            "axisX": {"grid": False, "format": "%Y", "tickCount": "year"},
        },
        "layer": layers,
    }


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


def _shades(result: IndicatorResult, x: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Shade the baseline and each known break that is not for good, and name them."""
    series = result.series
    before = result.comparison.before if result.comparison else result.value_of
    stretches = [("baseline", before.first, before.last, BAND)]
    for known in series.source.breaks:
        if known.end is not None and known.touches(series.months[0], series.months[-1]):
            stretches.append((_short(known), known.start, known.end, SHADE))
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
    result: IndicatorResult, plan_end: Month | None, x: dict[str, Any]
) -> Iterator[dict[str, Any]]:
    """Draw a line where the plan ends, and say what lies beyond it."""
    if plan_end is None or not result.series.months[0] <= plan_end < result.series.months[-1]:
        return
    data = {"values": [{"a": _day(plan_end + 1), "t": "after the plan"}]}
    line = {"type": "rule", "color": INK, "strokeDash": [2, 3]}
    yield {"data": data, "mark": line, "encoding": {"x": {**x, "field": "a"}}}
    text = {"type": "text", "align": "left", "baseline": "top", "dx": 4, "dy": 18, "fontSize": 11}
    place = {"x": {**x, "field": "a"}, "y": {"value": 0}, "text": {"field": "t"}}
    yield {"data": data, "mark": {**text, "color": INK}, "encoding": place}


def _short(known: Break) -> str:
    return known.code.replace("-", " ")


def _day(month: Month) -> str:
    return f"{month}-01"
