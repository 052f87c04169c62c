"""Knox, near repeats, Mantel and nearest neighbours at their edges."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from safetykit.errors import AnalysisError, InputError
from safetykit.stats.spacetime import (
    average_nearest_neighbour,
    close_pairs,
    knox_test,
    mantel_test,
    near_repeat_table,
)

POINTS = [[0, 0], [10, 0], [0, 10], [500, 500], [510, 500], [900, 0]]
TIMES = [1, 3, 4, 40, 41, 90]
STATED: dict[str, Any] = {
    "coordinates": "projected",
    "date_precision": "day",
    "point_precision": "exact",
}


def knox(points: Any = POINTS, times: Any = TIMES, **change: Any) -> Any:
    """Return a Knox test with few shuffles."""
    options = STATED | {"max_distance_m": 50, "max_days": 7, "permutations": 19} | change
    return knox_test(points, times, **options)


def table(points: Any = POINTS, times: Any = TIMES, **change: Any) -> Any:
    """Return a near-repeat table with few shuffles."""
    breaks = {"space_breaks_m": [0, 50, 1000], "time_breaks_days": [0, 7, 60], "permutations": 19}
    return near_repeat_table(points, times, **(STATED | breaks | change))


def mantel(points: Any = POINTS, times: Any = TIMES, **change: Any) -> Any:
    """Return a Mantel test with few shuffles."""
    return mantel_test(points, times, **(STATED | {"permutations": 19} | change))


each_test = pytest.mark.parametrize("test", [knox, table, mantel])


@each_test
@pytest.mark.parametrize("precision", ["month", "year"])
def test_monthly_dates_are_refused(test: Callable[..., Any], precision: str) -> None:
    """Dates known to the month cannot show repeats within days."""
    with pytest.raises(AnalysisError, match=f"the dates are known to the {precision} only"):
        test(date_precision=precision)


@each_test
@pytest.mark.parametrize(("precision", "words"), [("snapped", "snapped"), ("area", "middles")])
def test_moved_points_are_refused(test: Callable[..., Any], precision: str, words: str) -> None:
    """Points of data.police.uk are snapped, and have no distances."""
    with pytest.raises(AnalysisError, match=f"{words}.*data.police.uk"):
        test(point_precision=precision)


@each_test
def test_months_are_refused_whatever_is_said(test: Callable[..., Any]) -> None:
    """An array of months gives itself away."""
    with pytest.raises(AnalysisError, match="known to the month or the year only"):
        test(times=np.array(["2024-01"] * 6, dtype="datetime64[M]"))


def test_firsts_of_months_are_refused_whatever_is_said() -> None:
    """Months that are written as their first day give themselves away."""
    dates = [dt.date(2024, 1 + i % 12, 1) for i in range(24)]

    with pytest.raises(AnalysisError, match="all dates are the first of a month"):
        knox(np.random.default_rng(1).uniform(0, 100, (24, 2)), dates)


@pytest.mark.parametrize("option", ["coordinates", "date_precision", "point_precision"])
def test_precision_has_no_default(option: str) -> None:
    """What dates and points are must be said."""
    stated = {name: word for name, word in STATED.items() if name != option}

    with pytest.raises(TypeError, match=option):
        knox_test(POINTS, TIMES, max_distance_m=1, max_days=1, **stated)


def test_dates_are_read_as_days() -> None:
    """Dates, datetimes and numbers of days give one answer."""
    days = [dt.date(2024, 1, 1) + dt.timedelta(days=day) for day in TIMES]
    moments = [dt.datetime(2024, 1, 1, 12) + dt.timedelta(days=day) for day in TIMES]  # noqa: DTZ001

    assert knox() == knox(times=days) == knox(times=np.array(moments, "datetime64[s]"))
    assert knox() == knox(times=moments)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"points": POINTS[:5]}, "times: expected one time for each of the 5 points"),
        ({"points": [[0, math.nan], *POINTS[1:]]}, r"points\[0, 1\]: expected finite coordinates"),
        ({"points": [1, 2, 3]}, r"points: expected points of shape \(n, 2\)"),
        ({"times": [math.nan, *TIMES[1:]]}, r"times\[0\]: expected finite times in days"),
        ({"times": np.array(["NaT"] * 6, "datetime64[D]")}, r"times\[0\]: expected finite times"),
        ({"points": POINTS[:1], "times": [1]}, "points: expected 2 events or more"),
        ({"max_distance_m": -1}, "max_distance_m: expected one number of 0 or more"),
        ({"max_days": math.inf}, "max_days: expected one number of 0 or more"),
        ({"permutations": 0}, "permutations: expected one whole number of 1 or more"),
        ({"coordinates": "osgb"}, "coordinates: expected one of great_circle, projected"),
        ({"metric": "chess"}, "metric: expected one of euclidean, manhattan"),
        ({"date_precision": "hour"}, "date_precision: expected one of day, month, time, year"),
        ({"point_precision": "good"}, "point_precision: expected one of area, exact, snapped"),
        ({"coordinates": "great_circle"}, r"points\[3, 0\]: expected degrees"),
        (
            {"coordinates": "great_circle", "points": [[0, 90.5], [180, 90]] * 3},
            r"points\[0, 1\]: expected degrees",
        ),
        (
            {"coordinates": "great_circle", "points": [[180, 90], [-180.5, 0]] * 3},
            r"points\[1, 0\]: expected degrees",
        ),
        (
            {"coordinates": "great_circle", "metric": "manhattan"},
            "metric: expected euclidean, for great-circle coordinates",
        ),
    ],
)
def test_what_knox_refuses(change: dict[str, Any], message: str) -> None:
    """Each unusable input is refused by name."""
    with pytest.raises(InputError, match=message):
        knox(**change)


def test_thresholds_include_themselves() -> None:
    """A pair exactly at both limits is close."""
    found = knox([[0, 0], [50, 0], [200, 0]], [0, 7, 100])

    assert (1, 1, 1) == (found.statistic, found.close_in_space, found.close_in_time)


def test_distance_of_0_pairs_the_same_place() -> None:
    """Repeats at one point are those at most 0 m apart."""
    found = knox([[5, 5], [5, 5], [5, 6]], [0, 1, 2], max_distance_m=0)

    assert (1, ((1, 0), (2, 0))) == (found.close_in_space, found.table)


def test_no_pair_close_has_no_ratio() -> None:
    """Nothing near is nothing to test: p is 1, and a check fails."""
    found = knox([[0, 0], [1000, 0], [2000, 0]], [0, 1, 2])

    assert math.isnan(found.ratio)
    assert (0, 1.0, 1.0) == (found.statistic, found.test.p_value, found.p_poisson)
    assert ["expected_pairs"] == [c.name for c in found.test.checks if c.passed is False]


def test_all_at_one_time_is_no_interaction() -> None:
    """Where all events are at once, every shuffle is the same."""
    found = knox(times=[3] * 6)

    assert 1.0 == found.test.p_value
    assert found.close_in_space == found.statistic


@pytest.mark.parametrize("test", [knox, mantel])
def test_range_of_chance_lies_about_its_mean(test: Callable[..., Any]) -> None:
    """Of 400 shuffles about 10 lie below the range and 10 above, and none of it is a point."""
    rng = np.random.default_rng(4)
    points, times = rng.uniform(0, 300, (60, 2)), rng.integers(0, 90, 60).astype(float)

    chance = test(points, times, permutations=400).chance

    assert chance.low < chance.value < chance.high
    spread = chance.high - chance.low
    assert 0.3 * spread < chance.value - chance.low < 0.7 * spread


def test_times_of_any_size_are_counted_alike() -> None:
    """Short, long and broken times are kept in different types and give one answer."""
    rng = np.random.default_rng(4)
    points, times = rng.uniform(0, 300, (60, 2)), rng.integers(0, 90, 60).astype(float)
    far = np.append(times, 10**6), np.append(times, 1e6 + 0.5)

    short = knox(points, times)
    long, broken = (knox(np.vstack([points, [[1e5, 1e5]]]), t) for t in far)

    assert short.statistic == long.statistic == broken.statistic


def test_points_that_look_like_degrees_are_named() -> None:
    """Metres below 180 that are not whole may be degrees, and a check says so."""
    found = knox([[-0.1, 51.5], [-0.2, 51.6], [-0.3, 51.7]], [0, 1, 2])

    assert "looks_like_degrees" in [check.name for check in found.test.checks]


def test_too_many_pairs_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A list that memory cannot hold is refused before it is made."""
    monkeypatch.setattr(close_pairs, "MAX_PAIRS", 2)

    with pytest.raises(AnalysisError, match=r"more than 2 pairs are within 50 m"):
        knox()


