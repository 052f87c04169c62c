"""False signals over many charts."""

from __future__ import annotations

import time

import numpy as np
import pytest

from safetykit.errors import InputError
from safetykit.stats.variation import expected_false_signals, xmr


def test_closed_form_for_known_limits() -> None:
    """A point lies beyond 3 sigma with chance 0.0027, so 1,000 points give 2.7 signals."""
    chance = expected_false_signals(10, 100, rules=["outside_limits"], limits="known")

    assert pytest.approx(2.6998, abs=1e-4) == chance.points.value
    assert pytest.approx(10 * (1 - (1 - 0.0026998) ** 100), abs=1e-3) == chance.series.value
    assert chance.points.low == chance.points.high


def test_simulation_agrees_with_the_closed_form() -> None:
    """With a second rule that cannot speak, the simulation holds the closed form."""
    closed = expected_false_signals(1, 50, rules=["outside_limits"], limits="known")
    drawn = expected_false_signals(1, 50, rules=["outside_limits", "trend"], limits="known", run=40)

    assert drawn.points.contains(closed.points.value)
    assert drawn.series.contains(closed.series.value)


def test_all_rules_signal_more_often_than_one() -> None:
    """Each further rule costs false signals."""
    one, four = (
        expected_false_signals(100, 24, rules=rules)
        for rules in (["outside_limits"], ["outside_limits", "shift", "trend", "two_of_three"])
    )

    assert four.series.value > one.series.value
    assert four.points.value > one.points.value


def test_one_chart_in_six_signals_by_chance_in_two_years() -> None:
    """24 points, the four NHS rules, limits from the same points: about 17% of charts."""
    chance = expected_false_signals(1000, 24)

    assert 160 < chance.series.low < chance.series.value < chance.series.high < 190


def test_answer_repeats() -> None:
    """Without a source of chance the seed is fixed."""
    assert expected_false_signals(9, 30) == expected_false_signals(9, 30)


def test_given_source_of_chance_is_used() -> None:
    """Two generators give two answers, the same generator state the same one."""
    first, again, other = (
        expected_false_signals(9, 30, rng=np.random.default_rng(seed)) for seed in (1, 1, 2)
    )

    assert first == again
    assert first != other


def test_rules_are_a_set() -> None:
    """Their order and repetition do not matter."""
    assert expected_false_signals(9, 30, rules=["trend", "shift"]) == expected_false_signals(
        9, 30, rules=["shift", "trend", "shift"]
    )


@pytest.mark.parametrize(("n_series", "n_points"), [(0, 24), (5, 1)])
def test_nothing_to_signal(n_series: int, n_points: int) -> None:
    """No series, or series of one point without limits, signal nothing."""
    chance = expected_false_signals(n_series, n_points)

    assert (0.0, 0.0, 0.0) == (chance.points.value, chance.series.value, chance.series.high)


def test_it_is_quick() -> None:
    """A first answer for 48 points takes well under a second, the next one none."""
    expected_false_signals(100, 49)
    start = time.process_time()
    expected_false_signals(100, 49)

    assert time.process_time() - start < 0.05


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"n_series": -1}, "n_series: expected one whole number of 0 or more"),
        ({"n_points": 0}, "n_points: expected one whole number of 1 or more"),
        ({"run": 1}, "run: expected one whole number of 2 or more"),
        ({"limits": "guessed"}, "limits: expected one of estimated, known"),
        ({"rules": ["runs"]}, "rules: expected one of"),
    ],
)
def test_expected_false_signals_refuses(given: dict[str, object], message: str) -> None:
    """Numbers of charts and points are whole."""
    with pytest.raises(InputError, match=message):
        expected_false_signals(**({"n_series": 1, "n_points": 12} | given))  # type: ignore[arg-type]


def test_few_points_of_a_baseline_mark_more_by_chance() -> None:
    """Limits from 12 points mark more of the later points by chance than limits from 36."""
    few, many = (expected_false_signals(1, 28, baseline=n) for n in (12, 36))

    assert few.points.value > many.points.value > 0.05 * 28
    assert 28 == few.n_points


def test_baseline_is_simulated_as_it_is_used() -> None:
    """An independent simulation of the same charts gives the same share of marked points."""
    values = np.random.default_rng(7).standard_normal((2000, 22 + 28))
    marked = xmr(values, baseline=22).signals.any[:, 22:].sum(axis=-1).mean()

    assert pytest.approx(marked, rel=0.1) == expected_false_signals(1, 28, baseline=22).points.value


def test_baseline_and_known_limits() -> None:
    """Limits that are known come from no baseline."""
    with pytest.raises(InputError, match="because the limits are known"):
        expected_false_signals(1, 28, baseline=12, limits="known")
