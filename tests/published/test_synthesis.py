"""Meta-analysis against papers and R's metafor.

Each case of `cases/synthesis.json` names its source and carries its tolerance.
"""

from __future__ import annotations

import csv
import json
import os
from pathlib import Path
from typing import Any

import pytest

from safetykit.stats.synthesis import (
    begg_test,
    effects_from_2x2,
    egger_test,
    leave_one_out,
    meta_analysis,
)

CASES = json.loads((Path(__file__).parent / "cases" / "synthesis.json").read_text("utf-8"))
SHARED = Path(os.environ.get("SAFETYKIT_SHARED") or Path(__file__).parents[3] / "shared")
METHODS = {
    "FE": "fixed",
    "DL": "dersimonian-laird",
    "REML": "reml",
    "PM": "paule-mandel",
    "ML": "maximum-likelihood",
    "SJ": "sidik-jonkman",
    "HE": "hedges",
}


def cases(method: str) -> list[Any]:
    """Return the cases of a method, each under its own name."""
    return [pytest.param(case, id=case["id"]) for case in CASES if case["method"] == method]


def close(case: dict[str, Any], expected: Any, *, tau2: bool = False) -> Any:
    """Return the expected numbers with the tolerance of the case."""
    tolerance = case["tolerance"]
    return pytest.approx(
        expected, rel=tolerance["tau2_rel" if tau2 else "rel"], abs=tolerance["abs"]
    )


@pytest.mark.parametrize("case", cases("meta_analysis"))
@pytest.mark.parametrize("name", ["FE", "DL", "REML", "PM"])
def test_pooled_effect_with_a_normal_interval(case: dict[str, Any], name: str) -> None:
    """The estimate, heterogeneity and prediction agree with metafor."""
    given, expected = case["inputs"], case["expected"][name]

    found = {
        prediction: meta_analysis(
            given["yi"],
            given["vi"],
            method=METHODS[name],  # type: ignore[arg-type]
            interval="normal",
            prediction=prediction,  # type: ignore[arg-type]
        )
        for prediction in ("normal", "higgins")
    }
    one = found["normal"]

    assert close(case, [expected["est"], expected["se"]]) == [one.pooled.value, one.standard_error]
    assert close(case, expected["ci95"]) == [one.pooled.low, one.pooled.high]
    assert close(case, expected["tau2"], tau2=True) == one.tau2.value
    test = one.heterogeneity
    assert close(case, [expected["Q"], expected["Q_p"]]) == [test.statistic, test.p_value]
    assert close(case, expected["I2"], tau2=name != "FE") == one.i2
    for key, prediction in (("pi95_normal", "normal"), ("pi95_higgins_t_km2", "higgins")):
        if key in expected:
            interval = found[prediction].prediction
            assert close(case, expected[key], tau2=True) == [interval.low, interval.high]


@pytest.mark.parametrize("case", cases("meta_analysis"))
@pytest.mark.parametrize("name", ["DL", "REML", "PM"])
def test_pooled_effect_by_hartung_and_knapp(case: dict[str, Any], name: str) -> None:
    """The spread of the effects themselves makes the interval, as metafor's test="knha"."""
    given, expected = case["inputs"], case["expected"][f"{name}_HK"]

    found = meta_analysis(
        given["yi"],
        given["vi"],
        method=METHODS[name],  # type: ignore[arg-type]
        prediction="t",
    )

    assert close(case, [expected["est"], expected["se"]]) == [
        found.pooled.value,
        found.standard_error,
    ]
    assert close(case, expected["ci95"]) == [found.pooled.low, found.pooled.high]
    assert close(case, expected["q"], tau2=True) == found.scale
    assert close(case, expected["tau2"], tau2=True) == found.tau2.value
    predicted = found.prediction
    assert close(case, expected["pi95_t"], tau2=True) == [predicted.low, predicted.high]


@pytest.mark.parametrize("case", cases("meta_analysis"))
def test_other_estimates_of_tau2(case: dict[str, Any]) -> None:
    """Maximum likelihood, Sidik-Jonkman, Hedges, and the Q-profile interval."""
    given, expected = case["inputs"], case["expected"]
    for name in ("ML", "SJ", "HE"):
        found = meta_analysis(given["yi"], given["vi"], method=METHODS[name])  # type: ignore[arg-type]

        assert close(case, expected[f"{name}_tau2"], tau2=True) == found.tau2.value, name
        ends = [found.tau2.low, found.tau2.high]
        assert close(case, expected["tau2_q_profile_ci95"], tau2=True) == ends


