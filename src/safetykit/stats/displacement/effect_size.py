"""Effect sizes of one treated and one control area, before and after.

What belongs here: the relative effect size of crime prevention reviews and the phi coefficient.
What does not: tables of groups of people, and the synthesis of several studies.
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
from safetykit.stats.estimate import (
    BoolArray,
    CheckResult,
    Estimate,
    FloatArray,
    FloatOrArray,
    SignificanceTest,
    comparable,
    read_only,
)
from safetykit.stats.rates.limits import normal_quantile
from safetykit.stats.rates.one_count import missing_check

__all__ = ["PhiCoefficient", "phi_coefficient", "relative_effect_size"]

ROUNDING: Final = 1e-12


@attrs.frozen(kw_only=True)
class PhiCoefficient:
    """The association of the two sides of a 2 by 2 table.

    Attributes:
        estimate: The phi coefficient, from -1 to 1; 0 is no association.
        test: Pearson's chi-square test of no association, without Yates's correction.
        n: How many are in the table.
    """

    estimate: Estimate
    test: SignificanceTest
    n: FloatOrArray = attrs.field(converter=read_only, eq=comparable)


def relative_effect_size(
    *,
    treated_before: ArrayLike,
    treated_after: ArrayLike,
    control_before: ArrayLike,
    control_after: ArrayLike,
    variance_inflation: ArrayLike = 1.0,
    confidence: float = 0.95,
) -> Estimate:
    """Return the relative effect size (RES): how much better the treated area did.

    It is `(treated_before * control_after) / (treated_after * control_before)`: the reciprocal of
    the ratio of the two rate ratios. *Above 1 is good*, 1 is no effect. The variance of its
    logarithm is the sum of the reciprocals of the four counts, for Poisson counts. Crime counts
    vary more, and reviews multiply it: Campbell reviews of hot spots and CCTV by 2. Without an
    inflation the check `variance_inflated` says so.

    Args:
        treated_before: Events in the treated area before, any shape; nan means "not reported".
        treated_after: Events there after.
        control_before: Events in the control area before.
        control_after: Events there after.
        variance_inflation: What the variance of the logarithm is multiplied by, 1 or more.
        confidence: The level of the interval, between 0 and 1.

    Returns:
        A ratio. With a count of 0 it is 0, infinite or nan; the interval is then not defined (nan)
        and the check `counts_above_0` fails.

    Raises:
        InputError: A count is negative, infinite or not whole; an inflation is below 1; the shapes
            do not fit; the confidence is unusable.

    References:
        Farrington, Gill, Waples and Argomaniz (2007) Journal of Experimental Criminology 3:21-38.

    Examples:
        >>> size = relative_effect_size(
        ...     treated_before=207,
        ...     treated_after=110,
        ...     control_before=308,
        ...     control_after=318,
        ...     variance_inflation=2.0,
        ... )
        >>> round(size.low, 2), round(size.value, 2), round(size.high, 2)
        (1.31, 1.94, 2.88)
    """
    level = require_confidence(confidence)
    factor = require_positive("variance_inflation", variance_inflation)
    refuse_where(factor < 1, "variance_inflation", factor, "a factor of 1 or more")
    a, b, c, d, factor = require_one_shape(
        treated_before=require_counts("treated_before", treated_before),
        treated_after=require_counts("treated_after", treated_after),
        control_before=require_counts("control_before", control_before),
        control_after=require_counts("control_after", control_after),
        variance_inflation=factor,
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        value = (a * d) / (b * c)
        variance = factor * (1.0 / a + 1.0 / b + 1.0 / c + 1.0 / d)
        margin = np.exp(normal_quantile(0.5 + level / 2.0) * np.sqrt(variance))
    margin = np.where(np.isfinite(margin) & (value > 0), margin, np.nan)
    return Estimate(
        value=value,
        low=value / margin,
        high=value * margin,
        level=level,
        method="relative effect size, normal interval on the log scale",
        assumptions=_RES_ASSUMPTIONS,
        checks=_res_checks(np.stack([a, b, c, d]), factor),
    )


def phi_coefficient(table: ArrayLike, *, confidence: float = 0.95) -> PhiCoefficient:
    """Return the phi coefficient of a 2 by 2 table of counts.

    For the table [[a, b], [c, d]] it is
    `(a d - b c) / sqrt((a + b) (c + d) (a + c) (b + d))`, Pearson's correlation of the two sides.
    The chi-square statistic is `n * phi**2`, without Yates's correction. The interval is normal,
    with the multinomial delta-method variance, and is cut at -1 and 1.

    Args:
        table: (..., 2, 2) counts; nan means "not reported" and answers nan.
        confidence: The level of the interval, between 0 and 1.

    Returns:
        The coefficient with its test. Where a row or a column is empty both are nan, and the check
        `margins_above_0` fails. At -1 and 1 the variance is 0 whatever n is: the interval is nan
        there, and the check `not_perfect` fails.

    Raises:
        InputError: A count is negative, infinite or not whole; the table is not 2 by 2; the
            confidence is unusable.

    References:
        Bishop, Fienberg and Holland (1975) Discrete Multivariate Analysis, chapters 11 and 14.

    Examples:
        >>> found = phi_coefficient([[30, 10], [15, 25]])
        >>> round(found.estimate.value, 3), round(found.test.p_value, 5)
        (0.378, 0.00072)
    """
    level = require_confidence(confidence)
    counts = require_counts("table", table)
    if counts.shape[-2:] != (2, 2):
        raise InputError("table", counts.shape, "a table of 2 rows and 2 columns")
    n = counts.sum(axis=(-2, -1))
    phi, error = _phi(counts, n)
    perfect = np.abs(phi) >= 1.0 - ROUNDING
    margin = normal_quantile(0.5 + level / 2.0) * np.where(perfect, np.nan, error)
    checks = (*_margin_check(phi, n), *_perfect_check(perfect), *missing_check(n))
    estimate = Estimate(
        value=phi,
        low=np.maximum(phi - margin, -1.0),
        high=np.minimum(phi + margin, 1.0),
        level=level,
        method="phi coefficient, normal interval with the delta method's variance",
        assumptions=_PHI_ASSUMPTIONS,
        checks=checks,
    )
    return PhiCoefficient(estimate=estimate, test=_pearson(n * phi**2, checks), n=n)


def _pearson(statistic: FloatArray, checks: tuple[CheckResult, ...]) -> SignificanceTest:
    special = need("scipy.special", wanted_by="A p-value")
    return SignificanceTest(
        statistic=statistic,
        p_value=special.chdtrc(1.0, statistic),
        method="Pearson's chi-square test with 1 degree of freedom, uncorrected",
        assumptions=_PHI_ASSUMPTIONS,
        checks=checks,
    )


def _phi(counts: FloatArray, n: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return phi and its standard error: the correlation of the sides, coded as -1 and 1."""
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = counts / n[..., None, None]
        row, column = shares.sum(axis=-1), shares.sum(axis=-2)
        scale = np.sqrt(row.prod(axis=-1) * column.prod(axis=-1))
        cross = shares[..., 0, 0] * shares[..., 1, 1] - shares[..., 0, 1] * shares[..., 1, 0]
        phi = np.where(scale > 0, cross / scale, np.nan)
        u = _standardised(row)[..., :, None]
        v = _standardised(column)[..., None, :]
        influence = u * v - phi[..., None, None] * (u**2 + v**2) / 2.0
        variance = (shares * influence**2).sum(axis=(-2, -1)) / n
    return phi, np.sqrt(variance)


