"""Figures that cannot be, or that ask for the wrong thing, whatever the others say.

A part of more than its whole, a fall of more than everything, a target that points away from what
the plan calls better, a first target beyond the last, and a baseline out of the plan's own time.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Final

from safetykit.evaluation.findings import Check, Family, Finding, Severity
from safetykit.evaluation.rules.asking import Ask, Where
from safetykit.evaluation.rules.spelling import words
from safetykit.model import (
    Claim,
    Direction,
    Indicator,
    PerformanceMeasure,
    Plan,
    Polarity,
    Relation,
    Target,
)
from safetykit.quantities import Answer, Month

__all__ = ["check_possible"]

MORE_THAN_ALL: Final = Ask(
    code="SK-A120",
    title="are more than there can be",
    of="percentages of a whole, and falls in percent",
    family=Family.NUMBERS,
    severity=Severity.ERROR,
    hint="Correct the percentage, or say of what it is one.",
    settled="The table that the percentage was taken from.",
)
AWAY: Final = Ask(
    code="SK-A124",
    title="ask for the way that the plan does not call better",
    of="targets of indicators with a way that is better, and of measures whose title says one",
    family=Family.NUMBERS,
    hint="A fall by 10% or more is “at most -10%”, and a rise by 10% or more “at least 10%”.",
)
ORDER: Final = Ask(
    code="SK-A125",
    title="ask for more than a later target of the same measure",
    of="targets with a date and a later one beside them",
    family=Family.NUMBERS,
    severity=Severity.NOTICE,
    hint="Say that the first target may be lost again, or correct one of the two.",
)
INSIDE: Final = Ask(
    code="SK-A126",
    title="begin inside the plan's time",
    of="baselines",
    family=Family.NUMBERS,
    severity=Severity.NOTICE,
    hint="Take the time before the plan: later figures may hold what the plan brought already.",
)
UNWANTED: Final = {
    Polarity.LOWER: Direction.AT_LEAST,
    Polarity.HIGHER: Direction.AT_MOST,
    Polarity.MORE_REPORTING: Direction.AT_MOST,
}
# Only as the first word: "Reduce waiting" is an aim, and "Clients with reduced risk" is a count.
VERBS: Final = {
    **dict.fromkeys(("reduce", "cut", "lower", "decrease", "lessen"), Direction.AT_LEAST),
    **dict.fromkeys(("increase", "raise", "double"), Direction.AT_MOST),
}
_Measure = Indicator | PerformanceMeasure


def check_possible(plan: Plan, *, as_of: dt.date) -> Iterable[Check]:  # noqa: ARG001  a Rule
    """Ask of percentages, targets and baselines what can be asked of each alone."""
    shares = [c for c in plan.claims if c.value.known and (_part(c) or c.change)]
    measured = [
        ((part, i), measure)
        for part in ("indicators", "performance_measures")
        for i, measure in enumerate(getattr(plan, part))
    ]
    wanted = [(where, m) for where, m in measured if _unwanted(m)]
    pairs = [((*where, "targets", j), m, *two) for where, m in measured for j, *two in _pairs(m)]
    based = [(where, m) for where, m in measured if m.baseline]
    yield MORE_THAN_ALL.check(len(shares), (f for c in shares for f in _more_than_all(plan, c)))
    yield AWAY.check(
        sum(len(m.targets) for _, m in wanted), (f for one in wanted for f in _away(plan, *one))
    )
    yield ORDER.check(len(pairs), (f for pair in pairs for f in _order(plan, *pair)))
    yield INSIDE.check(len(based), (f for one in based for f in _inside(plan, *one)))


def _part(claim: Claim) -> bool:
    """Return whether a claim is a percentage of a whole, and no change."""
    return bool(claim.share_of or claim.whole) and claim.change is None


def _more_than_all(plan: Plan, claim: Claim) -> Iterator[Finding]:
    where = ("claims", plan.claims.index(claim))
    if _part(claim) and (claim.value.low > 100 or claim.value.high < 0):
        message = f"{claim.subject}: {claim.value.words} is no part of a whole."
        yield MORE_THAN_ALL.finding(plan, where, claim.id, message)
    elif claim.change and (claim.value.high < -100 or (_falls(claim) and claim.value.low > 100)):
        message = f"{claim.subject}: after a fall of 100% nothing is left, and it is {claim.value}."
        yield MORE_THAN_ALL.finding(plan, where, claim.id, message)


def _falls(claim: Claim) -> bool:
    return claim.compared is not None and claim.compared.relation is Relation.LOWER


def _unwanted(measure: _Measure) -> Direction | None:
    """Return what a target cannot ask for, if the measure says which way is better."""
    if isinstance(measure, Indicator):
        return UNWANTED.get(measure.polarity)
    return VERBS.get(next(iter(words(measure.title)), ""))


def _away(plan: Plan, where: Where, measure: _Measure) -> Iterator[Finding]:
    better = f"{measure.polarity.value}, and " if isinstance(measure, Indicator) else ""
    for j, target in enumerate(measure.targets):
        if target.direction is not _unwanted(measure) or not target.value.known:
            continue
        message = (
            f"“{measure.title}”: {better}the target is {target.direction} {target.value.words}, "
            "which the other way would meet."
        )
        yield AWAY.finding(plan, (*where, "targets", j), measure.id, message)


def _pairs(measure: _Measure) -> Iterator[tuple[int, Target, Target]]:
    """Yield each target with the next one of its kind that is surely later."""
    for j, first in enumerate(measure.targets):
        later = (t for t in measure.targets if _is_later(first, t))
        if (second := next(later, None)) is not None:
            yield j, first, second


def _is_later(first: Target, second: Target) -> bool:
    if first.by is None or second.by is None or not (first.value.known and second.value.known):
        return False
    alike = first.direction is second.direction and first.value.percent == second.value.percent
    return alike and first.by.before(second.by) is Answer.YES


def _order(
    plan: Plan, where: Where, measure: _Measure, first: Target, second: Target
) -> Iterator[Finding]:
    least = first.direction is Direction.AT_LEAST
    ahead = second.value.less_than(first.value) if least else first.value.less_than(second.value)
    if ahead is Answer.YES:
        message = (
            f"“{measure.title}”: {first.direction} {first.value.words} by {first.by}, and only "
            f"{second.value.words} by {second.by}."
        )
        yield ORDER.finding(plan, where, measure.id, message)


def _inside(plan: Plan, where: Where, measure: _Measure) -> Iterator[Finding]:
    baseline, start = measure.baseline, plan.period.period.start
    begins = baseline.period.start if baseline else None
    if begins is None or start is None or begins.earliest is None or start.latest is None:
        return
    if begins.earliest >= Month.of(start.latest).first_day:
        message = f"The baseline of “{measure.title}” begins {begins}, and the plan {start}."
        yield INSIDE.finding(plan, (*where, "baseline"), measure.id, message)
