"""Funnel plots: the limits that chance sets for areas of different size.

What belongs here: control limits by size, and where areas lie among them. What does not: league
tables, and the spread beyond chance, which is in `funnel_spread`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal, TypeAlias

import attrs
import numpy as np
from numpy.typing import ArrayLike

from safetykit.errors import InputError
from safetykit.extras import need
from safetykit.stats._inputs import (
    refuse_where,
    require_choice,
    require_confidence,
    require_counts,
    require_numbers,
    require_one_positive,
    require_one_shape,
    require_positive,
)
from safetykit.stats.estimate import FloatArray, IntArray, comparable
from safetykit.stats.rates.funnel_spread import (
    KINDS,
    FunnelKind,
    FunnelSpread,
    require_target,
    standard_error,
    transform,
)
from safetykit.stats.rates.limits import garwood_limits, normal_quantile

__all__ = [
    "FunnelLimits",
    "FunnelMethod",
    "SpreadModel",
    "funnel_limits",
    "funnel_significance_ratio",
]

FunnelMethod: TypeAlias = Literal["exact", "normal"]
SpreadModel: TypeAlias = Literal["additive", "multiplicative"]

TWO_AND_THREE_SIGMA: Final = (0.95, 0.998)


@attrs.frozen(kw_only=True)
class FunnelLimits:
    """The control limits of a funnel plot at given sizes.

    Attributes:
        target: The value that all areas would have but for chance, in the unit of the limits.
        confidence: (k,) the levels of the limits, the inner first.
        lower: (k, ...) lower limits, one row for each level, at each size.
        upper: (k, ...) upper limits.
        method: The method, in words.
        assumptions: What must hold for the limits to mean what they say.
    """

    target: float
    confidence: tuple[float, ...]
    lower: FloatArray = attrs.field(eq=comparable)
    upper: FloatArray = attrs.field(eq=comparable)
    method: str
    assumptions: tuple[str, ...] = ()

    def position(self, values: ArrayLike) -> IntArray:
        """Return beyond how many limits each value lies: 2 high, -1 low, 0 within all of them."""
        given = require_numbers("values", values)
        if given.shape != self.lower.shape[1:]:
            raise InputError("values", given.shape, f"one for each size, {self.lower.shape[1:]}")
        return np.asarray((given > self.upper).sum(axis=0) - (given < self.lower).sum(axis=0))


def funnel_limits(
    size: ArrayLike,
    *,
    kind: FunnelKind = "ratio",
    target: float | None = None,
    confidence: Sequence[float] = TWO_AND_THREE_SIGMA,
    method: FunnelMethod = "exact",
    spread: FunnelSpread | None = None,
    model: SpreadModel = "additive",
    truncated: bool = False,
    multiplier: float = 1.0,
) -> FunnelLimits:
    """Return the limits within which areas of given sizes lie by chance, about a target.

    `exact` takes binomial (proportions) or Poisson quantiles and interpolates between whole
    counts, so that limits are smooth in the size; `normal` is `target +- z s`. With a `spread` of
    areas beyond chance the limits are `y +- z sqrt(s**2 + tau2)` (`additive`) or
    `y +- z s sqrt(phi)` (`multiplicative`, never narrower than without) on the scale of the
    spread, and are turned back from it.

    Args:
        size: Any shape: expected events for a ratio, exposure for a rate, how many there are for
            a proportion; above 0.
        kind: `ratio`, `rate` or `proportion`.
        target: The value about which chance acts; 1 for ratios if None. A proportion lies
            between 0 and 1, a rate is per unit of exposure.
        confidence: The levels of the limits, the inner first.
        method: `exact` or `normal`; a spread needs no choice.
        spread: The spread of the areas, from `funnel_overdispersion`, or None.
        model: `additive` or `multiplicative`.
        truncated: Whether limits stop at 0, and at 1 for proportions. Below 0 they say that no
            value can be low.
        multiplier: Above 0; 1000 gives limits per thousand, 100 percentages.

    Returns:
        The limits, in units of `multiplier`. The axis is the *expected* number of events (or the
        exposure, or n), as in Spiegelhalter; UKHSA draws ratios against observed events, for
        which there is `funnel_significance_ratio`.

    Raises:
        InputError: A size is not above 0, or not whole for exact limits of a proportion; the
            target is missing or out of range; the spread is of another kind or target; an option
            is unusable.

    References:
        Spiegelhalter (2005) Statistics in Medicine 24:1185-1202, appendix A.

    Examples:
        >>> limits = funnel_limits([50, 500], kind="proportion", target=0.1, multiplier=100)
        >>> limits.upper[0].round(2).tolist()
        [17.97, 12.6]
        >>> limits.position([20, 5]).tolist()
        [1, -2]
    """
    require_choice("kind", kind, KINDS)
    require_choice("method", method, ("exact", "normal"))
    require_choice("model", model, ("additive", "multiplicative"))
    levels = _require_levels(confidence)
    base = require_positive("size", size)
    aim = _agreed_target(target, kind, spread)
    if spread is not None:
        lower, upper, words = _widened(base, aim, levels, spread, model)
    else:
        limits_of = _exact if method == "exact" else _normal
        lower, upper, words = limits_of(base, aim, kind, levels)
    if truncated:
        most = 1.0 if kind == "proportion" else np.inf
        lower, upper = np.maximum(lower, 0.0), np.minimum(upper, most)
    per = require_one_positive("multiplier", multiplier)
    return FunnelLimits(
        target=per * aim,
        confidence=levels,
        lower=per * lower,
        upper=per * upper,
        method=f"funnel limits of a {kind}, {words}",
        assumptions=_ASSUMPTIONS,
    )


def funnel_significance_ratio(
    observed: ArrayLike,
    expected: ArrayLike,
    *,
    target: float = 1.0,
    confidence: Sequence[float] = TWO_AND_THREE_SIGMA,
) -> IntArray:
    """Return beyond how many levels the exact interval of each ratio excludes the target.

    That is how UKHSA marks areas of a funnel whose axis is the *observed* number of events. Near
    a limit it can differ from `funnel_limits`, whose axis is the expected number and whose limits
    are interpolated.

    Args:
        observed: Events, any shape; nan means "not reported" and answers 0.
        expected: Events that are expected, above 0, any shape that fits.
        target: The ratio that is tested, above 0.
        confidence: The levels, the inner first.

    Returns:
        2 for high at both of two levels, 1 for high at the inner one, 0 for neither, -1 and -2
        for low.

    Raises:
        InputError: A count is negative, infinite or not whole; an expected number or the target
            is not above 0; the shapes do not fit; a level is unusable.

    References:
        UKHSA, PHEindicatormethods; Fingertips technical guidance. Garwood (1936) Biometrika
        28:437-442.

    Examples:
        >>> funnel_significance_ratio([8, 151, 60], [6.24, 106.4, 100]).tolist()
        [0, 2, -2]
    """
    levels = _require_levels(confidence)
    aim = require_target(target, "ratio", default=1.0)
    events, base = require_one_shape(
        observed=require_counts("observed", observed),
        expected=require_positive("expected", expected),
    )
    answer = np.zeros(events.shape, dtype=np.int64)
    for level in levels:
        low, high = garwood_limits(events, 1.0 - level)
        answer += (low > aim * base).astype(np.int64) - (high < aim * base)
    return answer


def _require_levels(confidence: Sequence[float]) -> tuple[float, ...]:
    levels = tuple(require_confidence(level) for level in np.atleast_1d(confidence).tolist())
    if not levels or list(levels) != sorted(levels):
        raise InputError("confidence", confidence, "levels from the inner to the outer one")
    return levels


def _agreed_target(target: float | None, kind: FunnelKind, spread: FunnelSpread | None) -> float:
    if spread is None:
        return require_target(target, kind, default=1.0 if kind == "ratio" else None)
    if spread.kind != kind:
        raise InputError("spread", spread.kind, f"a spread of {kind}s")
    aim = require_target(target, kind, default=spread.target)
    if aim != spread.target:
        raise InputError("target", target, f"the target of the spread, {spread.target:g}")
    return aim


def _widened(
    size: FloatArray,
    target: float,
    levels: tuple[float, ...],
    spread: FunnelSpread,
    model: SpreadModel,
) -> tuple[FloatArray, FloatArray, str]:
    forward, back = transform(spread.scale)
    error = standard_error(size, target, spread.kind, spread.scale)
    if model == "additive":
        wide, words = np.sqrt(error**2 + spread.tau2), f"tau2 {spread.tau2:.4g} added"
    else:
        wide, words = error * np.sqrt(max(1.0, spread.phi)), f"multiplied by phi {spread.phi:.4g}"
    centre, z = forward(np.asarray(target)), _quantiles(levels, size.ndim)
    name = f"normal on the {spread.scale} scale, {words}"
    return back(centre - z * wide), back(centre + z * wide), name


def _normal(
    size: FloatArray, target: float, kind: FunnelKind, levels: tuple[float, ...]
) -> tuple[FloatArray, FloatArray, str]:
    away = _quantiles(levels, size.ndim) * standard_error(size, target, kind, "none")
    return target - away, target + away, "normal"


def _quantiles(levels: tuple[float, ...], ndim: int) -> FloatArray:
    z = [normal_quantile((1.0 + level) / 2.0) for level in levels]
    return np.reshape(z, (-1, *[1] * ndim))


def _exact(
    size: FloatArray, target: float, kind: FunnelKind, levels: tuple[float, ...]
) -> tuple[FloatArray, FloatArray, str]:
    quantile = _binomial_quantile if kind == "proportion" else _poisson_quantile
    if kind == "proportion":
        refuse_where(size % 1 != 0, "size", size, "a whole number for exact limits")
    tails = [(1.0 - level) / 2.0 for level in levels]
    with np.errstate(all="ignore"):  # what is lost is refused below
        lower = np.stack([quantile(size, target, tail) for tail in tails])
        upper = np.stack([quantile(size, target, 1.0 - tail) for tail in tails])
    hint = "With so many events method='normal' is as good."
    lost = np.asarray(~(np.isfinite(lower) & np.isfinite(upper)).all(axis=0))
    refuse_where(lost, "size", size, "a size whose quantiles can be found", hint=hint)
    return lower / size, upper / size, "exact, interpolated"


def _poisson_quantile(size: FloatArray, target: float, tail: float) -> FloatArray:
    special = need("scipy.special", wanted_by="Exact funnel limits")
    mean = size * target
    guess = np.maximum(np.ceil(special.pdtrik(tail, mean)), 0.0)
    smaller = np.maximum(guess - 1.0, 0.0)
    count = np.where(special.pdtr(smaller, mean) >= tail, smaller, guess)
    reached = special.pdtr(count, mean)
    before = np.where(count > 0, special.pdtr(np.maximum(count - 1.0, 0.0), mean), 0.0)
    return np.asarray(count - (reached - tail) / (reached - before))


def _binomial_quantile(size: FloatArray, target: float, tail: float) -> FloatArray:
    special = need("scipy.special", wanted_by="Exact funnel limits")
    guess = np.clip(np.ceil(special.bdtrik(tail, size, target)), 0.0, size)
    n, smaller = size.astype(np.int64), np.maximum(guess - 1.0, 0.0)
    count = np.where(special.bdtr(smaller, n, target) >= tail, smaller, guess)
    reached = special.bdtr(count, n, target)
    before = np.where(count > 0, special.bdtr(np.maximum(count - 1.0, 0.0), n, target), 0.0)
    return np.asarray(count - (reached - tail) / (reached - before))


_ASSUMPTIONS: Final = (
    "areas differ from the target by chance, and by the stated spread, alone",
    "the target and the sizes are known without error",
)
