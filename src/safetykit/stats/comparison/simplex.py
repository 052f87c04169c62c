"""The point of a convex hull that is nearest to 0, by Wolfe's algorithm.

What belongs here: the weights of a synthetic control for given predictors. What does not: what the
weights are for.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from safetykit.stats.estimate import FloatArray

MAX_ROUNDS: Final = 1000
TOLERANCE: Final = 1e-12


def nearest_weights(points: FloatArray) -> FloatArray:
    """Return weights of 0 or more that sum to 1 and make the weighted point nearest to 0.

    Args:
        points: (p, j) one column for each point.

    References:
        Wolfe (1976) Mathematical Programming 11:128-149.
    """
    gram = points.T @ points
    largest = float(np.diag(gram).max())
    support = [int(np.argmin(np.diag(gram)))]
    weights = np.ones(1)
    for _ in range(MAX_ROUNDS):
        towards = gram[:, support] @ weights
        best = int(np.argmin(towards))
        here = float(weights @ towards[support])
        if best in support or towards[best] > here - TOLERANCE * largest:
            break
        support.append(best)
        weights = np.append(weights, 0.0)
        support, weights = _inner(gram, support, weights)
    full = np.zeros(points.shape[1])
    full[support] = weights
    return full


def _inner(
    gram: FloatArray, support: list[int], weights: FloatArray
) -> tuple[list[int], FloatArray]:
    """Move to the nearest point of the affine hull, dropping points until it lies inside."""
    while True:
        k = len(support)
        system = np.ones((k + 1, k + 1))
        system[0, 0] = 0.0
        system[1:, 1:] = gram[np.ix_(support, support)]
        right = np.zeros(k + 1)
        right[0] = 1.0
        affine = np.linalg.lstsq(system, right, rcond=None)[0][1:]
        if (affine > TOLERANCE).all():
            return support, affine / affine.sum()
        out = affine <= TOLERANCE
        share = min(
            1.0, float((weights[out] / np.maximum(weights[out] - affine[out], 1e-300)).min())
        )
        weights = (1.0 - share) * weights + share * affine
        keep = weights > TOLERANCE
        if keep.all():
            keep[int(np.argmin(weights))] = False
        support = [point for point, kept in zip(support, keep, strict=True) if kept]
        weights = weights[keep] / weights[keep].sum()
        if len(support) == 1:
            return support, weights
