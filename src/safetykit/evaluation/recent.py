"""The latest twelve months and the year to date, each beside the same months a year before.

They describe where a figure stands now, whatever the plan's baseline is.
"""

from __future__ import annotations

from safetykit.evaluation.case import Case
from safetykit.evaluation.comparing import compare
from safetykit.evaluation.results import Comparison, RecentResult, Window
from safetykit.evaluation.windows import comparable
from safetykit.evaluation.words import change_words, months_words

__all__ = ["recent_results"]

YEAR = 12


def recent_results(
    case: Case, *, dispersion: float, year_starts: int
) -> tuple[RecentResult, RecentResult]:
    """Return the latest twelve months and the year to date, each against the year before.

    Args:
        case: The series and how far one may look.
        dispersion: How much more the counts vary than chance makes them.
        year_starts: The month, from 1, in which the year to date begins.
    """
    last = case.limits.whole(case.limits.last)
    since = (last.month - year_starts) % YEAR
    names = {
        "latest twelve months": Window(first=last + -(YEAR - 1), last=last),
        "year to date": Window(first=last + -since, last=last),
    }
    rolling, to_date = (_result(case, name, window, dispersion) for name, window in names.items())
    return rolling, to_date


def _result(case: Case, name: str, window: Window, dispersion: float) -> RecentResult:
    before = Window(first=window.first + -YEAR, last=window.last + -YEAR)
    refused = _refusal(case, before, window)
    found = None if refused else compare(case, before, window, dispersion=dispersion)
    if found is None:
        refused = refused or "No month of one name is reported in both years."
    return RecentResult(
        name=name,
        window=window,
        comparison=found,
        refused=refused,
        sentence=_say(case, name, found),
    )


def _refusal(case: Case, before: Window, window: Window) -> str:
    """Return why two windows cannot be compared; empty if they can."""
    step = case.series.step
    if (window.first - case.limits.origin) % step or len(window) % step:
        return f"These records have no figure for a part of a period of {step} months."
    if before.first < case.series.months[0]:
        return f"The records begin in {case.series.months[0].words}, too late for the year before."
    if known := comparable(before, window, case.breaks):
        return f"{known.title} lies between the two. {known.reason}"
    return ""


def _say(case: Case, name: str, found: Comparison | None) -> str:
    if found is None:
        return ""
    same = "" if not found.left_out else f", over the {months_words(found.months)} that both report"
    return (
        f"{case.indicator.title}, {name} ({found.after.words}): {found.count_after:,} recorded, "
        f"beside {found.count_before:,} a year before{same}: {change_words(found)}."
    )
