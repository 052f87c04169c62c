"""Concentration, location quotients, neighbours and autocorrelation at their edges."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from safetykit.errors import InputError
from safetykit.stats.spacetime import (
    crime_concentration,
    getis_ord_gi_star,
    gini,
    local_morans_i,
    location_quotient,
    lorenz_curve,
    make_neighbours,
    morans_i,
    neighbours_within,
)

RING = make_neighbours([[1, 5], [0, 2], [1, 3], [2, 4], [3, 5], [4, 0]])


def test_nothing_has_no_concentration() -> None:
    """A total of 0 is not equal and not unequal."""
    curve, plain, crime = lorenz_curve([0, 0]), gini([0, 0]), crime_concentration([0, 0])

    assert np.isnan(curve).all()
    assert [True, True] == [math.isnan(plain.gini), math.isnan(plain.theil)]  # type: ignore[arg-type]
    assert [True, True] == [math.isnan(crime.gini), math.isnan(crime.gini_sparse)]
    assert [True, 0] == [math.isnan(crime.share_of_top(0.5)), crime.places_for(0.5)]
    assert ["total_above_0", "fewer_events_than_places"] == [c.name for c in crime.checks]


def test_one_value_is_not_unequal() -> None:
    """One place has all there is; the corrected coefficient is not defined."""
    found = gini([7])

    assert (0.0, 0.0) == (found.gini, found.theil)
    assert math.isnan(found.gini_corrected)  # type: ignore[arg-type]


def test_all_in_one_place() -> None:
    """Full concentration is 1 - 1/n, and 1 when corrected."""
    found = gini([0, 0, 0, 9])

    assert pytest.approx((0.75, 1.0, math.log(4))) == (
        found.gini,
        found.gini_corrected,
        found.theil,
    )


def test_few_events_spread_out_are_not_concentrated() -> None:
    """Three events in three of nine places are as even as can be: plain Gini 2/3, sparse 0."""
    found = crime_concentration([1, 0, 0, 1, 0, 0, 1, 0, 0])

    assert pytest.approx(2 / 3) == found.gini
    assert pytest.approx(0.0, abs=1e-12) == found.gini_sparse


def test_series_not_reported_answers_nan() -> None:
    """A value not reported leaves its own series unknown, and no other."""
    found = gini([[1, 2, math.nan], [1, 2, 3]])

    assert [True, False] == np.isnan(found.gini).tolist()
    assert gini([1, 2, 3]).gini == found.gini[1]  # type: ignore[index]


def test_part_of_a_place_counts_with_that_part() -> None:
    """5% of 10 places is half a place, with half its events."""
    assert 0.25 == crime_concentration([5, 1, 1, 1, 1, 1, 0, 0, 0, 0]).share_of_top(0.05)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ([1, -2], r"values\[1\]: expected values of 0 or more"),
        ([1, math.inf], r"values\[1\]: expected finite numbers"),
        ([], "values: expected one value or more"),
        (5, "values: expected a series"),
    ],
)
def test_values_without_inequality(values: Any, message: str) -> None:
    """Shares are of things that add up."""
    for method in (gini, lorenz_curve):
        with pytest.raises(InputError, match=message):
            method(values)


@pytest.mark.parametrize(
    ("counts", "message"),
    [
        ([1, math.nan], r"counts\[1\]: expected a count for every place"),
        ([1, 1.5], r"counts\[1\]: expected a whole number"),
        ([], "counts: expected one count for each place"),
        ([[1, 2]], "counts: expected one count for each place"),
    ],
)
def test_counts_without_concentration(counts: Any, message: str) -> None:
    """Every place has a count."""
    with pytest.raises(InputError, match=message):
        crime_concentration(counts)


@pytest.mark.parametrize("share", [0, 1, 5, math.nan])
def test_shares_that_are_refused(share: float) -> None:
    """A share lies between 0 and 1."""
    with pytest.raises(InputError, match="share: expected one number between 0 and 1"):
        crime_concentration([1, 2]).share_of_top(share)


def test_quotient_of_empty_cells_and_areas() -> None:
    """A type that an area has none of has quotient 0; an area without crime has none."""
    found = location_quotient([[0, 4], [5, 6], [0, 0]])

    assert 0.0 == found.value[0, 0]  # type: ignore[index]
    assert np.isnan(found.value[2]).all()  # type: ignore[index]
    assert np.isnan(found.low[0, 0])  # type: ignore[index]
    assert "3 of 6 counts are 0" in found.failed[0].detail


@pytest.mark.parametrize(
    ("counts", "message"),
    [
        ([1, 2], "counts: expected a table of areas and crime types"),
        ([[]], "counts: expected a table of areas and crime types"),
        ([[1, math.nan]], r"counts\[0, 1\]: expected a count in every cell"),
        ([[1, -1]], r"counts\[0, 1\]: expected a count of 0 or more"),
    ],
)
def test_tables_without_quotients(counts: Any, message: str) -> None:
    """Shares need every count."""
    with pytest.raises(InputError, match=message):
        location_quotient(counts)


@pytest.mark.parametrize(
    ("lists", "message"),
    [
        ([[1], [2]], r"lists\[1\]: expected whole numbers from 0 to 1.*Numbers start at 0"),
        ([[0], []], r"lists\[0\]: expected each neighbour once, and not the place itself"),
        ([[1, 1], [0]], r"lists\[0\]: expected each neighbour once"),
        ([[-1], [0]], r"lists\[0\]: expected whole numbers"),
    ],
)
def test_neighbours_that_are_refused(lists: Any, message: str) -> None:
    """A neighbour is another place, by its number."""
    with pytest.raises(InputError, match=message):
        make_neighbours(lists)


def test_neighbours_on_the_globe() -> None:
    """A degree of latitude is 111 km, across the date line and over the pole too."""
    points = [[179.9, 0], [-179.9, 0], [0, 89.9], [180, 89.9], [0, 0], [0, 1]]

    near = neighbours_within(points, 23_000, coordinates="great_circle")

    assert [1, 1, 1, 1, 0, 0] == near.counts.tolist()
    assert 2 == neighbours_within(points, 111_200, coordinates="great_circle").counts[4:].sum()


def test_one_point_has_no_neighbours() -> None:
    """A point alone is a place without neighbours."""
    assert [0] == neighbours_within([[5, 5]], 10, coordinates="projected").counts.tolist()


@pytest.mark.parametrize("rate", [3, 0.1, 1e-9 / 3, -0.7])
def test_values_that_are_all_equal(rate: float) -> None:
    """Nothing to compare answers nan, and a check says so, also of a rate that is not exact."""
    values = [rate] * 5 + [rate * 3 / 3]
    moran, local, star = (f(values, RING) for f in (morans_i, local_morans_i, getis_ord_gi_star))

    assert [True] * 4 == [
        math.isnan(moran.value),
        math.isnan(moran.geary_c),
        np.isnan(local.value).all(),
        np.isnan(star.z).all(),
    ]
    for checks in (moran.random.checks, local.checks, star.checks):
        assert ["values_differ"] == [check.name for check in checks]


def test_places_without_neighbours_are_named() -> None:
    """Islands count as places, and a check says how many."""
    near = make_neighbours([[1], [0], [3], [2], []])

    found = morans_i([1, 2, 3, 4, 5], near)

    assert "1 of 5 places have no neighbour" in found.random.checks[0].detail
    assert not math.isnan(found.value)


def test_no_neighbours_at_all() -> None:
    """Without a single link Moran's I is not defined."""
    assert math.isnan(morans_i([1, 2, 3, 4], make_neighbours([[], [], [], []])).value)


