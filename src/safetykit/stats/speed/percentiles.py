"""The percentile of measured speeds, with an interval.

What belongs here: single speeds. What does not: speeds in bands, which are in `grouped`.
"""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from safetykit.errors import InputError
from safetykit.extras import need
from safetykit.stats._inputs import (
    refuse_where,
    require_choice,
    require_confidence,
    require_numbers,
)
from safetykit.stats.estimate import CheckResult, Estimate, FloatArray
from safetykit.stats.rates.limits import Bounds, normal_quantile

__all__ = ["PercentileDefinition", "percentile_speed"]

PercentileDefinition: TypeAlias = Literal["type1", "type2", "type6", "type7", "normal"]
_NumpyName: TypeAlias = Literal["inverted_cdf", "averaged_inverted_cdf", "weibull", "linear"]

NUMPY_NAMES: Final[dict[str, _NumpyName]] = {
    "type1": "inverted_cdf",
    "type2": "averaged_inverted_cdf",
    "type6": "weibull",
    "type7": "linear",
}


def percentile_speed(
    speeds: ArrayLike,
    percentile: float = 85.0,
    *,
    definition: PercentileDefinition = "type7",
    confidence: float = 0.95,
) -> Estimate:
    """Return a percentile of measured speeds, by default the 85th, with an interval.

    Software differs in how it lies between two speeds: `type7` is the default of R, numpy and
    spreadsheets, `type6` that of SPSS and Minitab, `type2` and `type1` take measured speeds or the
    middle of two. Their interval is between two of the ordered speeds, chosen by the binomial
    distribution: it covers at least as often as it says, whatever the distribution. `normal` is
    the mean plus a multiple of the standard deviation, with the exact interval of a normal
    quantile; it is wrong where speeds are skewed or come from two streams.

    Args:
        speeds: (n,) speeds of 0 or more, in any one unit; n is 1 or more, 2 for `normal`.
        percentile: Between 0 and 100.
        definition: `type1`, `type2`, `type6`, `type7` or `normal`.
        confidence: The level of the interval, between 0 and 1.

    Returns:
        A speed in the unit of `speeds`. With few speeds the interval may begin at 0 or have no
        upper end, and the check `interval_has_ends` fails.

    Raises:
        InputError: A speed is negative or not finite; there are too few; an option is unusable.

    References:
        Hyndman and Fan (1996) The American Statistician 50:361-365 (types). Conover (1999)
        Practical Nonparametric Statistics, 3rd ed., 3.2 (interval). Hahn and Meeker (1991)
        Statistical Intervals, 4.4 (normal).

    Examples:
        >>> found = percentile_speed(range(20, 60))
        >>> round(found.value, 2), found.low, found.high
        (53.15, 48.0, 58.0)
    """
    level = require_confidence(confidence)
    require_choice("definition", definition, (*NUMPY_NAMES, "normal"))
    share = require_share_of(percentile)
    ordered = np.sort(_require_speeds(speeds, minimum=2 if definition == "normal" else 1))
    if definition == "normal":
        value, (low, high) = _normal(ordered, share, level)
        how = "mean and standard deviation of normal speeds, noncentral t interval"
    else:
        name = NUMPY_NAMES[definition]
        value = np.asarray(np.quantile(ordered, share, method=name))
        low, high = _between_speeds(ordered, share, 1.0 - level)
        how = f"{definition} of Hyndman and Fan, binomial interval between ordered speeds"
    return Estimate(
        value=value,
        low=low,
        high=high,
        level=level,
        method=f"percentile {percentile:g} of speeds, {how}",
        assumptions=ASSUMPTIONS,
        checks=ends_check(float(low), float(high)),
    )


def require_share_of(percentile: float) -> float:
    """Return a percentile between 0 and 100 as a share."""
    number = require_numbers("percentile", percentile)
    if number.ndim or not 0.0 < number < 100.0:
        raise InputError("percentile", percentile, "one number between 0 and 100")
    return float(number) / 100.0


def ends_check(low: float, high: float) -> tuple[CheckResult, ...]:
    """Say if the interval lacks an end."""
    if low > 0.0 and np.isfinite(high):
        return ()
    detail = "There are too few speeds beyond the percentile for both ends of the interval."
    return (CheckResult(name="interval_has_ends", passed=False, detail=detail),)


def _require_speeds(speeds: ArrayLike, *, minimum: int) -> FloatArray:
    array = require_numbers("speeds", list(speeds) if isinstance(speeds, range) else speeds)
    if array.ndim != 1 or array.size < minimum:
        raise InputError("speeds", array.shape, f"a list of {minimum} speeds or more")
    hint = "Leave out vehicles whose speed was not read."
    bad = ~(array >= 0) | np.isinf(array)
    refuse_where(bad, "speeds", array, "a speed of 0 or more", hint=hint)
    return array


def _between_speeds(ordered: FloatArray, share: float, alpha: float) -> Bounds:
    """Return the widest needed of the ordered speeds, 0 or infinity where there is none."""
    special = need("scipy.special", wanted_by="An interval")
    ranks = np.arange(ordered.size + 1.0)
    below = special.bdtr(ranks, ordered.size, share)  # P(at most that many below it)
    first = int((below <= alpha / 2.0).sum())
    last = int((1.0 - below > alpha / 2.0).sum())
    low = ordered[first - 1] if first else 0.0
    high = ordered[last] if last < ordered.size else np.inf
    return np.asarray(low), np.asarray(high)


def _normal(ordered: FloatArray, share: float, level: float) -> tuple[FloatArray, Bounds]:
    special = need("scipy.special", wanted_by="An interval")
    n, mean, spread = ordered.size, ordered.mean(), ordered.std(ddof=1)
    z = normal_quantile(share)
    tails = np.array([(1.0 - level) / 2.0, (1.0 + level) / 2.0])
    multiples = special.nctdtrit(n - 1.0, z * np.sqrt(n), tails) / np.sqrt(n)
    low, high = mean + multiples * spread
    return np.asarray(mean + z * spread), (low, high)


ASSUMPTIONS: Final = (
    "the speeds are a random sample: of vehicles free to choose their speed, at times that stand "
    "for the rest",
    "each speed was measured once, without bias",
)
