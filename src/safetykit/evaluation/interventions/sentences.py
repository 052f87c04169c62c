"""What a design shows, in words that claim no more than the design can.

No sentence names a cause. One place alone shows what happened after a month; with places like it,
what happened beyond what happened there.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from safetykit.evaluation.interventions.material import Material
from safetykit.evaluation.results import Comparison
from safetykit.evaluation.words import change_words, percent, span_words
from safetykit.model import DesignMethod
from safetykit.stats import CheckResult, Estimate

__all__ = ["notes_of", "sentence_of"]

BEYOND: Final = {
    DesignMethod.BEFORE_AFTER: "a year of the same length before",
    DesignMethod.INTERRUPTED: "what the level, trend and season before lead one to expect",
    DesignMethod.COMPARISON: "the change in the comparison places",
    DesignMethod.CONTROLLED: "the change in the comparison places",
    DesignMethod.SYNTHETIC: "places that ran like it before",
}
ALONE: Final = (
    "One place is compared with itself. Whatever else changed at that time is in the figure, so it "
    "cannot show what would have happened otherwise."
)
TOGETHER: Final = (
    "The difference is what one would see if the intervention made it, and also if anything else "
    "changed in the one place and not in the others at that time."
)
DESCRIBES: Final = "This describes, and nothing more."


def sentence_of(
    m: Material, used: DesignMethod, described: Comparison | None, change: Estimate | None
) -> str:
    """Say what became of the indicator, with its interval."""
    title = f"{m.design.title}, {m.indicator.title.lower()}"
    if described is None:
        return f"{title}: no month is reported both before and after."
    plain = (
        f"{title}: {described.count_before:,} in {described.before.words} and "
        f"{described.count_after:,} in {described.after.words}"
    )
    if change is None or used is DesignMethod.BEFORE_AFTER:
        return f"{plain}, {change_words(described)}."
    return f"{plain}. Beyond {BEYOND[used]}, that is {_change(change)}."


def _change(change: Estimate) -> str:
    low, high = float(change.low), float(change.high)
    if math.isnan(low) or math.isnan(high):
        return "a change for which no interval can be given"
    if low <= -100 and math.isinf(high):
        return "no change that stands out (anything is possible: no interval can be given)"
    span = span_words(low, high, in_percent=True)
    if low <= 0 <= high:
        return f"no change that stands out ({span})"
    word = "a rise of" if float(change.value) > 0 else "a fall of"
    if float(change.value) < 0:
        span = span_words(-high, -low, in_percent=True)
    return f"{word} {percent(abs(float(change.value)))} ({span})"


def notes_of(
    m: Material, used: DesignMethod, why_not: str, checks: Sequence[CheckResult]
) -> tuple[str, ...]:
    """Return what limits the result, most important first."""
    notes = []
    if used is DesignMethod.DESCRIPTION:
        named = m.design.method
        told = "" if named is used else f" The design named ({named}) was not used."
        notes.append(f"{DESCRIBES}{told} {why_not}")
    else:
        notes.append(TOGETHER if used.needs_comparison else ALONE)
    failed = [check for check in checks if check.passed is False]
    if m.reports_all:  # what is left out is then the transition alone, of which a note tells
        failed = [check for check in failed if check.name != "not_reported"]
    notes += [f"A check failed: {check.detail}" for check in failed]
    if m.design.transition_months:
        months = m.design.transition_months
        notes.append(
            f"The first {'month' if months == 1 else f'{months} months'} from "
            f"{m.spans.start.words} on {'is' if months == 1 else 'are'} left out."
        )
    return tuple(notes)
