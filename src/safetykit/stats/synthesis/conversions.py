"""Effects on another scale: log odds ratios, differences, correlations; log ratios as ratios.

What belongs here: conversions that carry the variance along. What does not: effects from data.
"""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

import attrs
import numpy as np
from numpy.typing import ArrayLike

from safetykit.stats._inputs import (
    refuse_where,
    require_choice,
    require_one_shape,
    require_positive,
    require_reported,
)
from safetykit.stats.estimate import Estimate, FloatArray
from safetykit.stats.synthesis.effect_sizes import EffectSizes, Pair

__all__ = ["as_ratio", "convert_effects"]

Scale: TypeAlias = Literal["log-odds-ratio", "standardised-difference", "correlation", "fisher-z"]


def convert_effects(
    effects: ArrayLike, variances: ArrayLike, *, source: Scale, target: Scale
) -> EffectSizes:
    """Return effects on another scale.

    Log odds ratio and standardised difference d: `d = log OR sqrt(3) / pi`. d and correlation:
    `r = d / sqrt(d**2 + 4)`, for groups of one size. Correlation and Fisher's z: `atanh r`.
    Variances follow by the delta method. Other pairs go by way of these.

    Args:
        effects: Effects, any shape; nan means "not reported".
        variances: Their variances, above 0.
        source: `log-odds-ratio`, `standardised-difference`, `correlation` or `fisher-z`.
        target: One of the same.

    Returns:
        The effects on the target scale.

    Raises:
        InputError: A correlation is not between -1 and 1, a variance is not above 0, or a scale
            is not known.

    References:
        Borenstein, Hedges, Higgins and Rothstein (2009) Introduction to Meta-Analysis, chapter 7.

    Examples:
        >>> found = convert_effects(
        ...     0.9069, 0.0676, source="log-odds-ratio", target="standardised-difference"
        ... )
        >>> round(found.effects, 4), round(found.variances, 4)
        (0.5, 0.0205)
    """
    require_choice("source", source, _CHAIN)
    require_choice("target", target, _CHAIN)
    y, v = require_one_shape(
        effects=require_reported("effects", effects),
        variances=require_positive("variances", variances),
    )
    if source == "correlation":
        refuse_where(np.abs(y) >= 1, "effects", y, "a correlation between -1 and 1")
    start, end = _CHAIN.index(source), _CHAIN.index(target)
    up = range(start, end)
    down = range(start - 1, end - 1, -1)
    for step in up if end >= start else down:
        y, v = (_UP if end >= start else _DOWN)[step](y, v)
    return EffectSizes(
        effects=y,
        variances=v,
        scale=target,
        method=f"{target} from {source}",
        assumptions=("the outcome behind an odds ratio is logistic, behind d normal",)
        if source != target
        else (),
    )


def as_ratio(estimate: Estimate) -> Estimate:
    """Return an estimate of a log ratio as one of the ratio.

    Args:
        estimate: An estimate on the natural log scale.

    Returns:
        The same with its three numbers exponentiated.

    Examples:
        >>> log_ratio = Estimate(value=0.0, low=-0.1, high=0.1, method="by hand")
        >>> round(as_ratio(log_ratio).high, 3)
        1.105
    """
    return attrs.evolve(
        estimate,
        value=np.exp(estimate.value),
        low=np.exp(estimate.low),
        high=np.exp(estimate.high),
        method=f"{estimate.method}, as a ratio",
    )


def _d_from_log_odds(y: FloatArray, v: FloatArray) -> Pair:
    return y * np.sqrt(3.0) / np.pi, v * 3.0 / np.pi**2


def _log_odds_from_d(y: FloatArray, v: FloatArray) -> Pair:
    return y * np.pi / np.sqrt(3.0), v * np.pi**2 / 3.0


def _r_from_d(y: FloatArray, v: FloatArray) -> Pair:
    return y / np.sqrt(y**2 + 4.0), 16.0 * v / (y**2 + 4.0) ** 3


def _d_from_r(y: FloatArray, v: FloatArray) -> Pair:
    return 2.0 * y / np.sqrt(1.0 - y**2), 4.0 * v / (1.0 - y**2) ** 3


def _z_from_r(y: FloatArray, v: FloatArray) -> Pair:
    return np.arctanh(y), v / (1.0 - y**2) ** 2


def _r_from_z(y: FloatArray, v: FloatArray) -> Pair:
    return np.tanh(y), v * (1.0 - np.tanh(y) ** 2) ** 2


_CHAIN: Final = ("log-odds-ratio", "standardised-difference", "correlation", "fisher-z")
_UP: Final = (_d_from_log_odds, _r_from_d, _z_from_r)
_DOWN: Final = (_log_odds_from_d, _d_from_r, _r_from_z)
