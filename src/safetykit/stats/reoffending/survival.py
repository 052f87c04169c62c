"""The share without an event by time, where not everyone is followed to the end.

What belongs here: the Kaplan-Meier estimate. What does not: the comparison of groups, which is in
`log_rank`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal, TypeAlias

import attrs
import numpy as np
from numpy.typing import ArrayLike

from safetykit.errors import InputError
from safetykit.stats._inputs import (
    refuse_where,
    require_choice,
    require_confidence,
    require_numbers,
)
from safetykit.stats.estimate import (
    CheckResult,
    Estimate,
    FloatArray,
    FloatOrArray,
    comparable,
    read_only,
)
from safetykit.stats.rates.limits import Bounds, normal_quantile

__all__ = ["SurvivalCurve", "Transform", "kaplan_meier"]

Transform: TypeAlias = Literal["log", "log-log", "plain"]

FEW_AT_RISK: Final = 10
EQUAL: Final = 1e-12


@attrs.frozen(kw_only=True)
class SurvivalCurve:
    """The share without an event just after each time at which an event was.

    Attributes:
        time: (k,) the times of events, in the unit of the input, in order.
        at_risk: (k,) how many were followed and without an event until just before.
        events: (k,) how many events were at that time.
        estimate: (k,) the share without an event, with its interval.
        standard_error: (k,) Greenwood's standard error of the share.
        last_time: The longest time that anyone was followed: the curve says nothing after it.
    """

    time: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    at_risk: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    events: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    estimate: Estimate
    standard_error: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    last_time: float

    def at(self, time: ArrayLike) -> Estimate:
        """Return the share without an event at given times: 1 before the first event.

        Raises:
            InputError: A time is negative, not known, or after the last that was followed.
        """
        when = _require_times(time)
        expected = f"a time up to {self.last_time:g}, the longest follow-up"
        refuse_where(when > self.last_time, "time", when, expected)
        place = np.searchsorted(np.asarray(self.time), when, side="right")
        parts = (
            np.concatenate([[1.0], np.asarray(part)])[place]
            for part in (self.estimate.value, self.estimate.low, self.estimate.high)
        )
        value, low, high = parts
        return attrs.evolve(self.estimate, value=value, low=low, high=high)

    def standard_error_at(self, time: ArrayLike) -> FloatOrArray:
        """Return Greenwood's standard error at given times: 0 before the first event.

        Raises:
            InputError: As for `at`.
        """
        self.at(time)
        place = np.searchsorted(np.asarray(self.time), _require_times(time), side="right")
        return read_only(np.concatenate([[0.0], np.asarray(self.standard_error)])[place])

    @property
    def median(self) -> float:
        """The first time at which half or fewer are without an event; nan if more stay so."""
        reached = np.asarray(self.estimate.value) <= 0.5 + EQUAL
        return float(np.asarray(self.time)[reached][0]) if reached.any() else float("nan")


def kaplan_meier(
    time: ArrayLike,
    event: ArrayLike,
    *,
    confidence: float = 0.95,
    transform: Transform = "log",
) -> SurvivalCurve:
    """Return the share without an event by time, with Greenwood's standard error.

    Who is no longer followed counts as at risk until then, and where both fall on one time the
    event is taken to be first. The interval is a normal one of the logarithm of the share (`log`,
    R's default, cut at 1), of the logarithm of minus the logarithm (`log-log`, which stays between
    0 and 1), or of the share (`plain`, cut at 0 and 1).

    Args:
        time: (n,) time to the event or to the end of follow-up, 0 or more, in one unit.
        event: (n,) 1 or true where the event was, 0 or false where follow-up ended without it.
        confidence: The level of the interval at each time by itself, between 0 and 1.
        transform: `log`, `log-log` or `plain`.

    Returns:
        The curve at the times of events. At a share of 0 the standard error and the interval are
        not defined: they are nan. The check `few_at_risk` fails if fewer than 10 were left at the
        last event.

    Raises:
        InputError: A time is negative, infinite or not known; an event is neither 0 nor 1; the
            lengths differ; nobody is followed; no event was; an option is unusable.

    References:
        Kaplan and Meier (1958) Journal of the American Statistical Association 53:457-481.
        Greenwood (1926) Reports on Public Health 33:1-26. Kalbfleisch and Prentice (1980) The
        Statistical Analysis of Failure Time Data (log-log).

    Examples:
        >>> curve = kaplan_meier([6, 6, 6, 6, 7, 9, 10], [1, 1, 1, 0, 1, 0, 1])
        >>> curve.time.tolist(), curve.at_risk.tolist()
        ([6.0, 7.0, 10.0], [7.0, 3.0, 1.0])
        >>> curve.estimate.value.round(3).tolist(), curve.median
        ([0.571, 0.381, 0.0], 7.0)
    """
    level = require_confidence(confidence)
    require_choice("transform", transform, _LIMITS)
    when, happened = require_follow_up(time, event)
    steps, at_risk, events = _by_step(when, happened)
    share = np.cumprod(1.0 - events / at_risk, dtype=np.float64)
    left = at_risk - events
    hazard = np.cumsum(events / (at_risk * np.where(left > 0, left, np.nan)))
    low, high = _LIMITS[transform](share, np.sqrt(hazard), normal_quantile((1.0 + level) / 2.0))
    return SurvivalCurve(
        time=steps,
        at_risk=at_risk,
        events=events,
        estimate=Estimate(
            value=share,
            low=low,
            high=high,
            level=level,
            method=f"Kaplan-Meier, Greenwood's variance, {transform} interval at each time",
            assumptions=_ASSUMPTIONS,
            checks=(_few_at_risk(at_risk),),
        ),
        standard_error=share * np.sqrt(hazard),
        last_time=float(when.max()),
    )


def _by_step(when: FloatArray, happened: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return the times at which events happened, how many were at risk then, and how many had one.

    Raises:
        InputError: There is no event.
    """
    steps = np.unique(when[happened == 1])
    if not steps.size:
        raise InputError("event", 0, "at least one event", hint="Without events the share is 1.")
    at_risk = (when[np.newaxis] >= steps[:, np.newaxis]).sum(axis=1).astype(np.float64)
    events = ((when[np.newaxis] == steps[:, np.newaxis]) & (happened == 1)).sum(axis=1)
    return steps, at_risk, events.astype(np.float64)


