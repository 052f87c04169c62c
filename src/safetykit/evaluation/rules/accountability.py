"""Accountability: who is to do what, by when, measured how, against which figure, with what.

What the text held does not state may stand in a part that is not held. Then the finding is a
notice and says so; nothing is called missing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from safetykit.evaluation.findings import Check, Family, Finding, Severity
from safetykit.evaluation.rules.asking import Ask
from safetykit.evaluation.rules.uses import is_tested
from safetykit.model import Action, Facet, PerformanceMeasure, Plan, Status

__all__ = ["check_actions", "check_plan", "facets_stated"]

CODES: Final = {
    Facet.OWNER: "SK-A201",
    Facet.DATE: "SK-A202",
    Facet.MEASURE: "SK-A203",
    Facet.BASELINE: "SK-A204",
    Facet.TARGET: "SK-A205",
    Facet.RESOURCE: "SK-A206",
}
WORDS: Final = {
    Facet.OWNER: ("state no owner", "Name the body or the post that answers for it."),
    Facet.DATE: ("state no date that can be read", "Say by when, as a month or a year."),
    Facet.MEASURE: ("state no measure", "Say what will be counted to know that it was done."),
    Facet.BASELINE: ("state no baseline", "Give the figure before, with its period."),
    Facet.TARGET: ("state no number to reach", "Give a figure and the date it is for."),
    Facet.RESOURCE: ("state no resource", "Say what money, people or time it has."),
}
NO_INDICATOR: Final = Ask(
    code="SK-A208",
    title="state no indicator of their own",
    of="priorities",
    family=Family.ACCOUNTABILITY,
    hint="Name the figure that would show whether people are better off.",
    settled="The plan's indicator set, if it has one.",
)
NO_RISKS: Final = Ask(
    code="SK-A209",
    title="list no risks in the text held",
    of="plans",
    family=Family.ACCOUNTABILITY,
    severity=Severity.NOTICE,
    hint="List what could stop the plan, how likely it is, and who watches it.",
    settled="The partnership's risk register.",
)


def check_actions(plan: Plan, *, as_of: dt.date) -> Iterable[Check]:  # noqa: ARG001  a Rule
    """Ask each headline action for each facet, and each planned evaluation for a method."""
    actions = plan.headline_actions
    for facet, code in CODES.items():
        silent = [a for a in actions if facet not in facets_stated(plan, a)]
        yield Check(
            code=code,
            title=f"{WORDS[facet][0]} in the text held",
            family=Family.ACCOUNTABILITY,
            of="headline actions",
            checked=len(actions),
            findings=tuple(_unstated(plan, action, facet) for action in silent),
        )
    yield from _strengths(plan, actions)


def facets_stated(plan: Plan, action: Action) -> frozenset[Facet]:
    """Return the facets that the text held states for an action."""
    measures = [m for m in plan.performance_measures if m.id in action.measures]
    stated = {
        Facet.OWNER: action.owner is not None,
        Facet.DATE: any(_stated(m.status) and m.due.known for m in action.milestones)
        or any(_has_day(m) for m in measures),
        Facet.MEASURE: any(_stated(m.status) for m in measures),
        Facet.BASELINE: any(_has_baseline(m) for m in measures),
        Facet.TARGET: any(_has_target(m) for m in measures),
        Facet.RESOURCE: bool(action.resource),
    }
    return frozenset(facet for facet, found in stated.items() if found)


def _stated(status: Status) -> bool:
    return status is Status.STATED


def _has_baseline(measure: PerformanceMeasure) -> bool:
    known = measure.baseline
    return bool(known and _stated(known.status) and known.value and known.value.known)


def _has_day(measure: PerformanceMeasure) -> bool:
    return any(_stated(t.status) and t.by is not None and t.by.known for t in measure.targets)


def _has_target(measure: PerformanceMeasure) -> bool:
    return any(_stated(target.status) and target.value.known for target in measure.targets)


def _unstated(plan: Plan, action: Action, facet: Facet) -> Finding:
    unseen = plan.transcription.may_state(facet) if plan.transcription else None
    lost = facet is Facet.DATE and any(m.status is Status.ILLEGIBLE for m in action.milestones)
    message = f"“{action.title}” {_singular(WORDS[facet][0])} in the text held."
    if lost:
        message += " A date is given, but its year is lost in the text."
    if unseen:
        message += f" {unseen.title} may state it; it is not in the text held."
    return Finding(
        code=CODES[facet],
        severity=Severity.NOTICE if unseen or lost else Severity.WARNING,
        place=plan.place("actions", plan.actions.index(action)),
        subject=action.id,
        message=message,
        hint=WORDS[facet][1],
        settled_by=f"The text of {unseen.title}." if unseen else "The plan's authors.",
    )


def _singular(words: str) -> str:
    return words.replace("state no", "states no", 1)


def _strengths(plan: Plan, actions: Sequence[Action]) -> Iterator[Check]:
    evaluated = [a for a in actions if a.evaluates and not is_tested(plan, a)]
    yield Check(
        code="SK-A207",
        title="are to be evaluated by a method that the text held does not name",
        family=Family.ACCOUNTABILITY,
        of="headline actions",
        checked=len(actions),
        findings=tuple(_evaluation(plan, action) for action in evaluated),
    )


def _evaluation(plan: Plan, action: Action) -> Finding:
    return Finding(
        code="SK-A207",
        severity=Severity.NOTICE,
        place=plan.place("actions", plan.actions.index(action), "evaluates"),
        subject=action.id,
        message=f"“{action.title}” is to be evaluated ({action.evaluates}), by no method named in "
        "the text held.",
        hint="Name the design before the data are seen: what is compared with what, from when.",
        settled_by="The evaluation's terms of reference.",
    )


def check_plan(plan: Plan, *, as_of: dt.date) -> Iterable[Check]:  # noqa: ARG001  a Rule
    """Ask the plan as a whole for indicators of its own and for its risks."""
    yield NO_INDICATOR.check(len(plan.priorities), _unmeasured(plan))
    risks = () if plan.risks or plan.risk_register is Status.STATED else (_risks(plan),)
    yield NO_RISKS.check(1, risks)


def _unmeasured(plan: Plan) -> Iterator[Finding]:
    """Find priorities that no indicator of the plan's own belongs to."""
    own = [i for i in plan.indicators if i.status is Status.STATED]
    unseen = plan.transcription.may_state(Facet.MEASURE) if plan.transcription else None
    elsewhere = f" {unseen.title} may state one; it is not in the text held." if unseen else ""
    for index, priority in enumerate(plan.priorities):
        if not any(priority.id in i.priorities for i in own):
            says = f"Priority “{priority.title}” states no indicator in the text held.{elsewhere}"
            yield NO_INDICATOR.finding(
                plan,
                ("priorities", index),
                priority.id,
                says,
                severity=Severity.NOTICE if unseen else Severity.WARNING,
                settled=f"The text of {unseen.title}." if unseen else "",
            )


def _risks(plan: Plan) -> Finding:
    says = "The text held lists no risks to the plan."
    return NO_RISKS.finding(plan, ("risk_register",), plan.id, says)
