"""Road collisions, casualties and vehicles as the police report them: STATS19.

What belongs here: what is counted by month and district, and what the figures cannot show. What
does not: the three tables (`stats19_tables`) and the keys that link them (`stats19_links`).

A row counts in the month and the district of its collision. An adjusted severity is an estimate of
how likely an injury would be called serious had every force recorded alike: it is summed, as
`Sums`, and never counted.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final, TypeAlias

import attrs
import numpy as np
import numpy.typing as npt

from safetykit.errors import InputError
from safetykit.quantities import Month
from safetykit.records.counts import AreaKey, AreaRule, Counts, Progress
from safetykit.records.engine import open_engine
from safetykit.records.quality import QualityFinding
from safetykit.records.source import (
    OPEN_GOVERNMENT,
    OPEN_GOVERNMENT_CREDIT,
    Break,
    DataSource,
    Travel,
    pandemic,
)
from safetykit.records.sources.stats19_collisions import Collisions, Ints
from safetykit.records.sources.stats19_links import Linked, Links
from safetykit.records.sources.stats19_tables import require_stats19
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
            "Serious and slight do not compare across a force's change; the adjusted figures do. "
            "A few forces moved earlier, since 2012; which month each force moved is not here.",
            source="Department for Transport, Guide to injury-based reporting and severity "
            "adjustments for road casualty statistics (page on GOV.UK; guide of 28 November 2024)",
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
Labelled: TypeAlias = tuple[Ints, Ints]  # of each row, its collision and its label
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
    found = require_stats19(Path(path), {"collision", table})
    with open_engine() as engine:
        links = Links(found, progress, engine)
        collisions = links.collisions(variable if table == "collision" else "")
        findings: tuple[QualityFinding, ...] = ()
        if table == "collision":
            every = [(np.arange(len(collisions.marks)), collisions.labels)]
        else:
            linked = links.linked(collisions, table, (variable,))
            every = [(rows.at, _labels(variable, rows, links)) for rows in linked]
            findings = links.findings_of(collisions, table)
            findings += links.findings_of_vehicles() if table == "casualty" else ()
    if not any(len(at) for at, _ in every):
        raise InputError("path", str(path), "files with rows that can be counted")
    counts = _counts(links, collisions, every, attrs.evolve(STATS19, unit=table))
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
    found = require_stats19(Path(path), {"collision", table})
    names = tuple(f"{table}_adjusted_{word}" for word in ("serious", "slight"))
    with open_engine() as engine:
        links = Links(found, None, engine)
        collisions = links.collisions()
        if not collisions.axis:
            raise InputError("path", "no collision that can be counted", "files with some")
        linked = links.linked(collisions, table, names)
        if table == "collision":
            linked = links.own_rows(collisions, names)
        values = _adjusted(collisions, linked)
    return Sums(
        source=attrs.evolve(STATS19, unit=table),
        months=collisions.axis,
        areas=_areas(collisions),
        groups=_ADJUSTED,
        values=values,
        method=_METHOD,
        quality=links.findings(),
        files=tuple(links.files),
    )


def _adjusted(collisions: Collisions, linked: Iterable[Linked]) -> npt.NDArray[np.float64]:
    """Return the sums of the probabilities of rows, of shape (months, districts, groups)."""
    values = np.zeros((*_shape(collisions), len(_ADJUSTED)))
    for rows in linked:
        at = collisions.months[rows.at], collisions.places[rows.at]
        for i, (code, texts) in enumerate(zip(rows.codes, rows.texts, strict=True)):
            added = np.array([_probability(text) for text in texts])[code]
            np.add.at(values[:, :, i], at, added)  # in the order of the rows
    return values


def _probability(text: str) -> float:
    """Return a published probability; nan where it is not stated, which spreads to the sum."""
    try:
        return float(text)
    except ValueError:
        return float("nan")


def _labels(variable: str, rows: Linked, links: Links) -> Ints:
    numbers = [links.names.label(variable, text) for text in rows.texts[0]]
    return np.array(numbers, dtype=np.int64)[rows.codes[0]]


def _shape(collisions: Collisions) -> tuple[int, int]:
    return len(collisions.axis), len(collisions.districts)


def _areas(collisions: Collisions) -> tuple[AreaKey, ...]:
    return tuple(AreaKey(AreaRule.CODED_TO_AREA, name) for name in collisions.districts)


def _counts(
    links: Links, collisions: Collisions, every: Sequence[Labelled], source: DataSource
) -> Counts:
    at = np.concatenate([at for at, _ in every])
    labels = np.concatenate([labels for _, labels in every])
    met = np.flatnonzero(np.bincount(labels))
    names = list(links.names.labels)
    groups = tuple(sorted(names[i] for i in met.tolist()))
    group = np.array([groups.index(name) if name in groups else -1 for name in names])
    values = np.zeros((*_shape(collisions), len(groups)), dtype=np.int64)
    np.add.at(values, (collisions.months[at], collisions.places[at], group[labels]), 1)
    present = np.bincount(collisions.months, minlength=len(collisions.axis)) > 0
    return Counts(
        source=source,
        months=collisions.axis,
        areas=_areas(collisions),
        groups=groups,
        values=values,
        reported=np.broadcast_to(present[:, None, None], values.shape),
        files=tuple(links.files),
        rows_read=links.rows_read,
        rows_set_aside=links.rows_read - len(at),
    )
