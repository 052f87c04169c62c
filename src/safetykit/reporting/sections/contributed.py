"""Sections that toolkit modules contribute: words, tables and facts, as data."""

from __future__ import annotations

from collections.abc import Iterable

from safetykit.content import ReportSection, Unknown
from safetykit.reporting.blocks import Block, Column, Listing, Paragraph, Part, Role, Table
from safetykit.reporting.texts import Texts

__all__ = ["contributed"]


def contributed(sections: Iterable[ReportSection | Unknown], texts: Texts) -> tuple[Part, ...]:
    """Return a part for each section that a module contributes, and one for what is not known."""
    given = tuple(sections)
    known = (section for section in given if isinstance(section, ReportSection))
    parts = tuple(_part(section, number, texts) for number, section in enumerate(known))
    unknown = tuple(section for section in given if isinstance(section, Unknown))
    if not unknown:
        return parts
    title = texts.say("What toolkit modules do not know")
    return (*parts, Part(title=title, key="m-unknown", blocks=(_unknown(unknown, texts),)))


def _part(section: ReportSection, number: int, texts: Texts) -> Part:
    blocks: list[Block] = [Paragraph(text=texts.in_english(text)) for text in section.words]
    blocks += [
        Table(
            caption=texts.in_english(table.caption),
            columns=tuple(Column(title=texts.in_english(column)) for column in table.columns),
            rows=tuple(tuple(map(texts.in_english, row)) for row in table.rows),
        )
        for table in section.tables
    ]
    if section.unknown:
        blocks.append(_unknown(section.unknown, texts))
    if section.sources:
        named = (f"{s.title}, {s.publisher}" for s in section.sources)
        titles = texts.in_english("; ".join(named))
        words = texts.say("Sources: {titles}.", titles=titles)
        blocks.append(Paragraph(text=words, role=Role.MINOR))
    return Part(title=texts.in_english(section.title), key=f"m-{number}", blocks=tuple(blocks))


def _unknown(held: Iterable[Unknown], texts: Texts) -> Listing:
    return Listing(items=tuple(texts.in_english(str(unknown)) for unknown in held))
