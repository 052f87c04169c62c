"""The figures of one performance measure: by period, over any months, and which of them are due.

What belongs here: reading them from counts. What does not: whether a target is met; that is in
`measures`.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from typing import Self

import attrs
import numpy as np
import numpy.typing as npt

from safetykit.evaluation.indicators import Asked
from safetykit.evaluation.measured import MeasureFigure, ReturnState
from safetykit.evaluation.results import Window
from safetykit.evaluation.windows import last_complete_month
from safetykit.model import CountedOver, PerformanceMeasure
from safetykit.quantities import Month
from safetykit.records import AreaKey, Counts, QualityCode, Series
from safetykit.records.aggregate import DUE_DAYS
from safetykit.stats import Estimate
from safetykit.stats.rates import proportion

__all__ = ["Ledger"]

YEAR = 12
FloatArray = npt.NDArray[np.float64]


@attrs.frozen(kw_only=True, eq=False)
class Ledger:
    """The figures of one measure in one area.

    Attributes:
        measure: The measure.
        series: Its counts by period.
        bases: n denominators, one for each period; nan where none is stated.
        unsent: The first months of the periods for which nothing came.
        day: The day to look from.
        last: The last month that is over on that day.
        start: The first month of the plan, where it is known.
        confidence: The level of the interval of a share.
        due_days: How many days after the end of its period a figure is due: as the caller asked,
            else as the counts say, else `DUE_DAYS`.
    """

    measure: PerformanceMeasure
    series: Series
    bases: FloatArray
    unsent: frozenset[Month]
    day: dt.date
    last: Month
    start: Month | None
    confidence: float
    due_days: int

    @classmethod
    def of(
        cls,
        measure: PerformanceMeasure,
        counts: Counts,
        area: AreaKey,
        *,
        day: dt.date,
        start: Month | None,
        asked: Asked,
    ) -> Self:
        """Return the figures of a measure that some counts hold under its title.

        Raises:
            InputError: The counts hold neither the area nor the title.
        """
        series = counts.series(measure.title, area=area)
        j, k = counts.areas.index(area), counts.groups.index(measure.title)
        held = counts.denominators
        said = (asked.due_days, counts.due_days, DUE_DAYS)
        bases = np.full(len(counts.months), np.nan) if held is None else held[:, j, k]
        unsent = (
            finding.months
            for finding in counts.quality
            if finding.code == QualityCode.NOT_SENT
            and (finding.area, finding.group) == (area.name, measure.title)
        )
        return cls(
            measure=measure,
            series=series,
            bases=np.asarray(bases, dtype=np.float64),
            unsent=frozenset(month for months in unsent for month in months),
            day=day,
            last=last_complete_month(day),
            start=start,
            confidence=asked.confidence,
            due_days=next(days for days in said if days is not None),
        )

    @property
    def has_bases(self) -> bool:
        """Whether any figure states out of how many it is."""
        return bool(np.isfinite(self.bases[self.series.reported]).any())

    def latest(self) -> MeasureFigure | None:
        """Return the latest period that is over and has a number."""
        step, months = self.series.step, self.series.months
        for month, known in reversed(list(zip(months, self.series.reported, strict=True))):
            if known and month + (step - 1) <= self.last:
                return self.figure(Window(first=month, last=month + (step - 1)))
        return None

    def due(self) -> Window | None:
        """Return the period whose figure was due last; None if none was since the plan began."""
        allowed = dt.timedelta(days=self.due_days)
        end = self.whole(self.last)
        while end.last_day + allowed >= self.day:
            end = end + -self.series.step
        first = end + (1 - self.series.step)
        since = self.series.months[0] if self.start is None else self.start
        return Window(first=first, last=end) if first >= since else None

    def state(self) -> ReturnState:
        """Return whether the figure that was due last has come."""
        due, latest = self.due(), self.latest()
        has_come = due is None or not self.figure(due).missing
        if latest is not None and has_come:
            return ReturnState.PROVISIONAL if latest.provisional else ReturnState.REPORTED
        if due is None:
            return ReturnState.NOT_DUE
        if due.first in self.series.months and due.first not in self.unsent:
            return ReturnState.NO_NUMBER
        return ReturnState.NOT_REPORTED if latest is None else ReturnState.LATE

    def whole(self, month: Month) -> Month:
        """Return the end of the last period that is over by the end of a month."""
        return month + -((month - self.series.months[0] + 1) % self.series.step)

    def months_for(self, way: CountedOver | int, due: Month) -> Window | None:
        """Return the months that a target is meant for, by one way to count or as so many.

        They end with the last whole period up to its date and never begin before the plan. None if
        no whole period is left, or the plan's beginning is not known and matters.
        """
        end = self.whole(due)
        first = self._first(way, end)
        if first is None:
            return None
        if self.start is not None:
            first = max(first, self.start)
        first = first + (self.series.months[0] - first) % self.series.step
        return Window(first=first, last=end) if first <= end else None

    def _first(self, way: CountedOver | int, end: Month) -> Month | None:
        if way is CountedOver.WHOLE_PLAN:
            return self.start
        if isinstance(way, CountedOver):
            return end + (1 - (YEAR if way is CountedOver.YEAR else self.series.step))
        return end + (1 - way)

    def figure(self, window: Window) -> MeasureFigure:
        """Return what was reported for a stretch of whole periods."""
        wanted = [window.first + i for i in range(0, len(window), self.series.step)]
        at = {month: i for i, month in enumerate(self.series.months)}
        known = [at[m] for m in wanted if m in at and self.series.reported[at[m]]]
        held = [self.series.months[i] for i in known]
        count = int(self.series.values[known].sum()) if known else None
        base = self._base(known)
        return MeasureFigure(
            window=window,
            count=count,
            base=base,
            share=self._share(count, base),
            missing=tuple(month for month in wanted if month not in held),
            provisional=bool(self.series.provisional[known].any()),
        )

    def parts(self, window: Window) -> tuple[MeasureFigure, ...]:
        """Return the periods of a window that have a number, one by one."""
        step = self.series.step
        periods = [
            Window(first=window.first + i, last=window.first + (i + step - 1))
            for i in range(0, len(window), step)
        ]
        return tuple(found for p in periods if not (found := self.figure(p)).missing)

    def _base(self, known: Sequence[int]) -> int | None:
        """Return the sum of the denominators; None unless all are stated, and it is whole."""
        total = float(self.bases[list(known)].sum()) if known else math.nan
        return int(total) if math.isfinite(total) and total.is_integer() and total > 0 else None

    def _share(self, count: int | None, base: int | None) -> Estimate | None:
        if base is None or count is None or not 0 <= count <= base:
            return None
        found = proportion(count, base, confidence=self.confidence)
        return attrs.evolve(
            found,
            value=100.0 * float(found.value),
            low=100.0 * float(found.low),
            high=100.0 * float(found.high),
        )
