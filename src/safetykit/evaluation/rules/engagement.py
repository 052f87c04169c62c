"""Engagement: the level claimed against the promise made, and whether feedback was returned.

The five levels are those of the spectrum of public participation of IAP2, cited by name only.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Final

import attrs

from safetykit.evaluation.findings import Check, Family, Finding, Severity
from safetykit.evaluation.rules.asking import Ask
from safetykit.model import (
    Action,
    Consultation,
    Engagement,
    ParticipationLevel,
    Plan,
    ProgressUpdate,
)
from safetykit.quantities import Answer, PartialDate

__all__ = ["SaidAndDone", "check_engagement", "said_and_done"]

SPECTRUM: Final = "The spectrum of public participation of IAP2."

ABOVE_PROMISE: Final = Ask(
    code="SK-A601",
    title="claim a level above the promise made",
    of="engagements that claim a level",
    family=Family.ENGAGEMENT,
    hint="Promise what the level takes, or claim the level that the promise amounts to.",
    settled=SPECTRUM,
)
ABOVE_GOAL: Final = Ask(
    code="SK-A602",
    title="claim a level above what the words of the goal amount to",
    of="engagements that claim a level",
    family=Family.ENGAGEMENT,
    severity=Severity.NOTICE,
    hint="Word the goal for the level that is meant.",
    settled=SPECTRUM,
)
FUSED: Final = Ask(
    code="SK-A603",
    title="claim several levels with one goal or one promise for all of them",
    of="engagements that claim a level",
    family=Family.ENGAGEMENT,
    severity=Severity.NOTICE,
    hint="Give each level that is meant its own goal and its own promise, or choose one level.",
    settled=SPECTRUM,
)
UNREACHED: Final = Ask(
    code="SK-A604",
    title="are reached by no goal and no promise",
    of="levels claimed",
    family=Family.ENGAGEMENT,
    severity=Severity.NOTICE,
    hint="Leave the level out, or say what the public is promised at it.",
    settled=SPECTRUM,
)
NO_FEEDBACK: Final = Ask(
    code="SK-A605",
    title="are answered by no action and no update",
    of="consultations that were held",
    family=Family.ENGAGEMENT,
    severity=Severity.NOTICE,
    hint="Say what people said, what was done about it, and what was not done and why.",
)


@attrs.frozen(kw_only=True)
class SaidAndDone:
    """What people said and what was done: a consultation, and what answers it.

    Attributes:
        consultation: What was asked.
        actions: The actions that answer it.
        updates: The updates that answer it, or that say what the public was told of those actions.
    """

    consultation: Consultation
    actions: tuple[Action, ...]
    updates: tuple[ProgressUpdate, ...]

    @property
    def answered(self) -> bool:
        """Whether an action or an update answers it."""
        return bool(self.actions or self.updates)

    @property
    def told(self) -> tuple[str, ...]:
        """What the public was told, in the words of the updates."""
        return tuple(update.feedback for update in self.updates if update.feedback)


def said_and_done(plan: Plan, *, as_of: dt.date) -> tuple[SaidAndDone, ...]:
    """Return each consultation that was held by a day, with what answers it.

    One whose date is not known counts as held, unless the plan calls it planned.
    """
    return tuple(
        _answers(plan, consultation, as_of)
        for consultation in plan.consultations
        if not consultation.planned and not _is_later(consultation, as_of)
    )


def _is_later(consultation: Consultation, as_of: dt.date) -> bool:
    return (
        consultation.when is not None
        and PartialDate.of(as_of).before(consultation.when) is Answer.YES
    )


def _answers(plan: Plan, consultation: Consultation, as_of: dt.date) -> SaidAndDone:
    actions = tuple(a for a in plan.actions if consultation.id in a.answers)
    doing = {action.id for action in actions}
    updates = tuple(
        u
        for u in plan.updates
        if u.received <= as_of
        and (consultation.id in u.answers or (u.action in doing and u.feedback))
    )
    return SaidAndDone(consultation=consultation, actions=actions, updates=updates)


def check_engagement(plan: Plan, *, as_of: dt.date) -> Iterable[Check]:
    """Compare what each engagement claims with what it promises, and look for feedback."""
    claiming = [(i, e) for i, e in enumerate(plan.engagements) if e.levels_claimed]
    yield ABOVE_PROMISE.check(len(claiming), (f for i, e in claiming for f in _promise(plan, i, e)))
    yield ABOVE_GOAL.check(len(claiming), (f for i, e in claiming for f in _goal(plan, i, e)))
    yield FUSED.check(len(claiming), (f for i, e in claiming for f in _fused(plan, i, e)))
    yield UNREACHED.check(
        sum(len(e.levels_claimed) for _, e in claiming),
        (f for i, e in claiming for f in _unreached(plan, i, e)),
    )
    held = said_and_done(plan, as_of=as_of)
    yield NO_FEEDBACK.check(len(held), (_unanswered(plan, h) for h in held if not h.answered))


def _highest(levels: Iterable[ParticipationLevel]) -> ParticipationLevel:
    return max(levels, key=lambda level: level.rank)


def _promise(plan: Plan, i: int, engagement: Engagement) -> Iterator[Finding]:
    claimed = _highest(engagement.levels_claimed)
    if engagement.promise is None:
        found, where = "and states no promise in the text held", "levels_claimed"
    elif engagement.promise.level.rank < claimed.rank:
        found = f"and its promise amounts to “{engagement.promise.level}”"
        where = "promise"
    else:
        return
    message = f"“{engagement.title}” claims the level “{claimed}”, {found}."
    yield ABOVE_PROMISE.finding(plan, ("engagements", i, where), engagement.id, message)


def _goal(plan: Plan, i: int, engagement: Engagement) -> Iterator[Finding]:
    if not engagement.goal_levels:
        return
    claimed, meant = _highest(engagement.levels_claimed), _highest(engagement.goal_levels)
    if meant.rank >= claimed.rank:
        return
    message = (
        f"“{engagement.title}” claims the level “{claimed}”, and the words of its goal amount to "
        f"{_listed(engagement.goal_levels)}."
    )
    yield ABOVE_GOAL.finding(plan, ("engagements", i, "goal"), engagement.id, message)


def _fused(plan: Plan, i: int, engagement: Engagement) -> Iterator[Finding]:
    if len(set(engagement.levels_claimed)) < 2:
        return
    stated = ["one goal"] * bool(engagement.goal) + ["one promise"] * bool(engagement.promise)
    if not stated:
        return
    message = (
        f"“{engagement.title}” names the levels {_listed(engagement.levels_claimed)}, and states "
        f"{' and '.join(stated)} for all of them."
    )
    if len(set(engagement.goal_levels)) > 1:
        message += f" The one goal runs {_listed(engagement.goal_levels)} together."
    yield FUSED.finding(plan, ("engagements", i, "levels_claimed"), engagement.id, message)


def _unreached(plan: Plan, i: int, engagement: Engagement) -> Iterator[Finding]:
    reached = set(engagement.goal_levels)
    if engagement.promise is not None:
        reached.add(engagement.promise.level)
    for j, level in enumerate(engagement.levels_claimed):
        if level in reached:
            continue
        message = f"“{engagement.title}” claims “{level}”, which no goal and no promise reaches."
        yield UNREACHED.finding(
            plan, ("engagements", i, "levels_claimed", j), engagement.id, message
        )


def _listed(levels: Iterable[ParticipationLevel]) -> str:
    words = [f"“{level}”" for level in levels]
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else words[0]


def _unanswered(plan: Plan, held: SaidAndDone) -> Finding:
    asked = held.consultation
    i = plan.consultations.index(asked)
    outcome = f" The plan says of its outcome: {asked.outcome.rstrip('.')}." * bool(asked.outcome)
    message = (
        f"People were asked about: {asked.about.rstrip('.')}.{outcome} No action and no update is "
        "linked to it, and what people were told is not in the text held."
    )
    return NO_FEEDBACK.finding(plan, ("consultations", i), asked.id, message)
