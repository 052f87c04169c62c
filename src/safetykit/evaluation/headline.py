"""Page one: what a councillor should know, in a handful of sentences made by general rules."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from safetykit.evaluation.claim_results import ClaimResult, Verdict
from safetykit.evaluation.counted_area import wider_area_note
from safetykit.evaluation.findings import Audit, Severity
from safetykit.evaluation.measured import MeasureResult
from safetykit.evaluation.rates import counts_people, rate_words
from safetykit.evaluation.results import IndicatorResult, RateResult, TargetStatus
from safetykit.evaluation.rules.accountability import facets_stated
from safetykit.evaluation.words import change_words, list_words, months_words
from safetykit.model import Facet, MeasureTier, Plan
from safetykit.records import DataSource

__all__ = ["headline", "lead_result"]


def headline(  # noqa: PLR0917  # one more would be a class
    plan: Plan,
    audit: Audit,
    results: Sequence[IndicatorResult],
    claims: Sequence[ClaimResult],
    sources: Sequence[DataSource],
    measures: Sequence[MeasureResult] = (),
) -> tuple[str, ...]:
    """Return page one's sentences: those for which there is something to say."""
    lead = lead_result(results)
    return (
        *_stated_figures(audit, claims),
        *_change(lead),
        *_wider(lead),
        *_denominators(lead),
        *_reported(measures),
        *_unseen(sources),
        *_accountability(plan),
    )


def lead_result(results: Sequence[IndicatorResult]) -> IndicatorResult | None:
    """Return the indicator that the plan marks as its headline, or its first."""
    marked = (r for r in results if r.indicator.tier is MeasureTier.HEADLINE)
    return next(marked, results[0] if results else None)


def _reported(measures: Sequence[MeasureResult]) -> Iterator[str]:
    """Count how the targets of performance measures stand, where partners sent any figures."""
    asked = [found for found in measures if found.targets]
    if not any(found.source for found in asked):
        return
    counts = [(_told(status), sum(m.status is status for m in asked)) for status in TargetStatus]
    told = list_words([f"{words} for {number}" for words, number in counts if number])
    text = f"Of {len(asked)} performance measures with a target, it is {told}"
    if len(asked) == 1:
        text = f"The target for “{asked[0].measure.title}” is {_told(asked[0].status)}"
    activity = any(found.is_activity for found in asked)
    more = "; a target of activity says nothing of outcomes" if activity else ""
    yield f"{text}, by what partners reported{more}."


def _told(status: TargetStatus) -> str:
    return "not judged" if status is TargetStatus.CANNOT_TELL else status.value


def _stated_figures(audit: Audit, claims: Sequence[ClaimResult]) -> Iterator[str]:
    """Name the stated figure that records contradict most; or the number of contradictions."""
    wrong = [c for c in claims if c.verdict is Verdict.CONTRADICTS]
    if wrong:
        worst = max(wrong, key=_relative_gap)
        yield worst.brief
        return
    errors = audit.reaching(Severity.ERROR)
    if errors:
        yield f"{_contradictions(len(errors))} other figures of the plan: {errors[0].message}"


def _relative_gap(result: ClaimResult) -> float:
    """Return how far a stated figure is from the records', as a share of the larger."""
    stated, found = result.claim.value.stated, result.recomputed
    return abs(found - stated) / max(abs(found), abs(stated))


def _contradictions(number: int) -> str:
    return "One stated figure contradicts" if number == 1 else f"{number} stated figures contradict"


def _change(lead: IndicatorResult | None) -> Iterator[str]:
    if lead is None:
        return
    comparison = lead.comparison
    if comparison is None:
        yield lead.sentence
        return
    counted = {"offence": "offences were", "incident": "incidents were"}
    months = f" (over the {months_words(comparison.months)} that both report)"
    yield (
        f"{lead.indicator.title}: {comparison.count_before:,} "
        f"{counted.get(lead.indicator.unit, 'were')} recorded in "
        f"{comparison.before.words} and {comparison.count_after:,} in {comparison.after.words}"
        f"{months if comparison.left_out else ''}, "
        f"{change_words(comparison)}; these records cannot say why, or what would have happened "
        "without the plan."
    )


def _wider(lead: IndicatorResult | None) -> Iterator[str]:
    if lead is not None and (note := wider_area_note(lead.area, lead.totals)):
        yield note


def _denominators(lead: IndicatorResult | None) -> Iterator[str]:
    """Set the most misleading rate on people beside the one on the largest base."""
    rates = lead.rates if lead else ()
    single = [r for r in rates if len(r.populations) == 1 and counts_people(r)]
    if lead is None or len(single) < 2:
        return
    smallest, largest = min(single, key=_size), max(single, key=_size)
    if smallest.basis == largest.basis or smallest.size == largest.size:
        return
    times = largest.size / smallest.size
    misleading = "Meaningless" in smallest.caution
    verdict = "the first figure is meaningless here" if misleading else "the choice matters"
    window = lead.value_of if lead.comparison is None else lead.comparison.before
    yield (
        f"In {window.words} that is {_rate(smallest)} but {_rate(largest)}: {verdict}, since there "
        f"are {times:,.{0 if times >= 10 else 1}f} times as many {largest.basis}."
    )


def _size(result: RateResult) -> float:
    return result.size


def _rate(result: RateResult) -> str:
    rate = rate_words(float(result.rate.value))
    return f"{rate} for each 1,000 {result.basis} ({_base(result)})"


def _base(result: RateResult) -> str:
    estimate = result.populations[0]
    known = f" in {estimate.year}" if estimate.year.known else ", year not stated"
    return f"{estimate.value}{known}"


def _unseen(sources: Sequence[DataSource]) -> Iterator[str]:
    """Name in one sentence what nobody can see in the data; the page lists it in full."""
    texts = dict.fromkeys(text for source in sources for text in source.cannot_see)
    subjects = [re.split("[:,]", text)[0].rstrip(".") for text in texts]
    if subjects:
        lowered = [_uncapitalise(subject) for subject in subjects[:5]]
        yield f"These data cannot show {list_words(lowered, last='or')}."


def _uncapitalise(text: str) -> str:
    keep = text.split(" ", 1)[0] in {"Prevent", "British"}
    return text if keep else text[:1].lower() + text[1:]


def _accountability(plan: Plan) -> Iterator[str]:
    actions = plan.headline_actions
    if not actions:
        return
    stated = [facets_stated(plan, action) for action in actions]
    counted = {
        "a date": Facet.DATE,
        "an owner": Facet.OWNER,
        "a measure": Facet.MEASURE,
        "a number to reach": Facet.TARGET,
    }
    parts = [
        f"{word} for {_count(sum(facet in facets for facets in stated))}"
        for word, facet in counted.items()
    ]
    number = f"{len(actions)} headline actions" if len(actions) > 1 else "one headline action"
    text = f"For its {number}, the text held gives {list_words(parts)}"
    lacking = [f for f in counted.values() if not all(f in facets for facets in stated)]
    yield text + _not_held(plan, lacking)


def _count(number: int) -> str:
    return str(number) if number else "none"


def _not_held(plan: Plan, lacking: Sequence[Facet]) -> str:
    """Say which part that is not held may state what some actions lack; end the sentence."""
    held = plan.transcription
    parts = [held.may_state(facet) for facet in lacking] if held else []
    part = next((part for part in parts if part is not None), None)
    if part is None:
        return "."
    return f"; “{part.title}” may state more, and is not in the text held."
