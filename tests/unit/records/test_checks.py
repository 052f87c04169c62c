"""Findings that the counts alone show."""

from __future__ import annotations

import random
from collections.abc import Callable

import numpy as np
import pytest

from safetykit.quantities import Month
from safetykit.records import POLICE_UK, AreaKey, AreaRule, Counts, QualityFinding
from safetykit.records.assemble import unlikely_zeros
from safetykit.records.checks import findings_of_counts, level_shift

Make = Callable[..., Counts]
FORCE = AreaKey(AreaRule.RECORDED_BY_FORCE, "Testshire Police")


def of_code(counts: Counts, code: str) -> list[QualityFinding]:
    """Return the findings of one code."""
    return [finding for finding in findings_of_counts(counts) if finding.code == code]


@pytest.mark.parametrize(
    ("figures", "zeros"),
    [
        ([152, 0, 151, 140], [1]),
        ([0, 152, 151, 140], [0]),
        ([152, 151, 140, 0, 0, 0], [3, 4, 5]),
        ([30, 30, 0, 30], [2]),
        ([29, 29, 0, 29], []),
        ([14, 0, 16, 15], []),
        ([90, 0, 90], []),
        ([90, 3, 2, 0, 3, 1, 2], []),
        ([0, 0, 0], []),
        ([0] * 12 + [60] * 12, list(range(12))),
    ],
)
def test_zero_of_a_busy_category(figures: list[int], zeros: list[int]) -> None:
    """A zero counts as not reported where three or more neighbours have a median of 30 or more."""
    values = np.array(figures)

    assert np.flatnonzero(unlikely_zeros(values, np.ones(len(values), bool))).tolist() == zeros


def test_month_without_a_file_is_no_zero(make_counts: Make) -> None:
    """It is said once, as a missing month, and not for each category."""
    counts = make_counts(Month(2017, 1), Drugs=[90, None, 91], Burglary=[30, None, None])

    assert [(Month(2017, 3),)] == [finding.months for finding in of_code(counts, "SK-DQ-zero")]
    (finding,) = of_code(counts, "SK-DQ-missing-month")
    assert (Month(2017, 2),) == finding.months


def test_zero_that_is_not_reported_anyway() -> None:
    """A month without a file is no zero."""
    values, reported = np.array([90, 90, 90, 0]), np.array([True, True, True, False])

    assert not unlikely_zeros(values, reported).any()


def test_level_shift_is_dated(make_counts: Make) -> None:
    """From 70 to 150 at once and for good: the month in which it begins is named."""
    figures = [65, 92, 57, 79, 50, 64, 73, 89, 155, 168, 167, 157, 129, 146, 179, 152, None]
    figures += [151, 139, 168, 112, 144, 150]
    counts = make_counts(Month(2016, 1), Drugs=figures)
    (finding,) = of_code(counts, "SK-DQ-level-shift")

    assert finding.months == (Month(2016, 9),)
    assert finding.group == "Drugs"
    assert "about 69 a month to about 154" in finding.message


def test_level_shift_downwards(make_counts: Make) -> None:
    """A fall is found as a rise is."""
    counts = make_counts(Month(2016, 1), Drugs=[100, 110, 105] * 4 + [40, 50, 45] * 4)

    assert [f.months for f in of_code(counts, "SK-DQ-level-shift")] == [(Month(2017, 1),)]


@pytest.mark.parametrize(
    "figures",
    [
        [70] * 12 + [120] * 12,
        [70] * 12 + [150] * 6 + [70] * 12,
        [70] * 5 + [150] * 12,
        [3] * 12 + [9] * 12,
        [20, 25, 40, 60, 80, 95, 100, 90, 70, 50, 35, 22] * 3,
    ],
    ids=["small", "short", "too-early", "few", "season"],
)
def test_no_level_shift(make_counts: Make, figures: list[int]) -> None:
    """A small step, a short wave, small numbers and a season are no shifts."""
    assert not of_code(make_counts(Month(2016, 1), Drugs=figures), "SK-DQ-level-shift")


