"""A report as a Word document for a board's papers: styles, not looks, so that it can be restyled.

What belongs here: how blocks become paragraphs, tables and pictures, and what makes a document
accessible: heading styles, header rows, words for pictures, the language. What does not: which
blocks there are. Details stand in an annex, and each says so where it was left out.
"""

from __future__ import annotations

import datetime as dt
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
from safetykit.reporting.charts import draw_picture

__all__ = ["render"]

DEEPEST: Final = 9
WIDTH_CM: Final = 17.0
MARGIN_CM: Final = 2.0
DENSE_POINTS: Final = 7
TABLE_POINTS: Final = 9
DEEPEST_LIST: Final = 3
MADE: Final = dt.datetime(2000, 1, 1)  # noqa: DTZ001  the format knows no zones; same in, same out


def render(report: Report) -> bytes:
    """Return a report as the bytes of a Word document.

    Raises:
        MissingExtraError: The `docx` extra, or the `report` extra for charts, is not installed.
    """
    document = need("docx", wanted_by="A Word document").Document()
    writer = _Writer(document, report.in_annex)
    _set_up(document, report)
    _front(writer, report)
    writer.blocks(report.parts, 1)
    writer.annex(report.annex)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def _set_up(document: Any, report: Report) -> None:
    """Set the page, the language, the properties, and the marking at top and bottom."""
    shared = need("docx.shared", wanted_by="A Word document")
    section = document.sections[0]
    section.page_width, section.page_height = shared.Cm(21.0), shared.Cm(29.7)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, shared.Cm(MARGIN_CM))
    for style in document.styles.element.iter(_qn("w:lang")):
        style.set(_qn("w:val"), report.language)
    properties = document.core_properties
    properties.title, properties.language = report.title[:255], report.language
    properties.author, properties.comments = "", ""
    properties.created = properties.modified = MADE
    if report.marking:
        for place in (section.header, section.footer):
            place.paragraphs[0].text = report.marking
            place.paragraphs[0].runs[0].bold = True
            place.paragraphs[0].alignment = 1


def _front(writer: _Writer, report: Report) -> None:
    writer.paragraph(report.kicker)
    writer.document.add_heading(_line(report.title), level=0)
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
            self.document.add_heading(title, level=1)
        for part in self.kept:
            self.document.add_heading(_line(part.title), level=2)
            self.blocks(part.blocks, 3)

    def paragraph(self, text: str, *, style: str | None = None, bold: bool = False) -> Any:
        """Add a paragraph in a style."""
        added = self.document.add_paragraph()
        if style:
            added._p.style = self._style_id(style)
        added.add_run(text).bold = bold or None
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
                style = "List Number" if block.numbered else "List Bullet"
                for item in block.items:
                    self.paragraph(item, style=style)
            case Labels():
                self.paragraph(" · ".join(block.items))
            case Tree():
                self._tree(block.branches, 1)
            case Terms():
                for name, value in block.pairs:
                    self.paragraph(f"{name}: {value}")
            case Table():
                self._table(block)
            case Figure():
                self._figure(block)

    def _part(self, part: Part, level: int) -> None:
        if part.kind is PartKind.DETAILS:
            self.kept.append(part)
            self.paragraph(f"{part.title} ({self.in_annex})")
            return
        self.document.add_heading(_line(part.title), level=min(level, DEEPEST))
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
        self.paragraph(block.caption, style="Caption")
        table = self.document.add_table(rows=0, cols=len(block.columns), style="Table Grid")
        heads = tuple(column.title for column in block.columns)
        for number, row in enumerate((heads, *block.rows)):
            cells = table.add_row().cells
            for cell, text, column in zip(cells, row, block.columns, strict=True):
                _fill(cell, text, head=number == 0, right=column.number, dense=block.dense)
        _repeat_head(table, block.caption)

    def _figure(self, block: Figure) -> None:
        shared = need("docx.shared", wanted_by="A Word document")
        picture = io.BytesIO(draw_picture(block.chart))
        shape = self.document.add_picture(picture, width=shared.Cm(WIDTH_CM))
        described = shape._inline.docPr
        described.set("descr", block.words)
        described.set("title", block.title)
        self.paragraph(block.caption, style="Caption")


def _fill(cell: Any, text: str, *, head: bool, right: bool, dense: bool) -> None:
    points = need("docx.shared", wanted_by="A Word document").Pt
    paragraph = cell.paragraphs[0]
    run = paragraph.add_run(text)
    run.bold = head or None
    run.font.size = points(DENSE_POINTS if dense else TABLE_POINTS)
    if right:
        paragraph.alignment = 2


def _repeat_head(table: Any, caption: str) -> None:
    """Mark the first row as a header that stands on each page, and give the table its words."""
    element = need("docx.oxml", wanted_by="A Word document").OxmlElement
    head = element("w:tblHeader")
    head.set(_qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(head)
    words = element("w:tblDescription")
    words.set(_qn("w:val"), caption)
    table._tbl.tblPr.append(words)


def _line(text: str) -> str:
    """Return a text as one line, for a heading."""
    return " ".join(text.split())


def _qn(name: str) -> str:
    return str(need("docx.oxml.ns", wanted_by="A Word document").qn(name))
