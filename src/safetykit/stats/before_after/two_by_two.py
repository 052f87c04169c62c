"""The 2x2 table of treated and comparison events before and after.

What belongs here: its odds ratio and its tests. What does not: tables of people, which are in
`synthesis` and `disproportionality`.
"""

from __future__ import annotations

import numpy as np

from safetykit.extras import need
from safetykit.stats.estimate import CheckResult, Estimate, FloatArray, SignificanceTest
from safetykit.stats.rates.limits import normal_quantile

EQUAL: float = 1e-7
MOST_TABLES: float = 1e7


def odds_ratio(
    k: FloatArray,
    after: FloatArray,
    m: FloatArray,
    n: FloatArray,
    *,
    level: float,
    checks: tuple[CheckResult, ...],
) -> tuple[Estimate, FloatArray]:
    """Return the odds ratio `(after / k) / (n / m)` and the standard error of its logarithm."""
    with np.errstate(divide="ignore", invalid="ignore"):
        value = after * m / (k * n)
        error = np.sqrt(1.0 / k + 1.0 / after + 1.0 / m + 1.0 / n)
    error = np.where((k > 0) & (after > 0), error, np.nan)
    half = normal_quantile(0.5 + level / 2.0) * error
    odds = Estimate(
        value=value,
        low=value * np.exp(-half),
        high=value * np.exp(half),
        level=level,
        method="odds ratio of before and after, normal interval on the log scale",
        assumptions=("counts are Poisson", "the two groups are independent"),
        checks=checks,
    )
    return odds, error


def chi_squared(
    k: FloatArray, after: FloatArray, m: FloatArray, n: FloatArray, *, corrected: bool
) -> SignificanceTest:
    """Return Pearson's test of the table, with Yates's correction if asked for."""
    total = k + after + m + n
    distance = np.abs(k * n - after * m)
    if corrected:
        distance = np.maximum(distance - total / 2.0, 0.0)
    margins = (k + after) * (m + n) * (k + m) * (after + n)
    with np.errstate(divide="ignore", invalid="ignore"):
        statistic = np.where(margins > 0, total * distance**2 / margins, np.nan)
    special = need("scipy.special", wanted_by="A chi-squared test")
    correction = ", Yates's correction" if corrected else ""
    return SignificanceTest(
        statistic=statistic,
        p_value=special.chdtrc(1, statistic),
        method=f"Pearson's chi-squared test of a 2x2 table{correction}",
        assumptions=("counts are Poisson, and large",),
    )


def fisher_exact(
    k: FloatArray, after: FloatArray, m: FloatArray, n: FloatArray
) -> SignificanceTest:
    """Return Fisher's test, two-sided: the tables that are no more likely than this one."""
    tables = np.minimum(np.minimum(k + after, m + n), np.minimum(k + m, after + n)) + 1.0
    known = tables <= MOST_TABLES
    cells = np.stack([np.where(known, k, np.nan), after, m, n], axis=-1)
    flat = [_fisher_p(*row) for row in cells.reshape(-1, 4)]
    return SignificanceTest(
        statistic=np.full(k.shape, np.nan),
        p_value=np.array(flat).reshape(k.shape),
        method="Fisher's exact test of a 2x2 table, two-sided by the least likely tables",
        assumptions=("counts are Poisson",),
        checks=_too_many(tables),
    )


def _too_many(tables: FloatArray) -> tuple[CheckResult, ...]:
    """Say how many tests would have too many tables to go through."""
    many = int((tables > MOST_TABLES).sum())
    if not many:
        return ()
    detail = (
        f"{many} of {tables.size} tests have more than {MOST_TABLES:,.0f} tables to go through and "
        "are nan: the chi-squared test is as good for such counts."
    )
    return (CheckResult(name="tables_gone_through", passed=False, detail=detail),)


def _fisher_p(k: float, after: float, m: float, n: float) -> float:
    if np.isnan(k + after + m + n):
        return np.nan
    special = need("scipy.special", wanted_by="Fisher's test")
    treated, before = k + after, k + m
    x = np.arange(max(0.0, before - (m + n)), min(treated, before) + 1.0)
    log_p = -(
        special.gammaln(x + 1.0)
        + special.gammaln(treated - x + 1.0)
        + special.gammaln(before - x + 1.0)
        + special.gammaln(m + n - before + x + 1.0)
    )
    log_p -= log_p.max()
    p = np.exp(log_p)
    seen = p[x == k][0]
    return float(p[p <= seen * (1.0 + EQUAL)].sum() / p.sum())
