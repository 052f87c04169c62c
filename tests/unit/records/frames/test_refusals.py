"""What a caller is told who hands over a frame that cannot be counted, or where none belongs."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("narwhals")

import duckdb

import safetykit
from safetykit.errors import InputError
from safetykit.records import (
    OUTCOMES,
    POLICE_UK,
    AreaColumn,
    DataSource,
    GroupColumn,
    PeriodColumns,
    PeriodFormat,
    Progress,
    TableMapping,
    Travel,
    count_frame,
    read_records,
)

STREET = """SELECT '2024-01' AS Month, 'Testshire' AS "Reported by", 'E01000001' AS "LSOA code",
    'Testing 001A' AS "LSOA name", 'Drugs' AS "Crime type", '1' AS "Crime ID" """


def relation(query: str = STREET) -> Any:
    """Return a relation of DuckDB."""
    return duckdb.connect().sql(query)


def mapping(form: PeriodFormat = PeriodFormat.MONTH) -> TableMapping:
    """Return a mapping of the street rows."""
    source = DataSource(
        name="made-up",
        title="",
        publisher="",
        url="",
        licence="",
        attribution="",
        travel=Travel.PARTNER,
    )
    return TableMapping(
        source=source,
        period=PeriodColumns(format=form, columns=("Month",)),
        area=AreaColumn(column="LSOA name"),
        group=GroupColumn(column="Crime type"),
    )


def test_a_frame_where_a_path_belongs() -> None:
    """A frame without a mapping means nothing: the error says how to count it."""
    with pytest.raises(InputError, match=r"path: .*a dataframe of duckdb.*count_frame"):
        read_records(relation())


def test_a_frame_handed_to_an_evaluation() -> None:
    """The front door refuses a frame, and does not take it for a list of paths."""
    plan = safetykit.load("examples/plans/city-of-london.yaml")

    with pytest.raises(InputError, match=r"records: .*a dataframe of duckdb.*count_frame"):
        safetykit.evaluate(plan, relation())


@pytest.mark.parametrize("value", [[1, 2], {"Month": ["2024-01"]}, "records.csv", None])
def test_no_frame(value: object) -> None:
    """A list, a dictionary and a path are no frames."""
    with pytest.raises(InputError, match="a dataframe of Polars, pandas, PyArrow, DuckDB, Dask"):
        count_frame(value, POLICE_UK)


def test_a_source_without_a_mapping() -> None:
    """A source whose columns are not known to frames is refused, and so is anything else."""
    with pytest.raises(InputError, match=r"a TableMapping, or POLICE_UK, got .*outcomes"):
        count_frame(relation(), OUTCOMES)
    with pytest.raises(InputError, match="a TableMapping, or POLICE_UK, got 'str'"):
        count_frame(relation(), "police-uk")  # type: ignore[arg-type]


@pytest.mark.parametrize("changes", [{"areas": ("Testing",)}, {"small_areas": True}])
def test_areas_beside_a_mapping(changes: Any) -> None:
    """A mapping says itself which rows count."""
    with pytest.raises(InputError, match=r"no areas beside a mapping, got .*where"):
        count_frame(relation(), mapping(), **changes)


def test_a_district_that_does_not_occur() -> None:
    """A misspelt district is refused with the one that is near."""
    with pytest.raises(InputError, match=r"areas: expected a district .*Tasting.*Testing"):
        count_frame(relation(), POLICE_UK, areas=("Tasting",))


def test_a_column_twice() -> None:
    """A column whose name stands twice is refused: nobody knows which is meant."""
    frame = relation(f"SELECT *, 'x' AS \"Crime  type\" FROM ({STREET})")

    with pytest.raises(InputError, match=r'one column "Crime type", got .2 columns of this name'):
        count_frame(frame, POLICE_UK)


def test_a_column_of_lists() -> None:
    """A list is no label."""
    frame = relation(f"SELECT * REPLACE (['x'] AS \"Crime type\") FROM ({STREET})")

    with pytest.raises(InputError, match="a column of texts, categories, numbers, dates or times"):
        count_frame(frame, POLICE_UK)


def test_days_where_quarters_are_stated() -> None:
    """A column of dates is no column of quarters."""
    frame = relation(f"SELECT * REPLACE (DATE '2024-01-05' AS Month) FROM ({STREET})")

    with pytest.raises(InputError, match="texts of the format quarter, got 'Date'"):
        count_frame(frame, mapping(PeriodFormat.QUARTER))


def test_a_frame_that_fails_when_it_is_read() -> None:
    """What the library says when it reads a lazy frame at last reaches the caller as one line."""
    frame = relation(f"SELECT * REPLACE (error('no disk') AS \"Crime type\") FROM ({STREET})")

    with pytest.raises(InputError, match=r"a frame of DuckDB: expected rows .*no disk"):
        count_frame(frame, POLICE_UK)


def test_years_that_were_mistyped() -> None:
    """Two centuries between two rows are a mistake."""
    frame = relation(f"{STREET} UNION ALL SELECT * REPLACE ('1024-01' AS Month) FROM ({STREET})")

    with pytest.raises(InputError, match=r"at most 2,400 months, got 'months from 1024-01"):
        count_frame(frame, POLICE_UK)


def test_rows_that_come_and_go(monkeypatch: pytest.MonkeyPatch) -> None:
    """A frame that has other rows when they are counted again is refused."""
    from safetykit.records.frames.opening import OpenFrame

    monkeypatch.setattr(OpenFrame, "length", lambda _: 2)

    with pytest.raises(InputError, match="got '1 rows in groups and 2 in all'"):
        count_frame(relation(), POLICE_UK)


def test_progress() -> None:
    """A caller hears of the library at work and of the end."""
    heard: list[Progress] = []

    count_frame(relation(), POLICE_UK, progress=heard.append)

    assert ["counting a frame of DuckDB", "counted"] == [step.what for step in heard]
