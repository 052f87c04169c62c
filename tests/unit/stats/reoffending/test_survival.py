"""Kaplan-Meier and log-rank at their edges."""

from __future__ import annotations

import math

import numpy as np
import pytest

from safetykit.errors import InputError
from safetykit.stats.reoffending import kaplan_meier, log_rank_test

NAN = math.nan
TIMES, EVENTS = [6, 6, 7, 9, 10, 12], [1, 0, 1, 0, 1, 0]


def test_event_comes_before_the_end_of_follow_up_on_one_day() -> None:
    """Who leaves on the day of an event was at risk of it."""
    assert [6.0, 4.0, 2.0] == kaplan_meier(TIMES, EVENTS).at_risk.tolist()  # type: ignore[union-attr]


def test_curve_at_any_time() -> None:
    """The share is 1 before the first event, and holds from one event to the next."""
    curve = kaplan_meier(TIMES, EVENTS)

    assert [1.0, 5 / 6, 5 / 6] == pytest.approx(curve.at([0, 6, 6.5]).value)
    assert 0.0 == curve.standard_error_at(5)
    assert curve.at(10).value == curve.at(12).value
    with pytest.raises(InputError, match="time: expected a time up to 12, the longest follow-up"):
        curve.at(13)


def test_median_that_is_not_reached() -> None:
    """If more than half stay without an event, there is no median."""
    assert math.isnan(kaplan_meier([1, 2, 3], [1, 0, 0]).median)
    assert 2.0 == kaplan_meier([1, 2, 3, 4], [1, 1, 0, 0]).median


@pytest.mark.parametrize("transform", ["log", "log-log", "plain"])
def test_interval_lies_between_0_and_1_and_holds_the_share(transform: str) -> None:
    """Each transform gives shares."""
    curve = kaplan_meier(TIMES, EVENTS, transform=transform)  # type: ignore[arg-type]

    assert np.all(np.asarray(curve.estimate.low) >= 0)
    assert np.all(np.asarray(curve.estimate.high) <= 1)
    assert np.all(curve.estimate.contains(curve.estimate.value))


@pytest.mark.parametrize("transform", ["log", "log-log", "plain"])
def test_share_of_0_has_no_interval(transform: str) -> None:
    """Where everyone had the event, Greenwood's error is not defined, and is said to be so."""
    curve = kaplan_meier([1, 2], [1, 1], transform=transform)  # type: ignore[arg-type]

    assert 0.0 == curve.estimate.value[-1]  # type: ignore[index]
    assert math.isnan(curve.estimate.low[-1])  # type: ignore[index]
    assert math.isnan(curve.standard_error[-1])  # type: ignore[index]
    assert ["few_at_risk"] == [check.name for check in curve.estimate.failed]


def test_without_censoring_the_share_is_a_share() -> None:
    """With all followed to the end, the curve is the share left and Greenwood's error its own."""
    curve = kaplan_meier(np.arange(1, 41), np.ones(40))

    assert pytest.approx(0.5) == curve.at(20).value
    assert pytest.approx(math.sqrt(0.25 / 40)) == curve.standard_error_at(20)


def test_coverage_of_the_interval() -> None:
    """95% intervals of the share at one time cover it in about 95% of simulations."""
    rng = np.random.default_rng(6)
    truth, hits = math.exp(-0.5), 0
    for _ in range(1000):
        event, left = rng.exponential(2.0, 100), rng.uniform(0.5, 4.0, 100)
        curve = kaplan_meier(np.minimum(event, left), event <= left, transform="log-log")
        hits += bool(curve.at(1.0).contains(truth))

    assert pytest.approx(0.95, abs=3 * math.sqrt(0.95 * 0.05 / 1000)) == hits / 1000


def test_groups_that_are_alike() -> None:
    """The same times in both groups give a statistic of 0."""
    found = log_rank_test(TIMES * 2, EVENTS * 2, [0] * 6 + [1] * 6)

    assert pytest.approx(0.0, abs=1e-12) == found.test.statistic
    assert pytest.approx(1.0) == found.test.p_value
    assert (0, 1) == found.groups


def test_three_groups_have_two_degrees_of_freedom() -> None:
    """Expected events add up to the observed ones, and p is of chi-square with 2."""
    found = log_rank_test([1, 2, 3, 4, 5, 6], [1, 1, 1, 1, 1, 1], [0, 0, 1, 1, 2, 2])

    assert pytest.approx(6.0) == np.sum(found.expected)
    assert pytest.approx(math.exp(-float(found.test.statistic) / 2)) == found.test.p_value


def test_nothing_to_compare_is_nan() -> None:
    """Where no event was with two groups at risk, the test is not defined."""
    for event in ([0, 0, 0], [0, 0, 1]):
        found = log_rank_test([1, 1, 5], event, [0, 0, 1])
        assert math.isnan(found.test.statistic)  # type: ignore[arg-type]
        assert math.isnan(found.test.p_value)  # type: ignore[arg-type]


def test_level_of_the_log_rank_test() -> None:
    """Groups that do not differ are told apart in about 5% of simulations."""
    rng = np.random.default_rng(7)
    group = np.repeat([0, 1], 40)
    p = [
        float(log_rank_test(rng.exponential(1.0, 80), rng.random(80) < 0.7, group).test.p_value)
        for _ in range(1000)
    ]

    assert pytest.approx(0.05, abs=3 * math.sqrt(0.95 * 0.05 / 1000)) == np.mean(np.array(p) < 0.05)


@pytest.mark.parametrize(
    ("time", "event", "message"),
    [
        ([-1], [1], "time.0.: expected a time of 0 or more that is known"),
        ([NAN], [1], "time.0.: expected a time of 0 or more that is known"),
        ([math.inf], [1], "time.0.: expected a time of 0 or more that is known"),
        ([1], [2], "event.0.: expected 1 or 0"),
        ([1], [NAN], "event.0.: expected 1 or 0"),
        ([1, 2], [1], "one time and one event for each person"),
        ([], [], "one time and one event for each person"),
        (1, 1, "one time and one event for each person"),
        ([1, 2], [0, 0], "event: expected at least one event"),
    ],
)
def test_unusable_follow_up(time: object, event: object, message: str) -> None:
    """Times are known and not negative, and events are 0 or 1."""
    with pytest.raises(InputError, match=message):
        kaplan_meier(time, event)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"group": [1, 1]}, "group: expected two groups or more"),
        ({"group": [1]}, "group: expected one number for each of the 2 points"),
        ({"group": [1, 1.5]}, "group.1.: expected a whole number"),
        ({"method": "cox"}, "method: expected one of log_rank, peto"),
        ({"time": [1, -1]}, "time.1.: expected a time of 0 or more"),
    ],
)
def test_unusable_groups(given: dict[str, object], message: str) -> None:
    """There are two groups, one label for each person."""
    with pytest.raises(InputError, match=message):
        log_rank_test(**({"time": [1, 2], "event": [1, 1], "group": [0, 1]} | given))  # type: ignore[arg-type]


def test_unusable_transform() -> None:
    """Transforms have names."""
    with pytest.raises(InputError, match="transform: expected one of log, log-log, plain"):
        kaplan_meier([1], [1], transform="logit")  # type: ignore[arg-type]
