"""The gap of a treated unit among those of units that were not treated.

What belongs here: placebo units of a synthetic control. What does not: placebo dates, which are in
`interrupted`.
"""

from __future__ import annotations

import functools
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from safetykit.errors import InputError
from safetykit.stats._inputs import require_numbers
from safetykit.stats.comparison.synthetic import SyntheticControl, synthetic_control
from safetykit.stats.estimate import SignificanceTest

__all__ = ["synthetic_control_placebos"]

ROUNDING: Final = 1e-9  # of the largest outcome: a smaller gap is that of the arithmetic


def synthetic_control_placebos(
    treated_outcomes: ArrayLike,
    donor_outcomes: ArrayLike,
    treated_predictors: ArrayLike,
    donor_predictors: ArrayLike,
    first_post: int,
    *,
    v: ArrayLike,
    pre_periods: tuple[int, int] | None = None,
) -> SignificanceTest:
    """Return how unusual the gap of the treated unit is among those of the donors.

    Each donor in turn is taken as if treated, with the others as its donors and the same V. Units
    are ranked by the mean squared gap after over that before: 0 without a gap after, and infinite
    without one before. The treated unit counts among them.

    Args:
        treated_outcomes: As for `synthetic_control`.
        donor_outcomes: As for `synthetic_control`; 2 donors or more.
        treated_predictors: As for `synthetic_control`.
        donor_predictors: As for `synthetic_control`.
        first_post: The index of the first period after.
        v: (predictors,) importances; those of the treated unit's own fit are usual.
        pre_periods: As for `synthetic_control`.

    Returns:
        The ratio of the treated unit, and the share of all units whose ratio is at least as
        large: 1 over the number of units at the least.

    Raises:
        InputError: As for `synthetic_control`, or there is only one donor.
        AnalysisError: As for `synthetic_control`.

    References:
        Abadie, Diamond and Hainmueller (2010) Journal of the American Statistical Association
        105:493-505.

    Examples:
        >>> donors = [[1, 5, 3], [2, 6, 4], [3, 7, 6], [4, 8, 7]]
        >>> found = synthetic_control_placebos(
        ...     [2, 3, 4.5, 3], donors, [2.5], [[1.5, 5.5, 3.5]], 3, v=[1]
        ... )
        >>> round(found.p_value, 2)
        0.25
    """
    fitted = functools.partial(
        synthetic_control, first_post=first_post, v=v, pre_periods=pre_periods
    )
    one = fitted(treated_outcomes, donor_outcomes, treated_predictors, donor_predictors)
    y, x = (require_numbers("donors", part) for part in (donor_outcomes, donor_predictors))
    if y.shape[1] < 2:
        raise InputError("donor_outcomes", y.shape, "two donors or more")
    size = float(max(np.abs(y).max(), np.abs(require_numbers("one", treated_outcomes)).max()))
    ratios = [_ratio(one, size)]
    for j in range(y.shape[1]):
        rest = [np.delete(part, j, axis=1) for part in (y, x)]
        ratios.append(_ratio(fitted(y[:, j], rest[0], x[:, j], rest[1]), size))
    share = float(np.mean(np.array(ratios) >= ratios[0]))
    return SignificanceTest(
        statistic=ratios[0],
        p_value=share,
        alternative="larger",
        method=f"placebo units: rank of post over pre MSPE among {len(ratios)} units, one V",
        assumptions=("any unit might have been the treated one",),
        checks=one.checks,
    )


def _ratio(found: SyntheticControl, size: float) -> float:
    """Return the ratio of a unit, given the size of the outcomes, of which rounding is a part."""
    nothing = (ROUNDING * size) ** 2
    if found.post_mspe <= nothing:
        return 0.0
    return found.post_mspe / found.pre_mspe if found.pre_mspe > nothing else np.inf
