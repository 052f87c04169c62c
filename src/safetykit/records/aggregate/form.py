"""What a table of figures looks like: its columns, its sheets, and the words that it may hold.

The one place that `template` writes by and `rows` reads by. What does not belong here: reading.
"""

from __future__ import annotations

from typing import Final

import attrs

from safetykit.records.source import DataSource, Travel

__all__ = [
    "COLUMNS",
    "GUIDANCE_SHEET",
    "KEYS",
    "MARKS",
    "NOT_KNOWN",
    "PARTNER_FIGURES",
    "SHEET",
    "SUPPRESSED",
    "Column",
]

SHEET: Final = "Figures"
GUIDANCE_SHEET: Final = "Guidance"


@attrs.frozen(kw_only=True)
class Column:
    """A column of the table: its header, its width in a workbook, and what it is for."""

    key: str
    note: str
    width: int = 16
    required: bool = True


COLUMNS: Final = (
    Column(
        key="period",
        note="A month (2026-07), months from to (2026-07..2026-09), or a quarter of a financial "
        "year (2026/27 Q2).",
    ),
    Column(key="area", note="The area that the figure is for, always in the same words.", width=24),
    Column(
        key="indicator",
        note="What is counted, always in the same words. Leave it as it is.",
        width=40,
    ),
    Column(
        key="value",
        note="A whole number: how many. 0 if there were none; n/a if it is not known; <5 if it is "
        "known and too small to send.",
    ),
    Column(
        key="denominator",
        note="Out of how many, or for how many, where there is such a number. No percentages.",
        required=False,
    ),
    Column(key="owner", note="The body or post that answers for the figure.", width=28),
    Column(key="received on", note="The day on which it was sent, such as 2026-10-05."),
    Column(
        key="provisional",
        note="yes if the figure may still change; no if it is final; revised if it replaces a "
        "final figure that was sent before.",
    ),
    Column(
        key="note", note="Anything that a reader of the figure must know.", width=48, required=False
    ),
    # Last, so that whoever fills in the others by their place finds them where they were.
    Column(
        key="out of",
        note="Out of whom or what the denominator counts, where the plan says so. Leave it as it "
        "is: what is changed here is not read.",
        width=32,
        required=False,
    ),
)
KEYS: Final = tuple(column.key for column in COLUMNS)
NOT_KNOWN: Final = frozenset(
    {"n/a", "na", "n.a.", "-", "–", "—", "..", "not known", "not available", "[x]"}
)
SUPPRESSED: Final = frozenset({"*", "[c]", "suppressed"})
MARKS: Final = ("yes", "no", "revised")

PARTNER_FIGURES: Final = DataSource(
    name="partner-figures",
    title="Figures that partners send",
    publisher="The partners, each for its own figures",
    url="",
    licence="Not published; for the use of the partnership",
    attribution="",
    travel=Travel.PARTNER,
    unit="report",
    cannot_see=(
        "The records behind a figure: nobody but its sender can check how it was counted.",
        "Whether partners count alike: a change of a partner's own rules shows only if it says so.",
    ),
)
"""The source of figures that come by mail, where the caller describes no source of its own."""
