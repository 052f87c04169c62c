"""Standardised rates at their edges."""

from __future__ import annotations

import math

import numpy as np
import pytest

from safetykit.errors import InputError
from safetykit.stats.rates import (
    directly_standardised_rate,
    indirectly_standardised_ratio,
    rate,
)

NAN = math.nan


def test_one_band_is_the_plain_rate() -> None:
    """With one band there is nothing to standardise: Dobson's limits are Byar's."""
    found = directly_standardised_rate([40], [1000], [7], multiplier=1000)
    plain = rate(40, 1000, multiplier=1000, method="byar")

    assert pytest.approx([plain.low, plain.value, plain.high]) == [
        found.low,
        found.value,
        found.high,
    ]


def test_gamma_interval_of_one_band_is_exact() -> None:
    """Fay and Feuer's interval of one band is Garwood's, small counts included."""
    for count in (0, 3, 40):
        found = directly_standardised_rate([count], [1000], [7], method="gamma", multiplier=1000)
        plain = rate(count, 1000, multiplier=1000)

        assert pytest.approx([plain.low, plain.high]) == [found.low, found.high]


def test_few_events_give_no_rate() -> None:
    """Below 10 events Dobson's rate is nan and says so; the least can be chosen."""
    few, allowed, none = (
        directly_standardised_rate([2, count], [10, 10], [1, 1], min_events=least)
        for count, least in ((3, None), (3, 0), (3, 5))
    )

    assert math.isnan(few.value)  # type: ignore[arg-type]
    assert ["small_count"] == [check.name for check in few.failed]
    assert allowed.value == none.value


def test_no_event_has_no_interval_of_dobson() -> None:
    """The rate is 0; how far it might be from 0 this method does not say."""
    found = directly_standardised_rate([0, 0], [10, 10], [1, 1], min_events=0)

    assert 0.0 == found.value
    assert math.isnan(found.high)  # type: ignore[arg-type]


def test_band_not_reported_is_not_zero_unless_asked() -> None:
    """A missing band leaves the rate unknown; zero is a choice."""
    unknown = directly_standardised_rate([NAN, 30], [10, 10], [1, 1])
    zero = directly_standardised_rate([NAN, 30], [10, 10], [1, 1], missing="zero")

    assert math.isnan(unknown.value)  # type: ignore[arg-type]
    assert ["not_reported"] == [check.name for check in unknown.failed]
    assert 150_000.0 == zero.value


def test_areas_go_with_one_standard() -> None:
    """A batch has a rate for each area."""
    found = directly_standardised_rate([[20, 30], [2, 3]], [[100, 100]], [1, 1])

    assert [False, True] == np.isnan(found.value).tolist()


def test_ratio_of_areas() -> None:
    """Observed over expected, area by area, with both numbers."""
    found = indirectly_standardised_ratio([[5, 5], [20, 20]], [100, 100], [10, 30], [200, 200])

    assert [20.0, 20.0] == found.expected.tolist()  # type: ignore[union-attr]
    assert [0.5, 2.0] == found.estimate.value.tolist()  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"count": 5}, "count: expected one number for each band"),
        ({"count": []}, "count: expected one number for each band"),
        ({"count": [-1, 2]}, r"count\[0\]: expected a count of 0 or more"),
        ({"population": [0, 1]}, r"population\[0\]: expected a number above 0"),
        ({"standard_population": [0, 1]}, "standard_population.*above 0"),
        ({"standard_population": [1, 1, 1]}, "expected shapes that fit"),
        ({"method": "byar"}, "method: expected one of dobson, gamma"),
        ({"missing": "none"}, "missing: expected one of unknown, zero"),
        ({"min_events": -1}, "min_events: expected one whole number of 0 or more"),
        ({"multiplier": 0}, "multiplier: expected a number above 0"),
    ],
)
def test_direct_rate_refuses(given: dict[str, object], message: str) -> None:
    """What cannot be used is refused, by name."""
    arguments = {"count": [5, 9], "population": [9, 9], "standard_population": [1, 1]} | given

    with pytest.raises(InputError, match=message):
        directly_standardised_rate(**arguments)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("reference", "message"),
    [
        ([0, 0], "reference_count: expected a reference that expects"),
        (
            [NAN, 1],
            r"reference_count\[0\]: expected a count that is reported, got nan\. Without it",
        ),
    ],
)
def test_reference_that_expects_nothing_is_refused(reference: list[float], message: str) -> None:
    """Observed over nothing is no ratio, and over what is not known neither."""
    with pytest.raises(InputError, match=message):
        indirectly_standardised_ratio([1, 2], [10, 10], reference, [10, 10])
