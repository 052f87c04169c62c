"""Rebased charts at their edges."""

from __future__ import annotations

import numpy as np
import pytest

from safetykit.errors import InputError
from safetykit.stats.variation import Rebase, rebased_xmr, xmr

LOW = [10, 12, 11, 13, 12, 11, 10, 12, 13, 11, 12, 10]
HIGH = [value + 20 for value in LOW]
REASON = "The new recording system went live."


def test_each_phase_has_limits_of_its_own() -> None:
    """A chart of two phases is two charts, joined."""
    chart = rebased_xmr([*LOW, *HIGH], [Rebase(12, reason=REASON)], improvement="decrease")
    low, high = xmr(LOW), xmr(HIGH)

    assert [low.mean] * 12 + [high.mean] * 12 == chart.mean.tolist()
    assert [low.lower] * 12 + [high.lower] * 12 == chart.lower.tolist()
    assert [low.upper] * 12 + [high.upper] * 12 == chart.upper.tolist()
    assert [*LOW, *HIGH] == chart.values.tolist()
    assert not chart.signals.any.any()
    assert {"common_cause"} == set(chart.point_types.tolist())


def test_record_supports_a_rebase_that_it_shows() -> None:
    """The points after it lie beyond the limits before."""
    *_, check = rebased_xmr([*LOW, *HIGH], [Rebase(12, reason=REASON)]).checks

    assert ("rebase_supported", True) == (check.name, check.passed)


def test_record_does_not_support_a_rebase_without_a_change() -> None:
    """A stated reason is not yet a change."""
    *_, check = rebased_xmr([*LOW, *LOW], [Rebase(12, reason=REASON)]).checks

    assert check.passed is False
    assert "from 12 on do not show a change" in check.detail


def test_batch_is_supported_only_if_each_series_is() -> None:
    """One series that moved does not speak for the other."""
    chart = rebased_xmr([[*LOW, *HIGH], [*LOW, *LOW]], [Rebase(12, reason=REASON)])

    assert (2, 24) == chart.mean.shape
    assert "do not all show" in chart.checks[-1].detail


def test_without_a_rebase_there_is_one_phase() -> None:
    """The chart is that of xmr."""
    chart = rebased_xmr(LOW, [])

    assert (xmr(LOW),) == chart.phases
    assert xmr(LOW).checks == chart.checks


def test_short_phase_says_so() -> None:
    """Each phase has checks of its own."""
    chart = rebased_xmr([*LOW, 40, 42], [Rebase(12, reason=REASON)])

    names = [check.name for check in chart.checks if check.passed is False]
    assert ["short_series"] == names


@pytest.mark.parametrize("reason", ["", "  ", None, 5])
def test_rebase_needs_a_reason(reason: object) -> None:
    """An empty reason is none."""
    with pytest.raises(InputError, match=r"reason: .*Limits may start anew only where something"):
        Rebase(12, reason=reason)  # type: ignore[arg-type]


def test_reason_cannot_be_left_out() -> None:
    """There is no default."""
    with pytest.raises(TypeError, match="reason"):
        Rebase(12)  # type: ignore[call-arg]


def test_rebase_at_a_whole_float() -> None:
    """A place that a table of floats named is the place."""
    assert 12 == Rebase(12.0, reason=REASON).at  # type: ignore[arg-type]
    assert 2 == len(rebased_xmr([*LOW, *HIGH], [Rebase(12.0, reason=REASON)]).phases)  # type: ignore[arg-type]


@pytest.mark.parametrize("at", [0, -1, 1.5])
def test_rebase_needs_a_point_before(at: float) -> None:
    """A series cannot start anew at its start."""
    with pytest.raises(InputError, match="at: expected one whole number of 1 or more"):
        Rebase(at, reason=REASON)  # type: ignore[arg-type]


@pytest.mark.parametrize("places", [(12,), (5, 5), (8, 4)])
def test_rebases_are_in_order_and_within_the_series(places: tuple[int, ...]) -> None:
    """Each phase holds at least one point."""
    with pytest.raises(InputError, match="rebases: expected points in order below 12"):
        rebased_xmr(np.array(LOW), [Rebase(at, reason=REASON) for at in places])
