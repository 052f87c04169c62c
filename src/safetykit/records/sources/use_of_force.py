"""Use of force as police officers report it: the Home Office's yearly tables by police force.

What belongs here: which tables of the workbooks are read, which of their rows are sums of others,
and what the figures cannot show. What does not: reading workbooks.
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
from safetykit.records.joining import join_periods
from safetykit.records.mapping import (
    AreaColumn,
    Filter,
    GroupColumn,
    Layout,
    Measure,
    PeriodColumns,
    Rename,
    TableMapping,
    Total,
)
from safetykit.records.periods import PeriodFormat
from safetykit.records.source import (
    OPEN_GOVERNMENT,
    OPEN_GOVERNMENT_CREDIT,
    Break,
    DataSource,
    Travel,
)
from safetykit.records.tables import read_table

__all__ = ["USE_OF_FORCE", "find_use_of_force", "read_use_of_force"]

USE_OF_FORCE: Final = DataSource(
    name="use-of-force",
    title="Police use of force statistics, England and Wales",
    publisher="Home Office",
    url="https://www.gov.uk/government/collections/police-use-of-force-statistics",
    licence=OPEN_GOVERNMENT,
    attribution=OPEN_GOVERNMENT_CREDIT,
    travel=Travel.ALREADY_PUBLIC,
    unit="incident report",
    cannot_see=(
        "Force that no officer reported: the figures grow as forces record more completely.",
        "People: several officers report on one person, and one person may be met many times.",
        "Whether the force was lawful, needed or proportionate: no row says so.",
        "What a person says of themself: age, sex, ethnicity and disability are as the officer "
        "perceived them.",
        "Months: a figure is of a whole year from April to March.",
        "Places smaller than a police force's area.",
    ),
    breaks=(
        Break(
            code="first-years",
            title="The first years of recording",
            start=Month(2017, 4),
            end=Month(2020, 3),
            reason="Forces began to record all force in April 2017, in systems of their own; "
            "some sent summaries of conducted energy devices alone. A rise from one year to the "
            "next is mostly more complete recording.",
            source="Home Office, User guide to police use of force statistics, 30 November 2023: "
            "all forces had to record from April 2017, and the figures were experimental from the "
            "year ending March 2018 to the year ending March 2020",
        ),
    ),
)
"""Use of force as the Home Office publishes it."""

_FILE: Final = re.compile(r".*use-of-force-apr(\d{4})-mar(\d{4}).*\.(?:ods|xlsx)", re.I)
_UNTIL: Final = "Notes"
_FORCES: Final = (
    Total(label="Total England and Wales"),
    Total(label="*Total England and Wales"),
    Total(prefix="Total ", within="Region"),
    Total(prefix="*Total ", within="Region"),
)
_CED_NOT_FIRED: Final = ("Drawn", "Aimed", "Red-dot", "Arced")
_CED_FIRED: Final = ("Drive stun", "Fired", "Angled drive stun")
_HANDCUFFS: Final = ("Compliant", "Non-compliant", "Not stated")


@attrs.frozen(kw_only=True)
class _Table:
    """A table of the workbook: what its title holds, and what its columns mean."""

    title: str
    unit: str
    area: AreaColumn
    group: GroupColumn
    measure: Measure
    with_year: bool = False


_TACTICS: Final = GroupColumn(
    column="Tactic",
    totals=(
        Total(
            label="*Total Tactics",
            of=(
                "*Total Restraint",
                "Unarmed skills",
                "*Total Other equipment",
                "*Total Less lethal weapons",
                "Firearms",
                "*Total Other",
            ),
        ),
        Total(
            label="Handcuffing, of which",
            of=tuple(f"{kind} handcuffing" for kind in _HANDCUFFS),
        ),
        Total(label="Baton, of which", of=("Baton drawn", "Baton used", "Not stated baton")),
        Total(
            label="Irritant spray, of which",
            of=("Irritant spray - drawn", "Irritant spray - used", "Not stated irritant spray"),
        ),
        Total(label="AEP, of which", of=("AEP aimed", "AEP fired", "Not stated AEP")),
        Total(label="Dog use, of which", of=("Dog deployed", "Dog bite", "Not stated dog")),
        Total(prefix="*Total ", within="Type of force"),
    ),
    renames=(
        Rename(found="*Total Unarmed skills", name="Unarmed skills"),
        Rename(found="*Total Firearms", name="Firearms"),
        Rename(found="*Total Not reported", name="Not reported"),
        Rename(found="*Total Less lethal weapons1", name="*Total Less lethal weapons"),
        Rename(found="CED1", name="CED"),
    ),
)
_BY: Final = {
    "incidents": _Table(
        title="Incidents by police force",
        unit="incident report",
        area=AreaColumn(column="Police force", totals=_FORCES),
        group=GroupColumn(value="All"),
        measure=Measure(kind="sum", column="Total"),
    ),
    "ced": _Table(
        title="Use of CED by type and police force: 1 April",
        unit="use of a conducted energy device",
        area=AreaColumn(column="Police force", totals=_FORCES),
        group=GroupColumn(
            columns=(*_CED_NOT_FIRED, *_CED_FIRED, "Not stated"),
            totals=(
                Total(label="Total"),
                Total(label="Total non-discharge", of=_CED_NOT_FIRED),
                Total(label="Total discharge", of=_CED_FIRED),
            ),
        ),
        measure=Measure(kind="sum"),
        with_year=True,
    ),
    "tactic": _Table(
        title="Number of times tactics were used, by police force and officer perceived age",
        unit="use of a tactic",
        area=AreaColumn(column="Police force", totals=(Total(label="Total England and Wales"),)),
        group=_TACTICS,
        measure=Measure(kind="sum", column="Number of times tactic reported"),
    ),
}


def read_use_of_force(
    path: str | os.PathLike[str],
    *,
    by: str = "incidents",
    progress: Callable[[Progress], None] | None = None,
) -> Counts:
    """Read the Home Office's tables of use of force by police force.

    Args:
        path: A workbook such as `police-use-of-force-apr2018-mar2019-tables.ods`, or a folder that
            holds one or more of them, one for each year.
        by: `incidents`, the reports of officers; `ced`, the uses of conducted energy devices by
            the highest use in each incident; `tactic`, the uses of each tactic, for those years
            whose workbooks give them by force.
        progress: Called with each step.

    Returns:
        The counts by year from April (`step` 12), police force and kind of use. Totals among the
        rows are left out and held against their parts.

    Raises:
        InputError: There is no such workbook, two are of one year, or one lacks the table.
        MissingExtraError: python-calamine is not installed.
    """
    if by not in _BY:
        raise InputError("by", by, f"one of {', '.join(_BY)}")
    target = Path(path)
    files = find_use_of_force(target)
    if not files:
        expected = "a workbook such as police-use-of-force-apr2018-mar2019-tables.ods"
        raise InputError("path", str(target), expected)
    parts = [_read(file, target, by, progress) for file in files]
    return attrs.evolve(join_periods(parts), parameters=("count", "use-of-force", "--by", by))


def find_use_of_force(path: Path) -> list[Path]:
    """Return the workbooks of use of force by their names, one for each year, in order of time."""
    found = [file for file in files_in(path) if _FILE.fullmatch(file.name)]
    return sorted(found, key=_year)


def _year(path: Path) -> str:
    """Return the financial year that the name of a file states, as the tables write it."""
    match = _FILE.fullmatch(path.name)
    first, last = match.groups() if match else ("", "")
    return f"{first}/{last[-2:]}"


def _read(path: Path, root: Path, by: str, progress: Callable[[Progress], None] | None) -> Counts:
    table = _BY[by]
    sheet, header = _sheet(path, table.title)
    year = _year(path)
    dated = table.with_year and "Financial year" in header
    mapping = TableMapping(
        source=attrs.evolve(USE_OF_FORCE, unit=table.unit),
        period=PeriodColumns(
            format=PeriodFormat.FINANCIAL_YEAR,
            columns=("Financial year",) if dated else (),
            value="" if dated else year,
        ),
        area=table.area,
        group=table.group,
        measure=table.measure,
        where=(Filter(column="Financial year", keep=(year,)),) if dated else (),
        layout=Layout(sheet=sheet, until=_UNTIL),
    )
    name = path.name if path == root else path.relative_to(root).as_posix()
    return read_table(path, mapping, progress=progress, name=name)


def _sheet(path: Path, title: str) -> tuple[str, Sequence[str]]:
    """Return the sheet with a title, and the names in its first lines."""
    seen = []
    for sheet, rows in first_rows(path, lines=8).items():
        seen.append(next((row[0] for row in rows if row and row[0]), ""))
        if title in seen[-1]:
            return sheet, [cell for row in rows for cell in row if cell]
    known = [text for text in seen if text.startswith("Table ") and "police force" in text]
    hint = "By force it has: " + "; ".join(known) + "."
    expected = f"a sheet whose title holds “{title}”"
    raise InputError(path.name, f"{len(seen)} sheets without it", expected, hint=hint)
