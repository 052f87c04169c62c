"""Laws of approximate numbers: the truth is never lost, and comparison never lies."""

from __future__ import annotations

import math
import pickle
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from safetykit.quantities import Answer, Approx

FINITE = st.floats(allow_nan=False, allow_infinity=False)
SMALL = st.integers(-20, 20).map(float) | st.sampled_from([0.1, -0.1, 1e-300, -1e300, 5e-324])
BOUND = SMALL | FINITE
INFINITE = st.sampled_from([-math.inf, math.inf])


@st.composite
def number_and_truth(draw: st.DrawFn) -> tuple[Approx, Fraction]:
    """Return an approximate number and one of the true values that it encloses."""
    a, b = sorted((draw(BOUND), draw(BOUND)))
    share = draw(st.fractions(0, 1))
    truth = Fraction(a) + share * (Fraction(b) - Fraction(a))
    low = -math.inf if draw(st.booleans()) and draw(st.booleans()) else a
    high = math.inf if draw(st.booleans()) and draw(st.booleans()) else b
    percent = draw(st.booleans())
    approx = Approx(low=low, high=high, percent=percent)
    return approx, truth / 100 if percent else truth


def encloses(approx: Approx, truth: Fraction) -> bool:
    """Return whether the true value lies between the bounds."""
    shown = truth * 100 if approx.percent else truth
    return approx.low <= shown <= approx.high


pairs = given(number_and_truth(), number_and_truth())


@pairs
def test_arithmetic_encloses_the_truth(
    one: tuple[Approx, Fraction], other: tuple[Approx, Fraction]
) -> None:
    """The sum, difference, product and quotient of the truths lie in those of the numbers."""
    (a, x), (b, y) = one, other

    assert encloses(a + b, x + y)
    assert encloses(a - b, x - y)
    assert encloses(a * b, x * y)
    assert encloses(a.share(), x)
    assert y == 0 or encloses(a / b, x / y)


@pairs
def test_comparison_never_lies(
    one: tuple[Approx, Fraction], other: tuple[Approx, Fraction]
) -> None:
    """An answer that is told holds for the true values."""
    (a, x), (b, y) = one, other
    less, same = a.less_than(b), a.equals(b)

    # a percentage is compared as the share that it is, which binary numbers may have to round
    assert less is not Answer.YES or x < y
    assert less is not Answer.NO or x >= y or a.percent != b.percent
    assert same is not Answer.YES or x == y
    assert same is not Answer.NO or x != y
    assert a.overlaps(b) or x != y
    assert a.overlaps(b) is b.overlaps(a)


@given(BOUND | INFINITE, BOUND | INFINITE, st.booleans())
def test_text_round_trip(a: float, b: float, percent: bool) -> None:
    """What is written is read back equal, with every digit."""
    low, high = sorted((a, b))
    if low == math.inf or high == -math.inf:
        return
    approx = Approx(low=low, high=high, percent=percent)
    again = Approx.parse(str(approx))

    assert approx == again
    assert (low, high, percent and approx.known) == (again.low, again.high, again.percent)
    assert hash(approx) == hash(again)
    assert approx == pickle.loads(pickle.dumps(approx))


WORDS = st.sampled_from(["", "about ", "nearly ", "over ", "up to ", "below ", "fewer than "])
DIGITS = st.decimals(-(10**9), 10**9, places=3).map(lambda d: f"{d:,f}") | st.integers().map(str)


@given(WORDS, DIGITS, st.sampled_from(["", "%", " per cent"]))
def test_words_round_trip(word: str, digits: str, percent: str) -> None:
    """Words come back, and the number that stands in them lies between the bounds."""
    approx = Approx.parse(f"{word}{digits}{percent}")

    assert approx == Approx.parse(str(approx))
    assert approx.low <= approx.stated <= approx.high
    assert approx.low <= approx.usual().low <= approx.usual().high <= approx.high


@given(number_and_truth())
def test_a_number_overlaps_itself(one: tuple[Approx, Fraction]) -> None:
    """No number is less than itself, and the middle lies between the bounds."""
    approx, _ = one

    assert approx.overlaps(approx)
    assert approx.less_than(approx) is not Answer.YES
    assert math.isnan(approx.mid) or approx.low <= approx.mid <= approx.high
