"""What stands twice under two ids. Needs no numpy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from safetykit.evaluation import Check
from safetykit.model import Action, Commitment, Id, Organisation, Plan, Risk, Strength

Make = Callable[..., Any]
Find = Callable[[Plan, str], Check]
CODE = "SK-A149"


def promise(what: str, *, actor: str = "", pledge: str = "") -> Commitment:
    """Return a promise."""
    by = Id(actor) if actor else None
    return Commitment(what=what, strength=Strength.WILL, actor=by, pledge=pledge)


def act(name: str, *promises: Commitment, title: str = "") -> Action:
    """Return an action."""
    return Action(id=Id(name), title=title or name, commitments=promises)


def test_an_action_in_two_places(make_plan: Make, find: Find) -> None:
    """Capitals and marks make no second action; the finding stands at the second and names both."""
    actions = (act("a", title="Train taxi drivers"), act("b", title="train Taxi-drivers."))
    (finding,) = find(make_plan(actions=actions), CODE).findings

    assert ("b", "actions[1]") == (finding.subject, finding.place.path)
    assert "here and at actions[0]" in finding.message


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (promise("train every taxi driver"), promise("Train every taxi driver."), True),
        (promise("train the taxi drivers"), promise("train the taxi drivers"), False),
        (
            promise("train every taxi driver here", pledge="taxis"),
            promise("train every taxi driver here", pledge="taxis"),
            False,
        ),
        (
            promise("train every taxi driver here", actor="police"),
            promise("train every taxi driver here", actor="council"),
            False,
        ),
    ],
)
def test_a_promise_in_two_actions(
    make_plan: Make, find: Find, one: Commitment, other: Commitment, found: bool
) -> None:
    """Small words, a named pledge, and the same promise by another body are no repeat."""
    bodies = tuple(Organisation(id=Id(name), name=name) for name in ("police", "council"))
    plan = make_plan(organisations=bodies, actions=(act("a", one), act("b", other)))

    assert found == bool(find(plan, CODE).findings)


@pytest.mark.parametrize(("value", "found"), [("9,000", True), ("8,000", False)])
def test_a_figure_in_two_places(
    make_plan: Make, make_claim: Make, find: Find, value: str, found: bool
) -> None:
    """One sentence with one figure is a repeat; with two figures it holds two."""
    pair = [
        make_claim(name, number, subject="x") for name, number in (("a", "9,000"), ("b", value))
    ]

    assert found == bool(find(make_plan(claims=tuple(pair)), CODE).findings)


def test_an_action_and_a_risk_of_one_name(make_plan: Make, find: Find) -> None:
    """Things of two kinds may share their words."""
    plan = make_plan(actions=(act("a", title="Delay"),), risks=(Risk(id=Id("r"), title="Delay"),))

    assert (2, ()) == (find(plan, CODE).checked, find(plan, CODE).findings)
