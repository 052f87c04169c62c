"""The before-after comparison that is corrected for regression to the mean.

What belongs here: the comparison. What does not: the estimates for sites, which are in `sites`.
"""

from __future__ import annotations

from typing import Final

import attrs
import numpy as np
from numpy.typing import ArrayLike

from safetykit.errors import InputError
from safetykit.extras import need
from safetykit.stats._inputs import (
    refuse_where,
    require_confidence,
    require_counts,
    require_one_shape,
    require_positive,
)
from safetykit.stats.before_after.four_steps import BeforeAfter, VarianceFormula, four_steps
from safetykit.stats.before_after.sites import EmpiricalBayesSites, empirical_bayes_sites
from safetykit.stats.estimate import (
    CheckResult,
    FloatArray,
    SignificanceTest,
    comparable,
    read_only,
)

__all__ = [
    "EmpiricalBayesComparison",
    "before_after_empirical_bayes",
]

_ASSUMPTIONS: Final = (
    "the safety performance function holds for these sites, before and after",
    "what it does not account for did not change",
    "the sites are independent of each other",
)


@attrs.frozen(kw_only=True)
class EmpiricalBayesComparison:
    """A before-after comparison of sites, corrected for regression to the mean.

    Attributes:
        change: The index of effectiveness and the reduction of all sites together.
        sites_before: The empirical Bayes estimate of each site before.
        expected_after: (s,) expected count of each site after.
        variance_after: (s,) its variance.
        test: Theta against 1, by its standard error.
    """

    change: BeforeAfter
    sites_before: EmpiricalBayesSites
    expected_after: FloatArray = attrs.field(converter=read_only, eq=comparable)
    variance_after: FloatArray = attrs.field(converter=read_only, eq=comparable)
    test: SignificanceTest


def before_after_empirical_bayes(
    observed_before: ArrayLike,
    observed_after: ArrayLike,
    expected_before: ArrayLike,
    expected_after: ArrayLike,
    overdispersion: ArrayLike,
    *,
    variance_formula: VarianceFormula = "hauer",
    confidence: float = 0.95,
) -> EmpiricalBayesComparison:
    """Return the change of sites from before to after, corrected for regression to the mean.

    The count expected after is the empirical Bayes estimate before times the ratio of what the
    safety performance function expects after and before; traffic and duration are in that ratio.
    Its variance is the expected count times that ratio times 1 less the weight.

    Args:
        observed_before: (s,) events at each site before.
        observed_after: (s,) events after.
        expected_before: (s,) what the safety performance function expects before, above 0.
        expected_after: (s,) what it expects after, above 0.
        overdispersion: k of the negative binomial, above 0, for all sites or each.
        variance_formula: `hauer`: `theta**2 (1 / L + V) / (1 + V)**2` with theta corrected for
            bias; or `hsm`: `(L / pi)**2 (1 / L + V) / (1 + V)`; V is the variance of the expected
            total over its square. They differ by about a hundredth; name the one used.
        confidence: The level of the intervals.

    Returns:
        The index of all sites together, and what was expected of each.

    Raises:
        InputError: There is no site, a count is not reported, negative or not whole, another
            number is not above 0, the shapes do not fit, or the formula is not known.

    References:
        Hauer (1997) Observational Before-After Studies in Road Safety, chapters 11 and 12. AASHTO
        (2010) Highway Safety Manual, appendix 9A.

    Examples:
        >>> found = before_after_empirical_bayes([17, 9], [5, 4], [9.0, 6.0], [4.0, 3.0], 0.3)
        >>> round(found.change.theta.value, 2), round(found.change.standard_error, 2)
        (0.83, 0.3)
    """
    level = require_confidence(confidence)
    before, after, mean_before, mean_after, k = _require_sites(
        observed_before=require_counts("observed_before", observed_before),
        observed_after=require_counts("observed_after", observed_after),
        expected_before=require_positive("expected_before", expected_before),
        expected_after=require_positive("expected_after", expected_after),
        overdispersion=require_positive("overdispersion", overdispersion),
    )
    sites = empirical_bayes_sites(before, mean_before, k, confidence=level)
    ratio = mean_after / mean_before
    expected = sites.expected.value * ratio
    variance = expected * ratio * (1.0 - np.asarray(sites.weight))
    check = _corrected(before, np.asarray(sites.expected.value))
    change = _together(after, expected, variance, level, check, formula=variance_formula)
    return EmpiricalBayesComparison(
        change=change,
        sites_before=sites,
        expected_after=expected,
        variance_after=variance,
        test=_test(change),
    )


def _together(
    after: FloatArray,
    expected: FloatArray,
    variance: FloatArray,
    level: float,
    check: CheckResult,
    *,
    formula: VarianceFormula,
) -> BeforeAfter:
    """Return the change of all sites together."""
    return four_steps(
        np.asarray(after.sum()),
        np.asarray(expected.sum()),
        np.asarray(variance.sum()),
        level=level,
        method="empirical Bayes before-after comparison",
        assumptions=_ASSUMPTIONS,
        checks=(check,),
        formula=formula,
    )


def _require_sites(**named: FloatArray) -> tuple[FloatArray, ...]:
    """Return one number of each kind for every site; the counts of both periods are reported."""
    found = dict(zip(named, map(np.atleast_1d, require_one_shape(**named)), strict=True))
    before = found["observed_before"]
    if before.ndim != 1 or not before.size:
        raise InputError("observed_before", before.shape, "one count for each of one or more sites")
    for name in ("observed_before", "observed_after"):
        refuse_where(np.isnan(found[name]), name, found[name], "a count that is reported")
    return tuple(found.values())


def _corrected(observed: FloatArray, expected: FloatArray) -> CheckResult:
    total = float(observed.sum())
    detail = (
        f"{total:g} events were observed before, {float(expected.sum()):.1f} are the estimate "
        "after correction for regression to the mean."
    )
    return CheckResult(name="regression_to_mean", passed=True, detail=detail)


def _test(change: BeforeAfter) -> SignificanceTest:
    special = need("scipy.special", wanted_by="A test of theta")
    error = np.asarray(change.standard_error)
    z = (1.0 - np.asarray(change.theta.value)) / np.where(error > 0, error, np.nan)
    return SignificanceTest(
        statistic=z,
        p_value=2.0 * special.ndtr(-np.abs(z)),
        method=f"(1 - theta) over its standard error, {change.method}",
        assumptions=change.assumptions,
        checks=change.checks,
    )
