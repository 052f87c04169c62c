"""Differences of proportions at their edges."""

from __future__ import annotations

import math

import numpy as np
import pytest

from safetykit.errors import InputError
from safetykit.stats.rates import difference_of_proportions

METHODS = ["newcombe", "miettinen_nurminen", "mee", "agresti_caffo"]


@pytest.mark.parametrize("method", METHODS)
def test_share_not_reported_has_no_difference(method: str) -> None:
    """Nan answers nan, and is counted."""
    found = difference_of_proportions([math.nan, 5], 10, 3, 10, method=method)  # type: ignore[arg-type]

    for part in (found.value, found.low, found.high):
        assert [True, False] == np.isnan(part).tolist()
    assert ["not_reported"] == [check.name for check in found.failed]


@pytest.mark.parametrize("method", METHODS[:3])
def test_none_against_all_stays_within_its_range(method: str) -> None:
    """0 of 10 less 10 of 10 is -1, and no limit lies beyond it."""
    found = difference_of_proportions(0, 10, 10, 10, method=method)  # type: ignore[arg-type]

    assert (-1.0, -1.0) == (found.value, pytest.approx(found.low))
    assert found.high < 0  # type: ignore[operator]


@pytest.mark.parametrize(
    ("method", "low", "high"),
    [
        ("mee", -1.29347712145e-7, 6.6809333652e-8),
        ("miettinen_nurminen", -1.29347712798e-7, 6.68093343551e-8),
    ],
)
def test_rare_events_of_a_nation_keep_their_digits(method: str, low: float, high: float) -> None:
    """The closed form in 60 digits (mpmath 1.4.1); in 16 it is wrong from the third on."""
    found = difference_of_proportions(1, 5e7, 3, 6e7, method=method)  # type: ignore[arg-type]

    assert pytest.approx((low, high), rel=1e-8, abs=0.0) == (found.low, found.high)


def test_one_of_each_is_not_refused() -> None:
    """One person in each sample says nothing, and says so."""
    found = difference_of_proportions(1, 1, 0, 1, method="mee")

    assert found.contains(0.0)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"count1": 11}, "count1: expected a count that is not above n1"),
        ({"count2": 11}, "count2: expected a count that is not above n2"),
        ({"n1": 0}, "n1: expected a number above 0"),
        ({"n2": 2.5}, "n2: expected a whole number"),
        ({"count1": -1}, "count1: expected a count of 0 or more"),
        ({"method": "wald"}, "method: expected one of"),
        ({"confidence": 95}, "confidence: expected one number between 0 and 1"),
    ],
)
def test_difference_refuses(given: dict[str, object], message: str) -> None:
    """A part cannot exceed its whole, nor a whole be nothing."""
    arguments = {"count1": 1, "n1": 10, "count2": 1, "n2": 10} | given

    with pytest.raises(InputError, match=message):
        difference_of_proportions(**arguments)  # type: ignore[arg-type]
