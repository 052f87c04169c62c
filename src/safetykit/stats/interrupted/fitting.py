"""Iteratively reweighted least squares for many series at once.

What belongs here: the fit of a log-linear or linear mean to counts that share a design. Series
lie on the last axis, so that every step is one pass over all of them. What does not: what a
caller may pass, and what the numbers mean.
"""

from __future__ import annotations

from typing import Final

import attrs
import numpy as np

from safetykit.stats.estimate import BoolArray, FloatArray

MAX_ROUNDS: Final = 60
TOLERANCE: Final = 1e-10
PIVOT: Final = 1e-13
ETA_LIMIT: Final = 300.0


@attrs.define
class RawFit:
    """What a fit found, with the series on the last axis.

    Attributes:
        coefficients: (p, s) on the orthogonal basis.
        unscaled: (p, p, s) inverse information on the orthogonal basis, before any dispersion.
        mean: (n, s) fitted means.
        converged: (s,) whether the fit came to rest with an information that can be inverted.
        alpha: (s,) overdispersion, 0 for Poisson.
    """

    coefficients: FloatArray
    unscaled: FloatArray
    mean: FloatArray
    converged: BoolArray
    alpha: FloatArray


def fit_log_linear(
    basis: FloatArray,
    counts: FloatArray,
    offset: FloatArray,
    alpha: FloatArray,
    start: FloatArray | None = None,
) -> RawFit:
    """Fit log means to counts; variance is `mean + alpha * mean**2`.

    Args:
        basis: (n, p) orthogonal columns.
        counts: (n, s) counts, nan where not reported.
        offset: (n, s) log exposures.
        alpha: (s,) overdispersion, 0 for Poisson.
        start: (n, s) means to start from; the counts themselves otherwise.
    """
    there = ~np.isnan(counts)
    y = np.where(there, counts, 0.0)
    mean = np.where(there, y + 0.1, 1.0) if start is None else np.where(there, start, 1.0)
    eta = np.log(mean)
    products = _products(basis)
    found = np.zeros((basis.shape[1], counts.shape[1]))
    converged = np.zeros(counts.shape[1], dtype=np.bool_)
    active, old = np.arange(counts.shape[1]), np.full(counts.shape[1], np.inf)
    constant = _saturated(y, alpha)
    for _ in range(MAX_ROUNDS):
        part = _Part(y[:, active], there[:, active], offset[:, active], alpha[active])
        gamma, good = part.step(basis, products, eta, mean)
        eta = np.clip(basis @ gamma + part.offset, -ETA_LIMIT, ETA_LIMIT)
        mean = np.exp(eta)
        inside = part.log_likelihood(eta, mean)
        found[:, active] = np.where(good, gamma, np.nan)
        slack = TOLERANCE * (2.0 * np.abs(constant[active] - inside) + 0.1)
        rest = np.abs(inside - old[active]) <= slack + 1e-15 * np.abs(inside)
        old[active], converged[active] = inside, rest & good
        going = good & ~rest
        active, eta, mean = active[going], eta[:, going], mean[:, going]
        if not active.size:
            break
    return _finish(basis, np.where(converged, found, np.nan), offset, there, alpha)


def fit_linear(basis: FloatArray, values: FloatArray) -> RawFit:
    """Fit means to values by least squares; (n, s) values, nan where not reported."""
    there = ~np.isnan(values)
    weights = there.astype(np.float64)
    factor, good = _cholesky(_gram(_products(basis), weights, basis.shape[1]))
    gamma = _solve(factor, (basis.T @ np.where(there, values, 0.0))[:, None])[:, 0]
    gamma = np.where(good, gamma, np.nan)
    return RawFit(gamma, _inverse(factor, good), basis @ gamma, good, np.zeros(values.shape[1]))


