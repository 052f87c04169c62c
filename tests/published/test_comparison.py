"""Difference in differences and synthetic control against papers and R.

Each case of `cases/comparison.json` names its source and carries its tolerance. All data are other
people's, or were made for the cases, and are read from beside them.
"""

from __future__ import annotations

import csv
import gzip
import json
import math
import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from safetykit.stats.comparison import (
    SyntheticControl,
    calibrated_control,
    difference_in_differences,
    difference_in_differences_panel,
    difference_of_changes,
    synthetic_control,
    synthetic_control_placebos,
)

CASES = json.loads((Path(__file__).parent / "cases" / "comparison.json").read_text("utf-8"))
SHARED = Path(os.environ.get("SAFETYKIT_SHARED") or Path(__file__).parents[3] / "shared")
pytestmark = pytest.mark.shared


def the_case(name: str) -> dict[str, Any]:
    """Return the case of that name."""
    return next(case for case in CASES if case["id"] == name)


def rows(name: str) -> list[list[str]]:
    """Return the rows of a file beside the cases, or skip and say how to run it."""
    path = SHARED / "reference" / name
    if not path.is_file():
        pytest.skip(f"NOT RUN: no {path.name} under SAFETYKIT_SHARED (now {SHARED})")
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def columns(name: str) -> dict[str, np.ndarray]:
    """Return the columns of a file, words as words and gaps as nan."""
    head, *body = rows(name)
    found = {}
    for label, column in zip(head, zip(*body, strict=True), strict=True):
        try:
            found[label] = np.array([float(v) if v not in ("NA", "") else math.nan for v in column])
        except ValueError:
            found[label] = np.array(column)
    return found


def panel(unit: np.ndarray, time: np.ndarray, values: np.ndarray) -> np.ndarray:
    """Return the values as a table of units by periods."""
    units, times = (np.unique(part, return_inverse=True) for part in (unit, time))
    table = np.full((units[0].size, times[0].size), math.nan)
    table[units[1], times[1]] = values
    return table


@pytest.mark.parametrize("number", [0, 1])
def test_two_way_fixed_effects(number: int) -> None:
    """R's lm and glm with vcovCL, linear and Poisson."""
    case = the_case(f"did.random.{number}")
    data, expected, rel = columns(case["inputs"]["csv"]), case["expected"], case["tolerance"]["rel"]
    y, treated = (panel(data["unit"], data["time"], data[name]) for name in ("y", "treated"))
    start = int((data["time"][data["post"] == 0].max()) - data["time"].min() + 1)

    linear, poisson = (
        difference_in_differences_panel(y, treated[:, 0], start, model=model)  # type: ignore[arg-type]
        for model in ("linear", "poisson")
    )

    assert pytest.approx(expected["twfe"], rel=rel) == linear.estimate.value
    assert pytest.approx(expected["means_did"], rel=rel) == linear.estimate.value
    assert pytest.approx(expected["se_cluster_hc1"], rel=rel) == linear.standard_error
    assert pytest.approx(expected["poisson_twfe"], rel=rel) == poisson.estimate.value
    assert pytest.approx(expected["poisson_se_cluster"], rel=rel) == poisson.standard_error


def test_minimum_wage_in_new_jersey() -> None:
    """Card and Krueger (1994), table 3: the data give 2.75, not the 2.76 of the paper."""
    case = the_case("did.card-krueger1994")
    data, expected, rel = columns(case["inputs"]["csv"]), case["expected"], case["tolerance"]["rel"]
    kinds = {
        "independent-cells": "se_independent_cells",
        "pooled": "se_ols",
        "hc1": "se_hc1",
    }
    for errors, key in kinds.items():
        found = difference_in_differences(data["fte"], data["nj"], data["d"], errors=errors)  # type: ignore[arg-type]

        assert pytest.approx(expected["did"], rel=rel) == found.estimate.value
        assert pytest.approx(2.76, abs=0.01) == found.estimate.value
        assert pytest.approx(expected[key], rel=rel) == found.standard_error
        order = ["pa_before", "pa_after", "nj_before", "nj_after"]
        means = [expected["means"][name] for name in order]
        assert pytest.approx(means, rel=rel) == found.means.tolist()
        sems = [expected["sems"][name] for name in order]
        assert pytest.approx(sems, rel=rel) == found.standard_errors.tolist()


def test_changes_of_restaurants_in_new_jersey() -> None:
    """Card and Krueger (1994), table 3, row 4: the same stores before and after."""
    case = the_case("did.card-krueger1994.balanced")
    data, expected, rel = columns(case["inputs"]["csv"]), case["expected"], case["tolerance"]["rel"]
    once = data["d"] == 0
    for errors, key in (("unequal", "se_unequal_variance"), ("pooled", "se_ols")):
        found = difference_of_changes(data["demp"][once], data["nj"][once], errors=errors)  # type: ignore[arg-type]

        assert pytest.approx(expected["did"], rel=rel) == found.estimate.value
        assert pytest.approx(expected[key], rel=rel) == found.standard_error
        changes = [expected["pa_change"], expected["nj_change"]]
        assert pytest.approx(changes, rel=rel) == found.means.tolist()


