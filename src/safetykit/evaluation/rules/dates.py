"""Dates against each other: what is due outside the plan's time, and what is due before it begins.

A date that is partly known is judged by what it can mean; nothing is found where it may fit.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from typing import Final

from safetykit.evaluation.findings import Check, Family, Finding, Severity
from safetykit.evaluation.rules.asking import Ask, Where
from safetykit.model import Action, Plan
from safetykit.quantities import Answer, PartialDate, Period

__all__ = ["check_dates"]

OUTSIDE: Final = Ask(
    code="SK-A121",
    title="lie outside the plan's time",
    of="dates by which something is due",
    family=Family.NUMBERS,
    hint="Correct the date, or say that it belongs to another plan.",
)
EARLY: Final = Ask(
    code="SK-A122",
    title="lie before it",
    of="dates of actions with a beginning",
    family=Family.NUMBERS,
    severity=Severity.ERROR,
    hint="Correct one of the two dates.",
)
TITLE: Final = Ask(
    code="SK-A123",
    title="name other years than their period",
    of="titles with two years",
    family=Family.NUMBERS,
    hint="Correct the title or the period.",
)
LATER: Final = Ask(
    code="SK-A127",
    title="are dated after the plan itself",
    of="consultations, comparisons and grades with a date, that the plan rests on",
    family=Family.NUMBERS,
    severity=Severity.NOTICE,
    hint="Correct one of the two dates, or say that it is planned.",
)
_YEARS: Final = re.compile(r"\b((?:19|20)[0-9]{2})\b(?!/)\D{1,6}\b((?:19|20)[0-9]{2})\b")
Titled = tuple[Where, str, str, Period]
Due = tuple[Where, str, str, PartialDate]  # place, id, what, by when


def check_dates(plan: Plan, *, as_of: dt.date) -> Iterable[Check]:  # noqa: ARG001  a Rule
    """Lay each date by which something is due beside the plan's period and its own beginning."""
    due = [one for one in _due(plan) if one[3].known]
    yield OUTSIDE.check(len(due), (f for one in due for f in _outside(plan, one)))
    begun = [(a, i) for a in plan.actions for i, m in enumerate(a.milestones) if m.due.known]
    begun = [(action, i) for action, i in begun if action.began]
    yield EARLY.check(len(begun), (f for action, i in begun for f in _early(plan, action, i)))
    titles: list[Titled] = [(("title",), plan.id, plan.title, plan.period.period)]
    titles += [
        (("schedules", i, "title"), s.id, s.title, s.period) for i, s in enumerate(plan.schedules)
    ]
    named = [(one, years) for one in titles if (years := _YEARS.search(one[2]))]
    yield TITLE.check(len(named), (f for one, years in named for f in _titled(plan, one, years)))
    rests = [one for one in _rests(plan) if one[3].known] if plan.dated.known else []
    yield LATER.check(len(rests), (f for one in rests for f in _later(plan, one)))


def _early(plan: Plan, action: Action, i: int) -> Iterator[Finding]:
    milestone = action.milestones[i]
    if action.began and milestone.due.before(action.began) is Answer.YES:
        yield EARLY.finding(
            plan,
            ("actions", plan.actions.index(action), "milestones", i),
            action.id,
            f"“{milestone.what}” of “{action.title}” is due {milestone.due} and begins "
            f"{action.began}.",
        )


def _titled(plan: Plan, one: Titled, years: re.Match[str]) -> Iterator[Finding]:
    """Find a title whose first or second year cannot be that of the period."""
    where, subject, title, period = one
    for side, year in ((period.start, years[1]), (period.end, years[2])):
        if side is not None and side.known and _is_apart(side, int(year)):
            message = f"“{title}” names {years[1]} to {years[2]}, and its period is {period}."
            yield TITLE.finding(plan, where, subject, message)
            return


def _is_apart(day: PartialDate, year: int) -> bool:
    before = day.latest is not None and day.latest.year < year
    return before or (day.earliest is not None and day.earliest.year > year)


def _due(plan: Plan) -> Iterator[Due]:
    for i, action in enumerate(plan.actions):
        for j, milestone in enumerate(action.milestones):
            yield ("actions", i, "milestones", j), action.id, milestone.what, milestone.due
    for name in ("indicators", "performance_measures"):
        for i, measure in enumerate(getattr(plan, name)):
            for j, target in enumerate(measure.targets):
                if target.by:
                    yield (name, i, "targets", j), measure.id, measure.title, target.by
    for i, schedule in enumerate(plan.schedules):
        for j, item in enumerate(schedule.items):
            if item.due:
                yield ("schedules", i, "items", j), schedule.id, item.what, item.due


def _outside(plan: Plan, due: Due) -> Iterator[Finding]:
    where, subject, what, by = due
    period = plan.period.period
    begins_later = period.start is not None and by.before(period.start) is Answer.YES
    ends_sooner = period.end is not None and period.end.before(by) is Answer.YES
    if not begins_later and not ends_sooner:
        return
    side = "before it begins" if begins_later else "after it ends"
    edge = period.start if begins_later else period.end
    yield OUTSIDE.finding(
        plan,
        where,
        subject,
        f"“{what}” is due {by}, {side} ({edge}).",
        severity=Severity.WARNING if ends_sooner else Severity.NOTICE,
    )


def _rests(plan: Plan) -> Iterator[Due]:
    """Yield what was known when the plan was made, with its date."""
    for i, asked in enumerate(plan.consultations):
        if asked.when and not asked.planned:
            yield ("consultations", i, "when"), asked.id, asked.about, asked.when
    if plan.area.comparators:
        chosen = plan.area.comparators.chosen_on
        yield ("area", "comparators", "chosen_on"), plan.id, "The choice of like places", chosen
    for i, grade in enumerate(plan.inspection_grades):
        yield ("inspection_grades", i, "when"), grade.id, grade.inspection, grade.when


def _later(plan: Plan, one: Due) -> Iterator[Finding]:
    where, subject, what, when = one
    if plan.dated.before(when) is Answer.YES:
        message = f"“{what.rstrip('.')}” is dated {when}, and the plan {plan.dated}."
        yield LATER.finding(plan, where, subject, message)
