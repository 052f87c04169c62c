"""From the designs that a plan names to results: which can be used, and what they show."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from safetykit.errors import AnalysisError
from safetykit.evaluation.indicators import Asked
from safetykit.evaluation.interventions.effects import CAPS, Effect, dispersion_of, effect_of
from safetykit.evaluation.interventions.material import Material, gather, treated_by
from safetykit.evaluation.interventions.results import InterventionResult
from safetykit.evaluation.interventions.sentences import notes_of, sentence_of
from safetykit.evaluation.interventions.worth import displacement_of, worth_of
from safetykit.evaluation.results import Comparison
from safetykit.evaluation.windows import Limits
from safetykit.model import DesignMethod, EvaluationDesign, Plan
from safetykit.quantities import Month
from safetykit.records import AreaKey, Counts
from safetykit.stats.rates import percentage_change

__all__ = ["evaluate_designs"]

UNNAMED: Final = (
    "The plan does not say when this design was named, so nobody can tell whether it was chosen "
    "with the data in view."
)
NO_COMPARISON: Final = "The design needs places to compare with, and names none."
NO_METHOD: Final = "The plan asks for a description."


def evaluate_designs(
    plan: Plan, sources: Mapping[str, Counts], limits: Mapping[str, Limits], asked: Asked
) -> tuple[InterventionResult, ...]:
    """Evaluate each intervention of a plan by the design that it names.

    Args:
        plan: The plan.
        sources: Counts by the name of their source.
        limits: How far one may look in each; a source that begins too late has none.
        asked: What the caller asked of every comparison.

    Returns:
        One result for each design that names an outcome. A design that was named too late, or that
        the records cannot carry, gives a description and says why.

    Raises:
        InputError: A design names a place that the records do not hold, or sums of two price years.
    """
    return tuple(
        _evaluate(plan, design, sources, limits, asked)
        for design in plan.evaluation_designs
        if design.outcome  # else nothing to look at is named, which the audit can say
    )


def _evaluate(
    plan: Plan,
    design: EvaluationDesign,
    sources: Mapping[str, Counts],
    limits: Mapping[str, Limits],
    asked: Asked,
) -> InterventionResult:
    indicator = plan.indicator(str(design.outcome))
    if indicator.source not in sources:
        reason = f"No records of its outcome were given ({indicator.source})."
        return _nothing(plan, design, (), reason)
    if indicator.source not in limits:
        reason = "The records of its outcome begin after the time that is looked at."
        return _nothing(plan, design, (), reason)
    counts = sources[indicator.source]
    if indicator.group not in counts.groups:
        reason = f"No figure of “{indicator.group}” is among the records that were given."
        return _nothing(plan, design, (), reason)
    material = gather(
        design,
        indicator,
        area=plan.area,
        counts=counts,
        limits=limits[indicator.source],
        breaks=tuple(b for b in counts.source.breaks if b.code not in asked.across),
        confidence=asked.confidence,
    )
    if isinstance(material, str):
        return _nothing(plan, design, treated_by(design, plan.area, counts), material)
    return _result(material)


def _nothing(
    plan: Plan, design: EvaluationDesign, areas: tuple[AreaKey, ...], reason: str
) -> InterventionResult:
    """Return a result for a design over months that the records do not hold."""
    return InterventionResult(
        design=design,
        indicator=plan.indicator(str(design.outcome)),
        used=DesignMethod.DESCRIPTION,
        why_not=reason,
        areas=areas,
        comparison=(),
        spans=None,
        described=None,
        effect=None,
        displacement=None,
        worth=None,
        maryland_cap=CAPS[DesignMethod.DESCRIPTION],
        checks=(),
        sentence=f"{design.title}: nothing can be said. {reason}",
        notes=(),
    )


def _result(m: Material) -> InterventionResult:
    described = _described(m)
    why_not, effect = _why_not(m), None
    if not why_not:
        try:
            effect = effect_of(m)
        except AnalysisError as error:
            why_not = f"The counts cannot carry the design: {error.reason}"
    used = m.design.method if effect else DesignMethod.DESCRIPTION
    return InterventionResult(
        design=m.design,
        indicator=m.indicator,
        used=used,
        why_not=why_not,
        areas=m.treated,
        comparison=m.comparison if effect else (),
        spans=m.spans,
        described=described,
        effect=effect.change if effect else None,
        displacement=displacement_of(m) if effect else None,
        worth=worth_of(m, effect.change) if effect else None,
        maryland_cap=_cap(effect),
        checks=effect.checks if effect else (),
        sentence=sentence_of(m, used, described, effect.change if effect else None),
        notes=notes_of(m, used, why_not, effect.checks if effect else ()),
    )


def _cap(effect: Effect | None) -> int:
    return effect.cap if effect else CAPS[DesignMethod.DESCRIPTION]


def _why_not(m: Material) -> str:
    """Return why a design may not be used; empty if it may."""
    design = m.design
    if design.method is DesignMethod.DESCRIPTION:
        return NO_METHOD
    if design.method.needs_comparison and not design.comparison:
        return NO_COMPARISON
    named = design.named_on.latest if design.named_on else None
    if named is None:
        return UNNAMED
    if Month.of(named) > m.spans.after.first:
        return (
            f"The design was named on {design.named_on}, when figures from "
            f"{m.spans.after.first.words} on could be seen already."
        )
    return ""


def _described(m: Material) -> Comparison | None:
    """Return the plain change between the two windows, over what both report."""
    known = m.reported(m.treated)
    if not known:
        return None
    ((before, after),) = m.pairs(m.treated)
    phi = dispersion_of(m, m.together(m.treated, m.spans.whole))
    return Comparison(
        before=m.spans.before,
        after=m.spans.after,
        count_before=before,
        count_after=after,
        months=known * m.step,
        left_out=(),
        change=percentage_change(before, after, confidence=m.confidence, dispersion=phi),
    )
