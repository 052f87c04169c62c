"""Counts and series."""

from __future__ import annotations

from collections.abc import Callable

import attrs
import numpy as np
import pytest

from safetykit.errors import InputError
from safetykit.quantities import Month
from safetykit.records import POLICE_UK, AreaKey, AreaRule, Counts, Series

Make = Callable[..., Counts]
FORCE = AreaKey(AreaRule.RECORDED_BY_FORCE, "Testshire Police")


def test_series_of_a_group(make_counts: Make) -> None:
    """A series holds one category's figures and what is known of them."""
    series = make_counts(Month(2017, 1), Burglary=[3, None, 4], Drugs=[1, 1, 1]).series(
        "Burglary", area=FORCE
    )

    assert [3, 0, 4] == series.values.tolist()
    assert [True, False, True] == series.reported.tolist()
    assert (Month(2017, 1), Month(2017, 3)) == series.reported_months()
    assert 7 == series.total()


def test_sum_of_groups_is_reported_where_all_are(make_counts: Make) -> None:
    """A month in which a category in use is not known has a sum that is not known."""
    series = make_counts(Month(2017, 1), Burglary=[3, None, 4], Drugs=[1, 1, None]).series(
        None, area=FORCE
    )

    assert [4, 1, 4] == series.values.tolist()
    assert [True, False, False] == series.reported.tolist()


def test_sum_of_groups_does_not_wait_for_one_not_in_use(make_counts: Make) -> None:
    """Before a category is introduced, the sum is known without it."""
    counts = make_counts(Month(2011, 8), Burglary=[3, 2], Drugs=[None, 1])

    assert [True, True] == counts.series(None, area=FORCE).reported.tolist()


def test_sum_of_a_month_without_a_file_is_not_known(make_counts: Make) -> None:
    """No category in use and none reported: the sum is not known either."""
    counts = make_counts(Month(2011, 7), Drugs=[None, None, 1])

    assert [False, False, True] == counts.series(None, area=FORCE).reported.tolist()


def test_window_and_total(make_counts: Make) -> None:
    """A window keeps the months between two, both included."""
    counts = make_counts(Month(2017, 1), Burglary=[3, 5, 4], Drugs=[1, 1, 1])
    window = counts.series("Burglary", area=FORCE).window(Month(2017, 2), Month(2017, 3))

    assert [5, 4] == window.values.tolist()
    assert 15 == counts.total(area=FORCE)
    assert 5 == counts.total("Burglary", area=FORCE, first=Month(2017, 2), last=Month(2017, 2))


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (Month(2016, 12), Month(2017, 2)),
        (Month(2017, 1), Month(2017, 4)),
        (Month(2017, 2), Month(2017, 1)),
    ],
)
def test_window_outside_the_series(make_counts: Make, first: Month, last: Month) -> None:
    """A window that the series does not hold is refused, not shortened."""
    series = make_counts(Month(2017, 1), Burglary=[3, 5, 4]).series("Burglary", area=FORCE)

    with pytest.raises(InputError, match="months between 2017-01 and 2017-03, in order"):
        series.window(first, last)


def test_unknown_group_suggests_a_known_one(make_counts: Make) -> None:
    """A misspelt category is answered with the nearest."""
    with pytest.raises(InputError, match='Did you mean "Burglary"'):
        make_counts(Month(2017, 1), Burglary=[3]).series("Burglry", area=FORCE)


def test_unknown_area_lists_the_known_ones(make_counts: Make) -> None:
    """An area that was not counted is answered with those that were."""
    elsewhere = AreaKey(AreaRule.CODED_TO_AREA, "Elsewhere")
    with pytest.raises(InputError, match=r"area: .*Counted here: Testshire Police \(recorded by"):
        make_counts(Month(2017, 1), Burglary=[3]).series("Burglary", area=elsewhere)


def test_area_key_in_words() -> None:
    """The rule is part of an area's name wherever it is shown."""
    key = AreaKey(AreaRule.CODED_TO_AREA, "City of London")

    assert "City of London (coded to the area)" == str(key)


def test_arrays_cannot_be_changed(make_counts: Make) -> None:
    """Counts are values: nobody changes them under somebody else's feet."""
    counts = make_counts(Month(2017, 1), Burglary=[3])

    with pytest.raises(ValueError, match="read-only"):
        counts.values[0, 0, 0] = 4


def test_array_of_the_caller_is_copied() -> None:
    """The caller's own array stays writable, and changing it changes nothing."""
    mine = np.array([3])
    series = Series(
        source=POLICE_UK,
        area=FORCE,
        group=None,
        months=(Month(2017, 1),),
        values=mine,
        reported=np.array([True]),
    )
    mine[0] = 4

    assert [3] == series.values.tolist()


@pytest.mark.parametrize("closed", [True, False])
def test_view_of_an_array(make_counts: Make, *, closed: bool) -> None:
    """A view is taken as it is if nobody can write to what it shows, and copied otherwise."""
    whole = np.array([[[3, 5]], [[4, 6]]])
    whole.setflags(write=not closed)
    view = whole.transpose(0, 2, 1)
    view.setflags(write=False)
    counts = make_counts(Month(2017, 1), Burglary=[1, 1])
    areas = (FORCE, AreaKey(AreaRule.CODED_TO_AREA, "Testshire"))
    flags = np.ones((2, 2, 1), dtype=np.bool_)
    provisional = np.zeros((2, 2, 1), dtype=np.bool_)
    counts = attrs.evolve(counts, areas=areas, values=view, reported=flags, provisional=provisional)

    assert closed == np.shares_memory(counts.values, whole)
    assert [[[3], [5]], [[4], [6]]] == counts.values.tolist()


