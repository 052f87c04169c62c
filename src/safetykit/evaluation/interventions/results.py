"""What the evaluation of one intervention returns."""

from __future__ import annotations

import attrs

from safetykit.evaluation.results import Comparison, Window
from safetykit.model import DesignMethod, EvaluationDesign, Indicator
from safetykit.quantities import Month
from safetykit.records import AreaKey
from safetykit.stats import CheckResult, Estimate

__all__ = ["Displacement", "InterventionResult", "Spans", "Worth"]


@attrs.frozen(kw_only=True)
class Spans:
    """The months that a design can use, and the two windows among them that are compared.

    Attributes:
        whole: From the first usable month before to the last after.
        start: The month in which the intervention began.
        before: The window before.
        after: The window after, as long as the one before, and of the same seasons.
    """

    whole: Window
    start: Month
    before: Window
    after: Window


@attrs.frozen(kw_only=True)
class Displacement:
    """What became of the places round about, beyond places like them.

    Attributes:
        total: Events more or fewer than the controls lead one to expect, here and round about.
        local: The part of the treated places.
        round_about: The part of the places round about; above 0 speaks for displacement.
        sentence: The result in plain words.
    """

    total: Estimate
    local: Estimate
    round_about: Estimate
    sentence: str


@attrs.frozen(kw_only=True)
class Worth:
    """Benefits and costs, if the difference found is what the intervention brought.

    Attributes:
        fewer: Events fewer than expected, over the window after.
        ratio: Benefits over costs.
        net_pounds: Benefits less costs, in pounds of `price_year`.
        price_year: The year of all prices.
        sentence: The result in plain words.
    """

    fewer: Estimate
    ratio: Estimate
    net_pounds: Estimate
    price_year: int
    sentence: str


@attrs.frozen(kw_only=True)
class InterventionResult:
    """What the records show of one intervention, by the design that the plan named.

    Attributes:
        design: The design as the plan names it.
        indicator: What was looked at.
        used: The method that was used: the one named, or `description`.
        why_not: Why the method named was not used; empty if it was.
        areas: The places that were treated.
        comparison: The places that they were compared with.
        spans: The months that were used; None if there are too few.
        described: The plain change between the two windows; None if there is none.
        effect: The change in percent beyond what the design leads one to expect, with its
            interval; None for a description.
        displacement: What became of the places round about; None if none are named.
        worth: Costs and benefits; None where the design cannot carry them.
        maryland_cap: The highest level of the Maryland scale that this could be, from 1 to 4. It
            is no award.
        checks: What became of the checks of the design's assumptions.
        sentence: The result in plain words.
        notes: What limits it.
    """

    design: EvaluationDesign
    indicator: Indicator
    used: DesignMethod
    why_not: str
    areas: tuple[AreaKey, ...]
    comparison: tuple[AreaKey, ...]
    spans: Spans | None
    described: Comparison | None
    effect: Estimate | None
    displacement: Displacement | None
    worth: Worth | None
    maryland_cap: int
    checks: tuple[CheckResult, ...]
    sentence: str
    notes: tuple[str, ...]

    @property
    def failed(self) -> tuple[CheckResult, ...]:
        """The checks that did not pass."""
        return tuple(check for check in self.checks if check.passed is False)
