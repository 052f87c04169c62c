"""The limits of one count and of one share, as formulas on arrays.

What belongs here: functions from counts and an alpha to a lower and an upper limit. What does not:
what a caller may pass, and what the limits mean, which are with the methods that use them.
"""

from __future__ import annotations

from typing import Final, TypeAlias

import numpy as np

from safetykit.extras import need
from safetykit.stats.estimate import FloatArray

Bounds: TypeAlias = tuple[FloatArray, FloatArray]

SMALL_COUNT: Final = 10


def garwood_limits(count: FloatArray, alpha: float) -> Bounds:
    """Return the exact limits of Poisson means; the counts need not be whole."""
    special = need("scipy.special", wanted_by="An exact interval")
    low = np.where(count > 0, special.gammaincinv(count, alpha / 2.0), 0.0)
    return np.where(np.isnan(count), np.nan, low), special.gammainccinv(count + 1.0, alpha / 2.0)


def byar_limits(count: FloatArray, alpha: float) -> Bounds:
    """Return Byar's limits of Poisson means; a lower limit is 0 where the cube is negative."""
    z = normal_quantile(1.0 - alpha / 2.0)
    positive = np.where(count > 0, count, 1.0)
    cube_root = 1.0 - 1.0 / (9.0 * positive) - z / (3.0 * np.sqrt(positive))
    low = np.where(count > 0, count * np.maximum(cube_root, 0.0) ** 3, 0.0 * count)
    above = count + 1.0
    return low, above * (1.0 - 1.0 / (9.0 * above) + z / (3.0 * np.sqrt(above))) ** 3


def phe_limits(count: FloatArray, alpha: float) -> Bounds:
    """Return the exact limits of counts below 10, and Byar's from 10 on."""
    exact, byar = garwood_limits(count, alpha), byar_limits(count, alpha)
    small = count < SMALL_COUNT
    return np.where(small, exact[0], byar[0]), np.where(small, exact[1], byar[1])


def wilson_limits(count: FloatArray, n: FloatArray, alpha: float) -> Bounds:
    """Return the score limits of shares; neither number need be whole."""
    z2 = normal_quantile(1.0 - alpha / 2.0) ** 2
    centre = count + z2 / 2.0
    spread = np.sqrt(z2 * (count * (n - count) / n + z2 / 4.0))
    low = count**2 / (n * (centre + spread))  # the product of the two roots is known
    return low, np.where(count == n, 1.0, (centre + spread) / (n + z2))


def clopper_pearson_limits(count: FloatArray, n: FloatArray, alpha: float) -> Bounds:
    """Return the exact limits of shares; neither number need be whole."""
    special = need("scipy.special", wanted_by="An exact interval")
    rest = n - count
    inside = np.maximum(count, np.finfo(np.float64).tiny)
    outside = np.maximum(rest, np.finfo(np.float64).tiny)
    low = np.where(count == 0, 0.0, special.betaincinv(inside, rest + 1.0, alpha / 2.0))
    high = special.betainccinv(count + 1.0, outside, alpha / 2.0)
    return low, np.where(rest == 0, 1.0, high)


def normal_quantile(probability: float) -> float:
    """Return the standard normal quantile."""
    return float(need("scipy.special", wanted_by="An interval").ndtri(probability))
