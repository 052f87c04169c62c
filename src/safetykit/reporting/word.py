"""A report as a Word document for a board's papers: styles, not looks, so that it can be restyled.

What belongs here: how blocks become paragraphs, tables and pictures, and what makes a document
accessible: heading styles, header rows, words for pictures, the language. What does not: which
blocks there are. Details stand in an annex, and each says so where it was left out.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any, Final

from safetykit.extras import need
from safetykit.reporting.blocks import (
    Block,
    Branch,
    Figure,
    Labels,
    Listing,
    Paragraph,
    Part,
    PartKind,
    Report,
    Role,
    Table,
    Terms,
    Tree,
)
from safetykit.reporting.drawing import draw_picture
from safetykit.reporting.passages import join, one_line
from safetykit.reporting.word_page import DEEPEST, WIDTH_CM, add_words, element, qn, set_up
from safetykit.reporting.word_tables import add_table

__all__ = ["render"]

DEEPEST_LIST: Final = 3
COMPACT_POINTS: Final = 9


def render(report: Report) -> bytes:
    """Return a report as the bytes of a Word document.

    Raises:
        MissingExtraError: The `docx` extra, or the `report` extra for charts, is not installed.
    """
    document = need("docx", wanted_by="A Word document").Document()
    writer = _Writer(document, report.in_annex)
    set_up(document, report)
    _front(writer, report)
    writer.blocks(report.parts, 1)
    writer.annex(report.annex)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def _front(writer: _Writer, report: Report) -> None:
    writer.paragraph(report.kicker)
    writer.heading(report.title, 0)
    if report.in_english:
        writer.paragraph(report.in_english)
    writer.paragraph(report.notice, style="Intense Quote")


class _Writer:
    """Adds blocks to a document, and keeps details for the annex."""

    def __init__(self, document: Any, in_annex: str) -> None:
        self.document = document
        self.in_annex = in_annex
        self.kept: list[Part] = []
        self._style_ids: dict[str, str] = {}

    def blocks(self, blocks: Iterable[Block], level: int) -> None:
        """Add blocks, with headings from a level on."""
        for block in blocks:
            self._block(block, level)

    def annex(self, title: str) -> None:
        """Add the details that were kept, in the order in which they came."""
        if self.kept:
            self.document.add_page_break()
            self.heading(title, 1)
        for number, part in enumerate(self.kept, 1):
            _mark_place(self.heading(part.title, 2), number)
            self.blocks(part.blocks, 3)

    def paragraph(self, text: str, *, style: str | None = None, bold: bool = False) -> Any:
        """Add a paragraph in a style."""
        added = self.document.add_paragraph()
        if style:
            added._p.style = self._style_id(style)
        for run in add_words(added, text):
            run.bold = bold or None
        return added

    def heading(self, text: str, level: int) -> Any:
        """Add a heading."""
        added = self.document.add_heading(level=level)
        add_words(added, one_line(text))
        return added

    def _style_id(self, name: str) -> str:
        if name not in self._style_ids:
            self._style_ids[name] = self.document.styles[name].style_id
        return self._style_ids[name]

    def _block(self, block: Block, level: int) -> None:
        match block:
            case Part():
                self._part(block, level)
            case Paragraph():
                self._words(block)
            case Listing():
                self._listing(block)
            case Labels():
                self.paragraph(join(" · ", block.items))
            case Tree():
                self._tree(block.branches, 1)
            case Terms():
                for name, value in block.pairs:
                    self.paragraph(join(": ", (name, value)))
            case Table():
                self._table(block)
            case Figure():
                self._figure(block)

    def _listing(self, block: Listing) -> None:
        style = "List Number" if block.numbered else "List Bullet"
        points = need("docx.shared", wanted_by="A Word document").Pt
        for item in block.items:
            added = self.paragraph(item, style=style)
            if block.compact:
                for run in added.runs:
                    run.font.size = points(COMPACT_POINTS)
                added.paragraph_format.space_after = points(0)

    def _part(self, part: Part, level: int) -> None:
        if part.kind is PartKind.DETAILS:
            self.kept.append(part)
            words = join(" ", (part.title, f"({self.in_annex})"))
            _link(self.paragraph(""), words, len(self.kept))
            return
        self.heading(part.title, min(level, DEEPEST))
        self.blocks(part.blocks, level + 1)

    def _words(self, block: Paragraph) -> None:
        style = "Intense Quote" if block.role in (Role.WARNING, Role.NOTICE) else None
        self.paragraph(block.text, style=style, bold=block.role is Role.LEAD)

    def _tree(self, branches: Iterable[Branch], depth: int) -> None:
        level = min(depth, DEEPEST_LIST)
        style = "List Bullet" if level == 1 else f"List Bullet {level}"
        for branch in branches:
            self.paragraph(branch.text, style=style)
            self._tree(branch.branches, depth + 1)

    def _table(self, block: Table) -> None:
        self.paragraph(block.caption, style="Caption").paragraph_format.keep_with_next = True
        add_table(self.document, block)
        self.paragraph("").paragraph_format.space_after = 0

    def _figure(self, block: Figure) -> None:
        shared = need("docx.shared", wanted_by="A Word document")
        picture = io.BytesIO(draw_picture(block.chart))
        shape = self.document.add_picture(picture, width=shared.Cm(WIDTH_CM))
        self.document.paragraphs[-1].paragraph_format.keep_with_next = True
        described = shape._inline.docPr
        described.set("descr", block.words)
        described.set("title", block.title)
        self.paragraph(block.caption, style="Caption")


def _link(paragraph: Any, text: str, number: int) -> None:
    """Add a text that leads to a place in the annex."""
    link = element("w:hyperlink")
    link.set(qn("w:anchor"), _place(number))
    for run in add_words(paragraph, text):
        run.underline = True
        link.append(run._r)
    paragraph._p.append(link)


def _mark_place(heading: Any, number: int) -> None:
    """Mark a heading as a place to which a link leads."""
    for name in ("w:bookmarkStart", "w:bookmarkEnd"):
        mark = element(name)
        mark.set(qn("w:id"), str(number))
        if name == "w:bookmarkStart":
            mark.set(qn("w:name"), _place(number))
            heading._p.insert(1, mark)
        else:
            heading._p.append(mark)


def _place(number: int) -> str:
    """Return the name of a place in the annex: keys may be alike without their signs."""
    return f"annex_{number}"
