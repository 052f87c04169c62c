"""What can be measured: population indicators and performance measures, which are two things.

An indicator describes a whole population, and no partnership controls it alone. A performance
measure describes how much of a programme was done, how well, and with what effect on those whom it
serves.
"""

from __future__ import annotations

from enum import StrEnum

import attrs

from safetykit.model.ids import Id, id_field, ref_field, refs_field
from safetykit.model.sources import Passage, Status
from safetykit.quantities import Approx, Cadence, PartialDate, Period, check_unit

__all__ = [
    "Baseline",
    "CountedOver",
    "Direction",
    "Indicator",
    "MeasureKind",
    "MeasureTier",
    "PerformanceMeasure",
    "Polarity",
    "Target",
]


class Polarity(StrEnum):
    """Which way is good; for an ambiguous indicator neither is."""

    LOWER = "lower is better"
    HIGHER = "higher is better"
    AMBIGUOUS = "ambiguous"
    MORE_REPORTING = "more reporting is the aim"


class Direction(StrEnum):
    """What a target asks of a value."""

    AT_MOST = "at most"
    AT_LEAST = "at least"


class MeasureTier(StrEnum):
    """Whether an indicator is reported first, kept beside, or still to be built."""

    HEADLINE = "headline"
    SECONDARY = "secondary"
    DATA_DEVELOPMENT = "data development"


class MeasureKind(StrEnum):
    """The three questions of results-based accountability."""

    HOW_MUCH = "how much"
    HOW_WELL = "how well"
    BETTER_OFF = "better off"


class CountedOver(StrEnum):
    """Over which time the figure of a measure is held against its targets.

    A number for each period that is reported, for the twelve months to the day of the target, or
    for all the time since the plan began.
    """

    EACH_PERIOD = "each period"
    YEAR = "year"
    WHOLE_PLAN = "whole plan"


@attrs.frozen(kw_only=True)
class Baseline:
    """The period before, and its value where the plan states one.

    Attributes:
        period: The months that the targets start from: {start: 2025-04, end: 2026-03}.
    """

    period: Period
    value: Approx | None = None
    status: Status = Status.STATED


@attrs.frozen(kw_only=True)
class Target:
    """The value that is planned: as a figure, or as a change from the baseline in percent.

    Attributes:
        value: The figure to reach: 350, or 80% for a share or a change.
    """

    direction: Direction
    value: Approx
    by: PartialDate | None = None
    status: Status = Status.STATED
    passage: Passage | None = None

    @property
    def is_change(self) -> bool:
        """Whether the target is a change from the baseline in percent."""
        return self.value.percent


@attrs.frozen(kw_only=True)
class Indicator:
    """A figure that describes a population, read from a data source.

    `source` is the name of a data source and `group` the group of its counts, for example a crime
    type. `denominators` are populations of the area. Where more reporting is the aim, `paired_with`
    names the indicator of the harm itself, without which a rise in reports is no success.

    Attributes:
        title: What the figure is called.
        source: Which records it is read from: "police-uk", or the name of a source of your own.
        group: Which category of those records is counted: "Burglary".
    """

    id: Id = id_field()
    title: str
    source: str
    group: str
    polarity: Polarity
    baseline: Baseline
    unit: str = attrs.field(default="offence", converter=check_unit)
    priorities: tuple[Id, ...] = refs_field("priorities")
    denominators: tuple[Id, ...] = refs_field("populations")
    targets: tuple[Target, ...] = ()
    paired_with: Id | None = ref_field("indicators")
    cadence: Cadence | None = None
    owner: Id | None = ref_field("organisations")
    tier: MeasureTier = MeasureTier.SECONDARY
    status: Status = Status.STATED
    note: str = ""


@attrs.frozen(kw_only=True)
class PerformanceMeasure:
    """A figure that describes how a programme is carried out, as partners report it.

    `cadence` is how often it is reported, and `counted_over` the time for which its targets are
    meant.

    Attributes:
        title: What the figure is called, as partners read it in the table that they fill in.
        unit: What is counted, such as person, incident or premises; percent for a share.
        out_of: Of whom or what a share is one: "victims who answered the survey".
    """

    id: Id = id_field()
    title: str
    kind: MeasureKind
    unit: str = attrs.field(converter=check_unit)
    baseline: Baseline | None = None
    targets: tuple[Target, ...] = ()
    cadence: Cadence | None = None
    counted_over: CountedOver | None = None
    out_of: str = ""
    owner: Id | None = ref_field("organisations")
    status: Status = Status.STATED
    passage: Passage | None = None
