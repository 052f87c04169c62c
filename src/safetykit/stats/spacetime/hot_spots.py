"""Hot and cold spots: Getis-Ord Gi*.

What belongs here: the statistic of each place, with and without regard to how many are tested.
What does not: drawing them.
"""

from __future__ import annotations

from typing import Final

import attrs
import numpy as np
from numpy.typing import ArrayLike

from safetykit.extras import need
from safetykit.stats.estimate import CheckResult, FloatArray, FloatOrArray, comparable, read_only
from safetykit.stats.spacetime.neighbours import (
    SAME_VALUES,
    Neighbours,
    are_same,
    island_check,
    require_values,
)

__all__ = ["GiStar", "getis_ord_gi_star"]


@attrs.frozen(kw_only=True)
class GiStar:
    """Getis-Ord Gi* of each place, and the global G.

    Attributes:
        z: (n,) above 0 where a place and its neighbours have more than their part.
        p_value: (n,) two-sided, for one place chosen beforehand.
        p_fdr: (n,) the same for all places at once (Benjamini and Hochberg): of the places with
            at most 0.05, at most 5% are expected to be false.
        global_g: The share of products of values that is between neighbours; nan if a value is
            negative or no two are above 0.
        method: The method's name and what was chosen of it.
        assumptions: What must hold.
        checks: What became of the checks.
    """

    z: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    p_value: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    p_fdr: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    global_g: float
    method: str
    assumptions: tuple[str, ...] = ()
    checks: tuple[CheckResult, ...] = ()


def getis_ord_gi_star(values: ArrayLike, neighbours: Neighbours) -> GiStar:
    """Return Getis-Ord Gi*: which places are, with their neighbours, hot or cold spots.

    Weights are 1 for a place and each of its neighbours. With W their number,
    `z = (sum(x) - W mean) / (s sqrt((n W - W**2) / (n - 1)))` and `s**2 = mean(x**2) - mean**2`.

    Args:
        values: (n,) a value for each place; n is 2 or more.
        neighbours: From `make_neighbours` or `neighbours_within`, without the place itself.

    Returns:
        (n,) statistics. They are nan where all values are equal, and a check fails; and nan for a
        place that has all others as neighbours.

    Raises:
        InputError: A value is missing or infinite; there is one place only; values and neighbours
            do not fit each other.

    References:
        Getis and Ord (1992) Geographical Analysis 24:189-206. Ord and Getis (1995) Geographical
        Analysis 27:286-306. Benjamini and Hochberg (1995) Journal of the Royal Statistical Society
        B 57:289-300.

    Examples:
        >>> from safetykit.stats.spacetime import neighbours_within
        >>> points = [[10, 10], [20, 10], [40, 10], [15, 20], [30, 20], [30, 30]]
        >>> near = neighbours_within(points, 15, coordinates="projected")
        >>> getis_ord_gi_star([2, 3, 3.2, 5, 8, 7], near).z.round(2).tolist()
        [-1.4, -0.29, 0.65, -0.29, 1.23, 2.02]
    """
    array = require_values(values, neighbours, minimum=2)
    special = need("scipy.special", wanted_by="A p-value")
    same = are_same(array)
    z = np.full(array.size, np.nan) if same else _gi_star(array, neighbours)
    p_value = 2.0 * special.ndtr(-np.abs(z))
    return GiStar(
        z=z,
        p_value=p_value,
        p_fdr=_benjamini_hochberg(p_value),
        global_g=_global_g(array, neighbours),
        method="Getis-Ord Gi*, binary weights with the place itself",
        assumptions=_ASSUMPTIONS,
        checks=(*island_check(neighbours), *((SAME_VALUES,) if same else ())),
    )


def _gi_star(values: FloatArray, neighbours: Neighbours) -> FloatArray:
    n = values.size
    ones = neighbours.weights("binary")
    size = neighbours.counts + 1.0
    away = values - values.mean()
    spread = np.sqrt((away**2).mean() * (n * size - size**2) / (n - 1.0))
    total = away + neighbours.sums(away, ones)
    return np.asarray(total / np.where(spread > 0, spread, np.nan))


def _global_g(values: FloatArray, neighbours: Neighbours) -> float:
    products = values.sum() ** 2 - values @ values
    if (values < 0).any() or products <= 0:
        return float(np.nan)
    return float(values @ neighbours.sums(values, neighbours.weights("binary")) / products)


def _benjamini_hochberg(p_value: FloatArray) -> FloatArray:
    adjusted = np.full(p_value.size, np.nan)
    known = np.flatnonzero(~np.isnan(p_value))
    order = known[np.argsort(p_value[known])[::-1]]
    ranks = np.arange(order.size, 0, -1)
    scaled = np.minimum.accumulate(p_value[order] * order.size / ranks)
    adjusted[order] = np.minimum(scaled, 1.0)
    return adjusted


_ASSUMPTIONS: Final = (
    "without clustering every arrangement of the values over the places is equally likely",
    "enough neighbours, or values near enough to normal, for z to be normal",
    "the tests of neighbours are not independent; Benjamini and Hochberg's rule tolerates that "
    "they go together",
)
