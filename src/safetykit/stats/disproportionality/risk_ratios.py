"""The ratio of two risks, with the limits that two methods put about it.

What belongs here: the risk ratio, and the check of what a count of 0 leaves undefined. What does
not: the other measures of a table, which are in `two_by_two`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal, TypeAlias

import numpy as np

from safetykit.stats.estimate import CheckResult, Estimate, FloatArray
from safetykit.stats.rates.limits import Bounds, normal_quantile
from safetykit.stats.rates.one_count import missing_check

__all__ = ["RATIO_LIMITS", "RiskRatioMethod", "risk_ratio", "undefined_check"]

RiskRatioMethod: TypeAlias = Literal["log", "score"]

HALVINGS: Final = 200
ASSUMPTIONS: Final = (
    "each one counted is independent of the others, and has the risk of its group",
    "the two groups are independent",
)


def risk_ratio(
    counts: tuple[FloatArray, FloatArray, FloatArray, FloatArray],
    level: float,
    method: RiskRatioMethod,
) -> Estimate:
    """Return the risk ratio from the events and the size of each group."""
    a, n1, c, n0 = counts
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.asarray((a / n1) / (c / n0))
        low, high = RATIO_LIMITS[method](*counts, normal_quantile((1.0 + level) / 2.0))
    return Estimate(
        value=value,
        low=low,
        high=high,
        level=level,
        method=f"risk ratio, {_NAMES[method]}",
        assumptions=ASSUMPTIONS,
        checks=undefined_check(low, *counts),
    )


def _log_limits(a: FloatArray, n1: FloatArray, c: FloatArray, n0: FloatArray, z: float) -> Bounds:
    spread = z * np.sqrt(1.0 / a - 1.0 / n1 + 1.0 / c - 1.0 / n0)
    ratio = np.where((a > 0) & (c > 0), (a / n1) / (c / n0), np.nan)
    return ratio * np.exp(-spread), ratio * np.exp(spread)


def _score_limits(a: FloatArray, n1: FloatArray, c: FloatArray, n0: FloatArray, z: float) -> Bounds:
    """Return the ratios that the score test just does not reject, by halving their logarithm."""

    def edge(sign: float) -> FloatArray:
        inside, outside = np.log(_start(a, n1, c, n0)), np.full(a.shape, sign * 50.0)
        for _ in range(HALVINGS):
            middle = (inside + outside) / 2.0
            accepted = _score(np.exp(middle), a, n1, c, n0) <= z**2
            inside, outside = (
                np.where(accepted, middle, inside),
                np.where(accepted, outside, middle),
            )
        return np.asarray(np.exp(inside))

    unknown = np.isnan(a + n1 + c + n0)
    low, high = np.where(a == 0, 0.0, edge(-1.0)), np.where(c == 0, np.inf, edge(1.0))
    return np.where(unknown, np.nan, low), np.where(unknown, np.nan, high)


def _start(a: FloatArray, n1: FloatArray, c: FloatArray, n0: FloatArray) -> FloatArray:
    """Return a ratio that the test accepts: the one seen, or one near it at a count of 0."""
    both = (a > 0) & (c > 0)
    near = ((a + 0.5) / (n1 + 0.5)) / ((c + 0.5) / (n0 + 0.5))
    return np.where(both, (a / n1) / np.where(both, c / n0, 1.0), near)


def _score(
    ratio: FloatArray, a: FloatArray, n1: FloatArray, c: FloatArray, n0: FloatArray
) -> FloatArray:
    """Return the squared score statistic, with the variance at the risks that the ratio allows."""
    total = n1 + n0
    first, second = total * ratio, -(n1 * ratio + a + n0 + c * ratio)
    root = np.sqrt(np.maximum(second**2 - 4.0 * first * (a + c), 0.0))
    risk0 = np.clip(2.0 * (a + c) / (root - second), 0.0, 1.0)  # the product of both is known
    risk1 = np.clip(ratio * risk0, 0.0, 1.0)
    variance = risk1 * (1.0 - risk1) / n1 + ratio**2 * risk0 * (1.0 - risk0) / n0
    away = (a / n1 - ratio * c / n0) ** 2
    return np.where(away == 0, 0.0, away / (variance * total / (total - 1.0)))


def undefined_check(estimate: FloatArray, *counts: FloatArray) -> tuple[CheckResult, ...]:
    """Say how many intervals a count of 0 leaves undefined, and how many counts are missing."""
    count = int((np.isnan(estimate) & ~np.isnan(sum(counts))).sum())
    missing = missing_check(*counts)
    if not count:
        return missing
    detail = f"{count} of {estimate.size} intervals are not defined at a count of 0."
    return (CheckResult(name="counts_above_0", passed=False, detail=detail), *missing)


_Limits: TypeAlias = Callable[[FloatArray, FloatArray, FloatArray, FloatArray, float], Bounds]
RATIO_LIMITS: Final[dict[str, _Limits]] = {"log": _log_limits, "score": _score_limits}
_NAMES: Final = {
    "log": "normal interval on the log scale (Katz)",
    "score": "score interval (Miettinen and Nurminen)",
}
