"""The overdispersion of the negative binomial (NB2), by maximum likelihood, for many series.

What belongs here: the alternation between means and overdispersion. What does not: the fit of the
means themselves, which is in `fitting`.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from safetykit.extras import need
from safetykit.stats.estimate import FloatArray, IntArray
from safetykit.stats.interrupted.fitting import RawFit, fit_log_linear

MAX_ROUNDS: Final = 200
MAX_STEPS: Final = 60
TOLERANCE: Final = 1e-9


def fit_negative_binomial(basis: FloatArray, counts: FloatArray, offset: FloatArray) -> RawFit:
    """Return the fit of (n, s) counts, with the overdispersion alpha of each series.

    The variance is `mean + alpha * mean**2`. Means and alpha are fitted in turn until alpha comes
    to rest. Where the counts vary no more than Poisson counts, alpha has no maximum above 0: it is
    0 and the fit is marked as not converged.
    """
    poisson = fit_log_linear(basis, counts, offset, np.zeros(counts.shape[1]))
    excess = np.nansum((counts - poisson.mean) ** 2 - counts, axis=0)
    spread = np.nansum(np.where(np.isnan(counts), np.nan, poisson.mean) ** 2, axis=0)
    some = excess > 1e-9 * np.nansum(poisson.mean, axis=0)
    alpha = np.where(some & poisson.converged, excess / np.where(spread, spread, 1.0), 0.0)
    result = poisson
    result.converged = poisson.converged & (alpha > 0)
    active = np.flatnonzero(result.converged)
    for _ in range(MAX_ROUNDS):
        y = counts[:, active]
        fit = fit_log_linear(basis, y, offset[:, active], alpha[active], result.mean[:, active])
        new = _maximise(y, fit.mean, alpha[active])
        rest = np.abs(new - alpha[active]) <= TOLERANCE * new
        result.converged[active] = fit.converged & (new > 0)
        _keep(result, fit, active)
        alpha[active] = new
        active = active[~rest & result.converged[active]]
        if not active.size:
            break
    result.converged[active] = False
    result.coefficients[:, ~result.converged] = np.nan
    result.unscaled[:, :, ~result.converged] = np.nan
    result.alpha = alpha
    return result


def log_likelihood(counts: FloatArray, mean: FloatArray, alpha: FloatArray) -> FloatArray:
    """Return the (s,) log-likelihood of (n, s) counts; alpha 0 is Poisson."""
    special = need("scipy.special", wanted_by="A log-likelihood")
    some = np.where(alpha > 0, alpha, 1.0)
    size = 1.0 / some
    negative = (
        special.gammaln(counts + size)
        - special.gammaln(size)
        + special.xlogy(counts, some * mean)
        - (counts + size) * np.log1p(some * mean)
    )
    poisson = special.xlogy(counts, mean) - mean
    each = np.where(alpha > 0, negative, poisson) - special.gammaln(counts + 1.0)
    return np.asarray(np.nansum(each, axis=0))


def _keep(result: RawFit, fit: RawFit, active: IntArray) -> None:
    result.coefficients[:, active] = fit.coefficients
    result.unscaled[:, :, active] = fit.unscaled
    result.mean[:, active] = fit.mean


def _maximise(counts: FloatArray, mean: FloatArray, alpha: FloatArray) -> FloatArray:
    """Return the alpha that is most likely given the means, by Newton steps on its logarithm."""
    log_alpha = np.log(alpha)
    for _ in range(MAX_STEPS):
        slope, curve = _derivatives(counts, mean, np.exp(log_alpha))
        downhill = curve < 0
        newton = np.where(downhill, -slope / np.where(downhill, curve, -1.0), np.sign(slope))
        move = np.clip(newton, -1.0, 1.0)
        log_alpha = log_alpha + move
        if _at_rest(move):
            break
    return np.where(log_alpha < np.log(alpha) - 30.0, 0.0, np.exp(log_alpha))


def _at_rest(move: FloatArray) -> bool:
    return bool((np.abs(move) <= 1e-12).all())


def _derivatives(
    counts: FloatArray, mean: FloatArray, alpha: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Return the first and second derivative of the log-likelihood by log alpha."""
    special = need("scipy.special", wanted_by="The negative binomial")
    size = 1.0 / alpha
    total = size + mean
    first = (
        special.digamma(counts + size)
        - special.digamma(size)
        + np.log(size / total)
        + 1.0
        - (counts + size) / total
    )
    second = (
        special.polygamma(1, counts + size)
        - special.polygamma(1, size)
        + alpha
        - 2.0 / total
        + (counts + size) / total**2
    )
    by_size, by_size_twice = np.nansum(first, axis=0), np.nansum(second, axis=0)
    return -size * by_size, size * by_size + size**2 * by_size_twice