def test_equal_counts_are_equal_and_hash_alike(make_counts: Make) -> None:
    """Counts compare by content, arrays included."""
    one = make_counts(Month(2017, 1), Burglary=[3])
    two = make_counts(Month(2017, 1), Burglary=[3])

    assert one == two
    assert hash(one) == hash(two)
    assert one != make_counts(Month(2017, 1), Burglary=[4])


@pytest.mark.parametrize(
    ("change", "match"),
    [
        ({"values": np.zeros((1, 1, 2))}, r"counts.values: expected shape \(1, 1, 1\)"),
        ({"reported": np.zeros((2, 1, 1))}, r"counts.reported: expected shape \(1, 1, 1\)"),
        ({"values": [[[-1]]]}, "a negative count"),
        ({"reported": [[[False]]]}, "a count where nothing was reported"),
        ({"months": ()}, "months: expected one or more months"),
        ({"months": (Month(2017, 1), Month(2017, 3))}, "without a gap"),
        ({"groups": ("A", "A")}, "counts"),
    ],
)
def test_counts_refuse(make_counts: Make, change: dict[str, object], match: str) -> None:
    """Counts that contradict themselves are not made."""
    counts = make_counts(Month(2017, 1), Burglary=[3])
    with pytest.raises(InputError, match=match):
        attrs.evolve(counts, **change)  # type: ignore[arg-type]


def test_counts_refuse_an_area_twice(make_counts: Make) -> None:
    """Two columns of one area would be found by neither."""
    with pytest.raises(InputError, match=r"counts.areas: expected names that differ"):
        make_counts(Month(2017, 1), areas=(FORCE, FORCE), Burglary=[3])


def test_series_refuses_arrays_of_another_length(make_counts: Make) -> None:
    """A series has one figure for each month."""
    series = make_counts(Month(2017, 1), Burglary=[3]).series(None, area=FORCE)
    with pytest.raises(InputError, match=r"series.values: expected shape \(1,\)"):
        attrs.evolve(series, values=[1, 2])


def quarters(**changes: object) -> Counts:
    """Return counts of four quarters from July 2017, in one area and category."""
    fields = {
        "source": POLICE_UK,
        "months": tuple(Month(2017, 7) + 3 * i for i in range(4)),
        "areas": (AreaKey(AreaRule.AS_PUBLISHED, "Lambeth"),),
        "groups": ("Robbery",),
        "values": [[[5]], [[6]], [[7]], [[8]]],
        "reported": [[[True]]] * 4,
        "step": 3,
    }
    return Counts(**(fields | changes))


def test_quarters_are_periods_of_three_months() -> None:
    """A window of whole quarters is cut, and ends with the last month of its last quarter."""
    counts = quarters(provisional=[[[False]], [[False]], [[False]], [[True]]])
    series = counts.series("Robbery", area=counts.areas[0])

    cut = series.window(Month(2018, 1), Month(2018, 6))

    assert Month(2018, 6) == counts.last_month == cut.last_month
    assert 15 == cut.total()
    assert [False, True] == cut.provisional.tolist()
    assert 26 == counts.total("Robbery", area=counts.areas[0])


def test_a_window_that_cuts_a_quarter_is_refused() -> None:
    """Months inside a quarter have no figure of their own."""
    with pytest.raises(InputError, match="whole periods of 3 months"):
        quarters().series(None, area=quarters().areas[0]).window(Month(2018, 2), Month(2018, 6))


def test_a_step_that_is_no_period_is_refused() -> None:
    """A period is a month, a quarter or a year."""
    with pytest.raises(InputError, match="1, 3 or 12 months"):
        quarters(step=2)
    with pytest.raises(InputError, match="3 apart"):
        quarters(months=tuple(Month(2017, 7) + i for i in range(4)))


def test_denominators_have_the_shape_of_the_counts() -> None:
    """Unknown denominators compare as equal, and another shape is refused."""
    given = [[[100.0]], [[float("nan")]], [[100.0]], [[100.0]]]

    assert quarters(denominators=given) == quarters(denominators=given)
    assert quarters(denominators=given) != quarters()
    with pytest.raises(InputError, match=r"counts.denominators.*shape \(4, 1, 1\)"):
        quarters(denominators=[1.0])


def test_final_figures_take_no_room(make_counts: Make) -> None:
    """Where nobody said that figures may change, one flag stands for all, and cannot be set."""
    counts = make_counts(Month(2017, 1), Burglary=[1, 2, 3])

    assert (3, 1, 1) == counts.provisional.shape
    assert not counts.provisional.any()
    assert not any(counts.provisional.strides)
    assert counts == attrs.evolve(counts, provisional=np.zeros((3, 1, 1), dtype=np.bool_))
    with pytest.raises(ValueError, match="read-only"):
        counts.provisional[0, 0, 0] = True
