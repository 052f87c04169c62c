"""Whether small studies find other effects than large ones.

What belongs here: Egger's regression and Begg's rank test. What does not: why they would.
"""

from __future__ import annotations

from typing import Final

import attrs
import numpy as np
from numpy.typing import ArrayLike

from safetykit.errors import AnalysisError
from safetykit.extras import need
from safetykit.stats._inputs import require_confidence
from safetykit.stats.estimate import (
    CheckResult,
    Estimate,
    FloatArray,
    SignificanceTest,
    symmetric,
)
from safetykit.stats.synthesis.heterogeneity import Studies
from safetykit.stats.synthesis.pooling import require_studies

__all__ = ["EggerTest", "begg_test", "egger_test"]

FEW_STUDIES: Final = 10
EXACT_BELOW: Final = 50
ALIKE: Final = 1e-6


@attrs.frozen(kw_only=True)
class EggerTest:
    """Egger's regression for funnel plot asymmetry.

    Attributes:
        intercept: The intercept of effect over standard error on precision; 0 in a symmetric
            funnel.
        standard_error: Its standard error.
        test: Its t test.
        df: Its degrees of freedom, k - 2.
    """

    intercept: Estimate
    standard_error: float
    test: SignificanceTest
    df: int


def egger_test(effects: ArrayLike, variances: ArrayLike, *, confidence: float = 0.95) -> EggerTest:
    """Return Egger's test that small studies find the same effects as large ones.

    Least squares of `effect / standard error` on `1 / standard error`; the intercept is 0 if the
    funnel is symmetric. Asymmetry has many reasons, of which unpublished studies are one.

    Args:
        effects: (k,) effects; nan means "not reported" and is left out.
        variances: (k,) their variances, above 0.
        confidence: The level of the interval of the intercept.

    Returns:
        The intercept and its test; where all effects are equal the test and the interval are nan.

    Raises:
        InputError: As for `meta_analysis`.
        AnalysisError: There are fewer than 3 studies, or all have one variance.

    References:
        Egger, Davey Smith, Schneider and Minder (1997) BMJ 315:629-634. Sterne et al. (2011) BMJ
        343:d4002 (at least 10 studies).

    Examples:
        >>> found = egger_test([-0.5, -0.1, 0.1, -0.4], [0.02, 0.03, 0.06, 0.01])
        >>> round(found.intercept.value, 2), round(found.test.p_value, 2), found.df
        (3.39, 0.2, 2)
    """
    level = require_confidence(confidence)
    studies, missing = require_studies(effects, variances)
    error = _require_sizes(studies)
    df = studies.k - 2
    intercept, deviation = _intercept(1.0 / error, studies.away(0.0) / error)
    special = need("scipy.special", wanted_by="Egger's test")
    half = float(special.stdtrit(df, 0.5 + level / 2.0)) * (deviation or np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        t = float(np.divide(intercept, deviation))
    method = f"Egger's regression, t on {df} degrees of freedom"
    checks = (*missing, *_few(studies))
    return EggerTest(
        intercept=symmetric(intercept, half, level=level, method=method, checks=checks),
        standard_error=deviation,
        test=SignificanceTest(
            statistic=t,
            p_value=2.0 * float(special.stdtr(df, -abs(t))),
            method=method,
            assumptions=("effects over their standard errors have one spread",),
            checks=checks,
        ),
        df=df,
    )


def _require_sizes(studies: Studies) -> FloatArray:
    """Return the standard errors of 3 studies or more that are not all of one size."""
    error = np.sqrt(studies.v)
    if studies.k < 3 or np.ptp(error) <= ALIKE * error.max():
        reason = f"{studies.k} studies of different size are needed to be 3 or more"
        raise AnalysisError("egger_test", reason, hint="Studies of one size show no asymmetry.")
    return error


def _intercept(x: FloatArray, y: FloatArray) -> tuple[float, float]:
    """Return the intercept of a straight line through points, and its standard error."""
    design = np.column_stack([np.ones(x.size), x])
    coefficients, *_ = np.linalg.lstsq(design, y, rcond=None)
    spread = float(((y - design @ coefficients) ** 2).sum() / (x.size - 2))
    variance = spread * np.linalg.inv(design.T @ design)[0, 0]
    return float(coefficients[0]), float(np.sqrt(variance))


def begg_test(effects: ArrayLike, variances: ArrayLike) -> SignificanceTest:
    """Return Begg and Mazumdar's rank test of effects against their variances.

    Kendall's tau (b) of the standardised effects with the variances. The p-value is exact for
    fewer than 50 studies without ties, and normal otherwise.

    Args:
        effects: (k,) effects; nan means "not reported" and is left out.
        variances: (k,) their variances, above 0.

    Returns:
        The test; its statistic is tau, nan where all effects or all variances are equal.

    Raises:
        InputError: As for `meta_analysis`.
        AnalysisError: There are fewer than 3 studies.

    References:
        Begg and Mazumdar (1994) Biometrics 50:1088-1101. Kendall (1938) Biometrika 30:81-93.

    Examples:
        >>> found = begg_test([-0.5, -0.1, 0.1, -0.4], [0.02, 0.03, 0.06, 0.01])
        >>> round(found.statistic, 3), round(found.p_value, 3)
        (0.667, 0.333)
    """
    studies, missing = require_studies(effects, variances)
    if studies.k < 3:
        raise AnalysisError("begg_test", f"{studies.k} studies cannot be ranked: 3 are needed")
    v = studies.v - 1.0 / studies.weights(0.0).sum()
    x, y = studies.away(0.0) / np.sqrt(v), studies.v
    upper = np.triu_indices(studies.k, 1)
    signs = [np.sign(part[:, None] - part[None, :])[upper] for part in (x, y)]
    score = float((signs[0] * signs[1]).sum())
    untied = [float(np.abs(sign).sum()) for sign in signs]
    norm = np.sqrt(untied[0] * untied[1])
    exact = bool(min(untied) == signs[0].size) and studies.k < EXACT_BELOW
    p_value = _exact_p(score, studies.k) if exact else _normal_p(score, x, y)
    return SignificanceTest(
        statistic=score / norm if norm else np.nan,
        p_value=p_value if norm else np.nan,
        method=f"Begg's rank test (Kendall's tau b), {'exact' if exact else 'normal'}",
        assumptions=("the studies are independent",),
        checks=(*missing, *_few(studies)),
    )


def _few(studies: Studies) -> tuple[CheckResult, ...]:
    if studies.k >= FEW_STUDIES:
        return ()
    detail = f"{studies.k} studies: below 10 the test finds little and proves nothing."
    return (CheckResult(name="number_of_studies", passed=False, detail=detail),)


def _exact_p(score: float, k: int) -> float:
    """Return the two-sided p of a Kendall score from the number of inversions."""
    ways = np.ones(1)
    for j in range(2, k + 1):
        ways = np.convolve(ways, np.ones(j) / j)
    concordant = round((score + k * (k - 1) / 2.0) / 2.0)
    tail = min(ways[: concordant + 1].sum(), ways[concordant:].sum())
    return float(min(1.0, 2.0 * tail))


def _normal_p(score: float, x: FloatArray, y: FloatArray) -> float:
    n = float(x.size)
    ties = [np.unique(part, return_counts=True)[1].astype(np.float64) for part in (x, y)]
    one, two = (float((t * (t - 1.0)).sum()) for t in ties)
    three, four = (float((t * (t - 1.0) * (t - 2.0)).sum()) for t in ties)
    spread = n * (n - 1.0) * (2.0 * n + 5.0)
    spread -= sum(float((t * (t - 1.0) * (2.0 * t + 5.0)).sum()) for t in ties)
    variance = spread / 18.0 + one * two / (2.0 * n * (n - 1.0))
    variance += three * four / (9.0 * n * (n - 1.0) * (n - 2.0))
    special = need("scipy.special", wanted_by="Begg's test")
    return 2.0 * float(special.ndtr(-abs(score) / np.sqrt(variance))) if variance > 0 else np.nan
