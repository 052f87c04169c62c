"""Difference in differences of a panel: units observed in every period.

What belongs here: two-way fixed effects, and the event study that checks them. What does not: the
numbers of a fit, which are in `panel_fits`; and treatment that begins at different times, for which
two-way fixed effects mislead.
"""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

import attrs
import numpy as np
from numpy.typing import ArrayLike

from safetykit.errors import AnalysisError, InputError
from safetykit.extras import need
from safetykit.stats._inputs import (
    require_choice,
    require_confidence,
    require_counts,
    require_finite,
    require_flags,
    require_whole,
)
from safetykit.stats.comparison.means import PARALLEL, beyond_rounding, t_half_width
from safetykit.stats.comparison.panel_fits import (
    fit_linear_panel,
    fit_poisson_panel,
    with_events,
)
from safetykit.stats.estimate import (
    CheckResult,
    Estimate,
    FloatArray,
    SignificanceTest,
    comparable,
    symmetric,
)

__all__ = ["EventStudy", "PanelDifference", "difference_in_differences_panel", "event_study"]

PanelModel: TypeAlias = Literal["linear", "poisson"]

FEW_UNITS: Final = 5
ALPHA: Final = 0.05


@attrs.frozen(kw_only=True)
class PanelDifference:
    """The change of treated units beyond that of the others.

    Attributes:
        estimate: The coefficient of treated times after: in the unit of the outcomes, or for
            `poisson` a log ratio.
        standard_error: Clustered by unit.
    """

    estimate: Estimate
    standard_error: float = attrs.field(eq=comparable)


def difference_in_differences_panel(
    outcomes: ArrayLike,
    treated: ArrayLike,
    first_post: int,
    *,
    model: PanelModel = "linear",
    confidence: float = 0.95,
) -> PanelDifference:
    """Return the two-way fixed-effects difference in differences of a balanced panel.

    Every unit and every period has its own level; all treated units start at one time. Standard
    errors are clustered by unit, times G / (G - 1), and for `linear` times (N - 1) / (N - K), as
    `vcovCL` of R's sandwich.

    Args:
        outcomes: (units, periods) finite values; counts for `poisson`.
        treated: (units,) 1 for treated units, 0 for the others.
        first_post: The index of the first period after.
        model: `linear`, or `poisson` for a log-linear mean.
        confidence: The level of the interval; Student's t on G - 1 degrees of freedom.

    Returns:
        The estimate. With one treated unit the standard error means nothing, and the check
        `treated_units` fails; see `synthetic_control`. For `poisson`, units without any event are
        left out and are not among the G; a log ratio that the counts do not determine is nan. So is
        the interval where no value varies beyond the model, and the check `spread` fails.

    Raises:
        InputError: A value is not finite, a group is empty or not 0 or 1, or no period is on one
            side.

    References:
        Bertrand, Duflo and Mullainathan (2004) Quarterly Journal of Economics 119:249-275.
        Arkhangelsky et al. (2021) American Economic Review 111:4088-4118.

    Examples:
        >>> found = difference_in_differences_panel(
        ...     [[5, 6, 7, 8], [4, 6, 6, 7], [9, 9, 8, 8], [7, 9, 8, 7]], [0, 0, 1, 1], 2
        ... )
        >>> found.estimate.value
        -2.5
    """
    level = require_confidence(confidence)
    require_choice("model", model, ("linear", "poisson"))
    y, group, start = _require_panel(outcomes, treated, first_post)
    units = len(y)
    if model == "poisson":
        require_counts("outcomes", y)
        y, group = with_events(y, group)
    after = (np.arange(y.shape[1]) >= start).astype(np.float64)
    fit = fit_linear_panel if model == "linear" else fit_poisson_panel
    value, error = fit(y, np.outer(group, after))
    known, spread = beyond_rounding(error, np.zeros(1))
    estimate = symmetric(
        value,
        t_half_width(known, len(y) - 1.0, level),
        level=level,
        method=f"two-way fixed effects ({model}), errors clustered by unit",
        assumptions=(
            PARALLEL if model == "linear" else PARALLEL.replace("amount", "ratio"),
            "units are independent of each other",
            "no unit was touched by the treatment of another",
        ),
        checks=(_check_units(group), *_check_events(len(y), units), *spread),
    )
    return PanelDifference(estimate=estimate, standard_error=error)


@attrs.frozen(kw_only=True)
class EventStudy:
    """The gap between treated and other units in each period, against a reference period.

    Attributes:
        periods: (periods,) periods from the first after: -1 is the last before.
        gaps: Changes of the gap since the reference period; 0 in that period.
        before: Hotelling's test that all gaps before are 0. That it does not reject does not
            show that the groups would have gone on alike.
        reference: The index of the reference period.
    """

    periods: FloatArray = attrs.field(eq=comparable)
    gaps: Estimate
    before: SignificanceTest
    reference: int


