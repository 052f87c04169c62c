"""What a target is of: the whole of a share, the figure before a change, the time of a number.

What belongs here: performance measures, whose figures partners send and whose base nobody knows but
them. What does not: indicators, whose records hold the figure before and say what they count.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Final

from safetykit.evaluation.findings import Check, Family, Finding, Severity
from safetykit.evaluation.rules.asking import Ask, Where
from safetykit.evaluation.rules.spelling import words
from safetykit.model import Facet, PerformanceMeasure, Plan, Target

__all__ = ["check_wholes"]

OF_WHAT: Final = Ask(
    code="SK-A156",
    title="do not say of what they are a percentage",
    of="targets in percent of performance measures",
    family=Family.NUMBERS,
    severity=Severity.NOTICE,
    hint="For a share say of whom or what (`out_of`); for a change give the figure before "
    "(`baseline`).",
)
OVER_WHAT: Final = Ask(
    code="SK-A157",
    title="do not say for which time the number is meant",
    of="targets with a number of performance measures",
    family=Family.NUMBERS,
    severity=Severity.NOTICE,
    hint="Say whether it is for each period, a year or the whole plan (`counted_over`).",
)
PERCENT: Final = "percent"
# A title that names a time says it: "Premises visited each month".
TIMES: Final = frozenset(
    word
    for time in ("day", "night", "week", "month", "quarter", "year")
    for word in (time, f"{time}s", f"{time}ly")
) | {"daily", "annual", "annually"}
_Placed = tuple[Where, PerformanceMeasure, Target]


def check_wholes(plan: Plan, *, as_of: dt.date) -> Iterable[Check]:  # noqa: ARG001  a Rule
    """Ask of each target of a performance measure what its number is of."""
    targets = [
        (("performance_measures", i, "targets", j), measure, target)
        for i, measure in enumerate(plan.performance_measures)
        for j, target in enumerate(measure.targets)
        if target.value.known
    ]
    shares = [one for one in targets if one[2].value.percent]
    numbers = [one for one in targets if not one[2].value.percent]
    yield OF_WHAT.check(len(shares), (f for one in shares for f in _of_what(plan, *one)))
    yield OVER_WHAT.check(len(numbers), (f for one in numbers for f in _over_what(plan, *one)))


def _of_what(
    plan: Plan, where: Where, measure: PerformanceMeasure, target: Target
) -> Iterator[Finding]:
    if measure.out_of or (measure.unit != PERCENT and _has_figure_before(measure)):
        return
    asked = f"“{measure.title}”: {target.direction} {target.value.words}"
    if measure.unit == PERCENT:
        message = f"{asked} is a share, and the text held does not say of whom or what."
    else:
        message = (
            f"{asked} may be a share or a change, and the text held says neither of what it is a "
            "share nor what the figure before was."
        )
    unseen = plan.transcription.may_state(Facet.BASELINE) if plan.transcription else None
    settled = ""
    if unseen:
        message += f" {unseen.title} may say it; it is not in the text held."
        settled = f"The text of {unseen.title}."
    yield OF_WHAT.finding(plan, where, measure.id, message, settled=settled)


def _has_figure_before(measure: PerformanceMeasure) -> bool:
    before = measure.baseline.value if measure.baseline else None
    return bool(before and before.known and not before.percent)


def _over_what(
    plan: Plan, where: Where, measure: PerformanceMeasure, target: Target
) -> Iterator[Finding]:
    if measure.counted_over or measure.baseline or TIMES & set(words(measure.title)):
        return
    message = (
        f"“{measure.title}”: whether {target.direction} {target.value.words} is meant for each "
        "period, a year or the whole plan is not said in the text held."
    )
    yield OVER_WHAT.finding(plan, where, measure.id, message)
