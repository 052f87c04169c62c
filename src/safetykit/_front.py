"""The front door's own functions: those that fill in what a user would otherwise say each time."""

from __future__ import annotations

import datetime as dt
import functools
import os
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from safetykit.errors import InputError
from safetykit.evaluation import Audit, Catalogue, Frame
from safetykit.evaluation import audit as audit_plan
from safetykit.model import Plan
from safetykit.toolkit import Toolkit

if TYPE_CHECKING:
    from safetykit.evaluation import Evaluation
    from safetykit.records import Counts, Progress

__all__ = ["audit", "evaluate"]


def audit(
    plan: Plan,
    *,
    as_of: dt.date | str | None = None,
    frames: Sequence[str | Frame] = (),
    catalogue: Catalogue | None = None,
) -> Audit:
    """Ask whether a plan can be held to account.

    Args:
        plan: The plan.
        as_of: The day for which it is judged, as a date or as "YYYY-MM-DD"; the plan's own date
            if None.
        frames: Frames of law and guidance to read the plan by, such as "cda-1998"; if none is
            given, those that speak of plans of this kind in this nation.
        catalogue: What the audit has at hand; that of the built-in toolkit modules if None.

    Returns:
        The findings with the questions that they answer.

    Raises:
        InputError: `as_of` is not a date, or is None and the plan's own date is not known; or a
            frame is named that is not known.

    Examples:
        >>> import safetykit
        >>> plan = safetykit.load("examples/plans/city-of-london.yaml")
        >>> found = safetykit.audit(plan)
        >>> print(found.check("SK-A201").summary)
        24 of 24 headline actions state no owner in the text held.
    """
    hand = catalogue or _built_in()
    return audit_plan(plan, as_of=_day(as_of) or plan.as_of, frames=frames, catalogue=hand)


def evaluate(
    plan: Plan,
    records: Counts | str | os.PathLike[str] | Iterable[Counts | str | os.PathLike[str]],
    *,
    as_of: dt.date | str | None = None,
    catalogue: Catalogue | None = None,
    confidence: float = 0.95,
    across: Iterable[str] = (),
    year_starts: int | None = None,
    due_days: int | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> Evaluation:
    """Ask what records say of a plan's indicators and of the figures that it states.

    Args:
        plan: The plan.
        records: Counts, or the path of a folder of record files, of a table of counts or of
            figures that partners sent; or several of them, each of a source of its own. A
            dataframe is counted first, by `safetykit.records.count_frame`.
        as_of: The day of the evaluation, as a date or as "YYYY-MM-DD"; the end of the last month
            of the data if None.
        catalogue: What the audit has at hand; that of the built-in toolkit modules if None.
        confidence: The level of every interval, between 0 and 1.
        across: The codes of known breaks, such as "pandemic", that comparisons may cross; none
            unless it is asked for.
        year_starts: The month, from 1, in which the year to date begins; if None the one that the
            plan states, else 4, for April.
        due_days: How many days after the end of its period a figure of partners is due; if None
            the days that its counts say, else 31.
        progress: Called while records are read.

    Returns:
        The results; `evaluation["theft-from-the-person"]` is the one of an indicator.

    Raises:
        InputError: The records cannot be read, or do not hold what the plan asks of them.
        MissingExtraError: The `evaluate` extra is not installed.

    Examples:
        >>> import safetykit
        >>> plan = safetykit.load("examples/plans/city-of-london.yaml")
        >>> found = safetykit.evaluate(plan, "examples/data/city-of-london", as_of="2019-10-31")
        >>> print(found["theft-from-the-person"].comparison.count_after)
        821
    """
    from safetykit.evaluation import evaluate as evaluate_plan
    from safetykit.records import Counts
    from safetykit.records.frames import refuse_frame

    refuse_frame(records, "records")
    given = [records] if isinstance(records, Counts | str | os.PathLike) else list(records)
    read = functools.partial(
        _counts,
        plan=plan,
        day=_day(as_of),
        due_days=due_days,
        year_starts=year_starts,
        progress=progress,
    )
    return evaluate_plan(
        plan,
        [counts for one in given for counts in read(one)],
        as_of=_day(as_of),
        catalogue=catalogue or _built_in(),
        confidence=confidence,
        across=across,
        year_starts=year_starts,
        due_days=due_days,
    )


def _counts(
    records: Counts | str | os.PathLike[str],
    *,
    plan: Plan,
    day: dt.date | None,
    due_days: int | None,
    year_starts: int | None,
    progress: Callable[[Progress], None] | None,
) -> tuple[Counts, ...]:
    """Return counts as they are, those of a path, or those of figures that partners sent."""
    from safetykit.records import Counts, read_records
    from safetykit.records.aggregate import DUE_DAYS, find_figures, read_figures

    if isinstance(records, Counts):
        return (records,)
    if not (figures := find_figures(records)):
        return (read_records(records, progress=progress),)
    if day is None:
        hint = "Partners' figures are looked at from a day, so that none is of a time to come."
        raise InputError("as_of", None, "the day to look from", hint=hint)
    days = DUE_DAYS if due_days is None else due_days
    return read_figures(figures, as_of=day, plan=plan, due_days=days, year_starts=year_starts)


@functools.cache
def _built_in() -> Catalogue:
    """Return the catalogue of the built-in modules: what is installed with safetykit, read once."""
    return Toolkit.built_in().catalogue()


def _day(value: dt.date | str | None) -> dt.date | None:
    if isinstance(value, dt.datetime):
        return value.date()
    if value is None or isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise InputError("as_of", value, 'a day such as "2019-10-31"') from error
