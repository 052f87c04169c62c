"""The results of an evaluation: one for each indicator, with its trace.

What belongs here: results that are made of an indicator's months. What does not: what records say
of a stated number, which is in `claim_results`.
"""

from __future__ import annotations

from enum import StrEnum

import attrs

from safetykit.model import Indicator, Polarity, PopulationEstimate, Target
from safetykit.quantities import Month
from safetykit.records import AreaKey, QualityFinding, Series
from safetykit.stats import CheckResult, Estimate
from safetykit.stats.overdispersion import Dispersion

__all__ = [
    "AreaTotal",
    "Comparison",
    "IndicatorResult",
    "RateResult",
    "RecentResult",
    "Required",
    "SignalPoint",
    "TargetResult",
    "TargetStatus",
    "Variation",
    "Window",
]


class TargetStatus(StrEnum):
    """Whether a target was met; "cannot tell" always comes with its reason."""

    MET = "met"
    NOT_MET = "not met"
    CANNOT_TELL = "cannot tell"
    NOT_DUE = "not due"


@attrs.frozen(kw_only=True)
class Window:
    """A stretch of months, both ends included."""

    first: Month
    last: Month

    def __len__(self) -> int:
        """Return the number of months."""
        return self.last - self.first + 1

    def __contains__(self, month: Month) -> bool:
        """Return whether a month lies in the window."""
        return self.first <= month <= self.last

    @property
    def words(self) -> str:
        """The window in words: `November 2016 to October 2017`, or its one month."""
        if self.first == self.last:
            return self.first.words
        return f"{self.first.words} to {self.last.words}"


@attrs.frozen(kw_only=True)
class Comparison:
    """A count before and a count after, over the calendar months that both report.

    Attributes:
        before: The baseline.
        after: The latest months that can be compared with it.
        count_before: The count over the compared months of the baseline.
        count_after: The count over the compared months after.
        months: How many months of each were compared.
        left_out: Months not reported, and their counterparts; they are on neither side. A quarter
            or a year stands as its first month.
        change: The change in percent, with an interval that allows for overdispersion.
    """

    before: Window
    after: Window
    count_before: int
    count_after: int
    months: int
    left_out: tuple[Month, ...]
    change: Estimate


@attrs.frozen(kw_only=True)
class RateResult:
    """A rate on one basis, in events per 1,000 and year.

    Attributes:
        basis: On whom the rate is based, in the plural: "residents".
        populations: The estimates that were added up; one, or several for people together.
        size: How many there are by them.
        rate: Events per 1,000 and year.
        caution: Why the rate may mislead; empty if nothing speaks against it.
    """

    basis: str
    populations: tuple[PopulationEstimate, ...]
    size: float
    rate: Estimate
    caution: str = ""


@attrs.frozen(kw_only=True)
class SignalPoint:
    """A month that differs from the baseline by more than usual variation, and by which rules."""

    month: Month
    value: int
    direction: int
    rules: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Variation:
    """How the months vary around what the baseline and the season lead one to expect.

    Attributes:
        months: n months, from the first of the reference to the last that is judged.
        expected: n counts expected from the reference's level and the season; nan if unknown.
        lower: n lower limits of usual variation, not below 0.
        upper: n upper limits.
        reference: The months that set the limits: the baseline, and months before it that are like
            it.
        judged: The months after the baseline, which are looked at for signals.
        signals: The judged months that signal.
        method: How the limits were made.
        checks: What became of the checks.
    """

    months: tuple[Month, ...]
    expected: tuple[float, ...]
    lower: tuple[float, ...]
    upper: tuple[float, ...]
    reference: Window
    judged: Window
    signals: tuple[SignalPoint, ...]
    method: str
    checks: tuple[CheckResult, ...]

    @property
    def direction(self) -> int:
        """1 if most signals point upwards, -1 if most point downwards, otherwise 0."""
        balance = sum(point.direction for point in self.signals)
        return (balance > 0) - (balance < 0)

    def direction_in(self, window: Window) -> int:
        """Return the direction of most signals of a window, as `direction` does for all."""
        balance = sum(point.direction for point in self.signals if point.month in window)
        return (balance > 0) - (balance < 0)


