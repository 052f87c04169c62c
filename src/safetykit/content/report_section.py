"""A part of a report that a module contributes: words, a table, facts and sources, as data.

What belongs here: what the part says. What does not: how it looks; `reporting` does that.
"""

from __future__ import annotations

import datetime as dt

import attrs

from safetykit.content.fact import Citation, Fact, Jurisdiction, check_key
from safetykit.content.unknown import Unknown
from safetykit.errors import InputError

__all__ = ["ReportSection", "ReportTable"]


@attrs.frozen(kw_only=True)
class ReportTable:
    """A small table: what it shows, the heads of its columns, and its cells as texts."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __attrs_post_init__(self) -> None:
        for index, row in enumerate(self.rows):
            if len(row) != len(self.columns):
                expected = f"{len(self.columns)} cells, one for each column"
                raise InputError(f"rows[{index}]", list(row), expected)


@attrs.frozen(kw_only=True)
class ReportSection:
    """A part of a report about one plan, in one nation, on one day."""

    key: str = attrs.field(validator=check_key)
    title: str
    jurisdiction: Jurisdiction
    as_of: dt.date
    words: tuple[str, ...] = ()
    tables: tuple[ReportTable, ...] = ()
    facts: tuple[Fact, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    sources: tuple[Citation, ...] = ()
