"""Weighted estimates from a sample survey.

What belongs here: estimates from one answer and one weight for each respondent. What does not: how
weights are made, and shares of complete counts, which are in `one_count`.
"""

from __future__ import annotations

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
    require_one_shape,
    require_points,
    require_positive,
)
from safetykit.stats.estimate import (
    CheckResult,
    Estimate,
    FloatArray,
    FloatOrArray,
    IntArray,
    comparable,
    read_only,
)
from safetykit.stats.rates.limits import Bounds, normal_quantile, wilson_limits

__all__ = ["SurveyEstimate", "SurveyMeasure", "weighted_survey_estimate"]

SurveyMeasure: TypeAlias = Literal["proportion", "mean"]

SMALL_BASE: Final = 50
ROUNDING: Final = 1e-12


@attrs.frozen(kw_only=True)
class SurveyEstimate:
    """A weighted estimate with what its precision rests on.

    For one question the numbers are floats; for a batch (..., n) they are arrays of shape (...).

    Attributes:
        estimate: The weighted share or mean with its interval.
        unweighted: The share or mean without weights.
        unweighted_base: How many people answered.
        weighted_base: The sum of their weights.
        design_effect: How much the variance is multiplied by the design.
        effective_base: The unweighted base over the design effect.
    """

    estimate: Estimate
    unweighted: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    unweighted_base: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    weighted_base: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    design_effect: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    effective_base: FloatOrArray = attrs.field(converter=read_only, eq=comparable)


def weighted_survey_estimate(
    answers: ArrayLike,
    weights: ArrayLike,
    *,
    measure: SurveyMeasure = "proportion",
    design_effect: ArrayLike | None = None,
    confidence: float = 0.95,
) -> SurveyEstimate:
    """Return a weighted share or mean of a survey, with its design effect and unweighted base.

    The design effect is Kish's for unequal weights, `n * sum(w**2) / sum(w)**2`, unless the
    survey's own is given: Kish's knows nothing of clusters. The base divided by it is the
    effective base. A share has the Wilson interval of the effective base; a mean has a normal one,
    with the weighted variance of the answers over the effective base less 1.

    Args:
        answers: (..., n) 1 for yes and 0 for no, or any numbers for a mean; nan for "no answer".
        weights: (n,) or (..., n) weights, 0 or more; only their proportions matter.
        measure: `proportion` or `mean`.
        design_effect: (...) the survey's published design effect, above 0 (the square of its
            design factor), or None.
        confidence: The level of the interval, between 0 and 1.

    Returns:
        The estimate; nan where nobody with a weight answered. The check `small_base` fails below
        50 answers. The interval of a mean is nan, and the check `answers_differ` fails, where all
        answers are the same.

    Raises:
        InputError: An answer is infinite, or neither 0 nor 1 for a proportion; a weight is
            negative or not finite; the shapes do not fit; an option is unusable.

    References:
        Kish (1965) Survey Sampling, 11.7; Kish (1992) Journal of Official Statistics 8:183-200.
        Korn and Graubard (1998) Survey Methodology 24:193-201 (effective base in an interval for
        proportions).

    Examples:
        >>> safe = weighted_survey_estimate([1, 1, 0, 1], [1, 2, 1, 4])
        >>> safe.estimate.value, safe.unweighted, safe.unweighted_base, safe.design_effect
        (0.875, 0.75, 4.0, 1.375)
    """
    level = require_confidence(confidence)
    require_choice("measure", measure, _NAMES)
    given, weight = _require_sample(answers, weights, measure)
    value_of, weight = _nothing_where_unanswered(given, weight)
    base, total = (~np.isnan(given)).sum(axis=-1), weight.sum(axis=-1)
    mean = _over((weight * value_of).sum(axis=-1), total)
    effect = _design_effect(weight, base, design_effect)
    effective = _over(base, effect)
    low, high = _limits(measure, value_of, weight, mean, effective=effective, alpha=1.0 - level)
    return SurveyEstimate(
        estimate=Estimate(
            value=mean,
            low=low,
            high=high,
            level=level,
            method=f"{_NAMES[measure]}, {_KISH if design_effect is None else _STATED}",
            assumptions=_ASSUMPTIONS,
            checks=(*_checks(base, given), *_differ_check(mean, low, effective)),
        ),
        unweighted=_over(value_of.sum(axis=-1), base),
        unweighted_base=base,
        weighted_base=total,
        design_effect=effect,
        effective_base=effective,
    )


