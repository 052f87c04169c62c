"""Before and after, alone and against a comparison group.

What belongs here: comparisons of counts that assume nothing of how sites were chosen. What does
not: corrections for regression to the mean, which are in `empirical_bayes`.
"""

from __future__ import annotations

from typing import Final

import attrs
from numpy.typing import ArrayLike

from safetykit.stats._inputs import (
    refuse_where,
    require_confidence,
    require_counts,
    require_one_shape,
    require_positive,
    require_reported,
)
from safetykit.stats.before_after.four_steps import (
    BeforeAfter,
    four_steps,
    regression_to_mean_check,
)
from safetykit.stats.before_after.two_by_two import chi_squared, fisher_exact, odds_ratio
from safetykit.stats.estimate import (
    CheckResult,
    Estimate,
    FloatArray,
    FloatOrArray,
    SignificanceTest,
    comparable,
    read_only,
)

__all__ = ["ComparisonGroup", "before_after_naive", "before_after_with_comparison"]

_COMPARED: Final = (
    "without treatment, the treated sites would have changed as the comparison group did",
    "the comparison group was not touched by the treatment",
    "the sites were not chosen for their counts before",
    "counts are Poisson",
)


def before_after_naive(
    before: ArrayLike,
    after: ArrayLike,
    *,
    ratio_of_durations: ArrayLike = 1.0,
    selected_for_high_count: bool | None = None,
    confidence: float = 0.95,
) -> BeforeAfter:
    """Return the change from before to after, with no account of anything else.

    The expected count is `before * ratio_of_durations`, with variance `before *
    ratio_of_durations**2`. What else changed between the two periods (traffic, weather, recording)
    is in the result.

    Args:
        before: Events before, any shape.
        after: Events after.
        ratio_of_durations: Duration after over duration before, above 0.
        selected_for_high_count: Whether the sites were chosen for their counts before; None if it
            is not known.
        confidence: The level of the intervals; normal, cut at 0 for theta.

    Returns:
        The index and the reduction; nan where nothing happened before, and an interval of nan
        where nothing happened after. For an exact interval of the ratio see `rate_ratio`.

    Raises:
        InputError: A count is negative or not whole, the ratio is not above 0, or the shapes do
            not fit.

    References:
        Hauer (1997) Observational Before-After Studies in Road Safety, chapters 6 and 7.

    Examples:
        >>> change = before_after_naive(60, 42)
        >>> round(change.theta.value, 3), round(change.standard_error, 3)
        (0.689, 0.136)
        >>> change.reduction.value
        18.0
    """
    level = require_confidence(confidence)
    first, second, ratio = require_one_shape(
        before=require_counts("before", before),
        after=require_counts("after", after),
        ratio_of_durations=require_positive("ratio_of_durations", ratio_of_durations),
    )
    return four_steps(
        second,
        ratio * first,
        ratio**2 * first,
        level=level,
        method="naive before-after comparison",
        assumptions=(
            "nothing else changed between the two periods",
            "the sites were not chosen for their counts before",
            "counts are Poisson",
        ),
        checks=(regression_to_mean_check(selected_for_high_count),),
    )


@attrs.frozen(kw_only=True)
class ComparisonGroup:
    """A before-after comparison against a group that was not treated.

    Attributes:
        change: The index of effectiveness and the reduction, by Hauer's four steps.
        comparison_ratio: The ratio of the comparison group, corrected for the bias of a ratio.
        odds_ratio: The plain ratio of ratios with its log-normal interval.
        log_odds_ratio_error: The standard error of its logarithm.
        chi_squared: Pearson's test of the 2x2 table.
        chi_squared_corrected: The same with Yates's correction.
        fisher: Fisher's exact test, two-sided by the least likely tables.
    """

    change: BeforeAfter
    comparison_ratio: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    odds_ratio: Estimate
    log_odds_ratio_error: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    chi_squared: SignificanceTest
    chi_squared_corrected: SignificanceTest
    fisher: SignificanceTest


