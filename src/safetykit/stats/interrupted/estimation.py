"""From counts and a design to coefficients, covariances and residuals, in blocks of series.

What belongs here: the numbers of a fit, and the fit as an object. What does not: what a caller
may pass.
"""

from __future__ import annotations

from typing import Final

import attrs
import numpy as np

from safetykit.stats.estimate import BoolArray, FloatArray
from safetykit.stats.interrupted.checks import checks_of_fit
from safetykit.stats.interrupted.choices import Choices, Family
from safetykit.stats.interrupted.designs import Design
from safetykit.stats.interrupted.fitting import (
    RawFit,
    fit_linear,
    fit_log_linear,
    orthogonal_basis,
)
from safetykit.stats.interrupted.negative_binomial import fit_negative_binomial, log_likelihood
from safetykit.stats.interrupted.newey_west import bartlett_sum
from safetykit.stats.interrupted.results import SegmentedFit

BLOCK: Final = 2_000_000
DETERMINED: Final = 100.0
ROUNDING: Final = 1e-12  # of the largest value, for least squares
COUNT_ROUNDING: Final = 1e-7  # of the largest count: a log-linear fit is found by repetition


@attrs.define
class _Numbers:
    """The numbers of a block of series, with the series on the first axis."""

    coefficients: FloatArray
    covariance: FloatArray
    fitted: FloatArray
    residuals: FloatArray
    dispersion: FloatArray
    overdispersion: FloatArray
    log_likelihood: FloatArray


def fit_design(
    series: FloatArray, exposure: FloatArray, design: Design, choices: Choices
) -> SegmentedFit:
    """Fit (..., n) counts, block by block, so that memory does not grow with their number."""
    joined = _fit_in_blocks(series, exposure, design, choices)
    residuals = joined.pop("residuals")
    there = ~np.isnan(series)
    df = np.asarray(there.sum(axis=-1) - float(len(design.names)))
    return SegmentedFit(
        counts=series,
        exposure=exposure,
        design=design,
        choices=choices,
        deviance_residuals=residuals,
        deviance=np.asarray(np.where(there, residuals**2, 0.0).sum(axis=-1)),
        df_residual=df,
        method=choices.in_words,
        assumptions=choices.assumptions(design.interruption),
        checks=checks_of_fit(series, design, residuals, joined, choices.family),
        **joined,
    )