@pytest.mark.parametrize("name", ["space_breaks_m", "time_breaks_days"])
@pytest.mark.parametrize("breaks", [[0], [1, 1], [2, 1], [-1, 1], [0, math.nan], 5, [math.inf]])
def test_breaks_that_are_refused(name: str, breaks: Any) -> None:
    """Bands rise from 0 or more."""
    with pytest.raises(InputError, match=f"{name}: expected rising numbers from 0 or more"):
        table(**{name: breaks})


def test_a_table_needs_two_events() -> None:
    """One event has no pair."""
    with pytest.raises(InputError, match="points: expected 2 events or more"):
        table(POINTS[:1], [1])


def test_infinite_bands_hold_every_other_pair() -> None:
    """With infinite last bands every pair is somewhere, listed or not."""
    found = table(space_breaks_m=[0, 50, math.inf], time_breaks_days=[0, 7, math.inf])

    assert 15 == found.observed.sum()
    assert pytest.approx(15) == found.expected.sum()
    assert table(space_breaks_m=[0, 50, 1e6], time_breaks_days=[0, 7, 1e6]).observed.tolist() == (
        found.observed.tolist()
    )


HOURS = np.random.default_rng(20261122).integers(0, 24 * 40, 60)


@pytest.mark.parametrize("unit", ["days", "dates"])
def test_times_of_day_are_compared_exactly(unit: str) -> None:
    """A pair exactly a day apart is a day apart, whichever two hours it is counted from."""
    dates = np.datetime64("2026-03-01T00") + HOURS.astype("timedelta64[h]")
    times = HOURS / 24 if unit == "days" else dates
    apart = np.abs(HOURS[:, None] - HOURS)[np.triu_indices(60, 1)]
    of_days = [int(((24 * low <= apart) & (apart < 24 * (low + 1))).sum()) for low in range(4)]
    points = [[place, 0] for place in range(60)]

    found = table(
        points, times, space_breaks_m=[0, 1000, math.inf], time_breaks_days=[0, 1, 2, 3, 4]
    )
    close = knox(points, times, max_distance_m=1000, max_days=1)

    assert [of_days, [0, 0, 0, 0]] == found.observed.tolist()
    assert ((int((apart <= 24).sum()), int((apart > 24).sum())), (0, 0)) == close.table


