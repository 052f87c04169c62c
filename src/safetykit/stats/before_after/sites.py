"""Empirical Bayes: what a site is to be expected to count, given others like it.

What belongs here: the estimate for sites, and the size of regression to the mean. What does not:
fitting safety performance functions, and comparisons.
"""

from __future__ import annotations

from typing import Final

import attrs
import numpy as np
from numpy.typing import ArrayLike

from safetykit.errors import InputError
from safetykit.extras import need
from safetykit.stats._inputs import (
    refuse_where,
    require_confidence,
    require_counts,
    require_one_positive,
    require_one_shape,
    require_positive,
    require_reported,
)
from safetykit.stats.estimate import (
    Estimate,
    FloatOrArray,
    comparable,
    read_only,
)
from safetykit.stats.rates.one_count import missing_check

__all__ = [
    "EmpiricalBayesSites",
    "RegressionToMean",
    "empirical_bayes_sites",
    "regression_to_mean",
    "safety_performance",
]


def safety_performance(
    flow: ArrayLike,
    length_km: ArrayLike,
    *,
    scale: float,
    exponent: float,
    years: ArrayLike = 1.0,
) -> FloatOrArray:
    """Return the count that a safety performance function expects.

    It is `scale * flow**exponent * length_km * years`. The function belongs to a kind of site, a
    country and a time; state where it is from.

    Args:
        flow: Vehicles per day, above 0, any shape.
        length_km: Length of the site in km, above 0; in another unit if the scale is.
        scale: Events per km and year at a flow of 1, above 0.
        exponent: How events rise with flow.
        years: Duration, above 0.

    Returns:
        Expected events.

    Raises:
        InputError: A number is not above 0, or the shapes do not fit.

    References:
        Hauer, Harwood, Council and Griffith (2002) Transportation Research Record 1784:126-131.

    Examples:
        >>> round(safety_performance(4000, 1.8, scale=0.0224, exponent=0.564), 3)
        4.336
    """
    vehicles, length, time = require_one_shape(
        flow=require_positive("flow", flow),
        length_km=require_positive("length_km", length_km),
        years=require_positive("years", years),
    )
    factor = require_one_positive("scale", scale)
    power = require_reported("exponent", exponent)
    with np.errstate(over="ignore"):
        expected = factor * vehicles**power * length * time if not power.ndim else power
    if power.ndim or not np.isfinite(expected).all():
        raise InputError("exponent", exponent, "one number, mostly between 0 and 2")
    return read_only(expected)


@attrs.frozen(kw_only=True)
class EmpiricalBayesSites:
    """Expected counts of sites, between their own counts and those of sites like them.

    Attributes:
        expected: The expected count of each site over the period, with the interval of its gamma
            distribution.
        variance: Its variance, `(1 - weight) * expected`.
        weight: The weight of the sites like it, 0 to 1.
    """

    expected: Estimate
    variance: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    weight: FloatOrArray = attrs.field(converter=read_only, eq=comparable)


def empirical_bayes_sites(
    observed: ArrayLike,
    expected: ArrayLike,
    overdispersion: ArrayLike,
    *,
    confidence: float = 0.95,
) -> EmpiricalBayesSites:
    """Return the empirical Bayes estimate of the expected count of sites.

    `weight * expected + (1 - weight) * observed` with `weight = 1 / (1 + overdispersion *
    expected)`. It is the mean of the gamma distribution with shape `1 / overdispersion + observed`.

    Args:
        observed: Events at each site, any shape; nan means "not reported".
        expected: Events that sites like it count over the same time, above 0.
        overdispersion: k of the negative binomial, above 0: among sites with expected count m the
            variance is `m + k m**2`. For a parameter phi per km, as in Hauer et al. (2002), give
            `1 / (phi * length_km)`; for the Highway Safety Manual's k per km, `k / length`.
        confidence: The level of the interval.

    Returns:
        Expected counts over the same time.

    Raises:
        InputError: A count is negative or not whole, another number is not above 0, or the shapes
            do not fit.

    References:
        Hauer, Harwood, Council and Griffith (2002) Transportation Research Record 1784:126-131.

    Examples:
        >>> site = empirical_bayes_sites(12, 4.336, 1 / (2.05 * 1.8))
        >>> round(site.expected.value, 2), round(site.variance ** 0.5, 2), round(site.weight, 2)
        (8.48, 2.14, 0.46)
    """
    level = require_confidence(confidence)
    count, mean, k = require_one_shape(
        observed=require_counts("observed", observed),
        expected=require_positive("expected", expected),
        overdispersion=require_positive("overdispersion", overdispersion),
    )
    weight = 1.0 / (1.0 + k * mean)
    value = weight * mean + (1.0 - weight) * count
    special = need("scipy.special", wanted_by="An interval of an expected count")
    shape, unit, tail = 1.0 / k + count, 1.0 - weight, (1.0 - level) / 2.0
    return EmpiricalBayesSites(
        expected=Estimate(
            value=value,
            low=unit * special.gammaincinv(shape, tail),
            high=unit * special.gammainccinv(shape, tail),
            level=level,
            method="empirical Bayes, gamma-Poisson",
            assumptions=_ASSUMPTIONS,
            checks=missing_check(count),
        ),
        variance=(1.0 - weight) * value,
        weight=weight,
    )


