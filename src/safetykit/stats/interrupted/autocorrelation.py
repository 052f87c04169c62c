"""Whether what a model leaves over still depends on its neighbours in time.

What belongs here: autocorrelations of residuals and their Ljung-Box test. What does not: standard
errors that allow for them, which are in `newey_west`.
"""

from __future__ import annotations

import attrs
import numpy as np
from numpy.typing import ArrayLike

from safetykit.errors import InputError
from safetykit.extras import need
from safetykit.stats._inputs import require_points, require_whole
from safetykit.stats.estimate import FloatArray, SignificanceTest, comparable, read_only

__all__ = ["Autocorrelation", "residual_autocorrelation"]


@attrs.frozen(kw_only=True)
class Autocorrelation:
    """The autocorrelations of residuals, and a test that all of them are 0.

    Attributes:
        values: (..., lags) autocorrelations at lag 1, 2, ...; nan where the residuals are all 0.
        test: The Ljung-Box test of the lags together; numbers of shape (...).
        lags: How many lags were taken.
    """

    values: FloatArray = attrs.field(converter=read_only, eq=comparable)
    test: SignificanceTest
    lags: int


def residual_autocorrelation(residuals: ArrayLike, *, lags: int = 12) -> Autocorrelation:
    """Return the autocorrelations of residuals and their Ljung-Box test.

    The statistic is `n (n + 2) sum_k r_k**2 / (n - k)`, compared with chi-squared on `lags`
    degrees of freedom. Points that are not reported are left out of the sums and keep their place.

    Args:
        residuals: (..., n) residuals in order of time, nan where not reported.
        lags: How many lags, 1 to n - 1. The season is the usual choice: 12 for months.

    Returns:
        The autocorrelations and the test; nan for a series without any variation.

    Raises:
        InputError: A residual is infinite, or the lags are unusable.

    References:
        Ljung and Box (1978) Biometrika 65:297-303. No degrees of freedom are taken off for the
        fitted terms, as in R's `Box.test(type = "Ljung-Box")` and in statsmodels.

    Examples:
        >>> found = residual_autocorrelation([1, 2, 1, -1, -2, -1, 1, 2, 1, -1, -2, -1], lags=2)
        >>> found.values.round(3).tolist(), round(found.test.p_value, 3)
        ([0.542, -0.333], 0.042)
    """
    series = require_points(residuals, field="residuals")
    number = require_whole("lags", lags, minimum=1)
    if number >= series.shape[-1]:
        raise InputError("lags", lags, f"fewer lags than the {series.shape[-1]} points")
    n = (~np.isnan(series)).sum(axis=-1)
    there = np.where(np.isnan(series), 0.0, 1.0)
    mean = np.nansum(series, axis=-1) / np.maximum(n, 1)
    left = np.where(there > 0, series - mean[..., None], 0.0)
    total = (left**2).sum(axis=-1)
    sums = [(left[..., k:] * left[..., :-k]).sum(axis=-1) for k in range(1, number + 1)]
    with np.errstate(divide="ignore", invalid="ignore"):
        values = np.stack(sums, axis=-1) / np.where(total > 0, total, np.nan)[..., None]
        weights = 1.0 / np.maximum(n[..., None] - np.arange(1, number + 1), 1)
    statistic = n * (n + 2.0) * (values**2 * weights).sum(axis=-1)
    special = need("scipy.special", wanted_by="The test of autocorrelation")
    test = SignificanceTest(
        statistic=statistic,
        p_value=special.chdtrc(number, statistic),
        alternative="larger",
        method=f"Ljung-Box test of {number} lags",
        assumptions=("the points are evenly spaced in time",),
    )
    return Autocorrelation(values=values, test=test, lags=number)
