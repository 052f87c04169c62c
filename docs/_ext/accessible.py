"""Where Sphinx and its theme write what fails WCAG 2.2 A or AA: mended when a page is written.

What belongs here: slips in their markup, each named where it is mended. What does not: our own
markup, which is mended where it is made, and colours and sizes, which stand in `safetykit.css`.
"""

from __future__ import annotations

import re
from typing import Any

from sphinx.application import Sphinx

PARAMETERS = re.compile(r'<dl>\n(<dd><em class="sig-param">.*?)</dl>\n', re.DOTALL)
TABLE = re.compile(r'<div class="table-wrapper([^"]*)">\n(<table.*?</table>)', re.DOTALL)
PARTS = ("body", "toc", "furo_navigation_tree")
AFTER_THE_THEME = 900


def mend(text: str) -> str:
    """Return a part of a page with the slips mended.

    - The caption of a tree is given the role of a heading, without its level.
    - The parameters of a long signature are definitions of no term.
    - A table that scrolls on a phone cannot be reached by keyboard, if there is no link in it.
    """
    text = text.replace('role="heading">', 'role="heading" aria-level="2">')
    return TABLE.sub(_as_stop, PARAMETERS.sub(_as_lines, text))


def _as_lines(found: re.Match[str]) -> str:
    lines = found[1].replace("<dd>", '<span class="sig-line">').replace("</dd>", "</span>")
    return f'<span class="sig-lines">\n{lines}</span>\n'


def _as_stop(found: re.Match[str]) -> str:
    if "<a " in found[2]:
        return found[0]
    reached = 'role="group" aria-label="Table" tabindex="0"'
    return f'<div class="table-wrapper{found[1]}" {reached}>\n{found[2]}'


def mend_page(
    _: Sphinx, _page: str, _template: str, context: dict[str, Any], _tree: object
) -> None:
    """Mend what a template is about to be filled with."""
    for part in PARTS:
        if isinstance(text := context.get(part), str):
            context[part] = mend(text)


def setup(app: Sphinx) -> dict[str, bool]:
    """Connect the mending to the writing of pages, after the theme has added its own."""
    app.connect("html-page-context", mend_page, priority=AFTER_THE_THEME)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
