"""Numbers as plans write them."""

from __future__ import annotations

import math
import pickle
import re
from fractions import Fraction

import pytest

from safetykit.errors import InputError
from safetykit.quantities import Answer, Approx, ApproxKind

INF = math.inf


def bounds(approx: Approx) -> tuple[float, float]:
    """Return both bounds."""
    return approx.low, approx.high


@pytest.mark.parametrize(
    ("low", "high", "kind", "text"),
    [
        (4390, 4390, ApproxKind.EXACT, "4,390"),
        (-4, -4, ApproxKind.EXACT, "-4"),
        (55.5, 56.5, ApproxKind.ROUNDED, "56%"),
        (22.755, 22.765, ApproxKind.ROUNDED, "22.76 per cent"),
        (4.5e-13, 5.5e-13, ApproxKind.ROUNDED, "0.0000000000005"),
        (1234567.85, 1234567.95, ApproxKind.ROUNDED, "1,234,567.9"),
        (19, 21, ApproxKind.ABOUT, "around 20"),
        (-21, -19, ApproxKind.ABOUT, "roughly -20"),
        (8550, 9000, ApproxKind.NEARLY, "nearly 9,000"),
        (-100, -95, ApproxKind.NEARLY, "almost -100"),
        (383000, INF, ApproxKind.OVER, "Over 383,000"),
        (-5, INF, ApproxKind.OVER, "at least -5%"),
        (0, 80, ApproxKind.UP_TO, "up to 80"),
        (-INF, -5, ApproxKind.UP_TO, "at most -5%"),
        (-INF, 3, ApproxKind.BELOW, "below 3"),
        (8000, 9000, ApproxKind.BETWEEN, "8000..9000"),
        (1_235_000, 1_245_000, ApproxKind.ROUNDED, "1.24 million"),
        (1_235_000, 1_245_000, ApproxKind.ROUNDED, "£1.24m"),
        (1_500_000, 2_500_000, ApproxKind.ROUNDED, "2 million"),
        (1_500_000, 2_500_000, ApproxKind.ROUNDED, "two million"),
        (500, 1500, ApproxKind.ROUNDED, "a thousand"),
        (0, 0, ApproxKind.EXACT, "zero"),
        (0, 5, ApproxKind.UP_TO, "less than 5"),
        (0, 80, ApproxKind.UP_TO, "no more than 80%"),
        (5e6, 1e7, ApproxKind.BETWEEN, "5 million to 10 million"),
        (5e5, 1e6, ApproxKind.BETWEEN, "£500k to £1m"),
        (1e6, 2e6, ApproxKind.BETWEEN, "1,000,000 to 2 million"),
        (20, 40, ApproxKind.BETWEEN, "1 in 5 to 2 in 5"),
        (10_450, 11_550, ApproxKind.ABOUT, "about 11 thousand"),
        (1_000_000, INF, ApproxKind.OVER, "over a million"),
        (5, 5, ApproxKind.EXACT, "five"),
        (76, 84, ApproxKind.ABOUT, "four fifths"),
        (76, 84, ApproxKind.ABOUT, "4 in 5"),
        (95, 100, ApproxKind.ABOUT, "ten out of ten"),
        (0, 0, ApproxKind.ABOUT, "0/7"),
        (50, INF, ApproxKind.OVER, "more than half"),
        (1.5e6, 2e6, ApproxKind.BETWEEN, "1.5m to 2 million"),
        (8000, 9000, ApproxKind.BETWEEN, "between 8,000  and 9,000"),
        (5, 6, ApproxKind.BETWEEN, "between 5% and 6%"),
        (-INF, INF, ApproxKind.UNKNOWN, "Unknown"),
    ],
)
def test_words_enclose(low: float, high: float, kind: ApproxKind, text: str) -> None:
    """Each form of words has its bounds, and is read back from its own text."""
    approx = Approx.parse(text)

    assert (low, high) == bounds(approx)
    assert kind is approx.kind
    assert bool(re.search("%|cent|half|fifths| in | of |/", text)) is approx.percent
    assert approx == Approx.parse(str(approx))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "expected a number such as"),
        ("many", "expected a number such as"),
        ("1,2345", "expected a number such as"),
        ("1e5", "expected a number such as"),
        ("5-6", 'expected a number such as .* Write a range like "10 to 15%"'),
        ("10–15%", 'Write a range like "10 to 15%"'),
        ("5 to 10 million", 'the scale of each number, .* Write "5 million to 10 million"'),
        ("£1 to £2m", "the scale of each number"),
        ("1/4 to 1/2%", "a range of two parts, or of two other numbers"),
        ("1 to 2 in 5", "a range of two parts, or of two other numbers"),
        ("a third to 50%", "a range of two parts, or of two other numbers"),
        ("²", "expected a number such as"),
        ("٣٤", "expected a number such as"),
        ("nan", "expected a number such as"),
        ("9 to 8", "first number is not the greater"),
        ("5% to 6", "the % behind its second number"),
        ("9" * 400, "a number below 1e308"),
        ("9" * 5000, "at most 1000 characters"),
        (5, "expected a text, got 5"),
        (None, "expected a text, got None"),
    ],
)
def test_other_words_are_refused(text: str, reason: str) -> None:
    """What is not a number as plans write it is refused, whatever it is."""
    with pytest.raises(InputError, match=reason):
        Approx.parse(text)


