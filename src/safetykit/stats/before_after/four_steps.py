"""Hauer's four steps: from an expected and an observed count to a reduction and an index.

What belongs here: the index of effectiveness and the reduction, with their errors. What does not:
how the expected count was made.
"""

from __future__ import annotations

import functools
from typing import Final, Literal, TypeAlias

import attrs
import numpy as np

from safetykit.stats._inputs import require_choice
from safetykit.stats.estimate import (
    BoolArray,
    CheckResult,
    Estimate,
    FloatArray,
    FloatOrArray,
    comparable,
    read_only,
)
from safetykit.stats.rates.limits import normal_quantile
from safetykit.stats.rates.one_count import missing_check

__all__ = ["BeforeAfter", "VarianceFormula"]

VarianceFormula: TypeAlias = Literal["hauer", "hsm"]

FORMULAS: Final = {
    "hauer": "theta**2 (1 / L + V) / (1 + V)**2, Hauer (1997)",
    "hsm": "(L / pi)**2 (1 / L + V) / (1 + V), Highway Safety Manual 9A.1-11",
}
SMALL_COUNT: Final = 10


@attrs.frozen(kw_only=True)
class BeforeAfter:
    """What was observed after against what was expected, by Hauer's four steps.

    Numbers are floats for one comparison, arrays for several.

    Attributes:
        expected_after: The count expected after, had nothing else changed.
        expected_variance: Its variance.
        theta: The index of effectiveness: observed over expected, corrected for the bias of a
            ratio; below 1 where there was less than expected.
        theta_biased: The plain ratio.
        standard_error: The standard error of theta, by the formula that `method` names.
        reduction: Expected less observed; above 0 where there was less than expected.
        reduction_standard_error: Its standard error.
        method: What was done, with the variance formula.
        assumptions: What must hold for it.
        checks: What became of the checks, regression to the mean first.
    """

    expected_after: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    expected_variance: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    theta: Estimate
    theta_biased: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    standard_error: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    reduction: Estimate
    reduction_standard_error: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    method: str
    assumptions: tuple[str, ...] = ()
    checks: tuple[CheckResult, ...] = ()

    @property
    def percentage_change(self) -> Estimate:
        """The change against the expected count in percent; below 0 where there was less."""
        return attrs.evolve(
            self.theta,
            value=100.0 * (np.asarray(self.theta.value) - 1.0),
            low=100.0 * (np.asarray(self.theta.low) - 1.0),
            high=100.0 * (np.asarray(self.theta.high) - 1.0),
            method=f"{self.theta.method}, in percent",
        )


def four_steps(
    after: FloatArray,
    expected: FloatArray,
    variance: FloatArray,
    *,
    level: float,
    method: str,
    assumptions: tuple[str, ...],
    checks: tuple[CheckResult, ...],
    formula: VarianceFormula = "hauer",
) -> BeforeAfter:
    """Return steps 3 and 4 of Hauer (1997), chapter 6, from the counts of steps 1 and 2."""
    require_choice("variance_formula", formula, FORMULAS)
    known = np.asarray(expected > 0)
    pi = np.where(known, expected, np.nan)
    theta, error = _effectiveness(after, pi, variance / pi**2, formula)
    z = normal_quantile(0.5 + level / 2.0)
    spread = np.sqrt(np.where(known, variance + after, np.nan))
    words = f"{method}; variance {FORMULAS[formula]}"
    told = (*checks, *missing_check(after + expected), *_count_checks(after, known))
    estimate = functools.partial(
        Estimate, level=level, method=words, assumptions=assumptions, checks=told
    )
    saved = pi - after
    return BeforeAfter(
        expected_after=expected,
        expected_variance=variance,
        theta=estimate(value=theta, low=np.maximum(theta - z * error, 0.0), high=theta + z * error),
        theta_biased=after / pi,
        standard_error=error,
        reduction=estimate(value=saved, low=saved - z * spread, high=saved + z * spread),
        reduction_standard_error=spread,
        method=words,
        assumptions=assumptions,
        checks=told,
    )


def _effectiveness(
    after: FloatArray, pi: FloatArray, v: FloatArray, formula: VarianceFormula
) -> tuple[FloatArray, FloatArray]:
    """Return theta, corrected for bias, and its standard error; v is the variance over pi**2."""
    biased = after / pi
    squared = (after / pi**2 + biased**2 * v) / (1.0 + v)  # biased**2 (1 / L + V) with L of 0
    error = np.sqrt(squared / (1.0 + v) ** 3 if formula == "hauer" else squared)
    return biased / (1.0 + v), np.where(after > 0, error, np.nan)


def regression_to_mean_check(selected: bool | None) -> CheckResult:
    """Say whether the sites were chosen for their counts before."""
    name = "regression_to_mean"
    if selected is None:
        detail = (
            "It is not said how the sites were chosen. Sites chosen for a high count fall back "
            "by themselves: use the empirical Bayes method for those."
        )
        return CheckResult(name=name, passed=None, detail=detail)
    if selected:
        detail = (
            "The sites were chosen for their counts before, so some of the fall was to come "
            "anyway: use the empirical Bayes method."
        )
        return CheckResult(name=name, passed=False, detail=detail)
    detail = "The sites were not chosen for their counts before."
    return CheckResult(name=name, passed=True, detail=detail)


def _count_checks(after: FloatArray, known: BoolArray) -> tuple[CheckResult, ...]:
    found = []
    zero = int(((after == 0) | (~known & ~np.isnan(after))).sum())
    if zero:
        detail = f"{zero} of {after.size} comparisons have a count of 0: their interval is nan."
        found.append(CheckResult(name="counts_above_0", passed=False, detail=detail))
    small = int(((after > 0) & (after < SMALL_COUNT)).sum())
    if small:
        few = f"{small} of {after.size} counts after are below {SMALL_COUNT}"
        detail = f"{few}: normal intervals are rough."
        found.append(CheckResult(name="small_count", passed=False, detail=detail))
    return tuple(found)
