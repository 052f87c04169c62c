"""Models of crashes and injuries by mean speed, with the limits that they state.

What belongs here: the power model, the exponential model and kinetic energy. What does not:
exponents, which are data: see `exponents`.
"""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

import attrs
import numpy as np
from numpy.typing import ArrayLike

from safetykit.errors import AnalysisError, InputError
from safetykit.stats._inputs import (
    require_choice,
    require_numbers,
    require_one_shape,
    require_positive,
)
from safetykit.stats.estimate import CheckResult, Estimate, FloatArray, FloatOrArray, read_only
from safetykit.stats.speed.exponents import SpeedExponent

__all__ = [
    "Environment",
    "SpeedEffect",
    "exponential_model",
    "kinetic_energy_ratio",
    "power_model",
]

Environment: TypeAlias = Literal["rural", "urban"]

NO_INTERVAL: Final = CheckResult(
    name="interval_given",
    passed=None,
    detail="The parameter was given without an interval, so the ratio has none.",
)


@attrs.frozen(kw_only=True)
class SpeedEffect:
    """What a change of mean speed does to the number of crashes or injuries, by a model.

    Attributes:
        ratio: The number after over the number before; below 1 is fewer. The interval is that of
            the model's parameter alone; it is nan where that was given without one.
    """

    ratio: Estimate

    @property
    def percent(self) -> Estimate:
        """The same as a change in percent; below 0 is fewer."""
        value, low, high = (
            100.0 * (np.asarray(part) - 1.0)
            for part in (self.ratio.value, self.ratio.low, self.ratio.high)
        )
        method = f"{self.ratio.method}, in percent"
        return attrs.evolve(self.ratio, value=value, low=low, high=high, method=method)


def power_model(
    speed_before: ArrayLike,
    speed_after: ArrayLike,
    exponent: float | Estimate | SpeedExponent,
    *,
    environment: Environment,
    accept_urban: bool = False,
) -> SpeedEffect:
    """Return what the power model expects of a change of mean speed.

    It is `(speed_after / speed_before)**exponent`. Nilsson derived it on rural roads. Re-analyses
    found it to fit badly in towns, where exponents are smaller; so an urban environment is refused
    unless `accept_urban` says that the exponent is one for towns. It is about mean speeds of
    traffic, not about the speed of a driver, and about changes of speed with all else as it was.

    Args:
        speed_before: The mean speed before, above 0, any shape and unit.
        speed_after: The mean speed after, above 0, in the same unit.
        exponent: The exponent for the outcome and the environment: a number, an `Estimate` with
            its interval, or a `SpeedExponent`. There is no default.
        environment: `rural` or `urban`.
        accept_urban: Whether an urban environment is accepted.

    Returns:
        The ratio. An exponent that is recalled and was not confirmed fails the check
        `exponent_confirmed`.

    Raises:
        InputError: A speed is not above 0; the exponent is not finite; the shapes do not fit; the
            environment is not known, or not the exponent's.
        AnalysisError: The environment is urban and was not accepted.

    References:
        Nilsson (2004) Traffic Safety Dimensions and the Power Model, Lund. Elvik (2009) The Power
        Model of the relationship between speed and road safety, TOI report 1034.

    Examples:
        >>> effect = power_model(50, 47.5, 2, environment="rural")
        >>> round(effect.percent.value, 2)
        -9.75
    """
    before, after = _require_speeds(speed_before, speed_after)
    _require_environment("power model", environment, accept_urban=accept_urban)
    checks = _exponent_checks(exponent, environment)
    given = exponent.value if isinstance(exponent, SpeedExponent) else exponent
    values, checks = _with_interval("exponent", given, checks)
    return _effect(
        [np.log(after / before) * value for value in values],
        "power model of mean speed",
        _ASSUMPTIONS,
        checks,
        _level(given),
    )


