"""Totals among the rows and the columns of a table."""

from __future__ import annotations

from pathlib import Path

from safetykit.records import (
    AreaColumn,
    Counts,
    DataSource,
    GroupColumn,
    Measure,
    PeriodColumns,
    PeriodFormat,
    QualityFinding,
    TableMapping,
    Total,
    Travel,
    read_table,
)

SOURCE = DataSource(
    name="made-up",
    title="Made-up figures",
    publisher="Nobody",
    url="none",
    licence="none",
    attribution="none",
    travel=Travel.PARTNER,
)
KIND = GroupColumn(column="Kind")
PLACE = AreaColumn(column="Place")
NUMBER = Measure(kind="sum", column="Number")


def read(
    tmp_path: Path,
    text: str,
    *,
    area: AreaColumn = PLACE,
    group: GroupColumn = KIND,
    measure: Measure = NUMBER,
) -> Counts:
    """Write a table and read it."""
    path = tmp_path / "t.csv"
    path.write_text(text, "utf-8")
    mapping = TableMapping(
        source=SOURCE,
        period=PeriodColumns(format=PeriodFormat.MONTH, columns=("Month",)),
        area=area,
        group=group,
        measure=measure,
    )
    return read_table(path, mapping)


def of_code(counts: Counts, code: str) -> list[QualityFinding]:
    """Return the findings of one code."""
    return [finding for finding in counts.quality if finding.code == code]


TOTALS = AreaColumn(
    column="Place",
    totals=(Total(label="All"), Total(prefix="Total ", within="Region")),
)
TOTALS_HEADER = "Month,Region,Place,Kind,Number\n"
TOTALS_ROWS = (
    "2024-01,,All,T,10\n2024-01,E,Total E,T,7\n2024-01,E,a,T,3\n2024-01,E,b,T,4\n"
    "2024-01,W,Total W,T,3\n2024-01,W,c,T,3\n"
)


def test_totals_that_agree(tmp_path: Path) -> None:
    """Totals of everything and of regions are left out, and their parts add up."""
    counts = read(tmp_path, TOTALS_HEADER + TOTALS_ROWS, area=TOTALS)
    (finding,) = counts.quality

    assert ["a", "b", "c"] == [area.name for area in counts.areas]
    assert (6, 3) == (counts.rows_read, counts.rows_set_aside)
    assert "3 of 6 rows are totals" in finding.message


def test_totals_that_differ(tmp_path: Path) -> None:
    """Both totals that do not fit are named with their parts; the parts are counted."""
    text = TOTALS_HEADER + TOTALS_ROWS.replace("b,T,4", "b,T,5")
    (finding,) = of_code(read(tmp_path, text, area=TOTALS), "SK-DQ-total-differs")

    assert 2 == finding.rows
    assert "2 of 3 totals of areas" in finding.message
    assert "“All”, “T”: 10 stated, 11 in its parts" in finding.message
    assert "“Total E”, “T”, “E”: 7 stated, 8 in its parts" in finding.message


def test_total_with_a_part_that_is_not_stated(tmp_path: Path) -> None:
    """A total is held against its parts only where all of them are known."""
    text = TOTALS_HEADER + TOTALS_ROWS.replace("b,T,4", "b,T,NA")

    assert [] == of_code(read(tmp_path, text, area=TOTALS), "SK-DQ-total-differs")


def test_total_without_parts_is_said(tmp_path: Path) -> None:
    """A figure that is wrongly called a total does not vanish in silence."""
    text = TOTALS_HEADER + TOTALS_ROWS + "2024-01,X,Total X,T,9\n"
    area = AreaColumn(column="Place", totals=TOTALS.totals[1:])
    (finding,) = of_code(read(tmp_path, text, area=area), "SK-DQ-total-differs")

    assert "“Total X” (X) is called a total of areas, and none of its parts" in finding.message


def test_total_whose_label_is_blank(tmp_path: Path) -> None:
    """The row of a whole region may have no place in it."""
    area = AreaColumn(column="Place", totals=(Total(label="", within="Region"),))
    text = TOTALS_HEADER + "2024-01,E,,T,6\n2024-01,E,a,T,3\n2024-01,E,b,T,4\n2024-01,W,,T,5\n"
    counts = read(tmp_path, text + "2024-01,W,c,T,5\n", area=area)
    (finding,) = of_code(counts, "SK-DQ-total-differs")

    assert ["a", "b", "c"] == [key.name for key in counts.areas]
    assert "“T”, “E”: 6 stated, 7 in its parts" in finding.message


def test_wide_table_with_totals_among_its_columns(tmp_path: Path) -> None:
    """Each category has a column, and a column of a total, or of a total of totals, is checked."""
    group = GroupColumn(
        columns=("Red", "Blue", "Green"),
        totals=(Total(label="All", of=("Warm", "Blue")), Total(label="Warm", of=("Red", "Green"))),
    )
    text = "Month,Place,All,Warm,Red,Blue,Green\n2024-01,N,6,4,1,2,3\n2024-01,S,10,5,2,4,3\n"
    counts = read(tmp_path, text, group=group, measure=Measure(kind="sum"))
    (finding,) = counts.quality

    assert ("Blue", "Green", "Red") == counts.groups
    assert [[2, 3, 1], [4, 3, 2]] == counts.values[0].tolist()
    assert (2, 0) == (counts.rows_read, counts.rows_set_aside)
    assert "1 of 4 totals of categories differ" in finding.message
    assert "“S”, “All”: 10 stated, 9 in its parts" in finding.message


def test_totals_of_categories_in_a_long_table(tmp_path: Path) -> None:
    """A total of categories is held against those of its own type and area."""
    group = GroupColumn(column="Kind", totals=(Total(prefix="All ", within="Type"),))
    text = "Month,Place,Type,Kind,Number\n2024-01,N,x,All x,5\n2024-01,N,x,a,2\n2024-01,N,x,b,3\n"
    counts = read(tmp_path, text + "2024-01,N,y,c,9\n2024-01,S,x,a,1\n", group=group)

    assert ("a", "b", "c") == counts.groups
    assert [] == of_code(counts, "SK-DQ-total-differs")
