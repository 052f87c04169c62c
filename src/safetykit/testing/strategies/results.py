"""Strategies for what methods, audits and evaluations answer. Needs numpy.

What belongs here: results as the library makes them, so that they are consistent. An evaluation is
drawn by evaluating a drawn plan on drawn counts.
"""

from __future__ import annotations

import datetime as dt
import math
from typing import Final

import attrs
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
from safetykit.records import POLICE_UK, AreaKey, AreaRule, Counts, DataSource, Travel
from safetykit.stats import CheckResult, Estimate
from safetykit.testing.strategies.objects import plans
from safetykit.testing.strategies.values import approximations, texts

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
def evaluations(draw: st.DrawFn) -> Evaluation:
    """Draw evaluations of one or two indicators over months of gaps, zeros, floods and falls.

    They are of published figures or of a partner's; they begin in any month and end in any; and
    their targets are met, missed, not yet due, or cannot be judged.
    """
    source = draw(_SOURCES)
    residents = PopulationEstimate(
        id=Id("residents"),
        basis="resident",
        value=Approx.exact(draw(st.integers(1000, 10**6))),
        year=PartialDate.parse("2018"),
        source="Made up.",
    )
    groups = _GROUPS[: draw(st.integers(1, len(_GROUPS)))]
    clear = draw(st.sampled_from([False, False, False, True]))  # so that a target can be judged
    first = _FIRST + (0 if clear else draw(st.sampled_from([0, 0, 0, 1, -9, -24, 30])))
    plan = Plan(
        id=Id("plan"),
        title=draw(texts()),
        area=Area(name="Harbourtown", police_force=_AREA.name, populations=(residents,)),
        partnership=Partnership(name=draw(texts())),
        period=PlanPeriod(period=Period()),
        dated=PartialDate.parse("2018"),
        indicators=tuple(draw(_indicators(source, group, first, clear=clear)) for group in groups),
    )
    return evaluate(plan, draw(_counted(source, groups, first, clear=clear)))


@st.composite
def _indicators(
    draw: st.DrawFn, source: DataSource, group: str, first: Month, *, clear: bool
) -> Indicator:
    start, length = (0, 12) if clear else draw(_BASELINES)
    period = _span(str(first + start), str(first + (start + length - 1)))
    value = None if clear else draw(st.none() | _STATED)
    targets = st.lists(_targets(first), min_size=int(clear), max_size=2)
    return Indicator(
        id=Id(group.lower()),
        title=draw(texts()),
        source=source.name,
        group=group,
        polarity=draw(st.sampled_from(Polarity)),
        baseline=Baseline(period=period, value=value),
        denominators=draw(st.sampled_from([(Id("residents"),), ()])),
        targets=tuple(draw(targets)),
    )


def _span(start: str, end: str) -> Period:
    return Period(start=PartialDate.parse(start), end=PartialDate.parse(end))


_GROUPS: Final = ("Burglary", "Drugs")
_PARTNER: Final = attrs.evolve(POLICE_UK, name="harbourtown-visits", travel=Travel.PARTNER)
_SOURCES: Final = st.sampled_from([POLICE_UK, POLICE_UK, _PARTNER])
_STATED: Final = st.sampled_from(["120", "about 240", "unknown"]).map(Approx.parse)
_BASELINES: Final = st.sampled_from([(0, 12), (0, 12), (0, 3), (1, 12), (2, 1)])
_SHORTEST: Final = 14  # months: the latest baseline, and one after it


def _targets(first: Month) -> st.SearchStrategy[Target]:
    """Draw targets, most of them plain and due within the months that are counted."""
    plain = st.sampled_from(["-20%", "0%", "100", "up to 5"]).map(Approx.parse)
    within = st.sampled_from([first + 23, first + 23, first + 12, first + 35]).map(str)
    by = (within | st.sampled_from(["2019", "2030"])).map(PartialDate.parse)
    return st.builds(
        Target,
        direction=st.sampled_from(Direction),
        value=plain | plain | approximations(),
        by=st.none() | by,
    )


@st.composite
def _counted(
    draw: st.DrawFn, source: DataSource, groups: tuple[str, ...], first: Month, *, clear: bool
) -> Counts:
    """Draw two to four years, or any number of months; None is one that was not reported."""
    n = 24 if clear else draw(st.sampled_from([24, 36, 48]) | st.integers(_SHORTEST, 50))
    columns = [_clear_column(draw) if clear else draw(_column(n)) for _ in groups]
    late = 0 if clear else draw(st.sampled_from([0, 0, 1, 3]))
    shape = (n, 1, len(groups))
    return Counts(
        source=source,
        months=month_range(first, first + (n - 1)),
        areas=(_AREA,),
        groups=groups,
        values=np.array([[value or 0 for value in c] for c in columns]).T.reshape(shape),
        reported=np.array([[value is not None for value in c] for c in columns]).T.reshape(shape),
        provisional=np.broadcast_to(np.arange(n)[:, None, None] >= n - late, shape)
        & np.array([[value is not None for value in c] for c in columns]).T.reshape(shape),
    )


@st.composite
def _column(draw: st.DrawFn, n: int) -> list[int | None]:
    """Draw the months of one category, which may fall or rise after the first year."""
    level = draw(st.sampled_from([10, 0, 1, 200]))
    after = draw(st.sampled_from([1.0, 1.0, 0.25, 4.0]))
    calm = st.integers(level - level // 10, level + level // 10)
    figure = calm | st.integers(0, level * 2) | st.none() if level else st.just(0)
    steady = draw(st.booleans())
    drawn = draw(st.lists(calm if steady else figure, min_size=n, max_size=n))
    factors = [1.0 if month < 12 else after for month in range(n)]
    return [None if v is None else int(v * f) for v, f in zip(drawn, factors, strict=True)]


def _clear_column(draw: st.DrawFn) -> list[int | None]:
    """Draw two years of which the second is far below or far above the first."""
    before, after = draw(st.sampled_from([(100, 25), (25, 100), (200, 100), (100, 100)]))
    return [(before if month < 12 else after) + month % 3 for month in range(24)]
