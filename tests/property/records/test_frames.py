"""Laws of counting frames: a frame and a file of the same rows agree, whatever stands in them."""

from __future__ import annotations

import csv
import tempfile
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from safetykit.errors import InputError
from safetykit.records import (
    AreaColumn,
    Counts,
    DataSource,
    GroupColumn,
    Layout,
    Measure,
    PeriodColumns,
    PeriodFormat,
    QualityCode,
    Rename,
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
HEADER = ("Day", "Place", "Kind", "Number", "Person")
DAYS = st.sampled_from(
    ["2024-01-01", "2024-01-31", "2024-02-29", "2023-02-29", "2024-01-31T23:30", "", "2024-13-01"]
)
PLACES = st.sampled_from(["A", " A", "A1", "Ynys Môn", "a\nb", "'", "", "x [note 1]"])
KINDS = st.sampled_from(["x", "y", "y ", "%", ""])
NUMBERS = st.sampled_from(["0", "7", " 12 ", "1,204", "3.0", "3.5", "-2", "..", "", "9 [p]", "٣"])
PEOPLE = st.sampled_from(["p1", "p2", " p2", "P1", "", "p 3", "p  3"])
ROWS = st.lists(st.tuples(DAYS, PLACES, KINDS, NUMBERS, PEOPLE), min_size=1, max_size=25)
MEASURES = st.sampled_from(
    [
        Measure(),
        Measure(kind="sum", column="Number"),
        Measure(kind="sum", column="Number", denominator="Person"),
        Measure(kind="distinct", column="Person"),
    ]
)
FORMS = st.sampled_from([PeriodFormat.DATE, PeriodFormat.UTC])


def facts(counts: Counts) -> list[object]:
    """Return all that counts of a file and of a frame must have in common."""
    findings = [
        (f.code, f.months, f.group, f.area, f.rows)
        for f in counts.quality
        if f.code != QualityCode.NOTE
    ]
    arrays = [counts.values.tolist(), counts.reported.tolist(), counts.provisional.tolist()]
    bases = [] if counts.denominators is None else counts.denominators.astype(str).tolist()
    rows = [counts.rows_read, counts.rows_set_aside]
    axes = [counts.months, counts.areas, counts.groups]
    return [*axes, *arrays, bases, *rows, sorted(findings, key=str)]


@given(rows=ROWS, measure=MEASURES, form=FORMS)
def test_a_frame_and_a_file_agree(
    rows: list[tuple[str, ...]], measure: Measure, form: PeriodFormat
) -> None:
    """Both count the same, set the same aside, or refuse."""
    mapping = TableMapping(
        source=SOURCE,
        period=PeriodColumns(format=form, columns=("Day",)),
        area=AreaColumn(column="Place", renames=(Rename(found="A1", name="A"),)),
        group=GroupColumn(column="Kind"),
        measure=measure,
        layout=Layout(missing=("..",)),
    )
    kept = [row for row in rows if any(row)]  # a file says nothing of a blank line
    if not kept:
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.csv"
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([HEADER, *kept])
        try:
            expected = read_table(path, mapping)
        except InputError:
            expected = None
    with duckdb.connect() as connection:
        columns = ", ".join(f'"{name}" VARCHAR' for name in HEADER)
        connection.execute(f"CREATE TABLE rows ({columns})")
        marks = ", ".join("?" * len(HEADER))
        connection.executemany(f"INSERT INTO rows VALUES ({marks})", kept)
        frame = connection.table("rows")
        if expected is None:
            with pytest.raises(InputError, match=r"."):
                count_frame(frame, mapping)
        else:
            assert facts(expected) == facts(count_frame(frame, mapping))
