"""Sections that toolkit modules contribute: words, tables and facts, as data."""

from __future__ import annotations

from collections.abc import Iterable

from safetykit.content import ReportSection
from safetykit.reporting.blocks import Block, Column, Paragraph, Part, Role, Table
from safetykit.reporting.texts import Texts

__all__ = ["contributed"]


def contributed(sections: Iterable[ReportSection], texts: Texts) -> tuple[Part, ...]:
    """Return a part for each section that a module contributes, in the order given."""
    return tuple(_part(section, number, texts) for number, section in enumerate(sections))


def _part(section: ReportSection, number: int, texts: Texts) -> Part:
    blocks: list[Block] = [Paragraph(text=text) for text in section.words]
    blocks += [
        Table(
            caption=table.caption,
            columns=tuple(Column(title=column) for column in table.columns),
            rows=table.rows,
        )
        for table in section.tables
    ]
    if section.sources:
        titles = "; ".join(f"{s.title}, {s.publisher}" for s in section.sources)
        words = texts.say("Sources: {titles}.", titles=titles)
        blocks.append(Paragraph(text=words, role=Role.MINOR))
    return Part(title=section.title, key=f"m-{number}", blocks=tuple(blocks))
