"""The dispersion of real monthly counts, with the counts and their source beside it.

The figures in `cases/city_of_london_thefts.json` are counts of police.uk open data, which
"contains public sector information licensed under the Open Government Licence v3.0".
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from safetykit.stats.overdispersion import choose_dispersion, seasonal_dispersion
from safetykit.stats.rates import percentage_change, rate
from safetykit.stats.variation import seasonal_adjust, seasonal_expectation, xmr

THEFTS = json.loads(
    (Path(__file__).parent / "cases" / "city_of_london_thefts.json").read_text("utf-8")
)
MONTHS = np.tile(np.arange(12), 4)
YEARS = np.repeat(THEFTS["years"], 12)


@pytest.mark.parametrize("name", THEFTS["series"])
def test_thefts_in_the_city_of_london(name: str) -> None:
    """Variance over mean after year and month effects, 2016 to 2019, to the printed digit."""
    series = THEFTS["series"][name]

    found = seasonal_dispersion(np.ravel(series["counts"]), MONTHS, YEARS)

    assert pytest.approx(series["dispersion"], abs=0.05) == found.value
    assert 33 == found.df
    assert found.value == choose_dispersion(found)


def test_poisson_interval_is_too_narrow_for_them() -> None:
    """The interval of a year of thefts from the person widens by about the root of 3.4."""
    counts = np.ravel(THEFTS["series"]["Theft from the person"]["counts"])
    phi = choose_dispersion(seasonal_dispersion(counts, MONTHS, YEARS))
    year = int(counts[YEARS == 2019].sum())

    plain, widened = (rate(year, dispersion=value) for value in (1.0, phi))

    ratio = (widened.high - widened.low) / (plain.high - plain.low)
    assert pytest.approx(phi**0.5, rel=0.05) == ratio


def test_a_change_that_only_poisson_calls_real() -> None:
    """Thefts from the person, September to October 2017: 27 to 48 is no news at 3.4."""
    counts = THEFTS["series"]["Theft from the person"]["counts"]
    before, after = counts[1][8], counts[1][9]

    assert (27, 48) == (before, after)
    assert percentage_change(before, after).excludes(0.0)
    assert not percentage_change(before, after, dispersion=3.4).excludes(0.0)


def test_season_trips_plain_limits_and_not_adjusted_ones() -> None:
    """Bicycle theft follows the summer: signals of the plain chart that adjusting removes."""
    counts = np.ravel(THEFTS["series"]["Bicycle theft"]["counts"])
    shape = seasonal_expectation(counts, MONTHS, years=YEARS).shape

    plain, adjusted = xmr(counts), xmr(seasonal_adjust(counts, MONTHS, shape))

    assert int(plain.signals.any.sum()) > int(adjusted.signals.any.sum())
