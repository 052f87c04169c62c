"""Comparing editions: nothing differs from itself, and both ways round tell the same story."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from safetykit.documents import load
from safetykit.documents.changes import Change
from safetykit.documents.diff import compare
from safetykit.model import Plan, Strength
from safetykit.quantities import Approx, PartialDate

PLANS = Path(__file__).parents[3] / "examples" / "plans"
CITY = load(PLANS / "city-of-london.yaml")
COUNTY = load(PLANS / "leicestershire-2017.yaml")
WORDS = ["Safe streets", "Safer streets", "Hate crime", "Knife and acid crime", "x"]


class Edition:
    """A plan that does not write itself out when an example fails."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan


@st.composite
def editions(draw: st.DrawFn) -> Edition:
    """Draw an edition of the City's plan: some things dropped, reworded, moved or weakened."""
    titles = st.sampled_from(WORDS)
    bodies = st.sampled_from([o.id for o in CITY.organisations])
    actions = [_action(draw, action, titles, bodies) for action in CITY.actions]
    indicators = [_indicator(draw, indicator) for indicator in CITY.indicators]
    claims = [
        attrs.evolve(claim, says=draw(titles)) if draw(st.booleans()) else claim
        for claim in CITY.claims
    ]
    kept = actions_kept(draw, actions)
    plan = attrs.evolve(CITY, actions=kept, indicators=tuple(indicators), claims=tuple(claims))
    return Edition(plan)


def actions_kept(draw: st.DrawFn, actions: list[Any]) -> tuple[Any, ...]:
    """Drop those actions to which nothing else refers, as drawn."""
    referred = {name for r in CITY.research for name in r.of} | {u.action for u in CITY.updates}
    referred |= {name for risk in CITY.risks for name in risk.actions}
    referred |= {name for s in CITY.schedules for item in s.items for name in item.actions}
    return tuple(a for a in actions if a.id in referred or draw(st.integers(0, 3)))


def _action(draw: st.DrawFn, action: Any, titles: Any, bodies: Any) -> Any:
    what = draw(st.sampled_from(["", "", "title", "id", "owner", "strength", "condition", "drop"]))
    first, *others = action.commitments
    changed: dict[str, Any] = {
        "": {},
        "title": {"title": draw(titles)},
        "id": {"title": draw(titles)},
        "owner": {"owner": draw(bodies)},
        "strength": {"commitments": (attrs.evolve(first, strength=Strength.LOBBIES), *others)},
        "condition": {"commitments": (attrs.evolve(first, condition=draw(titles)), *others)},
        "drop": {"commitments": tuple(others)},
    }[what]
    return attrs.evolve(action, **changed)


def _indicator(draw: st.DrawFn, indicator: Any) -> Any:
    number = Approx.parse(str(draw(st.integers(1, 3))))
    targets = tuple(
        attrs.evolve(target, value=number, by=PartialDate.parse("2021"))
        for target in indicator.targets
        if draw(st.booleans())
    )
    return attrs.evolve(indicator, targets=targets)


def seen(change: Change) -> tuple[Any, ...]:
    """Return what a change says, apart from the words of its subject."""
    places = change.place_before, change.place_after
    return change.kind, change.aspect, change.before, change.after, *places


def mirrored(change: Change) -> tuple[Any, ...]:
    """Return what a change says when it is told the other way round."""
    places = change.place_after, change.place_before
    return change.kind.mirror, change.aspect, change.after, change.before, *places


@settings(deadline=None)  # two plans of thousands of lines
@given(edition=editions())
def test_nothing_differs_from_itself(edition: Edition) -> None:
    """A plan beside itself has no changes."""
    assert () == compare(edition.plan, edition.plan).changes


@settings(deadline=None)  # two plans of thousands of lines
@given(a=editions(), b=editions())
def test_both_ways_tell_the_same(a: Edition, b: Edition) -> None:
    """What is added one way is dropped the other way; weakened is strengthened; the rest stays."""
    there, back = compare(a.plan, b.plan).changes, compare(b.plan, a.plan).changes

    assert Counter(map(mirrored, there)) == Counter(map(seen, back))


@settings(deadline=None)  # two plans of thousands of lines
@given(edition=editions())
def test_another_plan_altogether(edition: Edition) -> None:
    """Two plans of two places mirror each other too."""
    there = compare(COUNTY, edition.plan).changes
    back = compare(edition.plan, COUNTY).changes

    assert Counter(map(mirrored, there)) == Counter(map(seen, back))


@settings(deadline=None)  # two plans of thousands of lines
@given(a=editions(), b=editions())
def test_every_difference_is_told(a: Edition, b: Edition) -> None:
    """Two editions without a change between them hold the same promises."""
    if not compare(a.plan, b.plan).changes:
        assert set(a.plan.actions) == set(b.plan.actions)
        assert a.plan.indicators == b.plan.indicators
