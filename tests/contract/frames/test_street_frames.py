"""Street crime in a frame counts as the same files do, and says what a frame cannot tell."""

from __future__ import annotations

import csv
import datetime as dt
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("numpy")
pytest.importorskip("narwhals")

from safetykit.errors import InputError
from safetykit.quantities import Month, month_range
from safetykit.records import (
    POLICE_UK,
    AreaKey,
    AreaRule,
    Counts,
    QualityCode,
    count_frame,
    read_police_uk,
    read_records,
)
from safetykit.testing import FileStyle, plan_street_rows, write_police_uk_tree

pytestmark = [
    pytest.mark.filterwarnings("ignore:Dask support is moving:FutureWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),  # sockets of a Spark session
]
MakeFrame = Callable[[dict[str, list[Any]]], Any]
TITLES = {
    "pandas": "pandas",
    "polars": "Polars",
    "polars-lazy": "Polars",
    "pyarrow": "PyArrow",
    "duckdb": "DuckDB",
    "dask": "Dask",
    "pyspark": "PySpark",
}
COLUMNS = ("Month", "Reported by", "LSOA code", "LSOA name", "Crime type", "Crime ID")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of three months with quoted line ends, blanks and repeated identities."""
    rng = random.Random(11)
    months = [*month_range(Month(2017, 1), Month(2017, 2)), Month(2017, 4)]
    root = tmp_path_factory.mktemp("street")
    plan = plan_street_rows(months, rng=rng, max_rows=40)
    write_police_uk_tree(root, plan, rng=rng, style=FileStyle(quoted=True, repeated_ids=3))
    return root


def rows_of(folder: Path) -> dict[str, list[Any]]:
    """Return the rows of a folder by column; a blank field is a missing value."""
    rows: list[dict[str, str]] = []
    for path in sorted(folder.rglob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as stream:
            rows += csv.DictReader(stream)
    return {name: [row[name] or None for row in rows] for name in COLUMNS}


def facts(counts: Counts) -> list[object]:
    """Return all that counts of files and of a frame must have in common."""
    findings = [
        (f.code, f.months, f.group, f.area, f.rows)
        for f in counts.quality
        if f.code not in (QualityCode.NOTE, QualityCode.SET_ASIDE)
    ]
    axes = [counts.months, counts.areas, counts.groups]
    arrays = [counts.values.tolist(), counts.reported.tolist()]
    return [*axes, *arrays, counts.rows_read, counts.rows_set_aside, findings]


def test_the_same_as_the_files(frame_of: MakeFrame, folder: Path) -> None:
    """Forces, districts, gaps, repeated and blank identities and blank places agree."""
    counts = count_frame(frame_of(rows_of(folder)), POLICE_UK)

    assert facts(read_police_uk(folder)) == facts(counts)
    assert QualityCode.REPEATED_ID in {finding.code for finding in counts.quality}
    assert QualityCode.MISSING_MONTH in {finding.code for finding in counts.quality}


def test_small_areas_of_one_district(frame_of: MakeFrame, folder: Path) -> None:
    """The small areas of a named district agree, each under its code."""
    district = read_police_uk(folder).areas[1].name

    counts = count_frame(frame_of(rows_of(folder)), POLICE_UK, areas=(district,), small_areas=True)

    assert facts(read_police_uk(folder, areas=(district,), small_areas=True)) == facts(counts)


def test_months_that_a_library_took_for_dates(frame_of: MakeFrame, folder: Path) -> None:
    """A column of first days of months counts as the months."""
    rows = rows_of(folder)
    dates = [dt.datetime.fromisoformat(f"{month}-01") for month in rows["Month"]]

    counts = count_frame(frame_of(rows | {"Month": dates}), POLICE_UK)

    assert facts(read_police_uk(folder)) == facts(counts)


def test_what_a_frame_cannot_tell(frame_of: MakeFrame, folder: Path, backend: str) -> None:
    """Rows set aside have a reason and no line; no finding speaks of a file but the note."""
    rows = {name: values[:40] for name, values in rows_of(folder).items()}
    rows["Month"][:4] = ["2017-13", None, "Month", "2017-01"]
    rows["Crime type"][2:4] = ["Crime type", None]

    counts = count_frame(frame_of(rows), POLICE_UK)

    aside = [f for f in counts.quality if f.code == QualityCode.SET_ASIDE]
    note = counts.quality[-1]
    force = AreaKey(AreaRule.RECORDED_BY_FORCE, rows["Reported by"][0])
    assert {
        ("A row repeats the header, and was set aside.", 1, None),
        ("A row states no crime type, and was set aside.", 1, None),
        ("Each of 2 rows states no month such as 2017-10, and was set aside.", 2, None),
    } == {(finding.message, finding.rows, finding.line) for finding in aside}
    assert (40, 4, 36) == (counts.rows_read, counts.rows_set_aside, counts.total(area=force))
    assert () == counts.files
    assert "no files and no lines" in note.message
    assert not [f.message for f in counts.quality[:-1] if "file" in f.message]
    assert f"a frame of {TITLES[backend]}" == counts.parameters[2]


def test_no_row_that_can_be_counted(frame_of: MakeFrame) -> None:
    """A frame without a row of street crime is refused, with the reasons."""
    rows: dict[str, list[Any]] = {name: ["x", "x"] for name in COLUMNS}

    with pytest.raises(InputError, match="2 of them: states no month such as 2017-10"):
        count_frame(frame_of(rows), POLICE_UK)


def test_a_frame_where_a_path_belongs(frame_of: MakeFrame) -> None:
    """A frame of any library is told from a path, and sent to where it can be counted."""
    with pytest.raises(InputError, match=r"path: .*a dataframe of .*count_frame"):
        read_records(frame_of({"Month": ["2024-01"]}))
