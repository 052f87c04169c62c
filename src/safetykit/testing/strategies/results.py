"""Strategies for what methods, audits and evaluations answer. Needs numpy.

What belongs here: results as the library makes them, so that they are consistent. An evaluation is
drawn by evaluating a drawn plan on drawn counts.
"""

from __future__ import annotations

import datetime as dt
import math
from typing import Final

from hypothesis import strategies as st

from safetykit.evaluation import Audit, Evaluation, audit, evaluate
from safetykit.extras import need
from safetykit.model import (
    Area,
    Baseline,
    Direction,
    Id,
    Indicator,
    Partnership,
    Plan,
    PlanPeriod,
    Polarity,
    PopulationEstimate,
    Target,
)
from safetykit.quantities import Approx, Month, PartialDate, Period, month_range
from safetykit.records import POLICE_UK, AreaKey, AreaRule, Counts
from safetykit.stats import CheckResult, Estimate
from safetykit.testing.strategies.objects import plans
from safetykit.testing.strategies.values import texts

np: Final = need("numpy", wanted_by="Drawing results")

__all__ = ["audits", "check_results", "estimates", "evaluations"]

_AREA: Final = AreaKey(AreaRule.RECORDED_BY_FORCE, "Harbourtown Police")
_FIRST: Final = Month(2018, 1)
_DAYS: Final = st.dates(dt.date(2016, 1, 1), dt.date(2030, 12, 31))


def check_results() -> st.SearchStrategy[CheckResult]:
    """Draw what became of a check: passed, not passed, or for information."""
    names = st.sampled_from(["small_count", "short_series"])
    return st.builds(CheckResult, name=names, passed=st.none() | st.booleans(), detail=texts())


@st.composite
def estimates(draw: st.DrawFn, *, finite: bool = False) -> Estimate:
    """Draw estimates of one number each, whose value lies in its interval.

    Args:
        draw: Given by Hypothesis.
        finite: Leave out those that are not defined, and those with an open side.
    """
    number = st.integers(-1000, 1000).map(float) | st.floats(-1e9, 1e9)
    low, value, high = sorted(draw(st.tuples(number, number, number)))
    if not finite:
        low = draw(st.sampled_from([low, low, -math.inf]))
        high = draw(st.sampled_from([high, high, math.inf]))
        if draw(st.sampled_from([False, False, False, True])):
            low = value = high = math.nan
    return Estimate(
        value=value,
        low=low,
        high=high,
        level=draw(st.sampled_from([0.95, 0.9, 0.99])),
        method="drawn at random",
        checks=tuple(draw(st.lists(check_results(), max_size=2))),
    )


def audits() -> st.SearchStrategy[Audit]:
    """Draw the audits of drawn plans, as of any day from 2016 to 2030."""
    return st.builds(lambda plan, day: audit(plan, as_of=day), plans(), _DAYS)


@st.composite
def _indicators(draw: st.DrawFn) -> Indicator:
    return Indicator(
        id=Id("burglary"),
        title="Burglary",
        source=POLICE_UK.name,
        group="Burglary",
        polarity=draw(st.sampled_from(Polarity)),
        baseline=Baseline(period=_year(2018)),
        denominators=(Id("residents"),),
        targets=tuple(draw(st.lists(_targets(), max_size=1))),
    )


@st.composite
def evaluations(draw: st.DrawFn) -> Evaluation:
    """Draw evaluations of one indicator over two to four years of gaps, zeros and floods."""
    residents = PopulationEstimate(
        id=Id("residents"),
        basis="resident",
        value=Approx.exact(draw(st.integers(1000, 10**6))),
        year=PartialDate.parse("2018"),
        source="Made up.",
    )
    plan = Plan(
        id=Id("plan"),
        title="A plan",
        area=Area(name="Harbourtown", police_force=_AREA.name, populations=(residents,)),
        partnership=Partnership(name="The partnership"),
        period=PlanPeriod(period=Period()),
        dated=PartialDate.parse("2018"),
        indicators=(draw(_indicators()),),
    )
    return evaluate(plan, draw(_monthly()))


def _year(year: int) -> Period:
    return Period(start=PartialDate.parse(f"{year}-01"), end=PartialDate.parse(f"{year}-12"))


def _targets() -> st.SearchStrategy[Target]:
    return st.builds(
        Target,
        direction=st.sampled_from(Direction),
        value=st.sampled_from(["-20%", "0%", "100", "up to 5"]).map(Approx.parse),
        by=st.none() | st.sampled_from(["2019", "2030"]).map(PartialDate.parse),
    )


@st.composite
def _monthly(draw: st.DrawFn) -> Counts:
    """Draw 24 to 48 months of one category; None is a month that was not reported."""
    n = draw(st.sampled_from([24, 36, 48]))
    level = draw(st.sampled_from([10, 0, 1, 200]))
    figure = st.integers(0, level * 2) | st.none() if level else st.just(0)
    drawn = draw(st.lists(figure, min_size=n, max_size=n))
    return Counts(
        source=POLICE_UK,
        months=month_range(_FIRST, _FIRST + (n - 1)),
        areas=(_AREA,),
        groups=("Burglary",),
        values=np.array([value or 0 for value in drawn])[:, None, None],
        reported=np.array([value is not None for value in drawn])[:, None, None],
    )
