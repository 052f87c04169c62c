"""Whether a target was met: only where the interval and the variation leave no doubt."""

from __future__ import annotations

from typing import Final

from safetykit.evaluation.results import Comparison, TargetStatus, Variation
from safetykit.evaluation.windows import Choice, Limits
from safetykit.evaluation.words import span_words
from safetykit.model import Direction, Indicator, Target
from safetykit.quantities import Month
from safetykit.stats import Estimate

__all__ = ["judge"]

NO_TARGET: Final = "The plan states no target for this, so nothing can be met or missed."
PARTIAL: Final = "Not every later month is reported, so no figure stands beside the target."


def judge(
    indicator: Indicator,
    choice: Choice,
    comparison: Comparison | None,
    variation: Variation | None,
    limits: Limits,
    *,
    value: Estimate | None,
) -> tuple[TargetStatus, str]:
    """Return the status of an indicator's last target, and the reason in words.

    A change is judged on the interval of the change, a figure on that of the later count, which is
    `value`, or None where it is not whole.
    """
    if not indicator.targets:
        return TargetStatus.CANNOT_TELL, NO_TARGET
    target = indicator.targets[-1]
    if target.by and target.by.latest and Month.of(target.by.latest) > limits.last:
        return TargetStatus.NOT_DUE, f"The target is for {target.by}."
    if not choice.due:
        return TargetStatus.NOT_DUE, choice.reason
    if comparison is None:
        return TargetStatus.CANNOT_TELL, f"There is nothing to compare. {choice.reason}"
    return _against(target, comparison, variation, value)


def _against(
    target: Target, comparison: Comparison, variation: Variation | None, value: Estimate | None
) -> tuple[TargetStatus, str]:
    wanted = target.value
    if not wanted.known:
        return TargetStatus.CANNOT_TELL, "The figure of the target is not known."
    found = comparison.change if target.is_change else value
    if found is None:
        return TargetStatus.CANNOT_TELL, PARTIAL
    low, high = float(found.low), float(found.high)
    at_most = target.direction is Direction.AT_MOST
    sure = high <= wanted.low if at_most else low >= wanted.high
    failed = low > wanted.high if at_most else high < wanted.low
    asked = f"The target is {target.direction} {wanted}"
    if target.is_change:
        asked += " as a change from the baseline"
    shown = f"{asked}; the records give {span_words(low, high, in_percent=target.is_change)}."
    if not sure and not failed:
        return TargetStatus.CANNOT_TELL, f"{shown} A target met and one missed both fit that."
    if variation and variation.direction * float(comparison.change.value) < 0:
        return TargetStatus.CANNOT_TELL, f"{shown} The months' variation points the other way."
    return (TargetStatus.MET if sure else TargetStatus.NOT_MET), shown
