"""Drawing the description of a chart: as inline SVG, or as a picture for what cannot hold SVG.

What belongs here: what the drawing says to a screen reader, and ids of its own. What does not: what
is drawn; `charts` and `funnel_chart` describe it.
"""

from __future__ import annotations

import json
import re
from html import escape
from typing import Any, Final

from safetykit.extras import need
from safetykit.reporting.markup import language_of
from safetykit.reporting.texts import SOURCE_LANGUAGE

__all__ = ["draw_picture", "draw_svg"]

_ROOT: Final = re.compile(r"<svg\b[^>]*>")
_UNUSED: Final = re.compile(  # inside an image nothing is announced, styled or pointed at
    r' (?:aria-hidden|pointer-events|class|role|aria-roledescription|stroke-miterlimit)="[^"]*"'
    r'(?=[^<>]*>)|<path d=""[^<>]*/>| opacity="1"(?=[^<>]*>)'
)
_LONG: Final = re.compile(r"-?\d+\.\d{2,}(?=[^<>]*>)")  # coordinates in tags, and no text


def draw_svg(chart: dict[str, Any], *, title: str, words: str, key: str) -> str:
    """Draw a Vega-Lite description as SVG that a screen reader can announce.

    Args:
        chart: The description.
        title: What it shows.
        words: The same in words.
        key: A word that makes the ids of the drawing unique on its page.

    Raises:
        MissingExtraError: The `report` extra is not installed.
    """
    engine = need("vl_convert", wanted_by="A chart")
    svg = str(engine.vegalite_to_svg(json.dumps(chart), vl_version="5.20"))
    match = _ROOT.search(svg)
    size = re.search(r'viewBox="([^"]*)"', match[0]) if match else None
    if match is None or size is None:
        return svg
    language = language_of(words)
    desc = f'<desc lang="{language}"' if language else "<desc"
    root = (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="{size[1]}" '
        f'aria-labelledby="{key}-title {key}-words">'
        f'<title id="{key}-title">{escape(title)}</title>'
        f'{desc} id="{key}-words">{escape(words)}</desc>'
    )
    inner = _marked(svg[match.end() :], chart)
    inner = inner.replace('id="', f'id="{key}-').replace("url(#", f"url(#{key}-")
    return root + _UNUSED.sub("", _LONG.sub(_rounded, inner))


def draw_picture(chart: dict[str, Any], *, scale: float = 2.0) -> bytes:
    """Draw a Vega-Lite description as PNG, for formats that cannot hold SVG.

    Raises:
        MissingExtraError: The `report` extra is not installed.
    """
    engine = need("vl_convert", wanted_by="A chart")
    return bytes(engine.vegalite_to_png(json.dumps(chart), vl_version="5.20", scale=scale))


def _rounded(number: re.Match[str]) -> str:
    return f"{float(number[0]):.1f}"


def _marked(svg: str, chart: dict[str, Any]) -> str:
    """Return a drawing in which the words that are in English on another page say so."""
    for words in chart.get("usermeta", {}).get("english", ()):
        text = re.escape(escape(words, quote=False))
        svg = re.sub(rf"<text\b(?=[^<>]*>{text}</text>)", f'<text lang="{SOURCE_LANGUAGE}"', svg)
    return svg
