"""How much more the areas of a funnel plot differ than chance makes them.

What belongs here: z-scores on a stated scale, their winsorised mean square and the variance
between areas. What does not: the limits, which are in `funnels`.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final, Literal, TypeAlias

import attrs
import numpy as np
from numpy.typing import ArrayLike

from safetykit.errors import InputError
from safetykit.stats._inputs import (
    refuse_where,
    require_choice,
    require_counts,
    require_numbers,
    require_positive,
)
from safetykit.stats.estimate import CheckResult, FloatArray, comparable
from safetykit.stats.rates.one_count import missing_check

__all__ = ["FunnelKind", "FunnelScale", "FunnelSpread", "funnel_overdispersion"]

FunnelKind: TypeAlias = Literal["ratio", "rate", "proportion"]
FunnelScale: TypeAlias = Literal["sqrt", "log", "arcsine", "none"]
Function: TypeAlias = Callable[[FloatArray], FloatArray]

KINDS: Final = ("ratio", "rate", "proportion")
SCALES: Final[dict[FunnelKind, tuple[FunnelScale, ...]]] = {
    "ratio": ("sqrt", "log", "none"),
    "rate": ("sqrt", "log", "none"),
    "proportion": ("arcsine", "none"),
}


@attrs.frozen(kw_only=True)
class FunnelSpread:
    """The spread of the areas about the target, in standard errors.

    Attributes:
        z: (n,) distance of each area from the target, on the scale; nan where not reported.
        phi: The mean square of the winsorised z; 1 means no more than chance.
        tau2: The variance between areas on the scale, 0 or more.
        target: The value that all areas would have but for chance.
        kind: `ratio`, `rate` or `proportion`.
        scale: The scale on which areas were compared.
        method: The method and what was chosen of it, in words.
        checks: What became of the checks; `overdispersion` fails where phi is above
            `1 + 2 * sqrt(2 / n)`.
    """

    z: FloatArray = attrs.field(eq=comparable)
    phi: float
    tau2: float
    target: float
    kind: FunnelKind
    scale: FunnelScale
    method: str
    checks: tuple[CheckResult, ...] = ()


def funnel_overdispersion(
    count: ArrayLike,
    size: ArrayLike,
    *,
    kind: FunnelKind = "ratio",
    target: float | None = None,
    scale: FunnelScale | None = None,
    winsorise: float = 0.1,
) -> FunnelSpread:
    """Return how much more areas differ than chance makes them (Spiegelhalter).

    Areas are compared with the target on a scale where their standard error s depends on size
    alone: with `sqrt` s is `1 / (2 sqrt(E))`, with `log` (as in SHMI) `1 / sqrt(E)`, E being the
    events that the target expects; with `arcsine` `1 / (2 sqrt(n))`; with `none` it is that of
    the plain ratio or proportion. phi is the mean square of `z = (y - target) / s` after
    winsorising, and tau2 is
    `(n phi - (n - 1)) / (sum(w) - sum(w**2) / sum(w))` with `w = 1 / s**2`, or 0 if negative.

    Args:
        count: (n,) events, or how many have the property; nan means "not reported".
        size: (n,) expected events for a ratio, exposure for a rate, how many there are for a
            proportion; above 0.
        kind: `ratio`, `rate` or `proportion`.
        target: The value of all areas together if None; 1 for ratios.
        scale: `sqrt`, `log` or `none` for ratios and rates, `arcsine` or `none` for proportions;
            the first if None.
        winsorise: The share at each end that is pulled in, from 0 to below 0.5.

    Returns:
        The spread, for `funnel_limits`.

    Raises:
        InputError: A count is negative, not whole, above its n, or 0 on the log scale; a size is
            not above 0; the lengths differ; fewer than two areas are reported; an option is
            unusable.

    References:
        Spiegelhalter (2005) Statistics in Medicine 24:1185-1202, A.3. Spiegelhalter and others
        (2012) Journal of the Royal Statistical Society A 175:1-47. NHS Digital, SHMI methodology.

    Examples:
        >>> spread = funnel_overdispersion([100, 150, 180, 80], [108, 112, 165, 95], scale="log")
        >>> round(spread.phi, 3), round(spread.tau2, 4)
        (2.533, 0.0201)
    """
    require_choice("kind", kind, KINDS)
    chosen = SCALES[kind][0] if scale is None else scale
    require_choice("scale", chosen, SCALES[kind])
    events, base = _require_areas(count, size, kind, chosen)
    aim = require_target(target, kind, default=_together(events, base, kind))
    forward, _ = transform(chosen)
    error = standard_error(base, aim, kind, chosen)
    z = (forward(events / base) - forward(np.asarray(aim))) / error
    z.setflags(write=False)
    there = ~np.isnan(z)
    phi = float(np.mean(_winsorised(z[there], winsorise) ** 2))
    return FunnelSpread(
        z=z,
        phi=phi,
        tau2=_between(phi, error[there]),
        target=aim,
        kind=kind,
        scale=chosen,
        method=f"overdispersion on the {chosen} scale, {winsorise:g} winsorised at each end",
        checks=(_check(phi, int(there.sum())), *missing_check(events)),
    )


def transform(scale: FunnelScale) -> tuple[Function, Function]:
    """Return the function to the scale, and the one back from it."""
    return _SCALES[scale]


def standard_error(
    size: FloatArray, target: float, kind: FunnelKind, scale: FunnelScale
) -> FloatArray:
    """Return the standard error of a value at the target, on the scale."""
    if kind == "proportion":
        plain = math.sqrt(target * (1.0 - target)) / np.sqrt(size)
        return np.asarray(0.5 / np.sqrt(size) if scale == "arcsine" else plain)
    plain = math.sqrt(target) / np.sqrt(size)
    shrink = {"sqrt": 0.5 / math.sqrt(target), "log": 1.0 / target, "none": 1.0}[scale]
    return np.asarray(plain * shrink)


def require_target(target: float | None, kind: FunnelKind, *, default: float | None) -> float:
    """Return the target: above 0, and below 1 for a proportion."""
    number = default if target is None else require_numbers("target", target)
    if number is None:
        raise InputError("target", None, f"the {kind} that every area is compared with")
    top = 1.0 if kind == "proportion" else math.inf
    if np.ndim(number) or not 0.0 < number < top:
        expected = "one number between 0 and 1" if top == 1.0 else "one number above 0"
        raise InputError("target", number, expected, hint="No funnel stands on none or all.")
    return float(number)


def _together(events: FloatArray, base: FloatArray, kind: FunnelKind) -> float:
    there = ~np.isnan(events)
    return 1.0 if kind == "ratio" else float(events[there].sum() / base[there].sum())


def _require_areas(
    count: ArrayLike, size: ArrayLike, kind: FunnelKind, scale: FunnelScale
) -> tuple[FloatArray, FloatArray]:
    events, base = require_counts("count", count), require_positive("size", size)
    if events.ndim != 1 or events.shape != base.shape:
        shapes = (events.shape, base.shape)
        raise InputError("count, size", shapes, "one count and one size for each area")
    if int((~np.isnan(events)).sum()) < 2:
        raise InputError("count", count, "at least two areas that are reported")
    if kind == "proportion":
        refuse_where(events > base, "count", events, "a count that is not above its size")
    if scale == "log":
        hint = "The sqrt scale takes areas without events."
        refuse_where(events == 0, "count", events, "counts above 0 on the log scale", hint=hint)
    return events, base


def _winsorised(z: FloatArray, share: float) -> FloatArray:
    number = require_numbers("winsorise", share)
    if number.ndim or not 0.0 <= number < 0.5:
        raise InputError("winsorise", share, "one number from 0 to below 0.5", hint="10% is 0.1.")
    low, high = np.quantile(z, [share, 1.0 - share])
    return np.clip(z, low, high)


def _between(phi: float, error: FloatArray) -> float:
    n, weight = error.size, error**-2.0
    room = weight.sum() - (weight**2).sum() / weight.sum()
    return max(0.0, float((n * phi - (n - 1)) / room))


def _check(phi: float, n: int) -> CheckResult:
    bound = 1.0 + 2.0 * math.sqrt(2.0 / n)
    passed = phi <= bound
    verdict = "no more than chance allows" if passed else "more than chance allows"
    detail = f"The mean square of z is {phi:.3g} over {n} areas, {verdict} ({bound:.3g})."
    return CheckResult(name="overdispersion", passed=passed, detail=detail)


def _squared_sine(angle: FloatArray) -> FloatArray:
    return np.asarray(np.sin(np.clip(angle, 0.0, np.pi / 2.0)) ** 2)


_SCALES: Final[dict[str, tuple[Function, Function]]] = {
    "sqrt": (np.sqrt, lambda y: np.maximum(y, 0.0) ** 2),
    "log": (np.log, np.exp),
    "arcsine": (lambda share: np.arcsin(np.sqrt(share)), _squared_sine),
    "none": (np.asarray, np.asarray),
}
