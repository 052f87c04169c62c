"""Which way is better, said honestly: what is found by looking for it, and what is reported more.

Two kinds of figures mislead if a rise or a fall is called good. Offences that are recorded because
somebody looks for them, such as drugs, count the looking. And where more reporting is the aim, a
rise is no success unless the harm itself did not rise: such an indicator is paired with a measure
of that harm, or no status is given.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import attrs

from safetykit.evaluation.comparing import compare_series
from safetykit.evaluation.results import (
    Comparison,
    IndicatorResult,
    TargetResult,
    TargetStatus,
    Window,
)
from safetykit.evaluation.targets import status_of
from safetykit.model import Indicator, Polarity
from safetykit.quantities import Month
from safetykit.records import DataSource
from safetykit.stats.overdispersion import choose_dispersion

__all__ = ["effective_polarity", "pair_with_harm"]

ALONE: Final = (
    "More reporting is the aim, and the plan names no measure of the harm beside it, so a rise "
    "cannot be told from more harm."
)
MISSING: Final = "The measure of the harm beside it could not be compared, so nobody can tell."


def effective_polarity(indicator: Indicator, source: DataSource) -> Polarity:
    """Return which way is better; neither for a category that counts what is looked for."""
    if indicator.group in source.activity_driven:
        return Polarity.AMBIGUOUS
    return indicator.polarity


def pair_with_harm(results: Sequence[IndicatorResult]) -> tuple[IndicatorResult, ...]:
    """Return results in which more reporting is judged only beside the harm that it is paired with.

    A target is met only if the harm was compared with its own baseline, up to the same month, and
    has not surely risen.
    """
    by_id = {result.indicator.id: result for result in results}
    return tuple(
        _paired(r, by_id.get(r.indicator.paired_with) if r.indicator.paired_with else None)
        if r.polarity is Polarity.MORE_REPORTING
        else r
        for r in results
    )


def _paired(result: IndicatorResult, harm: IndicatorResult | None) -> IndicatorResult:
    doubt = _doubt(result, harm)
    targets = tuple(_beside(target, result, harm) for target in result.targets)
    status, reason = status_of(targets) if targets else (result.status, result.reason)
    return attrs.evolve(
        result,
        targets=targets,
        status=status,
        reason=reason,
        notes=(doubt, *result.notes) if doubt else result.notes,
    )


def _beside(
    target: TargetResult, result: IndicatorResult, harm: IndicatorResult | None
) -> TargetResult:
    """Return a target that was met only if the harm did not surely rise up to the same month."""
    if target.status is not TargetStatus.MET:
        return target
    last = target.comparison.after.last if target.comparison else None
    doubt = _doubt(result, harm, last)
    if not doubt:
        return target
    return attrs.evolve(target, status=TargetStatus.CANNOT_TELL, reason=doubt)


def _doubt(result: IndicatorResult, harm: IndicatorResult | None, last: Month | None = None) -> str:
    """Return why a rise in reporting may not be success; empty if nothing speaks against it.

    The harm is compared up to a month, or over its latest months if None is given.
    """
    if result.indicator.paired_with in (None, result.indicator.id):
        return ALONE
    found = harm.comparison if harm else None
    if harm is None or found is None:
        return MISSING
    if last is not None and last < found.after.last:
        found = _until(harm, found.before, last)
    if found is None:
        return MISSING
    if float(found.change.low) > 0:
        return (
            f"The harm beside it rose as well ({harm.indicator.title}), so more reports may mean "
            "more harm."
        )
    return ""


def _until(harm: IndicatorResult, before: Window, last: Month) -> Comparison | None:
    """Compare the harm's baseline with as many months, of the same names, up to an earlier one.

    None where those are not later or not whole periods. No break lies between, because none lies
    before the latest.
    """
    if (last - before.last) % harm.series.step:
        return None
    while len(before) % 12 and last.month != before.last.month:
        last = last + -harm.series.step
    after = Window(first=last + -(len(before) - 1), last=last)
    if after.first <= before.last:
        return None
    phi = 1.0 if harm.dispersion is None else choose_dispersion(harm.dispersion)
    level = harm.value.level
    return compare_series(harm.series, before, after, confidence=level, dispersion=phi)
