"""Whether a target was met: only where the interval and the variation leave no doubt."""

from __future__ import annotations

from typing import Final

from safetykit.evaluation.results import Comparison, TargetStatus, Variation
from safetykit.evaluation.windows import Choice, Limits
from safetykit.model import Direction, Indicator, Target
from safetykit.quantities import Month

__all__ = ["judge"]

NO_TARGET: Final = "The plan states no target for this, so nothing can be met or missed."


def judge(
    indicator: Indicator,
    choice: Choice,
    comparison: Comparison | None,
    variation: Variation | None,
    limits: Limits,
) -> tuple[TargetStatus, str]:
    """Return the status of an indicator's last target, and the reason in words."""
    if not indicator.targets:
        return TargetStatus.CANNOT_TELL, NO_TARGET
    target = indicator.targets[-1]
    if target.by and target.by.latest and Month.of(target.by.latest) > limits.last:
        return TargetStatus.NOT_DUE, f"The target is for {target.by}."
    if not choice.due:
        return TargetStatus.NOT_DUE, choice.reason
    if comparison is None:
        return TargetStatus.CANNOT_TELL, f"There is nothing to compare. {choice.reason}"
    return _against(target, comparison, variation)


def _against(
    target: Target, comparison: Comparison, variation: Variation | None
) -> tuple[TargetStatus, str]:
    low, high = float(comparison.change.low), float(comparison.change.high)
    wanted = target.value
    if not target.is_change:
        scale = comparison.count_before / 100.0
        low, high = comparison.count_before + low * scale, comparison.count_before + high * scale
    at_most = target.direction is Direction.AT_MOST
    sure = high <= wanted.low if at_most else low >= wanted.high
    failed = low > wanted.high if at_most else high < wanted.low
    asked = f"The target is {target.direction} {wanted}"
    if target.is_change:
        asked += " as a change from the baseline"
    unit = "%" if target.is_change else ""
    shown = f"{asked}; the records give between {low:,.0f}{unit} and {high:,.0f}{unit}."
    if not sure and not failed:
        return TargetStatus.CANNOT_TELL, f"{shown} Both lie inside that range."
    if variation and variation.direction * float(comparison.change.value) < 0:
        return TargetStatus.CANNOT_TELL, f"{shown} The months' variation points the other way."
    return (TargetStatus.MET if sure else TargetStatus.NOT_MET), shown
