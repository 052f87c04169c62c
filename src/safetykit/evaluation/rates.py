"""One count under several denominators, and why some of them mislead."""

from __future__ import annotations

import math
import re
from typing import Final

import attrs
import numpy as np

from safetykit.evaluation.case import Case
from safetykit.evaluation.results import RateResult, Window
from safetykit.model import Area, Indicator, PopulationEstimate
from safetykit.stats.rates import rate

__all__ = [
    "counts_people",
    "has_later_base",
    "plural",
    "population_notes",
    "rate_words",
    "rates_of",
]

PER: Final = 1000.0
FEW: Final = 0.1
PEOPLE: Final = ("resident", "worker", "visitor", "student")
OF_PEOPLE: Final = (*PEOPLE, "person", "rough_sleeper")
_SEVERAL: Final = {
    "business": "businesses",
    "casualty": "casualties",
    "person": "people",
    "premises": "premises",
}


def rates_of(case: Case, *, dispersion: float) -> tuple[RateResult, ...]:
    """Return the baseline's rate on each of an indicator's denominators, and on people together.

    The months that are reported stand for a year of twelve. Bases of people alone are set beside
    each other: that there are more vehicles than residents says nothing of either rate.
    """
    indicator, area, window = case.indicator, case.area, case.choice.before
    usable = [p for p in area.populations if math.isfinite(p.value.stated) and p.value.stated > 0]
    estimates = [p for p in usable if p.id in indicator.denominators]
    part = case.series.window(window.first, window.last)
    years = int(np.count_nonzero(part.reported)) * part.step / 12.0
    if not estimates or not years:
        return ()
    bases: list[tuple[str, tuple[PopulationEstimate, ...]]]
    bases = [(plural(p.basis), (p,)) for p in estimates]
    people = tuple({p.basis: p for p in reversed(estimates) if p.basis in PEOPLE}.values())[::-1]
    if len(people) > 1:
        bases.append((" and ".join(plural(p.basis) for p in people), people))
    largest = max((p.value.stated for p in estimates if p.basis in OF_PEOPLE), default=0.0)
    results = []
    for basis, populations in bases:
        size = sum(p.value.stated for p in populations)
        found = rate(
            part.total(),
            size * years,
            confidence=case.confidence,
            multiplier=PER,
            dispersion=dispersion,
        )
        results.append(RateResult(basis=basis, populations=populations, size=size, rate=found))
    return tuple(attrs.evolve(r, caution=_caution(r, largest)) for r in results)


def counts_people(result: RateResult) -> bool:
    """Return whether a rate is based on people, and not on vehicles, premises or the like."""
    return all(p.basis in OF_PEOPLE for p in result.populations)


def has_later_base(indicator: Indicator, area: Area, after: Window | None) -> bool:
    """Return whether a denominator has an estimate of the same series for the later months."""
    if after is None:
        return False
    series = {p.series for p in area.populations if p.id in indicator.denominators and p.series}
    years = {p.year.year for p in area.populations if p.series in series}
    return bool(years & {after.first.year, after.last.year})


def _caution(result: RateResult, largest: float) -> str:
    if counts_people(result) and result.size < FEW * largest:
        times = largest / result.size
        return (
            f"Meaningless here: for each of the {result.basis} there are {times:,.0f} others who "
            "can be victims or be present, so most of the offences are not theirs."
        )
    if len(result.populations) > 1:
        return "People who are both are counted twice; visitors are not counted at all."
    return ""


def plural(basis: str) -> str:
    """Return what a rate is based on, as several: `residents`, `premises`, `vehicle-kilometres`.

    Examples:
        >>> plural("business"), plural("rough_sleeper"), plural("vehicle * kilometre")
        ('businesses', 'rough sleepers', 'vehicle-kilometres')
    """
    words = basis.replace("_", " ").replace(" * ", "-")
    return _SEVERAL.get(words, f"{words}s")


def rate_words(value: float) -> str:
    """Write a rate with a digit behind the point, and a small one with two that are not nought.

    Examples:
        >>> rate_words(1234.56), rate_words(0.0312), rate_words(0)
        ('1,234.6', '0.031', '0.0')
    """
    return f"{value:,.1f}" if value >= 1 or not value else f"{value:.2g}"


def population_notes(area: Area) -> tuple[str, ...]:
    """Return a note for each basis whose estimates belong to different series."""
    notes = []
    for basis in dict.fromkeys(p.basis for p in area.populations):
        estimates = [p for p in area.populations if p.basis == basis and p.series]
        if len({p.series for p in estimates}) > 1:
            listed = "; ".join(_describe(p) for p in estimates)
            notes.append(
                f"{plural(basis).capitalize()}: {listed}. These belong to different series, so a "
                "rate of one year is not compared with a rate of another."
            )
    return tuple(notes)


def _describe(estimate: PopulationEstimate) -> str:
    year = str(estimate.year) if estimate.year.known else "year not stated"
    return f"{estimate.value} ({year}, {re.split('[,;]', estimate.source)[0]})"
