"""What a series would have been, had its trend and season gone on.

What belongs here: expected counts without the step and the slope, and the differences from them.
What does not: what made the difference, which the design cannot show.
"""

from __future__ import annotations

import attrs
import numpy as np

from safetykit.stats.estimate import BoolArray, Estimate, FloatArray, comparable
from safetykit.stats.interrupted.results import SegmentedFit

__all__ = ["Counterfactual", "counterfactual"]


@attrs.frozen(kw_only=True)
class Counterfactual:
    """Expected counts after an interruption without its step and slope, beside those with them.

    Attributes:
        time: (m,) the points from the interruption on.
        observed: (..., m) the counts there, nan where not reported.
        expected: Expected counts of shape (..., m). The interval is that of the expected count;
            single counts spread further.
        expected_total: Their sum over the points that are reported, of shape (...).
        difference: Fitted total less expected total; below 0 where there was less. With a step,
            the fitted total of a Poisson or quasi-Poisson model is the observed total.
        ratio: Fitted total over expected total; None for `linear`.
    """

    time: FloatArray = attrs.field(eq=comparable)
    observed: FloatArray = attrs.field(eq=comparable)
    expected: Estimate
    expected_total: Estimate
    difference: Estimate
    ratio: Estimate | None


def counterfactual(fit: SegmentedFit) -> Counterfactual:
    """Return what would be expected after an interruption had trend and season gone on.

    The step and the slope are set to 0, everything else stays. Intervals are by the delta method:
    on the log scale for expected counts and the ratio, on the scale of counts for the difference,
    in which the uncertainty of both sides counts together.

    Args:
        fit: A segmented regression.

    Returns:
        Expected counts, their total, and the difference and ratio; nan where a coefficient that
        they need is not determined.

    References:
        Lopez Bernal, Cummins and Gasparrini (2017) International Journal of Epidemiology
        46:348-355. Zhang, Wagner, Soumerai and Ross-Degnan (2009) Journal of Clinical
        Epidemiology 62:143-148 (intervals of the total by the delta method).

    Examples:
        >>> from safetykit.stats.interrupted import segmented_regression
        >>> counts = [20, 20, 20, 20, 20, 20, 10, 10, 10, 10]
        >>> less = counterfactual(segmented_regression(counts, 6, family="poisson"))
        >>> round(less.expected_total.value, 6), round(less.difference.value, 6)
        (80.0, -40.0)
    """
    after = fit.design.after > 0
    counts = fit.counts[..., after]
    there = (~np.isnan(counts)).astype(np.float64)
    bare = _Side(fit, fit.design.uninterrupted[after], after)
    full = _Side(fit, fit.design.matrix[after], after)
    expected, by_bare = bare.total(there)
    fitted, by_full = full.total(there)
    difference, by_both = fitted - expected, by_full - by_bare
    return Counterfactual(
        time=fit.design.time[after],
        observed=counts,
        expected=bare.points(),
        expected_total=_total(fit, expected, by_bare),
        difference=_plain(fit, difference, by_both, "fitted total less expected total"),
        ratio=None if fit.choices.linear else _ratio(fit, fitted, by_full, expected, by_bare),
    )


@attrs.define
class _Side:
    """The points after the interruption, with or without the step and the slope."""

    fit: SegmentedFit
    matrix: FloatArray
    after: BoolArray

    @property
    def used(self) -> FloatArray:
        """(p,) whether a column is used at all, so that one that is not may be undetermined."""
        return np.asarray((self.matrix != 0).any(axis=0))

    @property
    def linear_predictor(self) -> FloatArray:
        """(..., m) the sum of the terms."""
        return np.asarray(np.where(self.used, self.fit.coefficients, 0.0) @ self.matrix.T)

    @property
    def means(self) -> FloatArray:
        """(..., m) expected counts."""
        if self.fit.choices.linear:
            return self.linear_predictor
        return np.asarray(self.fit.exposure[..., self.after] * np.exp(self.linear_predictor))

    def points(self) -> Estimate:
        """Return the expected count of each point."""
        v = clean(self.fit.covariance, self.used)
        spread = np.sqrt(np.einsum("mi,...ij,mj->...m", self.matrix, v, self.matrix))
        half = np.asarray(self.fit.quantile())[..., None] * spread
        means = self.means
        low, high = means - half, means + half
        if not self.fit.choices.linear:
            low, high = means * np.exp(-half), means * np.exp(half)
        return _estimate(self.fit, means, low, high, "expected counts without step and slope")

    def total(self, there: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return the (...) total of the reported points and its (..., p) derivatives."""
        weights = there * (1.0 if self.fit.choices.linear else self.means)
        return np.asarray((there * self.means).sum(axis=-1)), np.asarray(weights @ self.matrix)


def clean(covariance: FloatArray, used: FloatArray) -> FloatArray:
    """Return a covariance with 0 for the terms that are not used."""
    return np.where(np.outer(used, used), covariance, 0.0)


def _spread(fit: SegmentedFit, by: FloatArray) -> FloatArray:
    v = np.where((by != 0)[..., :, None] & (by != 0)[..., None, :], fit.covariance, 0.0)
    return np.asarray(np.sqrt(np.einsum("...i,...ij,...j->...", by, v, by)))


def _total(fit: SegmentedFit, value: FloatArray, by: FloatArray) -> Estimate:
    name = "expected total without step and slope"
    if fit.choices.linear:
        return _plain(fit, value, by, name)
    half = fit.quantile() * _spread(fit, by) / value
    return _estimate(fit, value, value * np.exp(-half), value * np.exp(half), name)


def _plain(fit: SegmentedFit, value: FloatArray, by: FloatArray, name: str) -> Estimate:
    half = fit.quantile() * _spread(fit, by)
    return _estimate(fit, value, value - half, value + half, name)


def _ratio(
    fit: SegmentedFit,
    fitted: FloatArray,
    by_full: FloatArray,
    expected: FloatArray,
    by_bare: FloatArray,
) -> Estimate:
    by = by_full / np.asarray(fitted)[..., None] - by_bare / np.asarray(expected)[..., None]
    half = fit.quantile() * _spread(fit, by)
    value = fitted / expected
    name = "fitted total over expected total"
    return _estimate(fit, value, value * np.exp(-half), value * np.exp(half), name)


def _estimate(
    fit: SegmentedFit, value: FloatArray, low: FloatArray, high: FloatArray, name: str
) -> Estimate:
    return Estimate(
        value=value,
        low=low,
        high=high,
        level=fit.level,
        method=f"{name}, delta method, {fit.choices.in_words}",
        assumptions=fit.assumptions,
        checks=fit.checks,
    )
