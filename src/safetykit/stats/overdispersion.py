"""Overdispersion: how much more counts vary than chance alone would make them.

What belongs here: estimates and tests of the variance over the mean of counts, and the choice of
the dispersion to use. What does not: the intervals that use it.
"""

from __future__ import annotations

import attrs
import numpy as np
from numpy.typing import ArrayLike

from safetykit.errors import AnalysisError, InputError
from safetykit.extras import need
from safetykit.stats._inputs import (
    refuse_where,
    require_between,
    require_numbers,
    require_series,
    require_whole,
)
from safetykit.stats.estimate import CheckResult, FloatArray, comparable
from safetykit.stats.variation.seasonal_fit import fit_seasonal

__all__ = [
    "Dispersion",
    "check_dispersion",
    "choose_dispersion",
    "dispersion",
    "seasonal_dispersion",
]

FEW_EXPECTED = 5.0


@attrs.frozen(kw_only=True)
class Dispersion:
    """The variance of counts over their mean, and a test that it is 1.

    Attributes:
        value: Pearson's chi-squared over its degrees of freedom; 1 means Poisson variation.
        chi2: Pearson's chi-squared.
        df: Its degrees of freedom.
        p_value: The chance of a chi-squared this large or larger if the counts are Poisson.
        method: How the expected counts were made.
        assumptions: What must hold for it.
        checks: What became of the checks.
    """

    value: float = attrs.field(eq=comparable)
    chi2: float = attrs.field(eq=comparable)
    df: int
    p_value: float = attrs.field(eq=comparable)
    method: str
    assumptions: tuple[str, ...] = ()
    checks: tuple[CheckResult, ...] = ()


def dispersion(
    counts: ArrayLike,
    fitted: ArrayLike,
    n_parameters: int,
    *,
    method: str = "Pearson's chi-squared of counts against fitted counts",
) -> Dispersion:
    """Return Pearson's estimate of the dispersion of counts about fitted counts.

    It is `sum((count - fitted)**2 / fitted) / (n - n_parameters)`, tested against chi-squared.
    Points that are not reported, and points whose fitted count is 0, tell nothing and are left
    out of n.

    Args:
        counts: (n,) counts; nan means "not reported".
        fitted: (n,) counts that a model expects, 0 or more; nan where the count is.
        n_parameters: How many parameters the model took from these counts, 0 or more.
        method: How the fitted counts were made, in words.

    Returns:
        The dispersion with its test. The test is one-sided: a large value is evidence of
        overdispersion.

    Raises:
        InputError: The lengths differ, a count is negative, infinite or not whole, a fitted
            count is negative or is 0 where events were counted, or nan where a count is reported.
        AnalysisError: There are no more points than parameters.

    References:
        McCullagh and Nelder (1989) Generalized Linear Models, 2nd ed., 6.2.3. Cochran (1954)
        Biometrics 10:417-451 (expected counts that are large enough for the test).

    Examples:
        >>> d = dispersion([4, 16, 8, 12], [10, 10, 10, 10], 1)
        >>> round(d.value, 3), d.df, round(d.p_value, 4)
        (2.667, 3, 0.046)
    """
    observed = require_series(counts)
    expected = _require_fitted(fitted, observed)
    used = ~np.isnan(observed) & (expected > 0)
    df = int(used.sum()) - require_whole("n_parameters", n_parameters, minimum=0)
    if df < 1:
        raise AnalysisError(
            "dispersion",
            f"{int(used.sum())} points leave nothing over after {n_parameters} parameters",
            hint="Two years of monthly counts are the least for year and month effects.",
        )
    mean = expected[used]
    chi2 = float(((observed[used] - mean) ** 2 / mean).sum())
    special = need("scipy.special", wanted_by="The test of dispersion")
    return Dispersion(
        value=chi2 / df,
        chi2=chi2,
        df=df,
        p_value=float(special.chdtrc(df, chi2)),
        method=method,
        assumptions=("the model has the right mean at each point",),
        checks=(_check_expected(mean),),
    )


