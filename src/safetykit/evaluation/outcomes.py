"""Evaluating a plan on records: what was asked, what came of it, and what it was made from.

What belongs here: the whole of an evaluation. What does not: what the records say of each part of
the plan, which is in `asking`.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import importlib.metadata
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import attrs
import numpy as np

from safetykit.errors import InputError, suggest
from safetykit.evaluation.answer import Evaluation, Provenance
from safetykit.evaluation.asking import ask
from safetykit.evaluation.audits import audit
from safetykit.evaluation.by_step import as_written, told_apart
from safetykit.evaluation.catalogue import Catalogue
from safetykit.evaluation.findings import Audit
from safetykit.evaluation.headline import headline
from safetykit.evaluation.indicators import Asked
from safetykit.evaluation.rates import population_notes
from safetykit.evaluation.results import IndicatorResult
from safetykit.evaluation.screen import NOTHING_HIDDEN, Screen
from safetykit.model import Plan
from safetykit.records import Counts, QualityCode, Travel
from safetykit.records.aggregate import name_findings, require_due_days
from safetykit.serial import dump_json, unstructure
from safetykit.stats.variation import FalseSignals, expected_false_signals

__all__ = ["evaluate", "evaluate_asked"]

MIN_POINTS: Final = 2
RETURNS: Final = ("count", "returns")


def evaluate(
    plan: Plan,
    records: Counts | Iterable[Counts],
    *,
    as_of: dt.date | None = None,
    catalogue: Catalogue | None = None,
    confidence: float = 0.95,
    across: Iterable[str] = (),
    year_starts: int | None = None,
    due_days: int | None = None,
) -> Evaluation:
    """Ask what records say of a plan's indicators and of the figures that it states.

    Args:
        plan: The plan.
        records: The counts of its data source, or of several sources. One source may come by
            month, by quarter and by year, a table for each.
        as_of: The day of the evaluation; the end of the last month of the data if None.
        catalogue: The rules of the audit; the built-in ones if None.
        confidence: The level of every interval, between 0 and 1.
        across: The codes of known breaks, such as "pandemic", that comparisons may cross. They
            cross none unless it is asked for here, and the results say so.
        year_starts: The month, from 1, in which the year to date begins; if None the one that the
            plan states, else April, with which the financial year begins.
        due_days: How many days after the end of its period a figure of partners is due; if None
            the days that its counts say, else 31.

    Returns:
        The results, each with its interval, its reasons and the trace of its calculation.

    Raises:
        InputError: The records do not hold the plan's area, a category or any of the baselines; two
            of them are of one source; the day is before all records begin; or an argument cannot be
            used.

    Examples:
        >>> import safetykit
        >>> plan = safetykit.load("examples/plans/city-of-london.yaml")
        >>> records = safetykit.read_records("examples/data/city-of-london")
        >>> found = evaluate(plan, records, as_of=dt.date(2019, 10, 31))
        >>> theft = found["theft-from-the-person"]
        >>> theft.comparison.count_before, theft.comparison.count_after
        (525, 821)
        >>> print(theft.status, "-", theft.reason)
        cannot tell - The plan states no target for this, so nothing can be met or missed.
    """
    given = (records,) if isinstance(records, Counts) else records
    named, sources = told_apart(plan, (_with_names(plan, counts) for counts in given))
    starts = plan.period.first_month if year_starts is None else year_starts
    asked = _asked(confidence, across, starts, due_days, sources.values())
    day = as_of or max(counts.last_month for counts in sources.values()).last_day
    found = audit(plan, as_of=_plan_day(plan, day), catalogue=catalogue)
    return evaluate_asked(named, sources, day=day, asked=asked, found=found)


def evaluate_asked(
    plan: Plan,
    sources: Mapping[str, Counts],
    *,
    day: dt.date,
    asked: Asked,
    found: Audit,
    screen: Screen = NOTHING_HIDDEN,
) -> Evaluation:
    """Evaluate a plan that was audited, on the counts of each source by its name.

    `screen` takes from each result what may not be shown, before page one is written.
    """
    said = ask(plan, sources, day=day, asked=asked, screen=screen)
    return Evaluation(
        plan=plan,
        as_of=day,
        assessed_to=said.assessed_to,
        plan_end=said.plan_end,
        headline=headline(plan, found, said.results, said.claims, said.described, said.measures),
        results=said.results,
        skipped=said.skipped,
        interventions=said.interventions,
        peers=said.peers,
        measures=said.measures,
        claims=said.claims,
        audit=found,
        sources=said.described,
        unseen=tuple(dict.fromkeys(text for s in said.described for text in s.cannot_see)),
        quality=tuple(finding for counts in sources.values() for finding in counts.quality),
        missing=said.missing,
        false_signals=_false_signals(said.results),
        populations=population_notes(plan.area),
        confidence=asked.confidence,
        provenance=_provenance(plan, tuple(sources.values()), day, asked),
        records=tuple(sources.values()),
        asked=asked,
    )


def _with_names(plan: Plan, counts: Counts) -> Counts:
    """Return figures that were sent, with a finding for each name that is none of the plan's."""
    if counts.parameters[: len(RETURNS)] != RETURNS:
        return counts
    areas = [area.name for area in counts.areas]
    found = name_findings(plan, indicators=counts.groups, areas=areas)
    held = {(f.group, f.area) for f in counts.quality if f.code == QualityCode.NOT_IN_PLAN}
    fresh = tuple(f for f in found if (f.group, f.area) not in held)
    return attrs.evolve(counts, quality=(*counts.quality, *fresh)) if fresh else counts