def event_study(
    outcomes: ArrayLike, treated: ArrayLike, first_post: int, *, confidence: float = 0.95
) -> EventStudy:
    """Return how the gap between treated and other units moved before and after.

    The reference is the last period before. Each gap is the difference of mean changes since
    then, which is the coefficient of two-way fixed effects in a balanced panel; its error is from
    the spread of the units' changes, pooled over both groups.

    Args:
        outcomes: (units, periods) finite values.
        treated: (units,) 1 for treated units, 0 for the others.
        first_post: The index of the first period after, 2 or more.
        confidence: The level of the intervals, each period by itself; t on units - 2.

    Returns:
        The gaps with the test; nan where there are too few units for it. The check
        `parallel_trends` fails where the test rejects at 5%. Without any spread in a period its
        interval is nan, and the check `spread` fails.

    Raises:
        InputError: As for `difference_in_differences_panel`, or there is no earlier period.
        AnalysisError: There are fewer than 3 units.

    References:
        Roth, Sant'Anna, Bilinski and Poe (2023) Journal of Econometrics 235:2218-2244. Hotelling
        (1931) Annals of Mathematical Statistics 2:360-378.

    Examples:
        >>> found = event_study(
        ...     [[5, 6, 7, 8], [4, 6, 6, 7], [9, 9, 8, 8], [7, 9, 8, 7]], [0, 0, 1, 1], 2
        ... )
        >>> found.gaps.value.tolist()
        [0.5, 0.0, -1.5, -3.0]
    """
    level = require_confidence(confidence)
    y, group, start = _require_panel(outcomes, treated, first_post)
    if start < 2:
        raise InputError("first_post", first_post, "at least two periods before")
    if len(y) < 3:
        raise AnalysisError("event_study", f"{len(y)} units leave no spread")
    gap, spread = _gaps(y - y[:, start - 1 : start], group)
    error, checks = beyond_rounding(np.sqrt(np.delete(np.diag(spread), start - 1)), y)
    df, error = len(y) - 2.0, np.insert(error, start - 1, 0.0)  # the reference has no error
    half = t_half_width(error, df, level)
    before = spread[: start - 1, : start - 1] + 0.0 * error[: start - 1]
    test = _hotelling(gap[: start - 1], before, df)
    return EventStudy(
        periods=np.arange(y.shape[1], dtype=np.float64) - start,
        gaps=symmetric(
            gap,
            half,
            level=level,
            method="event study, changes since the last period before",
            assumptions=(PARALLEL, "units are independent and spread alike in both groups"),
            checks=(*test.checks, *checks),
        ),
        before=test,
        reference=start - 1,
    )


def _check_units(group: FloatArray) -> CheckResult:
    few = int(min(group.sum(), len(group) - group.sum()))
    detail = f"{few} units in the smaller group; clustered errors need {FEW_UNITS} or more."
    return CheckResult(name="treated_units", passed=few >= FEW_UNITS, detail=detail)


def _check_events(with_events: int, units: int) -> tuple[CheckResult, ...]:
    """Say how many units have no event in any period, where any has none."""
    none = units - with_events
    if not none:
        return ()
    detail = f"{none} of {units} units have no event in any period: they say nothing of a ratio."
    return (CheckResult(name="units_without_events", passed=None, detail=detail),)


def _gaps(changes: FloatArray, group: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the gap of each period, and the covariances of the gaps, pooled over both groups."""
    sides = [changes[group == i] for i in (0, 1)]
    left = np.concatenate([side - side.mean(axis=0) for side in sides])
    pooled = left.T @ left / (len(changes) - 2.0)
    size = float(sum(1.0 / len(side) for side in sides))
    return sides[1].mean(axis=0) - sides[0].mean(axis=0), pooled * size


def _hotelling(gap: FloatArray, covariance: FloatArray, df: float) -> SignificanceTest:
    p, left = gap.size, df - gap.size + 1.0
    statistic = p_value = np.nan
    known = left > 0 and bool(np.isfinite(covariance).all())
    if known and np.linalg.matrix_rank(covariance) == p:
        special = need("scipy.special", wanted_by="The test of the gaps before")
        statistic = float(gap @ np.linalg.solve(covariance, gap)) * left / (p * df)
        p_value = float(special.fdtrc(p, left, statistic))
    detail = (
        f"Gaps before the treatment: F = {statistic:.3g} on {p} and {left:g}, p = {p_value:.2g}."
    )
    passed = None if np.isnan(p_value) else p_value >= ALPHA
    return SignificanceTest(
        statistic=statistic,
        p_value=p_value,
        alternative="larger",
        method=f"Hotelling's test of {p} gaps before",
        assumptions=("changes are normal, with one covariance",),
        checks=(CheckResult(name="parallel_trends", passed=passed, detail=detail),),
    )


def _require_panel(
    outcomes: ArrayLike, treated: ArrayLike, first_post: int
) -> tuple[FloatArray, FloatArray, int]:
    hint = "A panel is balanced: leave out units that are not reported in every period."
    y = require_finite("outcomes", outcomes, hint=hint)
    if y.ndim != 2:
        raise InputError("outcomes", y.shape, "a table of units by periods")
    group = require_flags("treated", treated, len(y))
    if not 0.0 < group.mean() < 1.0:
        raise InputError("treated", treated, "some units that are treated and some that are not")
    start = require_whole("first_post", first_post, minimum=1)
    if start >= y.shape[1]:
        raise InputError("first_post", first_post, f"an index below the {y.shape[1]} periods")
    return y, group, start
