"""Rounding at its edges."""

from __future__ import annotations

import math

import numpy as np
import pytest

from safetykit.errors import InputError
from safetykit.stats.disclosure import (
    check_area_difference,
    check_controlled_rounding,
    random_rounding_distribution,
    round_at_random,
    round_to_base,
    suppress_and_round,
)


def test_half_goes_up_and_not_to_even() -> None:
    """5, 15 and 25 at base 10 become 10, 20 and 30; Python's round says 0, 20, 20 (trap 13)."""
    assert [10.0, 20.0, 30.0] == round_to_base([5, 15, 25], 10).tolist()  # type: ignore[union-attr]
    assert [0, 20, 20] == [round(n, -1) for n in (5, 15, 25)]


def test_base_1_changes_nothing_and_nan_stays() -> None:
    """A count that is not reported stays so."""
    rounded = round_to_base([3, math.nan], 1)

    assert [3.0, True] == [rounded[0], math.isnan(rounded[1])]  # type: ignore[index]


def test_list_with_gaps_and_hidden_zeros() -> None:
    """A gap is said to be one; zeros can be marked too."""
    shown = suppress_and_round([math.nan, 0, 4, 6], zeros_shown=False, mark="c")

    assert ("not reported", "c", "c", "5") == shown


def test_random_rounding_stays_within_the_base() -> None:
    """Each count goes to a neighbouring multiple, and the mean over many is the count."""
    counts = np.full(20_000, 7)

    rounded = np.asarray(round_at_random(counts, rng=np.random.default_rng(3)))

    assert {5.0, 10.0} == set(rounded.tolist())
    assert pytest.approx(7.0, abs=3 * math.sqrt(6 / 20_000)) == rounded.mean()


def test_random_rounding_of_one_count() -> None:
    """One count answers with a float."""
    assert 10.0 == round_at_random(10, rng=np.random.default_rng(3))
    assert (0.4, 7.0, 6.0) == (
        (found := random_rounding_distribution(7)).probability_up,
        found.expected,
        found.variance,
    )


def test_rounding_that_does_not_add_up() -> None:
    """Rounded one by one, three 2s become 0 beside a total of 6: not additive."""
    found = check_controlled_rounding([2, 2, 2], [0, 0, 0], 5)

    assert (False, True, True, False) == (
        found.valid,
        found.multiples,
        found.zero_restricted,
        found.additive,
    )
    assert [True, True, False] == [check.passed for check in found.checks]


def test_rounding_that_moves_a_multiple() -> None:
    """5 to 10 is a whole base, and 7 is no multiple."""
    found = check_controlled_rounding([5, 10], [10, 7], 5)

    assert (False, False, 5.0) == (found.multiples, found.zero_restricted, found.max_abs_change)


def test_areas_that_do_not_differ_disclose_nothing() -> None:
    """A difference of 0 or of 5 is not a small count."""
    assert not check_area_difference(57, 57).disclosive
    assert not check_area_difference(57, 52).disclosive
    assert check_area_difference(57, 52, threshold=8).disclosive


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: round_to_base([-1]), "counts.0.: expected a count of 0 or more"),
        (lambda: round_to_base([1.5]), "counts.0.: expected a whole number"),
        (lambda: round_to_base([math.inf]), "counts.0.: expected finite numbers"),
        (lambda: round_to_base([1], 0), "base: expected one whole number of 1 or more"),
        (lambda: suppress_and_round([[1]]), "a list of counts, of shape"),
        (lambda: suppress_and_round([1], threshold=4), "threshold: expected 5 or more"),
        (lambda: random_rounding_distribution([1], 2.5), "base: expected one whole number"),  # type: ignore[arg-type]
        (lambda: round_at_random([-1], rng=np.random.default_rng(1)), "a count of 0 or more"),
        (lambda: check_controlled_rounding([1], [1, 2]), r"rounded: expected a table of shape"),
        (lambda: check_controlled_rounding([], []), r"rounded: expected a table of shape"),
        (lambda: check_controlled_rounding([math.nan], [1]), "counts that are all reported"),
        (lambda: check_area_difference(5, 6), "not above the larger area's 5"),
        (lambda: check_area_difference(-5, 6), "larger: expected one whole number of 0 or more"),
        (lambda: check_area_difference(6, 5, threshold=2), "threshold: expected 5 or more"),
    ],
)
def test_unusable_input(call: object, message: str) -> None:
    """What cannot be used is refused by its name."""
    with pytest.raises(InputError, match=message):
        call()  # type: ignore[operator]
