"""Difference in differences of means: four groups of observations, or changes of two.

What belongs here: observations that need not be of the same units. What does not: panels, which
are in `panels`.
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
    require_flags,
    require_reported,
)
from safetykit.stats.estimate import (
    CheckResult,
    Estimate,
    FloatArray,
    comparable,
    symmetric,
)

__all__ = ["DifferenceInDifferences", "difference_in_differences", "difference_of_changes"]

CellErrors: TypeAlias = Literal["independent-cells", "pooled", "hc1"]
ChangeErrors: TypeAlias = Literal["unequal", "pooled"]

ROUNDING: Final = 1e-12  # of the values: a smaller error is that of the arithmetic
PARALLEL: Final = "without treatment, both groups would have changed by the same amount"


@attrs.frozen(kw_only=True)
class DifferenceInDifferences:
    """The change of the treated group beyond that of the comparison group.

    Attributes:
        estimate: The difference of the differences, in the unit of the values.
        standard_error: Its standard error, of the kind that `estimate.method` names.
        means: Means by group: comparison and treated, before and after; or the two changes.
        standard_errors: Standard errors of those means.
        counts: How many observations each mean has.
    """

    estimate: Estimate
    standard_error: float = attrs.field(eq=comparable)
    means: FloatArray = attrs.field(eq=comparable)
    standard_errors: FloatArray = attrs.field(eq=comparable)
    counts: FloatArray = attrs.field(eq=comparable)


def difference_in_differences(
    values: ArrayLike,
    treated: ArrayLike,
    post: ArrayLike,
    *,
    errors: CellErrors = "hc1",
    confidence: float = 0.95,
) -> DifferenceInDifferences:
    """Return the difference in differences of four group means.

    Args:
        values: (n,) outcomes; nan means "not reported" and is left out.
        treated: (n,) 1 for the treated group, 0 for the comparison group.
        post: (n,) 1 after, 0 before.
        errors: `independent-cells`: root of the sum of the four squared standard errors;
            `pooled`: least squares with one spread; `hc1`: least squares robust to unequal
            spreads. None of them knows that a unit is observed twice: use `difference_of_changes`
            or a panel for that.
        confidence: The level of the interval; Student's t on n - 4 degrees of freedom.

    Returns:
        The estimate; `means` are comparison before and after, treated before and after. Without any
        spread in the groups the interval is nan, and the check `spread` fails.

    Raises:
        InputError: Lengths differ, a group is not 0 or 1, or a choice is unusable.
        AnalysisError: One of the four groups has fewer than 2 observations.

    References:
        Card and Krueger (1994) American Economic Review 84:772-793. MacKinnon and White (1985)
        Journal of Econometrics 29:305-325 (HC1).

    Examples:
        >>> found = difference_in_differences(
        ...     [5, 7, 6, 8, 9, 11, 7, 9], [0, 0, 0, 0, 1, 1, 1, 1], [0, 0, 1, 1, 0, 0, 1, 1]
        ... )
        >>> found.estimate.value, round(found.standard_error, 3)
        (-3.0, 2.0)
    """
    level = require_confidence(confidence)
    require_choice("errors", errors, ("independent-cells", "pooled", "hc1"))
    y = _require_values(values)
    cell = 2 * require_flags("treated", treated, y.size) + require_flags("post", post, y.size)
    groups = [y[(cell == i) & ~np.isnan(y)] for i in range(4)]
    counts, means, squares = _summaries(groups)
    signs = np.array([1.0, -1.0, -1.0, 1.0])
    n = counts.sum()
    within = squares * (counts - 1.0)
    variance = {
        "independent-cells": (squares / counts).sum(),
        "pooled": within.sum() / (n - 4.0) * (1.0 / counts).sum(),
        "hc1": (within / counts**2).sum() * n / (n - 4.0),
    }[errors]
    return _answer(
        float(signs @ means),
        float(np.sqrt(variance)),
        n - 4.0,
        level=level,
        method=f"difference in differences of means, {errors} standard error",
        parts=(counts, means, squares),
        assumptions=(PARALLEL, "observations are independent of each other"),
    )


def difference_of_changes(
    changes: ArrayLike,
    treated: ArrayLike,
    *,
    errors: ChangeErrors = "unequal",
    confidence: float = 0.95,
) -> DifferenceInDifferences:
    """Return the difference in differences from the change of each unit.

    Args:
        changes: (n,) value after less value before of each unit; nan is left out.
        treated: (n,) 1 for treated units, 0 for the others.
        errors: `unequal` (Welch) or `pooled`, one spread for both groups.
        confidence: The level of the interval; Student's t.

    Returns:
        The estimate; `means` are the changes of the comparison and the treated group. Without any
        spread in the groups the interval is nan, and the check `spread` fails.

    Raises:
        InputError: Lengths differ, a group is not 0 or 1, or a choice is unusable.
        AnalysisError: A group has fewer than 2 units.

    References:
        Card and Krueger (1994) American Economic Review 84:772-793, table 3, row 4. Welch (1947)
        Biometrika 34:28-35.

    Examples:
        >>> found = difference_of_changes([1, 2, 3, -1, 0, -2], [0, 0, 0, 1, 1, 1])
        >>> found.estimate.value, round(found.standard_error, 3)
        (-3.0, 0.816)
    """
    level = require_confidence(confidence)
    require_choice("errors", errors, ("unequal", "pooled"))
    y = _require_values(changes)
    group = require_flags("treated", treated, y.size)
    parts = _summaries([y[(group == i) & ~np.isnan(y)] for i in range(2)])
    counts, means, squares = parts
    each = squares / counts
    if errors == "unequal":
        variance = each.sum()
        low = (each**2 / (counts - 1.0)).sum()
        df = variance**2 / low if low > 0 else counts.sum() - 2.0
    else:
        df = counts.sum() - 2.0
        variance = (squares * (counts - 1.0)).sum() / df * (1.0 / counts).sum()
    return _answer(
        float(means[1] - means[0]),
        float(np.sqrt(variance)),
        float(df),
        level=level,
        method=f"difference of mean changes, {errors} spreads",
        parts=parts,
        assumptions=(PARALLEL, "units are independent of each other"),
    )


Summaries: TypeAlias = tuple[FloatArray, FloatArray, FloatArray]


def t_half_width(error: float | FloatArray, df: float, level: float) -> FloatArray:
    """Return the half width of an interval by Student's t."""
    special = need("scipy.special", wanted_by="An interval")
    return np.asarray(special.stdtrit(df, 0.5 + level / 2.0) * error)


