"""Grants: stages, payments against what was done, what is paid back, and what is watched.

What belongs here: one grant and its arithmetic. What does not: whether it did any good.
"""

from __future__ import annotations

import calendar
import datetime as dt
from decimal import Decimal
from enum import StrEnum
from typing import Final

import attrs

from safetykit.content import parse_choice, require_date
from safetykit.errors import DocumentError, InputError, Place, Problem
from safetykit.quantities import Money

__all__ = ["Grant", "GrantMilestone", "GrantStage", "MonitoringPlan", "Payment", "monitoring_plan"]

_SMALL: Final = Decimal(5000)
_QUARTER: Final = 3
_YEAR: Final = 12


class GrantStage(StrEnum):
    """The stages of a grant, in their order."""

    NEED = "need"
    PRIORITY = "priority"
    APPLICATION = "application"
    DUE_DILIGENCE = "due_diligence"
    AWARD = "award"
    MONITORING = "monitoring"
    EVALUATION = "evaluation"
    CLOSURE = "closure"

    @property
    def awarded(self) -> bool:
        """Whether a grant at this stage has been awarded."""
        return list(GrantStage).index(self) >= list(GrantStage).index(GrantStage.AWARD)


@attrs.frozen(kw_only=True)
class Payment:
    """A payment of a grant, and the milestone that it is for; empty if it is for none."""

    amount: Money
    paid_on: dt.date
    milestone: str = ""


@attrs.frozen(kw_only=True)
class GrantMilestone:
    """Something that is to be done by a day; `done_on` is None until it is."""

    name: str
    due: dt.date
    done_on: dt.date | None = None


def _stage(value: object) -> GrantStage:
    return parse_choice(GrantStage, value, field="stage")


@attrs.frozen(kw_only=True)
class Grant:
    """One grant.

    Attributes:
        title: What it is for.
        stage: Where it stands.
        amount: What was or may be awarded.
        awarded_on: The day of the award; None before it.
        payments: What was paid, and for which milestone.
        milestones: What is to be done.
        equality_impact: Who could lose by it and what is done about it, in words.

    Raises:
        DocumentError: Something was paid before the award or above it, or for a milestone that is
            not there; or the equality impact is missing once it is awarded. All are listed.
    """

    title: str
    stage: GrantStage = attrs.field(converter=_stage)
    amount: Money
    awarded_on: dt.date | None = None
    payments: tuple[Payment, ...] = ()
    milestones: tuple[GrantMilestone, ...] = ()
    equality_impact: str = ""

    def __attrs_post_init__(self) -> None:
        problems = [
            Problem(place=Place(file=f"grant “{self.title}”", path=path), message=message)
            for path, message in self._problems()
        ]
        if problems:
            raise DocumentError(problems)

    def _problems(self) -> list[tuple[str, str]]:
        found = []
        if self.stage.awarded and self.awarded_on is None:
            found.append(("awarded_on", f"expected a day, because the stage is {self.stage}."))
        if self.stage.awarded and not self.equality_impact.strip():
            found.append(("equality_impact", "expected who could lose, and what is done for them."))
        names = {one.name for one in self.milestones}
        for index, payment in enumerate(self.payments):
            path = f"payments[{index}]"
            if self.awarded_on is None or payment.paid_on < self.awarded_on:
                award = self.awarded_on.isoformat() if self.awarded_on else "no award"
                message = f"paid on {payment.paid_on.isoformat()}, before the award ({award})."
                found.append((path, message))
            if payment.amount.pounds <= 0:
                found.append((path, f"expected an amount above £0, got {payment.amount}."))
            if payment.milestone and payment.milestone not in names:
                found.append((path, f"no milestone is called {payment.milestone!r}."))
        paid = sum((payment.amount.pounds for payment in self.payments), Decimal())
        if paid > self.amount.pounds:
            found.append(("payments", f"£{paid} was paid of an award of {self.amount}."))
        return found

    def claw_back(self, as_of: dt.date) -> Money:
        """Return what was paid for milestones that were due before a day and are not done.

        A milestone is late from the day after it is due. What the terms of the grant say comes
        first; this is the sum that there is to talk about.
        """
        day = require_date("as_of", as_of)
        late = {
            one.name
            for one in self.milestones
            if one.due < day and (one.done_on is None or one.done_on > day)
        }
        owed = sum((p.amount.pounds for p in self.payments if p.milestone in late), Decimal())
        return Money(pounds=owed, price_year=self.amount.price_year)


@attrs.frozen(kw_only=True)
class MonitoringPlan:
    """When a grant reports, and what it is asked; in proportion to its size."""

    due: tuple[dt.date, ...]
    asks: tuple[str, ...]


def monitoring_plan(grant: Grant, ends_on: dt.date) -> MonitoringPlan:
    """Return when a grant reports and what it is asked: once a year up to £5,000, else quarterly.

    The bounds are this module's own and not a rule of law. The last report is due on the last day.

    Raises:
        InputError: The grant is not awarded, or ends before its award.
    """
    start = grant.awarded_on
    if start is None:
        raise InputError("grant.awarded_on", None, "the day of the award")
    end = require_date("ends_on", ends_on)
    if end <= start:
        expected = f"a day after the award ({start.isoformat()})"
        raise InputError("ends_on", end.isoformat(), expected)
    step = _YEAR if grant.amount.pounds <= _SMALL else _QUARTER
    dates = []
    months = step
    while (day := _later(start, months)) < end:
        dates.append(day)
        months += step
    asks = ["What was done, for how many, and what changed?"]
    if step == _QUARTER:
        asks += [
            "Beside what is the change set: a baseline, or people without the service?",
            "What was spent, and on what?",
        ]
    return MonitoringPlan(due=(*dates, end), asks=(*asks, "What went wrong?"))


def _later(day: dt.date, months: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
