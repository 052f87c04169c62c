"""How the plan means to find out whether an intervention worked, named before the data are seen."""

from __future__ import annotations

from enum import StrEnum

import attrs

from safetykit.model.ids import Id, id_field, ref_field, refs_field
from safetykit.model.sources import Passage, Status
from safetykit.model.whole import whole_field
from safetykit.quantities import Money, PartialDate

__all__ = ["DesignMethod", "EvaluationDesign"]


class DesignMethod(StrEnum):
    """What is compared with what.

    `description`: counts, and no claim beyond them. `before and after`: one place, two periods.
    `interrupted time series`: one place, its trend and season before carried on. With comparison
    areas: the same, beyond what changed there. `synthetic control`: a weighted mean of places that
    ran like the treated one before.
    """

    DESCRIPTION = "description"
    BEFORE_AFTER = "before and after"
    COMPARISON = "before and after with comparison areas"
    INTERRUPTED = "interrupted time series"
    CONTROLLED = "interrupted time series with comparison areas"
    SYNTHETIC = "synthetic control"

    @property
    def needs_comparison(self) -> bool:
        """Whether the design rests on other places."""
        return self in (
            DesignMethod.COMPARISON,
            DesignMethod.CONTROLLED,
            DesignMethod.SYNTHETIC,
        )


@attrs.frozen(kw_only=True)
class EvaluationDesign:
    """How one intervention is to be evaluated on one indicator.

    Attributes:
        actions: The actions that make up the intervention.
        outcome: The indicator that it should change.
        starts: The month in which the intervention begins.
        named_on: When this design was named; without it nobody knows whether the data were seen.
        transition_months: Months from the start that are left out, while it is being set up.
        areas: The places that are treated, as the records name them; the plan's own if empty.
        comparison: Places like them that are not treated.
        buffer: Places round about, to which the problem could move.
        buffer_comparison: Places like those, far from the intervention.
        selected_for_high_count: Whether the places were chosen because their counts were high, so
            that they would have fallen anyway; None if nobody says.
        cost: What the intervention costs over the months that are compared.
        unit_cost: What one event costs society, in prices of the same year.
        unit_cost_source: Where that figure is from.
    """

    id: Id = id_field()
    title: str
    actions: tuple[Id, ...] = refs_field("actions")
    outcome: Id | None = ref_field("indicators")
    method: DesignMethod
    starts: PartialDate
    named_on: PartialDate | None = None
    transition_months: int = whole_field(0, 24, expected="0 to 24 months", default=0)
    areas: tuple[str, ...] = ()
    comparison: tuple[str, ...] = ()
    buffer: tuple[str, ...] = ()
    buffer_comparison: tuple[str, ...] = ()
    selected_for_high_count: bool | None = None
    cost: Money | None = None
    unit_cost: Money | None = None
    unit_cost_source: str = ""
    status: Status = Status.STATED
    note: str = ""
    passage: Passage | None = None
