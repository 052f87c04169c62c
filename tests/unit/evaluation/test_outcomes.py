"""Evaluating a plan as a whole. Needs numpy."""

from __future__ import annotations

import datetime as dt
import importlib.metadata
from collections.abc import Callable
from typing import Any

import attrs
import pytest

pytest.importorskip("numpy")

from safetykit.errors import InputError
from safetykit.evaluation import Catalogue, evaluate
from safetykit.model import Area
from safetykit.model.ids import Id
from safetykit.quantities import Month, PartialDate
from safetykit.records import Travel

Make = Callable[..., Any]


@pytest.fixture
def plan(make_plan: Make, make_indicator: Make) -> Any:
    """Return a plan with one indicator."""
    return make_plan(indicators=(make_indicator(),))


@pytest.fixture
def counts(make_counts: Make) -> Any:
    """Return three years of burglaries."""
    return make_counts("2017-01", {"Burglary": [10, 12, 8] * 12})


@pytest.mark.parametrize("confidence", [0.0, 1.0, -0.1, 95.0, float("nan"), True])
def test_confidence_outside_its_range(plan: Any, counts: Any, confidence: float) -> None:
    """A level that is none is refused, with how to write 95%."""
    with pytest.raises(InputError, match=r"confidence: .*95% is 0.95"):
        evaluate(plan, counts, confidence=confidence)


def test_area_that_the_records_do_not_hold(plan: Any, counts: Any) -> None:
    """Another area is refused, and the message lists those that there are."""
    elsewhere = attrs.evolve(plan, area=Area(name="Otherville", police_force="Other Police"))

    with pytest.raises(InputError, match=r"Testshire Police \(recorded by the force\)"):
        evaluate(elsewhere, counts)


def test_category_that_the_records_do_not_hold(
    make_plan: Make, make_indicator: Make, counts: Any
) -> None:
    """An unknown category is refused, with the one that may be meant."""
    with pytest.raises(InputError, match="Burglary"):
        evaluate(make_plan(indicators=(make_indicator(group="Burglery"),)), counts)


@pytest.mark.parametrize("baseline", ["2016-01 to 2016-12", "2016-12 to 2017-11"])
def test_baseline_outside_the_records(
    make_plan: Make, make_indicator: Make, counts: Any, baseline: str
) -> None:
    """A baseline that the records do not reach is refused with their months."""
    with pytest.raises(InputError, match=r"baseline: .*2017-01 to 2019-12"):
        evaluate(make_plan(indicators=(make_indicator(baseline),)), counts)


def test_one_baseline_outside_the_records(
    make_plan: Make, make_indicator: Make, counts: Any
) -> None:
    """An indicator whose baseline is not held is skipped by name, and the others are evaluated."""
    early = make_indicator("2016-01 to 2016-12", id=Id("early"))
    found = evaluate(make_plan(indicators=(early, make_indicator())), counts)

    assert ["burglary"] == [result.indicator.id for result in found.results]
    assert [
        (
            "early",
            "Its baseline is January 2016 to December 2016, and what is needed are months that the "
            "records hold (2017-01 to 2019-12).",
        )
    ] == [(skipped.indicator.id, skipped.reason) for skipped in found.skipped]


def test_day_before_the_records(plan: Any, counts: Any) -> None:
    """A day before the records is refused."""
    with pytest.raises(InputError, match="as_of"):
        evaluate(plan, counts, as_of=dt.date(2016, 5, 1))


def test_indicators_of_another_source_are_left_out(
    make_plan: Make, make_indicator: Make, counts: Any
) -> None:
    """Only the indicators of the records' source have results."""
    both = make_plan(
        indicators=(
            make_indicator(id=Id("ambulance"), source="ambulances", group="Assault"),
            make_indicator(),
        )
    )

    assert ["burglary"] == [r.indicator.id for r in evaluate(both, counts).results]


def test_plan_without_indicators(make_plan: Make, counts: Any) -> None:
    """A plan without indicators is evaluated to nothing, in an area of which nothing is held."""
    found = evaluate(make_plan(area=Area(name="Nowhere")), counts)

    assert () == found.results == found.claims == found.missing
    assert found.false_signals is None
    assert len(found.audit.checks) > 0


def test_day_is_the_end_of_the_data(plan: Any, counts: Any) -> None:
    """Without a day, the last day of the last month is meant; the plan's end bounds it."""
    found = evaluate(plan, counts)

    assert dt.date(2019, 12, 31) == found.as_of
    assert Month(2019, 12) == found.assessed_to
    assert "the end of the data" in found.results[0].trace[-2]


def test_audit_is_for_the_plans_day(plan: Any, counts: Any) -> None:
    """The audit judges on the day of the plan; where it has none, on that of the evaluation."""
    undated = attrs.evolve(plan, dated=PartialDate.parse("unknown"))

    assert dt.date(2018, 12, 31) == evaluate(plan, counts).audit.as_of
    assert dt.date(2019, 12, 31) == evaluate(undated, counts).audit.as_of


def test_own_catalogue(plan: Any, counts: Any) -> None:
    """The rules that are given are those applied."""
    assert () == evaluate(plan, counts, catalogue=Catalogue(rules=())).audit.checks


def test_missing_months(plan: Any, make_counts: Make) -> None:
    """Months in which nothing at all is reported are listed."""
    months: list[int | None] = [5] * 30
    months[3] = None

    found = evaluate(plan, make_counts("2017-01", {"Burglary": months}))

    assert (Month(2017, 4),) == found.missing


def test_provenance(plan: Any, counts: Any) -> None:
    """What an evaluation was made from goes with it, the same for the same inputs."""
    found = evaluate(plan, counts, confidence=0.9)
    parameters = dict(found.provenance.parameters)

    assert ("2019-12-31", "0.9") == (parameters["as_of"], parameters["confidence"])
    assert 64 == len(parameters["inputs"])
    assert found.provenance == evaluate(plan, counts, confidence=0.9).provenance
    assert found.headline == evaluate(plan, counts, confidence=0.9).headline


def test_version_of_a_checkout(plan: Any, counts: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the library is not installed its version is not known, and nothing fails."""

    def not_installed(name: str) -> str:
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(importlib.metadata, "version", not_installed)

    assert "unknown" == evaluate(plan, counts).provenance.version


def test_signals_of_chance(plan: Any, counts: Any) -> None:
    """How many signals chance alone gives is said for the series that were looked at."""
    found = evaluate(plan, counts)
    assert found.false_signals is not None

    assert (1, 24) == (found.false_signals.n_series, found.false_signals.n_points)


def test_figures_that_name_no_file_have_a_hash_of_their_own(
    plan: Any, counts: Any, make_counts: Make
) -> None:
    """Counts made in memory are told apart by their figures, and equal ones are not."""
    other = make_counts("2017-01", {"Burglary": [10, 12, 8] * 11 + [10, 12, 9]})
    again = make_counts("2017-01", {"Burglary": [10, 12, 8] * 12})
    (held,), (same,), (differs,) = (
        evaluate(plan, one).provenance.inputs for one in (counts, again, other)
    )

    assert held == same
    assert held[0] == differs[0] == f"figures of {counts.source.title} held in memory"
    assert held[1] != differs[1]


def test_no_hash_of_figures_that_are_not_public(plan: Any, counts: Any) -> None:
    """Small numbers that nobody shows could be found out from a hash."""
    source = attrs.evolve(counts.source, travel=Travel.PARTNER)

    assert () == evaluate(plan, attrs.evolve(counts, source=source)).provenance.inputs
