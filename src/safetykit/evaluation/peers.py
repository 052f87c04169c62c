"""An area beside places like it: inside or outside what chance and unlike places bring.

There are no ranks and no league table. The limits are those of a funnel: they are wider for small
places, and wider again as far as the places differ among themselves. The area itself does not help
to set the limits that it is held against.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import attrs
import numpy as np
import numpy.typing as npt

from safetykit.errors import InputError, suggest
from safetykit.evaluation.case import month_counts
from safetykit.evaluation.rates import plural, rate_words
from safetykit.evaluation.results import IndicatorResult, Window
from safetykit.evaluation.words import list_words
from safetykit.model import Area, Comparator, ComparatorSet, Indicator
from safetykit.records import AreaKey, Counts
from safetykit.stats import CheckResult
from safetykit.stats.rates import (
    FunnelLimits,
    FunnelSpread,
    funnel_limits,
    funnel_overdispersion,
)

__all__ = ["PeerLimits", "PeerPoint", "PeerResult", "peer_result"]

PER: Final = 1000.0
MIN_PLACES: Final = 5
LEVELS: Final = (0.95, 0.998)
CURVE_POINTS: Final = 25
CURVE_MARGIN: Final = 1.15
NOT_COMPARED: Final = "Beside places like it: not compared."
WHERE: Final = {
    -2: "below both limits (95% and 99.8%)",
    -1: "below the limit of 95%, and not below that of 99.8%",
    0: "inside the limits of 95%",
    1: "above the limit of 95%, and not above that of 99.8%",
    2: "above both limits (95% and 99.8%)",
}


@attrs.frozen(kw_only=True)
class PeerPoint:
    """One place: its count, its size, and its rate per 1,000 and year."""

    name: str
    count: int
    size: float
    rate: float


@attrs.frozen(kw_only=True)
class PeerLimits:
    """The limits for a place of one size: lower and upper, at 95% and 99.8%."""

    size: float
    lower: tuple[float, float]
    upper: tuple[float, float]


@attrs.frozen(kw_only=True)
class PeerResult:
    """An area among places like it, over one window.

    Attributes:
        indicator: What is compared.
        comparators: The places as the plan names them, with the method that chose them.
        window: The months.
        own: The area itself.
        others: The places that report every period of the window, by name.
        left_out: Those that do not.
        target: The rate of the others together.
        lower: The lower limits for the area's size, at 95% and 99.8%.
        upper: The upper limits.
        curve: The limits over all sizes from the smallest place to the largest, to be drawn.
        position: 0 inside; 1 or 2 above one limit or both; -1 or -2 below.
        method: How the limits were made.
        checks: What became of the checks.
        sentence: The result in plain words.
    """

    indicator: Indicator
    comparators: ComparatorSet
    window: Window
    own: PeerPoint
    others: tuple[PeerPoint, ...]
    left_out: tuple[str, ...]
    target: float
    lower: tuple[float, float]
    upper: tuple[float, float]
    curve: tuple[PeerLimits, ...]
    position: int
    method: str
    checks: tuple[CheckResult, ...]
    sentence: str


def peer_result(result: IndicatorResult, area: Area, counts: Counts) -> PeerResult | str | None:
    """Set an indicator beside the places that the plan names, over the window of its value.

    Args:
        result: The indicator's result.
        area: The area, with the places like it.
        counts: The records, which hold the places by the area's own rule.

    Returns:
        The result; a reason where the records hold none of the places, too little is reported, or
        nothing happened elsewhere; None if the plan names no places.

    Raises:
        InputError: Some of the places are in the records and one is not, one is named twice, or the
            area's own size is not known.
    """
    chosen = area.comparators
    if chosen is None:
        return None
    window = result.value_of
    sizes = _sizes_of(chosen, result.area)
    if not any(AreaKey(result.area.rule, name) in counts.areas for name in sizes):
        return f"{NOT_COMPARED} The records of “{result.indicator.title}” hold none of them."
    keys = [_key(name, result.area, counts) for name in sizes]
    found = {k.name: _count(result.indicator, k, window, counts) for k in keys}
    own = _count(result.indicator, result.area, window, counts)
    known = {name: count for name, count in sorted(found.items()) if count is not None}
    if own is None or len(known) < MIN_PLACES:
        few = f"Fewer than {MIN_PLACES} of them, or not the area itself, report"
        return f"{NOT_COMPARED} {few} all of {window.words}."
    if not any(known.values()):
        none = f"None of the {len(known)} of them recorded any in {window.words}"
        return f"{NOT_COMPARED} {none}, and no limits stand about none."
    years = len(window) / 12.0
    others = tuple(_point(n, c, sizes[n], years) for n, c in known.items())
    mine = _point(area.name, own, _own_size(area, chosen), years)
    left_out = tuple(sorted(set(found) - set(known)))
    return _judge(result, chosen, mine, others, left_out)


def _sizes_of(chosen: ComparatorSet, own: AreaKey) -> dict[str, float]:
    """Return how many there are in each place, without the area itself, which some lists hold."""
    names = [c.name for c in chosen.areas]
    if twice := next((name for name in names if names.count(name) > 1), ""):
        raise InputError("comparators.areas", f"{twice} twice", "each place once")
    return {c.name: _size(c) for c in chosen.areas if c.name != own.name}


def _size(place: Comparator) -> float:
    if not place.size.known or not place.size.stated > 0:
        raise InputError("comparators.size", str(place.size), f"how many there are in {place.name}")
    return place.size.stated


def _own_size(area: Area, chosen: ComparatorSet) -> float:
    estimate = area.population(chosen.basis, of=chosen.population)
    if not estimate.value.known or not estimate.value.stated > 0:
        raise InputError("comparators.population", str(estimate.value), "a known number above 0")
    return estimate.value.stated


def _key(name: str, own: AreaKey, counts: Counts) -> AreaKey:
    key = AreaKey(own.rule, name)
    if key in counts.areas:
        return key
    names = sorted(k.name for k in counts.areas if k.rule is own.rule)
    hint = suggest(name, names) or f"The records hold: {', '.join(names[:20])}."
    raise InputError("comparators.areas", name, "a place that the records hold", hint=hint)


def _count(indicator: Indicator, key: AreaKey, window: Window, counts: Counts) -> int | None:
    """Return a place's count; None unless it reports every period."""
    series = counts.series(indicator.group, area=key).window(window.first, window.last)
    numbers = month_counts(series)
    return None if np.isnan(numbers).any() else int(numbers.sum())