@pytest.mark.parametrize("case", cases("meta_analysis"))
def test_small_study_effects(case: dict[str, Any]) -> None:
    """Egger's regression and Begg's rank test agree with metafor's regtest and ranktest."""
    given, expected = case["inputs"], case["expected"]

    egger, begg = (test(given["yi"], given["vi"]) for test in (egger_test, begg_test))

    told = expected["egger"]
    assert close(case, [told["intercept"], told["se"], told["t"], told["p"]]) == [
        egger.intercept.value,
        egger.standard_error,
        egger.test.statistic,
        egger.test.p_value,
    ]
    assert told["df"] == egger.df
    told = expected["begg_rank"]
    assert close(case, [told["tau"], told["p"]]) == [begg.statistic, begg.p_value]


def test_printed_results_of_dersimonian_and_kacker() -> None:
    """DerSimonian and Kacker (2007), CLASP: tau, effect and error as printed."""
    case = next(case for case in CASES if case["id"] == "meta.clasp.dersimonian-kacker2007")
    given, printed = case["inputs"], case["published"]
    for name, tau in printed["tau"].items():
        found = meta_analysis(
            given["yi"],
            given["vi"],
            method=METHODS[name],  # type: ignore[arg-type]
            interval="normal",
        )

        if name != "ML":  # printed 0.0023: tau2 of 5e-6 is 0 to the precision of the maximum
            assert tau == f"{found.tau2.value**0.5:.4f}"
        if name in printed["mu"]:
            assert printed["mu"][name] == f"{found.pooled.value:.4f}"
            assert printed["se"][name] == f"{found.standard_error:.4f}"


def test_normal_standard_error_is_not_hartung_and_knapps() -> None:
    """BCG, DerSimonian-Laird: 0.1787 and 0.1807 are two methods, told apart by name."""
    given = next(case for case in CASES if case["id"] == "meta.bcg.logRR")["inputs"]
    found = [
        meta_analysis(
            given["yi"],
            given["vi"],
            method="dersimonian-laird",
            interval=interval,  # type: ignore[arg-type]
        )
        for interval in ("normal", "hartung-knapp")
    ]

    assert ["0.1787", "0.1807"] == [f"{one.standard_error:.4f}" for one in found]
    assert "Hartung-Knapp" in found[1].method
    assert "Hartung-Knapp" not in found[0].method


def bcg() -> list[list[float]]:
    """Return the four columns of the BCG trials, or skip and say how to run it."""
    path = SHARED / "reference" / "data" / "dat_bcg.csv"
    if not path.is_file():
        pytest.skip(f"NOT RUN: no dat_bcg.csv under SAFETYKIT_SHARED (now {SHARED})")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [[float(row[name]) for row in rows] for name in ("tpos", "tneg", "cpos", "cneg")]


@pytest.mark.shared
@pytest.mark.parametrize("case", cases("effect_sizes_2x2"))
def test_effects_of_the_bcg_trials(case: dict[str, Any]) -> None:
    """Colditz et al. (1994): ratios and differences agree with metafor's escalc."""
    names = {"log_rr": "log-risk-ratio", "log_or": "log-odds-ratio", "rd": "risk-difference"}
    for key, measure in names.items():
        found = effects_from_2x2(*bcg(), measure=measure)  # type: ignore[arg-type]

        rel = case["tolerance"]["rel"]
        assert pytest.approx(case["expected"][key], rel=rel) == found.effects.tolist()  # type: ignore[union-attr]
        expected = case["expected"][f"var_{key}"]
        assert pytest.approx(expected, rel=rel) == found.variances.tolist()  # type: ignore[union-attr]


@pytest.mark.shared
@pytest.mark.parametrize("case", cases("leave_one_out"))
def test_bcg_without_each_trial(case: dict[str, Any]) -> None:
    """The pooled effect without each trial agrees with metafor's leave1out."""
    tables = effects_from_2x2(*bcg())

    found = leave_one_out(tables.effects, tables.variances)

    expected = pytest.approx(case["expected"]["estimates"], rel=case["tolerance"]["rel"])
    assert expected == found.value.tolist()  # type: ignore[union-attr]
