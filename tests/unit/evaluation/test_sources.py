"""Evaluating on several sources, over breaks that were asked for, and on a day in the past."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import attrs
import pytest

pytest.importorskip("numpy")

from safetykit.errors import InputError
from safetykit.evaluation import TargetStatus, evaluate
from safetykit.model import DesignMethod, EvaluationDesign
from safetykit.model.ids import Id
from safetykit.quantities import Month, PartialDate
from safetykit.records import Break

Make = Callable[..., Any]
FLOOD = Break(
    code="flood", title="Flood", start=Month(2018, 4), end=Month(2018, 6), reason="Wet.", source="S"
)


@pytest.fixture
def two_sources(make_plan: Make, make_indicator: Make) -> Any:
    """A plan with an indicator of each of two sources."""
    return make_plan(
        indicators=(
            make_indicator(),
            make_indicator(id=Id("casualties"), source="stats19", group="Killed"),
        )
    )


def test_each_indicator_is_read_from_its_own_source(two_sources: Any, make_counts: Make) -> None:
    """Two sources are evaluated together, in the order of the plan."""
    police = make_counts("2017-01", {"Burglary": [10] * 36})
    roads = make_counts("2017-01", {"Killed": [2] * 24}, source="stats19")

    found = evaluate(two_sources, [roads, police])

    assert ["burglary", "casualties"] == [r.indicator.id for r in found.results]
    assert [120, 24] == [int(r.value.value) for r in found.results]
    assert ["stats19", "police-uk"] == [s.name for s in found.sources]
    assert () == found.skipped
    assert Month(2019, 12) == found.assessed_to


def test_an_indicator_without_records_is_named(two_sources: Any, make_counts: Make) -> None:
    """What could not be evaluated for want of records is not passed over."""
    found = evaluate(two_sources, make_counts("2017-01", {"Burglary": [10] * 36}))

    assert ["casualties"] == [s.indicator.id for s in found.skipped]
    assert "No records of its source were given (stats19)." == found.skipped[0].reason


def test_a_source_that_begins_after_the_day(two_sources: Any, make_counts: Make) -> None:
    """Records that begin too late for the day refuse nothing that rests on others."""
    police = make_counts("2017-01", {"Burglary": [10] * 36})
    roads = make_counts("2019-06", {"Killed": [2] * 7}, source="stats19")
    design = EvaluationDesign(
        id=Id("d"),
        title="Slower",
        outcome=Id("casualties"),
        method=DesignMethod.BEFORE_AFTER,
        starts=PartialDate.parse("2018-01"),
    )
    plan = attrs.evolve(two_sources, evaluation_designs=(design,))
    found = evaluate(plan, [police, roads], as_of=dt.date(2018, 12, 31))

    assert ["burglary"] == [r.indicator.id for r in found.results]
    assert [
        ("casualties", "Its records begin in June 2019, after the time that is looked at.")
    ] == [(s.indicator.id, s.reason) for s in found.skipped]
    assert Month(2018, 12) == found.assessed_to
    assert found.interventions[0].sentence.endswith("begin after the time that is looked at.")
    with pytest.raises(InputError, match=r"as_of: .*a day after the first month"):
        evaluate(two_sources, roads, as_of=dt.date(2018, 12, 31))


def test_two_tables_of_one_source_are_refused(two_sources: Any, make_counts: Make) -> None:
    """Nobody could say which of them an indicator means."""
    counts = make_counts("2017-01", {"Burglary": [10] * 36})

    with pytest.raises(InputError, match="records: expected one of each, got 'two of police-uk'"):
        evaluate(two_sources, [counts, counts])
    with pytest.raises(InputError, match="counts of one source or more"):
        evaluate(two_sources, [])


@pytest.fixture
def flooded(make_plan: Make, make_indicator: Make, make_counts: Make) -> Callable[..., Any]:
    """Return an evaluation of three years with a flood in the second."""

    def run(**given: Any) -> Any:
        plan = make_plan(indicators=(make_indicator(),))
        counts = make_counts("2017-01", {"Burglary": [10] * 36}, breaks=(FLOOD,))
        return evaluate(plan, counts, **given)

    return run


def test_a_break_is_crossed_only_where_it_is_named(flooded: Callable[..., Any]) -> None:
    """A comparison across a break is refused, unless the caller names the break."""
    refused = flooded().results[0]
    crossed = flooded(across=["flood"]).results[0]

    assert refused.comparison is None
    assert "Flood (April 2018 on) left fewer than 12 comparable months" in refused.refused
    assert refused.refused.endswith("made only if asked for by name: flood.")
    assert "January 2019 to December 2019" == crossed.comparison.after.words
    assert "Compared across “Flood”, because that was asked for by name. Wet." in crossed.notes


@pytest.mark.parametrize("across", ["flod", ["flod"]])
def test_a_break_that_is_not_known_is_refused(flooded: Callable[..., Any], across: Any) -> None:
    """A misspelt break is not passed over, since the comparison would be refused in silence."""
    with pytest.raises(InputError, match=r"across: .*'flod'.*Did you mean \"flood\""):
        flooded(across=across)


def test_the_year_to_date_begins_in_a_month(flooded: Callable[..., Any]) -> None:
    """A year cannot begin in a thirteenth month."""
    with pytest.raises(InputError, match="year_starts: expected a month from 1 to 12, got 13"):
        flooded(year_starts=13)


def test_the_parameters_are_kept(flooded: Callable[..., Any]) -> None:
    """What was asked stands in the provenance."""
    kept = dict(flooded(across=["flood"], year_starts=1).provenance.parameters)

    assert ("flood", "1") == (kept["across"], kept["year_starts"])


def test_a_day_inside_the_baseline(
    make_plan: Make, make_indicator: Make, make_counts: Make
) -> None:
    """Months after the day of the evaluation are not looked at, even if the records hold them."""
    plan = make_plan(indicators=(make_indicator(),))
    counts = make_counts("2017-01", {"Burglary": [10] * 36})

    result = evaluate(plan, counts, as_of=dt.date(2017, 6, 30)).results[0]

    assert 60 == int(result.value.value)
    assert 6 == len(result.series.reported_months())
    assert "The baseline ends after the day of the evaluation" in result.refused
    assert TargetStatus.CANNOT_TELL is result.status


def test_provisional_figures_are_named(
    make_plan: Make, make_indicator: Make, make_counts: Make
) -> None:
    """A figure that may still change says so beside the result."""
    import numpy as np

    counts = make_counts("2017-01", {"Burglary": [10] * 36})
    late = np.zeros(counts.values.shape, dtype=bool)
    late[-2:] = True
    plan = make_plan(indicators=(make_indicator(),))

    result = evaluate(plan, attrs.evolve(counts, provisional=late)).results[0]

    assert (Month(2019, 11), Month(2019, 12)) == result.provisional
    assert result.notes[-1].startswith("Provisional, so the figures may still change: November")