def _require_sample(
    answers: ArrayLike, weights: ArrayLike, measure: SurveyMeasure
) -> tuple[FloatArray, FloatArray]:
    given = require_points(answers, field="answers")
    if measure == "proportion":
        wrong = ~np.isnan(given) & (given != 0.0) & (given != 1.0)
        hint = "measure='mean' takes other numbers."
        refuse_where(wrong, "answers", given, "1, 0, or nan for no answer", hint=hint)
    weight = require_numbers("weights", weights)
    refuse_where(~np.isfinite(weight) | (weight < 0), "weights", weight, "finite, 0 or more")
    if not weight.ndim or weight.shape[-1] != given.shape[-1]:
        raise InputError("weights", weight.shape, f"one for each of {given.shape[-1]} answers")
    found, weight = require_one_shape(answers=given, weights=weight)
    return found, weight


def _design_effect(weight: FloatArray, base: IntArray, stated: ArrayLike | None) -> FloatArray:
    if stated is None:
        return _over(base * (weight**2).sum(axis=-1), weight.sum(axis=-1) ** 2)
    effect, _ = require_one_shape(
        design_effect=require_positive("design_effect", stated), base=base.astype(np.float64)
    )
    return effect


def _nothing_where_unanswered(
    given: FloatArray, weight: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Return the answers and the weights, both 0 where there is no answer."""
    there = ~np.isnan(given)
    return np.where(there, given, 0.0), np.where(there, weight, 0.0)


def _limits(
    measure: SurveyMeasure,
    answers: FloatArray,
    weight: FloatArray,
    mean: FloatArray,
    *,
    effective: FloatArray,
    alpha: float,
) -> Bounds:
    """Return the limits of Wilson for a proportion, and normal ones for a mean."""
    if measure == "proportion":
        return wilson_limits(mean * effective, effective, alpha)
    away = (answers - mean[..., np.newaxis]) ** 2
    variance = _over((weight * away).sum(axis=-1), weight.sum(axis=-1))
    variance = np.where(variance <= (ROUNDING * mean) ** 2, np.nan, variance)
    spread = normal_quantile(1.0 - alpha / 2.0) * np.sqrt(_over(variance, effective - 1.0))
    return mean - spread, mean + spread


def _over(part: FloatArray | IntArray, whole: FloatArray | IntArray) -> FloatArray:
    """Return the quotient, and nan where the whole is not above 0."""
    positive = whole > 0
    return np.where(positive, part / np.where(positive, whole, 1.0), np.nan)


def _differ_check(
    mean: FloatArray, low: FloatArray, effective: FloatArray
) -> tuple[CheckResult, ...]:
    """Say how many means have no interval because all answers are the same."""
    same = int((np.isnan(low) & ~np.isnan(mean) & (effective > 1)).sum())
    if not same:
        return ()
    detail = f"In {same} of {mean.size} all answers are the same: there is no spread to judge by."
    return (CheckResult(name="answers_differ", passed=False, detail=detail),)


def _checks(base: IntArray, given: FloatArray) -> tuple[CheckResult, ...]:
    fewest = int(base.min(initial=given.shape[-1]))
    detail = f"{fewest} answers is the smallest base; below {SMALL_BASE} an estimate says little."
    found = [CheckResult(name="small_base", passed=fewest >= SMALL_BASE, detail=detail)]
    missing = int(np.isnan(given).sum())
    if missing:
        detail = f"{missing} of {given.size} gave no answer and are left out."
        found.append(CheckResult(name="not_reported", passed=None, detail=detail))
    return tuple(found)


_ASSUMPTIONS: Final = (
    "those who did not answer are like those with the same weights who did",
    "the design effect holds for this question",
)
_KISH: Final = "Kish design effect"
_STATED: Final = "stated design effect"
_NAMES: Final = {
    "proportion": "weighted proportion, Wilson interval of the effective base",
    "mean": "weighted mean, normal interval",
}
