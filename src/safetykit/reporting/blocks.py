"""A report as blocks: what every face shows, before it has a look.

What belongs here: the few kinds of block, and the report made of them. What does not: which blocks
a report has (`outline` and `sections`), and how a block looks in one format.

Every text is made visible when a block is made, so that no renderer can forget it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Any, TypeAlias

import attrs

from safetykit.reporting.visible import visible

__all__ = [
    "Block",
    "Branch",
    "Column",
    "Figure",
    "Labels",
    "Listing",
    "Paragraph",
    "Part",
    "PartKind",
    "Report",
    "Role",
    "Table",
    "Terms",
    "Tree",
    "figures",
]


def _all_visible(texts: Iterable[object]) -> tuple[str, ...]:
    return tuple(visible(text) for text in texts)


def _rows_visible(rows: Iterable[Iterable[object]]) -> tuple[tuple[str, ...], ...]:
    return tuple(_all_visible(row) for row in rows)


class Role(StrEnum):
    """What a paragraph is for."""

    PLAIN = "plain"
    LEAD = "lead"
    MINOR = "minor"
    NOTICE = "notice"
    WARNING = "warning"


@attrs.frozen(kw_only=True)
class Paragraph:
    """One paragraph."""

    text: str = attrs.field(converter=visible)
    role: Role = Role.PLAIN


@attrs.frozen(kw_only=True)
class Listing:
    """Items of one weight; numbered where order matters. `compact` ones are many and short."""

    items: tuple[str, ...] = attrs.field(converter=_all_visible)
    numbered: bool = False
    compact: bool = False


@attrs.frozen(kw_only=True)
class Labels:
    """Short words that belong to what stands around them."""

    items: tuple[str, ...] = attrs.field(converter=_all_visible)


@attrs.frozen(kw_only=True)
class Branch:
    """One node of a tree with what it leads to."""

    text: str = attrs.field(converter=visible)
    branches: tuple[Branch, ...] = ()


@attrs.frozen(kw_only=True)
class Tree:
    """What leads to what, as lists in lists."""

    branches: tuple[Branch, ...]


@attrs.frozen(kw_only=True)
class Column:
    """The head of a column; numbers stand to the right."""

    title: str = attrs.field(converter=visible)
    number: bool = False


@attrs.frozen(kw_only=True)
class Table:
    """A table; the first cell of each row is its head. `dense` tables have many small numbers."""

    caption: str = attrs.field(converter=visible)
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...] = attrs.field(converter=_rows_visible)
    dense: bool = False


@attrs.frozen(kw_only=True)
class Figure:
    """A chart as a Vega-Lite description, with what it shows in words."""

    chart: dict[str, Any] = attrs.field(repr=False)
    title: str = attrs.field(converter=visible)
    words: str = attrs.field(converter=visible)
    caption: str = attrs.field(converter=visible)


@attrs.frozen(kw_only=True)
class Terms:
    """Names with what they stand for."""

    pairs: tuple[tuple[str, str], ...] = attrs.field(converter=_rows_visible)


class PartKind(StrEnum):
    """How a part stands in its report."""

    SECTION = "section"
    GROUP = "group"
    CARD = "card"
    DETAILS = "details"


@attrs.frozen(kw_only=True)
class Part:
    """A titled part of a report; `key` is unique in the report.

    Details are what a reader opens when the rest made them ask: folded away on a page, in an annex
    of a document.
    """

    title: str = attrs.field(converter=visible)
    key: str
    blocks: tuple[Block, ...]
    kind: PartKind = PartKind.SECTION


Block: TypeAlias = Paragraph | Listing | Labels | Tree | Table | Figure | Terms | Part


@attrs.frozen(kw_only=True)
class Report:
    """A whole report.

    Attributes:
        title: What it is about.
        kicker: Where and when, above the title.
        notice: What must be read before anything else.
        in_english: What says that sentences are in English; empty on a page in English.
        language: The language of its fixed texts.
        marking: The protective marking, at top and bottom; empty if there is none.
        contents: The heading of the list of contents.
        skip: The words of the link that skips to the text.
        annex: The heading of the annex that holds the details.
        in_annex: What stands behind the title of details that are in the annex.
        page: What stands at the foot of each printed page, with `{page}` and `{pages}` in it.
        parts: The sections, in order.
    """

    title: str = attrs.field(converter=visible)
    kicker: str = attrs.field(converter=visible)
    notice: str = attrs.field(converter=visible)
    language: str
    marking: str = attrs.field(converter=visible)
    contents: str
    skip: str
    annex: str
    in_annex: str
    page: str
    parts: tuple[Part, ...]
    in_english: str = ""


def figures(blocks: Iterable[Block]) -> Iterator[Figure]:
    """Yield the figures among blocks, in order, whatever part they lie in."""
    for block in blocks:
        if isinstance(block, Figure):
            yield block
        elif isinstance(block, Part):
            yield from figures(block.blocks)
