"""Stated numbers recomputed from records."""

from __future__ import annotations

import math
from typing import Final

from safetykit.errors import InputError
from safetykit.evaluation import words
from safetykit.evaluation.claim_results import ClaimResult, Verdict
from safetykit.evaluation.counted_area import area_key
from safetykit.evaluation.results import Window
from safetykit.model import Claim, ClaimTest, Plan, Statistic
from safetykit.quantities import Month
from safetykit.records import AreaKey, Counts

__all__ = ["check_claims"]

FAR: Final = 0.25
FEW: Final = 2  # events: of three, one that was recorded later is a third


def check_claims(plan: Plan, counts: Counts) -> tuple[ClaimResult, ...]:
    """Recompute each claim that names an indicator, where the records hold its months.

    A stated number agrees where the records give a number inside its rounding, and is contradicted
    where they differ by more than a quarter of it, and by more than two events. Between the two
    nobody can tell: records are revised, and a force may count a little differently from what it
    publishes. Nor where the plan's number is higher and months are not reported.
    """
    return tuple(
        _recompute(plan, claim, claim.test, counts)
        for claim in plan.claims
        if claim.test and _testable(plan, claim, claim.test, counts)
    )


def _testable(plan: Plan, claim: Claim, test: ClaimTest, counts: Counts) -> bool:
    """Return whether the records are of the claim's source, and hold its unit and its months.

    Where a source counts by quarter or by year, a claim of a part of one cannot be tested, and of a
    category that partners have not sent nothing can.
    """
    indicator = plan.indicator(test.indicator)
    if indicator.source != counts.source.name or indicator.group not in counts.groups:
        return False
    if claim.value.known and claim.value.percent != (test.statistic is Statistic.SHARE):
        return False
    try:
        months = test.period.months()
    except InputError:
        return False
    before, length = months[0] - counts.months[0], len(months)
    held = before >= 0 and months[-1] <= counts.last_month
    return held and before % counts.step == 0 and length % counts.step == 0


def _recompute(plan: Plan, claim: Claim, test: ClaimTest, counts: Counts) -> ClaimResult:
    months = test.period.months()
    window = Window(first=months[0], last=months[-1])
    key, group = area_key(plan.area, counts), plan.indicator(test.indicator).group
    series = counts.series(group, area=key).window(window.first, window.last)
    count, silent = series.total(), _silent(series.reported_months(), series.months)
    found, of, rank = _number(counts, key, window, count, test.statistic)
    too_low = _too_low(counts, key, silent, test)
    verdict = _verdict(claim, found, of, too_low=too_low)
    high_for = _too_high_for(counts, key, window, silent, test)
    unknown = words.unreported_words(silent, high_for, too_low=too_low, step=counts.step)
    brief = words.claim_sentence(
        claim, group, window, found=found, count=count, of=of, rank=rank, verdict=verdict
    )
    return ClaimResult(
        claim=claim,
        window=window,
        recomputed=found,
        count=count,
        of=of,
        rank=rank,
        not_reported=silent,
        verdict=verdict,
        brief=brief,
        sentence=brief + unknown,
    )


def _number(
    counts: Counts, key: AreaKey, window: Window, count: int, statistic: Statistic
) -> tuple[float, int | None, int | None]:
    """Return a count; or for a share the percentage, the number that it is of, and its rank."""
    if statistic is Statistic.COUNT:
        return float(count), None, None
    of = counts.total(area=key, first=window.first, last=window.last)
    return 100.0 * count / of if of else math.nan, of, _rank(counts, key, window, count)


def _silent(reported: tuple[Month, ...], months: tuple[Month, ...]) -> tuple[Month, ...]:
    return tuple(month for month in months if month not in reported)


def _rank(counts: Counts, key: AreaKey, window: Window, count: int) -> int:
    totals = (
        counts.total(group, area=key, first=window.first, last=window.last)
        for group in counts.groups
    )
    return 1 + sum(total > count for total in totals)


def _too_low(counts: Counts, key: AreaKey, silent: tuple[Month, ...], test: ClaimTest) -> bool:
    """Return whether months without a figure make the recomputed number too low.

    A share is not too low where the whole of which it is one is not reported either.
    """
    if test.statistic is Statistic.COUNT:
        return bool(silent)
    return any(_in_period(counts, key, month) for month in silent)


def _too_high_for(
    counts: Counts, key: AreaKey, window: Window, silent: tuple[Month, ...], test: ClaimTest
) -> tuple[Month, ...]:
    """Return the periods in which another category is silent: the share's whole lacks it."""
    if test.statistic is Statistic.COUNT:
        return ()
    whole = counts.series(None, area=key).window(window.first, window.last)
    partly = _silent(whole.reported_months(), whole.months)
    return tuple(m for m in partly if m not in silent and _in_period(counts, key, m))


def _in_period(counts: Counts, key: AreaKey, first: Month) -> int:
    """Return what all categories together report for the period that begins with a month."""
    return counts.total(area=key, first=first, last=first + (counts.step - 1))


def _verdict(claim: Claim, found: float, of: int | None, *, too_low: bool) -> Verdict:
    stated = claim.value
    if not stated.known or math.isnan(found):
        return Verdict.CANNOT_TELL
    if stated.low <= found <= stated.high:
        return Verdict.AGREES
    if too_low and found < stated.low:
        return Verdict.CANNOT_TELL
    gap = max(stated.low - found, found - stated.high)
    events = gap if of is None else gap * of / 100.0
    far = gap > FAR * abs(found) and events > FEW
    return Verdict.CONTRADICTS if far else Verdict.CANNOT_TELL
