"""Newey-West covariances, which allow for errors that depend on their neighbours in time.

What belongs here: the covariance, and least squares with it. What does not: segmented models.
"""

from __future__ import annotations

from typing import Final

import attrs
import numpy as np
from numpy.typing import ArrayLike

from safetykit.errors import AnalysisError, InputError
from safetykit.stats._inputs import require_finite, require_whole
from safetykit.stats.estimate import CheckResult, FloatArray, comparable

__all__ = ["LeastSquares", "newey_west"]

ROUNDING: Final = 1e-12  # of the largest value: what is left over is mere rounding
ON_THE_LINE: Final = CheckResult(
    name="spread",
    passed=False,
    detail="All values lie on the line: nothing is left over to make errors of.",
)


@attrs.frozen(kw_only=True)
class LeastSquares:
    """A least-squares fit with two sets of standard errors.

    Attributes:
        coefficients: (p,) the intercept first.
        standard_errors: (p,) Newey-West.
        ordinary_standard_errors: (p,) as if the errors were independent and of one spread.
        covariance: (p, p) Newey-West.
        residuals: (n,) value less fitted value.
        lag: The number of neighbours on either side that errors may depend on.
        method: The method and what was chosen of it.
        assumptions: What must hold for it.
        checks: What became of the checks.
    """

    coefficients: FloatArray = attrs.field(eq=comparable)
    standard_errors: FloatArray = attrs.field(eq=comparable)
    ordinary_standard_errors: FloatArray = attrs.field(eq=comparable)
    covariance: FloatArray = attrs.field(eq=comparable)
    residuals: FloatArray = attrs.field(eq=comparable)
    lag: int
    method: str
    assumptions: tuple[str, ...] = ()
    checks: tuple[CheckResult, ...] = ()


def newey_west(
    values: ArrayLike, predictors: ArrayLike, *, lag: int, small_sample: bool = False
) -> LeastSquares:
    """Return least squares with Newey-West standard errors.

    The spread of the scores is the sum over lags j from -lag to lag of their autocovariances with
    the Bartlett weights `1 - |j| / (lag + 1)`, without prewhitening. Lag 0 gives White's (HC0).

    Args:
        values: (n,) finite values in order of time.
        predictors: (k, n) finite predictors, one row for each; the intercept is added.
        lag: How many neighbours on either side errors may depend on, 0 to n - 1.
        small_sample: Whether to multiply the covariance by n / (n - p), as Stata's `newey` does.

    Returns:
        The fit, coefficients in the unit of the values per unit of their predictor. Where all
        values lie on the line, the Newey-West errors are nan and the check `spread` fails.

    Raises:
        InputError: A number is not finite, the lengths differ, or the lag is unusable.
        AnalysisError: The points do not determine the coefficients.

    References:
        Newey and West (1987) Econometrica 55:703-708. Zeileis (2004) Journal of Statistical
        Software 11(10) (the R package sandwich, whose `NeweyWest(prewhite = FALSE)` this equals).

    Examples:
        >>> fit = newey_west([1, 2, 4, 4, 6, 5], [[0, 1, 2, 3, 4, 5]], lag=1)
        >>> fit.coefficients.round(3).tolist(), fit.standard_errors.round(3).tolist()
        ([1.381, 0.914], [0.338, 0.137])
    """
    y, x = _require_model(values, predictors)
    width = require_lag(lag, y.size)
    q, r = np.linalg.qr(x)
    back = np.linalg.inv(r)
    coefficients = back @ (q.T @ y)
    residuals = y - x @ coefficients
    exact = bool(np.abs(residuals).max() <= ROUNDING * np.abs(y).max())
    meat = bartlett_sum((q * residuals[:, None])[:, :, None], width)[:, :, 0]
    df = y.size - x.shape[1]
    factor = np.nan if exact else y.size / df if small_sample else 1.0
    covariance = factor * back @ meat @ back.T
    ordinary = float(residuals @ residuals) / df * (back**2).sum(axis=1)
    return LeastSquares(
        coefficients=coefficients,
        standard_errors=np.sqrt(np.diag(covariance)),
        ordinary_standard_errors=np.sqrt(ordinary),
        covariance=covariance,
        residuals=residuals,
        lag=width,
        method=f"least squares, {newey_west_in_words(width, small_sample=small_sample)}",
        assumptions=(f"errors more than {width} points apart are not related",),
        checks=(ON_THE_LINE,) if exact else (),
    )


def _require_model(values: ArrayLike, predictors: ArrayLike) -> tuple[FloatArray, FloatArray]:
    """Return the n values, and the (n, p) terms that are fitted to them, a constant first."""
    y, rows = require_finite("values", values), require_finite("predictors", predictors)
    if y.ndim != 1 or rows.ndim != 2 or rows.shape[1] != y.size:
        raise InputError("predictors", rows.shape, f"rows of the {y.size} points of one series")
    x = np.column_stack([np.ones(y.size), *rows])
    if y.size <= x.shape[1] or np.linalg.matrix_rank(x) < x.shape[1]:
        raise AnalysisError("newey_west", f"{y.size} points cannot tell {x.shape[1]} terms apart")
    return y, x


def newey_west_in_words(lag: int, *, small_sample: bool) -> str:
    """Return what was chosen of the method."""
    factor = ", times n / (n - p)" if small_sample else ""
    return f"Newey-West standard errors of lag {lag}{factor}"


def require_lag(lag: int, length: int) -> int:
    """Return a lag that is shorter than the series."""
    width = require_whole("lag", lag, minimum=0)
    if width >= length:
        raise InputError("lag", lag, f"a lag below the {length} points of the series")
    return width


def bartlett_sum(scores: FloatArray, lag: int) -> FloatArray:
    """Return the (p, p, s) weighted autocovariances of (n, p, s) scores, 0 where not reported."""
    u = np.ascontiguousarray(np.moveaxis(scores, 2, 0))  # (s, n, p)
    total = np.swapaxes(u, 1, 2) @ u
    for j in range(1, lag + 1):
        shifted = np.swapaxes(u[:, j:], 1, 2) @ u[:, :-j]
        total = total + (1.0 - j / (lag + 1.0)) * (shifted + np.swapaxes(shifted, 1, 2))
    return np.moveaxis(total, 0, 2)
