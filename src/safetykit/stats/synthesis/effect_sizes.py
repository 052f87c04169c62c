"""Effects of single studies, with their variances.

What belongs here: effects with their variances from counts and from intervals. What does not:
pooling, and conversion to other scales.
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
    require_counts,
    require_dispersion,
    require_one_shape,
    require_positive,
    require_reported,
)
from safetykit.stats.estimate import (
    CheckResult,
    FloatArray,
    FloatOrArray,
    comparable,
    read_only,
)
from safetykit.stats.rates.limits import normal_quantile

__all__ = [
    "EffectSizes",
    "effects_from_2x2",
    "effects_from_intervals",
    "relative_incident_rate_ratio",
]

Pair: TypeAlias = tuple[FloatArray, FloatArray]
Measure: TypeAlias = Literal["log-risk-ratio", "log-odds-ratio", "risk-difference"]


@attrs.frozen(kw_only=True)
class EffectSizes:
    """Effects of studies with their variances, ready to be pooled.

    Attributes:
        effects: The effects, of any shape.
        variances: Their variances, of the same shape.
        scale: The scale of the effects.
        method: How they were made.
        assumptions: What must hold for it.
        checks: What became of the checks.
    """

    effects: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    variances: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    scale: str
    method: str
    assumptions: tuple[str, ...] = ()
    checks: tuple[CheckResult, ...] = ()


def effects_from_2x2(
    events1: ArrayLike,
    others1: ArrayLike,
    events2: ArrayLike,
    others2: ArrayLike,
    *,
    measure: Measure = "log-risk-ratio",
    correction: float = 0.5,
) -> EffectSizes:
    """Return the effect of each 2x2 table: group 1 against group 2.

    Args:
        events1: People of group 1 with the event, any shape; nan means "not reported".
        others1: People of group 1 without it.
        events2: People of group 2 with the event.
        others2: People of group 2 without it.
        measure: `log-risk-ratio`, `log-odds-ratio` or `risk-difference`.
        correction: What is added to all four cells of a table with a 0 in any; 0 adds nothing.

    Returns:
        Effects and variances; below 0 where group 1 has fewer events. Without a correction a
        table with a 0 may have an infinite effect or variance, or none.

    Raises:
        InputError: A count is negative or not whole, a group is empty, the shapes do not fit, or
            the measure or correction is unusable.

    References:
        Fleiss and Berlin (2009) in Cooper, Hedges and Valentine, Handbook of Research Synthesis,
        2nd ed., chapter 13. Agrees with `escalc` of R's metafor.

    Examples:
        >>> tables = effects_from_2x2([4, 6], [119, 300], [11, 29], [128, 274])
        >>> tables.effects.round(3).tolist(), tables.variances.round(3).tolist()
        ([-0.889, -1.585], [0.326, 0.195])
    """
    require_choice("measure", measure, _MEASURES)
    named = {"events1": events1, "others1": others1, "events2": events2, "others2": others2}
    cells = require_one_shape(**{name: require_counts(name, cell) for name, cell in named.items()})
    for name, total in (("group 1", cells[0] + cells[1]), ("group 2", cells[2] + cells[3])):
        refuse_where(total == 0, name, total, "a group with people in it")
    extra = require_reported("correction", correction)
    if extra.ndim or not extra >= 0:
        raise InputError("correction", correction, "one number of 0 or more")
    zero = np.any([cell == 0 for cell in cells], axis=0)
    a, b, c, d = (cell + np.where(zero, extra, 0.0) for cell in cells)
    with np.errstate(divide="ignore", invalid="ignore"):
        effects, variances = _MEASURES[measure](a, b, c, d)
    return EffectSizes(
        effects=effects,
        variances=variances,
        scale=measure,
        method=f"{measure} of 2x2 tables, {float(extra):g} added to each cell where one is 0",
        assumptions=("people are independent of each other", "samples are large"),
        checks=_zero_check(zero, float(extra)),
    )


def relative_incident_rate_ratio(
    treated_before: ArrayLike,
    treated_after: ArrayLike,
    control_before: ArrayLike,
    control_after: ArrayLike,
    *,
    dispersion: ArrayLike = 1.0,
) -> EffectSizes:
    """Return the log relative incident rate ratio of counts before and after in two areas.

    `log(treated_after control_before / (treated_before control_after))` with variance
    `dispersion (1 / a + 1 / b + 1 / c + 1 / d)`. It is below 0 where the treated area fell more.

    Args:
        treated_before: Events in the treated area before, above 0, any shape.
        treated_after: Events there after.
        control_before: Events in the control area before.
        control_after: Events there after.
        dispersion: Variance over mean of the counts, 1 or more.

    Returns:
        The log ratios and their variances.

    Raises:
        InputError: A count is 0, negative or not whole, the shapes do not fit, or the dispersion
            is below 1.

    References:
        Wilson (2022) Journal of Experimental Criminology 18:323-341. Farrington, Gill, Waples and
        Argomaniz (2007) Journal of Experimental Criminology 3:21-38 (overdispersion).

    Examples:
        >>> found = relative_incident_rate_ratio(100, 80, 200, 210)
        >>> round(found.effects, 3), round(found.variances, 4)
        (-0.272, 0.0323)
    """
    named = {
        "treated_before": treated_before,
        "treated_after": treated_after,
        "control_before": control_before,
        "control_after": control_after,
    }
    counts = {name: require_counts(name, count) for name, count in named.items()}
    for name, count in counts.items():
        refuse_where(count == 0, name, count, "a count above 0", hint="Its logarithm is needed.")
    *cells, phi = require_one_shape(**counts, dispersion=require_dispersion(dispersion))
    before1, after1, before2, after2 = cells
    return EffectSizes(
        effects=np.log(after1 / before1) - np.log(after2 / before2),
        variances=phi * (1.0 / before1 + 1.0 / after1 + 1.0 / before2 + 1.0 / after2),
        scale="log-incident-rate-ratio",
        method="log relative incident rate ratio",
        assumptions=("the variance of a count is its dispersion times its mean",),
    )


def effects_from_intervals(
    value: ArrayLike,
    low: ArrayLike,
    high: ArrayLike,
    *,
    ratio: bool = True,
    confidence: float = 0.95,
) -> EffectSizes:
    """Return effects and variances from published values with their intervals.

    The variance is `((high - low) / (2 z))**2`, on the log scale for ratios.

    Args:
        value: Published effects, any shape; above 0 for ratios.
        low: The lower ends of their intervals.
        high: The upper ends.
        ratio: Whether they are ratios, to be taken in logarithms.
        confidence: The level of the published intervals.

    Returns:
        The effects. The check `symmetric` fails where an effect is further from the middle of
        its interval than a tenth of its width: the interval was not normal, or misread.

    Raises:
        InputError: Ends are not in order, a ratio is not above 0, or the shapes do not fit.

    References:
        Higgins and Thomas (2019) Cochrane Handbook, 6.3.2.

    Examples:
        >>> found = effects_from_intervals(0.894, 0.863, 0.926)
        >>> round(found.effects, 3), round(found.variances ** 0.5, 3)
        (-0.112, 0.018)
    """
    z = normal_quantile(0.5 + require_confidence(confidence) / 2.0)
    require = require_positive if ratio else require_reported
    middle, lower, upper = require_one_shape(
        value=require("value", value), low=require("low", low), high=require("high", high)
    )
    bad = ~((lower <= middle) & (middle <= upper) & (lower < upper)) & ~np.isnan(middle)
    refuse_where(bad, "value", middle, "a value within its interval, the lower end first")
    if ratio:
        middle, lower, upper = np.log(middle), np.log(lower), np.log(upper)
    off = np.abs(middle - (lower + upper) / 2.0) > 0.1 * (upper - lower)
    detail = f"{int(off.sum())} of {off.size} effects are not near the middle of their interval."
    return EffectSizes(
        effects=middle,
        variances=((upper - lower) / (2.0 * z)) ** 2,
        scale="log ratio" if ratio else "difference",
        method="from published intervals",
        assumptions=("the published intervals are normal on this scale",),
        checks=(CheckResult(name="symmetric", passed=not off.any(), detail=detail),),
    )


def _log_risk_ratio(a: FloatArray, b: FloatArray, c: FloatArray, d: FloatArray) -> Pair:
    n1, n2 = a + b, c + d
    return np.log(a / n1) - np.log(c / n2), 1.0 / a - 1.0 / n1 + 1.0 / c - 1.0 / n2


def _log_odds_ratio(a: FloatArray, b: FloatArray, c: FloatArray, d: FloatArray) -> Pair:
    return np.log(a / b) - np.log(c / d), 1.0 / a + 1.0 / b + 1.0 / c + 1.0 / d


def _risk_difference(a: FloatArray, b: FloatArray, c: FloatArray, d: FloatArray) -> Pair:
    n1, n2 = a + b, c + d
    return a / n1 - c / n2, a * b / n1**3 + c * d / n2**3


def _zero_check(zero: FloatArray, extra: float) -> tuple[CheckResult, ...]:
    if not np.any(zero):
        return ()
    done = f"{extra:g} was added to each of their cells" if extra else "nothing was added"
    detail = f"{int(np.sum(zero))} of {np.size(zero)} tables have a 0: {done}."
    return (CheckResult(name="zero_cells", passed=False, detail=detail),)


_MEASURES: Final[dict[str, Callable[[FloatArray, FloatArray, FloatArray, FloatArray], Pair]]] = {
    "log-risk-ratio": _log_risk_ratio,
    "log-odds-ratio": _log_odds_ratio,
    "risk-difference": _risk_difference,
}
