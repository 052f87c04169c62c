"""The golden thread: priorities, objectives and actions that lead to each other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from safetykit.evaluation.findings import Check, Family, Finding, Severity
from safetykit.evaluation.rules.spelling import words
from safetykit.model import Objective, Plan, Priority

__all__ = ["check_thread"]


def check_thread(plan: Plan, *, as_of: dt.date) -> Iterable[Check]:  # noqa: ARG001  a Rule
    """Look for priorities without actions, objectives that change, and topics in two places."""
    served = {p for action in plan.actions for p in action.priorities}
    idle = [p for p in plan.priorities if p.id not in served]
    objectives = plan.objectives
    titles = {words(t) for p in plan.priorities for t in (p.title, *p.also_called)}
    doubled = [t for t in plan.themes if words(t.title) in titles]
    said = [frozenset(words(text)) for p in plan.priorities for text in _texts(p)]
    uncovered = [s for s in plan.scope if not any(set(words(s)) <= text for text in said)]
    yield _check(
        "SK-A301",
        "have no action",
        "priorities",
        len(plan.priorities),
        (
            _finding(
                plan,
                "SK-A301",
                severity=Severity.NOTICE if _partly_held(plan) else Severity.WARNING,
                subject=p.id,
                path=("priorities", plan.priorities.index(p)),
                message=f"No action serves the priority “{p.title}”.",
                hint="Add an action, or say why there is none.",
            )
            for p in idle
        ),
    )
    yield _check(
        "SK-A302",
        "name other people in one wording than in another",
        "objectives",
        len(objectives),
        (f for o in objectives for f in _audiences(plan, o)),
    )
    yield _check(
        "SK-A303",
        "are also a priority",
        "themes",
        len(plan.themes),
        (
            _finding(
                plan,
                "SK-A303",
                severity=Severity.NOTICE,
                subject=t.id,
                path=("themes", plan.themes.index(t)),
                message=f"“{t.title}” is both a theme across the priorities and a priority.",
                hint="Say which of the two answers for it.",
            )
            for t in doubled
        ),
    )
    yield _check(
        "SK-A304",
        "have no priority",
        "subjects named in the opening",
        len(plan.scope),
        (
            _finding(
                plan,
                "SK-A304",
                severity=Severity.NOTICE,
                subject=plan.id,
                path=("scope", plan.scope.index(s)),
                message=f"The opening names {s}, and no priority takes it up.",
                hint="Say where it is taken up, or leave it out of the opening.",
            )
            for s in uncovered
        ),
    )


def _texts(priority: Priority) -> Iterator[str]:
    """Yield what a priority says of itself: its names, its subjects and its objectives."""
    yield from (priority.title, *priority.also_called, *priority.topics, *priority.scope)
    yield from (wording.text for o in priority.objectives for wording in o.wordings)


def _check(code: str, title: str, of: str, checked: int, found: Iterator[Finding]) -> Check:
    family = Family.GOLDEN_THREAD
    return Check(
        code=code, title=title, family=family, of=of, checked=checked, findings=tuple(found)
    )


def _finding(
    plan: Plan,
    code: str,
    *,
    severity: Severity,
    subject: str,
    path: tuple[str | int, ...],
    message: str,
    hint: str,
) -> Finding:
    return Finding(
        code=code,
        severity=severity,
        place=plan.place(*path),
        subject=subject,
        message=message,
        hint=hint,
        settled_by="The plan's authors.",
    )


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
    yield _finding(
        plan,
        "SK-A302",
        severity=Severity.NOTICE,
        subject=objective.id,
        path=("priorities", i, "objectives", j),
        message=f"One wording of the objective names {', '.join(dropped)} and another does not.",
        hint="Use one wording throughout.",
    )
