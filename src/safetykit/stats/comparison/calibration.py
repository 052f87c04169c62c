"""Calibrated control: many untreated areas weighted so that they match the treated in total.

What belongs here: raking weights and the totals they give. What does not: weights that only come
near, which are in `synthetic`.
"""

from __future__ import annotations

from typing import Final

import attrs
import numpy as np
from numpy.typing import ArrayLike

from safetykit.errors import AnalysisError, InputError
from safetykit.stats._inputs import require_finite, require_numbers
from safetykit.stats.estimate import CheckResult, FloatArray, comparable

__all__ = ["CalibratedControl", "calibrated_control"]

MAX_ROUNDS: Final = 200
TOLERANCE: Final = 1e-9


@attrs.frozen(kw_only=True)
class CalibratedControl:
    """Weights of control areas whose totals equal those of the treated areas.

    Attributes:
        weights: (controls,) above 0; they sum to the number of treated areas.
        effective_sample_size: Squared sum of the weights over the sum of their squares.
        residual: The largest distance of a matched total, over the size of that total.
        method: The distance that was minimised.
        assumptions: What must hold for it.
        checks: What became of the checks.
    """

    weights: FloatArray = attrs.field(eq=comparable)
    effective_sample_size: float
    residual: float
    method: str
    assumptions: tuple[str, ...] = ()
    checks: tuple[CheckResult, ...] = ()

    def total(self, outcomes: ArrayLike) -> float | FloatArray:
        """Return the weighted total of (controls,) or (controls, k) outcomes."""
        values = require_numbers("outcomes", outcomes)
        if values.shape[:1] != self.weights.shape:
            raise InputError("outcomes", values.shape, f"a row for each of {self.weights.size}")
        found = self.weights @ values
        return float(found) if found.ndim == 0 else np.asarray(found)


def calibrated_control(treated: ArrayLike, controls: ArrayLike) -> CalibratedControl:
    """Return weights of controls that match the totals of treated areas, by raking.

    The weights are as near as possible to equal ones in relative entropy, given that their number
    and the total of every column are those of the treated areas. Another distance gives other
    weights: R's microsynth takes a linear one, cut at 0, unless told otherwise, and its answers
    differ by some percent.

    Args:
        treated: (treated, k) what to match, covariates and outcomes before.
        controls: (controls, k) the same of the control areas.

    Returns:
        The weights.

    Raises:
        InputError: A number is not finite, or the shapes do not fit.
        AnalysisError: No positive weights match the totals.

    References:
        Robbins, Saunders and Kilmer (2017) Journal of the American Statistical Association
        112:109-126. Deville and Sarndal (1992) Journal of the American Statistical Association
        87:376-382 (raking).

    Examples:
        >>> found = calibrated_control([[3.0], [5.0]], [[1.0], [3.0], [6.0], [8.0]])
        >>> round(found.total([1.0, 3.0, 6.0, 8.0]), 6), round(float(found.weights.sum()), 6)
        (8.0, 2.0)
    """
    one, many = _require_areas(treated, controls)
    x = np.column_stack([np.ones(len(many)), many])
    target = np.append(float(len(one)), one.sum(axis=0))
    weights = _rake(x, target, len(one) / len(many))
    residual = float((np.abs(weights @ x - target) / np.maximum(np.abs(target), 1.0)).max())
    effective = float(weights.sum() ** 2 / (weights**2).sum())
    if not residual < 1e-6:
        raise AnalysisError(
            "calibrated_control",
            "no positive weights match the totals of the treated areas",
            hint="Match fewer columns, or take more control areas.",
        )
    return CalibratedControl(
        weights=weights,
        effective_sample_size=effective,
        residual=residual,
        method="calibration by raking (minimum relative entropy)",
        assumptions=(
            "without treatment, treated areas would have changed as their weighted controls",
            "no control area was touched by the treatment",
        ),
        checks=(_check_size(effective, one, many),),
    )


def _require_areas(treated: ArrayLike, controls: ArrayLike) -> tuple[FloatArray, FloatArray]:
    one, many = require_finite("treated", treated), require_finite("controls", controls)
    if one.ndim != 2 or many.ndim != 2 or one.shape[1] != many.shape[1]:
        raise InputError("controls", many.shape, "rows of areas with the columns of the treated")
    if not (len(one) and len(many)):
        raise InputError("treated, controls", (len(one), len(many)), "some areas of both")
    return one, many


def _check_size(effective: float, treated: FloatArray, controls: FloatArray) -> CheckResult:
    detail = f"The weights are worth {effective:.1f} of {len(controls)} areas."
    enough = effective >= len(treated)
    return CheckResult(name="effective_sample_size", passed=enough, detail=detail)


def _rake(x: FloatArray, target: FloatArray, base: float) -> FloatArray:
    """Return `base * exp(x b)` whose totals are the target, by Newton steps on the dual."""
    scale = np.sqrt((x**2).mean(axis=0))
    scale = np.where(scale > 0, scale, 1.0)
    x, target = x / scale, target / scale
    b = np.zeros(x.shape[1])
    weights = np.full(len(x), base)
    loss = base * len(x)
    for _ in range(MAX_ROUNDS):
        miss = target - weights @ x
        if np.abs(miss).max() <= TOLERANCE * max(1.0, float(np.abs(target).max())) * 1e-3:
            break
        step = np.linalg.lstsq(x.T @ (weights[:, None] * x), miss, rcond=1e-12)[0]
        size = 1.0
        while size > 1e-10:
            new = base * np.exp(np.clip(x @ (b + size * step), -500.0, 500.0))
            value = float(new.sum() - target @ (b + size * step))
            if value <= loss:
                break
            size *= 0.5
        b, weights, loss = b + size * step, new, value
    return np.asarray(weights)