@attrs.frozen(kw_only=True)
class TargetResult:
    """Whether one target was met over the months that end with its own date.

    Attributes:
        target: The target.
        status: The answer.
        reason: The answer explained.
        comparison: The months that were compared for it; None if there are none.
    """

    target: Target
    status: TargetStatus
    reason: str
    comparison: Comparison | None = None


@attrs.frozen(kw_only=True)
class RecentResult:
    """Where a figure stands now: a window beside the same months a year before.

    Attributes:
        name: "latest twelve months" or "year to date".
        window: The months.
        comparison: The change from the year before; None where it is refused.
        refused: Why there is no comparison; empty if there is one.
        sentence: The result in plain words; empty if there is none.
    """

    name: str
    window: Window
    comparison: Comparison | None
    refused: str
    sentence: str


@attrs.frozen(kw_only=True)
class Required:
    """What would have to be true for a target to be met; no forecast.

    Attributes:
        target: The target.
        allowed: The count that meets it, over as many months as the baseline has.
        latest: As many latest months; None if they are not all reported.
        count: Their count.
        detectable_percent: The smallest change in percent that would be found four times in five;
            None where the counts are too small for any.
        sentence: All of this in plain words.
    """

    target: Target
    allowed: float
    latest: Window | None
    count: int | None
    detectable_percent: float | None
    sentence: str


@attrs.frozen(kw_only=True)
class AreaTotal:
    """The count of a window by one area rule."""

    area: AreaKey
    before: int
    after: int | None


@attrs.frozen(kw_only=True)
class IndicatorResult:
    """What the records say of one indicator.

    Attributes:
        indicator: The indicator of the plan.
        area: Which rows were counted.
        series: All months of the records.
        latest: The latest months that can be compared with the baseline; None if there are none.
        value: The count of the latest comparable months, or of the baseline if there are none,
            with an interval that allows for overdispersion.
        value_of: The window that `value` counts.
        comparison: The change from the baseline; None where it is refused.
        refused: Why there is no comparison; empty if there is one.
        dispersion: How much more the months vary than chance makes them; None if not estimable.
        variation: The signals among the months; None where no limits can be set.
        rates: The baseline's count under each denominator.
        totals: The same windows by each area rule.
        polarity: Which way is better, with what is said of it in `safetykit.evaluation.polarity`.
        targets: Each target, judged at its own date.
        status: Whether the last target that was due was met; "not due" if none was.
        reason: The status explained.
        recent: The latest twelve months and the year to date, each beside the year before.
        required: What would have to be true for the last target to be met.
        provisional: Months of the windows whose figures may still change.
        sentence: The result in plain words.
        notes: What limits the result.
        trace: How the numbers were made, step by step.
        quality: The findings on the records that touch this indicator.
    """

    indicator: Indicator
    area: AreaKey
    series: Series
    latest: Window | None
    value: Estimate
    value_of: Window
    comparison: Comparison | None
    refused: str
    dispersion: Dispersion | None
    variation: Variation | None
    rates: tuple[RateResult, ...]
    totals: tuple[AreaTotal, ...]
    polarity: Polarity
    targets: tuple[TargetResult, ...]
    status: TargetStatus
    reason: str
    recent: tuple[RecentResult, ...]
    required: Required | None
    provisional: tuple[Month, ...]
    sentence: str
    notes: tuple[str, ...]
    trace: tuple[str, ...]
    quality: tuple[QualityFinding, ...]

    @property
    def change(self) -> Estimate | None:
        """The change from the baseline in percent; None where the comparison is refused."""
        return self.comparison.change if self.comparison else None
