"""Funnel limits against Spiegelhalter (2005), UKHSA's fixtures and the SHMI method.

Each case of `cases/rates.json` names its source and carries its tolerance. FunnelPlotR is an
oracle for SHMI's overdispersion alone: its CQC limits do not square the back-transform, its rates
use another s for z than for limits, and its plain limits of ratios are not exact.
"""

from __future__ import annotations

import csv
import json
import os
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from safetykit.stats.rates import funnel_limits, funnel_overdispersion, funnel_significance_ratio

CASES = {
    case["id"]: case
    for case in json.loads((Path(__file__).parent / "cases" / "rates.json").read_text("utf-8"))
}
SHARED = Path(os.environ.get("SAFETYKIT_SHARED") or Path(__file__).parents[3] / "shared")
WORDS = {
    2: "High (0.001)",
    1: "High (0.025)",
    0: "Not significant",
    -1: "Low (0.025)",
    -2: "Low (0.001)",
}


def rows_of(case: dict[str, Any]) -> list[dict[str, str]]:
    """Return the rows of a case's file, or skip the test and say how to run it."""
    path = SHARED / "reference" / case["inputs"]["csv"]
    if not path.is_file():
        pytest.skip(f"NOT RUN: no file {path.name} under SAFETYKIT_SHARED (now {SHARED})")
    return list(csv.DictReader(path.read_text("utf-8").splitlines()))


@pytest.mark.parametrize("method", ["exact", "normal"])
@pytest.mark.parametrize(
    "case",
    [pytest.param(case, id=name) for name, case in CASES.items() if "spiegelhalter" in name],
)
def test_limits_of_spiegelhalter(case: dict[str, Any], method: Any) -> None:
    """Appendix A.1: quantiles interpolated between whole counts, and the normal limits."""
    given = case["inputs"]
    expected = case["expected"]["exact_interpolated" if method == "exact" else "normal"]

    limits = funnel_limits(
        given.get("n", given.get("expected")),
        kind="proportion" if "n" in given else "ratio",
        target=given["target"],
        method=method,
    )

    found = [limits.lower[1], limits.lower[0], limits.upper[0], limits.upper[1]]
    assert pytest.approx(list(expected.values()), **case["tolerance"]) == found


@pytest.mark.shared
def test_funnel_of_proportions_of_ukhsa() -> None:
    """The limits of PHEindicatormethods, and where each of 303 areas lies among them."""
    case = CASES["funnel.phe.proportion"]
    rows = rows_of(case)
    numerator, n = (np.array([float(r[key]) for r in rows]) for key in ("numerator", "denominator"))
    target = float(numerator.sum() / n.sum())
    options: dict[str, Any] = {"kind": "proportion", "target": target, "method": "normal"}
    at = case["inputs"]["at_population"]

    drawn = funnel_limits(at, truncated=True, multiplier=100, **options)
    position = funnel_limits(n, **options).position(numerator / n)

    tolerance = case["tolerance"]
    assert pytest.approx(case["expected"]["baseline_pct"], **tolerance) == drawn.target
    for level, name in enumerate(("95", "998")):
        assert pytest.approx(case["expected"][f"lower{name}"], **tolerance) == drawn.lower[level]
        assert pytest.approx(case["expected"][f"upper{name}"], **tolerance) == drawn.upper[level]
    assert [row["significance"] for row in rows] == [WORDS[p] for p in position.tolist()]


@pytest.mark.shared
def test_significance_of_ratios_of_ukhsa() -> None:
    """UKHSA's axis is observed events: the exact interval of each of 300 ratios against 1."""
    case = CASES["funnel.phe.ratio-significance"]
    rows = rows_of(case)

    position = funnel_significance_ratio(
        [float(row["obs"]) for row in rows], [float(row["expected"]) for row in rows]
    )

    words = [WORDS[p] for p in position.tolist()]
    assert [row["significance"] for row in rows] == words
    assert case["expected"]["counts"] == Counter(words)


def test_overdispersion_of_shmi() -> None:
    """NHS Digital's log scale, 10% winsorised, additive: phi, tau2 and limits of FunnelPlotR."""
    case = CASES["funnel.overdispersion.shmi.funnelplotr"]
    given, expected = case["inputs"], case["expected"]
    rel = case["tolerance"]["rel"]

    spread = funnel_overdispersion(
        given["observed"],
        given["expected"],
        scale=given["transform"],
        winsorise=given["winsorise"],
    )
    limits = funnel_limits(given["expected"], spread=spread)

    assert pytest.approx(expected["z"], rel=rel) == spread.z
    assert pytest.approx([expected["phi"], expected["tau2"]], rel=rel) == [spread.phi, spread.tau2]
    assert pytest.approx(expected["lower95_od"], rel=rel) == limits.lower[0]
    assert pytest.approx(expected["upper95_od"], rel=rel) == limits.upper[0]


def test_limits_come_back_from_the_square_root_by_squaring() -> None:
    """The CQC scale without spread: (1 +- z / (2 sqrt(E)))**2, squared as it must be."""
    spread = funnel_overdispersion([100, 100, 100], [100, 100, 100], scale="sqrt")

    limits = funnel_limits([100.0], spread=spread, confidence=[0.95])

    assert 0.0 == spread.tau2
    assert pytest.approx((1 - 1.959964 / 20) ** 2, rel=1e-6) == limits.lower[0, 0]
    assert pytest.approx((1 + 1.959964 / 20) ** 2, rel=1e-6) == limits.upper[0, 0]
