"""Counts from the figures that stand.

What belongs here: the arrays, and which files they are from. What does not: which figure stands.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from safetykit.quantities import Month, month_range
from safetykit.records.aggregate.doubts import doubtful
from safetykit.records.aggregate.figures import Figure, Key
from safetykit.records.aggregate.remarks import findings_of_figures
from safetykit.records.aggregate.revisions import Settled
from safetykit.records.aggregate.rows import RowFile
from safetykit.records.counts import AreaKey, AreaRule, Counts, FileRecord
from safetykit.records.source import DataSource

__all__ = ["counts_of"]

Cells: TypeAlias = Mapping[Key, Settled]
Grids: TypeAlias = dict[str, npt.NDArray[np.generic]]


def counts_of(
    files: Sequence[RowFile],
    settled: Cells,
    other: Sequence[Figure],
    *,
    source: DataSource,
    due_days: int,
    as_of: dt.date,
) -> Counts:
    """Return the counts of the figures that stand.

    Args:
        files: What was read.
        settled: What stands for each cell; all periods are of one length.
        other: The lines that are set aside, since their periods have another length.
        source: What the figures are.
        due_days: How many days after its period a figure is due.
        as_of: The day that was looked from.
    """
    spans = sorted({key[0] for key in settled})
    months = month_range(spans[0].first, spans[-1].first)[:: spans[0].step]
    areas = sorted({key[1] for key in settled})
    groups = sorted({key[2] for key in settled})
    grids = _grids(settled, months, areas, groups)
    figures = [figure for cell in settled.values() for figure in (cell.figure, *cell.passed)]
    remarks = findings_of_figures(settled, other, months=months, due_days=due_days)
    return Counts(
        source=source,
        months=months,
        areas=tuple(AreaKey(AreaRule.AS_PUBLISHED, area) for area in areas),
        groups=tuple(groups),
        **grids,
        step=spans[0].step,
        quality=(*remarks, *doubtful(settled)),
        files=tuple(sorted((_record(file) for file in files), key=lambda record: record.name)),
        rows_read=len(figures) + len(other),
        rows_set_aside=len(figures) + len(other) - len(settled),
        parameters=("count", "returns", "--as-of", as_of.isoformat(), "--due-days", str(due_days)),
        due_days=due_days,
    )


def _grids(
    settled: Cells, months: Sequence[Month], areas: Sequence[str], groups: Sequence[str]
) -> Grids:
    """Return the arrays of counts, each of shape (periods, areas, groups)."""
    shape = (len(months), len(areas), len(groups))
    values, bases = np.zeros(shape, dtype=np.int64), np.full(shape, np.nan)
    reported, provisional = np.zeros(shape, dtype=np.bool_), np.zeros(shape, dtype=np.bool_)
    for (span, area, group), cell in settled.items():
        at = ((span.first - months[0]) // span.step, areas.index(area), groups.index(group))
        count, base = cell.figure.value.count, cell.figure.base
        reported[at], values[at] = count is not None, count or 0
        provisional[at] = count is not None and cell.figure.provisional
        bases[at] = np.nan if base is None else base
    grids: Grids = {"values": values, "reported": reported, "provisional": provisional}
    return grids if np.isnan(bases).all() else {**grids, "denominators": bases}


def _record(file: RowFile) -> FileRecord:
    return FileRecord(name=file.path.name, sha256=file.sha256, rows=len(file.rows))
