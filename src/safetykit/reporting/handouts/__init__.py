"""Toolkit content as pages that people read and print: fact sheets, guides, checklists, packs.

What belongs here: how content looks as HTML, Markdown and PDF. What does not: what it says; every
word and every fact comes from a module.

```text
handout      one page of any kind: a title, dates, routes, blocks and sources
making       a fact sheet, guide, explainer, checklist or glossary as a handout
markdown     a handout as Markdown; html: as a page that needs no script and prints; pdf
words        the fixed words around the content
pack         several handouts for a workshop, with a feedback form
```
"""

from safetykit.reporting.handouts.handout import Block, Choice, Handout, Item
from safetykit.reporting.handouts.html import handout_html
from safetykit.reporting.handouts.making import make_handout
from safetykit.reporting.handouts.markdown import handout_markdown
from safetykit.reporting.handouts.pack import make_pack, pack_html, pack_markdown
from safetykit.reporting.handouts.pdf import find_printer, html_to_pdf

__all__ = [
    "Block",
    "Choice",
    "Handout",
    "Item",
    "find_printer",
    "handout_html",
    "handout_markdown",
    "html_to_pdf",
    "make_handout",
    "make_pack",
    "pack_html",
    "pack_markdown",
]
