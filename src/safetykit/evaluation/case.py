"""What every step of one indicator's evaluation needs, and what each asks of it."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import numpy as np
import numpy.typing as npt

from safetykit.evaluation.results import Window
from safetykit.evaluation.windows import Choice, Limits
from safetykit.model import Area, Indicator
from safetykit.quantities import Month, month_range
from safetykit.records import Counts, QualityFinding, Series

__all__ = ["Case", "calendar", "month_counts"]

FloatArray = npt.NDArray[np.float64]


@attrs.frozen(kw_only=True)
class Case:
    """What every step of one indicator's evaluation needs."""

    indicator: Indicator
    area: Area
    counts: Counts
    series: Series
    choice: Choice
    limits: Limits
    confidence: float

    def numbers(self, window: Window) -> FloatArray:
        """Return the counts of a window; nan where not reported."""
        return month_counts(self.series.window(window.first, window.last))

    def reported(self, window: Window) -> int:
        """Return how many months of a window are reported."""
        return int(np.count_nonzero(~np.isnan(self.numbers(window))))

    def quality(self) -> tuple[QualityFinding, ...]:
        """Return the findings on the records that touch this indicator's category and months."""
        last = self.choice.after.last if self.choice.after else self.choice.before.last
        return tuple(
            finding
            for finding in self.counts.quality
            if finding.group == self.indicator.group
            and finding.area in ("", self.series.area.name)
            and (not finding.months or _touches(finding.months, self.series.months[0], last))
        )


def month_counts(series: Series) -> FloatArray:
    """Return the counts of a series; nan where not reported."""
    return np.where(series.reported, series.values, np.nan)


def calendar(window: Window) -> tuple[list[int], list[int]]:
    """Return the calendar months, 0 for January, and the years of a window."""
    months = month_range(window.first, window.last)
    return [m.month - 1 for m in months], [m.year for m in months]


def _touches(months: Sequence[Month], first: Month, last: Month) -> bool:
    return any(first <= month <= last for month in months)
