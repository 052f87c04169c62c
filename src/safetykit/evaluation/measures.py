"""Whether a plan's performance measures reached their targets, by what partners reported.

What belongs here: the judgement of each target at its own date. What does not: reading figures
(`measure_figures`), what is said of them (`measure_words`), and population indicators (`targets`).

A count of what was done is what it is, and needs no interval. A share is judged on its interval,
and where several periods make it up, the latest must not speak against the whole. A number that may
be meant for a quarter, a year or the whole plan is judged by each of these, and the answer stands
only if all agree. Activity and outcome are never one word.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Final

from safetykit.errors import InputError
from safetykit.evaluation.counted_area import area_key
from safetykit.evaluation.indicators import Asked
from safetykit.evaluation.measure_figures import YEAR, Ledger
from safetykit.evaluation.measure_words import (
    LIMITS,
    figure_words,
    measure_sentence,
    missing_words,
    ways_words,
)
from safetykit.evaluation.measured import (
    MeasureFigure,
    MeasureResult,
    MeasureTarget,
    ReturnState,
)
from safetykit.evaluation.results import TargetStatus
from safetykit.evaluation.targets import deciding, threshold
from safetykit.evaluation.words import months_words
from safetykit.model import CountedOver, Direction, PerformanceMeasure, Plan, Target
from safetykit.quantities import Month
from safetykit.records import AreaKey, Counts

__all__ = ["judge_measures", "overall"]

NO_TARGET: Final = "The plan states no target for this measure."
NO_NUMBER: Final = "The plan gives no number to reach."
NO_DATE: Final = "The target has no date that can be read, so no day decides it."
NO_FIGURES: Final = "No figure of it is among the records that were given."
SEVERAL: Final = "Several of the records hold figures of this name, and none is preferred."
NO_PERIOD: Final = "No whole period lies between the start of the plan and the date of the target."
NO_BASE: Final = (
    "The target is a percentage and the figures are counts, without a denominator and without a "
    "baseline in the plan."
)
NO_BASE_PERIOD: Final = "The plan does not say of which months its baseline is."
NO_WHOLE_BASE: Final = "Not every figure states a whole number as its denominator."
NOT_PERCENT: Final = "The measure is in percent and the target is not: write it with a %."
OVER_ALL: Final = "That is more than all of them."
LATEST_DIFFERS: Final = "The latest period points the other way."
BOTH_FIT: Final = "A target met and one missed both fit that."
MAY_CHANGE: Final = "Provisional, so this may still change."
_Answer = tuple[TargetStatus, str]


def judge_measures(
    plan: Plan, sources: Mapping[str, Counts], *, day: dt.date, asked: Asked
) -> tuple[MeasureResult, ...]:
    """Judge each performance measure that has a target or a figure.

    Args:
        plan: The plan.
        sources: The counts of each source; a measure's figures stand under its title.
        day: The day to look from.
        asked: The level of the interval of a share, and the days after which a figure is due.
    """
    start = plan.period.period.start
    first = Month.of(start.earliest) if start and start.earliest else None
    found: list[MeasureResult] = []
    for measure in plan.performance_measures:
        counts, area, why = _held(plan, measure, sources.values())
        if counts is not None and area is not None:
            ledger = Ledger.of(measure, counts, area, day=day, start=first, asked=asked)
            found.append(_result(measure, ledger, counts.source.name))
        elif measure.targets:
            found.append(_result(measure, None, why))
    return tuple(found)


def _held(
    plan: Plan, measure: PerformanceMeasure, sources: Iterable[Counts]
) -> tuple[Counts | None, AreaKey | None, str]:
    """Return the counts that hold a measure, and its area in them; or why there are none."""
    holding = [counts for counts in sources if measure.title in counts.groups]
    if len(holding) != 1:
        return None, None, SEVERAL if holding else NO_FIGURES
    try:
        return holding[0], area_key(plan.area, holding[0]), ""
    except InputError as error:
        return None, None, f"The records hold no figure for {plan.area.name}. {error.hint}"


def _result(measure: PerformanceMeasure, ledger: Ledger | None, told: str) -> MeasureResult:
    if ledger is None:
        state, latest, due = ReturnState.NONE_GIVEN, None, None
        targets = tuple(_without_figures(target, told) for target in measure.targets)
    else:
        state, latest, due = ledger.state(), ledger.latest(), ledger.due()
        targets = tuple(_judge(ledger, target) for target in measure.targets)
    status, reason = overall(targets)
    return MeasureResult(
        measure=measure,
        source=told if ledger else "",
        area=ledger.series.area if ledger else None,
        state=state,
        due=due,
        due_days=ledger.due_days if ledger else None,
        latest=latest,
        targets=targets,
        status=status,
        reason=reason,
        sentence=measure_sentence(measure, state, latest, due),
        notes=(LIMITS[measure.kind],),
    )


def overall(targets: Sequence[MeasureTarget]) -> _Answer:
    """Return the answer of the last target that was due, or of the last where none was.

    One without a date is judged on no day, and so hides none that has one.
    """
    if not targets:
        return TargetStatus.CANNOT_TELL, NO_TARGET
    told = deciding(targets, undated=dt.date.min)
    return told.status, told.reason


def _without_figures(target: Target, reason: str) -> MeasureTarget:
    why = NO_NUMBER if not target.value.known else reason
    return MeasureTarget(target=target, status=TargetStatus.CANNOT_TELL, reason=why)


def _judge(ledger: Ledger, target: Target) -> MeasureTarget:
    """Judge one target at its own date."""
    due = target.by.latest if target.by else None
    if why := _cannot(ledger.measure, target, due):
        return _without_figures(target, why)
    if due is None or Month.of(due) > ledger.last:
        reason = f"The target is for {target.by}."
        return MeasureTarget(target=target, status=TargetStatus.NOT_DUE, reason=reason)
    figures = _figures(ledger, Month.of(due))
    if not figures:
        return _without_figures(target, NO_PERIOD)
    answers = [_weigh(ledger, target, figure) for figure in figures.values()]
    status, reason = _agreed(list(figures), answers)
    return MeasureTarget(
        target=target, status=status, reason=reason, figures=tuple(figures.values())
    )


def _cannot(measure: PerformanceMeasure, target: Target, due: dt.date | None) -> str:
    """Return why a target can be judged on no day, whatever is reported; empty if it can."""
    if not target.value.known:
        return NO_NUMBER
    if due is None:
        return NO_DATE
    if measure.unit == "percent" and not target.value.percent:
        return NOT_PERCENT
    return ""


def _figures(ledger: Ledger, due: Month) -> dict[CountedOver | int, MeasureFigure]:
    """Return what was reported over each time that a target may be meant for, each once."""
    measure = ledger.measure
    ways: list[CountedOver | int] = list(CountedOver)
    if measure.counted_over is not None:
        ways = [measure.counted_over]
    elif (before := _months_before(measure)) is not None:
        ways = [before]
    found: dict[CountedOver | int, MeasureFigure] = {}
    for way in ways:
        window = ledger.months_for(way, due)
        if window is not None and all(window != held.window for held in found.values()):
            found[way] = ledger.figure(window)
    return found


def _months_before(measure: PerformanceMeasure) -> int | None:
    """Return how many months a baseline has; None without one, or if its time is not known."""
    try:
        return len(measure.baseline.period.months()) if measure.baseline else None
    except InputError:  # the plan says no more than that there was a figure before
        return None


def _agreed(ways: Sequence[CountedOver | int], answers: Sequence[_Answer]) -> _Answer:
    """Return the answer on which all ways to count agree; otherwise that nobody can tell."""
    if len({status for status, _ in answers}) == 1:
        return answers[0]
    told = zip(ways, answers, strict=True)
    named = [(way, status) for way, (status, _) in told if isinstance(way, CountedOver)]
    return TargetStatus.CANNOT_TELL, ways_words(named)


def _weigh(ledger: Ledger, target: Target, figure: MeasureFigure) -> _Answer:
    """Weigh a target against what was reported for the months that it is meant for."""
    shown = f"Reported in {figure.window.words}: "
    if figure.count is None:
        return TargetStatus.CANNOT_TELL, f"{shown}no number."
    shown += f"{figure_words(figure)}."
    if not target.value.percent:
        status, why = _of_count(ledger, target, figure)
    elif ledger.has_bases or ledger.measure.out_of or ledger.measure.unit == "percent":
        status, why = _of_share(ledger, target, figure)
    else:
        status, why = _of_change(ledger, target, figure)
    if figure.provisional:
        why = f"{why} {MAY_CHANGE}" if why else MAY_CHANGE
    return status, f"{shown} {why}" if why else shown


def _of_count(ledger: Ledger, target: Target, figure: MeasureFigure) -> _Answer:
    """Judge a count: periods without a number, or before the plan, can only add to it."""
    count, short = figure.count or 0, _short(ledger.measure, figure)
    low, high = threshold(target.value)
    at_least = target.direction is Direction.AT_LEAST
    sure = count >= high if at_least else count <= low
    failed = count < low if at_least else count > high
    if (figure.missing or short) and not (sure if at_least else failed):
        return TargetStatus.CANNOT_TELL, _missing(ledger, figure) if figure.missing else short
    return _status(sure=sure, failed=failed)


def _short(measure: PerformanceMeasure, figure: MeasureFigure) -> str:
    """Say that fewer months lie in the plan's time than the plan means; empty if none lack."""
    over = measure.counted_over
    meant = YEAR if over is CountedOver.YEAR else _months_before(measure) if over is None else None
    if meant is None or len(figure.window) >= meant:
        return ""
    return f"The number is meant for {months_words(meant)}, and these are {len(figure.window)}."


