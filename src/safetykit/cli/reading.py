"""Reading the records that commands take with `--data`, with a bar where it takes long.

What belongs here: which reader a path goes to, and the day from which partners' figures are looked
at. What does not: reading itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from safetykit.cli.console import progress_of

if TYPE_CHECKING:
    from safetykit.model import Plan
    from safetykit.records import Counts

__all__ = ["read_all"]


def read_all(
    paths: Iterable[Path],
    *,
    plan: Plan | None = None,
    as_of: dt.date | None = None,
    due_days: int | None = None,
    year_starts: int | None = None,
) -> list[Counts]:
    """Return the counts of each source; of partners' figures one for each length of period.

    Args:
        paths: Records, tables of counts, and figures that partners sent.
        plan: The plan whose names the figures must have.
        as_of: The day from which figures are looked at; today if None.
        due_days: How many days after its period a figure is due; the usual number if None.
        year_starts: The first month of the year that their quarters count from; that of the plan
            if None.
    """
    from safetykit.records import read_records
    from safetykit.records.aggregate import DUE_DAYS, find_figures, read_figures

    day = as_of or dt.datetime.now(dt.UTC).date()
    counts: list[Counts] = []
    figures: list[Path] = []
    for path in paths:
        if found := find_figures(path):
            figures += found
            continue
        with progress_of(f"Reading {path}") as progress:
            counts.append(read_records(path, progress=progress))
    if figures:
        days = DUE_DAYS if due_days is None else due_days
        counts += read_figures(
            figures, as_of=day, plan=plan, due_days=days, year_starts=year_starts
        )
    return counts
