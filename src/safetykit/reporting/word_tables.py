"""Tables of a Word document: widths that suit their words, and a head on every page.

What belongs here: how a table is laid out inside the margins. What does not: which tables there
are. Widths follow the words: no column is narrower than its longest word while there is room, and
what is left goes to the columns with most to say.
"""

from __future__ import annotations

from typing import Any, Final

from safetykit.extras import need
from safetykit.reporting.blocks import Table
from safetykit.reporting.word_page import WIDTH_CM, add_words, element, qn

__all__ = ["add_table", "column_widths"]

DENSE_POINTS: Final = 8.0
TABLE_POINTS: Final = 9.0
CM_PER_POINT: Final = 2.54 / 72
LETTER: Final = 0.55  # of the height of its font, on average
PADDING_CM: Final = 0.45
MAX_WORD: Final = 16


def add_table(document: Any, block: Table) -> None:
    """Add a table that stays inside the margins, with its first row as the head of each page."""
    table = document.add_table(rows=0, cols=len(block.columns), style="Table Grid")
    table.autofit = False
    points = DENSE_POINTS if block.dense else TABLE_POINTS
    widths = column_widths(block, points)
    heads = tuple(column.title for column in block.columns)
    for number, row in enumerate((heads, *block.rows)):
        added = table.add_row()
        _keep_whole(added)
        for cell, text, column, width in zip(added.cells, row, block.columns, widths, strict=True):
            cell.width = need("docx.shared", wanted_by="A Word document").Cm(width)
            _fill(cell, text, points, head=number == 0, right=column.number)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = need("docx.shared", wanted_by="A Word document").Cm(width)
    _describe(table, block.caption)


def column_widths(block: Table, points: float) -> tuple[float, ...]:
    """Return the width of each column in centimetres; together they are the width of the text.

    Args:
        block: The table.
        points: The size of its font.
    """
    letter = points * CM_PER_POINT * LETTER
    cells = [
        (column.title, *(row[n] for row in block.rows)) for n, column in enumerate(block.columns)
    ]
    least = [PADDING_CM + letter * min(max(map(_longest, texts)), MAX_WORD) for texts in cells]
    wanted = [1 + sum(map(len, texts)) / len(texts) for texts in cells]
    if (rest := WIDTH_CM - sum(least)) < 0:
        return tuple(WIDTH_CM * width / sum(least) for width in least)
    return tuple(width + rest * w / sum(wanted) for width, w in zip(least, wanted, strict=True))


def _longest(text: str) -> int:
    return max(map(len, text.split()), default=0)


def _fill(cell: Any, text: str, points: float, *, head: bool, right: bool) -> None:
    size = need("docx.shared", wanted_by="A Word document").Pt
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = size(1)
    paragraph.paragraph_format.line_spacing = 1.0
    for run in add_words(paragraph, text):
        run.bold = head or None
        run.font.size = size(points)
    if right:
        paragraph.alignment = 2


def _keep_whole(row: Any) -> None:
    """Keep a row on one page where it fits."""
    row._tr.get_or_add_trPr().append(element("w:cantSplit"))


def _describe(table: Any, caption: str) -> None:
    """Mark the first row as the head of every page, and give the table its words."""
    head = element("w:tblHeader")
    head.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(head)
    words = element("w:tblDescription")
    words.set(qn("w:val"), caption)
    table._tbl.tblPr.append(words)
