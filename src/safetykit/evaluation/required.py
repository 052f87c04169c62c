"""What would have to be true for a target to be met, and whether these data could show it.

No forecast is made. The sentence says which count the target allows, how far the latest count is
from it, and how large a change must be before it stands out from chance and usual variation.
"""

from __future__ import annotations

import math
from fractions import Fraction

from safetykit.evaluation.case import Case
from safetykit.evaluation.comparing import total
from safetykit.evaluation.results import Required, Window
from safetykit.evaluation.targets import target_day
from safetykit.evaluation.words import percent
from safetykit.model import Direction, Target
from safetykit.stats.planning import detectable_rate_ratio

__all__ = ["required_for"]


def required_for(case: Case, target: Target, *, dispersion: float) -> Required | None:
    """Return what a target asks of the counts; None where that cannot be computed.

    A target that is a change is turned into the count that it allows in as many months as the
    baseline has, which asks for a baseline that is reported in full.
    """
    before = case.choice.before
    baseline = _full(case, before)
    if not baseline or not target.value.known or not math.isfinite(target.value.stated):
        return None
    allowed = _allowed(target, baseline)
    last = case.limits.whole(case.limits.last)
    latest = Window(first=last + -(len(before) - 1), last=last)
    now = _full(case, latest) if last.first_day <= target_day(target) else None
    visible = _detectable(baseline / dispersion, is_fall=allowed < baseline)
    return Required(
        target=target,
        allowed=allowed,
        latest=latest if now is not None else None,
        count=now,
        detectable_percent=visible,
        sentence=f"{_asked(target, allowed, before, baseline)}{_gap(target, allowed, latest, now)}"
        f"{_visible(visible, baseline, is_fall=allowed < baseline)}",
    )


def _allowed(target: Target, baseline: int) -> float:
    """Return the count that meets a target: the greatest, or the least, whole number that does."""
    number = Fraction(str(target.value.stated))
    if target.is_change:
        number = baseline * (1 + number / 100)
    at_most = target.direction is Direction.AT_MOST
    return float(math.floor(number) if at_most else math.ceil(number))


def _full(case: Case, window: Window) -> int | None:
    """Return the count of a window; None unless the records hold and report all of it."""
    if window.first < case.series.months[0] or window.last > case.limits.last:
        return None
    if case.reported(window) * case.series.step < len(window):
        return None
    return int(total(case.numbers(window)))


def _detectable(mean: float, *, is_fall: bool) -> float | None:
    """Return the smallest change in percent that would be found four times in five."""
    found = detectable_rate_ratio(mean)
    ratio = float(found.decrease if is_fall else found.increase)
    return None if math.isnan(ratio) else 100.0 * abs(ratio - 1.0)


def _asked(target: Target, allowed: float, before: Window, baseline: int) -> str:
    rule = "at most {} may be" if target.direction is Direction.AT_MOST else "at least {} must be"
    by = f" to the end of {target.by}" if target.by and target.by.known else ""
    return (
        f"To meet the target “{target.direction} {target.value}”, {rule.format(f'{allowed:,.0f}')} "
        f"recorded in the {_months(len(before))}{by}; {baseline:,} were in {before.words}."
    )


def _months(number: int) -> str:
    return "month" if number == 1 else f"{number} months"


def _gap(target: Target, allowed: float, latest: Window, now: int | None) -> str:
    """Say how far the latest count is from what a target allows, if it is not there already."""
    if now is None:
        return ""
    if not now:
        return f" None were in {latest.words}."
    if now <= allowed if target.direction is Direction.AT_MOST else now >= allowed:
        more = "more" if target.direction is Direction.AT_MOST else "fewer"
        return f" The {now:,} of {latest.words} are no {more} than that."
    change = 100.0 * (allowed / now - 1.0)
    word = "a fall" if change < 0 else "a rise"
    return f" From the {now:,} of {latest.words} that is {word} of {percent(abs(change))}."


def _visible(detectable: float | None, baseline: int, *, is_fall: bool) -> str:
    word = "fall" if is_fall else "rise"
    if detectable is None:
        return f" The counts are so small that no {word} would stand out from chance."
    return (
        f" With chance and usual variation as they are, a {word} of less than "
        f"{percent(detectable)} from {baseline:,} events would often not stand out."
    )
