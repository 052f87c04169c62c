"""Synthetic control on counts: a weighted mean of other places that ran like this one before.

The interval comes from the other places: each is taken as treated in turn, and what they show after
is what chance and unlike places bring. With few places an interval of a high level has no end.
"""

from __future__ import annotations

import itertools
import math
from typing import Final

import numpy as np
import numpy.typing as npt

from safetykit.errors import AnalysisError
from safetykit.evaluation.interventions.material import Material
from safetykit.stats import CheckResult, Estimate
from safetykit.stats.comparison import synthetic_control

__all__ = ["synthetic_effect"]

FloatArray = npt.NDArray[np.float64]
MIN_PLACES: Final = 2
METHOD: Final = (
    "synthetic control of counts divided by their place's mean before; interval from each "
    "comparison place taken as treated in turn"
)


def synthetic_effect(m: Material) -> tuple[Estimate, tuple[CheckResult, ...]]:
    """Return the change in percent after, beyond the weighted mean of the comparison places.

    Raises:
        AnalysisError: There are fewer than two comparison places, or a place has no event.
    """
    whole = m.spans.whole
    treated = m.without_transition(m.together(m.treated, whole))
    others = m.by_place(m.comparison, whole)
    known = ~np.isnan(treated) & ~np.isnan(others).any(axis=1)
    if others.shape[1] < MIN_PLACES:
        raise AnalysisError("synthetic control", "it needs two comparison places or more.")
    start = int(np.count_nonzero(known[: m.start_index]))
    table = np.column_stack([treated, others])[known]
    if start < MIN_PLACES or start == len(table):
        raise AnalysisError("synthetic control", "too few months are reported by all places.")
    level = table[:start].mean(axis=0)
    if (level == 0).any():
        raise AnalysisError("synthetic control", "a place has no event before the start.")
    table = table / level
    gaps = [_log_gap(table, i, start) for i in range(table.shape[1])]
    return _estimate(gaps, m.confidence), _fit_checks(table, start)


def _log_gap(table: FloatArray, unit: int, start: int) -> float:
    """Return the log ratio of a place after to its synthetic self."""
    own = table[:, unit]
    rest = np.delete(table, [0, unit], axis=1)  # the treated place stands in for nobody
    found = synthetic_control(own, rest, own[:start], rest[:start], start, v=np.ones(start))
    observed, expected = own[start:].sum(), found.synthetic[start:].sum()
    if observed <= 0 or expected <= 0:
        raise AnalysisError("synthetic control", "a place has no event after the start.")
    return math.log(observed / expected)


def _estimate(gaps: list[float], level: float) -> Estimate:
    """Return the treated place's change, as far from others' as their own gaps go."""
    value, placebos = gaps[0], sorted(abs(gap) for gap in gaps[1:])
    place = _place(len(placebos), level)
    half = placebos[place - 1] if place <= len(placebos) else math.inf
    low, high = (100.0 * (math.exp(end) - 1.0) for end in (value - half, value + half))
    needed = next(number for number in itertools.count(1) if _place(number, level) <= number)
    detail = f"{len(placebos)} comparison places; an interval of {level:.0%} needs {needed}."
    return Estimate(
        value=100.0 * (math.exp(value) - 1.0),
        low=low,
        high=high,
        level=level,
        method=METHOD,
        assumptions=(
            "the comparison places were not touched by the intervention",
            "places that ran alike before would have gone on alike",
        ),
        checks=(CheckResult(name="placebo_places", passed=place <= len(placebos), detail=detail),),
    )


def _place(number: int, level: float) -> int:
    """Return which gap of so many, from the smallest, bounds an interval; a slip of digits is none.

    Of nine gaps it is the ninth for 90%, though 0.9 is a little more or less in binary digits.
    """
    return math.ceil(round((number + 1) * level, 9))


def _fit_checks(table: FloatArray, start: int) -> tuple[CheckResult, ...]:
    own, rest = table[:, 0], table[:, 1:]
    found = synthetic_control(own, rest, own[:start], rest[:start], start, v=np.ones(start))
    return found.checks
