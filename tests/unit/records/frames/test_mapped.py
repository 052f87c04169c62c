"""Frames by a mapping that names no column of labels."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("narwhals")

import duckdb

from safetykit.records import (
    AreaColumn,
    DataSource,
    GroupColumn,
    Measure,
    PeriodColumns,
    PeriodFormat,
    TableMapping,
    Travel,
    count_frame,
    read_table,
)

SOURCE = DataSource(
    name="made-up",
    title="",
    publisher="",
    url="",
    licence="",
    attribution="",
    travel=Travel.PARTNER,
)


@pytest.mark.parametrize(
    ("measure", "figure"),
    [
        (Measure(), 3),
        (Measure(kind="sum", column="Number"), 6),
        (Measure(kind="distinct", column="Person"), 2),
    ],
)
def test_one_period_area_and_category_for_all_rows(
    tmp_path: Path, measure: Measure, figure: int
) -> None:
    """Where all labels hold for the whole table, a frame gives the figure that a file gives."""
    (tmp_path / "t.csv").write_text("Number,Person\n1,a\n2,b\n3,a\n")
    frame = duckdb.connect().sql(
        "SELECT * FROM (VALUES (1, 'a'), (2, 'b'), (3, 'a')) t(Number, Person)"
    )
    mapping = TableMapping(
        source=SOURCE,
        period=PeriodColumns(format=PeriodFormat.MONTH, value="2024-01"),
        area=AreaColumn(value="X"),
        group=GroupColumn(value="all"),
        measure=measure,
    )

    assert [[[figure]]] == read_table(tmp_path / "t.csv", mapping).values.tolist()
    assert [[[figure]]] == count_frame(frame, mapping).values.tolist()
