"""Space-time methods against papers, package manuals and other software.

Each case of `cases/spacetime.json` names its source and carries its tolerance; cases whose source
is "generated" were computed in R and again in Python. Points of other people's data sets are not
kept here: those tests read them under SAFETYKIT_SHARED and say so when they cannot.
"""

from __future__ import annotations

import json
import math
import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from safetykit.stats.spacetime import (
    average_nearest_neighbour,
    crime_concentration,
    getis_ord_gi_star,
    gini,
    knox_test,
    local_morans_i,
    location_quotient,
    lorenz_curve,
    make_neighbours,
    mantel_test,
    morans_i,
    near_repeat_table,
    neighbours_within,
)

CASES = json.loads((Path(__file__).parent / "cases" / "spacetime.json").read_text("utf-8"))
SHARED = Path(os.environ.get("SAFETYKIT_SHARED") or Path(__file__).parents[3] / "shared")
SHUFFLES = {"near-repeat.random.0": 99_999}  # R's own 1,999 came out 2.8 of their errors away
STATED: dict[str, Any] = {
    "coordinates": "projected",
    "date_precision": "day",
    "point_precision": "exact",
}


def cases(method: str) -> list[Any]:
    """Return the cases of a method, each under its own name."""
    return [
        pytest.param(
            case,
            id=case["id"],
            marks=[pytest.mark.shared] if "csv" in case["inputs"] else [],
        )
        for case in CASES
        if case["method"] == method
    ]


def case_of(name: str) -> dict[str, Any]:
    """Return one case by its name."""
    return next(case for case in CASES if case["id"] == name)


def columns(case: dict[str, Any]) -> dict[str, Any]:
    """Return the columns of the case's data set, or skip the test and say how to run it."""
    file = SHARED / "reference" / case["inputs"]["csv"]
    if not file.is_file():
        pytest.skip(f"NOT RUN: no {file.name} under SAFETYKIT_SHARED (now {SHARED})")
    return {
        name: table
        for table in [np.genfromtxt(file, delimiter=",", names=True)]
        for name in table.dtype.names
    }


def read(case: dict[str, Any]) -> tuple[Any, Any]:
    """Return points, and times if there are any, of a case's data set."""
    table = columns(case)
    points = np.stack([table["x"]["x"], table["y"]["y"]], axis=-1)
    times = [name for name in ("t", "day", "date") if name in table]
    return points, table[times[0]][times[0]] if times else None


def close(case: dict[str, Any], expected: Any) -> Any:
    """Return the expected numbers with the tolerance of the case."""
    return pytest.approx(expected, rel=case["tolerance"]["rel"])


@pytest.mark.parametrize("case", cases("knox_test"))
def test_knox(case: dict[str, Any]) -> None:
    """Burkitt's lymphoma: the counts are those of pointpats and of R's surveillance."""
    points, times = read(case)
    expected = case["expected"]

    found = knox_test(points, times, max_distance_m=20, max_days=5, permutations=1, **STATED)

    assert expected["statistic"] == found.statistic
    assert expected["close_space_pairs"] == found.close_in_space
    assert expected["close_time_pairs"] == found.close_in_time
    assert expected["pairs"] == found.pairs
    assert expected["table"] == [list(row) for row in found.table]
    assert close(case, expected["expected"]) == found.expected


@pytest.mark.parametrize("case", cases("knox_test"))
def test_p_value_of_knox_counts_ties(case: dict[str, Any]) -> None:
    """Trap 1: the p-value is P(X >= 13) = 0.2223; the packages give P(X > 13) = 0.1462."""
    points, times = read(case)
    expected = case["expected"]

    found = knox_test(points, times, max_distance_m=20, max_days=5, permutations=1, **STATED)

    assert close(case, expected["p_poisson"]) == found.p_poisson
    assert close(case, expected["p_poisson_gt"]) == found.p_poisson_more


@pytest.mark.parametrize("case", cases("knox_test_permutation"))
def test_permutations_of_knox(case: dict[str, Any]) -> None:
    """The permutation p-value is near R's surveillance::knox with 19,999 permutations."""
    points, times = read(case)

    found = knox_test(points, times, max_distance_m=20, max_days=5, permutations=9999, **STATED)

    tolerance = case["tolerance"]["abs"]
    assert pytest.approx(case["expected"]["p_value"], abs=tolerance) == found.test.p_value


@pytest.mark.parametrize("case", cases("mantel_test_space_time"))
def test_mantel(case: dict[str, Any]) -> None:
    """Mantel's reciprocals as in pointpats, and the plain correlation of distances."""
    points, times = read(case)

    reciprocal = mantel_test(points, times, permutations=1, **STATED)
    plain = mantel_test(
        points,
        times,
        space_constant_m=0,
        space_power=1,
        time_constant_days=0,
        time_power=1,
        permutations=1,
        **STATED,
    )

    assert close(case, case["expected"]["standardised_statistic"]) == reciprocal.correlation
    assert close(case, case["expected"]["untransformed"]) == plain.correlation


@pytest.mark.parametrize("case", cases("near_repeat_knox_table"))
def test_near_repeat_table(case: dict[str, Any]) -> None:
    """Observed pairs are exactly R's NearRepeat; ratios and p-values within simulation error."""
    points, times = read(case)
    given, expected, tolerance = case["inputs"], case["expected"], case["tolerance"]

    found = near_repeat_table(
        points,
        times,
        space_breaks_m=[float(limit) for limit in given["space_breaks"]],
        time_breaks_days=given["time_breaks"],
        metric=given["metric"],
        permutations=SHUFFLES.get(case["id"], 9999),
        **STATED,
    )

    assert expected["observed"] == found.observed.tolist()
    assert (
        pytest.approx(
            np.array(expected["knox_ratio_mean"], float), rel=tolerance["ratio_rel"], nan_ok=True
        )
        == found.ratio
    )
    assert pytest.approx(np.array(expected["p_values"]), abs=tolerance["p_abs"]) == found.p_value


