"""The rules of the control chart, one by one."""

from __future__ import annotations

import math

import numpy as np
import pytest

from safetykit.errors import InputError
from safetykit.stats.variation import outside_limits, shift, trend, two_of_three
from safetykit.stats.variation.rules import side_of, trend_direction

NAN = math.nan


def test_point_on_a_limit_is_not_beyond_it() -> None:
    """Limits belong to the noise."""
    assert [False, False, True] == outside_limits([1, 3, 3.01], 1, 3).tolist()


def test_difference_of_rounding_lies_on_the_line() -> None:
    """0.1 + 0.2 is not above 0.3."""
    assert [0, 1] == side_of([0.1 + 0.2, 0.4], 0.3).tolist()


def test_undefined_limits_mark_nothing() -> None:
    """No signal comes from limits that are nan."""
    assert not outside_limits([1, 99], NAN, NAN).any()
    assert not two_of_three([1, 99, 99], 0, NAN, NAN).any()


def test_six_on_one_side_are_no_shift() -> None:
    """Seven make a shift, and all seven are marked."""
    assert not shift([1] * 6 + [-1], 0).any()
    assert [True] * 7 + [False] == shift([1] * 7 + [-1], 0).tolist()


def test_point_on_the_mean_ends_a_run() -> None:
    """A point on the mean is on neither side."""
    assert not shift([1, 1, 1, 1, 0, 1, 1, 1], 0).any()


def test_shift_is_found_below_the_mean_too() -> None:
    """A run below is a run."""
    assert shift([-1] * 7, 0).all()


@pytest.mark.parametrize("gap", [1, 3, 6])
def test_run_is_not_carried_over_a_gap(gap: int) -> None:
    """Seven points with one missing among them are two shorter runs."""
    values = np.arange(1.0, 8.0)
    values[gap] = NAN

    assert not shift(values, 0).any()
    assert not trend(values).any()


def test_two_runs_either_side_of_a_gap_are_both_found() -> None:
    """A gap hides nothing that is long enough by itself."""
    values = np.concatenate([np.arange(7.0), [NAN], np.arange(7.0)])

    assert [True] * 7 + [False] + [True] * 7 == trend(values).tolist()


def test_tie_ends_a_trend() -> None:
    """Equal neighbours do not rise."""
    assert not trend([1, 2, 3, 3, 4, 5, 6]).any()


def test_turning_point_takes_the_move_after_it() -> None:
    """The top of a rise that becomes a fall belongs to the fall."""
    assert [1, 1, -1, -1, -1] == trend_direction([1, 2, 3, 2, 1], run=3).tolist()
    assert [-1, -1, 1, 1, 1] == trend_direction([3, 2, 1, 2, 3], run=3).tolist()


def test_two_of_three_wants_one_side() -> None:
    """Two far points on opposite sides are no signal."""
    assert not two_of_three([2.5, 1, -2.5], 0, -3, 3).any()
    assert not two_of_three([2.5, -0.1, 2.5], 0, -3, 3).any()


def test_two_of_three_is_found_below_the_mean() -> None:
    """The rule looks both ways."""
    assert [True, False, True] == two_of_three([-2.5, -1, -2.5], 0, -3, 3).tolist()


def test_nhs_rule_leaves_out_points_beyond_the_limit() -> None:
    """A point beyond the limit has its own rule; Western Electric counts it here as well."""
    values = [3.5, 1, 2.5]

    assert not two_of_three(values, 0, -3, 3).any()
    assert [True, False, True] == two_of_three(
        values, 0, -3, 3, convention="western_electric"
    ).tolist()


def test_western_electric_lets_the_third_point_lie_anywhere() -> None:
    """Only the NHS wants all three on one side of the mean."""
    values = [2.5, -1, 2.5]

    assert [True, False, True] == two_of_three(
        values, 0, -3, 3, convention="western_electric"
    ).tolist()


@pytest.mark.parametrize("convention", ["nhs", "western_electric"])
def test_two_of_three_is_not_carried_over_a_gap(convention: str) -> None:
    """Three in a row means three reported points."""
    values = [2.5, NAN, 2.5]

    assert not two_of_three(values, 0, -3, 3, convention=convention).any()  # type: ignore[arg-type]


@pytest.mark.parametrize("n", [0, 1, 2])
def test_series_too_short_for_a_rule_are_not_marked(n: int) -> None:
    """There is no run of 7 in 2 points."""
    values = [9.0] * n

    for marked in (shift(values, 0), trend(values), two_of_three(values, 0, -3, 3)):
        assert [False] * n == marked.tolist()


def test_each_series_has_its_own_limits() -> None:
    """The same values signal against one mean and not against another."""
    values = np.ones((2, 7))

    assert [True, False] == shift(values, [0.0, 1.0]).all(axis=-1).tolist()


@pytest.mark.parametrize("run", [1, 0, 2.5, NAN])
def test_run_is_a_whole_number_of_2_or_more(run: float) -> None:
    """One point does not make a run."""
    with pytest.raises(InputError, match="run: expected one whole number of 2 or more"):
        shift([1, 2, 3], 0, run=run)  # type: ignore[arg-type]
    with pytest.raises(InputError, match="run: expected one whole number of 2 or more"):
        trend([1, 2, 3], run=run)  # type: ignore[arg-type]


def test_unknown_convention() -> None:
    """A misspelt convention is refused with the nearest one."""
    with pytest.raises(InputError, match=r'convention: .*Did you mean "nhs"\?'):
        two_of_three([1], 0, -3, 3, convention="nhss")  # type: ignore[arg-type]


@pytest.mark.parametrize("values", [5.0, [1.0, math.inf]])
def test_rules_want_series_of_finite_values(values: object) -> None:
    """One number is no series, and infinity no measurement."""
    for rule in (trend, lambda v: shift(v, 0), lambda v: outside_limits(v, 0, 1)):
        with pytest.raises(InputError, match=r"values.*: expected (a series|finite numbers)"):
            rule(values)
