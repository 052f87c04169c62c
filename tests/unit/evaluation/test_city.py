"""The City of London: numbers that were counted by hand. Needs numpy.

The same numbers come from the record files, which are found at SAFETYKIT_SHARED, and from the
table of counts that the examples hold.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("numpy")

from safetykit.evaluation import Evaluation, Verdict, evaluate
from safetykit.model import Plan
from safetykit.quantities import Month
from safetykit.records import read_counts

COUNTS = Path(__file__).parents[3] / "examples/data/city-of-london/counts.csv"


@pytest.fixture(
    scope="module",
    params=[pytest.param("files", marks=pytest.mark.shared), "table"],
)
def city(request: pytest.FixtureRequest, city_plan: Plan) -> Evaluation:
    """The evaluation of the City plan, from the files and from the table."""
    if request.param == "files":
        return evaluate(city_plan, request.getfixturevalue("city_counts"))
    if not COUNTS.is_file():
        pytest.skip("NOT RUN: there is no examples/data/city-of-london/counts.csv")
    return evaluate(city_plan, read_counts(COUNTS))


@pytest.mark.parametrize(
    ("claim", "count", "share", "rank", "verdict"),
    [
        ("violence-and-sexual-offences", 987, 13.54, 3, Verdict.CONTRADICTS),
        ("other-theft", 1543, 21.17, 2, Verdict.CANNOT_TELL),
        ("anti-social-behaviour", 1644, 22.56, 1, Verdict.CANNOT_TELL),
    ],
)
def test_stated_shares(
    city: Evaluation, claim: str, count: int, share: float, rank: int, verdict: Verdict
) -> None:
    """Of 7,287 rows the three largest types are counted; 3.54% has lost its first digit."""
    result = next(c for c in city.claims if c.claim.id == f"claim-share-{claim}")

    assert (count, 7287, rank) == (result.count, result.of, result.rank)
    assert share == round(result.recomputed, 2)
    assert verdict is result.verdict
    assert (verdict is Verdict.CONTRADICTS) == ("first digit" in result.sentence)
    silent = (Month(2017, 5),) if claim == "anti-social-behaviour" else ()
    assert silent == result.not_reported
    assert bool(silent) == ("May 2017 is not reported" in result.sentence)


def test_theft_from_the_person(city: Evaluation) -> None:
    """From 525 to 930, up to the month before the pandemic, with a dispersion of 3.39."""
    result = city["theft-from-the-person"]
    assert result.comparison is not None
    assert result.dispersion is not None

    assert (525, 930) == (result.comparison.count_before, result.comparison.count_after)
    assert "March 2019 to February 2020" == result.comparison.after.words
    assert 3.39 == round(result.dispersion.value, 2)
    assert "a rise of 77% (between 45% and 117%, with" in result.sentence
    assert "Pandemic restrictions" in result.trace[2]


def test_month_not_reported(city: Evaluation) -> None:
    """Anti-social behaviour is compared over eleven months, without May on either side."""
    comparison = city["anti-social-behaviour"].comparison
    assert comparison is not None

    assert (11, 1644, 1154) == (
        comparison.months,
        comparison.count_before,
        comparison.count_after,
    )
    assert (Month(2017, 5), Month(2019, 5)) == comparison.left_out


def test_page_one(city: Evaluation) -> None:
    """Page one names the lost digit, the change, the meaningless rate and what is not stated."""
    digit, change, rates, unseen, actions = city.headline

    assert "13.54% (987 of 7,287)" in digit
    assert "525 offences" in change
    assert "68.6 for each 1,000 residents" in rates
    assert "meaningless" in rates
    assert unseen.startswith("These data cannot show fraud")
    assert "24 headline actions" in actions


def test_two_area_rules(city: Evaluation) -> None:
    """Rows recorded by the force and rows coded to the City both stand beside the result."""
    totals: dict[str, Any] = {str(t.area.rule): t for t in city["theft-from-the-person"].totals}

    assert 525 == totals["recorded_by_force"].before
    if "coded_to_area" in totals:
        assert totals["coded_to_area"].before < 525
