"""Crime recorded by the police, by Community Safety Partnership: a table of one year.

What belongs here: Table C2 of the police force area tables of the Office for National Statistics:
its columns, which of them are sums of others, and its title. What does not: reading tables.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import attrs

from safetykit.errors import InputError
from safetykit.quantities import Month
from safetykit.records.counts import Counts, Progress
from safetykit.records.folders import files_in
from safetykit.records.grids import first_rows
from safetykit.records.mapping import (
    AreaColumn,
    GroupColumn,
    Layout,
    Measure,
    PeriodColumns,
    TableMapping,
    Total,
)
from safetykit.records.periods import PeriodFormat
from safetykit.records.source import Break, DataSource, Travel, pandemic
from safetykit.records.tables import read_table

__all__ = ["RECORDED_CRIME_CSP", "find_recorded_crime_csp", "read_recorded_crime_csp"]

RECORDED_CRIME_CSP: Final = DataSource(
    name="recorded-crime-csp",
    title="Police recorded crime by Community Safety Partnership area",
    publisher="Office for National Statistics, from figures of the Home Office",
    url="https://www.ons.gov.uk/peoplepopulationandcommunity/crimeandjustice/datasets/"
    "recordedcrimedatabycommunitysafetypartnershiparea",
    licence="Open Government Licence v3.0",
    attribution="Contains public sector information licensed under the Open Government Licence "
    "v3.0. Source: Office for National Statistics",
    travel=Travel.ALREADY_PUBLIC,
    unit="offence",
    cannot_see=(
        "Crime that nobody reported to the police, or that the police did not record.",
        "Fraud and computer misuse: they are recorded nationally and are not in this table.",
        "Months and quarters: a figure is of a whole year, so no season and no date of a change.",
        "Where in the area an offence was: the partnership's area is the smallest place.",
        "Offences that a force could not place: they stand in a row called Unassigned, and are "
        "in no partnership's figure.",
        "Incidents that are no notifiable offence, among them most anti-social behaviour.",
        "Who was harmed and who offended: no age, sex or ethnicity is given.",
    ),
    breaks=(
        Break(
            code="recording-inspections-2014",
            title="Inspections of crime recording",
            start=Month(2014, 11),
            reason="After the inspectorate found in November 2014 that 19% of crime reported to "
            "the police was not recorded, forces recorded more of it, most of all violence and "
            "sexual offences; a rise after that need not be a rise in crime.",
            source="HMIC, Victims let down by poor crime-recording (news of 18 November 2014, with "
            "the report Crime-recording: making the victim count); Home Office, Police recorded "
            "crime and outcomes open data tables user guide, 24 October 2024, on the discontinuity",
        ),
        pandemic(
            "far fewer people were about.",
            "ONS, Crime in England and Wales: year ending March 2021",
        ),
        Break(
            code="principal-crime-2023",
            title="One record for stalking and harassment and what it accompanies",
            start=Month(2023, 5),
            reason="The Home Office Counting Rules changed in May 2023: where stalking, harassment "
            "or controlling behaviour comes with another notifiable crime, only the more serious "
            "of them is recorded, so that fewer offences are counted than before. The month is "
            "from general knowledge: no page of the Home Office that states it was found, and the "
            "Domestic Abuse Commissioner dates the new rules to June 2023.",
            source="Domestic Abuse Commissioner, Distorted police statistics downplay domestic "
            "abuse reports (on the year ending September 2023), for the change; none found for "
            "the month",
        ),
    ),
)
"""Recorded crime by Community Safety Partnership, as the statistics office publishes it."""

_TOTAL: Final = "Total recorded crime (excluding fraud)"
_VIOLENCE: Final = (
    "Homicide",
    "Death or serious injury caused by illegal driving",
    "Violence with injury",
    "Violence without injury",
    "Stalking and harassment",
)
_BURGLARY: Final = ("Residential burglary", "Non-residential burglary")
_THEFT: Final = (
    "Vehicle offences",
    "Theft from the person",
    "Bicycle theft",
    "Shoplifting",
    "All other theft offences",
)
_OTHER: Final = (
    "Sexual offences",
    "Robbery",
    "Criminal damage and arson",
    "Drug offences",
    "Possession of weapons offences",
    "Public order offences",
    "Miscellaneous crimes against society",
)
_HEADLINES: Final = ("Violence against the person", "Theft offences", *_OTHER)
_FORCE: Final = "Police Force Area name"
_CSP: Final = "Community Safety Partnership name"
_PERIOD: Final = re.compile(r"year ending (\w+ \d{4})")
_NAME: Final = re.compile(
    r".*(?:csp|community.?safety|police.?force.?area).*\.(?:csv(?:\.gz)?|xlsx|ods)", re.I
)
_BY: Final = {
    "offence group": GroupColumn(columns=_HEADLINES, totals=(Total(label=_TOTAL, of=_HEADLINES),)),
    "offence": GroupColumn(
        columns=(*_VIOLENCE, *_BURGLARY, *_THEFT, *_OTHER),
        totals=(
            Total(label=_TOTAL, of=_HEADLINES),
            Total(label="Violence against the person", of=_VIOLENCE),
            Total(label="Theft offences", of=("Burglary", *_THEFT)),
            Total(label="Burglary", of=_BURGLARY),
        ),
    ),
}


def read_recorded_crime_csp(
    path: str | os.PathLike[str],
    *,
    by: str = "offence group",
    progress: Callable[[Progress], None] | None = None,
) -> Counts:
    """Read a year of recorded crime by Community Safety Partnership.

    Args:
        path: The table, as CSV or as the publisher's workbook; or a folder that holds one.
        by: `offence group`, the nine headings that add up to all crime; or `offence`, the 19
            finest columns.
        progress: Called with each step.

    Returns:
        The counts of one year, `step` 12. Offences that a force could not place are in an area
        called Unassigned; the rows of whole forces are left out and held against their parts.

    Raises:
        InputError: There is no such table, or more than one; or it cannot be read.
    """
    if by not in _BY:
        raise InputError("by", by, f"one of {', '.join(_BY)}")
    target = Path(path)
    found = _only(find_recorded_crime_csp(target), target)
    sheet, title = _title(found)
    match = _PERIOD.search(title)
    if match is None:
        expected = "a title that states the year ending"
        raise InputError(f"{found.name}:1", title[:200], expected)
    mapping = TableMapping(
        source=RECORDED_CRIME_CSP,
        period=PeriodColumns(format=PeriodFormat.YEAR_ENDING, value=match[1]),
        area=AreaColumn(column=_CSP, totals=(Total(label="", within=_FORCE),)),
        group=_BY[by],
        measure=Measure(kind="sum"),
        layout=Layout(sheet=sheet),
    )
    name = found.name if found == target else found.relative_to(target).as_posix()
    counts = read_table(found, mapping, progress=progress, name=name)
    return attrs.evolve(counts, parameters=("count", "recorded-crime-csp", "--by", by))


def _only(found: Sequence[Path], target: Path) -> Path:
    """Return the one table that was found.

    Raises:
        InputError: There is none, or there are several.
    """
    if len(found) != 1:
        names = ", ".join(file.name for file in found) or "none"
        hint = "Two editions overlap, so read one at a time."
        if not found:
            hint = f"Looked in {target}: the table is known by its name and by its title."
        raise InputError("path", names, "one table C2 of recorded crime", hint=hint)
    return found[0]


def find_recorded_crime_csp(path: Path) -> list[Path]:
    """Return the tables of recorded crime by partnership, by their names and their titles."""
    return [file for file in files_in(path) if _NAME.fullmatch(file.name) and _title(file)[1]]


def _title(path: Path) -> tuple[str, str]:
    """Return the sheet and the title of the table in a file; two empty texts if there is none."""
    for sheet, rows in first_rows(path).items():
        for row in rows:
            title = next((cell for cell in row if cell), "")
            if "community safety partnership" in title.lower() and "recorded crime" in title:
                return sheet, title
    return "", ""
