"""The strands of hate crime, and counts of reports by strand.

What belongs here: which strands a nation monitors, a report that holds no text, and counts that
can be published. What does not: what was said or done, and who said it: no field can hold it.

A report can be of several strands, so that the strands add up to more than the reports.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from typing import Final

import attrs

from safetykit.content import (
    Jurisdiction,
    Taxonomy,
    Unknown,
    parse_choice,
    parse_jurisdiction,
    require_date,
    taxonomy_at,
)
from safetykit.errors import InputError
from safetykit.plugins.hate_crime.data import CONTENT

__all__ = ["HateReport", "Strand", "StrandFigures", "count_strands", "strands"]

SMALLEST: Final = 10


class Strand(StrEnum):
    """The five strands that police forces in England and Wales monitor together."""

    DISABILITY = "disability"
    RACE = "race"
    RELIGION = "religion"
    SEXUAL_ORIENTATION = "sexual_orientation"
    TRANSGENDER = "transgender"


def strands(jurisdiction: Jurisdiction | str, as_of: dt.date) -> Taxonomy | Unknown:
    """Return the strands, or the characteristics of the law, that a nation counts by.

    Args:
        jurisdiction: England, Wales or Scotland; Northern Ireland's are not held.
        as_of: The day.
    """
    nation, day = parse_jurisdiction(jurisdiction), require_date("as_of", as_of)
    return taxonomy_at(
        CONTENT.taxonomies,
        jurisdiction=nation,
        as_of=day,
        about="the strands of hate crime",
        where_to_check=f"The police of {nation.words}.",
    )


def _monitored(value: object) -> Strand:
    try:
        return parse_choice(Strand, value, field="strands")
    except InputError as error:
        hint = (
            "Only these five are counted nationally in England and Wales. A force may record "
            "others, such as age, in a list of its own."
        )
        raise InputError("strands", value, "a monitored strand", hint=hint) from error


def _all_monitored(values: Iterable[Strand | str]) -> tuple[Strand, ...]:
    if isinstance(values, str):
        raise InputError("strands", values, "a list of strands", hint=f'Write ["{values}"].')
    return tuple(dict.fromkeys(_monitored(value) for value in values))


@attrs.frozen(kw_only=True)
class HateReport:
    """That a hate crime was reported in England or Wales: of which strands, and on which day.

    Raises:
        InputError: There is no strand, or one that is not monitored.
    """

    strands: tuple[Strand, ...] = attrs.field(converter=_all_monitored)
    reported_on: dt.date
    third_party: bool = False

    def __attrs_post_init__(self) -> None:
        require_date("reported_on", self.reported_on)
        if not self.strands:
            hint = "A record of a hate crime says what the hostility was thought to be about."
            raise InputError("strands", [], "at least one strand", hint=hint)


@attrs.frozen(kw_only=True)
class StrandFigures:
    """Counts by strand, as they may be published: `*` hides a count.

    Attributes:
        shown: The count of each strand as text, and their sum under `all strands`.
        several_strands: Whether a report may stand under more than one strand; it always may.
        caveats: What a reader must know.
    """

    shown: tuple[tuple[str, str], ...]
    several_strands: bool
    caveats: tuple[str, ...]


def count_strands(reports: Iterable[HateReport], *, threshold: int = SMALLEST) -> StrandFigures:
    """Return counts by strand, with small ones hidden, and others so that none can be worked out.

    Args:
        reports: The reports, each once.
        threshold: Counts of 1 to this less 1 are hidden; it can be raised above 10, not lowered.

    Raises:
        InputError: The threshold is below 10, or there are no reports.
    """
    if threshold < SMALLEST:
        hint = "A small count can out somebody, or expose a small group. It can be raised only."
        raise InputError("threshold", threshold, f"{SMALLEST} or more", hint=hint)
    found = tuple(reports)
    if not found:
        raise InputError("reports", [], "at least one report")
    from safetykit.stats.disclosure import make_table, suppress

    counts = Counter(strand for report in found for strand in report.strands)
    table = make_table([counts[s] for s in Strand], {"strand": [s.value for s in Strand]})
    shown = suppress(table, threshold=threshold).shown()
    rows = tuple((strand.value, shown[f"strand={strand.value}"]) for strand in Strand)
    return StrandFigures(
        shown=(*rows, ("all strands", shown["total"])),
        several_strands=True,
        caveats=(
            "A report of several strands is counted under each.",
            "More reports need not mean more crime: read them beside the Crime Survey.",
        ),
    )
