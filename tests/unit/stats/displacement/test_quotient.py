"""The weighted displacement quotient at its edges."""

from __future__ import annotations

import math
from typing import Any

import pytest

from safetykit.errors import AnalysisError, InputError
from safetykit.stats.displacement import weighted_displacement_quotient

AREAS: dict[str, Any] = {
    "response_before": 200,
    "response_after": 100,
    "buffer_before": 150,
    "buffer_after": 150,
    "control_before": 1000,
    "control_after": 1000,
}


@pytest.mark.parametrize(
    ("buffer_after", "words"),
    [
        (20, "diffusion"),
        (149, "diffusion"),
        (150, "no displacement or diffusion"),
        (151, "displacement less than response effect"),
        (250, "displacement equals response effect"),
        (251, "displacement exceeds response effect"),
    ],
)
def test_reading_of_the_quotient(buffer_after: int, words: str) -> None:
    """The words follow appendix C of POP Center Tool Guide 10."""
    found = weighted_displacement_quotient(**(AREAS | {"buffer_after": buffer_after}))

    assert words == found.interpretation


def test_success_by_chance_has_no_limits() -> None:
    """A response of one event less bounds nothing, and the check says so."""
    found = weighted_displacement_quotient(**(AREAS | {"response_after": 199}))

    assert (-math.inf, math.inf) == (found.estimate.low, found.estimate.high)
    assert ["success_beyond_chance"] == [check.name for check in found.estimate.failed]


@pytest.mark.parametrize("area", ["control_before", "control_after"])
def test_control_without_events_is_refused(area: str) -> None:
    """Nothing can be weighted by a control count of 0."""
    with pytest.raises(AnalysisError, match="the control area has a count of 0"):
        weighted_displacement_quotient(**(AREAS | {area: 0}))


@pytest.mark.parametrize("after", [200, 300])
def test_response_without_success_is_refused(after: int) -> None:
    """Where nothing was prevented, nothing was displaced."""
    with pytest.raises(AnalysisError, match="did no better than the control area"):
        weighted_displacement_quotient(**(AREAS | {"response_after": after}))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"response_before": -1}, "response_before: expected a count of 0 or more"),
        ({"buffer_after": 1.5}, "buffer_after: expected a whole number"),
        ({"buffer_before": math.nan}, "buffer_before: expected one whole number of 0 or more"),
        ({"control_after": [1, 2]}, "control_after: expected one whole number of 0 or more"),
        ({"control_after": math.inf}, "control_after: expected finite numbers"),
        ({"confidence": 0}, "confidence: expected one number between 0 and 1"),
    ],
)
def test_what_is_refused(change: dict[str, Any], message: str) -> None:
    """Each unusable count is refused by name."""
    with pytest.raises(InputError, match=message):
        weighted_displacement_quotient(**(AREAS | change))