def before_after_with_comparison(
    treated_before: ArrayLike,
    treated_after: ArrayLike,
    comparison_before: ArrayLike,
    comparison_after: ArrayLike,
    *,
    var_omega: ArrayLike = 0.0,
    selected_for_high_count: bool | None = None,
    confidence: float = 0.95,
) -> ComparisonGroup:
    """Return the change from before to after beyond that of a comparison group.

    With K and L treated, M and N comparison events: `r = (N / M) / (1 + 1 / M)`, the expected
    count is `pi = r K`, with variance `pi**2 (1 / K + 1 / M + 1 / N + var_omega)`.

    Args:
        treated_before: Treated events before (K), any shape.
        treated_after: Treated events after (L).
        comparison_before: Comparison events before (M), above 0.
        comparison_after: Comparison events after (N), above 0.
        var_omega: Variance of the odds ratio between groups from one period to the next where
            nothing was done, 0 or more: take it from earlier periods.
        selected_for_high_count: Whether the sites were chosen for their counts before.
        confidence: The level of the intervals.

    Returns:
        The index, the reduction, the odds ratio and three tests of the table. With a 0 among the
        treated counts the odds ratio's interval is nan. Fisher's test is nan, and its check
        `tables_gone_through` fails, where more than 10,000,000 tables have these margins.

    Raises:
        InputError: A count is negative or not whole, a comparison count is 0, `var_omega` is
            below 0, or the shapes do not fit.

    References:
        Hauer (1997) Observational Before-After Studies in Road Safety, chapter 9. Fisher (1935)
        Journal of the Royal Statistical Society 98:39-82. Yates (1934) Supplement to the Journal
        of the Royal Statistical Society 1:217-235.

    Examples:
        >>> beyond = before_after_with_comparison(173, 144, 897, 870, var_omega=0.0055)
        >>> round(beyond.change.theta.value, 3), round(beyond.change.standard_error, 3)
        (0.848, 0.12)
        >>> round(beyond.odds_ratio.value, 3), round(beyond.fisher.p_value, 3)
        (0.858, 0.223)
    """
    level = require_confidence(confidence)
    *table, omega = require_one_shape(
        treated_before=require_counts("treated_before", treated_before),
        treated_after=require_counts("treated_after", treated_after),
        comparison_before=_require_events("comparison_before", comparison_before),
        comparison_after=_require_events("comparison_after", comparison_after),
        var_omega=_require_variance("var_omega", var_omega),
    )
    k, n_after, m, n = table
    ratio = n / (m + 1.0)
    variance = ratio**2 * (k + k**2 * (1.0 / m + 1.0 / n + omega))
    chosen = regression_to_mean_check(selected_for_high_count)
    change = _beyond_group(n_after, ratio * k, variance, level=level, checks=(chosen,))
    odds, error = odds_ratio(*table, level=level, checks=change.checks)
    return ComparisonGroup(
        change=change,
        comparison_ratio=ratio,
        odds_ratio=odds,
        log_odds_ratio_error=error,
        chi_squared=chi_squared(*table, corrected=False),
        chi_squared_corrected=chi_squared(*table, corrected=True),
        fisher=fisher_exact(*table),
    )


def _beyond_group(
    after: FloatArray,
    expected: FloatArray,
    variance: FloatArray,
    *,
    level: float,
    checks: tuple[CheckResult, ...],
) -> BeforeAfter:
    return four_steps(
        after,
        expected,
        variance,
        level=level,
        method="before-after comparison with a comparison group",
        assumptions=_COMPARED,
        checks=checks,
    )


def _require_events(field: str, values: ArrayLike) -> FloatArray:
    count = require_counts(field, values)
    refuse_where(count == 0, field, count, "a count above 0", hint="Take a larger group.")
    return count


def _require_variance(field: str, values: ArrayLike) -> FloatArray:
    variance = require_reported(field, values)
    refuse_where(~(variance >= 0), field, variance, "a variance of 0 or more")
    return variance
