"""Exact methods for one two by two table, given its margins.

What belongs here: the conditional odds ratio and Fisher's exact test. What does not: methods for
many tables at once, which are in `two_by_two`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import attrs
import numpy as np

from safetykit.errors import AnalysisError, InputError
from safetykit.extras import need
from safetykit.stats._inputs import require_confidence
from safetykit.stats.disproportionality.two_by_two import require_table
from safetykit.stats.estimate import Estimate, FloatArray, SignificanceTest

__all__ = ["conditional_odds_ratio", "fisher_exact_test"]

HALVINGS: Final = 80
WIDEST: Final = 60.0  # the logarithm of the largest odds ratio that is looked for
MOST_TABLES: Final = 1e7
TIE: Final = 1e-7  # as R: probabilities this close are equal


def conditional_odds_ratio(
    exposed_events: float,
    exposed_non_events: float,
    unexposed_events: float,
    unexposed_non_events: float,
    *,
    confidence: float = 0.95,
) -> Estimate:
    """Return the odds ratio that makes the table most likely given its margins, exactly.

    It lies a little nearer to 1 than the ratio of the odds. The interval is the central one, as
    that of R's fisher.test (which finds far limits to three digits only): each tail has half of
    what the level leaves.

    Args:
        exposed_events: Those exposed with the event: one whole number.
        exposed_non_events: Those exposed without it.
        unexposed_events: The others with the event.
        unexposed_non_events: The others without it.
        confidence: The level of the interval, between 0 and 1.

    Returns:
        An odds ratio: 0 or infinite where the table could not be more extreme, and nan, from 0 to
        infinite, where its margins allow one table only.

    Raises:
        InputError: A count is negative, not whole, not reported or an array, a group is empty, or
            the confidence is unusable.
        AnalysisError: The margins allow more than 10,000,000 tables.

    References:
        Fisher (1935) Journal of the Royal Statistical Society 98:39-82. Cornfield (1956)
        Proceedings of the Third Berkeley Symposium 4:135-148.

    Examples:
        >>> ratio = conditional_odds_ratio(3, 1, 1, 3)
        >>> round(ratio.low, 3), round(ratio.value, 3), round(ratio.high, 1)
        (0.212, 6.408, 626.2)
    """
    level = require_confidence(confidence)
    table = _Margins.of(exposed_events, exposed_non_events, unexposed_events, unexposed_non_events)
    tail = (1.0 - level) / 2.0
    lowest, highest = table.seen == table.support[0], table.seen == table.support[-1]
    at_least, at_most = table.support >= table.seen, table.support <= table.seen
    low = 0.0 if lowest else _solve(lambda t: table.chance(t)[at_least].sum() - tail)
    high = np.inf if highest else _solve(lambda t: tail - table.chance(t)[at_most].sum())
    value = _solve(lambda t: float(table.chance(t) @ table.support) - table.seen)
    if lowest or highest:
        value = np.nan if lowest and highest else 0.0 if lowest else np.inf
    return Estimate(
        value=value,
        low=low,
        high=high,
        level=level,
        method="conditional odds ratio, exact central interval",
        assumptions=_ASSUMPTIONS,
    )


def fisher_exact_test(
    exposed_events: float,
    exposed_non_events: float,
    unexposed_events: float,
    unexposed_non_events: float,
) -> SignificanceTest:
    """Return Fisher's exact test that the odds ratio is 1.

    The two-sided p adds up all tables with the same margins that are no more likely than the one
    seen, as R's fisher.test does.

    Args:
        exposed_events: Those exposed with the event: one whole number.
        exposed_non_events: Those exposed without it.
        unexposed_events: The others with the event.
        unexposed_non_events: The others without it.

    Returns:
        The test; it has no statistic.

    Raises:
        InputError: As for `conditional_odds_ratio`.
        AnalysisError: As there.

    References:
        Fisher (1935) Journal of the Royal Statistical Society 98:39-82.

    Examples:
        >>> round(fisher_exact_test(3, 1, 1, 3).p_value, 4)
        0.4857
    """
    table = _Margins.of(exposed_events, exposed_non_events, unexposed_events, unexposed_non_events)
    chance = table.chance(0.0)
    seen = chance[table.support == table.seen]
    return SignificanceTest(
        statistic=np.nan,
        p_value=min(1.0, float(chance[chance <= seen * (1.0 + TIE)].sum())),
        method="Fisher's exact test, tables no more likely than the one seen (minlike)",
        assumptions=_ASSUMPTIONS,
    )


@attrs.frozen(eq=False)
class _Margins:
    """The tables that share the margins of the one seen, by their first cell."""

    seen: float
    support: FloatArray
    log_weight: FloatArray

    @classmethod
    def of(cls, a: float, b: float, c: float, d: float) -> _Margins:
        table = require_table(a, b, c, d)
        if table[0].ndim or np.isnan(sum(table)):
            raise InputError("counts", (a, b, c, d), "four whole numbers: one table")
        one, two, three, four = (float(n) for n in table)
        first, second, events = one + two, three + four, one + three
        lowest, highest = max(0.0, events - second), min(first, events)
        if highest - lowest > MOST_TABLES:
            reason = f"{highest - lowest:,.0f} tables of these margins are too many to go through"
            raise AnalysisError("exact method", reason, hint="two_by_two answers for any number.")
        support = np.arange(lowest, highest + 1.0)
        weight = _log_ways(first, support) + _log_ways(second, events - support)
        return cls(one, support, weight)

    def chance(self, log_odds_ratio: float) -> FloatArray:
        """Return the chance of each table at an odds ratio (noncentral hypergeometric)."""
        weight = self.log_weight + log_odds_ratio * self.support
        share = np.exp(weight - weight.max())
        return np.asarray(share / share.sum())


def _log_ways(n: float, k: FloatArray) -> FloatArray:
    gammaln = need("scipy.special", wanted_by="An exact method").gammaln
    return np.asarray(gammaln(n + 1.0) - gammaln(k + 1.0) - gammaln(n - k + 1.0))


def _solve(rising: Callable[[float], float]) -> float:
    """Return the odds ratio at which a function that rises with its logarithm is 0."""
    below, above = -WIDEST, WIDEST
    for _ in range(HALVINGS):
        middle = (below + above) / 2.0
        below, above = (middle, above) if rising(middle) < 0 else (below, middle)
    return float(np.exp((below + above) / 2.0))


_ASSUMPTIONS: Final = (
    "each one counted is independent of the others, and has the risk of its group",
    "all is said given the margins of the table",
)
