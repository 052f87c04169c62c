"""One count under several denominators. Needs numpy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
import pytest

pytest.importorskip("numpy")

from safetykit.evaluation import Evaluation, evaluate
from safetykit.evaluation.rates import population_notes
from safetykit.model import Area, PopulationEstimate
from safetykit.model.ids import Id
from safetykit.quantities import Approx, PartialDate

Make = Callable[..., Any]


def estimate(name: str, basis: str, value: str, *, series: str = "") -> PopulationEstimate:
    """Return an estimate for 2017."""
    return PopulationEstimate(
        id=Id(name),
        basis=basis,
        value=Approx.parse(value),
        year=PartialDate.parse("2017"),
        source="S",
        series=series,
    )


@pytest.fixture
def evaluated(make_plan: Make, make_indicator: Make, make_counts: Make) -> Callable[..., Any]:
    """Return an evaluator of 120 burglaries a year on some populations."""

    def make(*populations: PopulationEstimate, gap: int = 0, used: int = 9) -> Evaluation:
        area = Area(name="T", police_force="Testshire Police", populations=populations)
        own = make_indicator(denominators=tuple(p.id for p in populations[:used]))
        months = [None] * gap + [10] * (36 - gap)
        counts = make_counts("2017-01", {"Burglary": months})
        return evaluate(make_plan(area=area, indicators=(own,)), counts)

    return make


def test_rates(evaluated: Callable[..., Any]) -> None:
    """Each basis has its rate for 1,000 and a year, and people together have theirs."""
    found = evaluated(estimate("r", "resident", "1,000"), estimate("w", "worker", "over 3,000"))
    rates = found.results[0].rates

    assert ["residents", "workers", "residents and workers"] == [r.basis for r in rates]
    assert [120.0, 40.0, 30.0] == [r.rate.value for r in rates]
    assert [False, False, True] == ["counted twice" in r.caution for r in rates]
    assert "3.0 times as many workers." in found.headline[1]


def test_rate_of_months_that_are_reported(evaluated: Callable[..., Any]) -> None:
    """Six months of the baseline stand for a year."""
    (found,) = evaluated(estimate("r", "resident", "1,000"), gap=6).results[0].rates

    assert 120.0 == pytest.approx(found.rate.value)


@pytest.mark.parametrize(
    ("residents", "workers", "meaningless"),
    [("100", "1,000", False), ("99", "1,000", True), ("99", "over 1,000", True)],
)
def test_meaningless(
    evaluated: Callable[..., Any], residents: str, workers: str, meaningless: bool
) -> None:
    """A rate is called meaningless only on a base below a tenth of the largest."""
    found = evaluated(estimate("r", "resident", residents), estimate("w", "worker", workers))

    assert meaningless == ("Meaningless" in found.results[0].rates[0].caution)
    assert meaningless == ("meaningless" in " ".join(found.headline))
    assert not any("Meaningless" in r.caution for r in found.results[0].rates[1:])


@pytest.mark.parametrize(
    ("basis", "size"),
    [("vehicle", "15,000"), ("vehicle-kilometre", "9,000,000"), ("premises", "40")],
)
def test_bases_of_another_kind_are_not_set_beside_people(
    evaluated: Callable[..., Any], basis: str, size: str
) -> None:
    """Fewer residents than vehicles, or premises than residents, make neither rate meaningless."""
    found = evaluated(estimate("r", "resident", "1,000"), estimate("x", basis, size))

    assert 2 == len(found.results[0].rates)
    assert ["", ""] == [rate.caution for rate in found.results[0].rates]
    assert not any("times as many" in line for line in found.headline)


@pytest.mark.parametrize("value", ["unknown", "0", "below 5,000"])
def test_denominators_without_a_size(evaluated: Callable[..., Any], value: str) -> None:
    """A base of unknown or no size gives no rate, or that of the stated figure, and no error."""
    rates = evaluated(estimate("r", "resident", value)).results[0].rates

    assert (1 if value == "below 5,000" else 0) == len(rates)


def test_two_estimates_of_one_population(evaluated: Callable[..., Any]) -> None:
    """Two estimates of residents are never added up."""
    found = evaluated(
        estimate("a", "resident", "1,000"),
        estimate("b", "resident", "1,200"),
        estimate("w", "worker", "3,000"),
    )
    together = found.results[0].rates[-1]

    assert (4000.0, "residents and workers") == (together.size, together.basis)
    both = evaluated(estimate("a", "resident", "1,000"), estimate("b", "resident", "9,000"))
    assert 2 == len(both.results[0].rates)
    assert not any("times as many" in line for line in both.headline)


@pytest.mark.parametrize(
    ("series", "words"),
    [("s", "not rates: if more or fewer live"), ("t", "not rates: the plan holds no later figure")],
)
def test_counts_are_not_rates(evaluated: Callable[..., Any], series: str, words: str) -> None:
    """The result says that it compares counts, whether or not the plan holds a later figure."""
    later = attrs.evolve(
        estimate("later", "resident", "1,100", series=series), year=PartialDate.parse("2019")
    )
    found = evaluated(estimate("r", "resident", "1,000", series="s"), later, used=1)

    (note,) = (n for n in found.results[0].notes if "Counts are compared, not rates" in n)
    assert words in note


def test_notes_on_different_series() -> None:
    """Estimates of one basis from different series draw a note, those of one series none."""
    a, b = (estimate(n, "business", "10", series=n) for n in "ab")
    same = estimate("c", "business", "12", series="a")

    assert () == population_notes(Area(name="T", populations=(a, same)))
    (note,) = population_notes(Area(name="T", populations=(a, b)))
    assert note.startswith("Businesses: 10 (2017, S); 10 (2017, S). These belong to different")
