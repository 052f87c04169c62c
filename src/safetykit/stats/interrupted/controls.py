"""The change of a series beyond the change of a control series at the same time.

What belongs here: the comparison of two segmented fits. What does not: building a control from
many series, which is in `comparison`.
"""

from __future__ import annotations

import attrs
import numpy as np

from safetykit.errors import InputError
from safetykit.stats.estimate import CheckResult, Estimate, FloatArray
from safetykit.stats.interrupted.results import SegmentedFit

__all__ = ["ControlledFit", "compare_with_control"]


@attrs.frozen(kw_only=True)
class ControlledFit:
    """The changes of a series over those of its control.

    Attributes:
        treated: The fit of the series.
        control: The fit of the control.
        checks: Whether the trends before the interruption differ.
    """

    treated: SegmentedFit
    control: SegmentedFit
    checks: tuple[CheckResult, ...]

    @property
    def step(self) -> Estimate:
        """The step of the series over that of the control; for `linear` the difference."""
        return self.change(step=1.0)

    @property
    def slope(self) -> Estimate:
        """The change of trend beyond that of the control, per unit of time."""
        return self.change(slope=1.0)

    def change(self, **amounts: float) -> Estimate:
        """Return the effect of stated amounts of the terms beyond that in the control.

        Args:
            **amounts: How much of each term, as for `SegmentedFit.change()`.

        Returns:
            A ratio of ratios, for `linear` a difference of differences.

        Raises:
            InputError: The models have no term of that name.
        """
        names = self.treated.names
        unknown = [name for name in amounts if name not in names]
        if unknown:
            raise InputError("term", unknown[0], f"one of {', '.join(names)}")
        weights = np.array([amounts.get(name, 0.0) for name in names])
        used = weights != 0
        beyond = self.treated.coefficients - self.control.coefficients
        value = beyond[..., used] @ weights[used]
        variances = [_variance(fit, weights) for fit in (self.treated, self.control)]
        estimate = self.treated.estimate_from(
            value,
            np.sqrt(variances[0] + variances[1]),
            f"change beyond that of a control series, {self.treated.method}",
            df=_joint_df(variances, [self.treated.df_residual, self.control.df_residual]),
        )
        assumption = (
            "the control shows what the series would have done, and was not touched itself",
            "given trend and season, the errors of the two series are independent",
        )
        return attrs.evolve(
            estimate,
            assumptions=assumption + estimate.assumptions,
            checks=self.checks + self.treated.checks + self.control.checks,
        )


def compare_with_control(treated: SegmentedFit, control: SegmentedFit) -> ControlledFit:
    """Return how far the change of a series goes beyond that of a control series.

    Each series has its own level, trend, season and spread, as if every term of a joint model
    were crossed with the series; the changes are then compared. For `linear` the interval takes
    Student's t on the degrees of freedom of Welch and Satterthwaite. Shared shocks make the two
    move together, which leaves the interval too wide rather than too narrow.

    Args:
        treated: The fit of the series, of batch shape (...).
        control: The fit of the control with the same choices and points in time; one for all, or
            one for each.

    Returns:
        The comparison. The check `trends_before` fails where the trends before the interruption
        differ by more than chance at the level of the intervals.

    Raises:
        InputError: The two fits differ in their terms, times or choices, or the shapes do not fit.

    References:
        Lopez Bernal, Cummins and Gasparrini (2018) International Journal of Epidemiology
        47:2082-2093 (controls in interrupted time series). Welch (1947) Biometrika 34:28-35
        (degrees of freedom of two spreads).

    Examples:
        >>> from safetykit.stats.interrupted import segmented_regression
        >>> town = segmented_regression([40] * 8 + [20] * 8, 8, slope=False, family="poisson")
        >>> rest = segmented_regression([80] * 8 + [60] * 8, 8, slope=False, family="poisson")
        >>> round(compare_with_control(town, rest).step.value, 3)
        0.667
    """
    same = treated.design == control.design and treated.choices == control.choices
    if not same:
        expected = "a fit with the same points in time, interruption and choices"
        raise InputError("control", control.choices, expected)
    try:
        np.broadcast_shapes(treated.coefficients.shape, control.coefficients.shape)
    except ValueError as error:
        shapes = (treated.coefficients.shape[:-1], control.coefficients.shape[:-1])
        raise InputError("treated, control", shapes, "batches that fit each other") from error
    bare = ControlledFit(treated=treated, control=control, checks=())
    return attrs.evolve(bare, checks=(_trends_before(bare.change(trend=1.0), treated),))


def _variance(fit: SegmentedFit, weights: FloatArray) -> FloatArray:
    """Return the variance of the weighted sum of the coefficients; those of weight 0 have none."""
    used = weights != 0
    inner = fit.covariance[..., used, :][..., used]
    return np.asarray(np.einsum("...ij,i,j->...", inner, weights[used], weights[used]))


def _joint_df(variances: list[FloatArray], dfs: list[float | FloatArray]) -> FloatArray:
    """Return the degrees of freedom of a difference whose two sides have spreads of their own."""
    total = np.asarray(variances[0] + variances[1])
    known = [np.where(np.asarray(df) > 0, df, np.nan) for df in dfs]
    below = sum(v**2 / df for v, df in zip(variances, known, strict=True))
    positive = total > 0
    of_none = known[0] + known[1]
    return np.where(positive, total**2 / np.where(positive, below, 1.0), of_none)


def _trends_before(trend: Estimate, treated: SegmentedFit) -> CheckResult:
    differs = np.asarray(trend.excludes(0.0 if treated.choices.linear else 1.0))
    detail = (
        f"{int(differs.sum())} of {differs.size} trends before the interruption differ from the "
        f"control's at {trend.level:.0%}."
    )
    return CheckResult(name="trends_before", passed=not differs.any(), detail=detail)
