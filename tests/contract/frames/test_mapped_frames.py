"""The same rows give the same counts in every library of dataframes and in a file."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

np = pytest.importorskip("numpy")
pytest.importorskip("narwhals")

from safetykit.errors import InputError
from safetykit.records import (
    AreaColumn,
    Counts,
    DataSource,
    Filter,
    GroupColumn,
    Layout,
    Measure,
    PeriodColumns,
    PeriodFormat,
    QualityCode,
    Rename,
    TableMapping,
    Total,
    Travel,
    count_frame,
    read_table,
)

pytestmark = [
    pytest.mark.filterwarnings("ignore:Dask support is moving:FutureWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),  # sockets of a Spark session
]
SOURCE = DataSource(
    name="made-up",
    title="Made-up figures",
    publisher="Nobody",
    url="none",
    licence="none",
    attribution="none",
    travel=Travel.PARTNER,
)
MakeFrame = Callable[[dict[str, list[Any]]], Any]


def mapping_of(**changes: Any) -> TableMapping:
    """Return the mapping of a table with a row for each record, with changes."""
    parts: dict[str, Any] = {
        "source": SOURCE,
        "period": PeriodColumns(format=PeriodFormat.MONTH, columns=("Month",)),
        "area": AreaColumn(column="Place"),
        "group": GroupColumn(column="Kind"),
    }
    return TableMapping(**(parts | changes))


def by_file(folder: Path, rows: dict[str, list[Any]], mapping: TableMapping) -> Counts:
    """Return what the reader of files makes of rows."""
    path = folder / "table.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(rows)
        columns = zip(*rows.values(), strict=True)
        writer.writerows(["" if cell is None else cell for cell in row] for row in columns)
    return read_table(path, mapping)


def facts(counts: Counts) -> list[object]:
    """Return all that counts of a file and of a frame must have in common."""
    findings = [
        (f.code, f.months, f.group, f.area, f.rows)
        for f in counts.quality
        if f.code != QualityCode.NOTE
    ]
    axes = [counts.months, counts.areas, counts.groups, counts.step]
    arrays = [counts.values.tolist(), counts.reported.tolist(), counts.provisional.tolist()]
    rows = [counts.rows_read, counts.rows_set_aside]
    return [*axes, *arrays, *rows, sorted(findings, key=str)]


def assert_same(counts: Counts, expected: Counts) -> None:
    """Compare counts of a frame with those of a file."""
    assert facts(expected) == facts(counts)
    if expected.denominators is None:
        assert counts.denominators is None
    else:
        np.testing.assert_allclose(counts.denominators, expected.denominators)


def test_rows_with_blanks_and_letters_of_many_scripts(frame_of: MakeFrame, tmp_path: Path) -> None:
    """Missing values, blanks, spaces, accents and line ends inside a text count as in a file."""
    rows: dict[str, list[Any]] = {
        "Month": ["2024-01", "2024-01", "2024-03", None, "2024-13", "2024-01", "2024-03", "Month"],
        "Place": ["Ynys Môn", " Ynys  Môn ", "Ynys Môn", "X", "X", None, "a\nb", "Place"],
        "Kind": ["caf\u00e9", "caf\u00e9", "🚲", "x", "x", "x", "🚲", "Kind"],
    }

    counts = count_frame(frame_of(rows), mapping_of())

    assert_same(counts, by_file(tmp_path, rows, mapping_of()))
    assert counts.rows_read == 8 == int(counts.values.sum()) + counts.rows_set_aside


@pytest.mark.parametrize(
    ("form", "days"),
    [
        (PeriodFormat.DATE, ["2024-01-31", "2024-01-05T23:59:00", "2024-02-29", "2023-02-29"]),
        (PeriodFormat.DAY_MONTH_YEAR, ["31/01/2024", "5/1/2024", "29/02/2024", "29/02/2023"]),
        (
            PeriodFormat.UTC,
            ["2024-05-31T23:30:00", "2024-05-31T22:59:59Z", "2024-01-31T23:30:00", "2024-06-07"],
        ),
        (PeriodFormat.QUARTER, ["2024-Q1", "Q1 2024", "2024 Q3", "2024 Q5"]),
        (PeriodFormat.FINANCIAL_YEAR, ["2024/25", "2024-25", "2025/26", "2025/27"]),
    ],
)
def test_periods_as_texts(
    frame_of: MakeFrame, tmp_path: Path, form: PeriodFormat, days: list[str]
) -> None:
    """A period is read by the format that the mapping states, and a wrong one is set aside."""
    rows = {"Month": days, "Place": ["A"] * 4, "Kind": ["x"] * 4}
    mapping = mapping_of(period=PeriodColumns(format=form, columns=("Month",)))

    counts = count_frame(frame_of(rows), mapping)

    assert_same(counts, by_file(tmp_path, rows, mapping))


def test_dates_as_dates(frame_of: MakeFrame, tmp_path: Path) -> None:
    """A column of dates counts as the texts of the same days."""
    days = [dt.date(2024, 1, 31), dt.date(2024, 1, 2), dt.date(2024, 3, 1), None]
    rows = {"Month": days, "Place": ["A"] * 4, "Kind": ["x"] * 4}
    mapping = mapping_of(period=PeriodColumns(format=PeriodFormat.DATE, columns=("Month",)))

    counts = count_frame(frame_of(rows), mapping)

    assert_same(counts, by_file(tmp_path, rows, mapping))


@pytest.mark.parametrize("form", [PeriodFormat.UTC, PeriodFormat.DATE, PeriodFormat.DAY_MONTH_YEAR])
def test_moments_as_moments(frame_of: MakeFrame, tmp_path: Path, form: PeriodFormat) -> None:
    """A moment counts in the month of the clocks in London if the mapping says that it is UTC."""
    days = ["2024-05-31T23:30", "2024-05-31T22:30", "2024-01-31T23:30", "2024-06-30T23:00"]
    moments = [dt.datetime.fromisoformat(day) for day in days]
    text = "%d/%m/%Y" if form is PeriodFormat.DAY_MONTH_YEAR else "%Y-%m-%dT%H:%M:%S"
    rows = {"Month": moments, "Place": ["A"] * 4, "Kind": ["x"] * 4}
    written = rows | {"Month": [moment.strftime(text) for moment in moments]}
    mapping = mapping_of(period=PeriodColumns(format=form, columns=("Month",)))

    counts = count_frame(frame_of(rows), mapping)

    assert_same(counts, by_file(tmp_path, written, mapping))


@pytest.mark.parametrize("backend", ["pandas", "polars", "polars-lazy"], indirect=True)
def test_moments_of_another_zone(frame_of: MakeFrame) -> None:
    """Half past seven in New York on the last of May is June in London; an hour earlier is not."""
    zone = dt.timezone(dt.timedelta(hours=-4))
    days = ["2024-05-31T19:30", "2024-05-31T18:30"]
    moments = [dt.datetime.fromisoformat(day).replace(tzinfo=zone) for day in days]
    rows: dict[str, list[Any]] = {"Month": moments, "Place": ["A", "A"], "Kind": ["x", "x"]}
    mapping = mapping_of(period=PeriodColumns(format=PeriodFormat.UTC, columns=("Month",)))

    counts = count_frame(frame_of(rows), mapping)

    assert [1, 1] == counts.values.ravel().tolist()
    assert ["2024-05", "2024-06"] == [str(month) for month in counts.months]


def test_categories_of_pandas_and_polars(frame_of: MakeFrame, tmp_path: Path, backend: str) -> None:
    """A column of categories counts as its texts; a category without a row is no group."""
    rows: dict[str, list[Any]] = {
        "Month": ["2024-01", "2024-01", "2024-02"],
        "Place": ["A", "B", "A"],
        "Kind": ["x", None, "y"],
    }
    frame = frame_of(rows)
    if backend == "pandas":
        frame["Kind"] = frame["Kind"].astype("category").cat.add_categories(["z"])
    elif backend == "polars":
        import polars

        frame = frame.cast({"Kind": polars.Enum(["x", "y", "z"]), "Place": polars.Categorical})
    elif backend == "pyarrow":
        frame = frame.set_column(2, "Kind", frame.column("Kind").dictionary_encode())

    counts = count_frame(frame, mapping_of())

    assert_same(counts, by_file(tmp_path, rows, mapping_of()))


def test_numbers_as_labels(frame_of: MakeFrame, tmp_path: Path) -> None:
    """Years, codes and flags count by the texts that they are written as."""
    rows = {"Year": [2024, 2024, 2025], "Month": [1, 12, 2], "Kind": [True, False, True]}
    period = PeriodColumns(format=PeriodFormat.MONTH, columns=("Year", "Month"))
    mapping = mapping_of(period=period, area=AreaColumn(value="All"))

    counts = count_frame(frame_of(rows), mapping)

    assert_same(counts, by_file(tmp_path, rows, mapping))


def test_figures_as_texts(frame_of: MakeFrame, tmp_path: Path) -> None:
    """Commas, marks, words for what is missing and figures that are none count as in a file."""
    figures = ["8,801", "12 [p]", "..", "", "3.5", "-1", " 7 ", "-", None, "40"]
    rows = {
        "Month": ["2024-01"] * 5 + ["2024-02"] * 5,
        "Place": ["A", "B", "C", "D", "E"] * 2,
        "Kind": ["x"] * 10,
        "Number": figures,
        "Base": ["1,000", "2.5", "", "10", "10", "10", "20", "30", "40", None],
    }
    measure = Measure(kind="sum", column="Number", denominator="Base")
    mapping = mapping_of(measure=measure, layout=Layout(zero=("-",)))

    counts = count_frame(frame_of(rows), mapping)

    assert_same(counts, by_file(tmp_path, rows, mapping))


def test_figures_as_numbers_with_totals(frame_of: MakeFrame, tmp_path: Path) -> None:
    """A total is left out, held against its parts, and gaps among the numbers stay unknown."""
    rows: dict[str, list[Any]] = {
        "Month": ["2024-01"] * 3 + ["2024-02"] * 3,
        "Place": ["A", "B", "All"] * 2,
        "Kind": ["x"] * 6,
        "Number": [1.0, 2.0, 4.0, None, 5.0, 5.0],
    }
    mapping = mapping_of(
        area=AreaColumn(column="Place", totals=(Total(label="All"),)),
        measure=Measure(kind="sum", column="Number"),
    )
    written = rows | {"Number": [1, 2, 4, None, 5, 5]}

    counts = count_frame(frame_of(rows), mapping)

    assert_same(counts, by_file(tmp_path, written, mapping))
    assert QualityCode.TOTAL_DIFFERS in {finding.code for finding in counts.quality}


def test_a_column_for_each_category(frame_of: MakeFrame, tmp_path: Path) -> None:
    """A row of a wide table has a figure in each category, or none of them counts."""
    rows: dict[str, list[Any]] = {
        "Month": ["2024-01", "2024-01", "2024-02", "2024-02"],
        "Place": ["A", "B", "A", "B"],
        "Burglary": ["1", "2", "3", "many"],
        "Theft ": ["10", "", "30", "4"],
        "All": ["11", "2", "33", "4"],
    }
    group = GroupColumn(
        columns=("Burglary", "Theft"),
        totals=(Total(label="All"),),
        renames=(Rename(found="Theft", name="Thefts"),),
    )
    mapping = mapping_of(group=group, measure=Measure(kind="sum"))

    counts = count_frame(frame_of(rows), mapping)

    assert_same(counts, by_file(tmp_path, rows, mapping))


def test_different_values_across_spellings(frame_of: MakeFrame, tmp_path: Path) -> None:
    """A person whom two spellings of one place name counts once there; blanks are said."""
    rows: dict[str, list[Any]] = {
        "Day": ["2024-01-01", "2024-01-31", "2024-01-31", "2024-02-01", "2024-02-02", "2024-02-02"],
        "Place": ["A", "A1", " A ", "A", "A1", "B"],
        "Kind": ["x"] * 6,
        "Status": ["open", "closed", "open", "open", "left out", "open"],
        "Person": ["p1", "p1", " p2", "p1", "p3", None],
    }
    mapping = mapping_of(
        period=PeriodColumns(format=PeriodFormat.DATE, columns=("Day",)),
        area=AreaColumn(column="Place", renames=(Rename(found="A1", name="A"),)),
        measure=Measure(kind="distinct", column="Person"),
        where=(Filter(column="Status", keep=("open", "closed")),),
    )

    counts = count_frame(frame_of(rows), mapping)

    assert_same(counts, by_file(tmp_path, rows, mapping))
    assert counts.total(area=counts.areas[0]) == 3


def test_different_values_in_rows_far_apart(frame_of: MakeFrame) -> None:
    """A person counts once, however far apart the rows stand, and in whatever part of a frame."""
    rows: dict[str, list[Any]] = {
        "Month": ["2024-01"] * 40,
        "Place": ["A"] * 40,
        "Kind": ["x"] * 40,
        "Person": [*"abcdefghij"] * 4,
    }
    mapping = mapping_of(measure=Measure(kind="distinct", column="Person"))

    counts = count_frame(frame_of(rows), mapping)

    assert 10 == counts.total(area=counts.areas[0])


def test_different_values_of_one_month_in_two_spellings(frame_of: MakeFrame) -> None:
    """Different values cannot be added up across months written in two ways: it is refused."""
    rows: dict[str, list[Any]] = {
        "Year": ["2024", "2024"],
        "Month": ["1", "01"],
        "Place": ["A", "A"],
        "Kind": ["x", "x"],
        "Person": ["p1", "p1"],
    }
    period = PeriodColumns(format=PeriodFormat.MONTH, columns=("Year", "Month"))
    mapping = mapping_of(period=period, measure=Measure(kind="distinct", column="Person"))

    with pytest.raises(InputError, match="several spellings of 2024-01, A, x"):
        count_frame(frame_of(rows), mapping)


def test_the_digest_is_of_the_rows_and_not_of_the_library(frame_of: MakeFrame) -> None:
    """The same rows have the same digest in every library, in whatever order they stand."""
    rows: dict[str, list[Any]] = {
        "Month": ["2024-01", "2024-02", "2024-02"],
        "Place": ["A", "B", "B"],
        "Kind": ["x", "y", "y"],
    }
    turned = {name: values[::-1] for name, values in rows.items()}

    counts, again = (count_frame(frame_of(r), mapping_of()) for r in (rows, turned))

    assert counts.parameters == again.parameters
    written = "2024-01\x1fA\x1fx\x1f1\n2024-02\x1fB\x1fy\x1f2"
    assert hashlib.sha256(written.encode()).hexdigest() == counts.parameters[4]


def test_no_row_that_can_be_counted(frame_of: MakeFrame) -> None:
    """A frame in which nothing can be counted is refused, with the first reason."""
    rows = {"Month": ["soon"], "Place": ["A"], "Kind": ["x"]}

    with pytest.raises(InputError, match="states no period that is a month such as"):
        count_frame(frame_of(rows), mapping_of())


def test_a_column_that_is_not_there(frame_of: MakeFrame) -> None:
    """A column that the mapping names and the frame lacks is refused by name."""
    rows = {"Month": ["2024-01"], "Place": ["A"], "Kinds": ["x"]}

    with pytest.raises(InputError, match=r'one column "Kind", got .* Did you mean "Kinds"'):
        count_frame(frame_of(rows), mapping_of())


def test_a_percentage(frame_of: MakeFrame) -> None:
    """A percentage is refused: it cannot be added up."""
    rows = {"Month": ["2024-01"], "Place": ["A"], "Kind": ["x"], "Number": ["40%"]}
    mapping = mapping_of(measure=Measure(kind="sum", column="Number"))

    with pytest.raises(InputError, match="a count, not a percentage"):
        count_frame(frame_of(rows), mapping)
