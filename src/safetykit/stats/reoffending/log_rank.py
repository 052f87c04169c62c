"""Whether groups differ in how soon an event comes.

What belongs here: the log-rank test and its Peto form. What does not: the size of the difference,
which the curves of `survival` show.
"""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

import attrs
import numpy as np
from numpy.typing import ArrayLike

from safetykit.errors import InputError
from safetykit.extras import need
from safetykit.stats._inputs import require_choice, require_labels
from safetykit.stats.estimate import (
    BoolArray,
    FloatArray,
    FloatOrArray,
    SignificanceTest,
    comparable,
    read_only,
)
from safetykit.stats.reoffending.survival import require_follow_up

__all__ = ["LogRank", "LogRankMethod", "log_rank_test"]

LogRankMethod: TypeAlias = Literal["log_rank", "peto"]


@attrs.frozen(kw_only=True)
class LogRank:
    """The test, with what each group saw and what it would have seen if all were alike.

    Attributes:
        test: The chi-square test, with one degree of freedom less than groups.
        groups: (g,) the labels of the groups, in order.
        observed: (g,) events of each group, weighted for `peto`.
        expected: (g,) events expected if the groups were alike.
    """

    test: SignificanceTest
    groups: tuple[int, ...]
    observed: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    expected: FloatOrArray = attrs.field(converter=read_only, eq=comparable)


def log_rank_test(
    time: ArrayLike,
    event: ArrayLike,
    group: ArrayLike,
    *,
    method: LogRankMethod = "log_rank",
) -> LogRank:
    """Return a test that groups do not differ in how soon the event comes.

    At each time of an event, the events expected of a group are its share of those at risk.
    `log_rank` counts all times alike; `peto` weights each by the share of all still without an
    event just before (R's survdiff with rho = 1), so that early differences count for more.

    Args:
        time: (n,) time to the event or to the end of follow-up, 0 or more, in one unit.
        event: (n,) 1 or true where the event was, 0 or false where follow-up ended without it.
        group: (n,) a whole number for each person's group, two groups or more.
        method: `log_rank` or `peto`.

    Returns:
        The test with observed and expected events. Where no event was with two groups at risk, it
        is nan.

    Raises:
        InputError: A time is negative, infinite or not known; an event is neither 0 nor 1; the
            lengths differ; there is one group only; the method is unknown.

    References:
        Mantel (1966) Cancer Chemotherapy Reports 50:163-170. Peto and Peto (1972) Journal of the
        Royal Statistical Society A 135:185-207. Harrington and Fleming (1982) Biometrika
        69:553-566.

    Examples:
        >>> found = log_rank_test([1, 2, 3, 4, 5, 6], [1, 1, 1, 1, 1, 0], [0, 0, 0, 1, 1, 1])
        >>> round(found.test.statistic, 3), found.expected.round(2).tolist()
        (5.052, [1.15, 3.85])
    """
    require_choice("method", method, _NAMES)
    when, happened = require_follow_up(time, event)
    label = require_labels("group", group, when.size)
    groups = np.unique(label)
    if groups.size < 2:
        raise InputError("group", groups.tolist(), "two groups or more")
    steps = np.unique(when[happened == 1])
    risk, deaths = _by_step(when, happened == 1, label[np.newaxis] == groups[:, np.newaxis], steps)
    weight = _weights(risk.sum(axis=0), deaths.sum(axis=0), method)
    observed = (weight * deaths).sum(axis=1)
    expected = (weight * deaths.sum(axis=0) * risk / risk.sum(axis=0)).sum(axis=1)
    statistic = _statistic(observed - expected, _covariance(risk, deaths.sum(axis=0), weight))
    special = need("scipy.special", wanted_by="A log-rank test")
    return LogRank(
        test=SignificanceTest(
            statistic=statistic,
            p_value=float(special.chdtrc(groups.size - 1.0, statistic)),
            method=_NAMES[method],
            assumptions=_ASSUMPTIONS,
        ),
        groups=tuple(groups.tolist()),
        observed=observed,
        expected=expected,
    )


def _by_step(
    when: FloatArray, happened: BoolArray, member: BoolArray, steps: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Return (groups, steps) how many were at risk, and how many events there were."""
    still = when[:, np.newaxis] >= steps[np.newaxis]
    now = (when[:, np.newaxis] == steps[np.newaxis]) & happened[:, np.newaxis]
    inside = member.astype(np.float64)
    return inside @ still.astype(np.float64), inside @ now.astype(np.float64)


def _weights(risk: FloatArray, deaths: FloatArray, method: LogRankMethod) -> FloatArray:
    if method == "log_rank":
        return np.ones(risk.shape)
    after = np.cumprod(1.0 - deaths / risk)
    return np.concatenate([[1.0], after])[: risk.size]


def _covariance(risk: FloatArray, deaths: FloatArray, weight: FloatArray) -> FloatArray:
    total = risk.sum(axis=0)
    share = risk / total
    factor = weight**2 * deaths * (total - deaths) / np.where(total > 1, total - 1.0, 1.0)
    return np.asarray(np.diag((factor * share).sum(axis=1)) - (factor * share) @ share.T)


def _statistic(away: FloatArray, covariance: FloatArray) -> float:
    """Return the chi-square of all groups; a generalised inverse leaves out those never at risk."""
    if not covariance.any():
        return float("nan")
    return float(away @ np.linalg.pinv(covariance, hermitian=True) @ away)


_NAMES: Final = {
    "log_rank": "log-rank test",
    "peto": "log-rank test with the weights of Peto and Peto (rho = 1)",
}
_ASSUMPTIONS: Final = (
    "in each group, those no longer followed would have fared as those still followed",
    "persons are independent of each other",
)
