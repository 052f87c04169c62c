"""The weighted displacement difference: how many fewer events, displacement counted in.

What belongs here: the difference with its error, in events or weighted by harm. What does not:
the quotient, which is in `quotient`.
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
    require_dispersion,
    require_one_shape,
    require_positive,
    require_reported,
)
from safetykit.stats.estimate import (
    CheckResult,
    Estimate,
    FloatArray,
    FloatOrArray,
    comparable,
    read_only,
    symmetric,
)
from safetykit.stats.rates.limits import normal_quantile
from safetykit.stats.rates.one_count import count_assumption, missing_check

__all__ = [
    "DisplacementDifference",
    "harm_weighted_displacement_difference",
    "weighted_displacement_difference",
]

NO_EVENTS: Final = (0, 0)
SIGNS: Final = np.array([-1.0, 1.0])
FEW_EVENTS: Final = 5
PARTS: Final = ("total", "local", "displacement")


@attrs.frozen(kw_only=True)
class DisplacementDifference:
    """How the treated place and its displacement zone changed beyond their controls.

    Below 0 is good: fewer events than the controls lead one to expect. The numbers are plain
    floats for one place, and read-only arrays of one shape for a batch.

    Attributes:
        total: The weighted displacement difference, local and displacement together.
        local: The part of the treated place, against its control.
        displacement: The part of the displacement zone, against its control. Above 0 speaks for
            displacement, below 0 for a diffusion of benefits.
        total_error: The standard error of `total`.
        local_error: The standard error of `local`.
        displacement_error: The standard error of `displacement`.
        z: `total` over its standard error; nan where the error is 0.
        p_value: The two-sided p-value of "no difference"; nan where z is.
    """

    total: Estimate
    local: Estimate
    displacement: Estimate
    total_error: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    local_error: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    displacement_error: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    z: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    p_value: FloatOrArray = attrs.field(converter=read_only, eq=comparable)


def weighted_displacement_difference(
    *,
    control: ArrayLike,
    treated: ArrayLike,
    displacement_control: ArrayLike = NO_EVENTS,
    displacement_treated: ArrayLike = NO_EVENTS,
    time_weights: ArrayLike = (1.0, 1.0),
    area_weights: ArrayLike = (1.0, 1.0, 1.0, 1.0),
    confidence: float = 0.95,
    dispersion: ArrayLike = 1.0,
) -> DisplacementDifference:
    """Return the weighted displacement difference (WDD) with its error.

    With each count divided by the weights of its area and its period, the local part is the change
    of the treated place less the change of its control, the displacement part the same for the
    zone that crime may move to, and the WDD is their sum. Its variance is the sum of
    `count / weight**2` over the eight counts, each taken as Poisson. Below 0 is good.

    Every pair of counts is (before, after), in that order.

    Args:
        control: (..., 2) events in the control area; nan means "not reported".
        treated: (..., 2) events in the treated place.
        displacement_control: (..., 2) events in the control of the displacement zone.
        displacement_treated: (..., 2) events in the displacement zone.
        time_weights: (2,) or (..., 2) lengths of the two periods, above 0. (3, 1) is three years
            before and one after, and the answer is then in events per year.
        area_weights: (4,) or (..., 4) sizes of the four areas, above 0, in the order of the
            arguments. The answer is then in events per unit of size.
        confidence: The level of the intervals, between 0 and 1.
        dispersion: Variance over mean of the counts, 1 or more; see `seasonal_dispersion`.

    Returns:
        Events (per unit of the weights), total, local and displacement: floats for one place,
        arrays of shape (...) for several.

    Raises:
        InputError: A count is negative, infinite or not whole; counts are not in pairs; a weight
            is not above 0; the shapes do not fit; the confidence or dispersion is unusable.

    References:
        Wheeler and Ratcliffe (2018) Crime Science 7:11. Weights: Wheeler, R package ptools, `wdd`.

    Examples:
        >>> found = weighted_displacement_difference(
        ...     control=[308, 318],
        ...     treated=[207, 110],
        ...     displacement_control=[150, 140],
        ...     displacement_treated=[178, 157],
        ... )
        >>> found.total.value, round(found.total_error, 1), round(found.z, 2)
        (-118.0, 39.6, -2.98)
    """
    level = require_confidence(confidence)
    counts = _require_pairs(
        control=control,
        treated=treated,
        displacement_control=displacement_control,
        displacement_treated=displacement_treated,
    )
    size = _require_last("area_weights", require_positive("area_weights", area_weights), 4)
    length = _require_last("time_weights", require_positive("time_weights", time_weights), 2)
    phi = require_dispersion(dispersion)
    weights = _weights(size, length, counts.shape)
    parts = _parts(counts / weights, phi[..., None] * (counts / weights**2).sum(axis=-1))
    checks = (*_few(counts), *missing_check(counts.sum(axis=(-2, -1))))
    return _answer(parts, level, phi, checks)


def harm_weighted_displacement_difference(
    harm_weights: ArrayLike,
    *,
    control: ArrayLike,
    treated: ArrayLike,
    displacement_control: ArrayLike = NO_EVENTS,
    displacement_treated: ArrayLike = NO_EVENTS,
    confidence: float = 0.95,
    dispersion: ArrayLike = 1.0,
) -> DisplacementDifference:
    """Return the displacement difference of several crime types, weighted by their harm.

    The difference of each type is multiplied by its weight, and its variance by the weight
    squared, before they are added. Below 0 is good.

    Args:
        harm_weights: (types,) harm of one event of each type, 0 or more, in one unit.
        control: (..., types, 2) events (before, after) in the control area.
        treated: (..., types, 2) events in the treated place.
        displacement_control: The same for the control of the displacement zone, or (2,).
        displacement_treated: The same for the displacement zone, or (2,).
        confidence: The level of the intervals, between 0 and 1.
        dispersion: Variance over mean of the counts, 1 or more.

    Returns:
        Harm, in the unit of the weights.

    Raises:
        InputError: As for `weighted_displacement_difference`; or a harm weight is negative, not
            finite, or not one for each type.

    References:
        Wheeler and Ratcliffe (2018) Crime Science 7:11. Harm weights: Wheeler, R package ptools,
        `wdd_harm`.

    Examples:
        >>> found = harm_weighted_displacement_difference(
        ...     [3, 10], control=[[133, 91], [94, 67]], treated=[[130, 74], [183, 96]]
        ... )
        >>> found.total.value
        -642.0
    """
    level = require_confidence(confidence)
    harm = require_reported("harm_weights", harm_weights)
    refuse_where(~(harm >= 0), "harm_weights", harm, "a harm of 0 or more")
    counts = _require_pairs(
        control=control,
        treated=treated,
        displacement_control=displacement_control,
        displacement_treated=displacement_treated,
    )
    if harm.ndim != 1 or counts.ndim < 3 or counts.shape[-3] != harm.size:
        raise InputError("harm_weights", harm.shape, "one weight for each crime type")
    phi = require_dispersion(dispersion)
    values, variances = _parts(counts, phi[..., None, None] * counts.sum(axis=-1))
    parts = (values * harm[:, None]).sum(axis=-2), (variances * harm[:, None] ** 2).sum(axis=-2)
    checks = (*_few(counts), *missing_check(counts.sum(axis=(-3, -2, -1))))
    found = _answer(parts, level, phi, checks)
    name = "harm-weighted displacement difference, normal interval"
    return attrs.evolve(found, total=attrs.evolve(found.total, method=name))


def _require_pairs(**areas: ArrayLike) -> FloatArray:
    """Return counts of shape (..., 4, 2): areas, then before and after."""
    pairs = {
        name: _require_last(name, require_counts(name, pair), 2) for name, pair in areas.items()
    }
    return np.stack(require_one_shape(**pairs), axis=-2)


def _require_last(field: str, array: FloatArray, length: int) -> FloatArray:
    if not array.ndim or array.shape[-1] != length:
        what = "before and after" if length == 2 else "one for each area"
        raise InputError(field, array.shape, f"{length} numbers, {what}, on the last axis")
    return array


def _weights(size: FloatArray, length: FloatArray, shape: tuple[int, ...]) -> FloatArray:
    try:
        return np.broadcast_to(size[..., :, None] * length[..., None, :], shape)
    except ValueError as error:
        shapes = (size.shape, length.shape)
        raise InputError("area_weights, time_weights", shapes, "shapes that fit") from error


def _parts(scaled: FloatArray, variances: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return local and displacement differences and their variances, on the last axis."""
    change = (scaled * SIGNS).sum(axis=-1)
    values = np.stack([change[..., 1] - change[..., 0], change[..., 3] - change[..., 2]], axis=-1)
    spread = np.stack(
        [variances[..., 0] + variances[..., 1], variances[..., 2] + variances[..., 3]], axis=-1
    )
    both = np.broadcast_arrays(values, spread)
    return both[0], both[1]


