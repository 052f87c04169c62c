"""Laws of what the library says: over every sentence that it writes of made-up cases. Needs numpy.

No sentence names a cause or blame, calls anything safe, or shows a number that is none.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

np = pytest.importorskip("numpy")

from safetykit.evaluation import Evaluation, Verdict, evaluate
from safetykit.evaluation.rates import counts_people
from safetykit.model import (
    Action,
    Area,
    Baseline,
    Claim,
    ClaimTest,
    Direction,
    Indicator,
    Partnership,
    Plan,
    PlanPeriod,
    Polarity,
    PopulationEstimate,
    Priority,
    Statistic,
    Status,
    Target,
)
from safetykit.model.ids import Id
from safetykit.quantities import Approx, Month, PartialDate, Period, month_range
from safetykit.records import POLICE_UK, AreaKey, AreaRule, Counts

CAUSE = re.compile(
    r"because of|due to|thanks to|\bled to\b|\bcaus(e|ed|es|ing)\b|\bworked\b|\bworks\b|"
    r"reduced by|\bachiev|result(ed|ing|s) (in|from)|brought about|impact (?:of|on)|effective|"
    r"\bsuccess\b|successful|"
    r"attribut|consequence|owing to|driven by|therefore",
    re.IGNORECASE,
)
BLAME = re.compile(r"\bsafe\b|\bsafer\b|blame|fault|fail|guilt|negligen|\bbad\b|worse", re.I)
BROKEN = re.compile(r"\bnan\b|\binf\b|\bNone\b|  |\.\.|\bwithout limit\b|%%|−−|\(\)|\bTrue\b")
FIRST = Month(2018, 1)
GROUPS = ("Burglary", "Drugs")
VALUES = st.sampled_from(
    ["0", "1", "120", "over 30", "nearly 9,000", "unknown", "0%", "3.54%", "20%", "up to 80%"]
)
FIGURES = st.one_of(
    st.none(), st.just(0), st.integers(0, 3), st.integers(0, 80), st.integers(0, 5000)
)


@st.composite
def counts(draw: st.DrawFn) -> Counts:
    """Return up to four years of two categories: gaps, zeros, single events and floods."""
    n = draw(st.integers(12, 48))
    kind = draw(st.sampled_from(["any", "zero", "steady", "gap"]))
    strategy = {
        "any": FIGURES,
        "zero": st.sampled_from([0, 0, 0, 0, 1]),
        "steady": st.integers(20, 40),
        "gap": st.sampled_from([None, None, 25]),
    }[kind]
    table: Any = np.array(
        draw(st.lists(st.tuples(strategy, FIGURES), min_size=n, max_size=n)), dtype=object
    )[:, None, :]
    known = table != np.array(None)
    return Counts(
        source=POLICE_UK,
        months=month_range(FIRST, FIRST + (n - 1)),
        areas=(AreaKey(AreaRule.RECORDED_BY_FORCE, "T"),),
        groups=GROUPS,
        values=np.where(known, table, 0).astype(np.int64),
        reported=known,
    )


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Return a plan with one indicator, a target, denominators, claims and an action."""
    year = PartialDate.parse(draw(st.sampled_from(["2018", "unknown"])))
    sizes = draw(st.lists(st.tuples(st.sampled_from(["resident", "worker", "business"]), VALUES)))
    populations = tuple(
        PopulationEstimate(
            id=Id(f"p-{i}"), basis=basis, value=Approx.parse(value), year=year, source="S"
        )
        for i, (basis, value) in enumerate(sizes)
        if "%" not in value
    )
    months = draw(st.sampled_from([(0, 11), (0, 11), (2, 4), (0, 0), (3, 8)]))
    sides = [PartialDate.parse(str(FIRST + m)) for m in months]
    baseline = Period(start=sides[0], end=sides[1])
    target = Target(
        direction=draw(st.sampled_from(Direction)),
        value=Approx.parse(draw(st.sampled_from(["-20%", "0%", "unknown", "100", "up to 5"]))),
        by=draw(st.none() | st.sampled_from(["2019", "2030"]).map(PartialDate.parse)),
    )
    indicator = Indicator(
        id=Id("burglary"),
        title="Burglary",
        source="police-uk",
        group="Burglary",
        unit=draw(st.sampled_from(["offence", "incident", "person"])),
        polarity=draw(st.sampled_from(Polarity)),
        baseline=Baseline(period=baseline),
        denominators=tuple(p.id for p in populations),
        targets=draw(st.sampled_from([(), (target,)])),
        status=draw(st.sampled_from([Status.STATED, Status.INFERRED])),
    )
    claims = tuple(
        Claim(
            id=Id(f"c-{i}"),
            says="x",
            subject="people",
            value=Approx.parse(value),
            rank=draw(st.none() | st.integers(1, 12)),
            test=ClaimTest(
                indicator=Id("burglary"),
                statistic=draw(st.sampled_from(Statistic)),
                period=baseline,
            ),
        )
        for i, value in enumerate(draw(st.lists(VALUES, max_size=3)))
    )
    return Plan(
        id=Id("plan"),
        title="A plan",
        area=Area(name="T", police_force="T", populations=populations),
        partnership=Partnership(name="The partnership"),
        period=PlanPeriod(period=Period()),
        dated=PartialDate.parse("2018"),
        priorities=(Priority(id=Id("first"), title="Theft"),),
        actions=(Action(id=Id("act"), title="Act", commitments=(), priorities=(Id("first"),)),),
        indicators=(indicator,),
        claims=claims,
    )


