"""Counts rounded so that they still add up over time.

Each running total is rounded to the base, half up, and a period's figure is the difference of two
of them. So every figure is a multiple of the base, any stretch of months is off by less than one
base, and months sum to windows and windows to totals without a contradiction.
"""

from __future__ import annotations

import attrs
import numpy as np

from safetykit.records import Counts
from safetykit.stats.disclosure import round_to_base

__all__ = ["rounded_counts"]


def rounded_counts(counts: Counts, base: int) -> Counts:
    """Return counts of which every figure is a multiple of a base."""
    running = np.asarray(round_to_base(np.cumsum(counts.values, axis=0), base))
    rounded = np.diff(running, axis=0, prepend=0.0).astype(np.int64)
    return attrs.evolve(counts, values=np.where(counts.reported, rounded, 0))
