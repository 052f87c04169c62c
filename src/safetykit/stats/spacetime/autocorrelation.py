"""Moran's I and Geary's C: whether neighbours have like values.

What belongs here: global and local measures of spatial autocorrelation. What does not: hot spots,
which are in `hot_spots`.
"""

from __future__ import annotations

from typing import Final

import attrs
import numpy as np
from numpy.typing import ArrayLike

from safetykit.extras import need
from safetykit.stats.estimate import (
    CheckResult,
    Estimate,
    FloatArray,
    FloatOrArray,
    SignificanceTest,
    comparable,
    read_only,
)
from safetykit.stats.rates.limits import normal_quantile
from safetykit.stats.spacetime.neighbours import (
    SAME_VALUES,
    Neighbours,
    WeightStyle,
    are_same,
    island_check,
    require_values,
)

__all__ = ["LocalMoran", "MoransI", "local_morans_i", "morans_i"]

LEVEL: Final = 0.95


@attrs.frozen(kw_only=True)
class MoransI:
    """Moran's I with what chance makes of it, and Geary's C.

    Attributes:
        value: Moran's I: above `chance.value` where neighbours are alike.
        chance: I without autocorrelation: `-1 / (n - 1)`, and the range that holds 95% of the
            arrangements of the values over the places.
        variance_random: The variance of I over the arrangements (randomisation).
        variance_normal: Its variance for normal values.
        random: The two-sided test against randomisation, whose statistic is z.
        normal: The two-sided test for normal values, whose statistic is z.
        geary_c: Geary's C: below 1 where neighbours are alike.
    """

    value: float
    chance: Estimate
    variance_random: float
    variance_normal: float
    random: SignificanceTest
    normal: SignificanceTest
    geary_c: float


@attrs.frozen(kw_only=True)
class LocalMoran:
    """Local Moran's I of each place.

    Attributes:
        value: (n,) local I: above 0 where a place and its neighbours lie on one side of the mean.
        z_value: (n,) how many standard deviations the place is above the mean.
        z_lag: (n,) the weighted sum of its neighbours' `z_value`.
        method: The method's name and what was chosen of it.
        checks: What became of the checks.
    """

    value: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    z_value: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    z_lag: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    method: str
    checks: tuple[CheckResult, ...] = ()


def morans_i(values: ArrayLike, neighbours: Neighbours, *, style: WeightStyle = "row") -> MoransI:
    """Return Moran's I: whether places are like their neighbours, more than by chance.

    With z the deviations from the mean, it is `n / sum(w) * sum(w z_i z_j) / sum(z**2)`.

    Args:
        values: (n,) a value for each place, such as a rate; n is 4 or more.
        neighbours: From `make_neighbours` or `neighbours_within`.
        style: `row` standardised weights, or `binary`.

    Returns:
        Moran's I, usually between -1 and 1, with its tests, and Geary's C. All are nan where all
        values are equal or no place has a neighbour, and a check fails.

    Raises:
        InputError: A value is missing or infinite; there are fewer than 4 places; values and
            neighbours do not fit each other; the style is not known.

    References:
        Moran (1950) Biometrika 37:17-23. Geary (1954) The Incorporated Statistician 5:115-145.
        Cliff and Ord (1981) Spatial Processes (variances).

    Examples:
        >>> from safetykit.stats.spacetime import make_neighbours
        >>> ring = make_neighbours([[1, 5], [0, 2], [1, 3], [2, 4], [3, 5], [4, 0]])
        >>> found = morans_i([9, 8, 7, 1, 2, 8], ring)
        >>> round(found.value, 3), round(found.random.p_value, 3)
        (0.354, 0.126)
    """
    array = require_values(values, neighbours, minimum=4)
    w = neighbours.weights(style)
    z, same = array - array.mean(), are_same(array)
    defined = bool(w.size) and not same
    value, geary = _global(z, neighbours, w) if defined else (np.nan, np.nan)
    expected = -1.0 / (array.size - 1)
    normal, random = _variances(z, neighbours, w) if defined else (np.nan, np.nan)
    checks = (*island_check(neighbours), *((SAME_VALUES,) if same else ()))
    margin = normal_quantile(0.5 + LEVEL / 2.0) * np.sqrt(random)
    return MoransI(
        value=value,
        chance=Estimate(
            value=expected if defined else np.nan,
            low=expected - margin,
            high=expected + margin,
            level=LEVEL,
            method="Moran's I over arrangements of the values: mean and normal range of 95%",
            assumptions=_RANDOM,
        ),
        variance_random=random,
        variance_normal=normal,
        random=_test(value, expected, random, "randomisation", (_RANDOM, checks)),
        normal=_test(value, expected, normal, "normality", (_NORMAL, checks)),
        geary_c=geary,
    )


