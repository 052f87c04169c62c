"""What a report says where a figure is hidden: made anew, never cut out of another sentence."""

from __future__ import annotations

from safetykit.evaluation.results import IndicatorResult, Window

__all__ = [
    "cautions_of",
    "hidden_note",
    "hidden_sentence",
    "hidden_trace",
    "rounded_share",
    "who_can_reckon",
    "why_hidden",
    "withheld_intervention",
    "withheld_note",
    "withheld_sentence",
]


def why_hidden(threshold: int) -> str:
    """Say why a figure is not shown."""
    return f"Suppressed, because a count below {threshold} could be worked out from it."


def hidden_sentence(result: IndicatorResult, windows: tuple[Window, ...], threshold: int) -> str:
    """Say that the figures of an indicator are not shown."""
    when = " and of ".join(window.words for window in windows)
    return (
        f"{result.indicator.title}: the figures of {when} are suppressed, because a count below "
        f"{threshold} could be worked out from them."
    )


def withheld_note(threshold: int) -> str:
    """Say why nothing is shown of an indicator."""
    return (
        f"Withheld altogether, because a count below {threshold} could be worked out, or told to "
        "be small, from any part of it beside what else is shown."
    )


def withheld_sentence(result: IndicatorResult, threshold: int) -> str:
    """Say that nothing is shown of an indicator."""
    why = withheld_note(threshold)
    return f"{result.indicator.title}: {why[:1].lower()}{why[1:]}"


def withheld_intervention(threshold: int) -> str:
    """Say why nothing is shown of an intervention."""
    return (
        "Withheld as a whole: months of its places are suppressed, and an effect that rests on "
        f"them would tell a count below {threshold} beside the months that are shown."
    )


def who_can_reckon() -> str:
    """Say who could still know an effect that is withheld."""
    return (
        "That says nothing of what the intervention brought. Whoever sent the figures holds all "
        "months, and can look at it by the same design."
    )


def hidden_note(months: int, threshold: int) -> str:
    """Say how many months are hidden, and what that does to the rest."""
    held = "The figure of 1 month is" if months == 1 else f"The figures of {months} months are"
    return (
        f"{held} suppressed, so that no count below {threshold} can be worked out. No limits of "
        "usual variation are drawn, and intervals allow for chance only."
    )


def hidden_trace(result: IndicatorResult, title: str, threshold: int) -> str:
    """Say that the number of rows is not shown."""
    return (
        f"Rows of {title}, category “{result.indicator.group}”, {result.area}: their number is "
        f"suppressed, because a count below {threshold} could be worked out from it."
    )


def rounded_share() -> str:
    """Say why a target that is a share is not judged on rounded counts."""
    return "The counts are rounded and no denominators are shown, so no share is judged."


def cautions_of(
    titles: tuple[str, ...], *, threshold: int, rounding: int | None, left_out: tuple[str, ...]
) -> tuple[str, ...]:
    """Say how the figures of partners were protected, and what is not shown for it."""
    named = "; ".join(titles)
    if rounding:
        first = (
            f"Figures of partners ({named}) are rounded to multiples of {rounding}, so that they "
            "still add up; everything said of them is made from the rounded figures."
        )
    else:
        first = (
            f"Figures of partners ({named}): counts of 1 to {threshold - 1} are suppressed, and "
            "others where such a count could be worked out from them. Counts of 0 are shown. "
            "Everything said of these figures is made from what is published here."
        )
    return (first, *left_out)
