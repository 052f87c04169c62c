"""Results in plain words: what the records say, how sure that is, and never why it is so.

No sentence here names a cause: the designs that could show one are not at work. Directions are
"rise" and "fall"; good and bad are left to the indicator's polarity and the reader.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from safetykit.evaluation.results import Comparison, Variation, Verdict, Window
from safetykit.evaluation.windows import Choice
from safetykit.model import Claim, Indicator, Polarity, Status
from safetykit.quantities import Month
from safetykit.records import Series

__all__ = [
    "change_words",
    "claim_sentence",
    "indicator_notes",
    "indicator_sentence",
    "list_words",
    "percent",
]

ILLUSTRATIVE: Final = "Illustrative, not the partnership's own: the plan names no indicator."
NOT_WHY: Final = (
    "This compares before and after alone. It says what changed and not why: it cannot show what "
    "would have happened without the plan."
)
NOT_RATES: Final = (
    "Counts are compared, not rates: the plan holds no later figure, of the same series, of how "
    "many people live or work here."
)
AMBIGUOUS: Final = (
    "More of these can mean that more happened or that more was reported and recorded, so neither "
    "direction is called better."
)


def percent(value: float) -> str:
    """Write a percentage without needless digits: `77%`, `3.5%`, `-0.4%`."""
    if not math.isfinite(value):
        return "without limit"
    digits = 0 if abs(value) >= 10 else 1
    return f"{value:,.{digits}f}%".replace("-", "−")


def list_words(items: Sequence[str], *, last: str = "and") -> str:
    """Join words as in a sentence.

    Examples:
        >>> list_words(["a", "b", "c"])
        'a, b and c'
    """
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def change_words(comparison: Comparison) -> str:
    """Say a change with its interval, or that none stands out."""
    change = comparison.change
    low, high = float(change.low), float(change.high)
    span = f"between {percent(low)} and {percent(high)}"
    if math.isnan(low) or math.isnan(high):
        return "a change that cannot be put in percent"
    if low <= 0 <= high:
        return f"no change that stands out from chance and season ({span})"
    word = "a rise of" if float(change.value) > 0 else "a fall of"
    size = percent(abs(float(change.value)))
    if float(change.value) < 0:
        span = f"between {percent(-high)} and {percent(-low)}"
    return f"{word} {size} ({span}, with chance and season allowed for)"


def indicator_sentence(
    indicator: Indicator, choice: Choice, comparison: Comparison | None, series: Series
) -> str:
    """Say what the records show of an indicator."""
    if comparison is None:
        total = series.window(choice.before.first, choice.before.last).total()
        counted = f"{indicator.title}: {total:,} recorded in {choice.before.words}."
        return f"{counted} No later figure is compared with it. {choice.reason}"
    same = "" if not comparison.left_out else f" over the {comparison.months} months reported"
    return (
        f"{indicator.title}: {comparison.count_before:,} recorded in {comparison.before.words} and "
        f"{comparison.count_after:,} in {comparison.after.words}{same}, "
        f"{change_words(comparison)}."
    )


def indicator_notes(
    indicator: Indicator,
    choice: Choice,
    comparison: Comparison | None,
    variation: Variation | None,
    series: Series,
    *,
    rates_later: bool,
) -> tuple[str, ...]:
    """Return what limits the result of an indicator, most important first."""
    notes = []
    if indicator.status is not Status.STATED:
        notes.append(indicator.note or ILLUSTRATIVE)
    if comparison:
        notes += [NOT_WHY, f"Compared: {choice.reason}"]
        if not rates_later:
            notes.append(NOT_RATES)
        if comparison.left_out:
            months = list_words([m.words for m in comparison.left_out])
            notes.append(f"Left out on both sides, because one of them is not reported: {months}.")
    if indicator.polarity in (Polarity.AMBIGUOUS, Polarity.MORE_REPORTING):
        notes.append(AMBIGUOUS)
    if variation:
        notes.append(_variation_words(variation, series))
    return tuple(notes)


def _variation_words(variation: Variation, series: Series) -> str:
    judged = series.window(variation.judged.first, variation.judged.last)
    known = len(judged.reported_months())
    up = sum(point.direction > 0 for point in variation.signals)
    down = sum(point.direction < 0 for point in variation.signals)
    if not variation.signals:
        return (
            f"Month by month, none of the {known} months after the baseline differs from it by "
            "more than usual variation."
        )
    return (
        f"Month by month, {len(variation.signals)} of the {known} months after the baseline differ "
        f"from it by more than usual variation: {up} upwards and {down} downwards."
    )


def claim_sentence(
    claim: Claim,
    group: str,
    window: Window,
    *,
    found: float,
    count: int,
    of: int | None,
    rank: int | None,
    silent: Sequence[Month],
    verdict: Verdict,
) -> str:
    """Say what the plan states, what the records give, and what follows."""
    shown = f"{found:.2f}% ({count:,} of {of:,})" if of is not None else f"{count:,}"
    stated = f"{claim.value}"
    if claim.rank and rank:
        stated += f", {_ordinal(claim.rank)} by size,"
        shown += f", {_ordinal(rank)} by size"
    text = (
        f"{group}: the plan states {stated} for {window.words}; the records give {shown}. "
        f"{_verdict_words(claim, found, verdict)}"
    )
    if silent:
        months = list_words([month.words for month in silent])
        text += f" {months} is not reported, so the records' figure is too low."
    return text


def _ordinal(number: int) -> str:
    words = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
    return words[number - 1] if number <= len(words) else f"number {number}"


def _verdict_words(claim: Claim, found: float, verdict: Verdict) -> str:
    if verdict is Verdict.AGREES:
        return "They agree."
    if verdict is Verdict.CANNOT_TELL:
        return "They differ a little, and the records alone cannot tell why."
    stated = f"{claim.value.stated:g}"
    if f"{found:.2f}".endswith(stated) and f"{found:.2f}" != stated:
        return "They contradict each other: the first digit of the plan's figure seems to be lost."
    return "They contradict each other."