def test_place_that_has_all_others_as_neighbours() -> None:
    """The sum over everything does not vary, so Gi* is nan there."""
    star = getis_ord_gi_star([1, 2, -4], make_neighbours([[1, 2], [0], [0]]))

    assert [True, False, False] == np.isnan(star.z).tolist()
    assert math.isnan(star.global_g)


def test_one_way_neighbours() -> None:
    """Neighbours need not be mutual, and the variances know it."""
    mutual = morans_i([1, 5, 2, 4], make_neighbours([[1], [0], [3], [2]]))
    one_way = morans_i([1, 5, 2, 4], make_neighbours([[1], [2], [3], [0]]))

    assert mutual.variance_normal > one_way.variance_normal > 0


@pytest.mark.parametrize("method", [morans_i, local_morans_i, getis_ord_gi_star])
@pytest.mark.parametrize(
    ("values", "message"),
    [
        ([1, 2], "values: expected one value for each of 6 places"),
        ([1, 2, 3, 4, 5, math.nan], "values: expected a value for every place"),
        ([1, 2, 3, 4, 5, math.inf], r"values\[5\]: expected finite numbers"),
    ],
)
def test_values_that_are_refused(method: Any, values: Any, message: str) -> None:
    """Every place has a value, and every value a place."""
    with pytest.raises(InputError, match=message):
        method(values, RING)


def test_too_few_places() -> None:
    """Variances need four places, and comparisons two."""
    with pytest.raises(InputError, match="values: expected 4 places or more"):
        morans_i([1, 2], make_neighbours([[1], [0]]))
    with pytest.raises(InputError, match="values: expected 2 places or more"):
        getis_ord_gi_star([1], make_neighbours([[]]))


def test_unknown_style_of_weights() -> None:
    """Weights are by row or binary."""
    with pytest.raises(InputError, match="style: expected one of binary, row"):
        morans_i([1, 2, 3, 4, 5, 6], RING, style="queen")  # type: ignore[arg-type]
    assert pytest.approx(morans_i([1, 2, 3, 4, 5, 6], RING).value) == (
        morans_i([1, 2, 3, 4, 5, 6], RING, style="binary").value
    )
