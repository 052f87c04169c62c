"""People in clusters: how many independent people they are worth.

What belongs here: the design effect of clusters. What does not: that of survey weights, which is
with the surveys in `rates`.
"""

from __future__ import annotations

import attrs
import numpy as np
from numpy.typing import ArrayLike

from safetykit.stats._inputs import (
    refuse_where,
    require_numbers,
    require_one_shape,
    require_positive,
)
from safetykit.stats.estimate import FloatArray, FloatOrArray, comparable, read_only

__all__ = ["ClusteredSample", "clustered_sample", "design_effect"]


@attrs.frozen(kw_only=True)
class ClusteredSample:
    """A sample in clusters beside one of independent people.

    Attributes:
        design_effect: What the variance is multiplied by.
        n_inflated: How many people in clusters are worth the stated number of independent ones.
        effective_n: How many independent people the stated number in clusters is worth.
        method: The method's name.
        assumptions: What must hold.
    """

    design_effect: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    n_inflated: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    effective_n: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    method: str = "design effect 1 + (m - 1) icc (Kish)"
    assumptions: tuple[str, ...] = ("all clusters are of the same size",)


def design_effect(cluster_size: ArrayLike, icc: ArrayLike) -> FloatOrArray:
    """Return the design effect of clusters: `1 + (cluster_size - 1) * icc`.

    Args:
        cluster_size: People in each cluster, 1 or more, any shape.
        icc: The intra-cluster correlation, from 0 to 1.

    Returns:
        What the variance, and so the sample, is multiplied by; 1 or more.

    Raises:
        InputError: A cluster has fewer than 1; a correlation is not from 0 to 1; the shapes do not
            fit.

    References:
        Kish (1965) Survey Sampling, 5.4.

    Examples:
        >>> design_effect(25, 0.04)
        1.96
    """
    size, correlation = require_one_shape(
        cluster_size=require_positive("cluster_size", cluster_size), icc=_require_icc(icc)
    )
    refuse_where(size < 1, "cluster_size", size, "1 or more in each cluster")
    return read_only(1.0 + (size - 1.0) * correlation)


def clustered_sample(
    n_individual: ArrayLike, *, cluster_size: ArrayLike, icc: ArrayLike
) -> ClusteredSample:
    """Return how many people in clusters are needed, and how many such people are worth.

    Args:
        n_individual: How many people, above 0, any shape: independent ones for `n_inflated`, and
            people in clusters for `effective_n`.
        cluster_size: People in each cluster, 1 or more.
        icc: The intra-cluster correlation, from 0 to 1.

    Returns:
        Both numbers and the design effect.

    Raises:
        InputError: A number is not above 0, or as for `design_effect`.

    References:
        As for `design_effect`.

    Examples:
        >>> found = clustered_sample(398, cluster_size=25, icc=0.04)
        >>> found.n_inflated, round(found.effective_n, 1)
        (781.0, 203.1)
    """
    n, effect = require_one_shape(
        n_individual=require_positive("n_individual", n_individual),
        design_effect=np.asarray(design_effect(cluster_size, icc)),
    )
    return ClusteredSample(
        design_effect=effect,
        n_inflated=np.ceil(n * effect * (1.0 - 1e-12)),
        effective_n=n / effect,
    )


def _require_icc(values: ArrayLike) -> FloatArray:
    array = require_numbers("icc", values)
    refuse_where(~((array >= 0) & (array <= 1)), "icc", array, "a correlation from 0 to 1")
    return array
