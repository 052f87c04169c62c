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

from safetykit.evaluation.results import IndicatorResult, TargetResult, TargetStatus
from safetykit.model import Indicator, Polarity
from safetykit.records import DataSource

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

    A target is met only if the harm was compared over its own baseline and has not surely risen.
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
    if not doubt:
        return result
    met = TargetStatus.MET
    targets = tuple(_doubtful(t, doubt) if t.status is met else t for t in result.targets)
    if result.status is met:
        result = attrs.evolve(result, status=TargetStatus.CANNOT_TELL, reason=doubt)
    return attrs.evolve(result, targets=targets, notes=(doubt, *result.notes))


def _doubtful(target: TargetResult, doubt: str) -> TargetResult:
    return attrs.evolve(target, status=TargetStatus.CANNOT_TELL, reason=doubt)


def _doubt(result: IndicatorResult, harm: IndicatorResult | None) -> str:
    """Return why a rise in reporting may not be success; empty if nothing speaks against it."""
    if result.indicator.paired_with in (None, result.indicator.id):
        return ALONE
    if harm is None or harm.comparison is None:
        return MISSING
    if float(harm.comparison.change.low) > 0:
        return (
            f"The harm beside it rose as well ({harm.indicator.title}), so more reports may mean "
            "more harm."
        )
    return ""
