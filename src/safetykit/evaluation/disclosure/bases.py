"""Which denominators of partners' figures may stand beside their counts.

What belongs here: the rule. A denominator is shown only where it is not small itself, where those
who are not counted are not few either, and where no count of the same period and area is hidden: a
hidden count may be the denominator of another figure.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from safetykit.records import Counts

__all__ = ["published_bases"]

FloatArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]


def published_bases(counts: Counts, hidden: BoolArray, *, threshold: int) -> FloatArray | None:
    """Return the denominators that may be shown, nan for the others; None where none is stated.

    Args:
        counts: The table with its denominators.
        hidden: Flags of its shape: the counts that are not shown.
        threshold: Numbers of 1 to the threshold less 1 are small.
    """
    bases = counts.denominators
    if bases is None:
        return None
    rest = bases - counts.values
    small = [(part > 0) & (part < threshold) for part in (bases, rest)]
    safe = counts.reported & ~small[0] & ~small[1] & ~hidden.any(axis=2, keepdims=True)
    shown: FloatArray = np.where(safe, bases, np.nan)
    return shown
