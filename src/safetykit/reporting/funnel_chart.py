"""The funnel of an area among places like it: rates by size, with the limits of each size.

What belongs here: how `PeerResult` is drawn, after the form of Spiegelhalter (2005). What does not:
any limit; the lines are those that `evaluation.peers` computed. There is one colour and no order:
the area is a diamond with its name, each other place a ring, and nobody is named as better.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from safetykit.reporting.charts import INK, frame_chart, plural_of
from safetykit.reporting.texts import Texts
from safetykit.reporting.visible import visible

if TYPE_CHECKING:
    from safetykit.evaluation import PeerResult

__all__ = ["funnel_chart"]

LINE: Final = "#54708f"
DASHES: Final = ([1, 0], [6, 3])


def funnel_chart(found: PeerResult, texts: Texts) -> dict[str, Any]:
    """Describe an area among places like it as a funnel.

    Args:
        found: The area, the places, and the limits.
        texts: The language.

    Returns:
        A Vega-Lite description.

    References:
        Spiegelhalter (2005) Statistics in Medicine 24:1185-1202: rate by precision, the target,
        and limits of 95% and 99.8%.
    """
    things = plural_of(visible(found.comparators.basis), texts)
    x = {
        "field": "s",
        "type": "quantitative",
        "title": texts.say("Size: {things}", things=things),
        "scale": {"zero": False, "nice": False},
    }
    rate = texts.say("For each 1,000 {things} and year", things=things)
    y = {"type": "quantitative", "title": rate, "scale": {"zero": False}}
    layers = [*_limits(found, x, y), _target(found, y), *_places(found, x, y)]
    return frame_chart(layers, texts, x={"grid": False, "format": ",.0f", "tickCount": 6})


def _limits(found: PeerResult, x: dict[str, Any], y: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the lower and the upper line of each level; the outer ones are dashed."""
    for level, dash in enumerate(DASHES):
        for side in ("lower", "upper"):
            rows = [{"s": at.size, "v": getattr(at, side)[level]} for at in found.curve]
            mark = {"type": "line", "color": LINE, "strokeWidth": 1.3, "strokeDash": dash}
            encoding = {"x": x, "y": {"field": "v", **y}}
            yield {"data": {"values": rows}, "mark": mark, "encoding": encoding}


def _target(found: PeerResult, y: dict[str, Any]) -> dict[str, Any]:
    return {
        "data": {"values": [{"v": found.target}]},
        "mark": {"type": "rule", "color": INK, "strokeWidth": 1, "strokeDash": [2, 2]},
        "encoding": {"y": {"field": "v", **y}},
    }


def _places(found: PeerResult, x: dict[str, Any], y: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the other places as rings, and the area as a diamond and its name inwards."""
    encoding = {"x": x, "y": {"field": "v", **y}}
    ring = {"type": "point", "color": INK, "filled": False, "size": 70, "opacity": 1}
    others = [{"s": place.size, "v": place.rate} for place in found.others]
    yield {"data": {"values": others}, "mark": ring, "encoding": encoding}
    own = [{"s": found.own.size, "v": found.own.rate, "t": visible(found.own.name)}]
    diamond = {**ring, "shape": "diamond", "filled": True, "size": 150}
    yield {"data": {"values": own}, "mark": diamond, "encoding": encoding}
    inwards = found.own.size <= (found.curve[0].size + found.curve[-1].size) / 2
    side = {"align": "left", "dx": 10} if inwards else {"align": "right", "dx": -10}
    name = {"type": "text", **side, "fontSize": 12, "color": INK}
    label = {**encoding, "text": {"field": "t"}}
    yield {"data": {"values": own}, "mark": name, "encoding": label}
