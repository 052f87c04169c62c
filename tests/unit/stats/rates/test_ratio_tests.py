"""Tests of two rates at their edges."""

from __future__ import annotations

import math

import numpy as np
import pytest

from safetykit.errors import InputError
from safetykit.stats import SignificanceTest
from safetykit.stats.rates import poisson_e_test, rate_ratio, rate_ratio_test

NAN = math.nan
METHODS = ["exact", "exact_minlike", "score", "wald", "log", "score_log", "sqrt"]


@pytest.mark.parametrize("method", ["exact", "exact_minlike", "sqrt"])
def test_no_event_on_either_side_is_no_surprise(method: str) -> None:
    """0 and 0 agree with any ratio."""
    assert 1.0 == rate_ratio_test(0, 1, 0, 1, method=method).p_value  # type: ignore[arg-type]


@pytest.mark.parametrize("method", ["score", "wald", "log", "score_log"])
def test_statistic_that_is_not_defined_says_so(method: str) -> None:
    """0 and 0 have no variance: p is nan, and the check names the way out."""
    test = rate_ratio_test([0, 4], 1, [0, 9], 1, method=method)  # type: ignore[arg-type]

    assert [True, False] == np.isnan(test.p_value).tolist()
    assert ["counts_above_0"] == [check.name for check in test.checks]
    assert "1 of 2 tests are not defined" in test.checks[0].detail


@pytest.mark.parametrize("method", METHODS)
def test_count_not_reported_has_no_p_value(method: str) -> None:
    """Nan answers nan, and is counted."""
    test = rate_ratio_test([NAN, 5], 1, [3, 4], 1, method=method)  # type: ignore[arg-type]

    assert [True, False] == np.isnan(test.p_value).tolist()
    assert ["not_reported"] == [check.name for check in test.checks]


def test_central_test_turns_the_exact_interval_round() -> None:
    """Where the interval ends at the tested ratio, p is what the interval leaves out."""
    interval = rate_ratio(40, 1, 20, 1)

    for end in (interval.low, interval.high):
        assert pytest.approx(0.05) == rate_ratio_test(40, 1, 20, 1, ratio=end).p_value


def test_minlike_test_of_the_likeliest_outcome() -> None:
    """Every outcome is no more likely than the one expected."""
    assert 1.0 == rate_ratio_test(10, 1, 10, 1, method="exact_minlike").p_value


def test_minlike_and_central_tests_have_the_same_single_tails() -> None:
    """They differ in what two-sided means, and in nothing else."""
    one, two = (
        rate_ratio_test(12, 1, 5, 1, method=method, alternative="larger")  # type: ignore[arg-type]
        for method in ("exact", "exact_minlike")
    )

    assert one.p_value == two.p_value


def test_directions_of_a_normal_test_share_its_probability() -> None:
    """What does not speak for larger speaks for smaller."""
    larger, smaller = (
        rate_ratio_test(30, 1, 20, 1, method="log", alternative=word)  # type: ignore[arg-type]
        for word in ("larger", "smaller")
    )

    assert larger.p_value < 0.5
    assert pytest.approx(1.0) == larger.p_value + smaller.p_value


def test_dispersion_weakens_the_evidence() -> None:
    """A statistic is divided by the root of the dispersion; counts by the dispersion."""
    plain, spread = (
        rate_ratio_test(80, 1, 50, 1, method="score", dispersion=f) for f in (1.0, 4.0)
    )

    assert pytest.approx(plain.statistic / 2) == spread.statistic
    assert rate_ratio_test(80, 1, 50, 1, dispersion=4.0).p_value > plain.p_value


def test_test_is_a_value() -> None:
    """It compares and hashes, nan included."""
    one, two = (rate_ratio_test(5, 1, 9, 1) for _ in range(2))

    assert one == two
    assert hash(one) == hash(two)
    assert isinstance(one, SignificanceTest)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"count1": -1}, "count1: expected a count of 0 or more"),
        ({"count2": 1.5}, "count2: expected a whole number"),
        ({"exposure1": 0}, "exposure1: expected a number above 0"),
        ({"exposure2": NAN}, "exposure2: expected a number above 0, got nan"),
        ({"ratio": 0}, "ratio: expected a number above 0"),
        ({"alternative": "greater"}, "alternative: expected one of larger, smaller, two-sided"),
        ({"method": "exat"}, 'method: .* Did you mean "exact"?'),
        ({"dispersion": 0.9}, "dispersion: .*1 or more"),
        ({"dispersion": 2, "method": "exact_minlike"}, "dispersion: expected 1 for exact_minlike"),
        ({"count1": [1, 2], "exposure1": [1, 2, 3]}, "expected shapes that fit"),
    ],
)
def test_rate_ratio_test_refuses(given: dict[str, object], message: str) -> None:
    """What cannot be used is refused, by name."""
    arguments = {"count1": 1, "exposure1": 1, "count2": 1, "exposure2": 1} | given

    with pytest.raises(InputError, match=message):
        rate_ratio_test(**arguments)  # type: ignore[arg-type]


def test_e_test_of_no_event_at_all() -> None:
    """Two counts of 0 are as equal as can be."""
    test = poisson_e_test(0, 1, 0, 5)

    assert (0.0, 1.0) == (test.statistic, test.p_value)


def test_e_test_in_one_direction() -> None:
    """More events speak for larger, fewer for smaller, and equal counts for neither."""
    larger, smaller = (
        poisson_e_test([12, 4, 7], 1, [4, 12, 7], 1, alternative=word)  # type: ignore[arg-type]
        for word in ("larger", "smaller")
    )

    assert larger.p_value[0] < 0.05 < 0.95 < larger.p_value[1]  # type: ignore[index]
    assert pytest.approx(larger.p_value[::-1][1:].tolist()) == smaller.p_value[:2].tolist()  # type: ignore[index]


def test_e_test_of_a_count_not_reported() -> None:
    """Nan answers nan, and its neighbour is not touched."""
    test = poisson_e_test([NAN, 6], 1, 2, 1)

    assert [True, False] == np.isnan(test.p_value).tolist()
    assert ["not_reported"] == [check.name for check in test.checks]


def test_e_test_refuses() -> None:
    """An unknown word, and an exposure of 0."""
    with pytest.raises(InputError, match="alternative: expected one of"):
        poisson_e_test(1, 1, 1, 1, alternative="less")  # type: ignore[arg-type]
    with pytest.raises(InputError, match="exposure2: expected a number above 0"):
        poisson_e_test(1, 1, 1, 0)
