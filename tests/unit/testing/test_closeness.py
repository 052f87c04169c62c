"""Comparisons with a tolerance, and what they say when two values are not close."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from safetykit.errors import InputError
from safetykit.quantities import Approx, Quantity
from safetykit.stats import Estimate
from safetykit.testing import assert_close, strategies


def estimate(value: object = 2.0, *, high: object = 3.0, level: float = 0.95) -> Estimate:
    """Return an estimate from 1 up."""
    low = np.ones(np.shape(value))
    return Estimate(value=value, low=low, high=high, level=level, method="by hand")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("actual", "expected"),
    [
        (0.1 + 0.2, 0.3),
        (math.inf, math.inf),
        (math.nan, math.nan),
        ([1.0, math.nan], np.array([1.0, math.nan])),
        (Quantity(1, "kilometre"), Quantity(1000, "metre")),
        (Quantity(30, "mile / hour"), Quantity(30, "mph")),
        (Approx.parse("8000..9000"), Approx(low=8000, high=9000)),
        (estimate(2.0 + 1e-12), estimate(2.0)),
        (np.zeros((2, 2)), [[0, 0], [0, 0]]),
        ("the same", "the same"),
        (None, None),
    ],
)
def test_close(actual: object, expected: object) -> None:
    """Rounding, units and the kind of sequence do not matter."""
    assert_close(actual, expected)


@pytest.mark.parametrize(
    ("actual", "expected", "says"),
    [
        (1.0, 1.1, r"got 1\.0, expected 1\.1; they differ by 0\.1 \(9\.09%\), and 1\.1e-09 is"),
        (5.0, 0.0, r"they differ by 5, and 5e-09 is allowed"),
        (math.inf, 1.0, r"got inf, expected 1\.0\."),
        (math.nan, 1.0, r"got nan, expected 1\.0\."),
        ([1, 2], [1, 3], r"\[1\]: got 2\.0, expected 3\.0"),
        ([1, 2], [1, 2, 3], "got 2 numbers or rows, expected 3 numbers or rows"),
        ([1, 2], 1, "got 2 numbers or rows, expected one number"),
        (Quantity(2, "metre"), Quantity(1, "kilometre"), r"got 0\.002 kilometre, expected 1"),
        (Quantity(2, "worker"), Quantity(2, "resident"), "worker does not convert into resident"),
        (2.0, Quantity(2, "metre"), "one has no unit"),
        (Approx.parse("20%"), Approx.parse("20"), "one is a percentage and the other is not"),
        (estimate(high=4.0), estimate(), r"high: got 4\.0, expected 3\.0"),
        (estimate(level=0.9), estimate(), r"level: got 0\.9, expected 0\.95"),
        (2.0, estimate(), "got float, expected Estimate; one has no interval"),
        (estimate([1.0, 2.0], high=[3.0, 3.0]), estimate(), "value: got 2 numbers or rows"),
        ("this", "that", "got 'this', expected 'that'"),
        (None, 1.0, r"got None, expected 1\.0"),
    ],
)
def test_not_close(actual: object, expected: object, says: str) -> None:
    """The message says where, what was found, and by how much it differs."""
    with pytest.raises(AssertionError, match=says):
        assert_close(actual, expected)


def test_tolerances() -> None:
    """Either tolerance is enough."""
    assert_close(101.0, 100.0, rel=0.01)
    assert_close(101.0, 100.0, abs=1.0)
    with pytest.raises(AssertionError, match=r"rel=0\.001, abs=0\.5"):
        assert_close(101.0, 100.0, rel=0.001, abs=0.5)


def test_absolute_tolerance_is_in_the_unit_of_what_is_expected() -> None:
    """Half a metre of a kilometre is allowed as metres, and not as kilometres."""
    assert_close(Quantity(1, "kilometre"), Quantity(1000.4, "metre"), rel=0, abs=0.5)


def test_unknown_can_be_kept_apart() -> None:
    """Two numbers that are not defined are close only if the caller lets them be."""
    with pytest.raises(AssertionError, match="got nan, expected nan"):
        assert_close(math.nan, math.nan, unknown_equal=False)


def test_many_differences_are_counted() -> None:
    """Five are shown, and the rest counted."""
    with pytest.raises(AssertionError, match="and 2 more") as caught:
        assert_close([0.0] * 7, [1.0] * 7)

    assert len(str(caught.value).splitlines()) == 6


@pytest.mark.parametrize("tolerance", [-1.0, math.nan, math.inf])
def test_tolerance_that_is_none(tolerance: float) -> None:
    """A tolerance that is negative or no number is refused."""
    with pytest.raises(InputError, match="rel: expected a number from 0 up"):
        assert_close(1, 1, rel=tolerance)


@given(strategies.estimates() | strategies.quantities())
def test_everything_is_close_to_itself(value: object) -> None:
    """No value differs from itself."""
    assert_close(value, value, rel=0)


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.floats(0, 1))
def test_order_does_not_matter(a: float, b: float, rel: float) -> None:
    """What is close one way round is close the other."""

    def close(one: float, other: float) -> bool:
        try:
            assert_close(one, other, rel=rel)
        except AssertionError:
            return False
        return True

    assert close(a, b) is close(b, a)
