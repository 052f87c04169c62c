"""Risks that are incomplete, unowned or unlinked, and promises that a risk threatens."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Final

from safetykit.evaluation.findings import Check, Family, Finding, Severity
from safetykit.evaluation.rules.asking import Ask
from safetykit.model import Id, Plan, Risk, Strength

__all__ = ["check_risks"]

UNRATED: Final = Ask(
    code="SK-A801",
    title="state no likelihood or no impact",
    of="risks",
    family=Family.RISKS,
    hint="Say how likely it is, and how grave it would be.",
    settled="The partnership's risk register.",
)
UNMET: Final = Ask(
    code="SK-A802",
    title="state nothing that is done about them",
    of="risks",
    family=Family.RISKS,
    hint="Say what is done about it, or that it is accepted.",
    settled="The partnership's risk register.",
)
UNOWNED: Final = Ask(
    code="SK-A803",
    title="state no owner",
    of="risks",
    family=Family.RISKS,
    hint="Name the body or the post that watches it.",
    settled="The partnership's risk register.",
)
UNLINKED: Final = Ask(
    code="SK-A804",
    title="are linked to no action",
    of="risks",
    family=Family.RISKS,
    severity=Severity.NOTICE,
    hint="Name the actions that it could stop.",
    settled="The partnership's risk register.",
)
THREATENED: Final = Ask(
    code="SK-A805",
    title="are promised without a condition, and a risk that nothing is done about could stop them",
    of="actions that a risk could stop",
    family=Family.RISKS,
    hint="Make the promise on a condition, or say what is done about the risk.",
)


def check_risks(plan: Plan, *, as_of: dt.date) -> Iterable[Check]:  # noqa: ARG001  a Rule
    """Ask of each risk what one needs to know of it, and lay it beside what is promised."""
    risks, number = plan.risks, len(plan.risks)
    yield UNRATED.check(number, (f for risk in risks for f in _unrated(plan, risk)))
    yield _without(plan, UNMET, "mitigations", "states nothing that is done about it")
    yield _without(plan, UNOWNED, "owner", "states no owner")
    yield _without(plan, UNLINKED, "actions", "is linked to no action")
    linked = dict.fromkeys(name for risk in risks for name in risk.actions)
    yield THREATENED.check(len(linked), (f for name in linked for f in _threatened(plan, name)))


def _unrated(plan: Plan, risk: Risk) -> Iterator[Finding]:
    absent = [
        name
        for name, level in (("likelihood", risk.likelihood), ("impact", risk.impact))
        if level is None
    ]
    if absent:
        message = f"The risk “{risk.title}” states no {' and no '.join(absent)}."
        yield UNRATED.finding(plan, ("risks", plan.risks.index(risk)), risk.id, message)


def _without(plan: Plan, ask: Ask, field: str, words: str) -> Check:
    bare = [(i, risk) for i, risk in enumerate(plan.risks) if not getattr(risk, field)]
    return ask.check(
        len(plan.risks),
        (
            ask.finding(plan, ("risks", i), risk.id, f"The risk “{risk.title}” {words}.")
            for i, risk in bare
        ),
    )


def _threatened(plan: Plan, name: Id) -> Iterator[Finding]:
    """Find an action that is firmly promised although the plan sees what could stop it."""
    open_ones = [r for r in plan.risks if name in r.actions and not r.mitigations]
    action = plan.action(name)
    firm = [c for c in action.commitments if c.strength is Strength.WILL and not c.condition]
    if firm and open_ones:
        titles = " and ".join(f"“{risk.title}”" for risk in open_ones)
        says = f"the risk {titles} says" if len(open_ones) == 1 else f"the risks {titles} say"
        yield THREATENED.finding(
            plan,
            ("actions", plan.actions.index(action)),
            action.id,
            f"“{firm[0].what}” is promised without a condition, and {says} that it may not be "
            f"possible.{_timetabled(plan, action.id)}",
        )


def _timetabled(plan: Plan, action: Id) -> str:
    """Name what a timetable sets down under an action, which the risk could stop too."""
    items = [i.what for s in plan.schedules for i in s.items if action in i.actions]
    listed = "; ".join(f"“{what}”" for what in items)
    return f" The timetable has under it: {listed}." if listed else ""
