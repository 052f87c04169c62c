"""What no method is put off by: numbers beyond any use, ragged lists, nothing at all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from safetykit.errors import AnalysisError, InputError
from safetykit.stats.before_after import before_after_naive, safety_performance
from safetykit.stats.comparison import (
    difference_in_differences,
    difference_in_differences_panel,
    difference_of_changes,
    synthetic_control,
)
from safetykit.stats.disproportionality import conditional_odds_ratio, fisher_exact_test
from safetykit.stats.interrupted import segmented_regression
from safetykit.stats.rates import poisson_e_test, proportion, rate, rate_ratio
from safetykit.stats.reoffending import log_rank_test
from safetykit.stats.spacetime import knox_test, near_repeat_table
from safetykit.stats.speed import speed_distribution
from safetykit.stats.variation import c_chart, xmr

PANEL = np.arange(24.0).reshape(4, 6)
FLAGGED: list[Callable[[Any], object]] = [
    lambda flags: difference_in_differences([1, 2, 3, 4], flags, [0, 1, 0, 1]),
    lambda flags: difference_in_differences_panel(PANEL, flags, 3),
    lambda flags: difference_of_changes([1, 2, 3, 4], flags),
]


@pytest.mark.parametrize(
    "ask",
    [
        lambda: before_after_naive(1e17, 10),
        lambda: rate(2.0**54),
        lambda: rate_ratio(1e17, 1, 10, 1),
        lambda: proportion(10, 1e17),
        lambda: c_chart([10] * 20 + [2.0**60]),
    ],
)
def test_count_beyond_what_is_exact(ask: Callable[[], object]) -> None:
    """A count that a float cannot hold is refused, and nothing overflows."""
    with pytest.raises(InputError, match="a count of at most 9,007,199,254,740,992"):
        ask()


@pytest.mark.parametrize(
    "ask",
    [
        lambda: difference_in_differences_panel(PANEL * 1e299, [0, 0, 1, 1], 3),
        lambda: synthetic_control([1, 2, 1e300], PANEL[:3], [1], PANEL[:1], 2),
        lambda: rate(10, 1e300),
        lambda: rate(1e300),
        lambda: xmr([1.0] * 12 + [-1e300]),
        lambda: xmr([1e31] * 12),
    ],
)
def test_number_beyond_any_use(ask: Callable[[], object]) -> None:
    """A number whose square overflows is refused by name."""
    with pytest.raises(InputError, match=r"a number of at most 1e\+30"):
        ask()


def test_largest_count_is_taken() -> None:
    """All that floats hold exactly is counted."""
    assert 2.0**53 == rate(2.0**53).value


@pytest.mark.parametrize("ask", FLAGGED)
@pytest.mark.parametrize("flags", [None, "abcd", [[1], [1, 2]], [0, 0, 1, np.inf], [0, 0, 1, 2]])
def test_flags_that_are_none(ask: Callable[[Any], object], flags: object) -> None:
    """What is neither 0 nor 1 is refused in words, also a text or a ragged list."""
    with pytest.raises(InputError, match=r"treated: expected .*(0 or 1|number)"):
        ask(flags)


@pytest.mark.parametrize("ask", FLAGGED)
def test_flags_as_true_and_false(ask: Callable[[Any], object]) -> None:
    """True and false say what 1 and 0 do."""
    try:
        of_numbers = repr(ask([0, 0, 1, 1]))
    except AnalysisError as error:
        of_numbers = repr(error)
    try:
        of_words = repr(ask([False, False, True, True]))
    except AnalysisError as error:
        of_words = repr(error)

    assert of_numbers == of_words


def test_labels_beyond_whole_numbers() -> None:
    """A label that is infinite, or too large to be a whole number, is refused without a warning."""
    for group in ([0, 0, 1, np.inf], [0, 0, 1, 1e300]):
        with pytest.raises(InputError, match=r"group\[3\]: expected a whole number"):
            log_rank_test([1, 2, 3, 4], [1, 1, 1, 1], group)


def test_too_many_to_go_through() -> None:
    """Methods that go through every case say so before they fill the memory."""
    with pytest.raises(
        AnalysisError, match=r"20,000,000,000 events are too many .* rate_ratio_test"
    ):
        poisson_e_test(1e10, 1, 1e10, 1)
    for method in (conditional_odds_ratio, fisher_exact_test):
        with pytest.raises(AnalysisError, match=r"2,000,000,000 tables .* two_by_two answers"):
            method(1e9, 1e9, 1e9, 1e9 + 5)


@pytest.mark.parametrize("exponent", [None, "1", [1.0, 2.0], np.nan, 1e6])
def test_exponent(exponent: Any) -> None:
    """An exponent is one number with which the expectation is one too."""
    with pytest.raises(InputError, match="exponent"):
        safety_performance(4000, 1.8, scale=0.02, exponent=exponent)


def test_scale_is_one_number() -> None:
    """Several scales are several functions."""
    with pytest.raises(InputError, match="scale: expected one number above 0"):
        safety_performance(
            4000,
            1.8,
            scale=[0.1, 0.2],  # type: ignore[arg-type]  # the fault
            exponent=0.5,
        )


@pytest.mark.parametrize("counts", [[], [3]])
def test_interruption_of_nothing(counts: list[float]) -> None:
    """A series without a before and an after has no interruption."""
    with pytest.raises(InputError, match="2 points or more, before and after"):
        segmented_regression(counts, 1.0)


def test_band_without_end() -> None:
    """An open band is refused with what to do."""
    with pytest.raises(InputError, match="Close an open last band"):
        speed_distribution([20, 30, np.inf, np.inf], [1, 2, 3])


def test_ragged_times() -> None:
    """A ragged list of times is refused in words."""
    places = np.arange(8.0).reshape(4, 2)
    with pytest.raises(InputError, match="times: expected a number or an array of numbers"):
        knox_test(
            places,
            [[1], [1, 2], [3], [4]],  # type: ignore[arg-type]  # the fault
            max_distance_m=10,
            max_days=2,
            coordinates="projected",
            date_precision="day",
            point_precision="exact",
        )


def test_breaks_without_end() -> None:
    """Only the last break may be infinite."""
    with pytest.raises(InputError, match="space_breaks_m: expected rising numbers"):
        near_repeat_table(
            np.arange(8.0).reshape(4, 2),
            [1, 2, 3, 4],
            space_breaks_m=[np.inf, np.inf],
            time_breaks_days=[0, 5],
            coordinates="projected",
            date_precision="day",
            point_precision="exact",
        )
