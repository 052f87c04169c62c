"""XmR charts whose limits start anew where a stated reason changed the process.

What belongs here: `Rebase`, and the chart of phases. What does not: finding where to rebase: a
chart that chose its own breaks would explain away every signal.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import attrs
import numpy as np
from numpy.typing import ArrayLike, NDArray

from safetykit.errors import InputError
from safetykit.stats._inputs import require_whole
from safetykit.stats.estimate import CheckResult, FloatArray
from safetykit.stats.variation.marks import Lines
from safetykit.stats.variation.rules import NHS_RULES, NHS_RUN, Rule
from safetykit.stats.variation.signals import Improvement, Signals, find_signals
from safetykit.stats.variation.xmr_chart import (
    NHS_FACTOR,
    XmrChart,
    require_series_of_points,
    xmr,
)

__all__ = ["Rebase", "RebasedChart", "rebased_xmr"]


def _whole(at: int) -> int:
    return require_whole("at", at, minimum=1)


@attrs.frozen
class Rebase:
    """Where limits start anew, and why.

    Attributes:
        at: The first point of the new phase, counted from 0.
        reason: What changed the process, for readers of the chart. It cannot be empty.

    Raises:
        InputError: `at` is not a whole number of 1 or more, or the reason is empty.

    Examples:
        >>> Rebase(24, reason="The new recording system went live in January 2018.").at
        24
    """

    at: int = attrs.field(converter=_whole)
    reason: str = attrs.field(kw_only=True)

    @reason.validator
    def _check_reason(self, _: object, reason: object) -> None:
        if not isinstance(reason, str) or not reason.strip():
            hint = "Limits may start anew only where something known changed the process."
            raise InputError("reason", reason, "the reason in words", hint=hint)


@attrs.frozen(kw_only=True)
class RebasedChart:
    """An XmR chart in phases, for one series or a batch.

    Attributes:
        phases: The chart of each phase, in order.
        rebases: Where and why the phases after the first start.
        checks: Those of the phases, and `rebase_supported` for each rebase.
    """

    phases: tuple[XmrChart, ...]
    rebases: tuple[Rebase, ...]
    checks: tuple[CheckResult, ...] = ()

    @property
    def values(self) -> FloatArray:
        """(..., n) the values."""
        return np.concatenate([phase.values for phase in self.phases], axis=-1)

    @property
    def mean(self) -> FloatArray:
        """(..., n) the mean of the phase of each point."""
        return self._line("mean")

    @property
    def lower(self) -> FloatArray:
        """(..., n) the lower natural process limit of the phase of each point."""
        return self._line("lower")

    @property
    def upper(self) -> FloatArray:
        """(..., n) the upper natural process limit of the phase of each point."""
        return self._line("upper")

    @property
    def signals(self) -> Signals:
        """The points that each rule marks; no run is carried over a rebase."""
        return Signals(
            codes=np.concatenate([phase.signals.codes for phase in self.phases], axis=-1)
        )

    @property
    def point_types(self) -> NDArray[np.str_]:
        """(..., n) words for the points, as in `XmrChart.point_types`."""
        return self.signals.point_types(self.phases[0].improvement)

    def _line(self, name: str) -> FloatArray:
        lines = (
            np.broadcast_to(np.asarray(getattr(phase, name))[..., np.newaxis], phase.values.shape)
            for phase in self.phases
        )
        return np.concatenate(list(lines), axis=-1)


def rebased_xmr(
    values: ArrayLike,
    rebases: Sequence[Rebase],
    *,
    factor: float = NHS_FACTOR,
    screen_moving_ranges: bool = True,
    improvement: Improvement | None = None,
    rules: Sequence[Rule] = NHS_RULES,
    run: int = NHS_RUN,
) -> RebasedChart:
    """Return an XmR chart whose limits start anew at each rebase.

    Args:
        values: (..., n) values in order of time; nan means "not reported".
        rebases: Where limits start anew, and why, in order of time; none gives one phase.
        factor: As for `xmr`.
        screen_moving_ranges: As for `xmr`.
        improvement: As for `xmr`.
        rules: As for `xmr`.
        run: As for `xmr`.

    Returns:
        The chart of phases. The check `rebase_supported` fails where, about the limits of the
        phase before, the points after a rebase show no shift and none beyond a limit: then the
        record gives no cause to rebase.

    Raises:
        InputError: As for `xmr`; or the rebases are not in order, or not within the series.

    References:
        NHS England, Making Data Count: when to recalculate limits.

    Examples:
        >>> values = [10, 12, 11, 13, 12, 11, 10, 12, 20, 22, 21, 23, 22, 21, 20, 22]
        >>> chart = rebased_xmr(values, [Rebase(8, reason="A second camera was switched on.")])
        >>> chart.mean[[0, -1]].tolist(), bool(chart.signals.any.any())
        ([11.375, 21.375], False)
    """
    series = require_series_of_points(values)
    starts = [0, *(rebase.at for rebase in rebases), series.shape[-1]]
    if any(later <= earlier for earlier, later in pairwise(starts)):
        raise InputError("rebases", starts[1:-1], f"points in order below {series.shape[-1]}")
    phases = tuple(
        xmr(
            series[..., start:stop],
            factor=factor,
            screen_moving_ranges=screen_moving_ranges,
            improvement=improvement,
            rules=rules,
            run=run,
        )
        for start, stop in pairwise(starts)
    )
    pairs = zip(rebases, pairwise(phases), strict=True)
    supported = tuple(_supported(rebase, *pair, run) for rebase, pair in pairs)
    return RebasedChart(
        phases=phases,
        rebases=tuple(rebases),
        checks=(*(check for phase in phases for check in phase.checks), *supported),
    )


def _supported(rebase: Rebase, before: XmrChart, after: XmrChart, run: int) -> CheckResult:
    old = Lines(*(np.asarray(line) for line in (before.mean, before.lower, before.upper)))
    signals = find_signals(after.values, old, rules=("outside_limits", "shift"), run=run)
    shown = signals.any.any(axis=-1)
    verdict = "show" if shown.all() else "do not all show" if shown.any() else "do not show"
    detail = f"The points from {rebase.at} on {verdict} a change from the limits before."
    return CheckResult(name="rebase_supported", passed=bool(shown.all()), detail=detail)