@pytest.mark.parametrize(
    ("low", "high", "reason"),
    [
        (2, 1, "a low bound not above the high one"),
        (math.nan, 1, "a low bound not above the high one"),
        (INF, INF, "bounds that a number lies between"),
        (-INF, -INF, "bounds that a number lies between"),
        ("1", 2, "a number below 1e308, got '1'"),
        (None, 2, "a number below 1e308, got None"),
        (0, 10**400, "a number below 1e308"),
    ],
)
def test_bounds_that_enclose_nothing(low: float, high: float, reason: str) -> None:
    """Bounds that no number lies between are refused."""
    with pytest.raises(InputError, match=reason):
        Approx(low=low, high=high)


@pytest.mark.parametrize("value", [0, 5, -7, 1_234_567, 2**60, 0.1, 1e-7, 1e300, -2.5])
def test_exact_is_read_back(value: float) -> None:
    """An exact number keeps every digit in its words."""
    approx = Approx.exact(value)

    assert (value, value) == bounds(approx)
    assert approx == Approx.parse(str(approx))


@pytest.mark.parametrize(
    ("expected", "found"),
    [
        ((5, 5), Approx.exact(2) + Approx.exact(3)),
        ((-1, -1), Approx.exact(2) - Approx.exact(3)),
        ((-5, -2.5), Approx.exact(10) / Approx(low=-4, high=-2)),
        ((-INF, INF), Approx.parse("over 5") - Approx.parse("over 5")),
        ((-INF, INF), Approx.parse("unknown") - Approx.parse("unknown")),
        ((0, INF), Approx.parse("over 5") / Approx.parse("over 3")),
        ((0, INF), Approx.exact(0) + Approx.parse("over 0") * Approx.parse("up to 4")),
        ((0, 0), Approx.exact(0) * Approx.parse("unknown")),
        ((-INF, INF), Approx.exact(1) / Approx.parse("up to 80")),
        ((-INF, INF), Approx.exact(1) / Approx(low=-1, high=0)),
        ((-INF, 0), Approx.parse("below -1") / Approx.parse("over 2")),
    ],
)
def test_arithmetic_on_bounds(expected: tuple[float, float], found: Approx) -> None:
    """Open bounds and noughts neither become nan nor lose the truth."""
    assert expected == bounds(found)


def test_overflow_stays_sound() -> None:
    """A sum beyond the largest binary number is at least that number."""
    total = Approx.exact(1.7e308) + Approx.exact(1.7e308)

    assert math.isfinite(total.low)
    assert INF == total.high


def test_rounding_goes_outwards() -> None:
    """The exact quotient lies between the bounds, which are neighbours."""
    third = Approx.exact(1) / Approx.exact(3)

    assert Fraction(third.low) < Fraction(1, 3) < Fraction(third.high)
    assert third.high == math.nextafter(third.low, 1)


@pytest.mark.parametrize(
    ("expected", "found"),
    [
        ((49.5, 50.5), Approx.parse("50%") * Approx.parse("100")),
        ((0.495, 0.505), Approx.parse("50%").share()),
        ((3, 3), Approx.exact(3).share()),
        ((3.495, 3.505), Approx.parse("50%") + Approx.parse("3")),
    ],
)
def test_percentages_count_as_shares(expected: tuple[float, float], found: Approx) -> None:
    """Where a percentage meets a number it is a share of one, and the result no percentage."""
    assert expected == pytest.approx(bounds(found), rel=1e-12)
    assert not found.percent