def sentences(found: Evaluation) -> Iterator[str]:
    """Yield every sentence of an evaluation."""
    yield from found.headline
    yield from found.populations
    yield from found.audit.preamble
    for check in found.audit.checks:
        yield check.summary
    for finding in found.audit.findings:
        yield from (finding.message, finding.hint)
    for claim in found.claims:
        yield claim.sentence
    for result in found.results:
        yield from (result.sentence, result.reason, *result.notes, *result.trace)
        yield from (text for text in (result.refused, *(r.caution for r in result.rates)) if text)


@settings(deadline=None)
@given(plan=plans(), records=counts(), day=st.dates(dt.date(2018, 1, 31), dt.date(2022, 12, 31)))
def test_every_sentence(plan: Plan, records: Counts, day: dt.date) -> None:
    """Whatever the figures, each sentence is whole, says no cause, and shows true numbers."""
    found = evaluate(plan, records, as_of=day)

    for text in sentences(found):
        assert text.endswith("."), text
        assert not BROKEN.search(text), text
        assert not CAUSE.search(text), text
        assert not BLAME.search(text), text
    for result in found.results:
        if result.comparison is not None and result.comparison.count_before:
            assert "between" in result.sentence or "or more" in result.sentence
        on_people = [rate for rate in result.rates if counts_people(rate)]
        largest = max((p.size for p in on_people if len(p.populations) == 1), default=0.0)
        for rate in on_people:
            assert ("Meaningless" in rate.caution) == (rate.size < 0.1 * largest)


@settings(deadline=None)
@given(plan=plans(), records=counts())
def test_page_one(plan: Plan, records: Counts) -> None:
    """On page one, each percentage stands beside its base or inside its interval."""
    found = evaluate(plan, records)
    contradicted = [c for c in found.claims if c.verdict is Verdict.CONTRADICTS]

    for line in found.headline:
        if "%" in line:
            based = re.search(r"\([\d,]+ of [\d,]+\)|the records give [\d,]+", line)
            interval = re.search(r"\((between .+% and .+%|.+% or more)", line)
            stated = "contradict" in line
            assert based or interval or stated, line
        if "meaningless" in line:
            assert any("Meaningless" in rate.caution for rate in found.results[0].rates)
    if contradicted:
        assert found.headline[0] in {c.brief for c in contradicted}
    for result in found.results:
        if result.comparison:
            assert any("these records cannot say why" in line for line in found.headline)
