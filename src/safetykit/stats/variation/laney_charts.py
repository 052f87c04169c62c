"""Laney's p' and u' charts, for counts that vary more than chance makes them.

What belongs here: p and u limits that are widened by how much the values vary from period to
period. What does not: the plain charts, which are in `attribute_charts`.
"""

from __future__ import annotations

from collections.abc import Sequence

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

__all__ = ["p_prime_chart", "u_prime_chart"]


def p_prime_chart(
    count: ArrayLike,
    n: ArrayLike,
    *,
    screen_moving_ranges: bool = True,
    baseline: slice | int | None = None,
    exclude: Sequence[int] = (),
    rules: Sequence[Rule] = NHS_RULES,
    run: int = NHS_RUN,
    improvement: Improvement | None = None,
) -> AttributeChart:
    """Return Laney's p' chart: p limits, multiplied by how much shares vary beyond chance.

    The shares are turned into `z = (p_i - p) / sqrt(p (1 - p) / n_i)`; `sigma_z` is the mean
    moving range of z over 1.128, and the limits are `p +- 3 sigma_z sqrt(p (1 - p) / n_i)`.

    Args:
        count: As for `p_chart`.
        n: As for `p_chart`.
        screen_moving_ranges: Whether moving ranges of 3.267 times their mean and more are left
            out, once, as in `xmr`. qicharts2 does so when it is attached, and not otherwise.
        baseline: As for `p_chart`.
        exclude: As for `p_chart`.
        rules: As for `p_chart`.
        run: As for `p_chart`.
        improvement: As for `p_chart`.

    Returns:
        The chart with its `sigma_z`; above 1 the plain p chart signals too often. Limits are nan,
        and mark nothing, where there is no moving range.

    Raises:
        InputError: As for `p_chart`.

    References:
        Laney (2002) Quality Engineering 14:531-537. Mohammed and Laney (2006) Quality and Safety
        in Health Care 15:383-386.

    Examples:
        >>> chart = p_prime_chart([859, 999, 791, 804], [11057, 11545, 13787, 9367])
        >>> round(chart.centre, 4), round(chart.sigma_z, 2)
        (0.0755, 8.27)
    """
    events, size = require_shares(count, n)
    options = Options(
        baseline=baseline,
        exclude=exclude,
        rules=rules,
        run=run,
        improvement=improvement,
        screen=screen_moving_ranges,
    )
    return make_chart(events, size, options, shares=True, name="Laney's p' chart")


def u_prime_chart(
    count: ArrayLike,
    exposure: ArrayLike,
    *,
    per: float = 1.0,
    screen_moving_ranges: bool = True,
    baseline: slice | int | None = None,
    exclude: Sequence[int] = (),
    rules: Sequence[Rule] = NHS_RULES,
    run: int = NHS_RUN,
    improvement: Improvement | None = None,
) -> AttributeChart:
    """Return Laney's u' chart: u limits, multiplied by how much rates vary beyond chance.

    Args:
        count: As for `u_chart`.
        exposure: As for `u_chart`.
        per: As for `u_chart`.
        screen_moving_ranges: As for `p_prime_chart`.
        baseline: As for `p_chart`.
        exclude: As for `p_chart`.
        rules: As for `p_chart`.
        run: As for `p_chart`.
        improvement: As for `p_chart`.

    Returns:
        The chart with its `sigma_z`, in units of `per`.

    Raises:
        InputError: As for `u_chart`.

    References:
        As for `p_prime_chart`.

    Examples:
        >>> chart = u_prime_chart([1270, 439, 1151, 473], [14013, 5905, 13452, 6166], per=1000)
        >>> round(chart.centre, 2), round(chart.sigma_z, 2)
        (84.3, 3.22)
    """
    events, size = require_rates(count, exposure)
    options = Options(
        baseline=baseline,
        exclude=exclude,
        rules=rules,
        run=run,
        improvement=improvement,
        screen=screen_moving_ranges,
    )
    size = size / require_one_positive("per", per)
    return make_chart(events, size, options, shares=False, name="Laney's u' chart")
