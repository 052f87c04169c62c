"""Beside the effect: where the problem may have gone, and whether the money was well spent."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import Decimal
from typing import Final

import attrs

from safetykit.errors import InputError
from safetykit.evaluation.interventions.effects import dispersion_of
from safetykit.evaluation.interventions.material import Material, key_of, require_apart
from safetykit.evaluation.interventions.results import Displacement, Worth
from safetykit.evaluation.words import span_words
from safetykit.model import EvaluationDesign
from safetykit.records import AreaKey
from safetykit.stats import Estimate
from safetykit.stats.displacement import weighted_displacement_difference

__all__ = ["displacement_of", "worth_of"]


NOTHING_LEFT: Final = -100.0  # percent; of how many more there would have been it says nothing


def displacement_of(m: Material) -> Displacement | None:
    """Return what became of the places round about; None if the design names none.

    Raises:
        InputError: The design names no place to compare them with, or one place on two sides.
    """
    design = m.design
    if not design.buffer:
        return None
    if not design.buffer_comparison or not m.comparison:
        hint = "Displacement is judged beyond what changed elsewhere."
        expected = "comparison and buffer_comparison"
        raise InputError("evaluation_designs.buffer", ", ".join(design.buffer), expected, hint=hint)
    buffer = [key_of(name, m.counts) for name in design.buffer]
    beyond = [key_of(name, m.counts) for name in design.buffer_comparison]
    require_apart("buffer", m.treated, m.comparison, buffer, beyond)
    treated, control, zone, zone_control = m.pairs(m.treated, m.comparison, buffer, beyond)
    found = weighted_displacement_difference(
        control=control,
        treated=treated,
        displacement_control=zone_control,
        displacement_treated=zone,
        confidence=m.confidence,
        dispersion=_widest(m, m.treated, m.comparison, tuple(buffer), tuple(beyond)),
    )
    return Displacement(
        total=found.total,
        local=found.local,
        round_about=found.displacement,
        sentence=_displaced(found.displacement),
    )


def _widest(m: Material, *groups: tuple[AreaKey, ...]) -> float:
    return max(dispersion_of(m, m.together(g, m.spans.whole)) for g in groups)


def _displaced(zone: Estimate) -> str:
    span = span_words(float(zone.low), float(zone.high), in_percent=False)
    if zone.contains(0.0):
        return (
            f"Round about, the change beyond like places is {float(zone.value):+,.0f} events "
            f"({span}): displacement, and benefits that spread, both fit that."
        ).replace("-", "−")
    word = "more" if float(zone.value) > 0 else "fewer"
    speaks = "speaks for displacement" if float(zone.value) > 0 else "speaks against displacement"
    number = f"{abs(float(zone.value)):,.0f}"
    return f"Round about there were {number} {word} events than like places had ({span}): {speaks}."


def worth_of(m: Material, change: Estimate) -> Worth | None:
    """Return benefits and costs, if the difference is what the intervention brought.

    None where the design names no cost, where the change or its interval is not known, or where it
    rests on no comparison: what one place alone shows cannot be called a benefit.

    Raises:
        InputError: The two sums are not in prices of one stated year.
    """
    design = m.design
    if design.cost is None or design.unit_cost is None or not design.method.needs_comparison:
        return None
    year = _price_year(design)
    if math.isnan(float(change.low)) or not float(change.value) > NOTHING_LEFT:
        return None
    (pair,) = m.pairs(m.treated)
    fewer = _fewer(pair[1], change)
    unit, cost = float(design.unit_cost.pounds), float(design.cost.pounds)
    if cost <= 0:
        raise InputError("evaluation_designs.cost", str(design.cost), "a cost above 0")
    ratio = _scaled(fewer, lambda events: events * unit / cost, "benefits over costs")
    return Worth(
        fewer=fewer,
        ratio=ratio,
        net_pounds=_scaled(fewer, lambda events: events * unit - cost, "benefits less costs"),
        price_year=year,
        sentence=_worth_words(design, fewer, ratio, year),
    )


def _scaled(events: Estimate, scale: Callable[[float], float], name: str) -> Estimate:
    """Return an amount that grows with the events; cost and unit cost are taken as known."""
    value, low, high = (scale(float(x)) for x in (events.value, events.low, events.high))
    method = f"{name}, from {events.method}; sums are taken as known"
    return attrs.evolve(events, value=value, low=low, high=high, method=method)


def _price_year(design: EvaluationDesign) -> int:
    years = {money.price_year for money in (design.cost, design.unit_cost) if money}
    year = next(iter(years))
    if len(years) > 1 or year is None:
        got = ", ".join("no year" if y is None else str(y) for y in years)
        hint = 'Write both as "£12,000 (2018 prices)".'
        raise InputError("evaluation_designs.cost", got, "one price year for both sums", hint=hint)
    return year


def _fewer(after: int, change: Estimate) -> Estimate:
    """Return events fewer than expected: what was counted over 1 plus the change, less itself."""

    def difference(percent: float) -> float:
        ratio = 1.0 + percent / 100.0
        return after / ratio - after if ratio > 0 else math.inf

    low, high = difference(float(change.high)), difference(float(change.low))
    return Estimate(
        value=difference(float(change.value)),
        low=low,
        high=high,
        level=change.level,
        method=f"events fewer than expected, from: {change.method}",
        assumptions=change.assumptions,
    )


def _worth_words(design: EvaluationDesign, fewer: Estimate, ratio: Estimate, year: int) -> str:
    source = (
        f" ({design.unit_cost_source})" if design.unit_cost_source else ", from no stated source"
    )
    unit = design.unit_cost.pounds if design.unit_cost else Decimal(0)
    cost = design.cost.pounds if design.cost else Decimal(0)
    return (
        f"If the difference is what it brought, that is {_events(fewer)}. At £{unit:,} each"
        f"{source} and a cost of £{cost:,}, both in prices of {year}, each pound brought "
        f"£{float(ratio.value):.2f} ({_pounds(ratio)})."
    ).replace("£-", "−£")


def _events(fewer: Estimate) -> str:
    number, low, high = (float(part) for part in (fewer.value, fewer.low, fewer.high))
    if number < 0 and math.isfinite(high):
        return f"{-number:,.0f} events more ({span_words(-high, -low, in_percent=False)})"
    span = span_words(low, high, in_percent=False)
    return f"{number:z,.0f} events fewer ({span})".replace("-", "−")


def _pounds(ratio: Estimate) -> str:
    if math.isinf(float(ratio.high)):
        return f"£{float(ratio.low):.2f} or more"
    return f"between £{float(ratio.low):.2f} and £{float(ratio.high):.2f}"
