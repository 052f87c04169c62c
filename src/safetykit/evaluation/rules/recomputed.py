"""Stated totals, shares, changes, ratios, lengths of time and trends that the others contradict.

The arithmetic is that of `evaluation.recomputation`. A figure that fits only if it is rounded
further than it shows is a notice; one that was inferred makes a contradiction a warning.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from safetykit.evaluation.findings import Check, Family, Finding, Severity
from safetykit.evaluation.recomputation import Recomputation, Recomputed, recompute
from safetykit.evaluation.rules.asking import Ask
from safetykit.model import Claim, Plan, Status
from safetykit.quantities import Answer, Approx

__all__ = ["check_recomputed"]

SOURCE: Final = "The table that the figures were taken from."
ASKS: Final = {
    Recomputed.TOTAL: Ask(
        code="SK-A106",
        title="are not the sum of their parts",
        of="totals with their parts",
        family=Family.NUMBERS,
        hint="Correct the total or a part, or say what else it holds.",
        settled=SOURCE,
    ),
    Recomputed.SHARE: Ask(
        code="SK-A107",
        title="do not fit the part and the whole",
        of="percentages of a stated whole",
        family=Family.NUMBERS,
        hint="Correct the percentage, the part or the whole.",
        settled=SOURCE,
    ),
    Recomputed.CHANGE: Ask(
        code="SK-A108",
        title="do not follow from the figures before and after",
        of="percentage changes with both figures",
        family=Family.NUMBERS,
        hint="Correct the percentage or one of the figures.",
        settled="The two figures, each with its year and source.",
    ),
    Recomputed.RATIO: Ask(
        code="SK-A109",
        title="do not follow from the figures compared, or depend on which are meant",
        of="ratios and rates",
        family=Family.NUMBERS,
        hint="Say which figure is divided by which.",
        settled="A definition of the two things compared.",
    ),
    Recomputed.DURATION: Ask(
        code="SK-A110",
        title="do not fit their dates",
        of="lengths of time with dates",
        family=Family.NUMBERS,
        hint="Correct the length or the dates.",
        settled="The first and the last day.",
    ),
    Recomputed.TREND: Ask(
        code="SK-A111",
        title="do not go the way that is said",
        of="comparisons with both figures",
        family=Family.NUMBERS,
        hint="Correct the words or one of the figures.",
        settled="The two figures, each with its year and source.",
    ),
    Recomputed.WHOLE: Ask(
        code="SK-A112",
        title="do not add up to their whole",
        of="wholes with shares",
        family=Family.NUMBERS,
        hint="Correct a share, or say what else the whole holds.",
        settled=SOURCE,
    ),
}


MESSAGES: Final = {
    Recomputed.TOTAL: "{subject}: {parts} makes {computed}, and “{stated}” is stated.",
    Recomputed.SHARE: "{subject}: {first} of {second} is {computed}, and “{stated}” is stated.",
    Recomputed.CHANGE: (
        "{subject}: from {first} to {second} is a change of {computed}, and “{stated}” is stated."
    ),
    Recomputed.RATIO: "{subject}: “{stated}” is stated, and the figures give {computed}{per}.",
    Recomputed.DURATION: (
        "{subject}: {stated} (in the unit {unit}) is stated, and {spans} is {computed}."
    ),
    Recomputed.TREND: "{subject} is said to be {relation}, but is {stated} beside {computed}.",
    Recomputed.WHOLE: "The {number} stated shares of “{whole}” add up to {computed}.",
}


def check_recomputed(plan: Plan, *, as_of: dt.date) -> Iterable[Check]:  # noqa: ARG001  a Rule
    """Ask of each kind of figure whether the others bear it out."""
    again = recompute(plan)
    for kind, ask in ASKS.items():
        claims: dict[str, list[Recomputation]] = {}
        for one in again:
            if one.kind is kind:
                claims.setdefault(one.claim, []).append(one)
        judge = _ratio if kind is Recomputed.RATIO else _contradicted
        found = [f for ways in claims.values() for f in judge(plan, ask, ways)]
        yield ask.check(len(claims), found)


def _contradicted(plan: Plan, ask: Ask, ways: Sequence[Recomputation]) -> Iterator[Finding]:
    """Find what no value within the words bears out; one finding for each claim."""
    for one in ways:
        if one.answer is Answer.NO:
            yield _finding(plan, ask, one, _message(plan, one), rounded=one.if_rounded)
            return


def _ratio(plan: Plan, ask: Ask, ways: Sequence[Recomputation]) -> Iterator[Finding]:
    """Find ratios that hold on no reading of their base, or on one reading and not on another."""
    answers = {one.answer for one in ways}
    if answers == {Answer.NO}:
        rounded = any(one.if_rounded for one in ways)
        yield _finding(plan, ask, ways[0], _message(plan, ways[0]), rounded=rounded)
    elif Answer.NO in answers:
        bases = "; ".join(f"{_approx(w.computed)} {_of_to(plan, w)}" for w in ways)
        yield ask.finding(
            plan,
            _where(plan, ways[0]),
            ways[0].claim,
            f"Whether “{plan.claim(ways[0].claim).says.rstrip('.')}” holds cannot be told, because "
            f"its base is not defined: {bases}.",
            severity=Severity.WARNING,
        )


def _of_to(plan: Plan, one: Recomputation) -> str:
    top, bottom = (plan.claim(name).subject for name in one.others)
    return f"({top}, beside {bottom})"


def _where(plan: Plan, one: Recomputation) -> tuple[str | int, ...]:
    return "claims", plan.claims.index(plan.claim(one.claim))


def _finding(plan: Plan, ask: Ask, one: Recomputation, message: str, *, rounded: bool) -> Finding:
    names = (one.claim, *one.others)
    stated = all(plan.claim(name).status is Status.STATED for name in names)
    # The dates of a length of time are often read from what stands around it.
    is_sure = stated and one.kind is not Recomputed.DURATION
    severity = Severity.ERROR if is_sure else Severity.WARNING
    if rounded:
        message += " It fits only if a figure is rounded further than it shows."
        severity = Severity.NOTICE
    return ask.finding(plan, _where(plan, one), one.claim, message, severity=severity)


def _message(plan: Plan, one: Recomputation) -> str:
    claim = plan.claim(one.claim)
    words = [plan.claim(name).value.words for name in one.others]
    return MESSAGES[one.kind].format(
        subject=claim.subject,
        unit=claim.unit,
        spans=claim.spans,
        whole=claim.whole,
        relation=claim.compared.relation.value if claim.compared else "",
        stated=one.stated.words,
        computed=one.computed.words if one.kind is Recomputed.TREND else _approx(one.computed),
        parts=" + ".join(words),
        first=words[0] if words else "",
        second=words[-1] if words else "",
        number=len(words) + 1,
        per=_per(claim),
    )


def _per(claim: Claim) -> str:
    return f" for each {claim.ratio.per:,}" if claim.ratio and claim.ratio.per > 1 else ""


def _approx(value: Approx) -> str:
    """Write a computed figure: one number if its bounds agree to the digits shown, or both."""
    unit = "%" if value.percent else ""
    if not math.isfinite(value.low) or not math.isfinite(value.high):
        return value.words
    ends = dict.fromkeys(_number(end) for end in (value.low, value.high))
    return f"{' to '.join(ends)}{unit}"


def _number(value: float) -> str:
    if abs(value) >= 1000 or value.is_integer():
        return f"{value:,.0f}"
    return f"{value:,.2f}"
