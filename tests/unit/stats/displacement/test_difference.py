"""The weighted displacement difference at its edges."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from safetykit.errors import InputError
from safetykit.stats.displacement import (
    harm_weighted_displacement_difference,
    weighted_displacement_difference,
)

PLACE: dict[str, Any] = {
    "control": [100, 90],
    "treated": [200, 150],
    "displacement_control": [80, 80],
    "displacement_treated": [70, 90],
}


def test_several_places_are_answered_as_one_by_one() -> None:
    """A batch over a leading axis is the same as its places alone."""
    batch = weighted_displacement_difference(control=[[10, 12], [30, 20]], treated=[50, 40])
    second = weighted_displacement_difference(control=[30, 20], treated=[50, 40])

    assert (2,) == np.shape(batch.total.value)
    assert second.total.low == batch.total.low[1]  # type: ignore[index]
    assert second.p_value == batch.p_value[1]  # type: ignore[index]


def test_weights_of_each_place() -> None:
    """Time and area weights may differ between places."""
    batch = weighted_displacement_difference(
        **{name: [pair, pair] for name, pair in PLACE.items()},
        time_weights=[[1, 1], [3, 1]],
        area_weights=[[1, 1, 1, 1], [2, 1, 1, 1]],
    )
    second = weighted_displacement_difference(
        **PLACE, time_weights=[3, 1], area_weights=[2, 1, 1, 1]
    )

    assert second.total == batch.total.__class__(
        value=batch.total.value[1],  # type: ignore[index]
        low=batch.total.low[1],  # type: ignore[index]
        high=batch.total.high[1],  # type: ignore[index]
        method=batch.total.method,
        assumptions=batch.total.assumptions,
        checks=batch.total.checks,
    )


def test_no_event_anywhere_has_no_test() -> None:
    """Nothing before and nothing after is a difference of 0 without a test."""
    found = weighted_displacement_difference(control=[0, 0], treated=[0, 0])

    assert (0.0, 0.0, 0.0) == (found.total.value, found.total.low, found.total.high)
    assert math.isnan(found.z)  # type: ignore[arg-type]
    assert math.isnan(found.p_value)  # type: ignore[arg-type]
    assert ["small_count"] == [check.name for check in found.total.failed]


def test_count_not_reported_answers_nan() -> None:
    """Not reported is not 0."""
    found = weighted_displacement_difference(control=[10, math.nan], treated=[20, 10])

    assert math.isnan(found.total.value)  # type: ignore[arg-type]
    assert ["not_reported"] == [check.name for check in found.total.failed]


def test_dispersion_widens_the_interval() -> None:
    """With dispersion 4 the error is twice as large."""
    plain = weighted_displacement_difference(**PLACE)
    wide = weighted_displacement_difference(**PLACE, dispersion=4.0)
    several = weighted_displacement_difference(**PLACE, dispersion=[1.0, 4.0])

    assert plain.total.value == wide.total.value
    assert pytest.approx(2 * plain.total_error) == wide.total_error
    assert pytest.approx([plain.total_error, wide.total_error]) == several.total_error


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"control": [-1, 2]}, r"control\[0\]: expected a count of 0 or more"),
        ({"treated": [1.5, 2]}, r"treated\[0\]: expected a whole number"),
        ({"treated": [1, math.inf]}, r"treated\[1\]: expected finite numbers"),
        ({"control": [1, 2, 3]}, "control: expected 2 numbers, before and after"),
        ({"control": 5}, "control: expected 2 numbers, before and after"),
        ({"control": [[1, 2]] * 2, "treated": [[1, 2]] * 3}, "expected shapes that fit each other"),
        ({"time_weights": [0, 1]}, r"time_weights\[0\]: expected a number above 0"),
        ({"area_weights": [1, 1]}, "area_weights: expected 4 numbers, one for each area"),
        ({"area_weights": [[1] * 4] * 3}, "area_weights, time_weights: expected shapes that fit"),
        ({"confidence": 95}, "confidence: expected one number between 0 and 1"),
        ({"dispersion": 0.5}, "dispersion: expected a dispersion of 1 or more"),
    ],
)
def test_what_is_refused(change: dict[str, Any], message: str) -> None:
    """Each unusable input is refused by name."""
    with pytest.raises(InputError, match=message):
        weighted_displacement_difference(**(PLACE | change))


def test_harm_of_one_type_with_weight_1_is_the_difference() -> None:
    """Weighting by 1 changes nothing but the name."""
    pairs = {name: [pair] for name, pair in PLACE.items()}

    harm = harm_weighted_displacement_difference([1.0], **pairs)  # type: ignore[arg-type]

    assert weighted_displacement_difference(**PLACE).total_error == harm.total_error
    assert "harm-weighted displacement difference, normal interval" == harm.total.method


@pytest.mark.parametrize(
    ("weights", "message"),
    [
        ([1.0, -2.0], r"harm_weights\[1\]: expected a harm of 0 or more"),
        ([1.0, math.nan], r"harm_weights\[1\]: expected a harm of 0 or more"),
        ([1.0], "harm_weights: expected one weight for each crime type"),
        (1.0, "harm_weights: expected one weight for each crime type"),
    ],
)
def test_harm_weights_that_are_refused(weights: Any, message: str) -> None:
    """One weight, finite and not negative, for each crime type."""
    with pytest.raises(InputError, match=message):
        harm_weighted_displacement_difference(
            weights, control=[[1, 2], [3, 4]], treated=[[1, 2], [3, 4]]
        )


def test_harm_weights_without_types_are_refused() -> None:
    """A plain pair has no crime types to weight."""
    with pytest.raises(InputError, match="harm_weights: expected one weight for each crime type"):
        harm_weighted_displacement_difference([1.0], control=[1, 2], treated=[3, 4])
