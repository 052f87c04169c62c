"""Rates of rural crime by farm holdings, as a mean of three years.

What belongs here: one rate with its interval. What does not: rates per resident, which jump about
where few people live.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from safetykit.errors import InputError

if TYPE_CHECKING:
    from safetykit.stats import Estimate

__all__ = ["rate_by_holdings"]

YEARS: Final = 3


def rate_by_holdings(yearly_counts: Sequence[int], holdings: int) -> Estimate:
    """Return incidents a year per thousand farm holdings, as the mean of three years or more.

    Args:
        yearly_counts: Incidents of each year, one year after the other.
        holdings: Farm holdings in the area.

    Raises:
        InputError: There are fewer than three years, or a figure cannot be used.
    """
    counts = tuple(yearly_counts)
    if len(counts) < YEARS:
        hint = "Counts in the country are small: one year says little."
        raise InputError("yearly_counts", counts, f"{YEARS} years or more", hint=hint)
    if any(count < 0 for count in counts):
        raise InputError("yearly_counts", counts, "counts of 0 or more")
    from safetykit.stats.rates import rate

    return rate(sum(counts), float(holdings * len(counts)), multiplier=1000.0)