def require_follow_up(time: ArrayLike, event: ArrayLike) -> tuple[FloatArray, FloatArray]:
    """Return times and events of the same persons."""
    when, happened = _require_times(time), require_numbers("event", _as_numbers(event))
    if when.ndim != 1 or when.shape != happened.shape or not when.size:
        shapes = (when.shape, happened.shape)
        raise InputError("time, event", shapes, "one time and one event for each person")
    hint = "Persons who are not followed at all are left out before."
    refuse_where((happened != 0) & (happened != 1), "event", happened, "1 or 0", hint=hint)
    return when, happened


def _as_numbers(event: ArrayLike) -> ArrayLike:
    """Return truth values as 1 and 0, and anything else as it is."""
    flags = np.asarray(event, dtype=object)
    truths = all(isinstance(flag, bool | np.bool_) for flag in flags.flat)
    return flags.astype(np.float64) if truths else event


def _require_times(time: ArrayLike) -> FloatArray:
    when = require_numbers("time", time)
    bad = ~((when >= 0) & (when < np.inf))
    refuse_where(bad, "time", when, "a time of 0 or more that is known")
    return when


def _log(share: FloatArray, spread: FloatArray, z: float) -> Bounds:
    return share * np.exp(-z * spread), np.minimum(1.0, share * np.exp(z * spread))


def _log_log(share: FloatArray, spread: FloatArray, z: float) -> Bounds:
    inside = np.where(share > 0, share, 0.5)
    width = np.exp(z * spread / np.abs(np.log(inside)))
    unknown = np.where(share > 0, 0.0, np.nan)
    return inside**width + unknown, inside ** (1.0 / width) + unknown


def _plain(share: FloatArray, spread: FloatArray, z: float) -> Bounds:
    half = z * share * spread
    return np.maximum(0.0, share - half), np.minimum(1.0, share + half)


def _few_at_risk(at_risk: FloatArray) -> CheckResult:
    fewest = int(at_risk[-1])
    detail = (
        f"{fewest} persons were at risk at the last event; below {FEW_AT_RISK} the end is bare."
    )
    return CheckResult(name="few_at_risk", passed=fewest >= FEW_AT_RISK, detail=detail)


_LIMITS: Final[dict[str, Callable[[FloatArray, FloatArray, float], Bounds]]] = {
    "log": _log,
    "log-log": _log_log,
    "plain": _plain,
}
_ASSUMPTIONS: Final = (
    "those no longer followed would have fared as those still followed",
    "persons are independent of each other",
)
