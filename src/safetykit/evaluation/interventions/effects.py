"""The effect by each design: a change in percent beyond what the design leads one to expect.

What belongs here: calling the method of a design and checking what the design assumes. What does
not: the methods, which are in `stats`, and words.

The cap is the highest level of the Maryland scale (Sherman et al., 1997) that such a design could
reach: 2 for one place before and after, with or without its trend; 3 with comparison places; no
more, since nothing here randomises or matches many units. A failed check of what the comparison
rests on lowers 3 to 2.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, Literal, TypeAlias

import attrs
import numpy as np
import numpy.typing as npt

from safetykit.errors import AnalysisError
from safetykit.evaluation.interventions.material import Material
from safetykit.evaluation.interventions.synthetic import synthetic_effect
from safetykit.model import DesignMethod
from safetykit.records import AreaKey
from safetykit.stats import CheckResult, Estimate
from safetykit.stats.before_after import before_after_with_comparison
from safetykit.stats.before_after.four_steps import regression_to_mean_check
from safetykit.stats.interrupted import (
    SegmentedFit,
    compare_with_control,
    placebo_dates,
    segmented_regression,
)
from safetykit.stats.overdispersion import choose_dispersion, seasonal_dispersion
from safetykit.stats.rates import percentage_change

__all__ = ["CAPS", "Effect", "dispersion_of", "effect_of"]

FloatArray = npt.NDArray[np.float64]
CAPS: Final = {
    DesignMethod.DESCRIPTION: 1,
    DesignMethod.BEFORE_AFTER: 2,
    DesignMethod.INTERRUPTED: 2,
    DesignMethod.COMPARISON: 3,
    DesignMethod.CONTROLLED: 3,
    DesignMethod.SYNTHETIC: 3,
}
SELECTION: Final = "regression_to_mean"
RESTS_ON: Final = frozenset({"trends_before", "pre_fit", SELECTION})
MIN_MONTHS: Final = 24
Errors: TypeAlias = Literal["model", "newey-west"]
ERRORS: Final[tuple[Errors, ...]] = ("model", "newey-west")


@attrs.frozen(kw_only=True)
class Effect:
    """A change in percent with the checks of what it rests on, and the cap that remains."""

    change: Estimate
    checks: tuple[CheckResult, ...]
    cap: int


def effect_of(material: Material) -> Effect:
    """Return the effect by the design that was named.

    Raises:
        AnalysisError: The counts cannot carry the design.
    """
    method = material.design.method
    change, checks = _METHODS[method](material)
    checks = tuple(dict.fromkeys((*change.checks, *checks)))
    if not any(check.name == SELECTION for check in checks):
        checks = (*checks, regression_to_mean_check(material.design.selected_for_high_count))
    broken = any(c.passed is False and c.name in RESTS_ON for c in checks)
    cap = CAPS[method]
    return Effect(change=change, checks=checks, cap=min(cap, 2) if broken else cap)


def dispersion_of(material: Material, values: FloatArray) -> float:
    """Return how much more a series varies before the start than chance makes it; 1 or more."""
    before = values[: material.start_index]
    months = np.arange(len(before)) * material.step + material.spans.whole.first.index
    if np.count_nonzero(~np.isnan(before)) * material.step < MIN_MONTHS:
        return 1.0
    try:
        found = seasonal_dispersion(before, months % 12 // material.step, months // 12)
    except AnalysisError:
        return 1.0
    return choose_dispersion(found)


def _before_after(m: Material) -> tuple[Estimate, tuple[CheckResult, ...]]:
    (pair,) = m.pairs(m.treated)
    phi = dispersion_of(m, m.together(m.treated, m.spans.whole))
    return percentage_change(*pair, confidence=m.confidence, dispersion=phi), ()


def _comparison(m: Material) -> tuple[Estimate, tuple[CheckResult, ...]]:
    """Return the change beyond that of the comparison places, widened for dispersion."""
    treated, other = m.pairs(m.treated, m.comparison)
    if min(other) == 0:
        raise AnalysisError("before and after", "nothing was recorded in the comparison places.")
    found = before_after_with_comparison(
        *treated,
        *other,
        selected_for_high_count=m.design.selected_for_high_count,
        confidence=m.confidence,
    ).odds_ratio
    phi = max(
        dispersion_of(m, m.together(places, m.spans.whole)) for places in (m.treated, m.comparison)
    )
    checks = _trends(m)
    return _percent(_widened(found, phi)), (*found.checks, *checks)


def _widened(ratio: Estimate, phi: float) -> Estimate:
    """Widen an interval on the log scale by the root of the dispersion."""
    if phi == 1.0 or not ratio.value or math.isnan(float(ratio.low)):
        return ratio
    middle, root = math.log(float(ratio.value)), math.sqrt(phi)
    low, high = (
        math.exp(middle + root * (math.log(float(end)) - middle)) for end in (ratio.low, ratio.high)
    )
    method = f"{ratio.method}, widened for a dispersion of {phi:.2f}"
    return attrs.evolve(ratio, low=low, high=high, method=method)


def _trends(m: Material) -> tuple[CheckResult, ...]:
    """Check whether the places ran alike before, where there are months enough to see it."""
    try:
        fits = [_fit(m, places, "model") for places in (m.treated, m.comparison)]
        return compare_with_control(*fits).checks
    except AnalysisError as error:
        detail = f"Whether the places ran alike before could not be looked at: {error}"
        return (CheckResult(name="trends_before", passed=None, detail=detail),)


def _interrupted(m: Material) -> tuple[Estimate, tuple[CheckResult, ...]]:
    fits = [_fit(m, m.treated, errors) for errors in ERRORS]
    return _percent(_widest(fit.step for fit in fits)), (*fits[0].checks, *_placebos(fits[0]))


def _controlled(m: Material) -> tuple[Estimate, tuple[CheckResult, ...]]:
    fits = [[_fit(m, p, errors) for p in (m.treated, m.comparison)] for errors in ERRORS]
    steps = [compare_with_control(*pair).step for pair in fits]
    return _percent(_widest(steps)), (*steps[0].checks, *_placebos(fits[0][0]))


def _widest(found: Iterable[Estimate]) -> Estimate:
    """Return the estimate with the widest interval.

    Errors that allow for neighbours in time come out too small in short series, and those that do
    not come out too small where neighbours depend on each other.
    """
    return max(found, key=lambda e: float(e.high) - float(e.low))


def _fit(m: Material, places: Sequence[AreaKey], errors: Errors) -> SegmentedFit:
    """Fit level, trend and season."""
    values = m.without_transition(m.together(places, m.spans.whole))
    period = 12 // m.step
    return segmented_regression(
        values,
        m.start_index,
        slope=False,
        season="fourier" if period > 1 and len(values) >= 2 * period else "none",
        harmonics=2 if period >= 12 else 1,
        period=max(period, 2),
        errors=errors,
        small_sample=True,
        confidence=m.confidence,
    )


def _placebos(fit: SegmentedFit) -> tuple[CheckResult, ...]:
    """Ask the same of months before the start, at which nothing is known to have happened."""
    try:
        found = placebo_dates(fit)
    except AnalysisError:
        return ()
    share = float(found.share_as_large)
    detail = (
        f"Of {len(found.times) + 1} months taken as the start in turn, {share:.0%} show a step at "
        "least as large as the true one."
    )
    return (CheckResult(name="placebo_dates", passed=share <= 0.1, detail=detail),)


def _percent(ratio: Estimate) -> Estimate:
    """Return a ratio as a change in percent."""
    value, low, high = (100.0 * (np.asarray(x) - 1.0) for x in (ratio.value, ratio.low, ratio.high))
    return attrs.evolve(ratio, value=value, low=low, high=high)


_Method = Callable[[Material], tuple[Estimate, tuple[CheckResult, ...]]]
_METHODS: Final[Mapping[DesignMethod, _Method]] = {
    DesignMethod.BEFORE_AFTER: _before_after,
    DesignMethod.COMPARISON: _comparison,
    DesignMethod.INTERRUPTED: _interrupted,
    DesignMethod.CONTROLLED: _controlled,
    DesignMethod.SYNTHETIC: synthetic_effect,
}
