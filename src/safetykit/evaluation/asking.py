"""Asking the records: what they say of each indicator, measure, intervention and claim of a plan.

What belongs here: which parts of a plan are asked of which records, and which cannot be. What does
not: how one is answered, which has a file of its own, and the evaluation as a whole, which is in
`outcomes`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

import attrs

from safetykit.errors import InputError
from safetykit.evaluation.answer import Skipped
from safetykit.evaluation.claim_results import ClaimResult
from safetykit.evaluation.counted_area import area_key
from safetykit.evaluation.indicators import Asked, evaluate_indicator
from safetykit.evaluation.interventions import InterventionResult, evaluate_designs
from safetykit.evaluation.measured import MeasureResult
from safetykit.evaluation.measures import judge_measures
from safetykit.evaluation.peers import PeerResult, peer_result
from safetykit.evaluation.polarity import pair_with_harm
from safetykit.evaluation.results import IndicatorResult
from safetykit.evaluation.screen import Screen
from safetykit.evaluation.tested_claims import check_claims
from safetykit.evaluation.windows import Limits, limits_of
from safetykit.model import Plan
from safetykit.quantities import Month
from safetykit.records import Counts, DataSource, Travel

__all__ = ["Said", "ask"]


@attrs.frozen(kw_only=True)
class Said:
    """What records say of a plan, without what may not be shown.

    Attributes:
        assessed_to: The last month inside the plan's time that was looked at.
        plan_end: The last month of the plan, where it is known.
        results: One for each indicator whose records were given and reach back to its baseline.
        skipped: The plan's other indicators.
        interventions: One for each design that the plan names for one of its indicators.
        peers: One for each indicator, if the plan names places like its area.
        measures: One for each performance measure that has a target or a figure.
        claims: One for each claim that names an indicator whose records hold its months.
        described: The data sources.
        missing: Months for which nothing is reported by a source that was used.
    """

    assessed_to: Month
    plan_end: Month | None
    results: tuple[IndicatorResult, ...]
    skipped: tuple[Skipped, ...]
    interventions: tuple[InterventionResult, ...]
    peers: tuple[PeerResult | str, ...]
    measures: tuple[MeasureResult, ...]
    claims: tuple[ClaimResult, ...]
    described: tuple[DataSource, ...]
    missing: tuple[Month, ...]


def ask(
    plan: Plan, sources: Mapping[str, Counts], *, day: dt.date, asked: Asked, screen: Screen
) -> Said:
    """Ask the counts of each source, by its name, all that the plan gives occasion to ask.

    Raises:
        InputError: No source reaches into the plan's time up to the day; see `limits_of`.
    """
    limits, unreached = _limits(plan, sources, day)
    reached = {name: sources[name] for name in limits}
    judged = judge_measures(plan, sources, day=day, asked=asked)
    reported = any(measure.source for measure in judged)
    known, early = _known(plan, reached, limits, asked, required=not reported)
    results = pair_with_harm([screen.result(result) for result in known])
    used = [c for name, c in sources.items() if any(r.indicator.source == name for r in results)]
    designs = evaluate_designs(plan, sources, limits, asked)
    claims = (result for counts in sources.values() for result in check_claims(plan, counts))
    return Said(
        assessed_to=max(limit.last for limit in limits.values()),
        plan_end=next(iter(limits.values())).plan_end,
        results=results,
        skipped=(*_without_records(plan, sources), *unreached, *early),
        interventions=tuple(screen.intervention(found) for found in designs),
        peers=tuple(screen.peer(peer) for peer in _peers(plan, known, reached)),
        measures=tuple(screen.measure(measure) for measure in judged),
        claims=tuple(claim for claim in claims if screen.keeps(claim)),
        described=tuple(counts.source for counts in sources.values()),
        missing=tuple(sorted({month for counts in used for month in _missing(plan, counts)})),
    )


def _limits(
    plan: Plan, sources: Mapping[str, Counts], day: dt.date
) -> tuple[dict[str, Limits], list[Skipped]]:
    """Return how far one may look in each source, and the indicators of those that begin too late.

    Raises:
        InputError: All of them do.
    """
    limits: dict[str, Limits] = {}
    late: dict[str, InputError] = {}
    for name, counts in sources.items():
        try:
            limits[name] = limits_of(plan, counts, day)
        except InputError as error:
            late[name] = error
    if not limits:
        raise next(iter(late.values()))
    return limits, [
        Skipped(
            indicator=i,
            reason=f"Its records begin in {sources[i.source].months[0].words}, after the time that "
            "is looked at.",
        )
        for i in plan.indicators
        if i.source in late
    ]


def _known(
    plan: Plan,
    sources: Mapping[str, Counts],
    limits: Mapping[str, Limits],
    asked: Asked,
    *,
    required: bool,
) -> tuple[list[IndicatorResult], list[Skipped]]:
    """Return a result for each indicator with records, and those whose baseline these lack.

    `required` is whether there must be one, because nothing else can be said of the plan.

    Raises:
        InputError: No indicator that has records has its baseline in them, or one cannot be read.
    """
    known: list[IndicatorResult] = []
    early: list[Skipped] = []
    refused: list[InputError] = []
    for i in plan.indicators:
        if i.source not in sources:
            continue
        counts, limit = sources[i.source], limits[i.source]
        try:
            known.append(
                evaluate_indicator(i, area=plan.area, counts=counts, limits=limit, asked=asked)
            )
        except InputError as error:
            early.append(Skipped(indicator=i, reason=_why_not(error, counts)))
            refused += [error] if error.field == "baseline" else []
    if refused and not known and required:
        raise refused[0]
    return known, early


def _why_not(error: InputError, counts: Counts) -> str:
    """Return why an indicator cannot be evaluated.

    Raises:
        InputError: The whole evaluation cannot be made.
    """
    if error.field == "baseline":
        return f"Its baseline is {error.got}, and what is needed are {error.expected}."
    if error.field == "group" and counts.source.travel is Travel.PARTNER:
        return f"No figure of “{error.got}” is among the records that were given. {error.hint}"
    raise error


def _peers(
    plan: Plan, results: Iterable[IndicatorResult], sources: Mapping[str, Counts]
) -> tuple[PeerResult | str, ...]:
    found = [peer_result(r, plan.area, sources[r.indicator.source]) for r in results]
    return tuple(peer for peer in found if peer is not None)


def _without_records(plan: Plan, sources: Mapping[str, Counts]) -> tuple[Skipped, ...]:
    return tuple(
        Skipped(indicator=i, reason=f"No records of its source were given ({i.source}).")
        for i in plan.indicators
        if i.source not in sources
    )


def _missing(plan: Plan, records: Counts) -> tuple[Month, ...]:
    """Return the months inside the records' range in which nothing at all is reported."""
    area = records.areas.index(area_key(plan.area, records))
    return tuple(
        month for i, month in enumerate(records.months) if not records.reported[i, area].any()
    )
