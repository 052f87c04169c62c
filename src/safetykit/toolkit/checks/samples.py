"""Two invented plans to try code on: one in which nothing is missing, and one with nothing in it.

What belongs here: plans for which it does not matter whose they are. What does not: counts for
them, which need numpy; `safetykit.testing` has some.
"""

from __future__ import annotations

from safetykit.model import (
    Action,
    Area,
    Baseline,
    Commitment,
    Direction,
    Id,
    Indicator,
    Organisation,
    Partnership,
    Plan,
    PlanPeriod,
    Polarity,
    PopulationEstimate,
    Priority,
    Strength,
    Target,
)
from safetykit.quantities import Approx, PartialDate, Period

__all__ = ["empty_plan", "sample_plan"]


def empty_plan() -> Plan:
    """Return a plan with nothing in it, of nobody, for nowhere."""
    never = PartialDate.parse("unknown")
    return Plan(
        id=Id("empty"),
        title="A plan with nothing in it",
        area=Area(name="Nowhere"),
        partnership=Partnership(name="Nobody"),
        period=PlanPeriod(period=Period(start=never, end=never)),
        dated=never,
    )


def sample_plan() -> Plan:
    """Return a plan of an invented partnership: one body, one priority, one action, one target."""
    council, burglary = Id("council"), Id("burglary")
    return Plan(
        id=Id("harbourtown"),
        title="A safer Harbourtown",
        area=Area(
            name="Harbourtown",
            police_force="Harbourtown Police",
            district="Harbourtown",
            populations=(_households(),),
        ),
        partnership=Partnership(name="The Harbourtown Partnership"),
        period=PlanPeriod(period=_period("2017-01", "2019-12")),
        dated=PartialDate.parse("2017"),
        organisations=(Organisation(id=council, name="Harbourtown Council"),),
        priorities=(Priority(id=Id("homes"), title="Safe homes"),),
        actions=(_action(council),),
        indicators=(_indicator(burglary, council),),
    )


def _action(owner: Id) -> Action:
    promise = Commitment(what="Fit locks in 200 homes.", strength=Strength.WILL, actor=owner)
    return Action(
        id=Id("locks"),
        title="Better locks",
        commitments=(promise,),
        priorities=(Id("homes"),),
        owner=owner,
    )


def _households() -> PopulationEstimate:
    return PopulationEstimate(
        id=Id("households"),
        basis="household",
        value=Approx.parse("12,000"),
        year=PartialDate.parse("2017"),
        source="Invented.",
    )


def _indicator(name: Id, owner: Id) -> Indicator:
    target = Target(
        direction=Direction.AT_MOST,
        value=Approx.parse("-10%"),
        by=PartialDate.parse("2018-12"),
    )
    return Indicator(
        id=name,
        title="Burglary",
        source="police-uk",
        group="Burglary",
        polarity=Polarity.LOWER,
        baseline=Baseline(period=_period("2017-01", "2017-12")),
        priorities=(Id("homes"),),
        denominators=(Id("households"),),
        targets=(target,),
        owner=owner,
    )


def _period(start: str, end: str) -> Period:
    return Period(start=PartialDate.parse(start), end=PartialDate.parse(end))
