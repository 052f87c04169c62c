"""Laws of space-time methods: relabelling, rescaling, brute force, and honest p-values."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from safetykit.stats.spacetime import (
    average_nearest_neighbour,
    crime_concentration,
    getis_ord_gi_star,
    gini,
    knox_test,
    location_quotient,
    lorenz_curve,
    make_neighbours,
    mantel_test,
    morans_i,
    near_repeat_table,
    neighbours_within,
)

STATED: dict[str, Any] = {"date_precision": "day", "point_precision": "exact"}
SEEDS = st.integers(0, 2**32 - 1)


def events(seed: int, n: int) -> tuple[Any, Any]:
    """Return points on a coarse lattice, so that many distances tie, and whole days."""
    rng = np.random.default_rng(seed)
    return rng.integers(0, 30, (n, 2)) * 10.0, rng.integers(0, 60, n).astype(float)


@given(SEEDS, st.integers(2, 60), st.sampled_from([0.0, 10.0, 37.5, 100.0, 1e4]))
def test_close_pairs_are_those_of_brute_force(seed: int, n: int, distance: float) -> None:
    """The grid finds each pair within the distance once, for either metric."""
    points, times = events(seed, n)
    upper = np.triu_indices(n, 1)
    apart = np.abs(points[upper[0]] - points[upper[1]])
    days = np.abs(times[upper[0]] - times[upper[1]])

    for metric, far in (("euclidean", np.hypot(*apart.T)), ("manhattan", apart.sum(axis=1))):
        found = knox_test(
            points,
            times,
            max_distance_m=distance,
            max_days=9,
            coordinates="projected",
            metric=metric,  # type: ignore[arg-type]
            permutations=1,
            **STATED,
        )

        assert (far <= distance).sum() == found.close_in_space
        assert (days <= 9).sum() == found.close_in_time
        assert ((far <= distance) & (days <= 9)).sum() == found.statistic


@given(SEEDS, st.integers(2, 40), st.floats(1e3, 2.1e7))
def test_close_pairs_on_the_globe(seed: int, n: int, distance: float) -> None:
    """Great-circle neighbours are those of all distances on the unit sphere."""
    rng = np.random.default_rng(seed)
    degrees = np.column_stack([rng.uniform(-180, 180, n), rng.uniform(-90, 90, n)])
    lon, lat = np.radians(degrees).T
    xyz = np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=-1)
    away = (
        2
        * 6_371_008.8
        * np.arcsin(np.minimum(np.linalg.norm(xyz[:, None] - xyz[None, :], axis=-1) / 2, 1))
    )
    clear = np.abs(away - distance).min() > 1.0

    near = neighbours_within(degrees, distance, coordinates="great_circle")

    if clear:
        assert (away <= distance).sum(axis=1).tolist() == (near.counts + 1).tolist()


@given(SEEDS, st.integers(4, 40))
def test_tests_do_not_know_the_order_of_events(seed: int, n: int) -> None:
    """Relabelling events, moving the map or the calendar changes no statistic."""
    points, times = events(seed, n)
    order = np.random.default_rng(seed).permutation(n)
    options: dict[str, Any] = STATED | {"coordinates": "projected", "permutations": 1}
    moved = points[order] + 1000.0, times[order] + 77.0
    bands: dict[str, Any] = {"space_breaks_m": [0, 50, math.inf], "time_breaks_days": [0, 9, 30]}

    one, other = (
        knox_test(*given, max_distance_m=40, max_days=5, **options)
        for given in ((points, times), moved)
    )
    tables = [near_repeat_table(*given, **bands, **options) for given in ((points, times), moved)]

    assert (one.table, one.expected) == (other.table, other.expected)
    assert tables[0].observed.tolist() == tables[1].observed.tolist()
    assert pytest.approx(tables[0].expected) == tables[1].expected


@given(SEEDS, st.integers(5, 30), st.floats(0.1, 10.0))
def test_mantel_follows_the_units(seed: int, n: int, scale: float) -> None:
    """Points and constant in another unit give the same correlation; so does relabelling."""
    points, times = events(seed, n)
    order = np.random.default_rng(seed).permutation(n)
    options: dict[str, Any] = STATED | {"coordinates": "projected", "permutations": 1}
    times[0], times[1], points[0], points[1] = 100.0, 0.0, 0.0, 500.0

    plain = mantel_test(points, times, **options)
    other = mantel_test(scale * points[order], times[order], space_constant_m=scale, **options)

    assert pytest.approx(plain.correlation, abs=1e-9) == other.correlation
    assert -1.0 - 1e-9 <= plain.correlation <= 1.0 + 1e-9


@given(st.lists(st.integers(0, 50), min_size=2, max_size=50), SEEDS, st.floats(0.01, 100.0))
def test_concentration_is_free_of_order_and_scale(
    counts: list[int], seed: int, scale: float
) -> None:
    """Shuffling places or counting in dozens keeps Gini, Theil and the Lorenz curve."""
    shuffled = np.random.default_rng(seed).permutation(counts)
    one, other = gini(counts), gini(scale * shuffled)

    assert pytest.approx(one.gini, nan_ok=True, abs=1e-12) == other.gini
    assert pytest.approx(one.theil, nan_ok=True, abs=1e-12) == other.theil
    assert pytest.approx(lorenz_curve(counts), nan_ok=True) == lorenz_curve(scale * shuffled)
    if sum(counts):
        assert -1e-12 <= one.gini <= 1.0
        assert -1e-9 <= crime_concentration(counts).gini_sparse <= one.gini + 1e-9


@given(SEEDS, st.integers(6, 30), st.floats(0.1, 10.0), st.floats(-50.0, 50.0))
def test_autocorrelation_is_free_of_labels_and_units(
    seed: int, n: int, scale: float, shift: float
) -> None:
    """Moran's I and Gi* do not know the names of places nor the unit of their values."""
    rng = np.random.default_rng(seed)
    lists = [[(i - 1) % n, (i + 1) % n] for i in range(n)]
    values, order = rng.normal(size=n), rng.permutation(n)
    where = np.argsort(order)
    renamed = make_neighbours([[int(where[j]) for j in lists[i]] for i in order])
    there = scale * values[order] + shift

    one, other = morans_i(values, make_neighbours(lists)), morans_i(there, renamed)
    hot = getis_ord_gi_star(values, make_neighbours(lists)).z
    again = getis_ord_gi_star(there, renamed).z

    assert pytest.approx(one.value) == other.value
    assert pytest.approx(one.variance_random) == other.variance_random
    assert pytest.approx(np.asarray(hot)[order], abs=1e-6) == np.asarray(again)


