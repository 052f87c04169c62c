"""Points made coarse. Needs numpy."""

from __future__ import annotations

import math

import pytest

pytest.importorskip("numpy")

from safetykit.errors import InputError
from safetykit.evaluation.disclosure import DisclosurePolicy
from safetykit.evaluation.disclosure.points import coarse_points

EAST = [430_010.0, 430_900.0, 430_500.0, 430_999.0, 430_001.0, 430_002.0, 430_003.0, 435_400.0]
NORTH = [310_100.0] * 8


def test_squares() -> None:
    """A point is known by the middle of its square, and a square of few gives no number."""
    many, few = coarse_points(EAST, NORTH)

    assert (430_500.0, 310_500.0, 7) == (many.easting_m, many.northing_m, many.count)
    assert (435_500.0, None) == (few.easting_m, few.count)


def test_rounded_and_raised() -> None:
    """The policy's base and threshold hold here too."""
    assert 5 == coarse_points(EAST, NORTH, policy=DisclosurePolicy(rounding=5))[0].count
    assert coarse_points(EAST, NORTH, policy=DisclosurePolicy(threshold=8))[0].count is None


def test_squares_too_small() -> None:
    """A square of a few homes is refused."""
    with pytest.raises(InputError, match="may hold one"):
        coarse_points(EAST, NORTH, square_m=100)


@pytest.mark.parametrize(("east", "north"), [([1.0, 2.0], [1.0]), ([1.0], [math.nan])])
def test_unusable_points(east: list[float], north: list[float]) -> None:
    """Points that are no pairs, or not known, are refused."""
    with pytest.raises(InputError, match=r"as many as eastings|points that are known"):
        coarse_points(east, north)
