"""How firmly a plan promises, whether it can keep it alone, and whether it says how it goes.

Population and performance are kept apart: what a programme does is put to its partners, and what
becomes of a whole population is put to nobody alone.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

import attrs

from safetykit.evaluation.findings import Check, Family, Finding, Severity
from safetykit.evaluation.rules.asking import Ask
from safetykit.evaluation.rules.spelling import content_words
from safetykit.model import (
    Action,
    Indicator,
    MeasureKind,
    PerformanceMeasure,
    Plan,
    ProgressStatus,
    ProgressUpdate,
    Status,
    Strength,
)
from safetykit.quantities import Answer, Cadence, Month, PartialDate

__all__ = ["check_promises", "strength_counts"]

FIRM: Final = (Strength.WILL, Strength.INTENDS)
WEAK: Final = Ask(
    code="SK-A210",
    title="promise no more than to support, explore, lobby or aspire",
    of="headline actions",
    family=Family.ACCOUNTABILITY,
    severity=Severity.NOTICE,
    hint="Say what the partnership itself will do, so that it can be held to it.",
)
OTHERS: Final = Ask(
    code="SK-A211",
    title="rest with others",
    of="headline actions",
    family=Family.ACCOUNTABILITY,
    severity=Severity.NOTICE,
    hint="Say which part of it the partners control, and who decides the rest.",
)
CREDITED: Final = Ask(
    code="SK-A212",
    title="put the change of a whole population to one programme or one body",
    of="performance measures and owned indicators",
    family=Family.ACCOUNTABILITY,
    severity=Severity.NOTICE,
    hint="Measure what the programme does for those whom it serves, and report the population "
    "beside it.",
)
STALE: Final = Ask(
    code="SK-A213",
    title="have no update in time",
    of="actions that are under way",
    family=Family.ACCOUNTABILITY,
    hint="Ask the body that answers for it how it stands.",
    settled="The next return.",
)
ENDED: Final = (ProgressStatus.COMPLETE, ProgressStatus.STOPPED)


def check_promises(plan: Plan, *, as_of: dt.date) -> Iterable[Check]:
    """Ask how firm the headline actions are, what they are credited with, and for their updates."""
    actions = plan.headline_actions
    weak = [a for a in actions if a.commitments and a.firmest not in FIRM]
    check = WEAK.check(len(actions), (_weak(plan, action) for action in weak))
    yield attrs.evolve(check, note=_counted(plan))
    led = [a for a in actions if a.commitments and _rests_with_others(a)]
    yield OTHERS.check(len(actions), (_with_others(plan, action) for action in led))
    owned = [i for i in plan.indicators if i.owner and i.status is Status.STATED]
    measures = plan.performance_measures
    credited = [f for i in owned for f in _owned(plan, i)]
    credited += [f for m in measures for f in _population(plan, m)]
    yield CREDITED.check(len(owned) + len(measures), credited)
    running = _running(plan, as_of)
    yield STALE.check(len(running), (f for a in running for f in _stale(plan, a, as_of)))


def strength_counts(plan: Plan) -> dict[Strength, int]:
    """Return how many commitments of the headline actions have each strength, firmest first."""
    found = Counter(c.strength for action in plan.headline_actions for c in action.commitments)
    return {strength: found[strength] for strength in Strength}


def _counted(plan: Plan) -> str:
    counts = strength_counts(plan)
    total = sum(counts.values())
    listed = ", ".join(f"{strength} {n}" for strength, n in counts.items() if n)
    return f"Their {total} commitments by strength: {listed}." if total else ""


def _weak(plan: Plan, action: Action) -> Finding:
    message = f"The firmest promise of “{action.title}” is one that {action.firmest}."
    return WEAK.finding(plan, ("actions", plan.actions.index(action)), action.id, message)


def _rests_with_others(action: Action) -> bool:
    return all(commitment.in_own_control is False for commitment in action.commitments)


def _with_others(plan: Plan, action: Action) -> Finding:
    message = f"What “{action.title}” promises is for others to decide, in all its parts."
    return OTHERS.finding(plan, ("actions", plan.actions.index(action)), action.id, message)


def _owned(plan: Plan, indicator: Indicator) -> Iterator[Finding]:
    """Find a population's target that is put to one body."""
    if not indicator.targets or indicator.owner is None:
        return
    body = plan.organisation(indicator.owner).name
    yield CREDITED.finding(
        plan,
        ("indicators", plan.indicators.index(indicator)),
        indicator.id,
        f"“{indicator.title}” describes a whole population, and its target is put to {body} alone.",
    )


def _population(plan: Plan, measure: PerformanceMeasure) -> Iterator[Finding]:
    """Find a measure of a programme that is an indicator of the population by another name."""
    users = [a.title for a in plan.actions if measure.id in a.measures]
    for indicator in plan.indicators:
        same_title = content_words(indicator.title) == content_words(measure.title)
        counts_harm = measure.kind is not MeasureKind.BETTER_OFF and measure.unit == "offence"
        if same_title or (counts_harm and indicator.unit == "offence"):
            credited = f" “{users[0]}” is credited with it." if users else ""
            yield CREDITED.finding(
                plan,
                ("performance_measures", plan.performance_measures.index(measure)),
                measure.id,
                f"“{measure.title}” is kept as a measure of a programme, and describes the same "
                f"population as the indicator “{indicator.title}”.{credited}",
            )
            return


def _running(plan: Plan, as_of: dt.date) -> list[Action]:
    """Return the actions that are to be reported on: none before the plan's first update.

    One that begins later is not under way yet, and one whose latest update says so no longer.
    """
    known = sorted((u for u in plan.updates if u.received <= as_of), key=lambda u: u.received)
    latest = {update.action: update.status for update in known}
    if not latest:
        return []
    reported = {u.action for u in plan.updates}
    today = PartialDate.of(as_of)
    return [
        a
        for a in plan.actions
        if (a.priorities or a.id in reported)
        and latest.get(a.id) not in ENDED
        and not (a.began and today.before(a.began) is Answer.YES)
    ]


def _stale(plan: Plan, action: Action, as_of: dt.date) -> Iterator[Finding]:
    """Find an action whose last update is older than its cadence; a quarter where it has none."""
    months = (action.cadence or Cadence.QUARTERLY).months or 3
    days = [_spoken(u) for u in plan.updates if u.action == action.id and u.received <= as_of]
    where = ("actions", plan.actions.index(action))
    if not days:
        message = f"“{action.title}” has no update, although the plan has updates on other actions."
        yield STALE.finding(plan, where, action.id, message)
        return
    if Month.of(as_of) - Month.of(max(days)) > months:
        often = "month" if months == 1 else f"{months} months"
        message = (
            f"The last update on “{action.title}” speaks for {max(days)}; one is due every {often}."
        )
        yield STALE.finding(plan, where, action.id, message)


def _spoken(update: ProgressUpdate) -> dt.date:
    """Return the last day that an update speaks for, or the day on which it came in."""
    end = update.period.end
    return end.latest if end is not None and end.latest is not None else update.received
