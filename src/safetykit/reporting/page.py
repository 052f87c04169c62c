"""The page: a report as a single HTML document, rendered from a template with autoescape."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from typing import Any

from safetykit.extras import need
from safetykit.reporting.blocks import Block, Figure, Report, figures
from safetykit.reporting.drawing import draw_svg
from safetykit.reporting.markup import template_environment

__all__ = ["render", "render_blocks", "render_sheet"]


def render(report: Report) -> str:
    """Return a report as one HTML page that needs no other file and no script.

    Raises:
        MissingExtraError: The `report` extra is not installed.
    """
    template = template_environment().get_template("report.html.j2")
    return str(template.render(r=report, prefix="", draw=_drawn(report.parts, "")))


def render_sheet(report: Report) -> str:
    """Return a report of a few short parts as HTML that prints on one side of paper.

    Raises:
        MissingExtraError: The `report` extra is not installed.
    """
    template = template_environment().get_template("sheet.html.j2")
    return str(template.render(r=report, prefix="", draw=_drawn(report.parts, "")))


def render_blocks(blocks: Sequence[Block], *, level: int = 2) -> str:
    """Return blocks as a piece of HTML, for a notebook or a page of the caller's own.

    Its ids begin with a word made from the blocks, so that several pieces can stand on one page.

    Args:
        blocks: The blocks.
        level: The level of the first heading.

    Raises:
        MissingExtraError: The `report` extra is not installed.
    """
    template = template_environment().get_template("fragment.html.j2")
    prefix = f"s{zlib.crc32(repr(blocks).encode('utf-8', 'replace')):08x}-"
    draw = _drawn(blocks, prefix)
    return str(template.render(items=blocks, level=level, prefix=prefix, draw=draw))


def _drawn(blocks: Sequence[Block], prefix: str) -> Callable[[Figure], Any]:
    """Return what draws a figure, with ids of its own on the page."""
    keys = {id(figure): f"{prefix}chart-{n}" for n, figure in enumerate(figures(blocks))}
    safe = need("markupsafe", wanted_by="The page").Markup

    def draw(figure: Figure) -> Any:
        key = keys[id(figure)]
        svg = draw_svg(figure.chart, title=figure.title, words=figure.words, key=key)
        return safe(svg)

    return draw