def local_morans_i(
    values: ArrayLike, neighbours: Neighbours, *, style: WeightStyle = "row"
) -> LocalMoran:
    """Return local Moran's I: where places are like their neighbours.

    With z the deviations from the mean over their standard deviation (of n, not n - 1), it is
    `z_i * sum(w z_j)`; its mean over all places is Moran's I for row-standardised weights.

    Args:
        values: (n,) a value for each place; n is 2 or more.
        neighbours: From `make_neighbours` or `neighbours_within`.
        style: `row` standardised weights, or `binary`.

    Returns:
        (n,) local values; nan where all values are equal, and a check fails.

    Raises:
        InputError: As for `morans_i`.

    References:
        Anselin (1995) Geographical Analysis 27:93-115.

    Examples:
        >>> from safetykit.stats.spacetime import make_neighbours
        >>> ring = make_neighbours([[1, 5], [0, 2], [1, 3], [2, 4], [3, 5], [4, 0]])
        >>> local_morans_i([9, 8, 7, 1, 2, 8], ring).value.round(2).tolist()
        [0.7, 0.48, -0.16, 0.66, 0.52, -0.07]
    """
    array = require_values(values, neighbours, minimum=2)
    w = neighbours.weights(style)
    spread = float(np.sqrt(((array - array.mean()) ** 2).mean()))
    same = are_same(array)
    z = (array - array.mean()) / (np.nan if same else spread)
    lag = neighbours.sums(z, w)
    return LocalMoran(
        value=z * lag,
        z_value=z,
        z_lag=lag,
        method=f"local Moran's I, {style} weights",
        checks=(*island_check(neighbours), *((SAME_VALUES,) if same else ())),
    )


def _global(z: FloatArray, neighbours: Neighbours, w: FloatArray) -> tuple[float, float]:
    """Return Moran's I and Geary's C."""
    n, total, squares = z.size, w.sum(), z @ z
    away = z[neighbours.place] - z[neighbours.neighbour]
    moran = n / total * (z @ neighbours.sums(z, w)) / squares
    return float(moran), float((n - 1) * (w @ away**2) / (2.0 * total * squares))


def _variances(z: FloatArray, neighbours: Neighbours, w: FloatArray) -> tuple[float, float]:
    """Return the variance of I for normal values and over arrangements (Cliff and Ord)."""
    n = float(z.size)
    s0 = w.sum()
    s1 = w @ w + w @ neighbours.back(w)
    out = np.bincount(neighbours.place, w, minlength=z.size)
    into = np.bincount(neighbours.neighbour, w, minlength=z.size)
    s2 = ((out + into) ** 2).sum()
    mean2 = 1.0 / (n - 1.0) ** 2
    normal = (n**2 * s1 - n * s2 + 3.0 * s0**2) / ((n**2 - 1.0) * s0**2) - mean2
    kurtosis = n * (z**4).sum() / (z @ z) ** 2
    top = n * ((n**2 - 3.0 * n + 3.0) * s1 - n * s2 + 3.0 * s0**2)
    top -= kurtosis * ((n**2 - n) * s1 - 2.0 * n * s2 + 6.0 * s0**2)
    random = top / ((n - 1.0) * (n - 2.0) * (n - 3.0) * s0**2) - mean2
    return float(normal), float(max(random, 0.0))


def _test(
    value: float,
    expected: float,
    variance: float,
    name: str,
    told: tuple[tuple[str, ...], tuple[CheckResult, ...]],
) -> SignificanceTest:
    special = need("scipy.special", wanted_by="A p-value")
    z = (value - expected) / np.sqrt(variance) if variance > 0 else np.nan
    return SignificanceTest(
        statistic=z,
        p_value=2.0 * special.ndtr(-abs(z)),
        method=f"Moran's I, z under {name}",
        assumptions=told[0],
        checks=told[1],
    )


_RANDOM: Final = (
    "without autocorrelation every arrangement of the values over the places is equally likely: "
    "rates of small and large populations do not vary alike by chance",
)
_NORMAL: Final = ("the values are independent and normal with one mean and one variance",)
