"""No sentence of an evaluation or an audit claims more than it can. Needs numpy."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

np = pytest.importorskip("numpy")

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from safetykit.documents import load
from safetykit.evaluation import (
    Evaluation,
    OverclaimKind,
    audit,
    evaluate,
    find_overclaims,
)
from safetykit.model import (
    Area,
    Baseline,
    Comparator,
    ComparatorSet,
    CountedOver,
    DesignMethod,
    Direction,
    EvaluationDesign,
    Indicator,
    MeasureKind,
    Partnership,
    PerformanceMeasure,
    Plan,
    PlanPeriod,
    Polarity,
    PopulationEstimate,
    Target,
)
from safetykit.model.ids import Id
from safetykit.quantities import Approx, Money, Month, PartialDate, Period, month_range
from safetykit.records import POLICE_UK, AreaKey, AreaRule, Break, Counts

PLANS = sorted((Path(__file__).parents[3] / "examples" / "plans").glob("*.yaml"))
PLACES = ("North", "South", "East", "West", "Ring", "Far", "High")
GROUPS = ("Burglary", "Drugs")


def known(start: str, end: str) -> Period:
    """Return a period."""
    return Period(start=PartialDate.parse(start), end=PartialDate.parse(end))


@attrs.frozen
class Made:
    """What was drawn, so that a failing example is short to read."""

    seed: int
    level: float
    jump: float
    gaps: float
    broken: bool
    figure: str
    by: str
    direction: Direction
    polarity: Polarity
    aims: bool
    based: bool
    over: CountedOver | None


def counts(made: Made) -> Counts:
    """Return counts of seven places over five years, with gaps, jumps and a break."""
    rng = np.random.default_rng(made.seed)
    months = month_range(Month(2015, 1), Month(2019, 12))
    mean = np.full((60, 7, 2), made.level)
    mean[36:, 0] *= made.jump
    values = rng.poisson(mean)
    reported = rng.random(values.shape) > made.gaps
    wet = Break(code="f", title="Flood", start=Month(2019, 6), reason="It was wet.", source="S")
    return Counts(
        source=attrs.evolve(POLICE_UK, breaks=(wet,) if made.broken else ()),
        months=months,
        areas=tuple(AreaKey(AreaRule.CODED_TO_AREA, name) for name in PLACES),
        groups=GROUPS,
        values=np.where(reported, values, 0),
        reported=reported,
        provisional=np.broadcast_to((np.arange(60) > 57)[:, None, None], values.shape),
        denominators=values + rng.integers(-1, 200, values.shape) if made.based else None,
    )


def plan_of(made: Made) -> Plan:
    """Return a plan with targets, a design, costs and places like its area."""
    aim = Target(
        direction=made.direction,
        value=Approx.parse(made.figure),
        by=PartialDate.parse(made.by) if made.by else None,
    )
    residents = PopulationEstimate(
        id=Id("residents"),
        basis="resident",
        value=Approx.parse("nearly 9,000"),
        year=PartialDate.parse("2017"),
        source="Census",
    )
    return Plan(
        id=Id("plan"),
        title="A plan",
        area=Area(
            name="North",
            district="North",
            populations=(residents,),
            comparators=ComparatorSet(
                areas=tuple(Comparator(name=n, size=Approx.parse("9,000")) for n in PLACES[1:]),
                basis="resident",
                population=Id("residents"),
                method="most similar groups",
                chosen_on=PartialDate.parse("2016"),
            ),
        ),
        partnership=Partnership(name="Partnership"),
        period=PlanPeriod(period=known("2018-01", "2020-12")),
        dated=PartialDate.parse("2018"),
        indicators=tuple(
            Indicator(
                id=Id(group.lower()),
                title=group,
                source="police-uk",
                group=group,
                polarity=made.polarity,
                baseline=Baseline(period=known("2017-01", "2017-12")),
                denominators=(Id("residents"),),
                targets=(aim,) if made.aims else (),
            )
            for group in GROUPS
        ),
        performance_measures=tuple(
            PerformanceMeasure(
                id=Id(f"measure-{i}"),
                title=GROUPS[i % len(GROUPS)],
                kind=kind,
                unit="incident",
                targets=(aim,) if made.aims else (),
                counted_over=made.over,
            )
            for i, kind in enumerate(MeasureKind)
        ),
        evaluation_designs=tuple(design(method) for method in DesignMethod),
    )


def design(method: DesignMethod) -> EvaluationDesign:
    """Return a design of one method with all its parts."""
    beside = method is DesignMethod.COMPARISON
    return EvaluationDesign(
        id=Id(f"design-{list(DesignMethod).index(method)}"),
        title="Night patrols",
        outcome=Id("burglary"),
        method=method,
        starts=PartialDate.parse("2018-01"),
        named_on=PartialDate.parse("2017-12"),
        comparison=("South", "East", "West") if method.needs_comparison else (),
        buffer=("Ring",) if beside else (),
        buffer_comparison=("Far",) if beside else (),
        selected_for_high_count=True,
        cost=Money.parse("£10,000 (2018 prices)") if beside else None,
        unit_cost=Money.parse("£5,930 (2018 prices)") if beside else None,
    )


def sentences(found: Evaluation) -> Iterator[str]:
    """Yield every sentence of an evaluation."""
    yield from found.headline
    for result in found.results:
        yield from (result.sentence, result.reason, result.refused, *result.notes, *result.trace)
        yield from (text for recent in result.recent for text in (recent.sentence, recent.refused))
        yield from (target.reason for target in result.targets)
        yield from (rate.caution for rate in result.rates)
        yield result.required.sentence if result.required else ""
    for intervention in found.interventions:
        yield from (intervention.sentence, intervention.why_not, *intervention.notes)
        yield from (check.detail for check in intervention.checks)
        for part in (intervention.displacement, intervention.worth):
            yield part.sentence if part else ""
    yield from (peer if isinstance(peer, str) else peer.sentence for peer in found.peers)
    yield from (claim.sentence for claim in found.claims)
    for measure in found.measures:
        yield from (measure.sentence, measure.reason, *measure.notes)
        yield from (target.reason for target in measure.targets)
    yield from found.populations


MADE = st.builds(
    Made,
    seed=st.integers(0, 2**32 - 1),
    level=st.sampled_from([0.2, 3.0, 80.0]),
    jump=st.sampled_from([1.0, 0.0, 0.5, 3.0]),
    gaps=st.sampled_from([0.0, 0.1]),
    broken=st.booleans(),
    figure=st.sampled_from(["-20%", "+10%", "0%", "80%", "50", "unknown"]),
    by=st.sampled_from(["", "2018-12", "2030"]),
    direction=st.sampled_from(Direction),
    polarity=st.sampled_from(Polarity),
    aims=st.booleans(),
    based=st.booleans(),
    over=st.sampled_from([None, *CountedOver]),
)


@settings(max_examples=15)
@given(made=MADE)
def test_an_evaluation_claims_no_more_than_it_can(made: Made) -> None:
    """Over made-up results of every kind, no sentence names a cause, blames, ranks or proves."""
    found = evaluate(plan_of(made), counts(made))

    claimed = [(c.kind, c.words, text) for text in sentences(found) for c in find_overclaims(text)]
    assert [] == claimed


@pytest.mark.parametrize("path", PLANS, ids=[path.stem for path in PLANS])
def test_an_audit_blames_nobody(path: Path) -> None:
    """Findings on the example plans name what the text states; shares are the plan's own."""
    found = audit(load(path), as_of=dt.date(2020, 1, 1))
    texts = [t for f in found.findings for t in (f.message, f.hint, f.settled_by)]

    claimed = [c for text in texts for c in find_overclaims(text)]
    assert [] == [c for c in claimed if c.kind is not OverclaimKind.NO_BASE]