def test_percentages_add_to_a_percentage() -> None:
    """Two percentages, or one and nought, add to a percentage."""
    total = Approx.exact(0) + Approx.parse("20%") + Approx.parse("30%")

    assert (49.0, 51.0) == bounds(total)
    assert total.percent
    assert (Approx.parse("20%") - Approx.parse("30%")).percent


def test_comparison_of_percentages_with_numbers() -> None:
    """50% is less than 3 and overlaps 0.5."""
    half = Approx.parse("50%")

    assert Answer.YES is half.less_than(Approx.exact(3))
    assert half.overlaps(Approx.exact(0.5))
    assert not half.overlaps(Approx.exact(50))
    assert Answer.NO is half.equals(Approx.exact(50))


def test_comparison_answers_what_the_bounds_allow() -> None:
    """Surely less, surely not, and cannot tell."""
    small, wide, large = Approx.exact(1), Approx.parse("up to 80"), Approx.parse("over 80")

    assert Answer.CANNOT_TELL is small.less_than(wide)
    assert Answer.YES is small.less_than(large)
    assert Answer.NO is large.less_than(wide)
    assert Answer.NO is small.less_than(small)
    assert Answer.YES is small.equals(Approx.exact(1.0))
    assert Answer.CANNOT_TELL is wide.equals(large)
    assert Answer.NO is small.equals(large)


def test_usual_reading_closes_over() -> None:
    """The everyday reading of "over" ends 5% above, and has its own words."""
    assert (383000, 402150) == bounds(Approx.parse("over 383,000").usual())
    assert (-10, -9.5) == bounds(Approx.parse("over -10").usual())
    assert "50 to 52.5%" == str(Approx.parse("over 50%").usual())


def test_usual_reading_leaves_the_rest() -> None:
    """The words "over 0" have no closed reading, and other words are closed already."""
    assert (0, INF) == bounds(Approx.parse("over 0").usual())
    assert Approx.parse("up to 80") == Approx.parse("up to 80").usual()


def test_stated_number() -> None:
    """The number that stands in the words is found; of two, or none, the middle is."""
    assert 9000 == Approx.parse("nearly 9,000").stated
    assert 8500 == Approx.parse("8000..9000").stated
    assert 2.5 == (Approx.exact(5) / Approx.exact(2)).stated
    assert math.isnan(Approx.parse("unknown").stated)


def test_middle() -> None:
    """The middle of large bounds does not overflow, and open bounds have none."""
    assert 1.25e308 == Approx(low=1e308, high=1.5e308).mid
    assert 5e-324 == Approx.exact(5e-324).mid
    assert math.isnan(Approx.parse("over 5").mid)


def test_known() -> None:
    """A number without any bound is not known, however it came about."""
    assert Approx.parse("over 5").known
    assert not Approx.parse("unknown").known
    assert not Approx(low=-INF, high=INF).known
    assert "unknown" == str(Approx(low=-INF, high=INF))


def test_words_for_readers_are_rounded() -> None:
    """The words of a computed number have six digits, its text has all of them."""
    third = Approx.exact(1) / Approx.exact(3)

    assert "0.333333 to 0.333333" == third.words
    assert "Approx(0.333333 to 0.333333)" == repr(third)
    assert "0.1" == Approx.exact(0.1).words
    assert "over 3" == str(Approx(low=3, high=INF))
    assert "below 3%" == str(Approx(low=-INF, high=3, percent=True))


def test_equality_and_hash() -> None:
    """Bounds and words make a number, not the way it came about."""
    five = Approx.exact(2) + Approx.exact(3)

    assert Approx.parse("5") == five
    assert hash(Approx.parse("5")) == hash(five)
    assert Approx.parse("about 20") != Approx.parse("around 20")
    assert Approx.parse("5") != 5
    assert five == pickle.loads(pickle.dumps(five))


@pytest.mark.parametrize("text", ["two thirds", "4 in 5", "4/5", "a quarter", "almost one third"])
def test_parts_of_a_whole_are_percentages(text: str) -> None:
    """A part of a whole is a percentage, and its stated figure is the part."""
    part = Approx.parse(text)

    assert part.percent
    assert part.low <= part.stated <= part.high
    assert part == Approx.parse(str(part))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("5 in 4", "a part of a whole"),
        ("1/0", "a part of a whole"),
        ("half %", "not both"),
        ("half to 9", "a range of two parts"),
        ("a", "a number such as"),
        ("two million thirds", "a number such as"),
    ],
)
def test_amounts_refused(text: str, words: str) -> None:
    """Parts of nothing, of less than themselves, and mixtures are refused."""
    with pytest.raises(InputError, match=words):
        Approx.parse(text)
