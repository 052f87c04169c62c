"""Counts for the sample plan. Needs numpy.

What belongs here: made-up counts with a known answer. What does not: files of records.
"""

from __future__ import annotations

from typing import Final

from safetykit.extras import need
from safetykit.quantities import Month, month_range
from safetykit.records import POLICE_UK, AreaKey, AreaRule, Counts

np: Final = need("numpy", wanted_by="The sample counts")

__all__ = ["sample_counts"]

_BEFORE: Final = (21, 18, 20, 22, 19, 20, 20, 18, 22, 20, 21, 19)
_AFTER: Final = (16, 14, 15, 17, 16, 15, 16, 14, 17, 16, 15, 15)


def sample_counts() -> Counts:
    """Return burglaries in Harbourtown: 240 in 2017 and 186 in 2018, month by month."""
    months = month_range(Month(2017, 1), Month(2018, 12))
    values = np.array([*_BEFORE, *_AFTER], dtype=np.int64)[:, None, None]
    return Counts(
        source=POLICE_UK,
        months=months,
        areas=(AreaKey(AreaRule.RECORDED_BY_FORCE, "Harbourtown Police"),),
        groups=("Burglary",),
        values=values,
        reported=np.ones_like(values, dtype=np.bool_),
    )
