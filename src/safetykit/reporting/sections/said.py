"""What can and what cannot be said: the answers that the records allow, and those they do not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from safetykit.evaluation import TargetStatus, Verdict
from safetykit.model import DesignMethod
from safetykit.reporting.blocks import Block, Listing, Part, PartKind
from safetykit.reporting.numbers import write_count, write_list
from safetykit.reporting.texts import Texts

if TYPE_CHECKING:
    from safetykit.evaluation import Evaluation, InterventionResult, MeasureResult

__all__ = ["can_be_said", "cannot_be_said", "what_can_be_said"]


def what_can_be_said(evaluation: Evaluation, texts: Texts) -> Part:
    """Return the section on what the records let one say, and what not."""
    groups: list[Block] = []
    if can := tuple(can_be_said(evaluation, texts)):
        title = texts.say("What can be said")
        groups.append(_group(title, "can", can))
    title = texts.say("What cannot be said")
    groups.append(_group(title, "cannot", tuple(cannot_be_said(evaluation, texts))))
    title = texts.say("What can and what cannot be said")
    return Part(title=title, key="said", blocks=tuple(groups))


def _group(title: str, key: str, items: tuple[str, ...]) -> Part:
    blocks = (Listing(items=items),)
    return Part(title=title, key=key, blocks=blocks, kind=PartKind.GROUP)


def can_be_said(evaluation: Evaluation, texts: Texts) -> Iterator[str]:
    """Yield what the records let one say, each with its denominator."""
    results, claims, designs = evaluation.results, evaluation.claims, evaluation.interventions
    if results:
        yield texts.say_number(
            len(results),
            "{compared} of {n} indicator can be compared with its baseline, with an interval.",
            "{compared} of {n} indicators can be compared with their baseline, with an interval.",
            compared=write_count(sum(r.comparison is not None for r in results), texts),
        )
    if judged := [measure for measure in evaluation.measures if measure.targets]:
        yield texts.say_number(
            len(judged),
            "{told} of {n} performance measure with a target could be judged, or is not due.",
            "{told} of {n} performance measures with a target could be judged, or are not due.",
            told=write_count(_told(judged), texts),
        )
    if claims:
        yield texts.say_number(
            len(claims),
            "{held} of {n} stated figure agrees with the records, or contradicts them.",
            "{held} of {n} stated figures agree with the records, or contradict them.",
            held=write_count(sum(c.verdict is not Verdict.CANNOT_TELL for c in claims), texts),
        )
    if designs:
        yield texts.say_number(
            len(designs),
            "{used} of {n} intervention could be looked at by the design that the plan named.",
            "{used} of {n} interventions could be looked at by the design that the plan named.",
            used=write_count(_used(designs), texts),
        )


def _told(judged: Iterable[MeasureResult]) -> int:
    return sum(measure.status is not TargetStatus.CANNOT_TELL for measure in judged)


def _used(designs: Iterable[InterventionResult]) -> int:
    return sum(not v.why_not and v.used is not DesignMethod.DESCRIPTION for v in designs)


def cannot_be_said(evaluation: Evaluation, texts: Texts) -> Iterator[str]:
    """Yield what the records do not let one say, each with its reason."""
    yield texts.say(
        "Why a figure changed. Records before and after say what changed, and not what brought it "
        "about."
    )
    yield from _of_results(evaluation, texts)
    yield from _of_measures(evaluation, texts)
    for claim in evaluation.claims:
        if claim.verdict is Verdict.CANNOT_TELL:
            yield texts.say(
                "Whether the plan's figure for “{subject}” agrees with the records. {reason}",
                subject=claim.claim.subject,
                reason=texts.in_english(claim.sentence),
            )
    skipped = ((s.indicator.title, s.reason) for s in evaluation.skipped)
    for titles, reason in _by_reason(skipped, texts):
        yield texts.say("Anything on {titles}. {reason}", titles=titles, reason=reason)
    described = ((v.design.title, v.why_not) for v in evaluation.interventions if v.why_not)
    for titles, reason in _by_reason(described, texts):
        yield texts.say("What {titles} changed. {reason}", titles=titles, reason=reason)


def _of_results(evaluation: Evaluation, texts: Texts) -> Iterator[str]:
    """Yield the indicators whose change or whose target nobody can tell."""
    refused = ((r.indicator.title, r.refused) for r in evaluation.results if r.refused)
    for titles, reason in _by_reason(refused, texts):
        yield texts.say("How {titles} changed. {reason}", titles=titles, reason=reason)
    unsure = (
        (r.indicator.title, r.reason)
        for r in evaluation.results
        if r.status is TargetStatus.CANNOT_TELL
    )
    for titles, reason in _by_reason(unsure, texts):
        yield texts.say(
            "Whether a target for {titles} is met. {reason}", titles=titles, reason=reason
        )


def _of_measures(evaluation: Evaluation, texts: Texts) -> Iterator[str]:
    """Yield the measures whose target nobody can tell, and what activity says nothing of."""
    unjudged = (
        (m.measure.title, m.reason)
        for m in evaluation.measures
        if m.targets and m.status is TargetStatus.CANNOT_TELL
    )
    for titles, reason in _by_reason(unjudged, texts):
        yield texts.say(
            "Whether a target of {titles} is reached. {reason}", titles=titles, reason=reason
        )
    if any(m.is_activity for m in evaluation.measures):
        yield texts.say(
            "What came of activity. A count of what was done says nothing of its outcome, whether "
            "or not its target was reached."
        )


def _by_reason(pairs: Iterable[tuple[str, str]], texts: Texts) -> Iterator[tuple[str, str]]:
    """Yield each reason once, with everything that it holds for."""
    titles: dict[str, list[str]] = {}
    for title, reason in pairs:
        titles.setdefault(reason, []).append(f"“{title}”")
    for reason, names in titles.items():
        yield write_list(dict.fromkeys(names), texts), texts.in_english(reason)
