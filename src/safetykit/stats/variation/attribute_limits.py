"""The limits of charts of counts.

What belongs here: `AttributeChart`, and the one way in which all charts of counts are made. What
does not: what a caller asks for, which is in `attribute_charts` and `laney_charts`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import attrs
import numpy as np
from numpy.typing import ArrayLike, NDArray

from safetykit.errors import InputError
from safetykit.stats._inputs import (
    refuse_where,
    require_counts,
    require_one_shape,
    require_reported,
    require_whole,
)
from safetykit.stats.estimate import (
    BoolArray,
    CheckResult,
    FloatArray,
    FloatOrArray,
    comparable,
    read_only,
)
from safetykit.stats.variation.marks import Lines
from safetykit.stats.variation.rules import Rule
from safetykit.stats.variation.signals import Improvement, Signals, find_signals, require_options
from safetykit.stats.variation.xmr_chart import checks_of, limits_of, require_baseline

__all__ = ["AttributeChart"]

RANGE_TO_SIGMA: Final = 1.128  # d2 of two points


@attrs.frozen(kw_only=True)
class AttributeChart:
    """The limits and the signals of a chart of counts, for one series or a batch.

    Attributes:
        values: (..., n) shares, rates or counts, nan where not reported.
        centre: (...) the centre line: the events over the sizes of the baseline.
        lower: (..., n) lower limits, 0 at the least.
        upper: (..., n) upper limits; 1 at the most for shares.
        sigma_z: (...) what Laney's charts multiply the limits by; 1 for the others.
        signals: The points that each rule marks.
        improvement: Which direction is better, or None if neither is.
        method: The method and its constants, in words.
        assumptions: What must hold for the limits to mean what they say.
        checks: What became of the checks.
    """

    values: FloatArray = attrs.field(eq=comparable)
    centre: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    lower: FloatArray = attrs.field(eq=comparable)
    upper: FloatArray = attrs.field(eq=comparable)
    sigma_z: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    signals: Signals
    improvement: Improvement | None
    method: str
    assumptions: tuple[str, ...] = ()
    checks: tuple[CheckResult, ...] = ()

    @property
    def point_types(self) -> NDArray[np.str_]:
        """(..., n) words for the points, as in `XmrChart.point_types`."""
        return self.signals.point_types(self.improvement)


@attrs.frozen(kw_only=True)
class Options:
    """What all the charts of counts can be asked for."""

    baseline: slice | int | None
    exclude: Sequence[int]
    rules: Sequence[Rule]
    run: int
    improvement: Improvement | None
    screen: bool | None = None  # of Laney's moving ranges; None for the plain charts


def require_rates(count: ArrayLike, exposure: ArrayLike) -> tuple[FloatArray, FloatArray]:
    """Return counts and exposures of one shape (..., n), with at least one point."""
    return _require_sizes(require_counts("count", count), require_reported("exposure", exposure))


def require_shares(count: ArrayLike, n: ArrayLike) -> tuple[FloatArray, FloatArray]:
    """Return counts, and how many there are, of one shape (..., n), with at least one point."""
    events, size = _require_sizes(require_counts("count", count), require_counts("n", n), "n")
    refuse_where(events > size, "count", events, "a count that is not above its n")
    return events, size


def _require_sizes(
    events: FloatArray, size: FloatArray, field: str = "exposure"
) -> tuple[FloatArray, FloatArray]:
    hint = "Give nan for a period with nothing at risk: it has no rate."
    refuse_where(size <= 0, field, size, "a number above 0, or nan", hint=hint)
    one, two = require_one_shape(**{"count": events, field: size})
    if not one.ndim or not one.shape[-1]:
        raise InputError("count", one.shape, "a series of at least one count")
    return one, two


def make_chart(
    events: FloatArray, size: FloatArray, options: Options, *, shares: bool, name: str
) -> AttributeChart:
    """Return the chart of events over sizes."""
    require_options(options.rules, options.improvement)
    run = require_whole("run", options.run, minimum=2)
    part = require_baseline(options.baseline, events.shape[-1])
    values = events / size
    judged = np.where(_require_excluded(options.exclude, events.shape[-1]), np.nan, values)
    centre = _centre(events[..., part], size[..., part], ~np.isnan(judged[..., part]))
    variance = centre * (1.0 - centre) if shares else centre
    sigma = np.sqrt(variance[..., np.newaxis] / size)
    typical = _typical_range(judged[..., part], centre, sigma[..., part], options.screen)
    sigma_z = typical / RANGE_TO_SIGMA
    middle, away = centre[..., np.newaxis], 3.0 * sigma * sigma_z[..., np.newaxis]
    lines = Lines(centre, middle - away, middle + away)
    values.setflags(write=False)
    return AttributeChart(
        values=values,
        centre=centre,
        lower=_frozen(np.maximum(lines.lower, 0.0)),
        upper=_frozen(np.minimum(lines.upper, 1.0) if shares else lines.upper),
        sigma_z=sigma_z,
        signals=find_signals(judged, lines, rules=options.rules, run=run),
        improvement=options.improvement,
        method=f"{name}, limits at 3 sigma{_SCREENED[options.screen]}",
        assumptions=_ASSUMPTIONS[options.screen is not None],
        checks=checks_of(values, judged[..., part], typical),
    )


def _require_excluded(exclude: Sequence[int], length: int) -> BoolArray:
    excluded = np.zeros(length, dtype=np.bool_)
    for index in exclude:
        place = require_whole("exclude", index, minimum=0)
        if place >= length:
            raise InputError("exclude", index, f"a place from 0 to {length - 1}")
        excluded[place] = True
    return excluded


def _centre(events: FloatArray, size: FloatArray, there: BoolArray) -> FloatArray:
    total = np.where(there, size, 0.0).sum(axis=-1)
    found = np.where(there, events, 0.0).sum(axis=-1)
    return np.where(total > 0, found / np.where(total > 0, total, 1.0), np.nan)


def _typical_range(
    values: FloatArray, centre: FloatArray, sigma: FloatArray, screen: bool | None
) -> FloatArray:
    """Return the mean moving range of z for Laney's charts, and that of chance for the others."""
    if screen is None:
        return np.full(centre.shape, RANGE_TO_SIGMA)
    away = values - centre[..., np.newaxis]
    z = np.where(sigma == 0.0, 0.0 * away, away / np.where(sigma == 0.0, 1.0, sigma))
    return limits_of(np.moveaxis(z, -1, 0), screen=screen)[1]


def _frozen(line: FloatArray) -> FloatArray:
    line.setflags(write=False)
    return line


_SCREENED: Final = {
    None: "",
    True: " times sigma_z, moving ranges screened",
    False: " times sigma_z, moving ranges not screened",
}
_ASSUMPTIONS: Final = {
    False: (
        "the points of the baseline come from one steady process",
        "events are independent: counts vary as chance alone makes them",
        "points are independent, without a season",
    ),
    True: (
        "the points of the baseline come from one steady process",
        "points are independent, without a season",
    ),
}
