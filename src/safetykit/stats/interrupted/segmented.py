"""Segmented regression of one or many interrupted series.

What belongs here: the method as a caller sees it. What does not: its design, fit, errors and
checks, which are in the modules of those names.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from safetykit.errors import InputError
from safetykit.stats._inputs import (
    require_confidence,
    require_counts,
    require_points,
    require_positive,
)
from safetykit.stats.estimate import FloatArray
from safetykit.stats.interrupted.choices import Choices, Errors, Family, Season
from safetykit.stats.interrupted.designs import (
    make_design,
    require_interruption,
    require_time,
)
from safetykit.stats.interrupted.estimation import fit_design
from safetykit.stats.interrupted.newey_west import require_lag
from safetykit.stats.interrupted.results import SegmentedFit

__all__ = ["segmented_regression"]


def segmented_regression(
    counts: ArrayLike,
    interruption: float,
    *,
    time: ArrayLike | None = None,
    exposure: ArrayLike | None = None,
    family: Family = "quasi-poisson",
    step: bool = True,
    slope: bool = True,
    slope_at_first_point: Literal[0, 1] = 0,
    season: Season = "none",
    harmonics: int = 2,
    period: int = 12,
    errors: Errors = "model",
    lag: int = 3,
    small_sample: bool = False,
    confidence: float = 0.95,
) -> SegmentedFit:
    """Return the step and the change of slope of interrupted series, beside trend and season.

    The expected count at time t is `exposure * exp(intercept + trend t + step after + slope
    (t - interruption) after + season)`. The slope is centred at the interruption, so that the
    step is the change of level there. It says that a series changed at that time and by how much.
    Whatever else changed at the same time is in it.

    Args:
        counts: (..., n) counts, evenly spaced in time; nan means "not reported". For `linear`, any
            values.
        interruption: The time of the first point after the interruption; an index if `time` is
            not given.
        time: (n,) evenly spaced numbers; 0 to n - 1 if not given. Slopes are per unit of it.
        exposure: Population or time at risk, above 0, any shape that fits; 1 if not given.
        family: `poisson`; `quasi-poisson`, whose errors are widened by Pearson's dispersion;
            `negative-binomial` with a variance of `mean + alpha mean**2`, alpha found by maximum
            likelihood and errors conditional on it; or `linear`, least squares.
        step: Whether the level may change.
        slope: Whether the trend may change.
        slope_at_first_point: What the slope's term is at the first point after: 0 measures the
            step at that point, 1 at the point before it.
        season: `none`, `fourier` or `monthly` (one level for each place in the period).
        harmonics: Pairs of sine and cosine of the `fourier` season.
        period: Points in a season: 12 for months.
        errors: `model`, or `newey-west` to allow for errors that depend on their neighbours.
        lag: How many neighbours on either side they may depend on.
        small_sample: Whether to multiply the Newey-West covariance by n / (n - p).
        confidence: The level of the intervals; normal for counts, Student's t for `linear`.

    Returns:
        The fit. A coefficient that the counts of a series do not determine, such as the step of a
        series without an event after it, is nan and the check `determined` fails. So does all of
        a `negative-binomial` fit whose counts vary no more than Poisson counts. Where a series lies
        on the fitted line, errors that are made of what is left over are nan, and the check
        `spread` fails.

    Raises:
        InputError: A count is negative, infinite or not whole; an exposure is not above 0; there
            is no point on one side of the interruption; times are not evenly spaced; shapes do
            not fit; or a choice is unusable.
        AnalysisError: There are too few points for the terms.

    References:
        Lopez Bernal, Cummins and Gasparrini (2017) International Journal of Epidemiology
        46:348-355, with its correction (2020) 49:1414 (the centred slope). Wagner et al. (2002)
        Journal of Clinical Pharmacy and Therapeutics 27:299-309. McCullagh and Nelder (1989)
        Generalized Linear Models, 2nd ed., 6.2.3. Lawless (1987) Canadian Journal of Statistics
        15:209-225 (negative binomial). Newey and West (1987) Econometrica 55:703-708.

    Examples:
        >>> before, after = [20, 22, 19, 21, 20, 18, 21, 19], [10, 11, 9, 10, 12, 9]
        >>> fit = segmented_regression(before + after, 8, slope=False, family="poisson")
        >>> round(fit.step.low, 2), round(fit.step.value, 2), round(fit.step.high, 2)
        (0.32, 0.54, 0.91)
    """
    choices = Choices(
        family=family,
        step=step,
        slope=slope,
        slope_at_first_point=slope_at_first_point,
        season=season,
        harmonics=harmonics,
        period=period,
        errors=errors,
        lag=lag,
        small_sample=small_sample,
        level=require_confidence(confidence),
    )
    series, exposures = _require_series(counts, exposure, family)
    times = require_time(time, series.shape[-1])
    if errors == "newey-west":
        require_lag(lag, series.shape[-1])
    design = make_design(times, require_interruption(interruption, times), choices)
    return fit_design(series, exposures, design, choices)


def _require_series(
    counts: ArrayLike, exposure: ArrayLike | None, family: Family
) -> tuple[FloatArray, FloatArray]:
    series = require_points(counts, field="counts")
    if family != "linear":
        series = require_counts("counts", counts)
    elif exposure is not None:
        raise InputError("exposure", exposure, "none with linear", hint="Give rates as values.")
    base = require_positive("exposure", 1.0 if exposure is None else exposure)
    try:
        return series, np.broadcast_to(base, series.shape)
    except ValueError as error:
        shapes = (series.shape, base.shape)
        raise InputError("counts, exposure", shapes, "an exposure that fits the counts") from error
