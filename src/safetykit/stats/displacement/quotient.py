"""The weighted displacement quotient: what the buffer lost or gained, per gain of the place.

What belongs here: the quotient with the measures that it is made of. What does not: the
difference, which is in `difference` and has an error that is easier to trust.
"""

from __future__ import annotations

from typing import Final, TypeAlias

import attrs
import numpy as np

from safetykit.errors import AnalysisError, InputError
from safetykit.stats._inputs import require_confidence, require_counts
from safetykit.stats.estimate import CheckResult, Estimate
from safetykit.stats.rates.limits import normal_quantile

__all__ = ["DisplacementQuotient", "weighted_displacement_quotient"]

Pair: TypeAlias = tuple[float, float]

METHOD: Final = "weighted displacement quotient"


@attrs.frozen(kw_only=True)
class DisplacementQuotient:
    """The weighted displacement quotient and the measures that it is made of.

    Attributes:
        estimate: The quotient: above 0 is diffusion of benefits, below 0 displacement.
        interpretation: The reading of the quotient, in words.
        gross_effect: Events before less events after in the response area; above 0 is good.
        net_effect: The same per event of the control area; above 0 is good.
        success_measure: The quotient's denominator, `-net_effect`; below 0 is good.
        buffer_measure: The quotient's numerator; above 0 speaks for displacement.
        total_net_effect: Events prevented in both areas, had they followed the control area.
    """

    estimate: Estimate
    interpretation: str
    gross_effect: float
    net_effect: float
    success_measure: float
    buffer_measure: float
    total_net_effect: float


def weighted_displacement_quotient(
    *,
    response_before: float,
    response_after: float,
    buffer_before: float,
    buffer_after: float,
    control_before: float,
    control_after: float,
    confidence: float = 0.95,
) -> DisplacementQuotient:
    """Return the weighted displacement quotient (WDQ) of an intervention.

    With R, B and C the counts of response, buffer and control area, it is
    `(B_after / C_after - B_before / C_before) / (R_after / C_after - R_before / C_before)`.
    Above 0 the benefits spread; between -1 and 0 less crime was displaced than prevented; below -1
    more was. It says nothing where the response did not succeed, and is then refused.

    Bowers and Johnson give no interval. The one here is Fieller's for a ratio, with each count
    Poisson and the shared control counts' covariance. Where the success itself may be chance, no
    quotient can be excluded: the interval is then without limits, and the check
    `success_beyond_chance` fails.

    Args:
        response_before: Events in the response area before, a whole number of 0 or more.
        response_after: Events there after.
        buffer_before: Events in the buffer around it before.
        buffer_after: Events there after.
        control_before: Events in the control area before, 1 or more.
        control_after: Events there after, 1 or more.
        confidence: The level of the interval, between 0 and 1.

    Returns:
        The quotient, without a unit, and its measures.

    Raises:
        InputError: A count is negative, not finite, not whole, or not one number.
        AnalysisError: A control count is 0, or the response area did no better than the control.

    References:
        Bowers and Johnson (2003) Journal of Quantitative Criminology 19:275-301. Guerette (2009)
        POP Center Tool Guide 10, appendices B and C. Fieller (1954) Journal of the Royal
        Statistical Society B 16:175-185.

    Examples:
        >>> found = weighted_displacement_quotient(
        ...     response_before=200,
        ...     response_after=120,
        ...     buffer_before=150,
        ...     buffer_after=130,
        ...     control_before=1000,
        ...     control_after=1000,
        ... )
        >>> round(found.estimate.value, 2), found.interpretation
        (0.25, 'diffusion')
    """
    level = require_confidence(confidence)
    counts = {
        "response_before": response_before,
        "response_after": response_after,
        "buffer_before": buffer_before,
        "buffer_after": buffer_after,
        "control_before": control_before,
        "control_after": control_after,
    }
    rb, ra, bb, ba, cb, ca = (_require_count(name, count) for name, count in counts.items())
    _require_success(rb, ra, cb, ca)
    buffer, success = ba / ca - bb / cb, ra / ca - rb / cb
    value = buffer / success if ba * cb != bb * ca else 0.0
    limits = _fieller(buffer, success, _covariance((rb, ra), (bb, ba), (cb, ca)), level)
    return DisplacementQuotient(
        estimate=_estimate(value, limits, level),
        interpretation=_read(value),
        gross_effect=rb - ra,
        net_effect=-success,
        success_measure=success,
        buffer_measure=buffer,
        total_net_effect=(rb + bb) * (ca / cb) - ra - ba,
    )


def _require_count(field: str, count: float) -> float:
    array = require_counts(field, count)
    if array.ndim or np.isnan(array):
        raise InputError(field, count, "one whole number of 0 or more")
    return float(array)


def _require_success(rb: float, ra: float, cb: float, ca: float) -> None:
    if not cb or not ca:
        hint = "Choose a control area with events in both periods, or use the difference."
        raise AnalysisError(METHOD, "the control area has a count of 0.", hint=hint)
    if ra * cb >= rb * ca:
        reason = (
            "the response area did no better than the control area (success measure of 0 or more)."
        )
        hint = "Use weighted_displacement_difference, which is defined then too."
        raise AnalysisError(METHOD, reason, hint=hint)


def _covariance(response: Pair, buffer: Pair, control: Pair) -> tuple[float, float, float]:
    """Return var(buffer), cov(buffer, success), var(success) by the delta method."""
    cubes = [count**3 for count in control]
    periods = list(zip(response, buffer, control, cubes, strict=True))
    return (
        sum(b * (b + c) / cube for _, b, c, cube in periods),
        sum(b * r / cube for r, b, _, cube in periods),
        sum(r * (r + c) / cube for r, _, c, cube in periods),
    )


def _fieller(
    top: float, bottom: float, cov: tuple[float, float, float], level: float
) -> tuple[float, float]:
    """Return the ratios q with `(top - q bottom)**2 <= z**2 var(top - q bottom)`."""
    z2 = normal_quantile(0.5 + level / 2.0) ** 2
    a = bottom**2 - z2 * cov[2]
    b = top * bottom - z2 * cov[1]
    c = top**2 - z2 * cov[0]
    if a <= 0.0:
        return -np.inf, np.inf
    root = float(np.sqrt(max(b**2 - a * c, 0.0)))
    return (b - root) / a, (b + root) / a


def _estimate(value: float, limits: tuple[float, float], level: float) -> Estimate:
    return Estimate(
        value=value,
        low=limits[0],
        high=limits[1],
        level=level,
        method=f"{METHOD}, Fieller's interval",
        assumptions=_ASSUMPTIONS,
        checks=(_check_success(limits[0]),),
    )


def _check_success(low: float) -> CheckResult:
    found = bool(np.isfinite(low))
    detail = (
        "The success of the response area is more than chance."
        if found
        else "The success of the response area may be chance: the quotient has no limits."
    )
    return CheckResult(name="success_beyond_chance", passed=found, detail=detail)


def _read(value: float) -> str:
    if value > 0.0:
        return "diffusion"
    if value == 0.0:
        return "no displacement or diffusion"
    if value > -1.0:
        return "displacement less than response effect"
    if value == -1.0:
        return "displacement equals response effect"
    return "displacement exceeds response effect"


_ASSUMPTIONS: Final = (
    "events are independent: the variance of a count equals its mean (Poisson)",
    "without the intervention response and buffer area would have changed in proportion to the "
    "control area",
    "the control area is out of reach of the intervention and of displacement",
)