def beyond_rounding(
    error: ArrayLike, values: FloatArray
) -> tuple[FloatArray, tuple[CheckResult, ...]]:
    """Return standard errors, nan where they are mere rounding, and a check that says so."""
    given = np.asarray(error, dtype=np.float64)
    nothing = given <= ROUNDING * np.abs(values).max(initial=0.0)
    if not nothing.any():
        return given, ()
    detail = "The values do not vary beyond the model, so their interval is not defined."
    check = CheckResult(name="spread", passed=False, detail=detail)
    return np.where(nothing, np.nan, given), (check,)


def _answer(
    value: float,
    error: float,
    df: float,
    *,
    level: float,
    method: str,
    parts: Summaries,
    assumptions: tuple[str, ...],
) -> DifferenceInDifferences:
    counts, means, squares = parts
    known, spread = beyond_rounding(error, means)
    half = t_half_width(known, df, level)
    detail = "Two periods cannot show whether the groups moved alike before: see event_study."
    check = CheckResult(name="parallel_trends", passed=None, detail=detail)
    return DifferenceInDifferences(
        estimate=symmetric(
            value,
            half,
            level=level,
            method=method,
            assumptions=assumptions,
            checks=(check, *spread),
        ),
        standard_error=error,
        means=means,
        standard_errors=np.sqrt(squares / counts),
        counts=counts,
    )


def _require_values(values: ArrayLike) -> FloatArray:
    y = require_reported("values", values)
    if y.ndim != 1:
        raise InputError("values", y.shape, "one list of values, of shape (n,)")
    return y


def _summaries(groups: list[FloatArray]) -> Summaries:
    counts = np.array([float(group.size) for group in groups])
    if (counts < 2).any():
        sizes = ", ".join(f"{count:g}" for count in counts)
        raise AnalysisError("difference in differences", f"groups of {sizes}: each needs 2 values")
    means = np.array([group.mean() for group in groups])
    return counts, means, np.array([group.var(ddof=1) for group in groups])
