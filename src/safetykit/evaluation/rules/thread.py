"""The golden thread: priorities, objectives and actions that lead to each other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Final

from safetykit.evaluation.findings import Check, Family, Finding, Severity
from safetykit.evaluation.rules.asking import Ask
from safetykit.evaluation.rules.spelling import words
from safetykit.model import Objective, Plan, Priority

__all__ = ["check_thread"]


IDLE: Final = Ask(
    code="SK-A301",
    title="have no action",
    of="priorities",
    family=Family.GOLDEN_THREAD,
    hint="Add an action, or say why there is none.",
)
DROPPED: Final = Ask(
    code="SK-A302",
    title="name other people in one wording than in another",
    of="objectives",
    family=Family.GOLDEN_THREAD,
    severity=Severity.NOTICE,
    hint="Use one wording throughout.",
)
DOUBLED: Final = Ask(
    code="SK-A303",
    title="are also a priority",
    of="themes",
    family=Family.GOLDEN_THREAD,
    severity=Severity.NOTICE,
    hint="Say which of the two answers for it.",
)
UNCOVERED: Final = Ask(
    code="SK-A304",
    title="have no priority",
    of="subjects named in the opening",
    family=Family.GOLDEN_THREAD,
    severity=Severity.NOTICE,
    hint="Say where it is taken up, or leave it out of the opening.",
)


def check_thread(plan: Plan, *, as_of: dt.date) -> Iterable[Check]:  # noqa: ARG001  a Rule
    """Look for priorities without actions, objectives that change, and topics in two places."""
    yield IDLE.check(len(plan.priorities), _idle(plan))
    objectives = plan.objectives
    yield DROPPED.check(len(objectives), (f for o in objectives for f in _audiences(plan, o)))
    yield DOUBLED.check(len(plan.themes), _doubled(plan))
    yield UNCOVERED.check(len(plan.scope), _uncovered(plan))


def _idle(plan: Plan) -> Iterator[Finding]:
    """Find priorities that no action serves."""
    served = {p for action in plan.actions for p in action.priorities}
    weight = Severity.NOTICE if _partly_held(plan) else Severity.WARNING
    for index, priority in enumerate(plan.priorities):
        if priority.id not in served:
            says = f"No action serves the priority “{priority.title}”."
            yield IDLE.finding(plan, ("priorities", index), priority.id, says, severity=weight)


def _doubled(plan: Plan) -> Iterator[Finding]:
    """Find themes that are priorities by another of their names."""
    titles = {words(text) for p in plan.priorities for text in (p.title, *p.also_called)}
    for index, theme in enumerate(plan.themes):
        if words(theme.title) in titles:
            says = f"“{theme.title}” is both a theme across the priorities and a priority."
            yield DOUBLED.finding(plan, ("themes", index), theme.id, says)


def _uncovered(plan: Plan) -> Iterator[Finding]:
    """Find subjects of the opening that no priority takes up."""
    said = [frozenset(words(text)) for p in plan.priorities for text in _texts(p)]
    for index, subject in enumerate(plan.scope):
        if not any(set(words(subject)) <= text for text in said):
            says = f"The opening names {subject}, and no priority takes it up."
            yield UNCOVERED.finding(plan, ("scope", index), plan.id, says)


def _texts(priority: Priority) -> Iterator[str]:
    """Yield what a priority says of itself: its names, its subjects and its objectives."""
    yield from (priority.title, *priority.also_called, *priority.topics, *priority.scope)
    yield from (wording.text for o in priority.objectives for wording in o.wordings)


def _partly_held(plan: Plan) -> bool:
    """Return whether actions may stand in a part of the document that is not held."""
    return plan.transcription is not None and bool(plan.transcription.not_held)


def _audiences(plan: Plan, objective: Objective) -> Iterator[Finding]:
    """Find audiences that one wording of an objective names and another does not."""
    named = [frozenset(w.audiences) for w in objective.wordings if w.audiences]
    if len(named) < 2:
        return
    dropped = sorted(frozenset[str]().union(*named) - named[0].intersection(*named))
    if not dropped:
        return
    i, j = next(
        (i, j)
        for i, priority in enumerate(plan.priorities)
        for j, candidate in enumerate(priority.objectives)
        if candidate.id == objective.id
    )
    says = f"One wording of the objective names {', '.join(dropped)} and another does not."
    yield DROPPED.finding(plan, ("priorities", i, "objectives", j), objective.id, says)
