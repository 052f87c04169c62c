"""How many signals chance alone gives when many charts are watched.

What belongs here: the expected number of false signals over many series. What does not: the
charts, which are in `variation`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, Literal, TypeAlias

import attrs
import numpy as np

from safetykit.errors import InputError
from safetykit.stats._inputs import require_choice, require_whole
from safetykit.stats.estimate import Estimate
from safetykit.stats.variation.marks import Lines
from safetykit.stats.variation.rules import NHS_RULES, NHS_RUN, RULES, Rule
from safetykit.stats.variation.signals import find_signals
from safetykit.stats.variation.xmr_chart import xmr

__all__ = ["FalseSignals", "LimitsFrom", "expected_false_signals"]

LimitsFrom: TypeAlias = Literal["estimated", "known"]

SEED: Final = 20260101
N_SIMULATED: Final = 4000
OUTSIDE_3_SIGMA: Final = math.erfc(3.0 / math.sqrt(2.0))
Z95: Final = 1.959963984540054


@attrs.frozen(kw_only=True)
class FalseSignals:
    """What chance alone is expected to mark on charts of steady processes.

    The intervals hold the error of the simulation at 95%; for the closed form there is none.

    Attributes:
        points: The expected number of marked points over all series.
        series: The expected number of series with at least one marked point.
        n_series: How many series are watched.
        n_points: How many points each has.
    """

    points: Estimate
    series: Estimate
    n_series: int
    n_points: int


def expected_false_signals(
    n_series: int,
    n_points: int,
    *,
    baseline: int | None = None,
    rules: Sequence[Rule] = NHS_RULES,
    limits: LimitsFrom = "estimated",
    run: int = NHS_RUN,
    rng: np.random.Generator | None = None,
) -> FalseSignals:
    """Return how many signals to expect where nothing has changed.

    The points are taken as independent and normal. With `known` limits and the one rule
    `outside_limits` the answer is a closed form: a point lies beyond 3 sigma with chance 0.0027.
    Otherwise 4,000 series are drawn and put through `xmr`, whose limits then come from the same
    points (`estimated`), or through its rules at mean plus and minus 3 sigma (`known`). With
    `baseline`, the limits come from that many points before, which are not judged themselves: few
    points set uncertain limits, and uncertain limits mark more by chance.

    Args:
        n_series: How many series are watched, 0 or more.
        n_points: How many points each has that are judged, 1 or more.
        baseline: How many points before them set the limits, 2 or more; None if the judged points
            do. Only `estimated` limits have one.
        rules: The names of the rules that are used.
        limits: Whether limits are `estimated` from the points or `known` beforehand.
        run: How many points in a row make a shift or a trend, 2 or more.
        rng: The source of chance. None takes a fixed seed, so that the answer repeats, and keeps
            the answer for the next call.

    Returns:
        The expected numbers of marked points and of series with a mark.

    Raises:
        InputError: A number is not whole or too small; a rule or `limits` is not known; or a
            baseline is given for limits that are known.

    References:
        Shewhart (1931) Economic Control of Quality of Manufactured Product. Champ and Woodall
        (1987) Technometrics 29:393-399 (combined rules signal more often by chance).

    Examples:
        >>> chance = expected_false_signals(100, 24, rules=["outside_limits"], limits="known")
        >>> round(chance.points.value, 2), round(chance.series.value, 2)
        (6.48, 6.28)
    """
    total = require_whole("n_series", n_series, minimum=0)
    length = require_whole("n_points", n_points, minimum=1)
    streak = require_whole("run", run, minimum=2)
    require_choice("limits", limits, ("estimated", "known"))
    before = 0 if baseline is None else require_whole("baseline", baseline, minimum=2)
    if before and limits == "known":
        raise InputError("baseline", baseline, "no baseline, because the limits are known")
    for rule in rules:
        require_choice("rules", rule, RULES)
    names = tuple(rule for rule in RULES if rule in rules)
    if names == ("outside_limits",) and limits == "known":
        points, series = _closed_form(total, length)
    else:
        key = (length, before, names, limits, streak)
        marked = _simulated(*key) if rng is None else _simulate(*key, rng=rng)
        points, series = _expected(total, marked), _expected(total, tuple(m > 0 for m in marked))
    return FalseSignals(points=points, series=series, n_series=total, n_points=length)


def _closed_form(n_series: int, n_points: int) -> tuple[Estimate, Estimate]:
    points = n_series * n_points * OUTSIDE_3_SIGMA
    series = -n_series * math.expm1(n_points * math.log1p(-OUTSIDE_3_SIGMA))
    return _exactly(points), _exactly(series)


def _exactly(value: float) -> Estimate:
    return Estimate(
        value=value,
        low=value,
        high=value,
        method="closed form, beyond 3 sigma of known limits",
        assumptions=("points are independent and normal", "the limits are known"),
    )


def _expected(n_series: int, per_series: Sequence[float]) -> Estimate:
    numbers = np.asarray(per_series, dtype=np.float64)
    value = float(numbers.mean())
    error = Z95 * float(numbers.std()) / math.sqrt(numbers.size)
    return Estimate(
        value=n_series * value,
        low=n_series * max(0.0, value - error),
        high=n_series * (value + error),
        method=f"simulation of {numbers.size} series, interval of its Monte Carlo error",
        assumptions=("points are independent and normal",),
    )


@lru_cache(maxsize=64)
def _simulated(
    n_points: int, before: int, rules: tuple[Rule, ...], limits: LimitsFrom, run: int
) -> tuple[int, ...]:
    rng = np.random.default_rng(SEED)
    return _simulate(n_points, before, rules, limits, run, rng=rng)


def _simulate(
    n_points: int,
    before: int,
    rules: tuple[Rule, ...],
    limits: LimitsFrom,
    run: int,
    *,
    rng: np.random.Generator,
) -> tuple[int, ...]:
    """Return the number of marked points, after the baseline, of each simulated series."""
    values = rng.standard_normal((N_SIMULATED, before + n_points))
    if limits == "estimated":
        signals = xmr(values, baseline=before or None, rules=rules, run=run).signals
    else:
        centre = np.zeros(N_SIMULATED)
        lines = Lines(centre, centre - 3.0, centre + 3.0)
        signals = find_signals(values, lines, rules=rules, run=run)
    return tuple(signals.any[:, before:].sum(axis=-1).tolist())
