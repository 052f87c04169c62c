"""Stated numbers recomputed from records."""

from __future__ import annotations

from typing import Final

from safetykit.evaluation import words
from safetykit.evaluation.indicators import area_key
from safetykit.evaluation.results import ClaimResult, Verdict, Window
from safetykit.model import Claim, ClaimTest, Plan, Statistic
from safetykit.quantities import Month
from safetykit.records import AreaKey, Counts

__all__ = ["check_claims"]

FAR: Final = 0.25


def check_claims(plan: Plan, counts: Counts) -> tuple[ClaimResult, ...]:
    """Recompute each claim that names an indicator, where the records hold its months.

    A stated number agrees where the records give a number inside its rounding, and is contradicted
    where they differ by more than a quarter of it. Between the two nobody can tell: records are
    revised, and a force may count a little differently from what it publishes.
    """
    return tuple(
        _recompute(plan, claim, claim.test, counts)
        for claim in plan.claims
        if claim.test and _held(claim.test, counts)
    )


def _held(test: ClaimTest, counts: Counts) -> bool:
    months = test.period.months()
    return counts.months[0] <= months[0] and months[-1] <= counts.months[-1]


def _recompute(plan: Plan, claim: Claim, test: ClaimTest, counts: Counts) -> ClaimResult:
    months = test.period.months()
    window = Window(first=months[0], last=months[-1])
    key = area_key(plan.area, counts)
    group = plan.indicator(test.indicator).group
    series = counts.series(group, area=key).window(window.first, window.last)
    count, silent = series.total(), _silent(series.reported_months(), series.months)
    if test.statistic is Statistic.COUNT:
        found, of, rank = float(count), None, None
    else:
        of = counts.total(area=key, first=window.first, last=window.last)
        found = 100.0 * count / of if of else float("nan")
        rank = _rank(counts, key, window, count)
    verdict = _verdict(claim, found)
    return ClaimResult(
        claim=claim,
        window=window,
        recomputed=found,
        count=count,
        of=of,
        rank=rank,
        not_reported=silent,
        verdict=verdict,
        sentence=words.claim_sentence(
            claim,
            group,
            window,
            found=found,
            count=count,
            of=of,
            rank=rank,
            silent=silent,
            verdict=verdict,
        ),
    )


def _silent(reported: tuple[Month, ...], months: tuple[Month, ...]) -> tuple[Month, ...]:
    return tuple(month for month in months if month not in reported)


def _rank(counts: Counts, key: AreaKey, window: Window, count: int) -> int:
    totals = (
        counts.total(group, area=key, first=window.first, last=window.last)
        for group in counts.groups
    )
    return 1 + sum(total > count for total in totals)


def _verdict(claim: Claim, found: float) -> Verdict:
    stated = claim.value
    if stated.low <= found <= stated.high:
        return Verdict.AGREES
    gap = max(stated.low - found, found - stated.high)
    return Verdict.CONTRADICTS if gap > FAR * abs(found) else Verdict.CANNOT_TELL
