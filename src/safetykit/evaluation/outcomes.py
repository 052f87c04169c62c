"""Evaluating a plan on records: every indicator, every claim that they can test, and page one."""

from __future__ import annotations

import datetime as dt
import hashlib
import importlib.metadata
from typing import Final

from safetykit.errors import InputError
from safetykit.evaluation.audits import audit
from safetykit.evaluation.catalogue import Catalogue
from safetykit.evaluation.headline import headline
from safetykit.evaluation.indicators import area_key, evaluate_indicator
from safetykit.evaluation.rates import population_notes
from safetykit.evaluation.results import Evaluation, IndicatorResult, Provenance
from safetykit.evaluation.tested_claims import check_claims
from safetykit.evaluation.windows import limits_of
from safetykit.model import Plan
from safetykit.quantities import Month
from safetykit.records import Counts
from safetykit.stats.variation import FalseSignals, expected_false_signals

__all__ = ["evaluate"]

MIN_POINTS: Final = 2


def evaluate(
    plan: Plan,
    records: Counts,
    *,
    as_of: dt.date | None = None,
    catalogue: Catalogue | None = None,
    confidence: float = 0.95,
) -> Evaluation:
    """Ask what records say of a plan's indicators and of the figures that it states.

    Args:
        plan: The plan.
        records: The counts of its data source.
        as_of: The day of the evaluation; the end of the last month of the data if None.
        catalogue: The rules of the audit; the built-in ones if None.
        confidence: The level of every interval, between 0 and 1.

    Returns:
        The results, each with its interval, its reasons and the trace of its calculation.

    Raises:
        InputError: The records do not hold the plan's area, a category or a baseline; the day is
            before the records begin; or `confidence` is not between 0 and 1.
    """
    if not 0.0 < confidence < 1.0:
        raise InputError("confidence", confidence, "a number between 0 and 1", hint="95% is 0.95.")
    day = as_of or records.months[-1].last_day
    limits = limits_of(plan, records, day)
    used = [i for i in plan.indicators if i.source == records.source.name]
    results = tuple(
        evaluate_indicator(i, area=plan.area, counts=records, limits=limits, confidence=confidence)
        for i in used
    )
    claims = check_claims(plan, records) if used else ()
    found = audit(plan, as_of=_plan_day(plan, day), catalogue=catalogue)
    sources = (records.source,)
    return Evaluation(
        plan=plan,
        as_of=day,
        assessed_to=limits.last,
        plan_end=limits.plan_end,
        headline=headline(plan, found, results, claims, sources),
        results=results,
        claims=claims,
        audit=found,
        sources=sources,
        unseen=records.source.cannot_see,
        quality=records.quality,
        missing=_missing(plan, records) if used else (),
        false_signals=_false_signals(results),
        populations=population_notes(plan.area),
        confidence=confidence,
        provenance=_provenance(plan, records, day, confidence),
    )


def _plan_day(plan: Plan, day: dt.date) -> dt.date:
    """Return the day for which the audit judges: the plan's own, or that of the evaluation."""
    return plan.as_of if plan.dated.known else day


def _missing(plan: Plan, records: Counts) -> tuple[Month, ...]:
    """Return the months inside the records' range in which nothing at all is reported."""
    area = records.areas.index(area_key(plan.area, records))
    return tuple(
        month for i, month in enumerate(records.months) if not records.reported[i, area].any()
    )


def _false_signals(results: tuple[IndicatorResult, ...]) -> FalseSignals | None:
    """Return how many signals chance alone gives over the series that were looked at.

    The longest stretch that was judged and the shortest that set limits stand for all series, so
    the answer is not too small.
    """
    found = [r.variation for r in results if r.variation]
    longest = max((len(v.judged) for v in found), default=0)
    if longest < MIN_POINTS:
        return None
    shortest = min(len(v.reference) for v in found)
    return expected_false_signals(len(found), longest, baseline=max(shortest, MIN_POINTS))


def _provenance(plan: Plan, records: Counts, day: dt.date, confidence: float) -> Provenance:
    return Provenance(
        version=_version(),
        plan_file=plan.place().file or "",
        inputs=tuple((file.name, file.sha256) for file in records.files),
        rows_read=records.rows_read,
        rows_set_aside=records.rows_set_aside,
        parameters=(
            ("as_of", day.isoformat()),
            ("confidence", f"{confidence:g}"),
            ("inputs", _digest(records)),
        ),
    )


def _digest(records: Counts) -> str:
    """Return one hash over the hashes of all files."""
    joined = "\n".join(f"{file.sha256} {file.name}" for file in records.files)
    return hashlib.sha256(joined.encode()).hexdigest()


def _version() -> str:
    try:
        return importlib.metadata.version("safetykit")
    except importlib.metadata.PackageNotFoundError:
        return "unknown"
