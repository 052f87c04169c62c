"""Charts of counts, run charts, CUSUM and EWMA against Montgomery (2013) and qicharts2.

Each case of `cases/control_charts.json` names its source and carries its tolerance.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from safetykit.stats.variation import (
    AttributeChart,
    anhoej_limits,
    c_chart,
    cusum,
    ewma,
    p_chart,
    p_prime_chart,
    run_chart,
    u_chart,
    u_prime_chart,
    xmr,
)

CASES = json.loads((Path(__file__).parent / "cases" / "control_charts.json").read_text("utf-8"))
CHARTS: dict[str, Callable[..., AttributeChart]] = {
    "p_chart": p_chart,
    "u_chart": u_chart,
    "c_chart": c_chart,
    "laney_p_prime": p_prime_chart,
    "laney_u_prime": u_prime_chart,
}


def cases(*methods: str) -> list[Any]:
    """Return the cases of the methods, each under its own name."""
    return [pytest.param(case, id=case["id"]) for case in CASES if case["method"] in methods]


def close(case: dict[str, Any], number: Any) -> Any:
    """Return expected numbers with the tolerance of the case."""
    return pytest.approx(number, **case["tolerance"])


def chart_of(case: dict[str, Any], **options: Any) -> AttributeChart:
    """Return the chart of a case's inputs."""
    given = case["inputs"]
    sizes = [given["n"]] if "n" in given else []
    if "per" in given:
        options["per"] = given["per"]
    options["exclude"] = [place - 1 for place in given.get("exclude_1based", [])]
    options["baseline"] = given.get("baseline_n")
    return CHARTS[case["method"]](given["count"], *sizes, **options)


@pytest.mark.parametrize("case", cases("p_chart", "u_chart", "c_chart"))
def test_chart_of_counts(case: dict[str, Any]) -> None:
    """Centre, limits and the points outside them; printed figures agree to their digits."""
    expected = case["expected"]

    chart = chart_of(case)

    assert close(case, expected["center"]) == chart.centre
    for name in ("lower", "upper"):
        if name in expected:
            wanted = np.broadcast_to(expected[name], chart.lower.shape)
            assert close(case, wanted) == getattr(chart, name)
        if f"mean_{name}" in expected:
            assert close(case, expected[f"mean_{name}"]) == getattr(chart, name).mean()
    if "outside_1based" in expected:
        found = np.flatnonzero(chart.signals.outside_limits) + 1
        assert expected["outside_1based"] == found.tolist()


def test_printed_limit_of_the_c_chart() -> None:
    """Montgomery prints 33.22, having rounded the centre to 19.85; exact is 33.211."""
    (case,) = (case for case in CASES if case["id"] == "cchart.montgomery.pcb")

    assert pytest.approx(33.22, abs=0.01) == chart_of(case).upper[0]


@pytest.mark.parametrize("screen", [True, False])
@pytest.mark.parametrize("case", cases("laney_p_prime", "laney_u_prime"))
def test_chart_of_laney(case: dict[str, Any], screen: bool) -> None:
    """sigma_z and limits, screened as qicharts2 does when attached, and not screened."""
    expected = case["expected"]
    suffix = "" if screen else "_unscreened"
    known = expected.get("screened" if screen else "unscreened")
    wanted = known or {"sigma_z": expected[f"sigma_z{suffix}"]} | (
        {name: expected[name] for name in ("lower", "upper")} if screen else {}
    )

    chart = chart_of(case, screen_moving_ranges=screen)

    assert close(case, expected["center"]) == chart.centre
    for name, number in wanted.items():
        assert close(case, number) == getattr(chart, name), name


@pytest.mark.parametrize(
    "case", [param for param in cases(*CHARTS) if "anhoej" in param.values[0]["expected"]]
)
def test_runs_about_the_centre(case: dict[str, Any]) -> None:
    """qicharts2 judges the runs of every chart about its centre line."""
    chart = chart_of(case)

    found = run_chart(
        chart.values,
        centre=chart.centre,
        exclude=[place - 1 for place in case["inputs"].get("exclude_1based", [])],
    )

    for name, number in case["expected"]["anhoej"].items():
        assert number == getattr(found, name), name


@pytest.mark.parametrize(
    "case", [param for param in cases("xmr") if "anhoej" in param.values[0]["expected"]]
)
def test_runs_of_loan_costs(case: dict[str, Any]) -> None:
    """The same of an XmR chart."""
    given = case["inputs"]
    mean = xmr(given["values"], baseline=given["baseline_n"]).mean

    found = run_chart(given["values"], centre=mean)

    for name, number in case["expected"]["anhoej"].items():
        assert number == getattr(found, name), name


@pytest.mark.parametrize("case", cases("run_chart_anhoej"))
def test_points_on_the_median_are_not_useful(case: dict[str, Any]) -> None:
    """They neither break a run nor make it longer (qicharts2)."""
    expected = dict(case["expected"])

    found = run_chart(case["inputs"]["values"])

    assert expected.pop("median") == found.centre
    for name, number in expected.items():
        assert number == getattr(found, name), name


@pytest.mark.parametrize("case", cases("anhoej_critical_values"))
def test_critical_values_of_anhoej(case: dict[str, Any]) -> None:
    """Anhøj and Olesen (2014): the longest run and the fewest crossings by useful points."""
    most, least = anhoej_limits(case["inputs"]["n_useful"])

    table = {
        str(n): [a, b] for n, a, b in zip(case["inputs"]["n_useful"], most, least, strict=True)
    }
    assert case["expected"]["table"] == table


@pytest.mark.parametrize("case", cases("tabular_cusum"))
def test_cusum_of_montgomery(case: dict[str, Any]) -> None:
    """Example 9.1: point 29 signals, after 7 points above 0, a shift that began at 23."""
    given, expected = case["inputs"], case["expected"]

    chart = cusum(
        given["values"],
        target=given["target"],
        sigma=given["sigma"],
        allowance=given["k"],
        decision=given["h"],
    )

    assert close(case, expected["c_plus"]) == chart.c_plus
    assert close(case, expected["c_minus"]) == chart.c_minus
    assert chart.first_signal == expected["first_signal_index_1based"] - 1
    assert chart.shift_start == expected["estimated_shift_start_1based"] - 1
    assert 7 == chart.n_plus[28]


@pytest.mark.parametrize("case", cases("ewma"))
def test_ewma_of_montgomery(case: dict[str, Any]) -> None:
    """Example 9.2: the averages and the limits that widen; points 29 and 30 signal."""
    given, expected = case["inputs"], case["expected"]

    chart = ewma(
        given["values"],
        weight=given["lam"],
        width=given["L"],
        centre=given["center"],
        sigma=given["sigma"],
    )

    assert close(case, expected["z"]) == chart.average
    assert close(case, expected["lower"]) == chart.lower
    assert close(case, expected["upper"]) == chart.upper
    assert expected["signals_1based"] == (np.flatnonzero(chart.above | chart.below) + 1).tolist()