def _answer(
    parts: tuple[FloatArray, FloatArray],
    level: float,
    phi: FloatArray,
    checks: tuple[CheckResult, ...],
) -> DisplacementDifference:
    quantile = normal_quantile(0.5 + level / 2.0)
    values = (parts[0].sum(axis=-1), parts[0][..., 0], parts[0][..., 1])
    errors = tuple(np.sqrt(v) for v in (parts[1].sum(axis=-1), parts[1][..., 0], parts[1][..., 1]))
    total, local, displacement = (
        symmetric(
            value,
            quantile * error,
            level=level,
            method=f"weighted displacement difference, {name}, normal interval",
            assumptions=(count_assumption(phi), *_ASSUMPTIONS),
            checks=checks,
        )
        for name, value, error in zip(PARTS, values, errors, strict=True)
    )
    z, p_value = _z_and_p(values[0], errors[0])
    return DisplacementDifference(
        total=total,
        local=local,
        displacement=displacement,
        total_error=errors[0],
        local_error=errors[1],
        displacement_error=errors[2],
        z=z,
        p_value=p_value,
    )


def _z_and_p(value: FloatArray, error: FloatArray) -> tuple[FloatArray, FloatArray]:
    with np.errstate(divide="ignore", invalid="ignore"):
        z = np.where(error > 0, value / error, np.nan)
    return z, 2.0 * need("scipy.special", wanted_by="A p-value").ndtr(-np.abs(z))


def _few(counts: FloatArray) -> tuple[CheckResult, ...]:
    places = counts[..., :2, :]
    few = int((places < FEW_EVENTS).sum())
    if not few:
        return ()
    detail = (
        f"{few} of {places.size} counts of treated and control areas are below {FEW_EVENTS}: "
        "the normal interval is poor for small counts."
    )
    return (CheckResult(name="small_count", passed=False, detail=detail),)


_ASSUMPTIONS: Final = (
    "the counts are independent of each other",
    "without the intervention the treated areas would have changed by as many events as their "
    "controls (parallel in number, not in percent)",
    "the normal distribution is close enough to that of the difference",
)
