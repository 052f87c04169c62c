"""The location quotient: the mix of crime of an area against that of all areas.

What belongs here: the quotient with its interval. What does not: rates per resident.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from safetykit.errors import InputError
from safetykit.stats._inputs import refuse_where, require_confidence, require_counts
from safetykit.stats.estimate import CheckResult, Estimate, FloatArray
from safetykit.stats.rates.limits import normal_quantile

__all__ = ["location_quotient"]


def location_quotient(counts: ArrayLike, *, confidence: float = 0.95) -> Estimate:
    """Return the location quotient (LQC) of each area and crime type.

    It is the type's share of the area's events over its share of all events. 2 means that the type
    is twice as large a part of the area's crime as of all areas' crime. It says nothing about how
    much crime there is: where one type is rare, the others' quotients are high.

    The interval is normal on the log scale, with the multinomial delta-method variance.

    Args:
        counts: (areas, types) events, whole numbers of 0 or more.
        confidence: The level of the intervals, between 0 and 1.

    Returns:
        (areas, types) quotients. They are nan for an area or a type without any event; a count of
        0 has a quotient of 0 and no interval (nan). The check `counts_above_0` says how many.

    Raises:
        InputError: A count is negative, infinite, not whole or not reported; the table is empty or
            not of two dimensions; the confidence is unusable.

    References:
        Brantingham and Brantingham (1997) is cited for
        its use with crime; the quotient itself is from regional economics.

    Examples:
        >>> found = location_quotient([[120, 30], [300, 10]])
        >>> found.value.round(3).tolist()
        [[0.876, 2.3], [1.06, 0.371]]
    """
    level = require_confidence(confidence)
    table = require_counts("counts", counts)
    if table.ndim != 2 or not table.size:
        raise InputError("counts", table.shape, "a table of areas and crime types")
    hint = "Shares need every count: leave out areas or types that are not complete."
    refuse_where(np.isnan(table), "counts", table, "a count in every cell", hint=hint)
    value, error = _quotient(table)
    with np.errstate(over="ignore"):
        margin = np.exp(normal_quantile(0.5 + level / 2.0) * error)
    return Estimate(
        value=value,
        low=value / margin,
        high=value * margin,
        level=level,
        method="location quotient, normal interval on the log scale",
        assumptions=_ASSUMPTIONS,
        checks=_checks(table),
    )


def _quotient(table: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the quotients and the standard errors of their logarithms, nan where not defined."""
    n = table.sum()
    with np.errstate(divide="ignore", invalid="ignore"):
        p = table / n
        row, column = p.sum(axis=1, keepdims=True), p.sum(axis=0, keepdims=True)
        value = p / (row * column)
        variance = (
            p * (1.0 / p - 1.0 / row - 1.0 / column + 1.0) ** 2
            + (row - p) * (1.0 - 1.0 / row) ** 2
            + (column - p) * (1.0 - 1.0 / column) ** 2
            + (1.0 - row - column + p)
        ) / n
    return value, np.where(table > 0, np.sqrt(np.maximum(variance, 0.0)), np.nan)


def _checks(table: FloatArray) -> tuple[CheckResult, ...]:
    zeros = int((table == 0).sum())
    if not zeros:
        return ()
    detail = f"{zeros} of {table.size} counts are 0: their quotients have no interval."
    return (CheckResult(name="counts_above_0", passed=False, detail=detail),)


_ASSUMPTIONS: Final = (
    "each event falls in one cell, independently of the others (multinomial)",
    "every area recorded every type in the same way",
)
