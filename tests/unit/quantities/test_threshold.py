"""Exact thresholds: the number at which a rule begins to apply, and whether it is within."""

from decimal import Decimal

import pytest

pytest.importorskip("hypothesis")

from hypothesis import given
from hypothesis import strategies as st

from safetykit.errors import InputError
from safetykit.quantities import Bound, Threshold


@pytest.mark.parametrize(
    ("text", "number", "bound"),
    [
        ("12 or more", "12", Bound.AT_LEAST),
        ("more than 12", "12", Bound.MORE_THAN),
        ("At  least 1,250.50", "1250.50", Bound.AT_LEAST),
        ("up to 48", "48", Bound.AT_MOST),
        ("48 or fewer", "48", Bound.AT_MOST),
        ("under 18", "18", Bound.LESS_THAN),
        ("12", "12", Bound.EXACTLY),
    ],
)
def test_thresholds_in_words(text: str, number: str, bound: Bound) -> None:
    """The words say on which side of the number a rule applies."""
    assert Threshold(Decimal(number), bound) == Threshold.parse(text)


@pytest.mark.parametrize(
    "text", ["", "twelve", "more than 12 or more", "around 12", "1,25", "1234,567"]
)
def test_words_that_draw_no_line(text: str) -> None:
    """What is no exact number with one side is refused."""
    with pytest.raises(InputError, match="threshold: expected a number and on which side"):
        Threshold.parse(text)


@pytest.mark.parametrize(
    ("one", "other", "whole", "same"),
    [
        ("12 or more", "more than 12", True, False),
        ("12 or more", "more than 11", True, True),
        ("12 or more", "more than 11", False, False),
        ("12 or more", "more than 11.5", True, False),
        ("under 18", "up to 17", True, True),
        ("under 18", "up to 17", False, False),
        ("12", "12 or more", True, False),
        ("12.0 or more", "12 or more", False, True),
    ],
)
def test_one_line_or_two(one: str, other: str, whole: bool, same: bool) -> None:
    """More than 12 is not 12 or more; with whole numbers more than 11 is."""
    assert same is Threshold.parse(one).same_as(Threshold.parse(other), whole=whole)


@given(st.sampled_from(Bound), st.sampled_from(Bound), st.integers(-3, 3), st.integers(-3, 3))
def test_same_line_includes_the_same_whole_numbers(a: Bound, b: Bound, low: int, high: int) -> None:
    """Two thresholds are the same for whole numbers exactly where they include the same ones."""
    one, other = Threshold(Decimal(low), a), Threshold(Decimal(high), b)
    included = [one.includes(n) == other.includes(n) for n in range(-9, 10)]

    assert all(included) is one.same_as(other, whole=True)


def test_no_text() -> None:
    """What is no text draws no line."""
    with pytest.raises(InputError, match="threshold: expected a text, got None"):
        Threshold.parse(None)  # type: ignore[arg-type]  # that is the test


@given(st.sampled_from(Bound), st.decimals(-1000, 1000, places=2) | st.decimals(-1, 1, places=9))
def test_threshold_comes_back_from_its_words(bound: Bound, number: Decimal) -> None:
    """The words of a threshold are read as the same threshold."""
    threshold = Threshold(number, bound)

    assert threshold == Threshold.parse(str(threshold))
