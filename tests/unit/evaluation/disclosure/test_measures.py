"""Performance measures rest on partners' figures, and are protected as these are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import attrs
import pytest

np = pytest.importorskip("numpy")
pytest.importorskip("scipy")

from safetykit.evaluation import Evaluation, MeasureResult, TargetStatus, evaluate
from safetykit.evaluation.disclosure import DisclosurePolicy, prepare
from safetykit.evaluation.disclosure.bases import published_bases
from safetykit.model import (
    CountedOver,
    Direction,
    Id,
    MeasureKind,
    PerformanceMeasure,
    Target,
)
from safetykit.quantities import Approx, Month, PartialDate
from safetykit.records import POLICE_UK, AreaKey, AreaRule, Counts
from safetykit.records.aggregate import PARTNER_FIGURES

DAY = dt.date(2021, 2, 15)
WHY = "Suppressed, because a count below 5 could be worked out from it."


def counts(values: list[list[int]], bases: list[list[float]] | None = None) -> Counts:
    """Return figures of two measures by quarter, from April 2020 on."""
    shape = (len(values), 1, 2)
    return Counts(
        source=PARTNER_FIGURES,
        months=tuple(Month(2020, 4) + 3 * i for i in range(len(values))),
        areas=(AreaKey(AreaRule.AS_PUBLISHED, "Testshire"),),
        groups=("Helped", "Visits"),
        values=np.array(values, dtype=np.int64).reshape(shape),
        reported=np.ones(shape, dtype=bool),
        denominators=np.array(bases, dtype=float).reshape(shape) if bases else None,
        step=3,
    )


@pytest.fixture
def run(make_plan: Callable[..., Any]) -> Callable[..., Evaluation]:
    """Return an evaluator of two measures, each with a target for the year 2020."""

    def measure(title: str, value: str) -> PerformanceMeasure:
        by = PartialDate.parse("2020-12")
        return PerformanceMeasure(
            id=Id(title.lower()),
            title=title,
            kind=MeasureKind.HOW_WELL,
            unit="person",
            counted_over=CountedOver.WHOLE_PLAN,
            targets=(Target(direction=Direction.AT_LEAST, value=Approx.parse(value), by=by),),
        )

    def evaluated(given: Counts, helped: str = "60%") -> Evaluation:
        measures = (measure("Helped", helped), measure("Visits", "40"))
        plan = make_plan(time="2020-04 to 2023-03", performance_measures=measures)
        return evaluate(plan, given, as_of=DAY)

    return evaluated


Run = Callable[..., Evaluation]


def of(found: Evaluation, name: str) -> MeasureResult:
    """Return one measure of an evaluation."""
    return next(measure for measure in found.measures if measure.measure.id == name)


SAFE = [[80, 14], [82, 16], [85, 12]]
BASES = [[100.0, np.nan], [100.0, np.nan], [100.0, np.nan]]


def test_nothing_is_small(run: Run) -> None:
    """Where no number is small, what is shown is what was found, shares included."""
    found = run(counts(SAFE, BASES))
    shown = prepare(found).evaluation

    assert found.measures == shown.measures
    assert TargetStatus.MET is of(shown, "helped").status


def test_a_small_latest_figure(run: Run) -> None:
    """A count of 3 is not shown, nor the share; the sum stands only beside two hidden quarters."""
    found = run(counts([[80, 14], [82, 16], [3, 12]], BASES), "70%")
    shown = prepare(found).evaluation
    helped = of(shown, "helped")

    assert TargetStatus.NOT_MET is of(found, "helped").status
    assert "Helped: suppressed in October 2020 to December 2020." == helped.sentence
    assert (TargetStatus.CANNOT_TELL, WHY) == (helped.status, helped.reason)
    (figure,) = helped.targets[0].figures
    assert (165, None, None) == (figure.count, figure.base, figure.share)
    assert 2 == np.count_nonzero(~shown.records[0].reported[:, 0, 0])
    assert 42 == of(shown, "visits").targets[0].figures[0].count


def test_few_who_are_not_counted(run: Run) -> None:
    """98 of 100 gives away that it was 2 people, so the count stands without its denominator."""
    shown = prepare(run(counts([[80, 14], [82, 16], [98, 12]], BASES))).evaluation
    helped = of(shown, "helped")

    assert helped.latest is not None
    assert (98, None, None) == (helped.latest.count, helped.latest.base, helped.latest.share)
    assert WHY == helped.reason


def test_a_hidden_count_may_be_a_denominator(run: Run) -> None:
    """Where a count of the same period is hidden, no denominator of that period is shown."""
    given = counts([[80, 14], [82, 3], [85, 12]], BASES)
    bases = published_bases(given, (given.values > 0) & (given.values < 5), threshold=5)

    assert bases is not None
    assert [True, False, True] == np.isfinite(bases[:, 0, 0]).tolist()
    assert WHY == of(prepare(run(given)).evaluation, "helped").reason


def test_without_denominators(run: Run) -> None:
    """Counts without denominators have none to show."""
    assert published_bases(counts(SAFE), np.zeros((3, 1, 2), dtype=bool), threshold=5) is None
    assert 42 == of(prepare(run(counts(SAFE))).evaluation, "visits").targets[0].figures[0].count


def test_rounded(run: Run) -> None:
    """Rounded counts are judged as counts, and no share is made of them."""
    shown = prepare(run(counts(SAFE, BASES)), policy=DisclosurePolicy(rounding=5)).evaluation

    assert TargetStatus.CANNOT_TELL is of(shown, "helped").status
    assert "The counts are rounded and no denominators are shown, so no share is judged." == (
        of(shown, "helped").reason
    )
    assert 40 == of(shown, "visits").targets[0].figures[0].count


def test_public_figures_are_shown_as_published(run: Run) -> None:
    """Figures that are public already are not hidden, in a measure as anywhere."""
    public = attrs.evolve(counts([[80, 14], [82, 3], [85, 12]], BASES), source=POLICE_UK)
    found = run(public)

    assert found.measures == prepare(found).evaluation.measures


def test_a_measure_that_no_record_holds(run: Run) -> None:
    """A measure without figures has nothing to hide."""
    given = counts(SAFE, BASES)
    found = run(attrs.evolve(given, groups=("Other", "Visits")))

    assert of(found, "helped") == of(prepare(found).evaluation, "helped")