def _asked(
    confidence: float,
    across: Iterable[str],
    year_starts: int,
    due_days: int | None,
    records: Iterable[Counts],
) -> Asked:
    if not 0.0 < confidence < 1.0:
        raise InputError("confidence", confidence, "a number between 0 and 1", hint="95% is 0.95.")
    if year_starts not in range(1, 13):
        raise InputError("year_starts", year_starts, "a month from 1 to 12")
    if due_days is not None:
        require_due_days(due_days)
    codes = frozenset((across,) if isinstance(across, str) else across)
    known = sorted({b.code for counts in records for b in counts.source.breaks})
    for code in sorted(codes - set(known)):
        hint = suggest(code, known) or f"There are: {', '.join(known) or 'none'}."
        raise InputError("across", code, "the code of a known break", hint=hint)
    return Asked(confidence=confidence, across=codes, year_starts=year_starts, due_days=due_days)


def _plan_day(plan: Plan, day: dt.date) -> dt.date:
    """Return the day for which the audit judges: the plan's own, or that of the evaluation."""
    return plan.as_of if plan.dated.known else day


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


def _provenance(plan: Plan, records: Sequence[Counts], day: dt.date, asked: Asked) -> Provenance:
    inputs = tuple(one for counts in records for one in counts.inputs or _held(counts))
    return Provenance(
        version=_version(),
        plan_file=plan.place().file or "",
        plan_sha256=hashlib.sha256(dump_json(unstructure(as_written(plan))).encode()).hexdigest(),
        inputs=inputs,
        rows_read=sum(counts.rows_read for counts in records),
        rows_set_aside=sum(counts.rows_set_aside for counts in records),
        parameters=(
            ("as_of", day.isoformat()),
            ("confidence", f"{asked.confidence:g}"),
            ("across", ", ".join(sorted(asked.across))),
            ("year_starts", str(asked.year_starts)),
            *((("due_days", str(asked.due_days)),) if asked.due_days is not None else ()),
            ("inputs", _digest(inputs)),
        ),
    )


def _held(counts: Counts) -> tuple[tuple[str, str], ...]:
    """Return the hash of figures that name no file; none of figures that are not public already.

    Small numbers that are not shown could be found out from a hash of them.
    """
    if counts.source.travel is not Travel.ALREADY_PUBLIC:
        return ()
    named = [[str(one) for one in part] for part in (counts.months, counts.areas, counts.groups)]
    digest = hashlib.sha256(repr((counts.step, named)).encode())
    for array in (counts.values, counts.reported, counts.provisional, counts.denominators):
        digest.update(b"" if array is None else np.ascontiguousarray(array).tobytes())
    return ((f"figures of {counts.source.title} held in memory", digest.hexdigest()),)


def _digest(inputs: Sequence[tuple[str, str]]) -> str:
    """Return one hash over the hashes of all files."""
    joined = "\n".join(f"{digest} {name}" for name, digest in inputs)
    return hashlib.sha256(joined.encode()).hexdigest()


def _version() -> str:
    try:
        return importlib.metadata.version("safetykit")
    except importlib.metadata.PackageNotFoundError:
        return "unknown"
