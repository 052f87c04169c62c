"""What the methods of planning answer, and the numbers that they share.

What belongs here: result types, quantiles of an error and a power, and searches. What does not:
any method.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import attrs
import numpy as np

from safetykit.errors import InputError
from safetykit.extras import need
from safetykit.stats._inputs import require_between
from safetykit.stats.estimate import (
    Alternative,
    CheckResult,
    FloatArray,
    FloatOrArray,
    comparable,
    read_only,
)
from safetykit.stats.rates.limits import normal_quantile

__all__ = ["DetectableEffect", "Power", "SampleSize"]

N_HALVINGS: Final = 80
ALPHA_HINT: Final = "The usual 5% is 0.05."
POWER_HINT: Final = "The usual 80% is 0.8."


@attrs.frozen(kw_only=True)
class Power:
    """The chance to find an effect of the stated size, if it is there.

    Attributes:
        value: The power, from 0 to 1.
        alpha: The chance to find one where there is none.
        alternative: Which departures count: `two-sided`, `larger` or `smaller`.
        method: The method's name and what was chosen of it.
        assumptions: What must hold.
        checks: What became of the checks.
    """

    value: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    alpha: float
    alternative: Alternative
    method: str
    assumptions: tuple[str, ...] = ()
    checks: tuple[CheckResult, ...] = ()


@attrs.frozen(kw_only=True)
class SampleSize:
    """How many units each group needs.

    Attributes:
        n_per_group: The number that the formula gives; infinite where there is no effect to find.
        n_per_group_whole: The next whole number.
        power: The chance to find the stated effect with that many.
        alpha: The chance to find one where there is none.
        method: The method's name and what was chosen of it.
        assumptions: What must hold.
        checks: What became of the checks.
    """

    n_per_group: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    power: float
    alpha: float
    method: str
    assumptions: tuple[str, ...] = ()
    checks: tuple[CheckResult, ...] = ()

    @property
    def n_per_group_whole(self) -> FloatOrArray:
        """The next whole number; a whole number that rounding touched is left as it is."""
        return read_only(np.ceil(np.asarray(self.n_per_group) * (1.0 - 1e-12)))


@attrs.frozen(kw_only=True)
class DetectableEffect:
    """The smallest effects that would be found with the stated power.

    Attributes:
        decrease: The smallest decrease, in the unit that the method's docstring gives; nan where
            not even the greatest possible decrease would be found.
        increase: The smallest increase, same unit; nan likewise.
        power: The chance to find an effect of that size.
        alpha: The chance to find one where there is none.
        method: The method's name and what was chosen of it.
        assumptions: What must hold.
        checks: What became of the checks.
    """

    decrease: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    increase: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    power: float
    alpha: float
    method: str
    assumptions: tuple[str, ...] = ()
    checks: tuple[CheckResult, ...] = ()


def require_alpha(alpha: float) -> float:
    """Return an error chance between 0 and 1."""
    return require_between("alpha", alpha, hint=ALPHA_HINT)


def quantiles(alpha: float, power: float, *, tails: int = 2) -> tuple[float, float]:
    """Return the normal quantiles of an error chance and of a power above it."""
    error = require_alpha(alpha)
    wanted = require_between("power", power, hint=POWER_HINT)
    if wanted <= error:
        raise InputError("power", power, f"a power above alpha, which is {error:g}")
    return normal_quantile(1.0 - error / tails), normal_quantile(wanted)


def normal_cdf(z: FloatArray) -> FloatArray:
    """Return the standard normal distribution function."""
    return np.asarray(need("scipy.special", wanted_by="A power").ndtr(z))


def halve(
    below: Callable[[FloatArray], FloatArray], low: FloatArray, high: FloatArray
) -> FloatArray:
    """Return where a rising function turns from below 0, between two bounds, by halving."""
    for _ in range(N_HALVINGS):
        middle = (low + high) / 2.0
        negative = below(middle) < 0
        low, high = np.where(negative, middle, low), np.where(negative, high, middle)
    return (low + high) / 2.0


def undetectable_check(effect: FloatArray, what: str) -> tuple[CheckResult, ...]:
    """Say where not even the greatest possible effect would be found."""
    none = int(np.isnan(effect).sum())
    if not none:
        return ()
    detail = f"In {none} of {effect.size} plans no {what} at all would be found with that power."
    return (CheckResult(name=f"{what}_detectable", passed=False, detail=detail),)
