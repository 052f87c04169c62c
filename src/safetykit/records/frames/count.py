"""Count the rows of a dataframe: the one way in for frames of every library.

What belongs here: `count_frame`, its choice between a mapping and a built-in source, and its
checks of what it was handed. What does not: counting.
"""

from __future__ import annotations

from collections.abc import Callable

import attrs

from safetykit.errors import InputError
from safetykit.extras import need
from safetykit.records.counts import Counts, Progress
from safetykit.records.mapping import TableMapping
from safetykit.records.quality import QualityCode, QualityFinding
from safetykit.records.source import POLICE_UK, DataSource

__all__ = ["count_frame"]


def count_frame(
    frame: object,
    source: TableMapping | DataSource,
    *,
    areas: tuple[str, ...] = (),
    small_areas: bool = False,
    progress: Callable[[Progress], None] | None = None,
) -> Counts:
    """Count the rows of a dataframe by period, area and category.

    The library of the frame groups its rows once, however many indicators ask; only the groups
    leave it. Repeated identities and the number of all rows are asked for beside it.

    Args:
        frame: A dataframe of Polars (eager or lazy), pandas, PyArrow, Dask or PySpark, or a
            relation of DuckDB.
        source: What its columns mean: the mapping that `read_table` takes, of which the layout's
            words for figures count and the rest is of files; or `POLICE_UK`, for the columns of
            street-level crime. Columns may hold texts, categories, numbers, dates or times; a
            missing value is a blank.
        areas: With `POLICE_UK`, the districts to count by; all that occur if none are named.
        small_areas: With `POLICE_UK`, whether to count by small area (LSOA) as well, which lets
            a group for each month, small area and crime type out of the library.
        progress: Called with each step.

    Returns:
        What `read_table` or `read_police_uk` returns for the same rows, but for what a frame
        cannot tell: `files` is empty, no finding names a line, and a force's month is there if a
        row states it. `parameters` names the kind of frame, and the SHA-256 of the grouped rows.

    Raises:
        InputError: The frame is of no such library or cannot be read; lacks a column; `source` is
            neither; no row can be counted; or a mapping is given with `areas`.
        MissingExtraError: Narwhals is not installed.
    """
    need("narwhals", wanted_by="Counting a dataframe")
    report = progress or _ignore
    if isinstance(source, TableMapping):
        _require_no_areas(areas, small_areas=small_areas)
        from safetykit.records.frames.mapped import count_mapped

        counted = count_mapped(frame, source, report)
    elif (named := getattr(source, "name", "")) == POLICE_UK.name:
        from safetykit.records.frames.street import count_street

        counted = count_street(frame, source, areas, small_areas=small_areas, report=report)
    else:
        hint = "Write a mapping of its columns, and read it with read_mapping."
        got = named or type(source).__name__
        raise InputError("source", got, "a TableMapping, or POLICE_UK", hint=hint)
    report(Progress(1, 1, "counted"))
    return attrs.evolve(counted, quality=(*counted.quality, _provenance(counted)))


def _ignore(_: Progress) -> None:
    """Report to nobody."""


def _require_no_areas(areas: tuple[str, ...], *, small_areas: bool) -> None:
    if areas or small_areas:
        got = ", ".join(areas) or "small areas"
        hint = "To keep some of its areas, name their column under `where` in the mapping."
        raise InputError("areas", got, "no areas beside a mapping", hint=hint)


def _provenance(counts: Counts) -> QualityFinding:
    kind, digest = counts.parameters[2], counts.parameters[4]
    return QualityFinding(
        code=QualityCode.NOTE,
        message=f"These counts were made from {kind} of {counts.rows_read:,} rows. A frame has no "
        f"files and no lines to point at; the SHA-256 of its grouped rows is {digest}.",
        rows=counts.rows_read,
    )