def exponential_model(
    speed_before_kmh: ArrayLike,
    speed_after_kmh: ArrayLike,
    coefficient_per_kmh: float | Estimate,
    *,
    environment: Environment,
    accept_urban: bool = False,
) -> SpeedEffect:
    """Return what the exponential model expects of a change of mean speed.

    It is `exp(coefficient * (speed_after - speed_before))`: the same change in km/h has the same
    relative effect at any speed, and so the same percentage change has more at high speeds, as
    Elvik found and the power model denies. Coefficients differ by outcome and by environment.

    Args:
        speed_before_kmh: The mean speed before, in km/h, above 0, any shape.
        speed_after_kmh: The mean speed after, in km/h, above 0.
        coefficient_per_kmh: The coefficient for the outcome and the environment: a number, or an
            `Estimate` with its interval. There is no default.
        environment: `rural` or `urban`.
        accept_urban: Whether an urban environment is accepted.

    Returns:
        The ratio.

    Raises:
        InputError: A speed is not above 0; the coefficient is not finite; the shapes do not fit;
            the environment is not known.
        AnalysisError: The environment is urban and was not accepted.

    References:
        Elvik (2013) Accident Analysis and Prevention 50:854-860.

    Examples:
        >>> effect = exponential_model(80, 75, 0.05, environment="rural")
        >>> round(effect.ratio.value, 3)
        0.779
    """
    before, after = _require_speeds(speed_before_kmh, speed_after_kmh, unit="_kmh")
    _require_environment("exponential model", environment, accept_urban=accept_urban)
    values, checks = _with_interval("coefficient_per_kmh", coefficient_per_kmh, ())
    return _effect(
        [(after - before) * value for value in values],
        "exponential model of mean speed",
        _ASSUMPTIONS,
        checks,
        _level(coefficient_per_kmh),
    )


def kinetic_energy_ratio(speed_before: ArrayLike, speed_after: ArrayLike) -> FloatOrArray:
    """Return the kinetic energy after over before: the square of the ratio of the speeds.

    Args:
        speed_before: A speed above 0, any shape and unit.
        speed_after: A speed above 0, in the same unit.

    Returns:
        A ratio. It is physics, and not a forecast of crashes.

    Raises:
        InputError: A speed is not above 0, or the shapes do not fit.

    References:
        Newtonian mechanics: `E = m v**2 / 2`.

    Examples:
        >>> round(kinetic_energy_ratio(30, 20), 3)
        0.444
    """
    before, after = _require_speeds(speed_before, speed_after)
    return read_only((after / before) ** 2)


def _require_speeds(
    before: ArrayLike, after: ArrayLike, *, unit: str = ""
) -> tuple[FloatArray, FloatArray]:
    names = f"speed_before{unit}", f"speed_after{unit}"
    one, other = require_one_shape(
        **{
            names[0]: require_positive(names[0], before),
            names[1]: require_positive(names[1], after),
        }
    )
    return one, other


def _require_environment(method: str, environment: str, *, accept_urban: bool) -> None:
    require_choice("environment", environment, ("rural", "urban"))
    if environment == "urban" and not accept_urban:
        hint = "With a parameter that was found in towns, say accept_urban=True."
        reason = "it was found on rural roads and fits badly in towns."
        raise AnalysisError(method, reason, hint=hint)


def _exponent_checks(
    exponent: float | Estimate | SpeedExponent, environment: str
) -> tuple[CheckResult, ...]:
    if not isinstance(exponent, SpeedExponent):
        return ()
    if exponent.environment not in {"any", environment}:
        expected = f"an exponent for {environment} roads"
        raise InputError("exponent", exponent.environment, expected)
    detail = f"{exponent.source}: {'confirmed' if exponent.confirmed else 'not confirmed'}."
    return (CheckResult(name="exponent_confirmed", passed=exponent.confirmed, detail=detail),)


def _with_interval(
    field: str, given: float | Estimate, checks: tuple[CheckResult, ...]
) -> tuple[list[float], tuple[CheckResult, ...]]:
    """Return a parameter with its lower and upper end, nan where there are none."""
    if isinstance(given, Estimate):
        parts = [require_numbers(field, part) for part in (given.value, given.low, given.high)]
    else:
        parts = [require_numbers(field, given), np.asarray(np.nan), np.asarray(np.nan)]
        checks = (*checks, NO_INTERVAL)
    if parts[0].ndim or not np.isfinite(parts[0]):
        raise InputError(field, given, "one finite number, or one estimate")
    return [float(part) for part in parts], checks


def _level(given: float | Estimate) -> float:
    return given.level if isinstance(given, Estimate) else 0.95


def _effect(
    logs: list[FloatArray],
    method: str,
    assumptions: tuple[str, ...],
    checks: tuple[CheckResult, ...],
    level: float,
) -> SpeedEffect:
    value, one, other = (np.exp(log) for log in logs)
    return SpeedEffect(
        ratio=Estimate(
            value=value,
            low=np.minimum(one, other),
            high=np.maximum(one, other),
            level=level,
            method=method,
            assumptions=assumptions,
            checks=checks,
        )
    )


_ASSUMPTIONS: Final = (
    "the speeds are mean speeds of all traffic, measured in one way before and after",
    "nothing else changed: traffic, its mix, the road and the spread of speeds",
    "the parameter was found for this outcome, this kind of road and this range of speeds",
)
