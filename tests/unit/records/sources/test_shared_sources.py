"""Real files: published totals must come out, and the oddities that were found by hand.

The figures are the publishers' own where a test says so; the others were counted by hand from the
files and stand in the report on the data.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from safetykit.errors import InputError
from safetykit.quantities import Month
from safetykit.records import (
    AreaColumn,
    AreaKey,
    AreaRule,
    Counts,
    DataSource,
    GroupColumn,
    Measure,
    PeriodColumns,
    PeriodFormat,
    TableMapping,
    Total,
    Travel,
    read_outcomes,
    read_recorded_crime_csp,
    read_stats19,
    read_stop_search,
    read_table,
    read_use_of_force,
)

pytest.importorskip("python_calamine")
pytestmark = pytest.mark.shared

Shared = Callable[[str], Path]
SOURCE = DataSource(
    name="real",
    title="A real table",
    publisher="Its publisher",
    url="see the folder",
    licence="see the folder",
    attribution="see the folder",
    travel=Travel.ALREADY_PUBLIC,
)


def published(name: str) -> AreaKey:
    """Return the key of an area as published."""
    return AreaKey(AreaRule.AS_PUBLISHED, name)


def rows_of(counts: Counts, code: str) -> list[int | None]:
    """Return the rows of the findings of one code."""
    return [finding.rows for finding in counts.quality if finding.code == code]


def test_use_of_force_by_force(shared: Shared) -> None:
    """Home Office, HOSB 30/18 and 33/19, tables 12: 313,137 and 427,725 incidents, 43 forces."""
    counts = read_use_of_force(shared("home-office-use-of-force"))

    assert [313_137, 427_725] == counts.values.sum(axis=(1, 2)).tolist()
    assert 43 == len(counts.areas)
    assert [1_148, 2_228] == counts.series("All", area=published("City of London")).values.tolist()
    assert [] == rows_of(counts, "SK-DQ-total-differs")


def test_devices_by_type_and_force(shared: Shared) -> None:
    """HOSB 30/18 and 33/19, tables 13: 17,084 and 23,451 uses, 1,872 and 2,585 of them fired."""
    counts = read_use_of_force(shared("home-office-use-of-force"), by="ced")
    fired = counts.groups.index("Fired")

    assert [17_084, 23_451] == counts.values.sum(axis=(1, 2)).tolist()
    assert [1_872, 2_585] == counts.values[:, :, fired].sum(axis=1).tolist()
    assert [] == rows_of(counts, "SK-DQ-total-differs")


def test_tactics_by_force(shared: Shared) -> None:
    """HOSB 33/19, table 14: 630,793 uses, besides 203,141 of communication and 1,729 unreported."""
    name = "police-use-of-force-apr2018-mar2019-hosb3319-tables.ods"
    counts = read_use_of_force(shared("home-office-use-of-force") / name, by="tactic")

    assert 630_793 + 203_141 + 1_729 == counts.values.sum()
    assert 1_540 == counts.rows_read
    assert [] == rows_of(counts, "SK-DQ-total-differs")


@pytest.mark.parametrize("by", ["offence group", "offence"])
def test_recorded_crime_by_partnership(shared: Shared, by: str) -> None:
    """ONS, table C2, year ending June 2025: three partnerships, and every total agrees."""
    counts = read_recorded_crime_csp(shared("ons-recorded-crime-csp-ye-june-2025"), by=by)

    assert 37_641 == counts.total(area=published("Lambeth"))
    assert 6_206 == counts.total(area=published("Boston"))
    assert 8_801 == counts.total(area=published("City of London"))
    assert (399, 42, 357) == (counts.rows_read, counts.rows_set_aside, len(counts.areas))
    assert [] == rows_of(counts, "SK-DQ-total-differs")


def test_keys_of_waltham_forest(shared: Shared) -> None:
    """Three tables whose keys are perfect: 3,449 collisions, 4,245 casualties, 6,277 vehicles."""
    folder = shared("stats19-waltham-forest-2014-2018")
    found = {
        by: read_stats19(folder, by=by)
        for by in ("collision severity", "casualty severity", "vehicle type")
    }

    assert [3_449, 4_245, 6_277] == [int(counts.values.sum()) for counts in found.values()]
    assert [[], [], []] == [rows_of(counts, "SK-DQ-orphan") for counts in found.values()]
    assert [0, 0, 0] == [counts.rows_set_aside for counts in found.values()]
    inside = AreaKey(AreaRule.CODED_TO_AREA, "Waltham Forest")
    assert 11 == 3_449 - found["collision severity"].total(area=inside)


def test_collisions_of_the_old_edition(shared: Shared) -> None:
    """1,000 sampled collisions with the names of 2005 to 2014, their districts as codes."""
    path = shared("stats19-gb-sample-and-schema") / "ac_sample1000.csv"
    counts = read_stats19(path)

    assert 1_000 == counts.values.sum()
    assert ("Fatal", "Serious", "Slight") == counts.groups
    assert "Calderdale" in {area.name for area in counts.areas}
    assert not any(area.name.isdigit() for area in counts.areas)


def test_stop_and_search_of_the_city(shared: Shared) -> None:
    """Oddity 7: one row of August 2018 by UTC stands in the file of September."""
    counts = read_stop_search(shared("police-uk-city-of-london-stop-and-search"), by="outcome")
    (clock,) = [f for f in counts.quality if f.code == "SK-DQ-other-clock"]
    force = AreaKey(AreaRule.RECORDED_BY_FORCE, "City of London Police")

    assert (1, (Month(2018, 9),)) == (clock.rows, clock.months)
    assert (6_916, 0) == (counts.rows_read, counts.rows_set_aside)
    assert 974 + 853 == counts.total("Arrest", area=force)
    assert [f"2017-{month:02d}" for month in range(4, 12)] == [
        str(m) for f in counts.quality if f.code == "SK-DQ-missing-month" for m in f.months
    ]


def test_no_stop_of_two_early_years_has_a_point(shared: Shared) -> None:
    """Oddity 7: the latitude is blank in every row of 2015 and 2016."""
    folder = shared("police-uk-city-of-london-stop-and-search")
    counts = [read_stop_search(path) for path in sorted(folder.glob("201[56]-*"))]

    assert 22 == len(counts)
    assert all([c.rows_read] == rows_of(c, "SK-DQ-blank-point") for c in counts)


def test_outcomes_of_the_city(shared: Shared) -> None:
    """9,136 rows, 1,260 of them of a crime that had one before, 456 without an area, 22 types."""
    counts = read_outcomes(shared("police-uk-city-of-london-outcomes"))
    (revised,) = [f for f in counts.quality if f.code == "SK-DQ-revised-outcome"]

    assert (9_136, 0) == (counts.rows_read, counts.rows_set_aside)
    assert f"of {9_136 - 1_260:,} crimes" in revised.message
    assert [456] == rows_of(counts, "SK-DQ-blank-area")
    assert 22 == len(counts.groups)


def test_casualties_of_london_by_a_mapping(shared: Shared) -> None:
    """TfL 2019: a byte-order mark, apostrophes of a spreadsheet, borough names in two cases."""
    mapping = TableMapping(
        source=SOURCE,
        period=PeriodColumns(format=PeriodFormat.YEAR, value="2019"),
        area=AreaColumn(column="Borough", rule=AreaRule.CODED_TO_AREA),
        group=GroupColumn(column="Casualty Severity"),
    )
    folder = shared("stats19-tfl-casualty-london")
    counts = read_table(folder / "2019-gla-data-extract-casualty.csv.gz", mapping)

    assert (30_007, 0) == (counts.rows_read, counts.rows_set_aside)
    assert ("1 FATAL", "2 SERIOUS", "3 SLIGHT") == counts.groups
    assert 343 == counts.total(area=AreaKey(AreaRule.CODED_TO_AREA, "CITY OF LONDON"))


def test_shares_of_the_public_voice(shared: Shared) -> None:
    """MOPAC's perceptions are percentages without a base: refused, with what to ask for."""
    mapping = TableMapping(
        source=SOURCE,
        period=PeriodColumns(format=PeriodFormat.MONTH, columns=("Date",)),
        area=AreaColumn(column="Borough"),
        group=GroupColumn(column="Measure"),
        measure=Measure(kind="sum", column="Proportion"),
    )
    path = shared("csew-and-perceptions") / "mopac" / "Voice Trend_Full Data_data_Lambeth.csv"
    with pytest.raises(InputError, match=r"Lambeth\.csv:2: .*62%.*numerator and the denominator"):
        read_table(path, mapping)


def test_arrests_at_football_by_a_mapping(shared: Shared) -> None:
    """Home Office: 1,740 arrests in the five top divisions in 2014/15, the sum of the clubs."""
    mapping = TableMapping(
        source=SOURCE,
        period=PeriodColumns(format=PeriodFormat.YEAR_ENDING, columns=("year_ending",)),
        area=AreaColumn(column="club", totals=(Total(prefix="*Total"),)),
        group=GroupColumn(columns=("home", "away", "neutral"), totals=(Total(label="total"),)),
        measure=Measure(kind="sum"),
    )
    folder = shared("ho-ons-series-via-lesscrime")
    counts = read_table(folder / "football-arrests-data.csv.gz", mapping)

    assert 12 == counts.step
    assert 1_740 == counts.values[0].sum()
    assert [775, 953, 12] == [
        counts.values[0, :, counts.groups.index(side)].sum() for side in ("home", "away", "neutral")
    ]
    assert [] == rows_of(counts, "SK-DQ-total-differs")
