"""Tables and charts of months, quarters and years."""

from __future__ import annotations

import attrs
import pytest

pytest.importorskip("numpy")

import safetykit
from safetykit.quantities import Month
from safetykit.records import Series
from safetykit.reporting.charts import indicator_chart
from safetykit.reporting.periods import list_months, period_table, periods_word
from safetykit.reporting.sections.indicators import indicator_card
from safetykit.reporting.texts import load_texts

TEXTS = load_texts()


def by(city: safetykit.Evaluation, step: int, first: str, counts: list[int | None]) -> object:
    """Return the result of one indicator with counts by a step of months."""
    result = city["robbery"]
    start = Month.parse(first)
    series = Series(
        source=result.series.source,
        area=result.series.area,
        group=result.series.group,
        months=tuple(start + step * n for n in range(len(counts))),
        values=[count or 0 for count in counts],
        reported=[count is not None for count in counts],
        provisional=[n == len(counts) - 1 for n in range(len(counts))],
        step=step,
    )
    return attrs.evolve(result, series=series, variation=None)


def test_quarters(city: safetykit.Evaluation) -> None:
    """Quarters stand in four columns that say their months; what is hidden or soft says so."""
    result = by(city, 3, "2018-04", [10, None, 1200, 7, 8])
    table = period_table(result, frozenset({Month(2019, 1)}), TEXTS)

    assert ["Year", "Jan to Mar", "Apr to Jun", "Jul to Sep", "Oct to Dec"] == [
        column.title for column in table.columns
    ]
    assert (("2018", "", "10", "–", "1,200"), ("2019", "s", "8 p", "", "")) == table.rows
    assert "by quarter" in table.caption
    assert "s is suppressed" in table.caption
    assert "p is provisional" in table.caption


def test_quarters_that_cross_the_year(city: safetykit.Evaluation) -> None:
    """A quarter that begins in December stands in the year of its first month."""
    table = period_table(by(city, 3, "2018-12", [1, 2]), frozenset(), TEXTS)

    assert ["Year", "Mar to May", "Dec to Feb"] == [column.title for column in table.columns]
    assert (("2018", "", "1"), ("2019", "2 p", "")) == table.rows


def test_years(city: safetykit.Evaluation) -> None:
    """Years stand in rows that say when each begins."""
    table = period_table(by(city, 12, "2016-04", [50, 60]), frozenset(), TEXTS)

    assert (("April 2016", "50"), ("April 2017", "60 p")) == table.rows
    assert "by year" in table.caption


def test_months(city: safetykit.Evaluation) -> None:
    """Months stand in twelve columns, and every caption says what a dash is."""
    table = period_table(city["robbery"], frozenset(), TEXTS)

    assert 13 == len(table.columns)
    assert "A dash is not reported." in table.caption
    assert "suppressed" not in table.caption


@pytest.mark.parametrize(("step", "word"), [(1, "month"), (3, "quarter"), (12, "year")])
def test_axis(city: safetykit.Evaluation, step: int, word: str) -> None:
    """The axis of a chart says what is counted, and for how long each time."""
    chart = indicator_chart(by(city, step, "2016-04", [5, 6, 7]), TEXTS)
    titles = {
        layer["encoding"]["y"].get("title")
        for layer in chart["layer"]
        if "y" in layer["encoding"] and "title" in layer["encoding"]["y"]
    }

    assert {f"Offences recorded each {word}"} == titles


@pytest.mark.parametrize(
    ("unit", "things"),
    [
        ("casualty", "Casualties"),
        ("search", "Searches"),
        ("use of a tactic", "Uses of a tactic"),
        ("day", "Days"),
    ],
)
def test_things_counted(city: safetykit.Evaluation, unit: str, things: str) -> None:
    """Units other than offences stand in their plural."""
    result = city["robbery"]
    indicator = attrs.evolve(result.indicator)
    object.__setattr__(indicator, "unit", unit)
    chart = indicator_chart(attrs.evolve(result, indicator=indicator), TEXTS)

    assert f"{things} recorded each month" in str(chart)


def test_no_card_of_years_speaks_of_months_in_its_labels(city: safetykit.Evaluation) -> None:
    """A card of yearly counts has no fixed text that calls them months."""
    card = indicator_card(by(city, 12, "2016-04", [50, 60]), frozenset(), TEXTS)
    figure = next(b for b in card.blocks if type(b).__name__ == "Figure")

    assert "month" not in figure.caption
    assert "month" not in figure.title


def test_words_for_several_results(city: safetykit.Evaluation) -> None:
    """Counts by one step take its word; counts by several are periods."""
    year = by(city, 12, "2016-04", [50, 60])

    assert "months" == periods_word(city.results, TEXTS)
    assert "years" == periods_word([year], TEXTS)
    assert "periods" == periods_word([year, city.results[0]], TEXTS)


def test_stretches_of_months() -> None:
    """Months that follow each other are one stretch."""
    months = [Month(2020, 1), Month(2020, 2), Month(2020, 4)]

    assert "January 2020 to February 2020; April 2020" == list_months(months, TEXTS)


def test_stretches_of_quarters() -> None:
    """Quarters that follow each other are one stretch, up to the last month of the last."""
    quarters = [Month(2020, 1), Month(2020, 4), Month(2020, 10)]

    assert "January 2020 to June 2020; October 2020 to December 2020" == list_months(
        quarters, TEXTS, step=3
    )
