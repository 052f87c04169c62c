"""The same question asked of dates on which nothing is known to have happened.

What belongs here: placebo dates. What does not: placebo areas, which are in `comparison`.
"""

from __future__ import annotations

import attrs
import numpy as np

from safetykit.errors import AnalysisError, InputError
from safetykit.stats._inputs import require_whole
from safetykit.stats.estimate import CheckResult, Estimate, FloatArray, comparable, read_only
from safetykit.stats.interrupted.designs import make_design
from safetykit.stats.interrupted.estimation import fit_design
from safetykit.stats.interrupted.results import SegmentedFit

__all__ = ["PlaceboDates", "placebo_dates"]


@attrs.frozen(kw_only=True)
class PlaceboDates:
    """The steps found at dates before the interruption, beside the one found at it.

    Attributes:
        times: (d,) the placebo dates.
        steps: Their steps, of shape (..., d).
        step: The step at the interruption, of shape (...).
        share_excluding: (...) share of the placebo intervals that exclude no change. With sound
            errors about 1 less the level is expected.
        share_as_large: (...) share of the placebo dates, the interruption counted among them,
            whose step is at least as far from no change.
        method: What was done.
        assumptions: What must hold for it.
        checks: What became of the checks.
    """

    times: FloatArray = attrs.field(eq=comparable)
    steps: Estimate
    step: Estimate
    share_excluding: float | FloatArray = attrs.field(converter=read_only, eq=comparable)
    share_as_large: float | FloatArray = attrs.field(converter=read_only, eq=comparable)
    method: str
    assumptions: tuple[str, ...] = ()
    checks: tuple[CheckResult, ...] = ()


def placebo_dates(fit: SegmentedFit, *, margin: int = 8) -> PlaceboDates:
    """Return the steps of the same model at dates before the interruption.

    Only points before the interruption are used, so that the change there cannot leak into the
    placebos. Dates that are close together share most of their points: the shares are a
    description, not an exact test.

    Args:
        fit: A segmented regression with a step, of batch shape (...).
        margin: Points that each placebo date must have on both sides, 2 or more.

    Returns:
        The placebo steps and how many are as far from no change as the one at the interruption.

    Raises:
        InputError: The fit has no step, or the margin is unusable.
        AnalysisError: The points before the interruption leave no date with that margin, or are
            too few for the terms.

    References:
        Abadie, Diamond and Hainmueller (2015) American Journal of Political Science 59:495-510
        (in-time placebos). Linden (2018) Journal of Evaluation in Clinical Practice 24:447-453.

    Examples:
        >>> from safetykit.stats.interrupted import segmented_regression
        >>> counts = [20, 22, 19, 21, 20, 18, 21, 19, 22, 20, 18, 21, 9, 11, 10, 8, 12, 10]
        >>> found = placebo_dates(segmented_regression(counts, 12, slope=False), margin=4)
        >>> found.times.tolist(), round(found.share_as_large, 2)
        ([4.0, 5.0, 6.0, 7.0, 8.0], 0.17)
    """
    if not fit.choices.step:
        raise InputError("fit", fit.names, "a fit with a step")
    side = require_whole("margin", margin, minimum=2)
    before = fit.design.after == 0
    time = fit.design.time[before]
    dates = _dates_within(time, side)
    fits = [
        fit_design(
            fit.counts[..., before],
            fit.exposure[..., before],
            make_design(time, float(date), fit.choices),
            fit.choices,
        ).step
        for date in dates
    ]
    steps = attrs.evolve(
        fits[0],
        value=np.stack([step.value for step in fits], axis=-1),
        low=np.stack([step.low for step in fits], axis=-1),
        high=np.stack([step.high for step in fits], axis=-1),
        method=f"steps at {dates.size} dates before the interruption, {fit.method}",
        checks=(),
    )
    return _compare(fit, dates, steps)


def _dates_within(time: FloatArray, side: int) -> FloatArray:
    dates = time[side : time.size - side + 1]
    if not dates.size:
        raise AnalysisError(
            "placebo_dates",
            f"{time.size} points before the interruption leave no date with {side} on both sides",
            hint="Take a smaller margin, or wait for a longer series.",
        )
    return dates


def _compare(fit: SegmentedFit, dates: FloatArray, steps: Estimate) -> PlaceboDates:
    nothing = 0.0 if fit.choices.linear else 1.0
    known = ~np.isnan(steps.value)
    number = known.sum(axis=-1)
    excluding = (np.asarray(steps.excludes(nothing)) & known).sum(axis=-1)
    found = _size(fit.step.value, linear=fit.choices.linear)
    larger = (_size(steps.value, linear=fit.choices.linear) >= found[..., None]).sum(axis=-1)
    share = np.where(number > 0, excluding / np.maximum(number, 1), np.nan)
    expected = 1.0 - fit.level
    passed = bool((share <= max(2.0 * expected, 1.0 / dates.size)).all())
    detail = (
        f"{int(excluding.sum())} of {int(number.sum())} placebo intervals exclude no change; "
        f"about {expected:.0%} are expected by chance."
    )
    return PlaceboDates(
        times=dates,
        steps=steps,
        step=fit.step,
        share_excluding=share,
        share_as_large=np.where(np.isnan(found), np.nan, (1.0 + larger) / (1.0 + number)),
        method=f"placebo dates before the interruption, {fit.method}",
        assumptions=("nothing changed the series at the placebo dates",),
        checks=(CheckResult(name="placebo_dates", passed=passed, detail=detail),),
    )


def _size(value: float | FloatArray, *, linear: bool) -> FloatArray:
    with np.errstate(divide="ignore"):
        return np.asarray(np.abs(value if linear else np.log(value)))
