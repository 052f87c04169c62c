"""Harm-weighted totals at their edges."""

from __future__ import annotations

import math
import pickle

import numpy as np
import pytest

from safetykit.errors import InputError
from safetykit.stats.harm import CRIME_SEVERITY_WEIGHTS, HarmWeights, harm_weighted_total

MADE_UP = {"source": "made up", "version": "1", "partial": False, "unit": "days"}
WEIGHTS = HarmWeights(**MADE_UP, weights={"burglary": 20, "theft": 2})  # type: ignore[arg-type]


def test_shipped_weights_are_partial_and_say_where_they_are_from() -> None:
    """Six weights of the Crime Severity Score are held, and no more."""
    assert CRIME_SEVERITY_WEIGHTS.partial
    assert 6 == len(CRIME_SEVERITY_WEIGHTS.categories)
    assert "Open Government Licence" in CRIME_SEVERITY_WEIGHTS.source
    total = harm_weighted_total({"Criminal damage": 10}, CRIME_SEVERITY_WEIGHTS)
    assert pytest.approx(91.6) == total.estimate.value
    assert ["whole_list"] == [check.name for check in total.estimate.checks]


def test_category_without_weight_is_refused() -> None:
    """A missing weight is not taken as 0."""
    with pytest.raises(InputError, match="A missing weight is not 0"):
        harm_weighted_total({"theft": 1, "homicide": 1}, WEIGHTS)
    with pytest.raises(InputError, match='Did you mean "theft"'):
        harm_weighted_total({"thefts": 1}, WEIGHTS)


def test_category_without_weight_is_reported_when_asked() -> None:
    """It is named in the answer and in a failed check, and not in the total."""
    total = harm_weighted_total({"theft": 1, "homicide": 1}, WEIGHTS, unweighted="report")

    assert (("homicide",), 2.0) == (total.without_weight, total.estimate.value)
    assert "homicide" in total.estimate.failed[0].detail


def test_excluded_categories_are_named() -> None:
    """What is left out on purpose needs no weight, and is said."""
    total = harm_weighted_total({"theft": 1, "drugs": 50}, WEIGHTS, exclude="drugs")

    assert (("drugs",), 1.0) == (total.excluded, total.offences)
    assert ["excluded"] == [check.name for check in total.estimate.checks]


def test_nothing_recorded_has_an_upper_limit() -> None:
    """With no offence the total is 0, up to what one of the heaviest category would allow."""
    total = harm_weighted_total({"theft": 0, "burglary": 0}, WEIGHTS)

    assert (0.0, 0.0) == (total.estimate.value, total.estimate.low)
    assert pytest.approx(20 * 3.6889, rel=1e-4) == total.estimate.high
    assert math.isnan(total.mean_per_offence)  # type: ignore[arg-type]


def test_one_category_of_weight_1_has_garwoods_interval() -> None:
    """With weight 1 the interval is that of the count."""
    total = harm_weighted_total({"x": 5}, HarmWeights(**MADE_UP, weights={"x": 1}))  # type: ignore[arg-type]

    assert pytest.approx([1.6235, 11.6683], rel=1e-4) == [total.estimate.low, total.estimate.high]


def test_areas_in_a_batch_and_gaps() -> None:
    """Arrays answer for each area; a gap makes its own total unknown, not another's."""
    total = harm_weighted_total(
        {"theft": [10, math.nan], "burglary": [1, 1]},
        WEIGHTS,
        population=[1000, 500],
        multiplier=10,
    )

    assert 40.0 == total.estimate.value[0]  # type: ignore[index]
    assert math.isnan(total.estimate.value[1])  # type: ignore[index]
    assert 0.4 == pytest.approx(total.rate.value[0])  # type: ignore[union-attr, index]
    assert ["not_reported"] == [check.name for check in total.estimate.failed]
    assert "for 10 of the population" in total.rate.method  # type: ignore[union-attr]


def test_dispersion_widens() -> None:
    """Clumped counts have wider intervals, and the assumption says so."""
    plain, wide = (
        harm_weighted_total({"theft": 40, "burglary": 9}, WEIGHTS, dispersion=f) for f in (1, 3)
    )

    assert wide.estimate.low < plain.estimate.low < plain.estimate.high < wide.estimate.high
    assert "quasi-Poisson" in wide.estimate.assumptions[0]


def test_weights_compare_and_pickle() -> None:
    """Weights are values."""
    assert WEIGHTS == pickle.loads(pickle.dumps(WEIGHTS))
    assert 1 == len({WEIGHTS, HarmWeights(**MADE_UP, weights=WEIGHTS.weights)})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"counts": {"theft": -1}}, r"counts\[theft\]: expected a count of 0 or more"),
        ({"counts": {"theft": 1.5}}, r"counts\[theft\]: expected a whole number"),
        ({"counts": {"theft": math.inf}}, r"counts\[theft\]: expected finite numbers"),
        ({"counts": {}}, "at least one category that has a weight"),
        ({"counts": {"theft": [1, 2], "burglary": [1, 2, 3]}}, "shapes that fit each other"),
        ({"counts": {"theft": 1}, "exclude": ["theft"]}, "at least one category"),
        ({"exclude": ["theftt"]}, 'exclude: expected a category of counts.*"theft"'),
        ({"unweighted": "zero"}, "unweighted: expected one of refuse, report"),
        ({"population": 0}, "population: expected a number above 0"),
        ({"population": 10, "multiplier": 0}, "multiplier: expected a number above 0"),
        ({"confidence": 95}, "confidence: expected one number between 0 and 1"),
        ({"dispersion": 0.5}, "dispersion: expected a dispersion of 1 or more"),
    ],
)
def test_unusable_input(given: dict[str, object], message: str) -> None:
    """What cannot be used is refused by its name."""
    with pytest.raises(InputError, match=message):
        harm_weighted_total(**({"counts": {"theft": 1}, "weights": WEIGHTS} | given))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"weights": {}}, "weights: expected at least one category"),
        ({"weights": [("a", 1), ("a", 2)]}, "weights: expected each category once"),
        ({"weights": {"a": 0}}, r"weights\[a\]: expected one number above 0"),
        ({"weights": {"a": -1}}, r"weights\[a\]: expected one number above 0"),
        ({"weights": {"a": math.nan}}, r"weights\[a\]: expected one number above 0"),
        ({"weights": {"a": math.inf}}, r"weights\[a\]: expected one number above 0"),
        ({"weights": {"a": [1, 2]}}, r"weights\[a\]: expected one number above 0"),
        ({"weights": {"a": 1}, "source": ""}, "source: expected a text that says which list"),
        ({"weights": {"a": 1}, "version": " "}, "version: expected a text"),
    ],
)
def test_unusable_weights(given: dict[str, object], message: str) -> None:
    """Weights without a source, a version or a value are refused."""
    with pytest.raises(InputError, match=message):
        HarmWeights(**(MADE_UP | given))  # type: ignore[arg-type]


def test_coverage_of_the_interval() -> None:
    """95% intervals cover the true total in 95% of simulations or more."""
    rng = np.random.default_rng(21)
    counts = {"burglary": rng.poisson(6, 20_000), "theft": rng.poisson(120, 20_000)}

    covered = np.mean(harm_weighted_total(counts, WEIGHTS).estimate.contains(360.0))

    assert covered >= 0.95 - 3 * math.sqrt(0.95 * 0.05 / 20_000)