def test_cigarette_sales_in_california() -> None:
    """Arkhangelsky et al. (2021), table 1: difference in differences of -27.3."""
    case = the_case("did.prop99")
    given = case["inputs"]
    data = columns(given["csv"])
    y = panel(data["state"], data["year"], data["cigsale"])
    treated = np.unique(data["state"]) == given["treated"]

    found = difference_in_differences_panel(
        y, treated, int(given["first_post"] - data["year"].min())
    )

    expected = case["expected"]["did"]
    assert pytest.approx(expected, rel=case["tolerance"]["rel"]) == found.estimate.value
    assert "treated_units" in [check.name for check in found.estimate.failed]


def synthetic(case: dict[str, Any], **choices: Any) -> tuple[SyntheticControl, list[str]]:
    """Return the synthetic control of a case and the names of its donors."""
    given = case["inputs"]
    (head, *x_rows), (_, *y_rows) = (rows(given[name]) for name in ("csv_X", "csv_Y"))
    x, y = (np.array([row[1:] for row in part], dtype=float) for part in (x_rows, y_rows))
    start = [row[0] for row in y_rows].index(str(given.get("treatment_year", 1975)))
    if "basque" in case["id"]:
        choices.setdefault("pre_periods", (5, 15))  # 1960 to 1969
    run = choices.pop("run", synthetic_control)
    return run(y[:, -1], y[:, :-1], x[:, -1], x[:, :-1], start, **choices), head[1:-1]


@pytest.mark.parametrize(
    "name", ["scm.basque.equal-V", "scm.basque.published-V", "scm.prop99.published-V"]
)
def test_synthetic_control_with_fixed_v(name: str) -> None:
    """With V fixed the weights are the one answer of a convex problem (R's LowRankQP)."""
    case = the_case(name)
    expected, tolerance = case["expected"], case["tolerance"]

    found, donors = synthetic(case, v=case["inputs"]["v"])

    weights = [expected["weights"].get(donor, 0.0) for donor in donors]
    assert pytest.approx(weights, abs=tolerance["weights_abs"]) == found.weights.tolist()
    assert pytest.approx(expected["loss_w"], rel=tolerance["loss_rel"]) == found.predictor_loss
    assert pytest.approx(expected["mspe_pre"], rel=1e-6) == found.pre_mspe
    assert pytest.approx(expected["att_post"], abs=tolerance["att_abs"]) == found.mean_gap_after
    assert pytest.approx(expected["gap_last"], abs=tolerance["att_abs"]) == found.gap[-1]


def test_synthetic_control_with_searched_v() -> None:
    """Abadie and Gardeazabal (2003): several starts, of which not all find the best fit."""
    case = the_case("scm.basque.nested")
    expected, tolerance = case["expected"], case["tolerance"]

    found, donors = synthetic(case)

    weights = [expected["weights"].get(donor, 0.0) for donor in donors]
    assert pytest.approx(weights, abs=tolerance["weights_abs"]) == found.weights.tolist()
    assert pytest.approx(expected["mspe_pre"], rel=1e-4) == found.pre_mspe
    att = pytest.approx(expected["att_1975_1997"], abs=tolerance["att_abs"])
    assert att == found.mean_gap_after
    assert 4 == found.starts_mspe.size
    assert "starts_agree" in [check.name for check in found.checks if not check.passed]


def test_california_is_the_most_unusual_of_its_donors() -> None:
    """Abadie, Diamond and Hainmueller (2010): 1 of 39 states, p = 0.026."""
    case = the_case("scm.prop99.published-V")

    found, _ = synthetic(case, v=case["inputs"]["v"], run=synthetic_control_placebos)

    assert pytest.approx(1 / 39) == found.p_value  # type: ignore[attr-defined]


def test_drug_market_intervention_in_seattle() -> None:
    """Robbins, Saunders and Kilmer (2017): raking on 57 columns and the number of areas."""
    case = the_case("microsynth.seattledmi.raking")
    expected, rel = case["expected"], case["tolerance"]["rel"]
    data = columns(case["inputs"]["csv"])
    names = list(data)
    covariates = names[1 : names.index("treated")]
    before = [f"{name}_{i}" for name in expected["outcomes"] for i in range(1, 13)]
    matched = np.column_stack([data[name] for name in covariates + before])
    treated = data["treated"] == 1

    found = calibrated_control(matched[treated], matched[~treated])

    size = expected["effective_sample_size"]
    assert pytest.approx(size, rel=rel) == found.effective_sample_size
    for name, told in expected["outcomes"].items():
        after = sum(data[f"{name}_{i}"] for i in range(13, 17))
        control = found.total(after[~treated])
        assert told["treated"] == after[treated].sum()
        assert pytest.approx(told["control"], rel=rel) == control
        assert pytest.approx(told["pct"], rel=rel) == after[treated].sum() / control - 1
