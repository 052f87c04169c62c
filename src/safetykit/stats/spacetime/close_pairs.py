"""The pairs of points within a distance, found by a grid.

What belongs here: lists of close pairs, made in blocks so that memory holds the close pairs and
never all pairs. What does not: what is asked of the pairs.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Final, NamedTuple

import numpy as np

from safetykit.errors import AnalysisError
from safetykit.stats.estimate import FloatArray, IntArray
from safetykit.stats.spacetime.places import Places

__all__ = ["ClosePairs", "find_close_pairs", "pair_blocks"]

BLOCK: Final = 1 << 20
MAX_PAIRS: Final = 200_000_000
MAX_CELLS: Final = float(1 << 19)
SLACK: Final = 1.0 + 1e-9


class ClosePairs(NamedTuple):
    """Pairs of points, each once: their numbers, and the distance in metres where asked for."""

    first: IntArray
    second: IntArray
    distance_m: FloatArray


def find_close_pairs(method: str, places: Places, max_distance_m: float) -> ClosePairs:
    """Return the pairs at most so far apart, or raise if they are too many to hold."""
    firsts, seconds, distances, found = [], [], [], 0
    for block in pair_blocks(places, max_distance_m):
        found += block.first.size
        if found > MAX_PAIRS:
            reason = f"more than {MAX_PAIRS:,} pairs are within {max_distance_m:g} m."
            raise AnalysisError(method, reason, hint="Choose a smaller distance, or fewer events.")
        firsts.append(block.first)
        seconds.append(block.second)
        distances.append(block.distance_m)
    return ClosePairs(
        np.concatenate(firsts or [np.empty(0, np.int32)]),
        np.concatenate(seconds or [np.empty(0, np.int32)]),
        np.concatenate(distances or [np.empty(0)]),
    )


def pair_blocks(places: Places, max_distance_m: float) -> Iterator[ClosePairs]:
    """Yield the pairs of points at most so far apart, each pair once, in blocks."""
    if len(places) < 2:
        return
    order, starts, ends = _candidates(places.in_space(), max_distance_m)
    for start, end in zip(starts, ends, strict=True):
        yield from _within(places, order, start, end, max_distance_m)


def near_order(places: Places, max_distance_m: float) -> IntArray:
    """Return an order of the points in which close points have close numbers."""
    keys, _ = _cells(places.in_space(), max_distance_m)
    return np.argsort(keys, kind="stable")


def _cells(space: FloatArray, max_distance: float) -> tuple[IntArray, list[int]]:
    """Return one number for each point's cell, and the steps to the rows of cells beside it.

    Cells that differ by 1 in the last axis have numbers that differ by 1, and the numbers leave
    room at the edges, so that a step never comes out on the other side.
    """
    low = space.min(axis=0)
    extent = float((space.max(axis=0) - low).max())
    width = max(max_distance * SLACK, extent / MAX_CELLS) or 1.0
    cells = np.floor((space - low) / width).astype(np.int64) + 1
    sizes = cells.max(axis=0) + 2
    strides = np.append(np.cumprod(sizes[:0:-1])[::-1], 1)
    rows = [
        int(np.dot(step, strides[:-1]))
        for step in product((-1, 0, 1), repeat=space.shape[1] - 1)
        if step > (0,) * len(step)
    ]
    return cells @ strides, rows


def _candidates(
    space: FloatArray, max_distance: float
) -> tuple[IntArray, list[IntArray], list[IntArray]]:
    """Return the points in the order of their cells, and for each the ranges of its candidates."""
    keys, rows = _cells(space, max_distance)
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    starts = [np.arange(1, keys.size + 1)]
    ends = [np.searchsorted(keys, keys + 1, side="right")]
    for row in rows:
        starts.append(np.searchsorted(keys, keys + row - 1, side="left"))
        ends.append(np.searchsorted(keys, keys + row + 1, side="right"))
    return order, starts, ends


def _within(
    places: Places, order: IntArray, start: IntArray, end: IntArray, max_distance: float
) -> Iterator[ClosePairs]:
    counts = end - start
    total = np.cumsum(counts)
    at = 0
    while at < counts.size:
        before = total[at - 1] if at else 0
        stop = max(at + 1, int(np.searchsorted(total, before + BLOCK, side="right")))
        here = counts[at:stop]
        ranks = np.arange(here.sum()) - np.repeat(np.cumsum(here) - here, here)
        first = order[np.repeat(np.arange(at, stop), here)]
        second = order[np.repeat(start[at:stop], here) + ranks]
        distance = places.distance(first, second)
        close = distance <= max_distance
        yield ClosePairs(
            first[close].astype(np.int32), second[close].astype(np.int32), distance[close]
        )
        at = stop
