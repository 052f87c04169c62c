"""The EWMA chart, which sees a small lasting shift sooner than a limit on single points does.

What belongs here: the average that forgets, and its limits. What does not: the CUSUM, which is in
`cusum_chart`.
"""

from __future__ import annotations

from typing import Final

import attrs
import numpy as np
from numpy.typing import ArrayLike

from safetykit.stats._inputs import require_between, require_one_positive
from safetykit.stats.estimate import (
    BoolArray,
    CheckResult,
    FloatArray,
    FloatOrArray,
    comparable,
    read_only,
)
from safetykit.stats.variation.cusum_chart import ASSUMPTIONS, process_of, series_last
from safetykit.stats.variation.xmr_chart import require_series_of_points

__all__ = ["EwmaChart", "ewma"]

ROUNDING: Final = 1e-12


@attrs.frozen(kw_only=True)
class EwmaChart:
    """A moving average that forgets, with its limits, for one series or a batch.

    Attributes:
        values: (..., n) the values, nan where not reported.
        centre: (...) the value that the process should have.
        sigma: (...) its standard deviation.
        average: (..., n) the average; nan where not reported.
        lower: (..., n) lower limits, which widen at the start.
        upper: (..., n) upper limits.
        method: The method and its constants, in words.
        assumptions: What must hold for it.
        checks: What became of the checks.
    """

    values: FloatArray = attrs.field(eq=comparable)
    centre: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    sigma: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    average: FloatArray = attrs.field(eq=comparable)
    lower: FloatArray = attrs.field(eq=comparable)
    upper: FloatArray = attrs.field(eq=comparable)
    method: str
    assumptions: tuple[str, ...] = ()
    checks: tuple[CheckResult, ...] = ()

    @property
    def above(self) -> BoolArray:
        """(..., n) the points at which the average is above its limit."""
        return np.asarray(self.average > self.upper + ROUNDING * np.abs(self.upper))

    @property
    def below(self) -> BoolArray:
        """(..., n) the points at which the average is below its limit."""
        return np.asarray(self.average < self.lower - ROUNDING * np.abs(self.lower))


def ewma(
    values: ArrayLike,
    *,
    weight: float = 0.2,
    width: float = 3.0,
    centre: ArrayLike | None = None,
    sigma: ArrayLike | None = None,
    baseline: slice | int | None = None,
) -> EwmaChart:
    """Return the exponentially weighted moving average with its limits.

    `z = weight * value + (1 - weight) * z before`, from the centre; after i reported points its
    limits are `centre +- width sigma sqrt(weight / (2 - weight) (1 - (1 - weight)**(2 i)))`.

    Args:
        values: (..., n) values in order of time; nan means "not reported" and leaves the average.
        weight: The weight of the newest value (lambda), between 0 and 1.
        width: L, the limits in sigma of the average, above 0.
        centre: (...) the value that the process should have; the mean of the baseline if None.
        sigma: (...) its standard deviation, above 0; the screened mean moving range of the
            baseline over 1.128 if None.
        baseline: As for `cusum`.

    Returns:
        The chart, in the unit of the values.

    Raises:
        InputError: A value is infinite or not a number; there is no point; the weight is not
            between 0 and 1; sigma or the width is not above 0; the shapes do not fit.

    References:
        Roberts (1959) Technometrics 1:239-250. Montgomery (2013) Introduction to Statistical
        Quality Control, 7th ed., 9.2.

    Examples:
        >>> chart = ewma([9.45, 7.99, 9.29], weight=0.1, width=2.7, centre=10, sigma=1)
        >>> chart.average.round(4).tolist(), chart.upper.round(4).tolist()
        ([9.945, 9.7495, 9.7036], [10.27, 10.3632, 10.424])
    """
    series = require_series_of_points(values)
    newest = require_between("weight", weight, hint="Small weights find small shifts.")
    wide = require_one_positive("width", width)
    middle, spread, checks = process_of(series, sigma, baseline, centre=centre)
    average, age = np.empty((2, series.shape[-1], *series.shape[:-1]))
    now, n = middle, np.zeros(middle.shape)
    for i, value in enumerate(np.moveaxis(series, -1, 0)):
        there = ~np.isnan(value)
        now = np.where(there, newest * value + (1.0 - newest) * now, now)
        n = n + there
        average[i], age[i] = np.where(there, now, np.nan), n
    factor = newest / (2.0 - newest) * -np.expm1(2.0 * age * np.log1p(-newest))
    away = wide * spread * np.sqrt(factor)
    return EwmaChart(
        values=series,
        centre=middle,
        sigma=spread,
        average=series_last(average),
        lower=series_last(middle - away),
        upper=series_last(middle + away),
        method=f"EWMA, weight {newest:g}, limits at {wide:g} sigma of the average",
        assumptions=ASSUMPTIONS,
        checks=checks,
    )
