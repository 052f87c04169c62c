"""Targets that ask for nothing: any value would meet them, or the baseline already does."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Iterator
from typing import Final

from safetykit.evaluation.findings import Check, Family, Finding
from safetykit.evaluation.rules.asking import Ask, Where
from safetykit.model import Direction, Indicator, PerformanceMeasure, Plan, Target
from safetykit.quantities import Answer, ApproxKind

__all__ = ["check_targets"]

EMPTY: Final = Ask(
    code="SK-A119",
    title="are met by any value, or by the baseline",
    of="targets with a figure",
    family=Family.NUMBERS,
    hint="Give a figure that is not reached yet, without “up to” before the least that is wanted.",
)


def check_targets(plan: Plan, *, as_of: dt.date) -> Iterable[Check]:  # noqa: ARG001  a Rule
    """Ask of each target whether anything would fall short of it."""
    found = [
        ((name, i, "targets", j), measure, target)
        for name in ("indicators", "performance_measures")
        for i, measure in enumerate(getattr(plan, name))
        for j, target in enumerate(measure.targets)
        if target.value.known
    ]
    yield EMPTY.check(len(found), (f for one in found for f in _empty(plan, *one)))


def _empty(
    plan: Plan, where: Where, measure: Indicator | PerformanceMeasure, target: Target
) -> Iterator[Finding]:
    least = target.direction is Direction.AT_LEAST
    value = target.value
    open_side = value.kind is ApproxKind.UP_TO if least else math.isinf(value.high)
    asked = f"“{measure.title}”: {target.direction} {value.words}"
    if open_side:
        yield EMPTY.finding(plan, where, measure.id, f"{asked} is met by any value.")
        return
    baseline = measure.baseline
    if baseline and baseline.value and baseline.value.known and not target.is_change:
        now = baseline.value
        short = now.less_than(value) if least else value.less_than(now)
        if short is Answer.NO and now.percent == value.percent:
            message = f"{asked} is met by the baseline of {now.words} already."
            yield EMPTY.finding(plan, where, measure.id, message)
