"""What partners' figures say of a plan's performance measures: the results.

What belongs here: the types. What does not: how they are made (`measures`), and what indicators of
a whole population show (`results`).
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

import attrs

from safetykit.evaluation.results import TargetStatus, Window
from safetykit.model import MeasureKind, PerformanceMeasure, Target
from safetykit.quantities import Month
from safetykit.records import AreaKey
from safetykit.stats import Estimate

__all__ = ["MeasureFigure", "MeasureResult", "MeasureTarget", "ReturnState"]

_SHORT: Final = {
    MeasureKind.HOW_MUCH: "activity",
    MeasureKind.HOW_WELL: "quality of the work",
    MeasureKind.BETTER_OFF: "those whom the work reached",
}


class ReturnState(StrEnum):
    """Whether the figure that was due last has come.

    `late`: it has not, though others have. `no number`: something came, such as `n/a` or `<5`.
    `not reported`: there is a line for it and never a number. `no figures given`: the records that
    were given do not name it, which says nothing of its owner.
    """

    REPORTED = "reported"
    PROVISIONAL = "provisional"
    LATE = "late"
    NO_NUMBER = "no number"
    NOT_REPORTED = "not reported"
    NOT_DUE = "not yet due"
    NONE_GIVEN = "no figures given"


@attrs.frozen(kw_only=True)
class MeasureFigure:
    """What was reported for some months.

    Attributes:
        window: The months.
        count: How many; None where no period has a number, or it is not shown.
        base: Out of how many; None where that is not stated for all of the months, or not shown.
        share: The share in percent with its interval; None where there is no base.
        missing: The periods of the window without a number, each as its first month.
        provisional: Whether a part of it may still change.
    """

    window: Window
    count: int | None
    base: int | None = None
    share: Estimate | None = None
    missing: tuple[Month, ...] = ()
    provisional: bool = False


@attrs.frozen(kw_only=True)
class MeasureTarget:
    """Whether one target of a measure was met by its date.

    Attributes:
        target: The target.
        status: The answer.
        reason: The answer explained.
        figures: What was reported for the months that the target may be meant for: one stretch,
            or several where the plan does not say which.
    """

    target: Target
    status: TargetStatus
    reason: str
    figures: tuple[MeasureFigure, ...] = ()


@attrs.frozen(kw_only=True)
class MeasureResult:
    """What was reported of one performance measure.

    Attributes:
        measure: The measure of the plan.
        source: The name of the source that holds its figures; empty if none does.
        area: Which rows were read; None if there are none.
        state: Whether the figure that was due last has come.
        due: The period that was due last; None if none was.
        due_days: How many days after the end of its period a figure was taken to be due; None if
            there are no figures.
        latest: The latest period with a number; None if there is none.
        targets: Each target, judged at its own date.
        status: Whether the last target that was due was met; "not due" if none was.
        reason: The status explained.
        sentence: The result in plain words.
        notes: What the figure does not say.
    """

    measure: PerformanceMeasure
    source: str
    area: AreaKey | None
    state: ReturnState
    due: Window | None
    due_days: int | None
    latest: MeasureFigure | None
    targets: tuple[MeasureTarget, ...]
    status: TargetStatus
    reason: str
    sentence: str
    notes: tuple[str, ...]

    @property
    def is_activity(self) -> bool:
        """Whether it counts what was done, which says nothing of what came of it."""
        return self.measure.kind is MeasureKind.HOW_MUCH

    @property
    def about(self) -> str:
        """What the figure is about: "activity" is never an outcome."""
        return _SHORT[self.measure.kind]
