"""A machine that edits a plan step by step, and what must hold after every step.

What belongs here: `PlanEdits`, for tests of programs that change plans. What does not: single
plans; those are drawn by `plans`.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

import attrs
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from safetykit.documents import ChangeKind, compare, dumps, loads
from safetykit.evaluation import audit
from safetykit.model import (
    Action,
    Area,
    Commitment,
    Id,
    Organisation,
    Partnership,
    Plan,
    PlanPeriod,
    Priority,
    Strength,
)
from safetykit.quantities import PartialDate, Period
from safetykit.testing.strategies.values import partial_dates, texts

__all__ = ["PlanEdits"]

_DAY: Final = dt.date(2018, 6, 30)


class PlanEdits(RuleBasedStateMachine):
    """A plan that is added to, taken from and linked, one edit at a time.

    Subclass it, and give it rules and invariants of your own; `self.plan` is the plan as it stands.
    `PlanEdits.TestCase` runs it as a test. After every edit the plan comes back from YAML as it
    was written, an audit answers, and a comparison with the plan before names what was done.
    """

    def __init__(self) -> None:
        super().__init__()
        self.plan: Plan = self.start()
        self.before: Plan = self.plan
        self.number: int = 0

    def start(self) -> Plan:
        """Return the plan before the first edit; override it to start from your own."""
        return Plan(
            id=Id("plan"),
            title="A plan",
            area=Area(name="Harbourtown"),
            partnership=Partnership(name="The partnership"),
            period=PlanPeriod(period=Period()),
            dated=PartialDate.parse("2018"),
        )

    def edit(self, **parts: Any) -> None:
        """Replace fields of the plan."""
        self.before, self.plan = self.plan, attrs.evolve(self.plan, **parts)

    def new_id(self, word: str) -> Id:
        """Return an id that no object of the plan had so far."""
        self.number += 1
        return Id(f"{word}-new-{self.number}")

    @rule(name=texts())
    def add_organisation(self, name: str) -> None:
        """Add a body that may own actions."""
        body = Organisation(id=self.new_id("organisation"), name=name)
        self.edit(organisations=(*self.plan.organisations, body))

    @rule(title=texts())
    def add_priority(self, title: str) -> None:
        """Add a priority that actions may serve."""
        priority = Priority(id=self.new_id("priority"), title=title)
        self.edit(priorities=(*self.plan.priorities, priority))

    @rule(title=texts(), what=texts(), strength=st.sampled_from(Strength))
    def add_action(self, title: str, what: str, strength: Strength) -> None:
        """Add an action with one commitment, without an owner or a priority."""
        promise = Commitment(what=what, strength=strength)
        action = Action(id=self.new_id("action"), title=title, commitments=(promise,))
        self.edit(actions=(*self.plan.actions, action))

    @precondition(lambda self: self.plan.actions)
    @rule(data=st.data())
    def remove_action(self, data: st.DataObject) -> None:
        """Remove an action."""
        gone = data.draw(st.sampled_from(self.plan.actions), label="gone")
        self.edit(actions=tuple(a for a in self.plan.actions if a.id != gone.id))

    @precondition(lambda self: self.plan.actions and self.plan.organisations)
    @rule(data=st.data())
    def give_owner(self, data: st.DataObject) -> None:
        """Let a body own an action."""
        body = data.draw(st.sampled_from(self.plan.organisations), label="owner")
        self._change_action(data, owner=body.id)

    @precondition(lambda self: self.plan.actions and self.plan.priorities)
    @rule(data=st.data())
    def link_priority(self, data: st.DataObject) -> None:
        """Put an action under a priority, and no other."""
        priority = data.draw(st.sampled_from(self.plan.priorities), label="priority")
        self._change_action(data, priorities=(priority.id,))

    @precondition(lambda self: self.plan.actions)
    @rule(data=st.data(), began=partial_dates())
    def date_action(self, data: st.DataObject, began: PartialDate) -> None:
        """Say since when an action runs."""
        self._change_action(data, began=began)

    @precondition(lambda self: self.plan.actions)
    @rule(data=st.data(), title=texts())
    def retitle_action(self, data: st.DataObject, title: str) -> None:
        """Give an action another title."""
        self._change_action(data, title=title)

    def _change_action(self, data: st.DataObject, **parts: Any) -> None:
        chosen = data.draw(st.sampled_from(self.plan.actions), label="action")
        changed = attrs.evolve(chosen, **parts)
        self.edit(actions=tuple(changed if a is chosen else a for a in self.plan.actions))

    @invariant()
    def comes_back(self) -> None:
        """A plan is read as it was written."""
        assert loads(dumps(self.plan)) == self.plan

    @invariant()
    def can_be_audited(self) -> None:
        """An audit answers, and counts no more findings than it looked at things."""
        assert audit(self.plan, as_of=_DAY).checks

    @invariant()
    def difference_is_told(self) -> None:
        """A plan does not differ from itself, and one change is seen from either side."""
        assert not compare(self.plan, self.plan).changes
        there = compare(self.before, self.plan).changes
        back = compare(self.plan, self.before).changes

        assert bool(there) is (self.before != self.plan)
        assert _kinds(there) == sorted(kind.mirror for kind in _kinds(back))


def _kinds(changes: tuple[Any, ...]) -> list[ChangeKind]:
    return sorted(change.kind for change in changes)
