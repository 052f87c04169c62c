"""Results in plain words: what the records say, how sure that is, and never why it is so.

No sentence here names a cause: the designs that could show one are not at work. Directions are
"rise" and "fall"; good and bad are left to the indicator's polarity and the reader.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Final

from safetykit.evaluation.claim_results import Verdict
from safetykit.evaluation.results import Comparison, Variation, Window
from safetykit.evaluation.windows import Choice
from safetykit.model import Claim, Indicator, Polarity, Status
from safetykit.quantities import ApproxKind, Month
from safetykit.records import Break, Series

__all__ = [
    "caution_notes",
    "change_words",
    "claim_sentence",
    "indicator_notes",
    "indicator_sentence",
    "list_words",
    "months_words",
    "percent",
    "span_words",
    "unreported_words",
]

_PERIODS: Final = {1: "month", 3: "quarter", 12: "year"}
ILLUSTRATIVE: Final = "Illustrative, not the partnership's own: the plan names no indicator."
NOT_WHY: Final = (
    "This compares before and after alone. It says what changed and not why: it cannot show what "
    "would have happened without the plan."
)
NOT_RATES: Final = (
    "Counts are compared, not rates: the plan holds no later figure, of the same series, of how "
    "many people live or work here."
)
NOT_RATES_YET: Final = (
    "Counts are compared, not rates: if more or fewer live or work here than in the baseline, as a "
    "later figure in the plan lets one see, that is in the change too."
)
AMBIGUOUS: Final = (
    "More of these can mean that more happened or that more was reported and recorded, so neither "
    "direction is called better."
)

LOOKED_FOR: Final = (
    "Offences of this kind are mostly found by looking for them, so their number tells of the "
    "looking; no direction is called better, whatever the plan says."
)


def percent(value: float) -> str:
    """Write a percentage without needless digits: `77%`, `3.5%`, `−0.4%`, and `99.7%`."""
    digits = 0 if 10 <= abs(value) < 99 or abs(value) >= 100 else 1
    return f"{value:z,.{digits}f}%".replace("-", "−")


def span_words(low: float, high: float, *, in_percent: bool) -> str:
    """Write an interval: `between 3.5% and 77%`, or `3.5% or more` if it is open."""
    write = percent if in_percent else _whole
    if math.isinf(high):
        return f"{write(low)} or more"
    return f"between {write(low)} and {write(high)}"


def _whole(value: float) -> str:
    return f"{value:z,.0f}".replace("-", "−")


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
    if not comparison.count_before:
        return _from_nothing(comparison, surely=low > 0)
    span = span_words(low, high, in_percent=True)
    if low <= 0 <= high:
        return f"no change that stands out from chance and season ({span})"
    word = "a rise of" if float(change.value) > 0 else "a fall of"
    size = percent(abs(float(change.value)))
    if float(change.value) < 0:
        span = span_words(-high, -low, in_percent=True)
    return f"{word} {size} ({span}, with chance and season allowed for)"


def _from_nothing(comparison: Comparison, *, surely: bool) -> str:
    """Say a change from no event at all, which no percentage can express."""
    if not comparison.count_after:
        return "none in either"
    stands = "stands" if surely else "does not stand"
    return f"a rise from 0 that {stands} out from chance and season and has no percentage"


def indicator_sentence(
    indicator: Indicator, choice: Choice, comparison: Comparison | None, series: Series
) -> str:
    """Say what the records show of an indicator."""
    if comparison is None:
        return f"{_baseline_words(indicator, choice, series)} {choice.reason}"
    same = (
        "" if not comparison.left_out else f" over the {months_words(comparison.months)} reported"
    )
    return (
        f"{indicator.title}: {comparison.count_before:,} recorded in {comparison.before.words} and "
        f"{comparison.count_after:,} in {comparison.after.words}{same}, "
        f"{change_words(comparison)}."
    )


def _baseline_words(indicator: Indicator, choice: Choice, series: Series) -> str:
    part = series.window(choice.before.first, choice.before.last)
    known = len(part.reported_months()) * part.step
    if not known:
        return f"{indicator.title}: nothing is reported for {choice.before.words}."
    only = f" over the {months_words(known)} reported" if known < len(choice.before) else ""
    counted = f"{indicator.title}: {part.total():,} recorded in {choice.before.words}{only}."
    return f"{counted} No later figure is compared with it."


def months_words(number: int) -> str:
    """Write a number of months: `1 month`, `11 months`."""
    return f"{number} month{'' if number == 1 else 's'}"


def indicator_notes(
    indicator: Indicator,
    choice: Choice,
    comparison: Comparison | None,
    variation: Variation | None,
    series: Series,
    *,
    polarity: Polarity,
    rates_later: bool,
) -> tuple[str, ...]:
    """Return what limits the result of an indicator, most important first."""
    notes = []
    if indicator.status is not Status.STATED:
        notes.append(indicator.note or ILLUSTRATIVE)
    if comparison:
        notes += [NOT_WHY, f"Compared: {choice.reason}"]
        notes.append(NOT_RATES_YET if rates_later else NOT_RATES)
        if comparison.left_out:
            months = list_words([_period_words(m, series.step) for m in comparison.left_out])
            notes.append(f"Left out on both sides, because one of them is not reported: {months}.")
    if polarity is not indicator.polarity:
        notes.append(LOOKED_FOR)
    if polarity in (Polarity.AMBIGUOUS, Polarity.MORE_REPORTING):
        notes.append(AMBIGUOUS)
    if variation:
        notes.append(_variation_words(variation, series))
    return tuple(notes)


def caution_notes(
    provisional: Sequence[Month], step: int, crossed: Sequence[Break]
) -> tuple[str, ...]:
    """Say which figures may still change, and which breaks were crossed because it was asked."""
    notes = [
        f"Compared across “{known.title}”, because that was asked for by name. {known.reason}"
        for known in crossed
    ]
    if provisional:
        listed = list_words([_period_words(month, step) for month in provisional])
        notes.append(f"Provisional, so the figures may still change: {listed}.")
    return tuple(notes)


def _period_words(month: Month, step: int) -> str:
    return month.words if step == 1 else f"{month.words} to {(month + (step - 1)).words}"


def _variation_words(variation: Variation, series: Series) -> str:
    judged = series.window(variation.judged.first, variation.judged.last)
    known = _periods(len(judged.reported_months()), series.step)
    up = sum(point.direction > 0 for point in variation.signals)
    down = sum(point.direction < 0 for point in variation.signals)
    each = f"{_PERIODS[series.step].capitalize()} by {_PERIODS[series.step]}"
    if not judged.reported.any():
        return f"{each}, nothing after the baseline is reported, so nothing can be judged."
    if not variation.signals:
        return (
            f"{each}, none of the {known} after the baseline differs from it by more than usual "
            "variation."
        )
    verb = "differs" if len(variation.signals) == 1 else "differ"
    return (
        f"{each}, {len(variation.signals)} of the {known} after the baseline {verb} from it by "
        f"more than usual variation: {up} upwards and {down} downwards."
    )


def _periods(number: int, step: int) -> str:
    return f"{number} {_PERIODS[step]}{'' if number == 1 else 's'}"


def claim_sentence(
    claim: Claim,
    group: str,
    window: Window,
    *,
    found: float,
    count: int,
    of: int | None,
    rank: int | None,
    verdict: Verdict,
) -> str:
    """Say what the plan states, what the records give, and what follows."""
    shown = f"{found:.2f}% ({count:,} of {of:,})" if of else f"{count:,}"
    if of == 0:
        shown = "nothing of which to take a share"
    stated = str(claim.value) if claim.value.known else "no figure"
    if claim.rank and rank and of:
        stated += f", {_ordinal(claim.rank)} by size,"
        shown += f", {_ordinal(rank)} by size"
    return (
        f"{group}: the plan states {stated} for {window.words}; the records give {shown}. "
        f"{_verdict_words(claim, found, verdict, compared=bool(of is None or of))}"
    )


def unreported_words(
    silent: Sequence[Month], too_high_for: Sequence[Month], *, too_low: bool, step: int
) -> str:
    """Say which periods lack a figure, and what that does to the one that was recomputed."""
    text = ""
    if silent:
        months = list_words([_period_words(month, step) for month in silent])
        text += f" {months} {'is' if len(silent) == 1 else 'are'} not reported"
        text += ", so the records' figure is too low." if too_low else "."
    if too_high_for:
        months = list_words([_period_words(month, step) for month in too_high_for])
        text += (
            f" Another category is not reported for {months}, so the records' share is a little "
            "too high."
        )
    return text


def _ordinal(number: int) -> str:
    words = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
    return words[number - 1] if number <= len(words) else f"number {number}"


def _verdict_words(claim: Claim, found: float, verdict: Verdict, *, compared: bool) -> str:
    if verdict is Verdict.AGREES:
        return "They agree."
    if not compared or not claim.value.known:
        return "There is nothing to compare."
    if verdict is Verdict.CANNOT_TELL:
        return "They differ, and the records alone cannot tell why."
    if _lost_digit(claim, found):
        return "They contradict each other: the first digit of the plan's figure seems to be lost."
    return "They contradict each other."


def _lost_digit(claim: Claim, found: float) -> bool:
    """Return whether the records' number, rounded like the plan's, is it with a digit before it."""
    if claim.value.kind not in (ApproxKind.EXACT, ApproxKind.ROUNDED):
        return False
    stated = re.sub(r"[^0-9.]", "", claim.value.text)
    decimals = len(stated.partition(".")[2])
    return bool(stated) and f"{found:.{decimals}f}"[1:] == stated