@pytest.mark.parametrize(
    "case",
    [param for param in cases("near_repeat_knox_table") if "random" in str(param.id)],
)
def test_knox_and_mantel_of_generated_events(case: dict[str, Any]) -> None:
    """One distance and one time, and all of them, on the same generated events."""
    points, times = read(case)
    expected = case["expected"]["knox_200_14"]

    knox = knox_test(points, times, max_distance_m=200, max_days=14, permutations=1, **STATED)
    mantel = mantel_test(points, times, permutations=1, **STATED)

    assert close(case, list(expected.values())) == [
        knox.statistic,
        knox.close_in_space,
        knox.close_in_time,
        knox.pairs,
        knox.expected,
        knox.p_poisson,
        knox.p_poisson_more,
    ]
    assert close(case, case["expected"]["mantel_reciprocal"]) == mantel.correlation


def test_gini_of_incomes() -> None:
    """The help page of R's ineq: Gini, its correction, Theil and the Lorenz curve."""
    case = case_of("gini.ineq-doc")
    values, expected = case["inputs"]["values"], case["expected"]

    found = gini(values)

    assert close(case, expected["gini"]) == found.gini
    assert close(case, expected["gini_corrected"]) == found.gini_corrected
    assert close(case, expected["theil"]) == found.theil
    assert close(case, expected["lorenz"]) == lorenz_curve(values).tolist()


@pytest.mark.shared
def test_gini_of_mexican_states() -> None:
    """The documentation of pysal's inequality, 32 states in three years."""
    case = case_of("gini.mexico")
    table = columns(case)

    found = {year: gini(table[year][year]).gini for year in case["expected"]}

    assert close(case, case["expected"]) == found


@pytest.mark.parametrize("case", cases("gini_crime_concentration"))
def test_gini_of_sparse_counts(case: dict[str, Any]) -> None:
    """Bernasco and Steenbeek (2017), and the shares that follow from the counts."""
    expected = case["expected"]

    found = crime_concentration(case["inputs"]["counts"])

    assert close(case, expected["gini"]) == found.gini
    assert close(case, expected["gini_bernasco_steenbeek"]) == found.gini_sparse
    if "n_places" in expected:
        assert (expected["n_places"], expected["n_crimes"]) == (found.n_places, found.n_events)
        assert close(case, expected["share_top_5pct"]) == found.share_of_top(0.05)
        assert expected["places_for_50pct"] == found.places_for(0.5)


@pytest.mark.parametrize("case", cases("location_quotient"))
def test_location_quotient(case: dict[str, Any]) -> None:
    """The quotient of shares that R's prop.table gives."""
    found = location_quotient(case["inputs"]["counts"])

    assert close(case, np.array(case["expected"]["lq"])) == found.value


@pytest.mark.parametrize("case", cases("morans_i"))
def test_morans_i(case: dict[str, Any]) -> None:
    """R's spdep: I, its two variances and tests, and Geary's C; esda prints the first."""
    given, expected = case["inputs"], case["expected"]
    neighbours = make_neighbours([[i - 1 for i in row] for row in given["neighbours_1based"]])

    found = morans_i(given["values"], neighbours)

    assert close(case, list(expected.values())) == [
        found.value,
        found.chance.value,
        found.variance_normal,
        found.normal.statistic,
        found.normal.p_value,
        found.variance_random,
        found.random.statistic,
        found.random.p_value,
        found.geary_c,
    ]


@pytest.mark.parametrize("case", cases("getis_ord_gi_star"))
def test_getis_ord(case: dict[str, Any]) -> None:
    """R's spdep localG with the place itself, p.adjust(BH) and localmoran; esda's docstring."""
    given, expected = case["inputs"], case["expected"]
    near = neighbours_within(given["points"], given["threshold"], coordinates="projected")

    found = getis_ord_gi_star(given["values"], near)

    assert close(case, expected["z"]) == found.z
    if "global_G" in expected:
        assert close(case, expected["global_G"]) == found.global_g
    if "p_fdr_bh" in expected:
        assert close(case, expected["p_fdr_bh"]) == found.p_fdr
        assert close(case, expected["local_moran"]) == local_morans_i(given["values"], near).value


@pytest.mark.parametrize("case", cases("average_nearest_neighbour"))
def test_nearest_neighbour(case: dict[str, Any]) -> None:
    """R's spatstat clarkevans without edge correction, with the constant of the paper."""
    points, _ = read(case)
    expected = case["expected"]

    found = average_nearest_neighbour(
        points,
        area_m2=case["inputs"]["area"],
        coordinates="projected",
        point_precision="exact",
    )

    assert close(case, expected["observed_mean"]) == found.observed_mean_m
    assert close(case, expected["expected_mean"]) == found.expected_mean_m
    assert close(case, expected["ratio"]) == found.ratio.value
    assert close(case, expected["se"]) == found.standard_error_m
    assert close(case, [expected["z"], expected["p_two_sided"]]) == [
        found.test.statistic,
        found.test.p_value,
    ]
    assert not math.isnan(found.ratio.low)  # type: ignore[arg-type]
