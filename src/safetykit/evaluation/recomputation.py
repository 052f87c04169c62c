"""Every stated number again, from the other numbers of the plan: agrees, contradicts, cannot tell.

What belongs here: the arithmetic, and how far a rounded figure reaches. What does not: findings,
and figures from records (`tested_claims`).

A figure is read as its words allow (`Approx`). Where that does not fit, one figure is read again as
if rounded to its last digit that is not nought ("20%" from 15% to 25%), with the others taken as
they stand: what fits so is no contradiction, and is told apart as `if_rounded`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Final

import attrs

from safetykit.evaluation.readings import (
    as_percent,
    at_face,
    coarse,
    growth,
    negative,
    together,
    wider,
)
from safetykit.model import Claim, Id, Plan, Relation
from safetykit.quantities import Answer, Approx, ApproxKind, Period

__all__ = ["Recomputation", "Recomputed", "coarse", "growth", "recompute"]

NEAR: Final = 0.05  # how far "twice" reaches; the reading of "about" in `quantities`
DAYS_IN: Final = {"day": 1.0, "week": 7.0, "month": 365.2425 / 12, "year": 365.2425}


class Recomputed(StrEnum):
    """What kind of figure was computed again."""

    TOTAL = "total"
    SHARE = "share"
    CHANGE = "change"
    RATIO = "ratio"
    DURATION = "duration"
    TREND = "trend"
    WHOLE = "whole"


@attrs.frozen(kw_only=True)
class Recomputation:
    """One stated figure, and the same from others.

    Attributes:
        claim: The id of the claim that states it.
        kind: What kind of figure it is.
        stated: The figure as it stands.
        computed: What the others make it; for a trend, the figure that it is set beside.
        others: The ids of the claims that it was computed from.
        answer: Whether the two agree.
        if_rounded: Whether they agree if the stated figure is rounded further than it shows.
    """

    claim: Id
    kind: Recomputed
    stated: Approx
    computed: Approx
    others: tuple[Id, ...] = ()
    answer: Answer
    if_rounded: bool = False


def recompute(plan: Plan) -> tuple[Recomputation, ...]:
    """Compute every stated total, share, change, ratio, duration and trend from the others.

    Returns:
        One recomputation for each figure and way, in the order of the claims. A ratio whose base is
        left open has one for each reading.

    Examples:
        >>> import safetykit
        >>> plan = safetykit.load("examples/plans/city-of-london.yaml")
        >>> found = recompute(plan)[0]
        >>> print(found.claim, "-", found.stated, "beside", found.computed, "-", found.answer.value)
        claim-workers-forecast - 428,000 beside over 383,000 - yes
    """
    each = (again for claim in plan.claims for again in _of_claim(plan, claim))
    return (*each, *_wholes(plan))


def _of_claim(plan: Plan, claim: Claim) -> Iterator[Recomputation]:
    yield from _total(plan, claim)
    yield from _share(plan, claim)
    yield from _change(plan, claim)
    yield from _ratios(plan, claim)
    yield from _duration(claim)
    yield from _trends(plan, claim)


def _judged(
    claim: Claim, kind: Recomputed, computed: Approx, face: Approx, others: Iterable[Id]
) -> Recomputation:
    """Lay a stated figure beside the computed one; `face` is that from figures as they stand."""
    stated = claim.value.usual()
    rough = coarse(claim.value)
    fits = stated.overlaps(computed)
    told = stated.known and math.isfinite(computed.low) and math.isfinite(computed.high)
    return Recomputation(
        claim=claim.id,
        kind=kind,
        stated=claim.value,
        computed=computed,
        others=tuple(others),
        answer=(Answer.YES if fits else Answer.NO) if told else Answer.CANNOT_TELL,
        if_rounded=bool(told and not fits and rough and rough.overlaps(face)),
    )


def _total(plan: Plan, claim: Claim) -> Iterator[Recomputation]:
    parts = [plan.claim(name).value for name in claim.sum_of]
    if not parts or {part.percent for part in parts} != {claim.value.percent}:
        return
    computed, face = (
        together(part.usual() for part in parts),
        together(at_face(part) for part in parts),
    )
    yield _judged(claim, Recomputed.TOTAL, computed, face, claim.sum_of)


def _share(plan: Plan, claim: Claim) -> Iterator[Recomputation]:
    if claim.amounts_to is None or claim.share_of is None:
        return
    part, base = plan.claim(claim.amounts_to).value, plan.claim(claim.share_of).value
    if part.percent or base.percent:
        return
    computed, face = (
        as_percent(part.usual() / base.usual()),
        as_percent(at_face(part) / at_face(base)),
    )
    yield _judged(claim, Recomputed.SHARE, computed, face, (claim.amounts_to, claim.share_of))


def _change(plan: Plan, claim: Claim) -> Iterator[Recomputation]:
    change = claim.change
    if change is None or change.before is None or change.after in (None, change.before):
        return
    before, after = plan.claim(change.before).value, plan.claim(change.after).value
    if before.percent != after.percent:
        return
    computed = growth(before.usual(), after.usual())
    face = growth(at_face(before), at_face(after))
    lower = claim.compared is not None and claim.compared.relation is Relation.LOWER
    if claim.value.low >= 0 and (lower or (claim.compared is None and computed.high <= 0)):
        computed, face = negative(computed), negative(face)
    yield _judged(claim, Recomputed.CHANGE, computed, face, (change.before, change.after))


def _ratios(plan: Plan, claim: Claim) -> Iterator[Recomputation]:
    """Compute a ratio or a rate on each base that may be meant.

    "2" reaches 5% either way, as a word does; a rate is rounded to the digits that it shows.
    """
    if claim.ratio is None:
        return
    number, of, per = claim.value, plan.claim(claim.ratio.of), claim.ratio.per
    is_rate, is_whole = per > 1, not number.percent and number.stated % 1 == 0
    half = wider(number, 0.5) if is_whole else number.usual()
    near = half if is_rate else wider(number, NEAR * abs(number.stated))
    for name in (claim.ratio.to, *claim.ratio.or_to):
        computed = _sharpest(plan, of) / _sharpest(plan, plan.claim(name)) * Approx.exact(per)
        told = number.known and math.isfinite(computed.low) and math.isfinite(computed.high)
        fits = near.share().overlaps(computed)
        yield Recomputation(
            claim=claim.id,
            kind=Recomputed.RATIO,
            stated=claim.value,
            computed=computed,
            others=(of.id, name),
            answer=(Answer.YES if fits else Answer.NO) if told else Answer.CANNOT_TELL,
            if_rounded=told and not fits and is_whole and half.overlaps(computed),
        )


def _sharpest(plan: Plan, claim: Claim) -> Approx:
    """Return a figure as it follows from others, where that is narrower than as it is stated."""
    again = next((r for r in _change(plan, claim) if r.answer is Answer.YES), None)
    if again and again.computed.high - again.computed.low < claim.value.high - claim.value.low:
        return again.computed
    return claim.value.usual()


def _duration(claim: Claim) -> Iterator[Recomputation]:
    length = _days(claim.spans) if claim.spans else None
    unit = DAYS_IN.get(claim.unit)
    if length is None or unit is None:
        return
    computed = Approx(low=length[0] / unit, high=length[1] / unit, kind=ApproxKind.COMPUTED)
    stated, answer = claim.value.usual(), Answer.CANNOT_TELL
    if stated.known:
        # Rounded to the nearest unit, or the part of a further one left off.
        low, high = computed.low - 1, computed.high + 0.5
        answer = Answer.YES if stated.high > low and stated.low <= high else Answer.NO
    yield Recomputation(
        claim=claim.id,
        kind=Recomputed.DURATION,
        stated=claim.value,
        computed=computed,
        answer=answer,
    )


def _days(period: Period) -> tuple[int, int] | None:
    """Return the least and the greatest number of days that a period can have."""
    start, end = period.start, period.end
    if start is None or end is None or start.earliest is None or end.latest is None:
        return None
    first, last = start.latest or start.earliest, end.earliest or end.latest
    return max((last - first).days, 0), (end.latest - start.earliest).days + 1


def _trends(plan: Plan, claim: Claim) -> Iterator[Recomputation]:
    """Lay "higher than" beside the two figures that it is said of."""
    if claim.compared is None:
        return
    change = claim.change
    pairs = [(claim.id, claim.compared.claim)] if claim.compared.claim else []
    if change and change.before and change.after:
        pairs.append((change.after, change.before))
    for later, earlier in (pair for pair in pairs if len(set(pair)) > 1):
        now, then = plan.claim(later).value, plan.claim(earlier).value
        falls = claim.compared.relation is Relation.LOWER
        low, high = (now, then) if falls else (then, now)
        strict = low.usual().less_than(high.usual())  # equal figures are neither
        yield Recomputation(
            claim=claim.id,
            kind=Recomputed.TREND,
            stated=now,
            computed=then,
            others=tuple(name for name in (later, earlier) if name != claim.id),
            answer=strict if now.known and then.known else Answer.CANNOT_TELL,
        )


def _wholes(plan: Plan) -> Iterator[Recomputation]:
    """Add up the parts of each whole: all of them make 100%, and some of them no more.

    Whether some of the parts are right cannot be told where they leave room for the others.
    """
    sharing = sorted((c for c in plan.claims if c.whole), key=lambda c: c.id)
    for key in sorted({(c.whole, str(c.when)) for c in sharing}):
        parts = [c for c in sharing if (c.whole, str(c.when)) == key]
        total = together(claim.value.usual() for claim in parts)
        rough = together(coarse(claim.value) or claim.value.usual() for claim in parts)
        complete = len(parts) == max((c.parts or 0 for c in parts), default=0)
        fits = total.low <= 100 and (total.high >= 100 or not complete)
        told = math.isfinite(total.low) and (complete or not fits)
        yield Recomputation(
            claim=parts[0].id,
            kind=Recomputed.WHOLE,
            stated=Approx(low=100 if complete else 0, high=100, percent=True),
            computed=total,
            others=tuple(claim.id for claim in parts[1:]),
            answer=(Answer.YES if fits else Answer.NO) if told else Answer.CANNOT_TELL,
            if_rounded=not fits and rough.low <= 100 <= rough.high,
        )
