"""Whether a target was met: only where the interval and the variation agree.

A target is judged over the months that end with its own date, not over later ones. A change that
was wanted counts as made only if the interval leaves no doubt of its size and the months themselves
show a signal the same way.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from typing import Final, TypeVar

import numpy as np

from safetykit.evaluation.case import Case
from safetykit.evaluation.comparing import compare, total
from safetykit.evaluation.measured import MeasureTarget
from safetykit.evaluation.results import (
    Comparison,
    TargetResult,
    TargetStatus,
    Variation,
    Window,
)
from safetykit.evaluation.windows import Choice, Limits, choose_window
from safetykit.evaluation.words import span_words
from safetykit.model import Direction, Target
from safetykit.quantities import Approx, ApproxKind, Month
from safetykit.stats import Estimate
from safetykit.stats.rates import rate

__all__ = [
    "deciding",
    "judge_targets",
    "status_of",
    "target_day",
    "threshold",
    "weigh",
]

NO_TARGET: Final = "The plan states no target for this, so nothing can be met or missed."
PARTIAL: Final = "Not every later month is reported, so no figure stands beside the target."
NO_LIMITS: Final = "What is reported does not let one know the usual variation of the months."
OTHER_WAY: Final = "The months' variation points the other way."
NO_SIGNAL: Final = "The months themselves show nothing beyond usual variation."
_Judged = TypeVar("_Judged", TargetResult, MeasureTarget)


def judge_targets(
    case: Case, variation: Variation | None, *, dispersion: float
) -> tuple[TargetResult, ...]:
    """Judge each target of an indicator at its own date.

    A change is judged on the interval of the change, a figure on that of the later count.
    """
    return tuple(_judge(case, t, variation, dispersion) for t in case.indicator.targets)


def _judge(
    case: Case, target: Target, variation: Variation | None, dispersion: float
) -> TargetResult:
    due = Month.of(target.by.latest) if target.by and target.by.latest else None
    if due and due > case.limits.last:
        return _beyond(target, due, case.limits)
    choice = _choice(case, due)
    if due is None and not choice.due:
        return _result(target, TargetStatus.NOT_DUE, choice.reason)
    found = (
        compare(case, choice.before, choice.after, dispersion=dispersion) if choice.after else None
    )
    if found is None or choice.after is None:
        return _result(
            target, TargetStatus.CANNOT_TELL, f"There is nothing to compare. {choice.reason}"
        )
    value = _whole(case, choice.after, dispersion)
    status, reason = weigh(target, found, variation, value)
    return _result(target, status, reason, found)


def _beyond(target: Target, due: Month, limits: Limits) -> TargetResult:
    """Return the result of a target whose date lies after the last month that is looked at."""
    if due > limits.passed:
        return _result(target, TargetStatus.NOT_DUE, f"The target is for {target.by}.")
    last = f"{limits.reason} ({limits.last.words})"
    reason = f"The target was for {target.by}, and no month after {last} is looked at."
    return _result(target, TargetStatus.CANNOT_TELL, reason)


def _choice(case: Case, due: Month | None) -> Choice:
    if due is None or due >= case.limits.last:
        return case.choice
    limits = case.limits.until(due, "the date of the target")
    return choose_window(case.indicator, limits, case.breaks)


def _result(
    target: Target, status: TargetStatus, reason: str, comparison: Comparison | None = None
) -> TargetResult:
    return TargetResult(target=target, status=status, reason=reason, comparison=comparison)


def _whole(case: Case, window: Window, dispersion: float) -> Estimate | None:
    """Return the count of a window; None if a part of it is not reported."""
    numbers = case.numbers(window)
    if np.isnan(numbers).any():
        return None
    return rate(total(numbers), confidence=case.confidence, dispersion=dispersion)


def weigh(
    target: Target, comparison: Comparison, variation: Variation | None, value: Estimate | None
) -> tuple[TargetStatus, str]:
    """Weigh a target that is due against a change and a count.

    Args:
        target: The target.
        comparison: The change from the baseline.
        variation: What the months themselves show; None where too few are reported to know.
        value: The later count; None where a part of it is not reported.

    Returns:
        The status and its reason: met or missed only where the interval leaves no doubt and the
        months do not speak against it.
    """
    wanted = target.value
    if not wanted.known:
        return TargetStatus.CANNOT_TELL, "The figure of the target is not known."
    found = comparison.change if target.is_change else value
    if found is None:
        return TargetStatus.CANNOT_TELL, PARTIAL
    low, high = float(found.low), float(found.high)
    at_most = target.direction is Direction.AT_MOST
    least, most = threshold(wanted)
    sure = high <= least if at_most else low >= most
    failed = low > most if at_most else high < least
    asked = f"The target is {target.direction} {wanted}"
    if target.is_change:
        asked += " as a change from the baseline; the records give"
    else:
        asked += f"; for {comparison.after.words} the records give"
    shown = f"{asked} {span_words(low, high, in_percent=target.is_change)}."
    if not sure and not failed:
        return TargetStatus.CANNOT_TELL, f"{shown} A target met and one missed both fit that."
    if doubt := _disagreement(comparison, variation, wanted_change=sure and _way(target)):
        return TargetStatus.CANNOT_TELL, f"{shown} {doubt}"
    return (TargetStatus.MET if sure else TargetStatus.NOT_MET), shown


def target_day(target: Target, *, undated: dt.date = dt.date.max) -> dt.date:
    """Return the last day that the date of a target can mean; `undated` where it has none."""
    return (target.by.latest if target.by else None) or undated


def deciding(targets: Sequence[_Judged], *, undated: dt.date = dt.date.max) -> _Judged:
    """Return the target that says how things stand, in whatever order the plan lists them.

    It is the one with the latest date of those that were due, or of all where none was; of several
    with one date the last.

    Args:
        targets: One judged target or more.
        undated: The day for which a target without a date counts.
    """
    due = [t for t in targets if t.status is not TargetStatus.NOT_DUE] or targets
    return sorted(due, key=lambda judged: target_day(judged.target, undated=undated))[-1]


def status_of(targets: Sequence[TargetResult]) -> tuple[TargetStatus, str]:
    """Return the answer of the last target that was due, or of the last where none was.

    One without a date is judged over the latest months, and so comes last.
    """
    if not targets:
        return TargetStatus.CANNOT_TELL, NO_TARGET
    told = deciding(targets)
    return told.status, told.reason


def threshold(value: Approx) -> tuple[float, float]:
    """Return the least and the most that a target's number may be; an open side is closed.

    A number without a qualifier is the threshold as it is written: 80% is not 79.5%.
    """
    if value.kind is ApproxKind.ROUNDED:
        return value.stated, value.stated
    low = value.low if math.isfinite(value.low) else value.high
    high = value.high if math.isfinite(value.high) else value.low
    return low, high


def _way(target: Target) -> int:
    """Return the direction of the change that a target asks for; 0 if it asks for none."""
    if not target.is_change:
        return 0
    if target.direction is Direction.AT_MOST:
        return -1 if target.value.high < 0 else 0
    return 1 if target.value.low > 0 else 0


def _disagreement(
    comparison: Comparison, variation: Variation | None, *, wanted_change: int
) -> str:
    """Return how the months' variation disagrees with the interval; empty if they agree."""
    if variation is None:
        return NO_LIMITS
    signals = variation.direction_in(comparison.after)
    if signals * float(comparison.change.value) < 0:
        return OTHER_WAY
    return NO_SIGNAL if wanted_change and signals != wanted_change else ""
