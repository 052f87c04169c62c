"""Laws of performance measures: nothing small is shown, and gaps decide nothing."""

from __future__ import annotations

import datetime as dt

import pytest

np = pytest.importorskip("numpy")
pytest.importorskip("scipy")

from hypothesis import given, settings
from hypothesis import strategies as st

from safetykit.evaluation import TargetStatus, evaluate
from safetykit.evaluation.disclosure import prepare
from safetykit.model import (
    Area,
    CountedOver,
    Direction,
    Id,
    MeasureKind,
    Partnership,
    PerformanceMeasure,
    Plan,
    PlanPeriod,
    Target,
)
from safetykit.quantities import Approx, Month, PartialDate, Period
from safetykit.records import AreaKey, AreaRule, Counts
from safetykit.records.aggregate import PARTNER_FIGURES

DAY = dt.date(2021, 5, 15)
TITLES = ("Helped", "Visits")
SMALL = range(1, 5)
Cells = list[tuple[int | None, int]]


def plan(value: str, over: CountedOver, direction: Direction = Direction.AT_LEAST) -> Plan:
    """Return a plan with two measures and one target for each, due in March 2021."""
    target = Target(direction=direction, value=Approx.parse(value), by=PartialDate.parse("2021-03"))
    return Plan(
        id=Id("plan"),
        title="A plan",
        area=Area(name="Town"),
        partnership=Partnership(name="Partnership"),
        period=PlanPeriod(period=Period(start=PartialDate.parse("2020-04"))),
        dated=PartialDate.parse("2020"),
        performance_measures=tuple(
            PerformanceMeasure(
                id=Id(title.lower()),
                title=title,
                kind=MeasureKind.HOW_WELL,
                unit="person",
                counted_over=over,
                targets=(target,),
            )
            for title in TITLES
        ),
    )


def counts(cells: Cells) -> Counts:
    """Return four quarters of two measures; None is not reported, and the base is so many more."""
    values = np.array([value or 0 for value, _ in cells], dtype=np.int64).reshape(4, 1, 2)
    more = np.array([rest for _, rest in cells]).reshape(4, 1, 2)
    return Counts(
        source=PARTNER_FIGURES,
        months=tuple(Month(2020, 4) + 3 * i for i in range(4)),
        areas=(AreaKey(AreaRule.AS_PUBLISHED, "Town"),),
        groups=TITLES,
        values=values,
        reported=np.array([value is not None for value, _ in cells]).reshape(4, 1, 2),
        denominators=(values + more).astype(float),
        step=3,
    )


CELL = st.tuples(st.one_of(st.none(), st.integers(0, 12)), st.integers(0, 12))
CELLS = st.lists(CELL, min_size=8, max_size=8)


@settings(max_examples=25)
@given(cells=CELLS, value=st.sampled_from(["50%", "20"]), over=st.sampled_from(CountedOver))
def test_nothing_small_is_shown(cells: Cells, value: str, over: CountedOver) -> None:
    """No count, denominator or rest of 1 to 4 stands in what may be shown, for any figures."""
    shown = prepare(evaluate(plan(value, over), counts(cells), as_of=DAY)).evaluation

    for found in shown.measures:
        figures = [f for target in found.targets for f in target.figures]
        for figure in [*figures, *([found.latest] if found.latest else [])]:
            assert figure.count not in SMALL
            if figure.base is not None:
                assert figure.count is not None
                assert figure.base not in SMALL
                assert figure.base - figure.count not in SMALL


@settings(max_examples=25)
@given(
    cells=CELLS,
    value=st.integers(0, 60),
    direction=st.sampled_from(Direction),
    fill=st.integers(0, 12),
)
def test_an_answer_holds_whatever_was_not_reported(
    cells: Cells, value: int, direction: Direction, fill: int
) -> None:
    """A target that is met or missed with gaps stays so, whatever number is found for them."""
    asked = plan(str(value), CountedOver.WHOLE_PLAN, direction)
    filled = [(fill if number is None else number, rest) for number, rest in cells]
    pairs = zip(
        evaluate(asked, counts(cells), as_of=DAY).measures,
        evaluate(asked, counts(filled), as_of=DAY).measures,
        strict=True,
    )

    for gaps, whole in pairs:
        if gaps.status is not TargetStatus.CANNOT_TELL:
            assert whole.status is gaps.status
