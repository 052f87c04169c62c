"""Road collisions, casualties and vehicles as the police report them: STATS19.

What belongs here: what is counted by month and district, and what the figures cannot show. What
does not: the three tables (`stats19_tables`) and the keys that link them (`stats19_links`).

A row counts in the month and the district of its collision. An adjusted severity is an estimate of
how likely an injury would be called serious had every force recorded alike: it is summed, as
`Sums`, and never counted.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import attrs
import numpy as np

from safetykit.errors import InputError
from safetykit.quantities import Month, month_range
from safetykit.records.counts import AreaKey, AreaRule, Counts, Progress
from safetykit.records.quality import QualityFinding
from safetykit.records.source import (
    OPEN_GOVERNMENT,
    OPEN_GOVERNMENT_CREDIT,
    Break,
    DataSource,
    Travel,
    pandemic,
)
from safetykit.records.sources.stats19_links import Labelled, Links
from safetykit.records.sources.stats19_tables import LinkedFile, find_stats19
from safetykit.records.sums import Sums
from safetykit.records.tables import findings_of_periods

__all__ = ["STATS19", "read_stats19", "read_stats19_adjusted"]

STATS19: Final = DataSource(
    name="stats19",
    title="Road safety data: reported road collisions, vehicles and casualties, Great Britain",
    publisher="Department for Transport, from reports of police forces",
    url="https://www.data.gov.uk/dataset/cb7ae6f0-4be6-4935-9277-47e5ce24a11f/"
    "road-accidents-safety-data",
    licence=OPEN_GOVERNMENT,
    attribution=OPEN_GOVERNMENT_CREDIT,
    travel=Travel.ALREADY_PUBLIC,
    unit="collision",
    cannot_see=(
        "Collisions without an injury: none of them is recorded.",
        "Collisions that nobody reported to the police, many of them of people on bicycles.",
        "How much people travel: a quiet road and a safe road look alike without a measure of "
        "traffic.",
        "Fault: a contributory factor is an officer's opinion, and the open files hold none.",
        "Deaths after 30 days, and deaths of natural causes or by suicide, which are left out.",
        "How badly somebody was hurt beyond the three words fatal, serious and slight, unless the "
        "force records each injury.",
    ),
    breaks=(
        Break(
            code="injury-based-severity",
            title="Forces move to systems that record injuries",
            start=Month(2016, 1),
            reason="From 2016 on more and more forces record each injury, and the system works out "
            "the severity; they report more serious injuries than officers did by judgement. "
            "Serious and slight do not compare across a force's change; the adjusted figures do.",
            source="Department for Transport and Office for National Statistics, Guide to severity "
            "adjustments for reported road casualties in Great Britain",
        ),
        pandemic(
            "there was far less traffic.",
            "Department for Transport, Reported road casualties Great Britain: 2020",
        ),
    ),
)
"""Road collisions as the Department for Transport publishes them."""

_BY: Final = {
    "collision severity": ("collision", "collision_severity"),
    "casualty severity": ("casualty", "casualty_severity"),
    "casualty type": ("casualty", "casualty_type"),
    "casualty class": ("casualty", "casualty_class"),
    "vehicle type": ("vehicle", "vehicle_type"),
}
_ADJUSTED: Final = ("Serious (adjusted)", "Slight (adjusted)")
_METHOD: Final = (
    "Each figure is a sum of the probabilities that the Department for Transport publishes with "
    "each row, by the method of the Office for National Statistics; it is an estimate."
)


def read_stats19(
    path: str | os.PathLike[str],
    *,
    by: str = "collision severity",
    progress: Callable[[Progress], None] | None = None,
) -> Counts:
    """Count road collisions, casualties or vehicles by month and district.

    Args:
        path: A folder with the files of collisions, and with those of casualties and vehicles if
            they are counted; or one file of collisions. Every edition's columns are known.
        by: `collision severity`, `casualty severity`, `casualty type`, `casualty class` or
            `vehicle type`.
        progress: Called with each file.

    Returns:
        The counts by month, local authority district (`AreaRule.CODED_TO_AREA`) and label. Rows
        whose collision is not in the files are set aside and found. A month without any collision
        in the files is not reported.

    Raises:
        InputError: There is no file of the table; a column is missing; no row can be counted.
    """
    if by not in _BY:
        raise InputError("by", by, f"one of {', '.join(_BY)}")
    table, variable = _BY[by]
    links = Links(_require(Path(path), {"collision", table}), progress)
    if table == "collision":
        cells = Counter(links.labels(variable))
        findings: tuple[QualityFinding, ...] = ()
    else:
        links.read_collisions()
        cells = Counter(links.labels_of(table, variable))
        findings = links.findings_of(table)
        findings += links.findings_of_vehicles() if table == "casualty" else ()
    if not cells:
        raise InputError("path", str(path), "files with rows that can be counted")
    counts = _counts(links, cells, attrs.evolve(STATS19, unit=table))
    quality = (*links.findings(), *findings, *findings_of_periods(counts))
    return attrs.evolve(counts, quality=quality, parameters=("count", "stats19", "--by", by))


def read_stats19_adjusted(path: str | os.PathLike[str], *, table: str = "casualty") -> Sums:
    """Sum the adjusted severities by month and district, without rounding.

    Args:
        path: A folder with the files of collisions, and of casualties if they are asked for.
        table: `casualty` or `collision`.

    Returns:
        The sums of the groups `Serious (adjusted)` and `Slight (adjusted)`.

    Raises:
        InputError: There is no file of the table, or its edition has no adjusted severities.
    """
    if table not in ("casualty", "collision"):
        raise InputError("table", table, "casualty or collision")
    links = Links(_require(Path(path), {"collision", table}), None)
    links.read_collisions()
    months, districts = _axes(links)
    values = np.zeros((len(months), len(districts), len(_ADJUSTED)))
    names = tuple(f"{table}_adjusted_{word}" for word in ("serious", "slight"))
    for where, fields in links.linked(table, names):
        at = months.index(where.month), districts.index(where.district)
        values[at] += [_probability(text) for text in fields]
    return Sums(
        source=attrs.evolve(STATS19, unit=table),
        months=months,
        areas=tuple(AreaKey(AreaRule.CODED_TO_AREA, name) for name in districts),
        groups=_ADJUSTED,
        values=values,
        method=_METHOD,
        quality=links.findings(),
        files=tuple(links.files),
    )


def _require(path: Path, tables: set[str]) -> dict[str, list[LinkedFile]]:
    found = find_stats19(path)
    for table in sorted(tables):
        if not found[table]:
            example = f"dft-road-casualty-statistics-{table}-2023.csv"
            expected = f"a folder with a file of each of {', '.join(sorted(tables))}"
            raise InputError("path", str(path), expected, hint=f"Such as {example}.")
    return found


def _probability(text: str) -> float:
    """Return a published probability; nan where it is not stated, which spreads to the sum."""
    try:
        return float(text)
    except ValueError:
        return float("nan")


def _axes(links: Links) -> tuple[tuple[Month, ...], tuple[str, ...]]:
    months = {where.month for where in links.collisions.values()}
    if not months:
        raise InputError("path", "no collision that can be counted", "files with some")
    districts = {where.district for where in links.collisions.values()}
    return month_range(min(months), max(months)), tuple(sorted(districts))


def _counts(links: Links, cells: Mapping[Labelled, int], source: DataSource) -> Counts:
    months, districts = _axes(links)
    groups = tuple(sorted({label for _, label in cells}))
    values = np.zeros((len(months), len(districts), len(groups)), dtype=np.int64)
    m, d, g = ({label: i for i, label in enumerate(axis)} for axis in (months, districts, groups))
    for (where, label), n in cells.items():
        values[m[where.month], d[where.district], g[label]] += n
    filled = {where.month for where in links.collisions.values()}
    present = np.array([month in filled for month in months])
    return Counts(
        source=source,
        months=months,
        areas=tuple(AreaKey(AreaRule.CODED_TO_AREA, name) for name in districts),
        groups=groups,
        values=values,
        reported=np.broadcast_to(present[:, None, None], values.shape),
        files=tuple(links.files),
        rows_read=links.rows_read,
        rows_set_aside=links.rows_read - sum(cells.values()),
    )
