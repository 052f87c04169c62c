"""Two by two tables at their edges."""

from __future__ import annotations

import math

import numpy as np
import pytest

from safetykit.errors import InputError
from safetykit.stats.disproportionality import (
    conditional_odds_ratio,
    fisher_exact_test,
    two_by_two,
)

NAN = math.nan


def test_count_of_0_leaves_log_intervals_undefined() -> None:
    """No half is added in silence; the score interval and the exact one hold."""
    table = two_by_two(0, 50, 10, 40)
    score = two_by_two(0, 50, 10, 40, ratio_method="score").risk_ratio

    assert 0.0 == table.risk_ratio.value == table.odds_ratio.value
    assert math.isnan(table.risk_ratio.low)  # type: ignore[arg-type]
    assert ["counts_above_0"] == [check.name for check in table.odds_ratio.failed]
    assert 0.0 == score.low < score.high < 1.0


def test_score_limits_of_rare_events_turn_round() -> None:
    """One over the limits is the limits of the groups exchanged, however rare the events are."""
    one, other = (
        two_by_two(x, 1e14 - x, y, 1e14 - y, ratio_method="score").risk_ratio
        for x, y in ((3, 5), (5, 3))
    )

    assert pytest.approx((1 / other.high, 1 / other.low), rel=1e-9) == (one.low, one.high)  # type: ignore[operator]


def test_ratio_over_nothing() -> None:
    """Some against none is infinite, with a lower limit above 1 by score."""
    score = two_by_two(10, 40, 0, 50, ratio_method="score").risk_ratio

    assert (math.inf, math.inf) == (score.value, score.high)
    assert 1.0 < score.low
    assert 1.0 == two_by_two(10, 40, 0, 50).attributable_fraction.value


def test_nothing_at_all() -> None:
    """0 against 0 is not defined, and the score interval excludes no ratio."""
    table = two_by_two(0, 50, 0, 50, ratio_method="score")

    assert math.isnan(table.risk_ratio.value)  # type: ignore[arg-type]
    assert [0.0, math.inf] == [table.risk_ratio.low, table.risk_ratio.high]
    assert math.isnan(table.chi_square.p_value)  # type: ignore[arg-type]


def test_all_equal() -> None:
    """Equal risks: ratios of 1, difference 0, p of 1."""
    table = two_by_two(10, 10, 20, 20)

    assert [1.0, 1.0, 0.0] == [
        table.risk_ratio.value,
        table.odds_ratio.value,
        table.risk_difference.value,
    ]
    assert 1.0 == table.chi_square.p_value == fisher_exact_test(10, 10, 20, 20).p_value


def test_tables_in_a_batch_and_gaps() -> None:
    """A gap makes its own table unknown, and not another's."""
    table = two_by_two([5, NAN], 50, [10, 10], 40, ratio_method="score")

    assert [False, True] == np.isnan(table.risk_ratio.low).tolist()
    assert "not_reported" in [check.name for check in table.risk_ratio.failed]


def test_conditional_odds_ratio_at_its_ends() -> None:
    """Where the table could not be more extreme a limit is open; margins of one table say nil."""
    low, high = conditional_odds_ratio(0, 5, 5, 0), conditional_odds_ratio(5, 0, 0, 5)
    nothing = conditional_odds_ratio(5, 0, 5, 0)

    assert (0.0, 0.0) == (low.value, low.low)
    assert (math.inf, math.inf) == (high.value, high.high)
    assert math.isnan(nothing.value)  # type: ignore[arg-type]
    assert (0.0, math.inf) == (nothing.low, nothing.high)
    assert pytest.approx(1 / low.high) == high.low


def test_coverage_of_the_score_interval() -> None:
    """95% intervals of a risk ratio of 2 cover it in 95% of simulations, small counts included."""
    rng = np.random.default_rng(9)
    a, c = rng.binomial(60, 0.2, 10_000), rng.binomial(80, 0.1, 10_000)

    found = two_by_two(a, 60 - a, c, 80 - c, ratio_method="score").risk_ratio

    assert pytest.approx(0.95, abs=0.01) == np.mean(found.contains(2.0))


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ((-1, 1, 1, 1), "exposed_events: expected a count of 0 or more"),
        ((1, 1.5, 1, 1), "exposed_non_events: expected a whole number"),
        ((1, 1, math.inf, 1), "unexposed_events: expected finite numbers"),
        ((0, 0, 1, 1), "exposed_events, exposed_non_events: expected a group that is not empty"),
        ((1, 1, 0, 0), "unexposed_events, unexposed_non_events: expected a group"),
        (([1, 2], [1, 2, 3], 1, 1), "expected shapes that fit each other"),
    ],
)
def test_unusable_tables(table: tuple[object, ...], message: str) -> None:
    """What is not a table of two groups is refused."""
    for method in (two_by_two, conditional_odds_ratio, fisher_exact_test):
        with pytest.raises(InputError, match=message):
            method(*table)  # type: ignore[operator]


@pytest.mark.parametrize("counts", [(NAN, 1, 1, 1), ([1, 2], 1, 1, 1)])
def test_exact_methods_take_one_table(counts: tuple[object, ...]) -> None:
    """A batch or a gap is refused by the methods for one table."""
    for method in (conditional_odds_ratio, fisher_exact_test):
        with pytest.raises(InputError, match="four whole numbers: one table"):
            method(*counts)  # type: ignore[operator]


def test_unusable_options() -> None:
    """Methods have names."""
    with pytest.raises(InputError, match="ratio_method: expected one of log, score"):
        two_by_two(1, 1, 1, 1, ratio_method="wald")  # type: ignore[arg-type]
    with pytest.raises(InputError, match="difference_method: expected one of newcombe, wald"):
        two_by_two(1, 1, 1, 1, difference_method="log")  # type: ignore[arg-type]