@attrs.frozen(kw_only=True)
class RegressionToMean:
    """How far a count would fall back by itself.

    Attributes:
        rate_per_year: The empirical Bayes rate per year, with its interval.
        percentage_change: The change from the observed rate to it, in percent: the part of a fall
            that was to be expected anyway. nan where nothing was observed.
        shape: A0 of the gamma distribution of sites.
        years: n0 of it.
    """

    rate_per_year: Estimate
    percentage_change: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    shape: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    years: FloatOrArray = attrs.field(converter=read_only, eq=comparable)


def regression_to_mean(
    observed: ArrayLike,
    years: ArrayLike,
    *,
    reference_mean_per_year: ArrayLike,
    reference_variance_per_year: ArrayLike,
    confidence: float = 0.95,
) -> RegressionToMean:
    """Return how far the count of a site would fall back by itself.

    With `A0 = mean**2 / (variance - mean)` and `n0 = mean / (variance - mean)` of the yearly counts
    of all sites like it, the expected rate is `(A0 + observed) / (n0 + years)`.

    Args:
        observed: Events at the site, any shape.
        years: Over how many years, above 0.
        reference_mean_per_year: Mean yearly count of all sites like it, above 0.
        reference_variance_per_year: The variance of their yearly counts, above their mean.
        confidence: The level of the interval.

    Returns:
        The rate and the change to it.

    Raises:
        InputError: A count is negative or not whole, a number is not above 0, the variance is not
            above the mean, or the shapes do not fit.

    References:
        Abbess, Jarrett and Wright (1981) Traffic Engineering and Control 22:535-542.

    Examples:
        >>> back = regression_to_mean(
        ...     21, 3, reference_mean_per_year=2.0, reference_variance_per_year=3.2
        ... )
        >>> round(back.rate_per_year.value, 2), round(back.percentage_change, 1)
        (5.21, -25.5)
    """
    count, time, mean, variance = require_one_shape(
        observed=require_counts("observed", observed),
        years=require_positive("years", years),
        reference_mean_per_year=require_positive(
            "reference_mean_per_year", reference_mean_per_year
        ),
        reference_variance_per_year=require_positive(
            "reference_variance_per_year", reference_variance_per_year
        ),
    )
    hint = "Sites that vary no more than chance have one rate: nothing else is to be expected."
    name = "reference_variance_per_year"
    refuse_where(variance <= mean, name, variance, "a variance above the mean", hint=hint)
    n0 = mean / (variance - mean)
    sites = empirical_bayes_sites(
        count, mean * time, 1.0 / (mean * n0), confidence=require_confidence(confidence)
    ).expected
    rate = attrs.evolve(
        sites, value=sites.value / time, low=sites.low / time, high=sites.high / time
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        change = 100.0 * (rate.value / np.where(count > 0, count / time, np.nan) - 1.0)
    return RegressionToMean(rate_per_year=rate, percentage_change=change, shape=mean * n0, years=n0)


_ASSUMPTIONS: Final = (
    "the expected counts of sites like these have a gamma distribution",
    "the safety performance function and its overdispersion are known",
)
