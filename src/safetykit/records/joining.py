"""Counts of several files of one source, joined into one table.

What belongs here: putting the periods of several counts of one source one after another. What does
not: two sources; they are never added up.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import attrs
import numpy as np

from safetykit.errors import InputError
from safetykit.quantities import Month
from safetykit.records.counts import AreaKey, BoolArray, Counts, IntArray
from safetykit.records.quality import QualityCode
from safetykit.records.tables import findings_of_periods

__all__ = ["join_periods"]

_OF_PERIODS: Final = (QualityCode.MISSING_MONTH, QualityCode.KNOWN_BREAK)


def join_periods(parts: Sequence[Counts]) -> Counts:
    """Join counts of one source, each of other periods.

    An area or a category that a part does not have is not reported in its periods.

    Args:
        parts: One or more counts of one source and step.

    Raises:
        InputError: Two parts state figures for the same period, or their steps differ.
    """
    first = min(part.months[0] for part in parts)
    last = max(part.last_month for part in parts)
    step = parts[0].step
    _require_apart(parts)
    months = tuple(first + i for i in range(0, last - first + 1, step))
    areas = tuple(sorted({area for part in parts for area in part.areas}))
    groups = tuple(sorted({group for part in parts for group in part.groups}))
    values, reported, provisional = _placed(parts, months, areas, groups)
    joined = attrs.evolve(
        parts[0],
        months=months,
        areas=areas,
        groups=groups,
        values=values,
        reported=reported,
        provisional=provisional,
        denominators=None,
        quality=(),
        files=tuple(file for part in parts for file in part.files),
        rows_read=sum(part.rows_read for part in parts),
        rows_set_aside=sum(part.rows_set_aside for part in parts),
    )
    of_rows = (f for part in parts for f in part.quality if f.code not in _OF_PERIODS)
    return attrs.evolve(joined, quality=(*of_rows, *findings_of_periods(joined)))


def _placed(
    parts: Sequence[Counts],
    months: Sequence[Month],
    areas: Sequence[AreaKey],
    groups: Sequence[str],
) -> tuple[IntArray, BoolArray, BoolArray]:
    """Return the values and both flags of all parts, each where it belongs."""
    shape = (len(months), len(areas), len(groups))
    values = np.zeros(shape, dtype=np.int64)
    reported, provisional = np.zeros(shape, dtype=np.bool_), np.zeros(shape, dtype=np.bool_)
    for part in parts:
        at = np.ix_(
            [months.index(month) for month in part.months],
            [areas.index(area) for area in part.areas],
            [groups.index(group) for group in part.groups],
        )
        values[at], reported[at] = part.values, part.reported
        provisional[at] = part.provisional
    return values, reported, provisional


def _require_apart(parts: Sequence[Counts]) -> None:
    seen: dict[Month, str] = {}
    for part in parts:
        name = part.files[0].name
        if part.step != parts[0].step:
            raise InputError(name, f"periods of {part.step} months", f"{parts[0].step} months")
        for month in part.months:
            if month in seen:
                hint = "Two editions of one period would be counted twice: keep one."
                got = f"a period from {month}, which {seen[month]} holds too"
                raise InputError(name, got, "one file for each period", hint=hint)
            seen[month] = name