def test_p_value_of_knox_is_honest() -> None:
    """Without interaction p falls below 0.05 in at most 5% of 400 data sets (error 1.1%)."""
    rng = np.random.default_rng(20260110)
    small = 0
    for _ in range(400):
        points, times = rng.uniform(0, 1000, (80, 2)), rng.integers(0, 100, 80)
        found = knox_test(
            points,
            times,
            max_distance_m=120,
            max_days=10,
            coordinates="projected",
            permutations=99,
            rng=rng,
            **STATED,
        )
        small += found.test.p_value <= 0.05  # type: ignore[operator]

    assert 0.015 < small / 400 < 0.075


def test_variance_of_morans_i_is_that_of_arrangements() -> None:
    """The formula gives the mean and variance over 20,000 arrangements of the values."""
    rng = np.random.default_rng(20260111)
    values = rng.gamma(0.5, 1.0, 12)
    ring = make_neighbours([[(i - 1) % 12, (i + 1) % 12] for i in range(12)])
    drawn = [morans_i(rng.permutation(values), ring).value for _ in range(4000)]

    found = morans_i(values, ring)

    assert pytest.approx(found.chance.value, abs=0.015) == np.mean(drawn)
    assert pytest.approx(found.variance_random, rel=0.1) == np.var(drawn)


def test_nearest_neighbours_of_random_points() -> None:
    """Of points anywhere in a large square the index is 1, nearly, and z normal."""
    rng = np.random.default_rng(20260112)
    found = [
        average_nearest_neighbour(
            rng.uniform(0, 1000, (400, 2)),
            area_m2=1e6,
            coordinates="projected",
            point_precision="exact",
        )
        for _ in range(60)
    ]

    assert pytest.approx(1.03, abs=0.02) == np.mean([each.ratio.value for each in found])


@given(SEEDS, st.integers(2, 60))
def test_nearest_distances_are_those_of_brute_force(seed: int, n: int) -> None:
    """However points cluster, each finds its nearest other."""
    rng = np.random.default_rng(seed)
    points = np.where(rng.random((n, 1)) < 0.5, rng.uniform(0, 9, (n, 2)), rng.integers(0, 3) + 0.0)
    away = np.linalg.norm(points[:, None] - points[None, :], axis=-1)
    np.fill_diagonal(away, np.inf)

    found = average_nearest_neighbour(
        points, area_m2=1.0, coordinates="projected", point_precision="exact"
    )

    assert pytest.approx(away.min(axis=1).mean(), abs=1e-9) == found.observed_mean_m


def test_interval_of_the_quotient_covers() -> None:
    """The interval holds the true quotient in 95% of 4,000 tables."""
    rng = np.random.default_rng(20260113)
    shares = np.array([[0.2, 0.1, 0.1], [0.15, 0.25, 0.2]])
    truth = shares / (shares.sum(axis=1, keepdims=True) * shares.sum(axis=0))
    tables = rng.multinomial(600, shares.ravel(), 4000).reshape(-1, 2, 3)

    covered = [location_quotient(each).contains(truth) for each in tables]

    assert pytest.approx(0.95, abs=0.012) == np.mean(covered, axis=0)