def _point(name: str, count: int, size: float, years: float) -> PeerPoint:
    return PeerPoint(name=name, count=count, size=size, rate=PER * count / (size * years))


def _judge(
    result: IndicatorResult,
    chosen: ComparatorSet,
    own: PeerPoint,
    others: Sequence[PeerPoint],
    left_out: tuple[str, ...],
) -> PeerResult:
    years = len(result.value_of) / 12.0
    exposure: npt.NDArray[np.float64] = np.array([p.size for p in others]) * years
    spread = funnel_overdispersion([p.count for p in others], exposure, kind="rate")
    limits = _limits(own.size * years, spread)
    (known,) = _at((own.size,), limits)
    sizes = _sizes((own, *others))
    found = PeerResult(
        indicator=result.indicator,
        comparators=chosen,
        window=result.value_of,
        own=own,
        others=tuple(others),
        left_out=left_out,
        target=PER * float(spread.target),
        lower=known.lower,
        upper=known.upper,
        curve=_at(sizes, _limits(np.array(sizes) * years, spread)),
        position=int(limits.position(own.rate)),
        method=limits.method,
        checks=spread.checks,
        sentence="",
    )
    return attrs.evolve(found, sentence=_say(found))


def _limits(exposure: npt.ArrayLike, spread: FunnelSpread) -> FunnelLimits:
    return funnel_limits(
        exposure, kind="rate", confidence=LEVELS, spread=spread, truncated=True, multiplier=PER
    )


def _sizes(places: Sequence[PeerPoint]) -> tuple[float, ...]:
    """Return sizes from a little below the smallest place to a little above the largest."""
    sizes = [place.size for place in places]
    first, last = min(sizes) / CURVE_MARGIN, max(sizes) * CURVE_MARGIN
    return tuple(float(size) for size in np.geomspace(first, last, CURVE_POINTS))


def _at(sizes: Sequence[float], limits: FunnelLimits) -> tuple[PeerLimits, ...]:
    lower = limits.lower.reshape(len(LEVELS), -1).tolist()
    upper = limits.upper.reshape(len(LEVELS), -1).tolist()
    return tuple(
        PeerLimits(size=size, lower=(lower[0][n], lower[1][n]), upper=(upper[0][n], upper[1][n]))
        for n, size in enumerate(sizes)
    )


def _say(found: PeerResult) -> str:
    chosen = found.comparators
    rate = f"{rate_words(found.own.rate)} for each 1,000 {plural(chosen.basis)} and year"
    missing = (
        f" Not all of it is reported by {list_words(found.left_out)}." if found.left_out else ""
    )
    return (
        f"{found.indicator.title} in {found.window.words}: {rate}, {WHERE[found.position]} that "
        f"{len(found.others)} places like it lead one to expect about their "
        f"{rate_words(found.target)} "
        f"(chosen by {chosen.method}, {chosen.chosen_on}). Being outside is a reason to ask, and "
        f"says nothing of why.{missing}"
    )
