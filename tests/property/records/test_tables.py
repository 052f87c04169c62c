"""Laws of tables: order does not matter, every row is accounted for, and files round-trip."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

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
    Travel,
    read_counts,
    read_table,
    write_counts,
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
MAPPING = TableMapping(
    source=SOURCE,
    period=PeriodColumns(format=PeriodFormat.MONTH, columns=("Month",)),
    area=AreaColumn(column="Place"),
    group=GroupColumn(column="Kind"),
    measure=Measure(kind="sum", column="Number"),
)
COLUMNS = ("Month", "Place", "Kind", "Number")
Row = tuple[str, str, str, str]
WORDS = st.sampled_from(["North", "South, West", 'The "Green"', "a\nb", "Ü"])
ROWS = st.tuples(
    st.sampled_from(["2024-01", "2024-02", "2024-05"]),
    WORDS,
    st.sampled_from(["Theft", "Robbery"]),
    st.integers(min_value=0, max_value=10**7).map(lambda n: f"{n:,}"),
)
BAD = st.sampled_from(
    [
        ("2019-13", "North", "Theft", "1"),
        ("2024-01", "", "Theft", "1"),
        ("2024-01", "North", "", "1"),
        ("2024-01", "North", "Theft", "-1"),
        ("2024-01", "North", "Theft", "0.5"),
    ]
)


def read(rows: list[Row], columns: tuple[str, ...] = COLUMNS) -> Counts:
    """Write rows as CSV with columns in an order, and read them."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(columns)
    for row in rows:
        fields = dict(zip(COLUMNS, row, strict=True))
        writer.writerow([fields[column] for column in columns])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "t.csv"
        path.write_text(stream.getvalue(), "utf-8", newline="")
        return read_table(path, MAPPING)


@given(
    rows=st.lists(ROWS, min_size=1, max_size=20),
    columns=st.permutations(COLUMNS),
    data=st.data(),
)
def test_order_of_rows_and_columns_does_not_matter(
    rows: list[Row], columns: list[str], data: st.DataObject
) -> None:
    """A table means the same whatever its order, and every figure is in its cell."""
    counts = read(rows)
    other = read(data.draw(st.permutations(rows)), tuple(columns))

    assert counts.values.tolist() == other.values.tolist()
    assert counts.areas == other.areas
    for month, place, kind, _ in rows:
        cell = (month, place, kind)
        wanted = sum(int(r[3].replace(",", "")) for r in rows if r[:3] == cell)
        at = Month.parse(month)
        area = AreaKey(AreaRule.AS_PUBLISHED, " ".join(place.split()))
        assert wanted == counts.total(kind, area=area, first=at, last=at)


@given(rows=st.lists(ROWS, min_size=1, max_size=12), bad=st.lists(BAD, max_size=6), data=st.data())
def test_every_row_is_accounted_for(rows: list[Row], bad: list[Row], data: st.DataObject) -> None:
    """Rows written are rows read, and rows that cannot be counted are found, each once."""
    mixed = data.draw(st.permutations([*rows, *bad]))
    counts = read(mixed)
    found = [f.rows or 0 for f in counts.quality if f.code == "SK-DQ-set-aside"]

    assert len(mixed) == counts.rows_read
    assert len(bad) == counts.rows_set_aside == sum(found)
    assert counts.values.sum() == sum(int(row[3].replace(",", "")) for row in rows)


@given(rows=st.lists(ROWS, min_size=1, max_size=12), bad=st.lists(BAD, max_size=3))
def test_counts_of_a_table_survive_their_file(rows: list[Row], bad: list[Row]) -> None:
    """Counts with all that is odd about them are read back as they were written."""
    counts = read([*rows, *bad])
    with tempfile.TemporaryDirectory() as folder:
        path, _ = write_counts(counts, Path(folder) / "counts.csv")

        assert counts == read_counts(path)
