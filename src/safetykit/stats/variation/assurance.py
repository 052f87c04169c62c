"""Assurance: will a process that goes on as it is meet its target?

What belongs here: the comparison of natural process limits with a target. What does not: whether
one period met it, which its value says.
"""

from __future__ import annotations

from typing import Literal, TypeAlias, cast

import attrs
import numpy as np
from numpy.typing import ArrayLike, NDArray

from safetykit.errors import InputError
from safetykit.stats._inputs import refuse_where, require_numbers
from safetykit.stats.estimate import CheckResult, FloatArray, FloatOrArray, comparable, read_only
from safetykit.stats.variation.signals import Improvement, require_options
from safetykit.stats.variation.xmr_chart import XmrChart

__all__ = ["Assurance", "Verdict", "assurance"]

Verdict: TypeAlias = Literal[
    "consistently_passes", "consistently_fails", "inconsistent", "not_defined"
]


@attrs.frozen(kw_only=True)
class Assurance:
    """How the natural process limits of a chart lie to a target.

    Attributes:
        verdict: A word, or an array of words of shape (...): `consistently_passes`,
            `consistently_fails`, `inconsistent` (it may pass or fail by chance), or `not_defined`
            where there are no limits.
        share_met: (...) the share of the reported points that met the target.
        target: (...) the target.
        improvement: Which direction is better.
        method: The method, in words.
        assumptions: What must hold for it.
        checks: `steady` fails where the chart has signals: its limits then describe no process
            that goes on.
    """

    verdict: Verdict | NDArray[np.str_] = attrs.field(eq=comparable)
    share_met: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    target: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    improvement: Improvement
    method: str
    assumptions: tuple[str, ...] = ()
    checks: tuple[CheckResult, ...] = ()


def assurance(
    chart: XmrChart, target: ArrayLike, *, improvement: Improvement | None = None
) -> Assurance:
    """Return whether a process that goes on as it is will meet its target.

    Where more is better, a target below the lower limit is met consistently, one above the upper
    limit never, and one between them, or on one of them, by chance; where less is better, the
    other way round.

    Args:
        chart: An XmR chart, of one series or a batch.
        target: (...) the target, in the unit of the values.
        improvement: `increase` or `decrease`; that of the chart if None.

    Returns:
        The verdict, with the share of points that met the target.

    Raises:
        InputError: Neither the chart nor the caller says which direction is better; the target is
            not finite or does not fit the chart.

    References:
        NHS England, Making Data Count: assurance icons; NHSRplotthedots (2021).

    Examples:
        >>> from safetykit.stats.variation import xmr
        >>> chart = xmr([10, 12, 11, 13, 12, 11, 10, 12, 13, 11, 12, 12], improvement="decrease")
        >>> assurance(chart, 20).verdict, assurance(chart, 12).verdict, assurance(chart, 5).verdict
        ('consistently_passes', 'inconsistent', 'consistently_fails')
    """
    better = chart.improvement if improvement is None else improvement
    if better is None:
        raise InputError("improvement", None, "increase or decrease, to say what meets a target")
    require_options((), better)
    lower, upper = np.asarray(chart.lower), np.asarray(chart.upper)
    aim = _require_targets(target, lower)
    below, above = aim < lower, aim > upper
    passes, fails = (below, above) if better == "increase" else (above, below)
    between = np.where(np.isnan(lower), "not_defined", "inconsistent")
    words = np.where(passes, "consistently_passes", np.where(fails, "consistently_fails", between))
    return Assurance(
        verdict=words if words.ndim else cast("Verdict", str(words)),
        share_met=_share_met(chart.values, aim, better),
        target=aim,
        improvement=better,
        method="natural process limits against a target (Making Data Count)",
        assumptions=("the process goes on as it was",),
        checks=(_steady(chart),),
    )


def _require_targets(target: ArrayLike, lower: FloatArray) -> FloatArray:
    aim = require_numbers("target", target)
    refuse_where(~np.isfinite(aim), "target", aim, "a finite number")
    try:
        return np.broadcast_to(aim, lower.shape)
    except ValueError as error:
        raise InputError("target", aim.shape, f"one for each series, {lower.shape}") from error


def _share_met(values: FloatArray, target: FloatArray, better: Improvement) -> FloatArray:
    aim = target[..., np.newaxis]
    met = (values >= aim) if better == "increase" else (values <= aim)
    reported = (~np.isnan(values)).sum(axis=-1)
    return np.where(reported > 0, met.sum(axis=-1) / np.maximum(reported, 1), np.nan)


def _steady(chart: XmrChart) -> CheckResult:
    moving = int(chart.signals.any.any(axis=-1).sum())
    total = int(np.size(chart.mean))
    detail = f"{moving} of {total} series have signals: such limits need not hold from here on."
    return CheckResult(name="steady", passed=moving == 0, detail=detail)