def _standardised(shares: FloatArray) -> FloatArray:
    first = shares[..., 0]
    spread = np.sqrt(shares.prod(axis=-1))
    return np.stack([(1.0 - first) / spread, -first / spread], axis=-1)


def _margin_check(phi: FloatArray, n: FloatArray) -> tuple[CheckResult, ...]:
    empty = int((np.isnan(phi) & ~np.isnan(n)).sum())
    if not empty:
        return ()
    detail = f"{empty} of {phi.size} tables have an empty row or column: phi is not defined."
    return (CheckResult(name="margins_above_0", passed=False, detail=detail),)


def _perfect_check(perfect: BoolArray) -> tuple[CheckResult, ...]:
    count = int(perfect.sum())
    if not count:
        return ()
    detail = f"{count} of {perfect.size} tables have a phi of -1 or 1, which has no such interval."
    return (CheckResult(name="not_perfect", passed=False, detail=detail),)


def _res_checks(counts: FloatArray, factor: FloatArray) -> tuple[CheckResult, ...]:
    found = list(missing_check(*counts))
    zeros = int((counts == 0).any(axis=0).sum())
    if zeros:
        detail = f"{zeros} of {counts[0].size} comparisons have a count of 0: no interval is given."
        found.append(CheckResult(name="counts_above_0", passed=False, detail=detail))
    if (factor == 1).any():
        detail = (
            "The variance is that of Poisson counts; reviews of crime counts take up to twice it."
        )
        found.append(CheckResult(name="variance_inflated", passed=None, detail=detail))
    return tuple(found)


_RES_ASSUMPTIONS: Final = (
    "the variance of each count is its mean, times the stated inflation",
    "the four counts are independent",
    "without the intervention both areas would have changed by the same factor",
)
_PHI_ASSUMPTIONS: Final = (
    "the counts are a multinomial sample: each event falls in one cell, independently",
    "the normal distribution is close enough: no expected count is small",
)
