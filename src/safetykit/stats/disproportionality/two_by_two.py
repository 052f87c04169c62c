"""Measures of a two by two table: exposed or not, with an event or not.

What belongs here: the table as a whole, its odds ratio and its differences. What does not: the
risk ratio, which is in `risk_ratios`, exact conditional methods, which are in `exact`, and rates of
counts, which are in `relative_rates`.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

import attrs
import numpy as np
from numpy.typing import ArrayLike

from safetykit.errors import InputError
from safetykit.extras import need
from safetykit.stats._inputs import (
    require_choice,
    require_confidence,
    require_counts,
    require_one_shape,
)
from safetykit.stats.disproportionality.risk_ratios import (
    ASSUMPTIONS,
    RATIO_LIMITS,
    RiskRatioMethod,
    risk_ratio,
    undefined_check,
)
from safetykit.stats.estimate import Estimate, FloatArray, SignificanceTest
from safetykit.stats.rates.differences import difference_of_proportions
from safetykit.stats.rates.limits import Bounds, normal_quantile
from safetykit.stats.rates.one_count import proportion

__all__ = ["RiskDifferenceMethod", "RiskRatioMethod", "TwoByTwo", "two_by_two"]

RiskDifferenceMethod: TypeAlias = Literal["newcombe", "wald"]


@attrs.frozen(kw_only=True)
class TwoByTwo:
    """The measures of a two by two table, each with its interval.

    Attributes:
        risk_exposed: The share of the exposed with the event.
        risk_unexposed: The share of the others with it.
        risk_ratio: The first over the second.
        odds_ratio: The odds of the exposed over those of the others.
        risk_difference: The first risk less the second.
        excess_events: Events of the exposed beyond those at the risk of the others.
        attributable_fraction: The share of the events of the exposed that is beyond it; below 0
            where their risk is lower.
        chi_square: Pearson's test of equal risks, without continuity correction.
    """

    risk_exposed: Estimate
    risk_unexposed: Estimate
    risk_ratio: Estimate
    odds_ratio: Estimate
    risk_difference: Estimate
    excess_events: Estimate
    attributable_fraction: Estimate
    chi_square: SignificanceTest


def two_by_two(
    exposed_events: ArrayLike,
    exposed_non_events: ArrayLike,
    unexposed_events: ArrayLike,
    unexposed_non_events: ArrayLike,
    *,
    confidence: float = 0.95,
    ratio_method: RiskRatioMethod = "log",
    difference_method: RiskDifferenceMethod = "newcombe",
) -> TwoByTwo:
    """Return the risks of two groups, with their ratios and differences.

    `log` is `ratio * exp(-z s)` to `ratio * exp(z s)`; `score` inverts the score test of the ratio
    (Miettinen and Nurminen), which holds at counts of 0. The odds ratio has the interval of Woolf.
    `newcombe` joins the Wilson limits of both risks; `wald` is the normal interval.

    Args:
        exposed_events: Those exposed with the event, any shape; nan means "not reported".
        exposed_non_events: Those exposed without it.
        unexposed_events: The others with the event.
        unexposed_non_events: The others without it.
        confidence: The level of the intervals, between 0 and 1.
        ratio_method: `log` or `score`.
        difference_method: `newcombe` or `wald`.

    Returns:
        The measures: floats for one table, arrays for several. A ratio over nothing is infinite,
        0 over 0 is nan. Where a count of 0 leaves an interval undefined it is nan, and the check
        `counts_above_0` fails; `conditional_odds_ratio` and `score` hold there.

    Raises:
        InputError: A count is negative, infinite or not whole, a group is empty, the shapes do not
            fit, or an option is unusable.

    References:
        Katz, Baptista, Azen and Pike (1978) Biometrics 34:469-474 (log). Miettinen and Nurminen
        (1985) Statistics in Medicine 4:213-226 (score). Woolf (1955) Annals of Human Genetics
        19:251-253. Newcombe (1998) Statistics in Medicine 17:873-890.

    Examples:
        >>> table = two_by_two(178, 1411, 79, 1486)
        >>> round(table.risk_ratio.value, 2), round(table.odds_ratio.value, 2)
        (2.22, 2.37)
        >>> round(table.risk_ratio.low, 2), round(table.risk_ratio.high, 2)
        (1.72, 2.87)
    """
    level = require_confidence(confidence)
    require_choice("ratio_method", ratio_method, RATIO_LIMITS)
    require_choice("difference_method", difference_method, ("newcombe", "wald"))
    a, b, c, d = require_table(
        exposed_events, exposed_non_events, unexposed_events, unexposed_non_events
    )
    (part1, n1), (part0, n0) = _group(a, b), _group(c, d)
    ratio = risk_ratio((part1, n1, part0, n0), level, ratio_method)
    difference = difference_of_proportions(part1, n1, part0, n0, confidence=level)
    if difference_method == "wald":
        difference = _wald(difference, part1, n1, part0, n0)
    return TwoByTwo(
        risk_exposed=proportion(part1, n1, confidence=level),
        risk_unexposed=proportion(part0, n0, confidence=level),
        risk_ratio=ratio,
        odds_ratio=_odds_ratio(a, b, c, d, level),
        risk_difference=difference,
        excess_events=_scaled(difference, n1),
        attributable_fraction=_attributable(ratio),
        chi_square=_chi_square(a, b, c, d),
    )


def require_table(a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike) -> tuple[FloatArray, ...]:
    """Return the four counts of tables in which neither group is empty."""
    table = require_one_shape(
        exposed_events=require_counts("exposed_events", a),
        exposed_non_events=require_counts("exposed_non_events", b),
        unexposed_events=require_counts("unexposed_events", c),
        unexposed_non_events=require_counts("unexposed_non_events", d),
    )
    for name, n in (("exposed", table[0] + table[1]), ("unexposed", table[2] + table[3])):
        if np.any(n == 0):
            raise InputError(f"{name}_events, {name}_non_events", 0.0, "a group that is not empty")
    return table


def _group(events: FloatArray, others: FloatArray) -> Bounds:
    """Return the events of a group and its size; a gap in either makes the events unknown."""
    size = events + others
    unknown = np.isnan(size)
    return np.where(unknown, np.nan, events), np.where(unknown, 1.0, size)


def _odds_ratio(
    a: FloatArray, b: FloatArray, c: FloatArray, d: FloatArray, level: float
) -> Estimate:
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.asarray((a * d) / (b * c))
        spread = normal_quantile((1.0 + level) / 2.0) * np.sqrt(1 / a + 1 / b + 1 / c + 1 / d)
    whole = np.where(np.isfinite(spread), value, np.nan)
    spread = np.where(np.isfinite(spread), spread, 0.0)
    low = whole * np.exp(-spread)
    return Estimate(
        value=value,
        low=low,
        high=whole * np.exp(spread),
        level=level,
        method="odds ratio, normal interval on the log scale (Woolf)",
        assumptions=ASSUMPTIONS,
        checks=undefined_check(low, a, b, c, d),
    )


def _wald(
    difference: Estimate, a: FloatArray, n1: FloatArray, c: FloatArray, n0: FloatArray
) -> Estimate:
    variance = a * (n1 - a) / n1**3 + c * (n0 - c) / n0**3
    spread = normal_quantile((1.0 + difference.level) / 2.0) * np.sqrt(variance)
    return attrs.evolve(
        difference,
        low=difference.value - spread,
        high=difference.value + spread,
        method="difference of proportions, normal interval (Wald)",
    )


def _scaled(difference: Estimate, n1: FloatArray) -> Estimate:
    return attrs.evolve(
        difference,
        value=difference.value * n1,
        low=difference.low * n1,
        high=difference.high * n1,
        method=f"excess events, from the {difference.method}",
    )


def _attributable(ratio: Estimate) -> Estimate:
    with np.errstate(divide="ignore"):
        value, low, high = (1.0 - 1.0 / np.asarray(x) for x in (ratio.value, ratio.low, ratio.high))
    return attrs.evolve(
        ratio,
        value=value,
        low=low,
        high=high,
        method=f"attributable fraction of the exposed, from the {ratio.method}",
        assumptions=(*ratio.assumptions, "but for the exposure the risk would be the others'"),
    )


def _chi_square(a: FloatArray, b: FloatArray, c: FloatArray, d: FloatArray) -> SignificanceTest:
    special = need("scipy.special", wanted_by="A chi-square test")
    bottom = (a + b) * (c + d) * (a + c) * (b + d)
    top = (a + b + c + d) * (a * d - b * c) ** 2
    statistic = np.where(bottom == 0, np.nan, top / np.where(bottom == 0, 1.0, bottom))
    return SignificanceTest(
        statistic=statistic,
        p_value=special.chdtrc(1.0, statistic),
        method="Pearson's chi-square test, without continuity correction",
        assumptions=ASSUMPTIONS,
        checks=undefined_check(statistic, a, b, c, d),
    )
