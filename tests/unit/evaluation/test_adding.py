"""What may be added, and what may not. Needs numpy."""

from __future__ import annotations

import attrs
import pytest

np = pytest.importorskip("numpy")

from safetykit.errors import InputError
from safetykit.evaluation.adding import roll_up
from safetykit.quantities import Month, month_range
from safetykit.records import POLICE_UK, AreaKey, AreaRule, Series

RULE = AreaRule.CODED_TO_AREA


def series(
    group: str | None, *values: int | None, place: str = "Ashby", **changes: object
) -> Series:
    """Return a series from January 2020; None is not reported."""
    first = Month(2020, 1)
    known = Series(
        source=POLICE_UK,
        area=AreaKey(RULE, place),
        group=group,
        months=month_range(first, first + (len(values) - 1)),
        values=np.array([v or 0 for v in values]),
        reported=np.array([v is not None for v in values]),
    )
    return attrs.evolve(known, **changes)


def test_categories_of_one_place() -> None:
    """Two categories of one place are added period by period."""
    found = roll_up([series("Robbery", 1, 2, 3), series("Burglary", 4, 5, 6)], title="Acquisitive")

    assert (5, 7, 9) == found.values
    assert (
        "Acquisitive: 21 over 3 of 3 periods, the sum of Robbery in Ashby and Burglary in Ashby."
        == (found.words)
    )


def test_one_category_of_several_places() -> None:
    """One category of two places is added."""
    found = roll_up([series("Robbery", 1, 2), series("Robbery", 3, 4, place="Byfield")])

    assert 10 == found.total()


def test_a_sum_of_what_may_still_change() -> None:
    """A sum may still change where a part of it may, and where it is known at all."""
    open_ones = np.array([False, True, True])
    part = series("Burglary", 4, 5, None, provisional=open_ones & [True, True, False])
    found = roll_up([series("Robbery", 1, 2, 3, provisional=open_ones), part])

    assert (False, True, False) == found.provisional
    assert found.words.endswith("Burglary in Ashby. Of the periods, 1 may still change.")
    assert "may still" not in roll_up([series("Robbery", 1), series("Burglary", 4)]).words


def test_a_period_that_one_part_does_not_report_is_not_known() -> None:
    """The sum of what some report would be too low, so it is not reported."""
    found = roll_up([series("Robbery", 1, 2, 3), series("Burglary", 4, None, 6)])

    assert (True, False, True) == found.reported
    assert (5, 0, 9) == found.values
    assert 14 == found.total()


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ((series("Robbery", 1),), "expected two or more to add"),
        ((series("Robbery", 1), series("Robbery", 2)), "'Robbery in Ashby twice'"),
        ((series(None, 1), series("Robbery", 2)), "The sum of all holds each category already"),
        (
            (
                series("Robbery", 1),
                series("Drugs", 2, source=attrs.evolve(POLICE_UK, name="other")),
            ),
            "Two sources may hold the same event",
        ),
        (
            (
                series("Robbery", 1),
                series("Drugs", 2, source=attrs.evolve(POLICE_UK, unit="casualty")),
            ),
            "A sum of unlike things has no meaning",
        ),
        (
            (
                series("Robbery", 1),
                series("Robbery", 2, area=AreaKey(AreaRule.RECORDED_BY_FORCE, "Ashbyshire Police")),
            ),
            "A force and a district inside it",
        ),
        ((series("Robbery", 1), series("Drugs", 2, 3)), r"Cut them with window\(\) first"),
    ],
)
def test_what_may_not_be_added(parts: tuple[Series, ...], words: str) -> None:
    """Sums that would count twice, or mean nothing, are refused with the reason."""
    with pytest.raises(InputError, match=words):
        roll_up(parts)


def test_the_whole_of_one_place_and_a_category_of_another() -> None:
    """They hold no event in common, so they are added."""
    assert 3 == roll_up([series(None, 1), series("Robbery", 2, place="Byfield")]).total()