def _of_share(ledger: Ledger, target: Target, figure: MeasureFigure) -> _Answer:
    """Judge a share on its interval, and on whether its latest period agrees."""
    if figure.missing:
        return TargetStatus.CANNOT_TELL, _missing(ledger, figure)
    if figure.base is None:
        return TargetStatus.CANNOT_TELL, NO_WHOLE_BASE
    if figure.share is None:
        return TargetStatus.CANNOT_TELL, OVER_ALL
    low, high = float(figure.share.low), float(figure.share.high)
    least, most = threshold(target.value)
    at_least = target.direction is Direction.AT_LEAST
    sure = low >= most if at_least else high <= least
    failed = high < least if at_least else low > most
    if (sure or failed) and _latest_differs(ledger, figure, (least + most) / 2, low):
        return TargetStatus.CANNOT_TELL, LATEST_DIFFERS
    return _status(sure=sure, failed=failed)


def _latest_differs(ledger: Ledger, figure: MeasureFigure, aim: float, low: float) -> bool:
    """Return whether the latest period lies on the other side of a target than the whole."""
    parts = ledger.parts(figure.window)
    latest = parts[-1].share if len(parts) > 1 else None
    return latest is not None and (float(latest.value) - aim) * (low - aim) < 0


def _of_change(ledger: Ledger, target: Target, figure: MeasureFigure) -> _Answer:
    """Judge a change in percent from the baseline that the plan states."""
    baseline = ledger.measure.baseline
    stated = baseline.value if baseline else None
    if baseline is None or stated is None or stated.low <= 0 or math.isinf(stated.high):
        return TargetStatus.CANNOT_TELL, NO_BASE
    before = _months_before(ledger.measure)
    if before is None:
        return TargetStatus.CANNOT_TELL, NO_BASE_PERIOD
    if before != len(figure.window):
        why = f"The baseline is of {months_words(before)}, and these are {len(figure.window)}."
        return TargetStatus.CANNOT_TELL, why
    if figure.missing:
        return TargetStatus.CANNOT_TELL, _missing(ledger, figure)
    ratios = (Fraction(figure.count or 0) / Fraction(s) for s in (stated.high, stated.low))
    low, high = (100 * (ratio - 1) for ratio in ratios)
    least, most = threshold(target.value)
    at_least = target.direction is Direction.AT_LEAST
    sure = low >= most if at_least else high <= least
    failed = high < least if at_least else low > most
    status, why = _status(sure=sure, failed=failed)
    told = f"The baseline is {stated.words}."
    return status, f"{told} {why}" if why else told


def _status(*, sure: bool, failed: bool) -> _Answer:
    if sure:
        return TargetStatus.MET, ""
    return (TargetStatus.NOT_MET, "") if failed else (TargetStatus.CANNOT_TELL, BOTH_FIT)


def _missing(ledger: Ledger, figure: MeasureFigure) -> str:
    return f"No number is reported for {missing_words(figure.missing, ledger.series.step)}."
