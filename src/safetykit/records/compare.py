"""Compare two editions of the same records: what a publisher changed after it was first published.

What belongs here: two counts of one source, downloaded at different times. What does not: editions
of boundaries; they stand in `areas`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from safetykit.errors import InputError
from safetykit.quantities import Month
from safetykit.records.counts import AreaKey, AreaRule, Counts
from safetykit.records.quality import QualityCode, QualityFinding

__all__ = ["compare_vintages"]

SHOWN: Final = 6


def compare_vintages(earlier: Counts, later: Counts) -> tuple[QualityFinding, ...]:
    """Find the figures that differ between two editions of the same records.

    Forces are compared where both editions have any, else all areas that both have. A month that
    one edition does not report is no revision of a figure, and is left out.

    Args:
        earlier: The counts of the first download.
        later: Those of the second, of the same source.

    Returns:
        A finding for each area and group with a revised figure, with its months and how many rows
        it has more or fewer.

    Raises:
        InputError: The sources differ, or they share no period or no area.
    """
    if (earlier.source.name, earlier.step) != (later.source.name, later.step):
        got = f"{earlier.source.name} and {later.source.name}, by other sources or periods"
        raise InputError("later", got, "two editions of the same records")
    months = [month for month in earlier.months if month in later.months]
    areas = _areas(earlier, later)
    if not months or not areas:
        missing = "area" if months else "period"
        raise InputError("later", f"no {missing} that is in both", "editions that overlap")
    groups = sorted({*earlier.groups, *later.groups})
    first, known = _figures(earlier, months, areas, groups)
    second, also = _figures(later, months, areas, groups)
    change = np.where(known & also, second - first, 0)
    return tuple(
        _finding(areas[j], groups[k], months, first[:, j, k], change[:, j, k])
        for j, k in np.argwhere(change.any(axis=0))
    )


def _areas(earlier: Counts, later: Counts) -> list[AreaKey]:
    both = set(later.areas)
    shared = [area for area in earlier.areas if area in both]
    return [area for area in shared if area.rule is AreaRule.RECORDED_BY_FORCE] or shared


def _figures(
    counts: Counts, months: Sequence[Month], areas: Sequence[AreaKey], groups: Sequence[str]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    """Return values and flags of what is reported, of shape (months, areas, groups).

    A group that occurs in one edition alone has no row in the other, where the area reports any.
    """
    values = np.zeros((len(months), len(areas), len(groups)), dtype=np.int64)
    reported = np.zeros(values.shape, dtype=np.bool_)
    rows = [counts.months.index(month) for month in months]
    place = {area: j for j, area in enumerate(counts.areas)}
    columns = [place[area] for area in areas]
    any_group = np.asarray(counts.reported[np.ix_(rows, columns)].any(axis=2))
    reported[:] = any_group[:, :, None]
    for k, group in enumerate(groups):
        if group in counts.groups:
            at = np.ix_(rows, columns, [counts.groups.index(group)])
            values[:, :, k], reported[:, :, k] = (
                counts.values[at][..., 0],
                counts.reported[at][..., 0],
            )
    return values, reported


def _finding(
    area: AreaKey,
    group: str,
    months: Sequence[Month],
    first: npt.NDArray[np.int64],
    change: npt.NDArray[np.int64],
) -> QualityFinding:
    found: list[int] = np.flatnonzero(change).tolist()
    said = [f"{months[i]} from {first[i]:,} to {first[i] + change[i]:,}" for i in found[:SHOWN]]
    more = f", and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
    return QualityFinding(
        code=QualityCode.REVISED,
        message=f"{group}: the later edition revises {', '.join(said)}{more}. Compare figures of "
        "one edition only.",
        months=tuple(months[i] for i in found),
        group=group,
        area=area.name,
        rows=int(np.abs(change).sum()),
    )
