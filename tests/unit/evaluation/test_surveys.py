"""Shares of surveys with their intervals, and changes between waves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
import pytest

for needed in ("numpy", "scipy"):
    pytest.importorskip(needed)

from safetykit.errors import AnalysisError, InputError
from safetykit.evaluation.surveys import change_between_waves, survey_estimate
from safetykit.quantities import PartialDate, Period
from safetykit.records.survey import SurveyResult

Make = Callable[..., SurveyResult]


@pytest.fixture
def make() -> Make:
    """Return a maker of results of one question, asked in a month."""

    def result(month: str = "2026-01", share: float = 0.6, **more: Any) -> SurveyResult:
        day = PartialDate.parse(month)
        stated: dict[str, Any] = {
            "base": 400,
            "design_effect": 1.0,
            "wording": "How safe do you feel?",
            "population": "adults",
        }
        return SurveyResult(
            area="Lincoln",
            measure="Feels safe",
            fieldwork=Period(start=day, end=day),
            share=share,
            source="Town survey",
            **(stated | more),
        )

    return result


def test_design_effect_widens_the_interval(make: Make) -> None:
    """A share is as sure as its effective base: 400 people with an effect of 4 count as 100."""
    plain, designed = survey_estimate(make(base=100)), survey_estimate(make(design_effect=4.0))

    assert (plain.low, plain.high) == pytest.approx((designed.low, designed.high))


def test_rounding_widens_the_interval(make: Make) -> None:
    """A share in whole percent is less sure than one that is exact, by half a percent each way."""
    exact, rounded = survey_estimate(make()), survey_estimate(make(rounding=0.005))

    assert exact.low - 0.005 == pytest.approx(rounded.low)
    assert exact.high + 0.005 == pytest.approx(rounded.high)


def test_published_interval_stands_for_the_design(make: Make) -> None:
    """Where the publisher states an interval, its width says what the design costs."""
    found = survey_estimate(make(design_effect=None, low=0.53, high=0.67))

    assert (0.53, 0.67) == pytest.approx((found.low, found.high), abs=0.003)
    assert not found.failed


def test_unknown_design_is_said(make: Make) -> None:
    """Without a design effect the interval is too narrow, and a check says so."""
    found = survey_estimate(make(design_effect=None))
    cut = survey_estimate(make(design_effect=None, share=0.01, low=0.0, high=0.02))

    assert ["design_effect"] == [check.name for check in found.failed]
    assert ["design_effect"] == [check.name for check in cut.failed]


def test_share_without_a_base(make: Make) -> None:
    """A share that states no base has no interval, and none is made up."""
    with pytest.raises(AnalysisError, match=r"“Feels safe” \(2026-01\) states no unweighted base"):
        survey_estimate(make(base=None))


def test_change_between_waves(make: Make) -> None:
    """The later share less the earlier, with an interval; no caution where all is alike."""
    change = change_between_waves(make(), make("2026-07", 0.7))

    assert 0.1 == pytest.approx(change.difference.value)
    assert 0.03 < change.difference.low < 0.1 < change.difference.high < 0.17
    assert () == change.cautions
    assert change.difference.excludes(0.0)


def test_change_with_an_unknown_design(make: Make) -> None:
    """One wave without a design effect makes the whole comparison unsure."""
    change = change_between_waves(make(), make("2026-07", 0.7, design_effect=None))

    assert ["design_effect"] == [check.name for check in change.difference.failed]


@pytest.mark.parametrize(
    ("name", "value", "match"),
    [
        ("wording", "Are you afraid?", r"worded otherwise: “How safe do you feel\?” before, “Are"),
        ("mode", "online", r"asked in another way: not stated before, online after"),
        ("population", "residents", r"Others were asked: adults before, residents after"),
        ("weighting", "by age", r"weights are made otherwise: not stated before, by age after"),
    ],
)
def test_waves_that_differ(make: Make, name: str, value: str, match: str) -> None:
    """Waves that differ are not compared, unless the difference is accepted by name."""
    later = make("2026-07", 0.7, **{name: value})
    with pytest.raises(AnalysisError, match=f"(?s){match}.*accept by name: {name}"):
        change_between_waves(make(), later)
    (caution,) = change_between_waves(make(), later, accept=[name]).cautions  # type: ignore[list-item]  a name of the list
    assert value in caution


def test_waves_that_overlap(make: Make) -> None:
    """Waves that share months of fieldwork share people, so the interval would be wrong."""
    later = attrs.evolve(
        make(share=0.7),
        fieldwork=Period(start=PartialDate.parse("2026-01"), end=PartialDate.parse("2026-03")),
    )
    with pytest.raises(AnalysisError, match=r"overlaps: 2026-01, and January 2026 to March 2026"):
        change_between_waves(make(), later)

    assert 1 == len(change_between_waves(make(), later, accept=["overlap"]).cautions)


def test_small_base_is_cautioned(make: Make) -> None:
    """Fewer than 50 people say little, and the comparison says so."""
    change = change_between_waves(make(base=49), make("2026-07", base=50))

    assert ("Only 49 people answered (2026-01); such a share says little.",) == change.cautions
    later = change_between_waves(make(), make("2026-07", base=7))
    assert ("Only 7 people answered (2026-07); such a share says little.",) == later.cautions
    assert ["small_base"] == [check.name for check in change.difference.failed]


def test_waves_that_are_not_two_of_one(make: Make) -> None:
    """A change is of one area and measure, forwards in time."""
    with pytest.raises(InputError, match=r"area: expected the area of the earlier wave, Lincoln"):
        change_between_waves(make(), attrs.evolve(make("2026-07"), area="Boston"))
    with pytest.raises(InputError, match=r"measure: expected the measure of the earlier wave"):
        change_between_waves(make(), attrs.evolve(make("2026-07"), measure="Other"))
    with pytest.raises(InputError, match=r"after: expected fieldwork after that of 2026-07"):
        change_between_waves(make("2026-07"), make())
    with pytest.raises(InputError, match=r"accept: expected one of wording, mode"):
        change_between_waves(make(), make("2026-07"), accept=["words"])  # type: ignore[list-item]  refused


def test_a_wave_without_a_date(make: Make) -> None:
    """Where no fieldwork is dated, nobody is told that it overlaps, or was done in "None"."""
    undated = attrs.evolve(make(base=40), fieldwork=Period())
    with pytest.raises(
        AnalysisError, match=r"overlaps cannot be told: 2026-01, and no date stated\."
    ):
        change_between_waves(make(), undated)
    found = change_between_waves(make(), undated, accept=["overlap"])

    assert "Only 40 people answered (no date stated); such a share says little." in found.cautions
    with pytest.raises(AnalysisError, match=r"\(no date stated\) states no unweighted base"):
        survey_estimate(attrs.evolve(undated, base=None))
