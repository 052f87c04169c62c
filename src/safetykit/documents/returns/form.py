"""What the workbook of a return looks like: its sheets, columns and fixed cells.

The one place that `making` writes by and `reading` reads by.
"""

from __future__ import annotations

from typing import Final

import attrs

from safetykit.model import ProgressStatus

__all__ = [
    "COLUMNS",
    "ENTRIES",
    "FIRST_ROW",
    "HEADER_ROW",
    "KIND",
    "META",
    "META_FIRST_ROW",
    "META_KEYS",
    "NO_OWNER",
    "RETURN_FORMAT",
    "SHEET",
    "STATUSES",
    "Column",
    "number_of",
]

KIND: Final = "safetykit progress return"
RETURN_FORMAT: Final = 1
NO_OWNER: Final = "no-owner"
SHEET: Final = "Return"
META: Final = "safetykit"
META_KEYS: Final = ("kind", "format", "plan", "period", "label", "organisation")
META_FIRST_ROW: Final = 10  # below it: the id and the title of each action handed out
HEADER_ROW: Final = 8
FIRST_ROW: Final = HEADER_ROW + 1
STATUSES: Final = tuple(status.value for status in ProgressStatus)


@attrs.frozen(kw_only=True)
class Column:
    """A column of the table: its header, its width, and what its header's note says."""

    key: str
    title: str
    width: int
    note: str = ""
    entry: bool = False


COLUMNS: Final = (
    Column(
        key="id", title="Action", width=24, note="The plan's own name for it. Leave it as it is."
    ),
    Column(key="title", title="What it is", width=36),
    Column(key="promised", title="Promised, in short", width=48),
    Column(key="due", title="Due", width=22),
    Column(key="last", title="Last known status", width=20),
    Column(
        key="status",
        title="Status",
        width=14,
        entry=True,
        note="Choose one: " + ", ".join(STATUSES) + ". Leave the row blank if nothing is returned.",
    ),
    Column(
        key="words",
        title="Progress in words",
        width=48,
        entry=True,
        note="What was done in the period. Needed where the status is at risk, delayed or stopped.",
    ),
    Column(
        key="blocker",
        title="What stands in the way",
        width=36,
        entry=True,
        note="What the board could help with. Blank if nothing.",
    ),
    Column(
        key="feedback",
        title="What the public was told",
        width=36,
        entry=True,
        note="You said, we did. Blank if nothing.",
    ),
    Column(
        key="author",
        title="Answered by, if not as above",
        width=28,
        entry=True,
        note="A post or a body, such as Head of Community Safety. Not a private person's name.",
    ),
)
ENTRIES: Final = tuple(column.key for column in COLUMNS if column.entry)


def number_of(key: str) -> int:
    """Return the number of a column, from 1."""
    return next(n for n, column in enumerate(COLUMNS, start=1) if column.key == key)