def test_bands_that_start_above_0_leave_out_what_is_nearer() -> None:
    """The first band need not begin at 0, in space or time."""
    whole = table(space_breaks_m=[0, 50, math.inf], time_breaks_days=[0, 2, math.inf])
    part = table(space_breaks_m=[50, math.inf], time_breaks_days=[2, math.inf])

    assert whole.observed[1:, 1:].tolist() == part.observed.tolist()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"points": POINTS[:2], "times": [1, 2]}, "points: expected 3 events or more"),
        ({"space_power": 0}, "space_power: expected one number that is not 0"),
        ({"time_power": math.nan}, "time_power: expected one number that is not 0"),
        ({"space_constant_m": -1}, "space_constant_m: expected one number of 0 or more"),
        ({"time_constant_days": -1}, "time_constant_days: expected one number of 0 or more"),
    ],
)
def test_what_mantel_refuses(change: dict[str, Any], message: str) -> None:
    """Each unusable input is refused by name."""
    with pytest.raises(InputError, match=message):
        mantel(**change)


def test_nothing_to_correlate_is_refused() -> None:
    """Times that are all one have no correlation with anything."""
    with pytest.raises(AnalysisError, match="all distances, or all times apart, are equal"):
        mantel(times=[2] * 6)


@pytest.mark.parametrize("power", [-2.0, 2.0])
def test_unit_of_distance_does_not_matter(power: float) -> None:
    """Without a constant the correlation of 9,000 km is that of 900 m, and is not refused."""
    near, far = (
        mantel([[scale * x, scale * y] for x, y in POINTS], space_constant_m=0, space_power=power)
        for scale in (1.0, 10_000.0)
    )

    assert pytest.approx(near.correlation) == far.correlation


def test_reciprocal_of_0_is_refused() -> None:
    """Without a constant, two events at one place have no reciprocal distance."""
    with pytest.raises(AnalysisError, match="a distance of 0 has no negative power"):
        mantel([[0, 0], [0, 0], [5, 5]], [1, 2, 5], space_constant_m=0)


def test_chance_is_repeated_with_the_same_seed() -> None:
    """Without a generator answers repeat; with one they follow it."""
    assert mantel(permutations=99) == mantel(permutations=99)
    assert knox(rng=np.random.default_rng(5)) == knox(rng=np.random.default_rng(5))


@pytest.mark.parametrize("precision", ["snapped", "area"])
def test_nearest_neighbours_of_moved_points_are_refused(precision: Any) -> None:
    """A snapped point's nearest neighbour is on the same spot by construction."""
    with pytest.raises(AnalysisError, match="distances between points cannot be measured"):
        average_nearest_neighbour(
            POINTS, area_m2=1e6, coordinates="projected", point_precision=precision
        )


@pytest.mark.parametrize(
    ("points", "area", "message"),
    [
        (POINTS[:1], 1e6, "points: expected 2 events or more"),
        (POINTS, 0, "area_m2: expected a number above 0"),
        (POINTS, math.inf, "area_m2: expected a number above 0"),
    ],
)
def test_what_nearest_neighbours_refuse(points: Any, area: float, message: str) -> None:
    """An index needs an area and a neighbour."""
    with pytest.raises(InputError, match=message):
        average_nearest_neighbour(
            points, area_m2=area, coordinates="projected", point_precision="exact"
        )


def test_events_at_one_place_are_as_clustered_as_can_be() -> None:
    """All events on one point have a mean of 0."""
    found = average_nearest_neighbour(
        [[1, 1]] * 5, area_m2=100, coordinates="projected", point_precision="exact"
    )

    assert 0.0 == found.ratio.value
    assert found.test.statistic < 0  # type: ignore[operator]