def seasonal_dispersion(counts: ArrayLike, months: ArrayLike, years: ArrayLike) -> Dispersion:
    """Return the dispersion of monthly counts after the effects of year and month.

    Counts of one kind of event in one area are compared with the multiplicative model of
    `fit_seasonal`, so that neither the season nor a change from year to year counts as noise. A
    trend or a break within a year does.

    Args:
        counts: (n,) counts, at most one for each month of each year; nan means "not reported".
        months: (n,) calendar months, 0 for January to 11 for December.
        years: (n,) whole years.

    Returns:
        The dispersion with its test.

    Raises:
        InputError: As for `fit_seasonal`.
        AnalysisError: There is no event, or there are no more points than parameters.

    References:
        McCullagh and Nelder (1989) Generalized Linear Models, 2nd ed., 6.2.3. Bishop, Fienberg
        and Holland (1975) Discrete Multivariate Analysis, chapters 3 and 5.

    Examples:
        >>> d = seasonal_dispersion([9, 21, 21, 39], [0, 1, 0, 1], [2018, 2018, 2019, 2019])
        >>> round(d.value, 2), d.df
        (0.23, 1)
    """
    fit = fit_seasonal(counts, months, years)
    result = dispersion(
        counts, fit.fitted, fit.n_parameters, method="Pearson, after year and month effects"
    )
    if fit.converged:
        return result
    check = CheckResult(name="converged", passed=False, detail="The fitting did not come to rest.")
    return attrs.evolve(result, checks=(*result.checks, check))


def check_dispersion(d: Dispersion, *, alpha: float = 0.05) -> CheckResult:
    """Return whether the counts vary no more than chance alone would make them, in words.

    Args:
        d: A dispersion with its test.
        alpha: The level of the test, between 0 and 1.

    Returns:
        A check named `dispersion`; it fails when the test rejects Poisson variation.

    Raises:
        InputError: `alpha` is not between 0 and 1.

    Examples:
        >>> check_dispersion(dispersion([4, 16, 8, 12], [10, 10, 10, 10], 1)).passed
        False
    """
    level = require_between("alpha", alpha, hint="A test at 5% is 0.05.")
    rejected = bool(d.p_value < level)
    found = f"variance {d.value:.3g} times the mean (chi-squared {d.chi2:.4g}, {d.df} df, "
    verdict = "more than" if rejected else "not shown to be more than"
    used = "intervals are widened by it" if rejected and d.value > 1 else "intervals are Poisson"
    detail = f"{found}p = {d.p_value:.2g}): {verdict} chance alone at {level:g}; {used}."
    return CheckResult(name="dispersion", passed=not rejected, detail=detail)


def choose_dispersion(d: Dispersion, *, alpha: float = 0.05) -> float:
    """Return the dispersion to widen intervals by: the estimate if the test rejects 1, else 1.

    The reason in words is the detail of `check_dispersion`.

    Args:
        d: A dispersion with its test.
        alpha: The level of the test, between 0 and 1; a larger one widens more readily.

    Returns:
        A number of 1 or more.

    Raises:
        InputError: `alpha` is not between 0 and 1.

    Examples:
        >>> round(choose_dispersion(dispersion([4, 16, 8, 12], [10, 10, 10, 10], 1)), 2)
        2.67
        >>> choose_dispersion(dispersion([9, 11], [10, 10], 1))
        1.0
    """
    return 1.0 if check_dispersion(d, alpha=alpha).passed else max(1.0, d.value)


def _require_fitted(fitted: ArrayLike, observed: FloatArray) -> FloatArray:
    expected = require_numbers("fitted", fitted)
    if expected.shape != observed.shape:
        raise InputError("fitted", expected.shape, f"the shape of the counts, {observed.shape}")
    refuse_where(np.isinf(expected) | (expected < 0), "fitted", expected, "finite, 0 or more")
    bad = ~np.isnan(observed) & np.isnan(expected)
    refuse_where(bad, "fitted", expected, "a number wherever a count is reported")
    impossible = (expected == 0) & (observed > 0)
    refuse_where(impossible, "fitted", expected, "above 0 where events were counted")
    return expected


def _check_expected(mean: FloatArray) -> CheckResult:
    enough = float((mean >= FEW_EXPECTED).mean())
    detail = f"{enough:.0%} of the fitted counts are 5 or more, the least is {mean.min():.2g}."
    passed = bool(enough >= 0.8 and mean.min() >= 1.0)
    return CheckResult(name="expected_counts", passed=passed, detail=detail)
