"""What is said of performance measures: sentences that keep what was done from what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from safetykit.evaluation.measured import MeasureFigure, ReturnState
from safetykit.evaluation.results import TargetStatus, Window
from safetykit.evaluation.words import list_words
from safetykit.model import CountedOver, MeasureKind, PerformanceMeasure, Target
from safetykit.quantities import Month

__all__ = [
    "LIMITS",
    "asked_words",
    "figure_words",
    "measure_sentence",
    "missing_words",
    "ways_words",
]

LIMITS: Final = {
    MeasureKind.HOW_MUCH: "It counts what was done, and says nothing of what came of it.",
    MeasureKind.HOW_WELL: "It says how the work was done, and nothing of what came of it.",
    MeasureKind.BETTER_OFF: "It is about those whom the work reached, not about the whole area, "
    "and does not say what brought it about.",
}
_SHOWN: Final = 4
_WAYS: Final = {
    CountedOver.EACH_PERIOD: "a period",
    CountedOver.YEAR: "a year",
    CountedOver.WHOLE_PLAN: "the time since the plan began",
}


def figure_words(figure: MeasureFigure) -> str:
    """Return what was reported for some months: `96 of 120 (80.0%, interval 72.0 to 86.2%)`."""
    if figure.count is None:
        return "suppressed"
    if figure.base is None:
        return f"{figure.count:,}"
    counted = f"{figure.count:,} of {figure.base:,}"
    if figure.share is None:
        return counted
    low, value, high = (
        f"{float(part):.1f}" for part in (figure.share.low, figure.share.value, figure.share.high)
    )
    return f"{counted} ({value}%, interval {low} to {high}%)"


def asked_words(target: Target) -> str:
    """Return what a target asks for: `at least 40 by 2026-12`."""
    by = f" by {target.by}" if target.by and target.by.known else ""
    return f"{target.direction} {target.value}{by}"


def missing_words(missing: Sequence[Month], step: int) -> str:
    """Return the periods without a number, in words."""
    shown = [_period(month, step).words for month in missing[:_SHOWN]]
    if len(missing) > _SHOWN:
        shown.append(f"{len(missing) - _SHOWN} more")
    return list_words(shown)


def ways_words(answers: Sequence[tuple[CountedOver, TargetStatus]]) -> str:
    """Say how a target stands by each time that it may be meant for."""
    told = [f"counted over {_WAYS[way]}: {status}" for way, status in answers]
    return (
        f"The plan does not say for which time the number is meant ({'; '.join(told)}). "
        "State counted_over in the plan."
    )


def measure_sentence(
    measure: PerformanceMeasure,
    state: ReturnState,
    latest: MeasureFigure | None,
    due: Window | None,
) -> str:
    """Say in plain words what was reported last of a measure, and whether more was due."""
    if latest is None:
        return f"{measure.title}: {_NOTHING[state]}"
    provisional = ", provisional" if latest.provisional else ""
    text = f"{measure.title}: {figure_words(latest)} in {latest.window.words}{provisional}."
    if due is not None and state is ReturnState.LATE:
        text += f" The figure for {due.words} is due and is not among the records."
    if due is not None and state is ReturnState.NO_NUMBER:
        text += f" For {due.words} no number was sent."
    return text


_NOTHING: Final = {
    ReturnState.LATE: "no number is among the records, and a figure is due.",
    ReturnState.NO_NUMBER: "what was sent holds no number.",
    ReturnState.NOT_REPORTED: "no number was reported.",
    ReturnState.NOT_DUE: "no figure is due yet.",
    ReturnState.NONE_GIVEN: "the records that were given hold no figure of it.",
    ReturnState.REPORTED: "no number was reported.",
    ReturnState.PROVISIONAL: "no number was reported.",
}


def _period(first: Month, step: int) -> Window:
    return Window(first=first, last=first + (step - 1))
