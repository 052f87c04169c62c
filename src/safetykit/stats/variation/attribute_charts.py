"""Control charts of counts: p, u and c charts.

What belongs here: limits that the size of each period sets. What does not: charts of single
measurements, which are in `xmr_chart`, and Laney's charts, which are in `laney_charts`.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from safetykit.stats._inputs import require_one_positive
from safetykit.stats.variation.attribute_limits import (
    AttributeChart,
    Options,
    make_chart,
    require_rates,
    require_shares,
)
from safetykit.stats.variation.rules import NHS_RULES, NHS_RUN, Rule
from safetykit.stats.variation.signals import Improvement

__all__ = ["c_chart", "p_chart", "u_chart"]


def p_chart(
    count: ArrayLike,
    n: ArrayLike,
    *,
    baseline: slice | int | None = None,
    exclude: Sequence[int] = (),
    rules: Sequence[Rule] = NHS_RULES,
    run: int = NHS_RUN,
    improvement: Improvement | None = None,
) -> AttributeChart:
    """Return the chart of a share: `p +- 3 sqrt(p (1 - p) / n)`.

    With large n the limits of a real series are mostly too narrow: see `p_prime_chart`.

    Args:
        count: (..., n) how many have the property in each period; nan means "not reported".
        n: (..., n) how many there are, whole and above 0; nan where nothing is known.
        baseline: The points that set the limits: the first so many, or a slice; all if None.
        exclude: Points that are left out of the limits and are not judged, counted from 0, as
            when their cause is known and gone.
        rules: The names of the rules to use.
        run: How many points in a row make a shift or a trend, 2 or more.
        improvement: `increase`, `decrease`, or None where neither is better.

    Returns:
        The chart. The check `short_series` fails where fewer than 12 points set the limits.

    Raises:
        InputError: A count is negative, not whole or above its n; an n is not above 0 or not
            whole; the shapes do not fit; an option is unusable.

    References:
        Montgomery (2013) Introduction to Statistical Quality Control, 7th ed., 7.2.

    Examples:
        >>> chart = p_chart([12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 26], [50] * 12)
        >>> round(chart.centre, 4), chart.signals.at(-1)
        (0.2267, ('outside_limits',))
    """
    events, size = require_shares(count, n)
    options = Options(
        baseline=baseline, exclude=exclude, rules=rules, run=run, improvement=improvement
    )
    return make_chart(events, size, options, shares=True, name="p chart")


def u_chart(
    count: ArrayLike,
    exposure: ArrayLike,
    *,
    per: float = 1.0,
    baseline: slice | int | None = None,
    exclude: Sequence[int] = (),
    rules: Sequence[Rule] = NHS_RULES,
    run: int = NHS_RUN,
    improvement: Improvement | None = None,
) -> AttributeChart:
    """Return the chart of a rate: `u +- 3 sqrt(u / exposure)`.

    Args:
        count: (..., n) events in each period; nan means "not reported".
        exposure: (..., n) population, time or length at risk, above 0; nan where not known.
        per: Above 0; 1000 gives rates per thousand.
        baseline: As for `p_chart`.
        exclude: As for `p_chart`.
        rules: As for `p_chart`.
        run: As for `p_chart`.
        improvement: As for `p_chart`.

    Returns:
        The chart, in units of `per`.

    Raises:
        InputError: A count is negative or not whole; an exposure is not above 0; the shapes do
            not fit; an option is unusable.

    References:
        Montgomery (2013) Introduction to Statistical Quality Control, 7th ed., 7.3.

    Examples:
        >>> chart = u_chart([17, 12, 27, 20], [14.8, 14.5, 16.2, 14.2])
        >>> round(chart.centre, 4), chart.upper.round(2).tolist()
        (1.273, [2.15, 2.16, 2.11, 2.17])
    """
    events, size = require_rates(count, exposure)
    options = Options(
        baseline=baseline, exclude=exclude, rules=rules, run=run, improvement=improvement
    )
    size = size / require_one_positive("per", per)
    return make_chart(events, size, options, shares=False, name="u chart")


def c_chart(
    count: ArrayLike,
    *,
    baseline: slice | int | None = None,
    exclude: Sequence[int] = (),
    rules: Sequence[Rule] = NHS_RULES,
    run: int = NHS_RUN,
    improvement: Improvement | None = None,
) -> AttributeChart:
    """Return the chart of a count with the same exposure in each period: `c +- 3 sqrt(c)`.

    Args:
        count: (..., n) events in each period; nan means "not reported".
        baseline: As for `p_chart`.
        exclude: As for `p_chart`.
        rules: As for `p_chart`.
        run: As for `p_chart`.
        improvement: As for `p_chart`.

    Returns:
        The chart.

    Raises:
        InputError: A count is negative or not whole, or an option is unusable.

    References:
        Montgomery (2013) Introduction to Statistical Quality Control, 7th ed., 7.3.

    Examples:
        >>> chart = c_chart([21, 24, 16, 12, 15, 5, 28, 20, 31, 25, 20, 24])
        >>> round(chart.centre, 2), chart.upper[:2].round(2).tolist()
        (20.08, [33.53, 33.53])
    """
    events, size = require_rates(count, np.ones(np.shape(count)))
    options = Options(
        baseline=baseline, exclude=exclude, rules=rules, run=run, improvement=improvement
    )
    return make_chart(events, size, options, shares=False, name="c chart")
