"""A report as Markdown, in the dialect that has tables; charts stand in words.

What belongs here: how blocks become Markdown, and the escaping that keeps texts texts. What does
not: which blocks there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from safetykit.reporting.blocks import (
    Block,
    Branch,
    Figure,
    Labels,
    Listing,
    Paragraph,
    Part,
    Report,
    Role,
    Table,
    Terms,
    Tree,
)
from safetykit.reporting.visible import visible

__all__ = ["escape", "render"]

_MARKS: Final = re.compile(r"([\\`*_{}\[\]<>#|~$&!])")
_ADDRESS: Final = re.compile(r"(?i)\b(https?|ftp|mailto|www)([:.])")
_START: Final = re.compile(r"^([-+=](?=[-+=\s]|$)|\d+[.)](?=\s|$))")
DEEPEST: Final = 6


def escape(text: str) -> str:
    r"""Return a text, on one line, in which nothing is read as Markdown, as HTML or as an address.

    Examples:
        >>> escape("1. *all* <b>")
        '1\\. \\*all\\* \\<b\\>'
        >>> escape("1.5% of all")
        '1.5% of all'
    """
    line = " ".join(visible(text).split())
    line = _MARKS.sub(r"\\\1", line)
    line = _ADDRESS.sub(r"\1\\\2", line)
    return _START.sub(lambda m: f"{m[1][:-1]}\\{m[1][-1]}", line)


def render(report: Report) -> str:
    """Return a report as Markdown."""
    marking = [f"**{escape(report.marking)}**"] if report.marking else []
    head = [
        *marking,
        escape(report.kicker),
        f"# {escape(report.title)}",
        *([escape(report.in_english)] if report.in_english else []),
        f"> {escape(report.notice)}",
    ]
    return "\n\n".join([*head, *_blocks(report.parts, 2), *marking]) + "\n"


def _blocks(blocks: Iterable[Block], level: int) -> Iterator[str]:
    for block in blocks:
        yield from _block(block, level)


def _block(block: Block, level: int) -> Iterator[str]:
    match block:
        case Part():
            yield f"{'#' * min(level, DEEPEST)} {escape(block.title)}"
            yield from _blocks(block.blocks, level + 1)
        case Paragraph():
            yield _paragraph(block)
        case Listing():
            yield "\n".join(_items(block))
        case Labels():
            yield " · ".join(escape(item) for item in block.items)
        case Tree():
            yield "\n".join(_tree(block.branches, 0))
        case Terms():
            yield "\n".join(f"- {escape(name)}: {escape(value)}" for name, value in block.pairs)
        case Table():
            yield f"**{escape(block.caption)}**"
            yield "\n".join(_table(block))
        case Figure():
            yield f"*{escape(block.title)}*: {escape(block.words)}"


def _paragraph(block: Paragraph) -> str:
    words = escape(block.text)
    if block.role in (Role.LEAD, Role.WARNING):
        return f"**{words}**"
    return f"> {words}" if block.role is Role.NOTICE else words


def _items(block: Listing) -> Iterator[str]:
    for number, item in enumerate(block.items, 1):
        yield f"{number}. {escape(item)}" if block.numbered else f"- {escape(item)}"


def _tree(branches: Iterable[Branch], depth: int) -> Iterator[str]:
    for branch in branches:
        yield f"{'  ' * depth}- {escape(branch.text)}"
        yield from _tree(branch.branches, depth + 1)


def _table(table: Table) -> Iterator[str]:
    yield _row(column.title for column in table.columns)
    yield _row_of("--:" if column.number else "---" for column in table.columns)
    yield from (_row(row) for row in table.rows)


def _row(cells: Iterable[str]) -> str:
    return _row_of("<br>".join(escape(line) for line in cell.split("\n")) for cell in cells)


def _row_of(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
