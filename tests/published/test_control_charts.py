"""XmR charts and the NHS rules against textbooks and other software.

Each case of `cases/control_charts.json` names its source and carries its tolerance. The labels
are those of NHSRplotthedots.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from safetykit.stats.variation import XmrChart, shift, trend, two_of_three, xmr
from safetykit.stats.variation.rules import trend_direction

CASES = json.loads((Path(__file__).parent / "cases" / "control_charts.json").read_text("utf-8"))


def cases(method: str) -> list[Any]:
    """Return the cases of a method, each under its own name."""
    return [pytest.param(case, id=case["id"]) for case in CASES if case["method"] == method]


def label_of(chart: XmrChart, index: int) -> str:
    """Return the label that NHSRplotthedots gives to a point."""
    marked = chart.signals.at(index)
    up = chart.direction[index] > 0
    side = "Above" if up else "Below"
    labels = {
        "outside_limits": "Above UCL" if up else "Below LCL",
        "trend": f"7 Point Trend ({'In' if up else 'De'}creasing)",
        "two_of_three": f"2 in 3 {side} CL",
        "shift": f"7 Points {side} CL",
    }
    return next((label for rule, label in labels.items() if rule in marked), "Common Cause")


@pytest.mark.parametrize("case", cases("xmr"))
def test_limits_of_loan_costs(case: dict[str, Any]) -> None:
    """Montgomery (2013), example 6.5: the limits of qicharts2, with 3 / 1.128 and with 2.66."""
    given = case["inputs"]
    factor = 3 / 1.128 if given["factor"] == "3/1.128" else given["factor"]
    names = {"average_moving_range": "moving_range_mean", "mr_upper": "moving_range_upper"}

    chart = xmr(given["values"], baseline=given["baseline_n"], factor=factor)

    limits = {name: n for name, n in case["expected"].items() if name != "anhoej"}
    for name, expected in limits.items():
        got = getattr(chart, names.get(name, name))
        assert pytest.approx(expected, rel=case["tolerance"]["rel"]) == got, name


@pytest.mark.parametrize("case", cases("nhs_xmr_making_data_count"))
def test_chart_of_making_data_count(case: dict[str, Any]) -> None:
    """The limits and the labels of each point agree with NHSRplotthedots."""
    given, expected = case["inputs"], case["expected"]
    rel = case["tolerance"]["rel"]

    chart = xmr(
        given["values"],
        screen_moving_ranges=given["screen_outliers"],
        improvement=given["improvement"],
    )

    assert pytest.approx(expected["mean"], rel=rel) == chart.mean
    assert pytest.approx([expected["lower"], expected["upper"]], rel=rel) == [
        chart.lower,
        chart.upper,
    ]
    assert expected["labels"] == [label_of(chart, i) for i in range(len(given["values"]))]


@pytest.mark.parametrize(
    "case",
    [
        param
        for param in cases("nhs_xmr_making_data_count")
        if "point_types" in param.values[0]["expected"]
    ],
)
def test_point_types_of_making_data_count(case: dict[str, Any]) -> None:
    """Signals are improvement or concern as NHSRplotthedots says."""
    chart = xmr(
        case["inputs"]["values"],
        screen_moving_ranges=case["inputs"]["screen_outliers"],
        improvement=case["inputs"]["improvement"],
    )

    assert case["expected"]["point_types"] == [
        word if word == "common_cause" else f"special_cause_{word}" for word in chart.point_types
    ]


@pytest.mark.parametrize("case", cases("nhs_rule_shift"))
def test_seven_points_on_one_side(case: dict[str, Any]) -> None:
    """NHSRplotthedots marks the last of seven; the rule marks each of the seven."""
    for sides, last in zip(case["inputs"]["side"], case["expected"]["last_of_seven"], strict=True):
        expected = [any(last[i : i + 7]) for i in range(len(last))]

        assert expected == shift(sides, 0).tolist()


@pytest.mark.parametrize("case", cases("nhs_rule_trend"))
def test_seven_points_in_a_trend(case: dict[str, Any]) -> None:
    """NHSRplotthedots marks the end of a trend; the rule marks each of the seven."""
    ends = case["expected"]["end_of_trend"]
    for values, end in zip(case["inputs"]["values"], ends, strict=True):
        expected = [sum(end[i : i + 7]) for i in range(len(end))]

        assert expected == trend_direction(values).tolist()
        assert [number != 0 for number in expected] == trend(values).tolist()


@pytest.mark.parametrize("case", cases("nhs_rule_two_of_three"))
def test_two_of_three_close_to_a_limit(case: dict[str, Any]) -> None:
    """NHSRplotthedots marks the points close to the limit, not the third one."""
    given = case["inputs"]
    for close, side, flagged in zip(
        given["close"], given["side"], case["expected"]["flagged"], strict=True
    ):
        values = np.asarray(side) * np.where(close, 2.5, 1.0)

        assert [bool(flag) for flag in flagged] == two_of_three(values, 0, -3, 3).tolist()
