"""How much a pooled effect owes to single studies.

What belongs here: pooling without each study in turn. What does not: pooling itself.
"""

from __future__ import annotations

import attrs
import numpy as np
from numpy.typing import ArrayLike

from safetykit.errors import AnalysisError, InputError
from safetykit.stats.estimate import Estimate
from safetykit.stats.synthesis.heterogeneity import TauMethod
from safetykit.stats.synthesis.pooling import IntervalMethod, meta_analysis, require_studies

__all__ = ["leave_one_out"]


def leave_one_out(
    effects: ArrayLike,
    variances: ArrayLike,
    *,
    method: TauMethod = "reml",
    interval: IntervalMethod = "hartung-knapp",
    confidence: float = 0.95,
) -> Estimate:
    """Return the pooled effect without each study in turn.

    Args:
        effects: (k,) effects, as for `meta_analysis`; all reported.
        variances: (k,) their variances.
        method: How tau2 is estimated.
        interval: How the interval is made.
        confidence: The level of the intervals.

    Returns:
        Estimates of shape (k,): the first is without the first study.

    Raises:
        InputError: As for `meta_analysis`, or a study is not reported.
        AnalysisError: There are fewer than 3 studies.

    References:
        Viechtbauer and Cheung (2010) Research Synthesis Methods 1:112-125.

    Examples:
        >>> without = leave_one_out([-0.5, -0.1, 0.1, -0.4], [0.02, 0.03, 0.04, 0.02])
        >>> without.value.round(2).tolist()
        [-0.16, -0.29, -0.35, -0.19]
    """
    studies, missing = require_studies(effects, variances, method)
    if missing:
        raise InputError("effects", effects, "effects that are all reported")
    if studies.k < 3:
        raise AnalysisError("leave_one_out", f"{studies.k} studies leave too few to pool")
    parts = [
        meta_analysis(
            np.delete(studies.y, i),
            np.delete(studies.v, i),
            method=method,
            interval=interval,
            confidence=confidence,
        ).pooled
        for i in range(studies.k)
    ]
    return attrs.evolve(
        parts[0],
        value=np.array([part.value for part in parts]),
        low=np.array([part.low for part in parts]),
        high=np.array([part.high for part in parts]),
        method=f"without each study in turn, {parts[0].method}",
        checks=(),
    )
