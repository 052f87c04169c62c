"""Kaplan-Meier, log-rank and the binary rate, against R's survival and the Ministry of Justice.

Each case of `cases/reoffending.json` names its source. The cases also carry coefficients of Cox
regressions, which are not among the methods here and are not compared.
"""

from __future__ import annotations

import csv
import datetime as dt
import json
import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from safetykit.stats.reoffending import (
    Offender,
    Reoffence,
    binary_reoffending,
    kaplan_meier,
    log_rank_test,
)

CASES = json.loads((Path(__file__).parent / "cases" / "reoffending.json").read_text("utf-8"))
SHARED = Path(os.environ.get("SAFETYKIT_SHARED") or Path(__file__).parents[3] / "shared")


def cases(method: str) -> list[Any]:
    """Return the cases of a method, each under its own name."""
    return [pytest.param(case, id=case["id"]) for case in CASES if case["method"] == method]


def close(case: dict[str, Any], expected: Any) -> Any:
    """Return the expected numbers with the tolerance of the case."""
    return pytest.approx(expected, rel=case["tolerance"]["rel"], abs=1e-12)


@pytest.mark.parametrize("case", cases("kaplan_meier"))
def test_kaplan_meier(case: dict[str, Any]) -> None:
    """The remission times of Freireich and others (1963), as in every textbook."""
    steps = case["expected"]["steps"]

    curve = kaplan_meier(**case["inputs"])

    found = (
        curve.time,
        curve.at_risk,
        curve.events,
        curve.estimate.value,
        curve.standard_error,
    )
    for name, part in zip(steps[0], found, strict=True):
        assert close(case, [step[name] for step in steps]) == part.tolist()  # type: ignore[union-attr]
    printed = [float(text) for text in case["published"]["survival"]]
    assert pytest.approx(printed, abs=5.1e-4) == curve.estimate.value.tolist()  # type: ignore[union-attr]


@pytest.mark.parametrize("case", cases("log_rank_test"))
def test_log_rank(case: dict[str, Any]) -> None:
    """Chi-square, expected events, the Peto form, the pooled curve and medians agree with R."""
    given, expected = case["inputs"], case["expected"]

    found = log_rank_test(**given)

    assert close(case, expected["chi_square"]) == found.test.statistic
    assert close(case, expected["p_value"]) == found.test.p_value
    if "expected_group1" in expected:
        assert close(case, expected["observed_group1"]) == found.observed[1]  # type: ignore[index]
        assert close(case, expected["expected_group1"]) == found.expected[1]  # type: ignore[index]
    if "peto_peto_chi_square" in expected:
        peto = log_rank_test(**given, method="peto").test
        assert close(case, expected["peto_peto_chi_square"]) == peto.statistic
    if "km_pooled" in expected:
        pooled = kaplan_meier(given["time"], given["event"])
        pairs = np.column_stack([pooled.time, pooled.estimate.value])
        assert close(case, np.asarray(expected["km_pooled"])) == pairs
    if "medians" in expected:
        medians = [
            kaplan_meier(
                *(np.asarray(given[k])[np.asarray(given["group"]) == g] for k in ("time", "event"))
            ).median
            for g in (0, 1)
        ]
        assert list(expected["medians"].values()) == medians


@pytest.mark.shared
@pytest.mark.parametrize("case", cases("recidivism_survival"))
def test_rearrest_of_released_prisoners(case: dict[str, Any]) -> None:
    """Rossi, Berk and Lenihan (1980): 432 men followed for 52 weeks after release."""
    given, expected = case["inputs"], case["expected"]
    path = SHARED / given["csv"]
    if not path.is_file():
        pytest.skip(f"NOT RUN: no file {given['csv']} under SAFETYKIT_SHARED (now {SHARED})")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    time, event, group = (
        np.array([int(row[given[name]]) for row in rows]) for name in ("time", "event", "group")
    )

    curve, test = kaplan_meier(time, event), log_rank_test(time, event, group).test

    assert (expected["n"], expected["events"]) == (len(rows), int(np.sum(curve.events)))
    assert close(case, expected["proportion_rearrested"]) == event.mean()
    weeks = [12, 26, 52]
    assert close(case, expected["survival_weeks_12_26_52"]) == curve.at(weeks).value.tolist()  # type: ignore[union-attr]
    assert close(case, expected["se"]) == curve.standard_error_at(weeks).tolist()  # type: ignore[union-attr]
    assert close(case, expected["logrank_fin"]) == test.statistic
    assert close(case, expected["logrank_p"]) == test.p_value


def day(text: str | None) -> dt.date | None:
    """Return the day that a text names."""
    return dt.date.fromisoformat(text) if text else None


@pytest.mark.parametrize("case", cases("moj_proven_reoffending"))
def test_proven_reoffending(case: dict[str, Any]) -> None:
    """Ten offenders by the Guide to proven reoffending statistics (Ministry of Justice)."""
    expected = case["expected"]
    cohort = [
        Offender(
            id=row["id"],
            index_date=dt.date.fromisoformat(row["index_date"]),
            reoffences=[
                Reoffence(
                    offence_date=dt.date.fromisoformat(one["offence_date"]),
                    disposal_date=day(one["disposal_date"]),
                    disposal=one["disposal"],
                )
                for one in row["reoffences"]
            ],
        )
        for row in case["inputs"]["cohort"]
    ]

    found = binary_reoffending(cohort)

    for name in ("offenders", "reoffenders", "reoffences", "reoffences_per_reoffender"):
        assert expected[name] == getattr(found, name)
    assert expected["binary_rate"] == found.estimate.value
    assert expected["reoffences_per_offender"] == found.reoffences_per_offender
    assert expected["per_offender"] == list(found.per_offender)