def _fit_in_blocks(
    series: FloatArray, exposure: FloatArray, design: Design, choices: Choices
) -> dict[str, FloatArray]:
    """Return each of the numbers of a fit by its name, of shape (..., its own)."""
    n = series.shape[-1]
    rows, bases = series.reshape(-1, n), exposure.reshape(-1, n)
    size = max(1, BLOCK // (n * len(design.names)))
    blocks = [
        _fit_block(rows[i : i + size].T, bases[i : i + size].T, design, choices)
        for i in range(0, max(1, len(rows)), size)
    ]
    joined = {}
    for field in attrs.fields(_Numbers):
        whole = np.concatenate([getattr(block, field.name) for block in blocks])
        joined[field.name] = whole.reshape(series.shape[:-1] + whole.shape[1:])
    return joined


def _fit_block(y: FloatArray, exposure: FloatArray, design: Design, choices: Choices) -> _Numbers:
    """Fit (n, s) counts."""
    basis, back = orthogonal_basis(design.matrix)
    raw = _raw_fit(basis, np.ascontiguousarray(y), np.log(exposure), choices)
    raw.mean = np.where(raw.converged, raw.mean, np.nan)
    dispersion = _dispersion(y, raw, basis.shape[1], linear=choices.linear)
    covariance = _mapped(back, _spread(basis, y, raw, dispersion, choices))
    coefficients = back @ raw.coefficients
    if not choices.linear:
        _hide_undetermined(coefficients, covariance, _mapped(back, raw.unscaled))
    negative_binomial = choices.family == "negative-binomial"
    return _Numbers(
        coefficients=coefficients.T,
        covariance=np.moveaxis(covariance, 2, 0),
        fitted=raw.mean.T,
        residuals=_deviance_residuals(y, raw, linear=choices.linear).T,
        dispersion=dispersion,
        overdispersion=raw.alpha if negative_binomial else np.full(raw.alpha.shape, np.nan),
        log_likelihood=_likelihood(y, raw, choices.family),
    )


def _raw_fit(basis: FloatArray, y: FloatArray, offset: FloatArray, choices: Choices) -> RawFit:
    if choices.linear:
        return fit_linear(basis, y)
    if choices.family == "negative-binomial":
        return fit_negative_binomial(basis, y, offset)
    return fit_log_linear(basis, y, offset, np.zeros(y.shape[1]))


def _dispersion(y: FloatArray, raw: RawFit, n_terms: int, *, linear: bool) -> FloatArray:
    variance = np.ones_like(raw.mean) if linear else raw.mean * (1.0 + raw.alpha * raw.mean)
    chi2 = np.nansum((y - raw.mean) ** 2 / variance, axis=0)
    df = (~np.isnan(y)).sum(axis=0) - float(n_terms)
    return np.where(raw.converged & (df > 0), chi2 / np.where(df > 0, df, 1.0), np.nan)


def _spread(
    basis: FloatArray, y: FloatArray, raw: RawFit, dispersion: FloatArray, choices: Choices
) -> FloatArray:
    """Return the (p, p, s) covariance on the orthogonal basis."""
    if choices.errors != "newey-west":
        widened = choices.family in ("quasi-poisson", "linear")
        found = raw.unscaled * dispersion if widened else raw.unscaled
        return np.where(widened & _on_the_line(y, raw, choices), np.nan, found)
    score = (y - raw.mean) / (1.0 + raw.alpha * raw.mean)
    scores = np.where(np.isnan(score), 0.0, score)[:, None, :] * basis[:, :, None]
    bread = np.moveaxis(raw.unscaled, 2, 0)
    meat = np.moveaxis(bartlett_sum(scores, choices.lag), 2, 0)
    robust = np.moveaxis(bread @ meat @ bread, 0, 2)
    robust = np.where(_on_the_line(y, raw, choices), np.nan, robust)
    if not choices.small_sample:
        return robust
    n = (~np.isnan(y)).sum(axis=0)
    left = np.maximum(n - basis.shape[1], 0)
    return robust * np.where(left > 0, n / np.maximum(left, 1), np.nan)


def _on_the_line(y: FloatArray, raw: RawFit, choices: Choices) -> BoolArray:
    """Return the (s,) series of which nothing but rounding is left over."""
    left = np.fmax.reduce(np.abs(y - raw.mean), axis=0, initial=0.0)
    largest = np.fmax.reduce(np.abs(y), axis=0, initial=0.0)
    return np.asarray(left <= (ROUNDING if choices.linear else COUNT_ROUNDING) * largest)


def _mapped(back: FloatArray, inner: FloatArray) -> FloatArray:
    """Return `back @ inner @ back.T` for each series on the last axis."""
    half = np.tensordot(back, inner, axes=(1, 0))
    return np.swapaxes(np.tensordot(back, half, axes=(1, 1)), 0, 1)


def _hide_undetermined(
    coefficients: FloatArray, covariance: FloatArray, unscaled: FloatArray
) -> None:
    """Set to nan what the counts leave open: a log ratio whose Poisson error is above 100."""
    places = np.arange(coefficients.shape[0])
    left_open = ~(unscaled[places, places] <= DETERMINED**2)
    coefficients[left_open] = np.nan
    covariance[left_open[:, None] | left_open[None]] = np.nan


def _deviance_residuals(y: FloatArray, raw: RawFit, *, linear: bool) -> FloatArray:
    mean, alpha = raw.mean, raw.alpha
    if linear:
        return y - mean
    part = np.where(y > 0, y * np.log(np.where(y > 0, y, 1.0) / mean), 0.0)
    if alpha.any():
        scale = np.where(alpha > 0, alpha, 1.0)
        rest = (y + 1.0 / scale) * np.log1p(scale * (y - mean) / (1.0 + scale * mean))
        part -= np.where(alpha > 0, rest, y - mean)
    else:
        part -= y - mean
    return np.asarray(np.sign(y - mean) * np.sqrt(2.0 * np.maximum(part, 0.0)))


def _likelihood(y: FloatArray, raw: RawFit, family: Family) -> FloatArray:
    if family == "quasi-poisson":
        return np.full(y.shape[1], np.nan)
    if family != "linear":
        return np.where(raw.converged, log_likelihood(y, raw.mean, raw.alpha), np.nan)
    n = (~np.isnan(y)).sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        variance = np.nansum((y - raw.mean) ** 2, axis=0) / n
        return np.where(raw.converged, -0.5 * n * (np.log(2.0 * np.pi * variance) + 1.0), np.nan)
