"""Estimates, windows and comparisons as plain data, for every kind of result."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from safetykit.evaluation import Comparison, Window
    from safetykit.records import QualityFinding
    from safetykit.stats import CheckResult, Estimate

__all__ = [
    "check_data",
    "comparison_data",
    "estimate_data",
    "number_data",
    "quality_data",
    "window_data",
]


def comparison_data(comparison: Comparison | None) -> dict[str, Any] | None:
    """Return a comparison as plain data; None where there is none."""
    if comparison is None:
        return None
    return {
        "before": window_data(comparison.before),
        "after": window_data(comparison.after),
        "count_before": comparison.count_before,
        "count_after": comparison.count_after,
        "months": comparison.months,
        "left_out": [str(month) for month in comparison.left_out],
        "change_percent": estimate_data(comparison.change),
    }


def estimate_data(estimate: Estimate) -> dict[str, Any]:
    """Return an estimate with its method and what it assumed."""
    return {
        "value": number_data(float(estimate.value)),
        "low": number_data(float(estimate.low)),
        "high": number_data(float(estimate.high)),
        "level": estimate.level,
        "method": estimate.method,
        "assumptions": list(estimate.assumptions),
    }


def window_data(window: Window) -> dict[str, str]:
    """Return the first and the last month of a window."""
    return {"first": str(window.first), "last": str(window.last)}


def number_data(value: float) -> float | None:
    """Return a number; None where it is not defined or has no limit."""
    return value if math.isfinite(value) else None


def check_data(check: CheckResult) -> dict[str, Any]:
    """Return what became of a check."""
    return {"name": check.name, "passed": check.passed, "detail": check.detail}


def quality_data(finding: QualityFinding) -> dict[str, Any]:
    """Return what is odd about records."""
    return {
        "code": finding.code,
        "message": finding.message,
        "months": [str(month) for month in finding.months],
        "group": finding.group or None,
        "area": finding.area or None,
        "rows": finding.rows,
        "file": finding.file,
        "line": finding.line,
    }