@pytest.mark.parametrize(("highest", "found"), [(13, [Month(2017, 1)]), (14, [])])
def test_level_shift_needs_a_gap(make_counts: Make, highest: int, found: list[Month]) -> None:
    """One between both ranges is enough; ranges that touch are no shift."""
    figures = [8] * 5 + [highest] + [8] * 6 + [15] * 5 + [14] + [15] * 6
    series = make_counts(Month(2016, 1), Drugs=figures).series("Drugs", area=FORCE)

    assert found == [month for month, _, _ in level_shift(series)]


def test_noise_is_no_level_shift(make_counts: Make) -> None:
    """In 300 series of noise with four times the variance of chance, no shift is found."""
    rng = np.random.default_rng(1)
    for _ in range(300):
        noise = rng.negative_binomial(20 / 3, 0.25, size=36)
        series = make_counts(Month(2016, 1), Drugs=noise.tolist()).series("Drugs", area=FORCE)
        assert not level_shift(series)


def test_pandemic_is_reported_as_the_break_it_is(make_counts: Make) -> None:
    """The fall of March 2020 is a known break and no change in recording."""
    figures = [200 + i % 5 for i in range(14)] + [30 + i % 5 for i in range(17)] + [210] * 14
    counts = make_counts(Month(2019, 1), Other_theft=figures)

    assert not of_code(counts, "SK-DQ-level-shift")
    (finding,) = of_code(counts, "SK-DQ-known-break")
    assert finding.months[0] == Month(2020, 3)
    assert len(finding.months) == 17


def test_break_outside_the_months_is_not_said(make_counts: Make) -> None:
    """Only breaks that touch the counted months are told."""
    assert not of_code(make_counts(Month(2017, 1), Drugs=[1, 2]), "SK-DQ-known-break")
    assert not of_code(make_counts(Month(2013, 5), Drugs=[1, 2]), "SK-DQ-known-break")


def test_change_of_vocabulary(make_counts: Make) -> None:
    """The months in which crime types came and went are told, with the types."""
    counts = make_counts(Month(2013, 4), Violent_crime=[5, None], Bicycle_theft=[None, 4])
    (finding,) = of_code(counts, "SK-DQ-vocabulary")

    assert finding.months == (Month(2013, 5),)
    assert "Bicycle theft, Possession of weapons" in finding.message
    assert "Violent crime went" in finding.message
    assert not of_code(counts, "SK-DQ-zero")
    assert len(of_code(counts, "SK-DQ-known-break")) == 1


def test_missing_months_are_drawn_together(make_counts: Make) -> None:
    """A run of missing months is told as one."""
    counts = make_counts(Month(2017, 1), Drugs=[1, None, None, None, 1, None, 1])
    (finding,) = of_code(counts, "SK-DQ-missing-month")

    assert "No file for 2017-02 to 2017-04, 2017-06:" in finding.message
    assert len(finding.months) == 4


def test_zero_of_a_small_district_is_not_told(make_counts: Make) -> None:
    """A district with few rows follows its force in silence."""
    small = AreaKey(AreaRule.CODED_TO_AREA, "Smallham")
    counts = make_counts(
        Month(2017, 1), areas=(FORCE, small), Drugs=[3, None, 4], Burglary=[1, 1, 1]
    )

    assert [f.area for f in of_code(counts, "SK-DQ-zero")] == ["Testshire Police"]


def test_each_area_without_a_row_is_named(make_counts: Make) -> None:
    """Where two areas lack a category, the two messages can be told apart."""
    other = AreaKey(AreaRule.CODED_TO_AREA, "Bigham")
    counts = make_counts(Month(2017, 1), areas=(FORCE, other), Drugs=[90, None, 80], Arson=[1] * 3)
    messages = [f.message for f in of_code(counts, "SK-DQ-zero")]

    assert "There is no row of Drugs for Testshire Police in 2017-02" in messages[0]
    assert "There is no row of Drugs for Bigham in 2017-02" in messages[1]


def test_source_without_categories_knows_no_unknown(make_counts: Make) -> None:
    """A source that lists no categories accepts all."""
    import attrs

    bare = attrs.evolve(POLICE_UK, categories=(), lives=(), breaks=())
    counts = make_counts(Month(2017, 1), source=bare, Hovering=[random.Random(1).randint(1, 9)])

    assert findings_of_counts(counts) == ()
