"""Orphans of the golden thread, both ways: what leads nowhere, and what nothing leads to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Final

from safetykit.evaluation.findings import Check, Family, Finding, Severity
from safetykit.evaluation.rules.accountability import facets_stated
from safetykit.evaluation.rules.asking import Ask, Where
from safetykit.model import Facet, Objective, Plan, Status

__all__ = ["check_orphans"]

THREAD: Final = Family.GOLDEN_THREAD
NO_ACTION: Final = Ask(
    code="SK-A305",
    title="have no action",
    of="objectives",
    family=THREAD,
    hint="Add an action that supports it, or say why there is none.",
)
NO_OBJECTIVE: Final = Ask(
    code="SK-A306",
    title="lead to no objective",
    of="headline actions",
    family=THREAD,
    severity=Severity.NOTICE,
    hint="Say which objective it serves.",
)
NO_MEASURE: Final = Ask(
    code="SK-A307",
    title="have no measure",
    of="outcomes",
    family=THREAD,
    hint="Name the figure that would show whether it came about.",
)
UNMEASURED: Final = Ask(
    code="SK-A308",
    title="have no measure, so that nobody can say how far they are reached",
    of="objectives",
    family=THREAD,
    hint="Name the figure that would show it, for the objective or for an action that supports it.",
)
UNUSED: Final = Ask(
    code="SK-A309",
    title="belong to no priority, outcome or statement",
    of="indicators",
    family=THREAD,
    severity=Severity.NOTICE,
    hint="Say what it is to show, or leave it out.",
)
IDLE: Final = Ask(
    code="SK-A310",
    title="belong to no action",
    of="performance measures",
    family=THREAD,
    severity=Severity.NOTICE,
    hint="Say which action it measures, or leave it out.",
)
LOOSE: Final = Ask(
    code="SK-A311",
    title="serve no priority, objective or theme",
    of="actions",
    family=THREAD,
    severity=Severity.NOTICE,
    hint="Say what it is for.",
)
UNTOUCHED: Final = Ask(
    code="SK-A312",
    title="are taken up by no action",
    of="themes",
    family=THREAD,
    severity=Severity.NOTICE,
    hint="Say which actions take it up.",
)


def check_orphans(plan: Plan, *, as_of: dt.date) -> Iterable[Check]:  # noqa: ARG001  a Rule
    """Follow the thread from priorities to measures, and back."""
    objectives = [
        (("priorities", i, "objectives", j), objective)
        for i, priority in enumerate(plan.priorities)
        for j, objective in enumerate(priority.objectives)
    ]
    served = {name for action in plan.actions for name in action.supports}
    yield NO_ACTION.check(
        len(objectives), (_no_action(plan, w, o) for w, o in objectives if o.id not in served)
    )
    yield _actions(plan)
    yield NO_MEASURE.check(
        len(plan.outcomes),
        (
            NO_MEASURE.finding(
                plan, ("outcomes", i), one.id, f"The outcome “{one.title}” has no measure."
            )
            for i, one in enumerate(plan.outcomes)
            if not one.measures
        ),
    )
    yield UNMEASURED.check(
        len(objectives),
        (_unmeasured(plan, w, o) for w, o in objectives if not _is_measured(plan, o)),
    )
    yield from _unused(plan)


def _actions(plan: Plan) -> Check:
    headline = plan.headline_actions
    return NO_OBJECTIVE.check(
        len(headline),
        (
            NO_OBJECTIVE.finding(
                plan,
                ("actions", plan.actions.index(action)),
                action.id,
                f"“{action.title}” names no objective that it serves.",
            )
            for action in headline
            if not action.supports
        ),
    )


def _unseen(plan: Plan, facet: Facet) -> str:
    part = plan.transcription.may_state(facet) if plan.transcription else None
    return f" {part.title} may state it; it is not in the text held." if part else ""


def _no_action(plan: Plan, where: Where, objective: Objective) -> Finding:
    held = plan.transcription is None or not plan.transcription.not_held
    return NO_ACTION.finding(
        plan,
        where,
        objective.id,
        f"No action supports “{_worded(objective)}”.",
        severity=Severity.WARNING if held else Severity.NOTICE,
    )


def _worded(objective: Objective) -> str:
    return objective.wordings[0].text.rstrip(".") if objective.wordings else str(objective.id)


def _is_measured(plan: Plan, objective: Objective) -> bool:
    """Return whether an action of the objective, or its priority, states a measure."""
    actions = [a for a in plan.actions if objective.id in a.supports]
    if any(Facet.MEASURE in facets_stated(plan, action) for action in actions):
        return True
    mine = {p.id for p in plan.priorities if objective in p.objectives}
    stated = (i for i in plan.indicators if i.status is Status.STATED)
    return any(mine & set(indicator.priorities) for indicator in stated)


def _unmeasured(plan: Plan, where: Where, objective: Objective) -> Finding:
    unseen = _unseen(plan, Facet.MEASURE)
    return UNMEASURED.finding(
        plan,
        where,
        objective.id,
        f"“{_worded(objective)}” has no measure in the text held, so that its status cannot be "
        f"computed.{unseen}",
        severity=Severity.NOTICE if unseen else Severity.WARNING,
    )


def _unused(plan: Plan) -> Iterator[Check]:
    """Look back: what stands in the plan and nothing leads to."""
    told = {name for outcome in plan.outcomes for name in outcome.measures}
    told |= {claim.test.indicator for claim in plan.claims if claim.test}
    bare = [i for i in plan.indicators if not i.priorities and i.id not in told]
    yield _named(plan, UNUSED, "indicators", bare, "shows nothing that the plan names")
    measured = {name for action in plan.actions for name in action.measures}
    idle = [m for m in plan.performance_measures if m.id not in measured]
    yield _named(plan, IDLE, "performance_measures", idle, "measures no action")
    loose = [a for a in plan.actions if not (a.priorities or a.supports or a.themes)]
    yield _named(plan, LOOSE, "actions", loose, "serves no priority, objective or theme")
    touched = {name for action in plan.actions for name in action.themes}
    untouched = [t for t in plan.themes if t.id not in touched]
    yield _named(plan, UNTOUCHED, "themes", untouched, "is taken up by no action")


def _named(plan: Plan, ask: Ask, name: str, found: Iterable[object], words: str) -> Check:
    items = list(getattr(plan, name))
    return ask.check(
        len(items),
        (
            ask.finding(plan, (name, items.index(one)), one.id, f"“{one.title}” {words}.")
            for one in items
            if one in found
        ),
    )
