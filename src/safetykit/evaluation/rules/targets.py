"""Targets that ask for nothing: any value would meet them, or the baseline already does."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Iterator
from typing import Final

from safetykit.errors import InputError
from safetykit.evaluation.findings import Check, Family, Finding
from safetykit.evaluation.rules.asking import Ask, Where
from safetykit.evaluation.rules.wholes import PERCENT
from safetykit.model import (
    CountedOver,
    Direction,
    Indicator,
    PerformanceMeasure,
    Plan,
    Target,
)
from safetykit.quantities import Answer, ApproxKind, Period

__all__ = ["check_targets"]

EMPTY: Final = Ask(
    code="SK-A119",
    title="are met by any value, or by the baseline",
    of="targets with a figure",
    family=Family.NUMBERS,
    hint="Give a figure that is not reached yet, without “up to” before the least that is wanted.",
)
_Measure = Indicator | PerformanceMeasure


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


def _empty(plan: Plan, where: Where, measure: _Measure, target: Target) -> Iterator[Finding]:
    least = target.direction is Direction.AT_LEAST
    value = target.value
    open_side = value.kind is ApproxKind.UP_TO if least else math.isinf(value.high)
    asked = f"“{measure.title}”: {target.direction} {value.words}"
    if open_side:
        yield EMPTY.finding(plan, where, measure.id, f"{asked} is met by any value.")
        return
    baseline = measure.baseline
    if baseline and baseline.value and baseline.value.known and _is_alike(plan, measure, target):
        now = baseline.value
        short = now.less_than(value) if least else value.less_than(now)
        if short is Answer.NO and now.percent == value.percent:
            message = f"{asked} is met by the baseline of {now.words} already."
            yield EMPTY.finding(plan, where, measure.id, message)


def _is_alike(plan: Plan, measure: _Measure, target: Target) -> bool:
    """Return whether a target asks for a figure like that of the baseline.

    A change is none, and a number for a quarter is not met by that of a year.
    """
    if isinstance(measure, Indicator):
        return not target.is_change
    if target.value.percent:
        return bool(measure.out_of) or measure.unit == PERCENT
    months = _months(measure.baseline.period) if measure.baseline else None
    return measure.counted_over is None or (
        months is not None and months == _months_counted(plan, measure)
    )


def _months_counted(plan: Plan, measure: PerformanceMeasure) -> int | None:
    """Return how many months the number of a target is for; None where it cannot be told."""
    if measure.counted_over is CountedOver.EACH_PERIOD:
        return measure.cadence.months if measure.cadence else None
    return 12 if measure.counted_over is CountedOver.YEAR else _months(plan.period.period)


def _months(period: Period) -> int | None:
    try:
        return len(period.months())
    except InputError:  # a side of it is not known
        return None