def orthogonal_basis(matrix: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return (n, p) columns of mean square 1, and the (p, p) map of their coefficients back."""
    q, r = np.linalg.qr(matrix)
    scale = np.sqrt(matrix.shape[0])
    return q * scale, np.linalg.inv(r) * scale


@attrs.define
class _Part:
    """The series that are still being fitted."""

    y: FloatArray
    there: BoolArray
    offset: FloatArray
    alpha: FloatArray

    def step(
        self, basis: FloatArray, products: FloatArray, eta: FloatArray, mean: FloatArray
    ) -> tuple[FloatArray, BoolArray]:
        weights = np.where(self.there, mean / (1.0 + self.alpha * mean), 0.0)
        working = weights * (eta - self.offset + self.y / mean - 1.0)
        factor, good = _cholesky(_gram(products, weights, basis.shape[1]))
        return _solve(factor, (basis.T @ working)[:, None])[:, 0], good

    def log_likelihood(self, eta: FloatArray, mean: FloatArray) -> FloatArray:
        """Return the log-likelihood of each series, without what the means do not change."""
        if not self.alpha.any():
            return np.asarray(np.where(self.there, self.y * eta - mean, 0.0).sum(axis=0))
        inside = np.where(self.there, _inside(self.y, eta, mean, self.alpha), 0.0)
        return np.asarray(inside.sum(axis=0))


def _inside(y: FloatArray, eta: FloatArray, mean: FloatArray, alpha: FloatArray) -> FloatArray:
    small = alpha < 1e-12
    some = np.where(small, 1.0, alpha)
    return np.where(small, y * eta - mean, y * eta - (y + 1.0 / some) * np.log1p(some * mean))


def _saturated(y: FloatArray, alpha: FloatArray) -> FloatArray:
    """Return what `log_likelihood` would be if each mean were its count."""
    mean = np.where(y > 0, y, 1.0)
    return np.asarray(np.where(y > 0, _inside(y, np.log(mean), mean, alpha), 0.0).sum(axis=0))


def _finish(
    basis: FloatArray,
    coefficients: FloatArray,
    offset: FloatArray,
    there: BoolArray,
    alpha: FloatArray,
) -> RawFit:
    converged = ~np.isnan(coefficients[0])
    mean = np.exp(np.clip(basis @ coefficients + offset, -ETA_LIMIT, ETA_LIMIT))
    weights = np.where(there & converged, mean / (1.0 + alpha * mean), 0.0)
    factor, good = _cholesky(_gram(_products(basis), weights, basis.shape[1]))
    return RawFit(coefficients, _inverse(factor, good & converged), mean, converged, alpha)


def _products(basis: FloatArray) -> FloatArray:
    """Return the (p (p + 1) / 2, n) products of the columns with each other."""
    i, j = np.tril_indices(basis.shape[1])
    return np.ascontiguousarray((basis[:, i] * basis[:, j]).T)


def _gram(products: FloatArray, weights: FloatArray, p: int) -> FloatArray:
    """Return the (p, p, s) weighted sums of products."""
    i, j = np.tril_indices(p)
    place = np.zeros((p, p), dtype=np.int64)
    place[i, j] = place[j, i] = np.arange(i.size)
    return np.asarray((products @ weights)[place])


def _cholesky(gram: FloatArray) -> tuple[FloatArray, BoolArray]:
    """Return the (p, p, s) lower factors, and where they exist."""
    factor = np.zeros_like(gram)
    good = np.ones(gram.shape[2], dtype=np.bool_)
    for j in range(gram.shape[0]):
        pivot = gram[j, j] - (factor[j, :j] ** 2).sum(axis=0)
        fine = pivot > PIVOT * gram[j, j]
        good &= fine
        factor[j, j] = np.sqrt(np.where(fine, pivot, 1.0))
        below = gram[j + 1 :, j] - (factor[j + 1 :, :j] * factor[j, :j]).sum(axis=1)
        factor[j + 1 :, j] = below / factor[j, j]
    return factor, good


def _solve(factor: FloatArray, right: FloatArray) -> FloatArray:
    """Solve for (p, r, s) right-hand sides, given the factors."""
    p = factor.shape[0]
    x = np.array(np.broadcast_to(right, (p, right.shape[1], factor.shape[2])))
    for i in range(p):
        x[i] = (x[i] - (factor[i, :i, None] * x[:i]).sum(axis=0)) / factor[i, i]
    for i in reversed(range(p)):
        x[i] = (x[i] - (factor[i + 1 :, i, None] * x[i + 1 :]).sum(axis=0)) / factor[i, i]
    return x


def _inverse(factor: FloatArray, good: BoolArray) -> FloatArray:
    inverse = _solve(factor, np.eye(factor.shape[0])[:, :, None])
    return np.where(good, inverse, np.nan)
