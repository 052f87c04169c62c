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
from safetykit.records import Break, Counts, QualityFinding, Series

__all__ = ["Case", "calendar", "month_counts", "period_months"]

FloatArray = npt.NDArray[np.float64]


@attrs.frozen(kw_only=True)
class Case:
    """What every step of one indicator's evaluation needs.

    `breaks` are those of the source, without the ones that comparisons were asked to cross.
    """

    indicator: Indicator
    area: Area
    counts: Counts
    series: Series
    choice: Choice
    limits: Limits
    breaks: tuple[Break, ...]
    confidence: float

    def numbers(self, window: Window) -> FloatArray:
        """Return the counts of a window, one for each period; nan where not reported."""
        return month_counts(self.series.window(window.first, window.last))

    def reported(self, window: Window) -> int:
        """Return how many periods of a window are reported."""
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


def period_months(window: Window, step: int) -> tuple[Month, ...]:
    """Return the first month of each period of a window."""
    return month_range(window.first, window.last)[::step]


def calendar(window: Window, step: int = 1) -> tuple[list[int], list[int]]:
    """Return the seasons, 0 for the one of January, and the years of a window's periods."""
    months = period_months(window, step)
    return [(m.month - 1) // step for m in months], [m.year for m in months]


def _touches(months: Sequence[Month], first: Month, last: Month) -> bool:
    return any(first <= month <= last for month in months)
