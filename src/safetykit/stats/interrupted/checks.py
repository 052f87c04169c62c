"""What a segmented fit checks of its data and of what it leaves over.

What belongs here: the checks. What does not: deciding anything on them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np

from safetykit.stats.estimate import BoolArray, CheckResult, FloatArray
from safetykit.stats.interrupted.autocorrelation import residual_autocorrelation
from safetykit.stats.interrupted.designs import Design

FEW_POINTS: Final = 8
MAX_LAGS: Final = 12
ALPHA: Final = 0.05
ROUNDING: Final = 1e-6


def checks_of_fit(
    series: FloatArray,
    design: Design,
    residuals: FloatArray,
    numbers: Mapping[str, FloatArray],
    family: str,
) -> tuple[CheckResult, ...]:
    """Return the checks of one fit, or of a batch of them together."""
    found = [
        _missing(series),
        _points_each_side(series, design),
        _determined(numbers["coefficients"], design),
        _left_over(series, numbers, len(design.names)),
        _spread(numbers, family),
        _autocorrelation(series, residuals, len(design.names), family),
    ]
    return tuple(check for check in found if check is not None)


def _missing(series: FloatArray) -> CheckResult | None:
    missing = int(np.isnan(series).sum())
    if not missing:
        return None
    detail = f"{missing} of {series.size} points are not reported and are left out."
    return CheckResult(name="not_reported", passed=False, detail=detail)


def _points_each_side(series: FloatArray, design: Design) -> CheckResult:
    there, after = ~np.isnan(series), design.after > 0
    before = int(there[..., ~after].sum(axis=-1).min(initial=after.size))
    later = int(there[..., after].sum(axis=-1).min(initial=after.size))
    detail = f"{before} points before the interruption and {later} after; {FEW_POINTS} are few."
    passed = min(before, later) >= FEW_POINTS
    return CheckResult(name="points_each_side", passed=passed, detail=detail)


def _determined(coefficients: FloatArray, design: Design) -> CheckResult | None:
    place = [i for i, name in enumerate(design.names) if name in ("trend", "step", "slope")]
    lost = np.isnan(coefficients[..., place]).any(axis=-1)
    if not lost.any():
        return None
    detail = (
        f"{int(lost.sum())} of {lost.size} series do not determine trend, step or slope, "
        "as with no event on one side: those are nan."
    )
    return CheckResult(name="determined", passed=False, detail=detail)


def _left_over(
    series: FloatArray, numbers: Mapping[str, FloatArray], n_terms: int
) -> CheckResult | None:
    """Say how many series have a fit and points to spare, and yet no spread about it."""
    spare = (~np.isnan(series)).sum(axis=-1) > n_terms
    variance, trend = numbers["covariance"][..., 1, 1], numbers["coefficients"][..., 1]
    none = spare & np.isnan(variance) & ~np.isnan(trend)
    if not none.any():
        return None
    detail = (
        f"{int(none.sum())} of {none.size} series lie on the fitted line: nothing is left over to "
        "make an interval of."
    )
    return CheckResult(name="spread", passed=False, detail=detail)


def _spread(numbers: Mapping[str, FloatArray], family: str) -> CheckResult | None:
    if family == "linear":
        return None
    if family == "negative-binomial":
        none = np.asarray(numbers["overdispersion"] == 0)
        detail = (
            f"{int(none.sum())} of {none.size} series vary no more than Poisson counts: "
            "the negative binomial has no maximum there; use quasi-poisson."
        )
        return CheckResult(name="overdispersed", passed=not none.any(), detail=detail)
    values = numbers["dispersion"]
    known = values[~np.isnan(values)]
    if not known.size:
        return None
    spread = f"{known.min():.3g}" if known.size == 1 else f"{known.min():.3g} to {known.max():.3g}"
    detail = f"The variance is {spread} times the mean (Pearson)."
    if family == "poisson":
        passed = bool(known.max() < 1.5)
        advice = "" if passed else " Poisson intervals are too narrow: use quasi-poisson."
        return CheckResult(name="dispersion", passed=passed, detail=detail + advice)
    narrowed = int((known < 1).sum())
    advice = f" Below 1, {narrowed} narrow the Poisson intervals." if narrowed else ""
    return CheckResult(name="dispersion", passed=None, detail=detail + advice)


def _autocorrelation(
    series: FloatArray, residuals: FloatArray, n_terms: int, family: str
) -> CheckResult | None:
    lags = min(MAX_LAGS, (residuals.shape[-1] - n_terms) // 2)
    if lags < 1 or not residuals.size:
        return None
    scale = np.nanmax(np.abs(series), axis=-1, keepdims=True, initial=0.0)
    noise = np.abs(residuals) <= ROUNDING * (scale if family == "linear" else 1.0)
    left = np.where(noise, 0.0, residuals)
    p_value = np.asarray(residual_autocorrelation(left, lags=lags).test.p_value)
    if np.isnan(p_value).all():
        return None
    low: BoolArray = p_value < ALPHA
    if p_value.ndim:
        detail = f"{int(low.sum())} of {p_value.size} series: Ljung-Box of {lags} lags p < {ALPHA}"
    else:
        detail = f"Ljung-Box of {lags} lags: p = {p_value:.2g}"
    advice = (
        ". Standard errors that ignore it are wrong, and mostly too small." if low.any() else "."
    )
    return CheckResult(name="autocorrelation", passed=not low.any(), detail=detail + advice)
