"""Numbers and changes in words. Needs numpy."""

from __future__ import annotations

import math

import pytest

pytest.importorskip("numpy")

from safetykit.evaluation.results import AreaTotal
from safetykit.evaluation.words import list_words, percent, span_words, wider_area_note
from safetykit.records import AreaKey, AreaRule


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (77.4, "77%"),
        (3.54, "3.5%"),
        (-0.44, "−0.4%"),
        (-0.04, "0.0%"),
        (0.0, "0.0%"),
        (-13.6, "−14%"),
        (99.7, "99.7%"),
        (-99.7, "−99.7%"),
        (100.0, "100%"),
        (3900.0, "3,900%"),
    ],
)
def test_percent(value: float, words: str) -> None:
    """A percentage has as many digits as it needs: three remaining of a thousand are not none."""
    assert words == percent(value)


@pytest.mark.parametrize(
    ("low", "high", "in_percent", "words"),
    [
        (-5.0, 12.0, True, "between −5.0% and 12%"),
        (12.0, math.inf, True, "12% or more"),
        (500.2, 1234.4, False, "between 500 and 1,234"),
    ],
)
def test_span(low: float, high: float, in_percent: bool, words: str) -> None:
    """An interval that is open has no upper end in words either."""
    assert words == span_words(low, high, in_percent=in_percent)


@pytest.mark.parametrize(
    ("items", "words"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (list("abc"), "a, b and c")],
)
def test_lists(items: list[str], words: str) -> None:
    """Words are joined as in a sentence."""
    assert words == list_words(items)


def _total(rule: AreaRule, name: str, before: int) -> AreaTotal:
    return AreaTotal(area=AreaKey(rule, name), before=before, after=None)


def test_a_district_of_a_wider_force() -> None:
    """Under a district's name stand the district's rows; the force's are named beside them."""
    force = _total(AreaRule.RECORDED_BY_FORCE, "County Police", 5530)
    district = _total(AreaRule.CODED_TO_AREA, "Boston", 644)
    note = wider_area_note(district.area, (force, district))

    assert note.startswith("Counted is what is coded to Boston, 644 in the baseline; County Police")
    assert "recorded 5,530 in all" in note
    assert "leave district out" in note


def test_a_force_that_is_counted_for_a_district() -> None:
    """Where a force's rows are counted although they reach further, the note says so."""
    force = _total(AreaRule.RECORDED_BY_FORCE, "County Police", 5530)
    note = wider_area_note(force.area, (force, _total(AreaRule.CODED_TO_AREA, "Boston", 644)))

    assert note.startswith("Counted is all that County Police recorded, 5,530 in the baseline")
    assert "For Boston alone, leave police_force out" in note


@pytest.mark.parametrize("district", [[], [("City", 525)], [("City", 480)]])
def test_a_force_of_the_district_s_own(district: list[tuple[str, int]]) -> None:
    """A force that serves little more than the district is not remarked upon."""
    force = _total(AreaRule.RECORDED_BY_FORCE, "City Police", 600)
    coded = [_total(AreaRule.CODED_TO_AREA, *one) for one in district]

    assert "" == wider_area_note(force.area, (force, *coded))
