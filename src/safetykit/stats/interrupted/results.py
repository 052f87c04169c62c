"""What a segmented regression answers.

What belongs here: the fit as an object, with its estimates. What does not: fitting.
"""

from __future__ import annotations

import attrs
import numpy as np

from safetykit.errors import InputError
from safetykit.extras import need
from safetykit.stats.estimate import CheckResult, Estimate, FloatArray, comparable, read_only
from safetykit.stats.interrupted.choices import Choices
from safetykit.stats.interrupted.designs import Design
from safetykit.stats.rates.limits import normal_quantile

__all__ = ["SegmentedFit"]


@attrs.frozen(kw_only=True)
class SegmentedFit:
    """A level and a trend before an interruption, and what changed from it on.

    `...` is the shape of the batch: none for one series. Coefficients of counts are on the log
    scale; `change`, `step`, `slope` and `trend` are ratios for counts, and differences for
    `linear`. A series that does not determine a coefficient has nan there.

    Attributes:
        counts: (..., n) what was fitted.
        exposure: (..., n) the exposures.
        design: The columns, with the time of the interruption.
        choices: The family and what else was chosen.
        coefficients: (..., p) in the order of `names`.
        covariance: (..., p, p) of the coefficients.
        fitted: (..., n) expected counts.
        deviance_residuals: (..., n) signed roots of each point's deviance.
        deviance: (...) twice the log-likelihood lost against a perfect fit.
        dispersion: (...) Pearson's chi-squared over the degrees of freedom; for `linear` the
            variance of the errors.
        overdispersion: (...) alpha of the negative binomial, whose theta is 1 / alpha; else nan.
        log_likelihood: (...) nan for quasi-Poisson, which has none.
        df_residual: (...) reported points less terms.
        method: What was fitted, and how its errors were found.
        assumptions: What must hold for it.
        checks: What became of the checks.
    """

    counts: FloatArray = attrs.field(eq=comparable)
    exposure: FloatArray = attrs.field(eq=comparable)
    design: Design
    choices: Choices
    coefficients: FloatArray = attrs.field(converter=np.asarray, eq=comparable)
    covariance: FloatArray = attrs.field(converter=np.asarray, eq=comparable)
    fitted: FloatArray = attrs.field(eq=comparable)
    deviance_residuals: FloatArray = attrs.field(eq=comparable)
    deviance: float | FloatArray = attrs.field(converter=read_only, eq=comparable)
    dispersion: float | FloatArray = attrs.field(converter=read_only, eq=comparable)
    overdispersion: float | FloatArray = attrs.field(converter=read_only, eq=comparable)
    log_likelihood: float | FloatArray = attrs.field(converter=read_only, eq=comparable)
    df_residual: float | FloatArray = attrs.field(converter=read_only, eq=comparable)
    method: str
    assumptions: tuple[str, ...] = ()
    checks: tuple[CheckResult, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The terms: `intercept`, `trend`, `step`, `slope`, then those of the season."""
        return self.design.names

    @property
    def level(self) -> float:
        """The confidence level of the intervals."""
        return self.choices.level

    @property
    def failed(self) -> tuple[CheckResult, ...]:
        """The checks that did not pass."""
        return tuple(check for check in self.checks if check.passed is False)

    @property
    def step(self) -> Estimate:
        """The change of level at the interruption; a ratio, for `linear` a difference."""
        return self.change(step=1.0)

    @property
    def slope(self) -> Estimate:
        """The change of the trend from the interruption on, per unit of time."""
        return self.change(slope=1.0)

    @property
    def trend(self) -> Estimate:
        """The trend before the interruption, per unit of time."""
        return self.change(trend=1.0)

    @property
    def trend_after(self) -> Estimate:
        """The trend from the interruption on, per unit of time."""
        return self.change(trend=1.0, slope=1.0)

    def coefficient(self, term: str) -> float | FloatArray:
        """Return the coefficient of a term, of shape (...): a log ratio for counts."""
        return read_only(self.coefficients[..., self._place(term)])

    def standard_error(self, term: str) -> float | FloatArray:
        """Return the standard error of the coefficient of a term, of shape (...)."""
        place = self._place(term)
        return read_only(np.sqrt(self.covariance[..., place, place]))

    def change(self, **amounts: float) -> Estimate:
        """Return the effect of stated amounts of the terms together, with an interval.

        Args:
            **amounts: How much of each term: `step=1, slope=12` is the change of level a year
                after the interruption, for monthly counts.

        Returns:
            A ratio of expected counts, for `linear` a difference of expected values.

        Raises:
            InputError: The model has no term of that name.
        """
        weights = np.zeros(len(self.names))
        for term, amount in amounts.items():
            weights[self._place(term)] = amount
        used = weights != 0
        value = self.coefficients[..., used] @ weights[used]
        inner = self.covariance[..., used, :][..., used]
        spread = np.sqrt(np.einsum("...ij,i,j->...", inner, weights[used], weights[used]))
        wanted = " and ".join(f"{amount:g} {term}" for term, amount in amounts.items())
        return self.estimate_from(value, spread, f"{wanted} of a {self.method}")

    def estimate_from(
        self,
        value: FloatArray,
        spread: FloatArray,
        method: str,
        *,
        df: float | FloatArray | None = None,
    ) -> Estimate:
        """Return an estimate on the scale of the counts from one on the scale of the model."""
        half = self.quantile(df) * spread
        ends = np.stack([value, value - half, value + half])
        if not self.choices.linear:
            with np.errstate(over="ignore"):
                ends = np.exp(ends)
        return Estimate(
            value=ends[0],
            low=ends[1],
            high=ends[2],
            level=self.level,
            method=method,
            assumptions=self.assumptions,
            checks=self.checks,
        )

    def quantile(self, df: float | FloatArray | None = None) -> float | FloatArray:
        """Return the quantile of the intervals: normal for counts, Student's t for `linear`.

        The degrees of freedom are those of the fit if none are given.
        """
        upper = 0.5 + self.level / 2.0
        if not self.choices.linear:
            return normal_quantile(upper)
        special = need("scipy.special", wanted_by="An interval")
        freedom = np.asarray(self.df_residual if df is None else df)
        return read_only(special.stdtrit(np.where(freedom > 0, freedom, np.nan), upper))

    def _place(self, term: str) -> int:
        if term not in self.names:
            raise InputError("term", term, f"one of {', '.join(self.names)}")
        return self.names.index(term)
