"""Reading any table by its mapping: layouts, figures, totals, and what cannot be read."""

from __future__ import annotations

import gzip
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from safetykit.errors import InputError
from safetykit.quantities import Month
from safetykit.records import (
    AreaColumn,
    AreaKey,
    AreaRule,
    Counts,
    DataSource,
    Filter,
    GroupColumn,
    Layout,
    Measure,
    PeriodColumns,
    PeriodFormat,
    QualityFinding,
    Rename,
    TableMapping,
    Travel,
    read_table,
)
from safetykit.records.grids import open_grid

SOURCE = DataSource(
    name="made-up",
    title="Made-up figures",
    publisher="Nobody",
    url="none",
    licence="none",
    attribution="none",
    travel=Travel.PARTNER,
)
MONTH = PeriodColumns(format=PeriodFormat.MONTH, columns=("Month",))
KIND = GroupColumn(column="Kind")
PLACE = AreaColumn(column="Place")
NUMBER = Measure(kind="sum", column="Number")
HEADER = "Month,Place,Kind,Number\n"


def mapping_of(**changes: Any) -> TableMapping:
    """Return the mapping of a long table, with changes."""
    parts: dict[str, Any] = {
        "source": SOURCE,
        "period": MONTH,
        "area": PLACE,
        "group": KIND,
        "measure": NUMBER,
    }
    return TableMapping(**(parts | changes))


def read(tmp_path: Path, text: str | bytes, name: str = "t.csv", **changes: Any) -> Counts:
    """Write a table and read it."""
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_table(path, mapping_of(**changes))


def of_code(counts: Counts, code: str) -> list[QualityFinding]:
    """Return the findings of one code."""
    return [finding for finding in counts.quality if finding.code == code]


def figure(counts: Counts, place: str, kind: str) -> int:
    """Return the sum of a category in a place."""
    return counts.total(kind, area=AreaKey(AreaRule.AS_PUBLISHED, place))


ROWS = (
    "2024-01,North,Theft,3\n2024-01,South,Theft,5\n2024-02,North,Theft,7\n2024-02,South,Theft,9\n"
)


@pytest.mark.parametrize(
    "data",
    [
        HEADER + ROWS,
        "\ufeff" + HEADER + ROWS,
        (HEADER + ROWS).replace("\n", "\r\n"),
        (HEADER + ROWS).replace("\n", "\r"),
        (HEADER + ROWS).removesuffix("\n"),
        "A title above the header\n\nSource: nobody\n" + HEADER + ROWS,
        HEADER + "\n,,,\n" + ROWS,
        (HEADER + ROWS).replace(",Theft,", ",  Theft ,"),
        (HEADER + ROWS).replace("Theft,3", 'Theft,"3 "').replace(",Number", ',"Number\n"'),
        HEADER.replace("Kind", "Kind [note 1][note 2]") + ROWS.replace("North,", "North [note 4],"),
    ],
    ids=[
        "usual",
        "bom",
        "crlf",
        "cr",
        "no-end",
        "title",
        "blank",
        "spaces",
        "quoted",
        "notes",
    ],
)
def test_layouts_that_mean_the_same(tmp_path: Path, data: str) -> None:
    """Line ends, titles, blank lines, spaces and notes change no figure."""
    counts = read(tmp_path, data)

    assert [[[3], [5]], [[7], [9]]] == counts.values.tolist()
    assert counts.reported.all()
    assert (4, 0) == (counts.rows_read, counts.rows_set_aside)
    assert () == counts.quality


def test_columns_in_another_order_and_more_of_them(tmp_path: Path) -> None:
    """Columns are found by their names."""
    counts = read(tmp_path, "Number,More,Kind,Month,Place\n3,x,Theft,2024-01,North\n")

    assert 3 == figure(counts, "North", "Theft")


def test_compressed_table(tmp_path: Path) -> None:
    """A table compressed with gzip is read as it is, and its own bytes are hashed."""
    raw = gzip.compress((HEADER + ROWS).encode())
    counts = read(tmp_path, raw, "t.csv.gz")

    assert 10 == figure(counts, "North", "Theft")
    assert ("t.csv.gz", 4) == (counts.files[0].name, counts.files[0].rows)


@pytest.mark.parametrize(
    ("written", "value"),
    [("1,234", 1234), ("8,801 ", 8801), ("12.0", 12), ("'7", 7), ("5 [r]", 5), ("6 (R)", 6)],
)
def test_ways_to_write_a_number(tmp_path: Path, written: str, value: int) -> None:
    """Thousands, spaces, whole decimals, apostrophes and marks of revision are read."""
    counts = read(tmp_path, HEADER + f'2024-01,North,Theft,"{written}"\n')

    assert value == figure(counts, "North", "Theft")
    assert not counts.provisional.any()


def test_provisional_figure(tmp_path: Path) -> None:
    """A mark of the provisional stays with its figure."""
    counts = read(tmp_path, HEADER + "2024-01,North,Theft,4 [p]\n2024-01,South,Theft,5\n")

    assert [[[True], [False]]] == counts.provisional.tolist()


@pytest.mark.parametrize("word", ["", "NA", "[x]", ":", ".."])
def test_figure_that_is_not_stated(tmp_path: Path, word: str) -> None:
    """A figure that is not stated is not reported, and is no 0."""
    counts = read(tmp_path, HEADER + f"2024-01,North,Theft,{word}\n2024-01,South,Theft,0\n")
    (finding,) = of_code(counts, "SK-DQ-not-stated")

    assert [[[False], [True]]] == counts.reported.tolist()
    assert 1 == finding.rows
    assert 0 == counts.rows_set_aside


def test_part_that_is_not_stated_leaves_the_sum_unknown(tmp_path: Path) -> None:
    """Where one of two rows of a cell has no figure, their sum is not known."""
    counts = read(tmp_path, HEADER + "2024-01,North,Theft,NA\n2024-01,North,Theft,4\n")

    assert [[[False]]] == counts.reported.tolist()
    assert [[[0]]] == counts.values.tolist()


def test_word_for_zero(tmp_path: Path) -> None:
    """What the mapping calls 0 is 0."""
    layout = Layout(zero=("-",))
    counts = read(tmp_path, HEADER + "2024-01,North,Theft,-\n", layout=layout)

    assert counts.reported.all()
    assert [[[0]]] == counts.values.tolist()


def test_percentage_is_refused(tmp_path: Path) -> None:
    """A share is no count; the error says what to send instead."""
    with pytest.raises(InputError, match=r"t\.csv:3: .*not a percentage.*numerator"):
        read(tmp_path, HEADER + "2024-01,North,Theft,4\n2024-01,South,Theft,62%\n")


def test_rows_that_cannot_be_counted(tmp_path: Path) -> None:
    """Each is set aside with its line and the reason; nothing is dropped in silence."""
    text = (
        HEADER
        + "2024-01,North,Theft,3\n"
        + "2019-13,North,Theft,1\n"
        + "2024-01,,Theft,1\n"
        + "2024-01,North,,1\n"
        + "2024-01,North,Theft,-3\n"
        + "2024-01,North,Theft,0.5\n"
        + "2024-01,North,Theft\n"
        + HEADER
        + "2024-01,North,Theft,1,more\n"
    )
    counts = read(tmp_path, text)
    reasons = {f.line: f.message for f in of_code(counts, "SK-DQ-set-aside")}

    assert 3 == figure(counts, "North", "Theft")
    assert (9, 8) == (counts.rows_read, counts.rows_set_aside)
    assert "states no period that is a month such as 2017-10" in reasons[3]
    assert "states no area" in reasons[4]
    assert "states no category" in reasons[5]
    assert "Each of 2 rows has a figure that is not a whole number" in reasons[6]
    assert "(line 6, 7)" in reasons[6]
    assert "has 3 fields and not 4" in reasons[8]
    assert "repeats the header" in reasons[9]
    assert "has 5 fields and not 4" in reasons[10]


def test_line_of_a_row_under_quoted_line_breaks(tmp_path: Path) -> None:
    """A line is counted as an editor counts it, line breaks inside quotes among them."""
    text = HEADER.replace("Kind", '"Kind"') + '2024-01,"North\nEast",Theft,1\nnever,North,Theft,1\n'
    counts = read(tmp_path, text)

    assert [4] == [f.line for f in of_code(counts, "SK-DQ-set-aside")]
    assert 1 == figure(counts, "North East", "Theft")


def test_nothing_that_can_be_counted(tmp_path: Path) -> None:
    """A table without a single figure is refused with the first reason."""
    with pytest.raises(InputError, match=r"1 rows, none of which.*states no period.*\(line 2\)"):
        read(tmp_path, HEADER + "never,North,Theft,1\n")
    with pytest.raises(InputError, match="The table ends with its header"):
        read(tmp_path, HEADER)


def test_header_that_lacks_a_column(tmp_path: Path) -> None:
    """The nearest line is named, and the nearest word."""
    with pytest.raises(InputError, match=r't\.csv:2: expected one column "Number".*Nummer'):
        read(tmp_path, "A title\nMonth,Place,Kind,Nummer\n")


def test_column_that_is_there_twice(tmp_path: Path) -> None:
    """Which of two columns is meant cannot be guessed."""
    with pytest.raises(InputError, match=r"2 columns of this name"):
        read(tmp_path, "Month,Place,Kind,Number,Number\n2024-01,North,Theft,1,2\n")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"Month,Place,Kind,Number\n2024-01,Caf\xe9,Theft,1\n", "byte 0xe9.*layout of a mapping"),
        (b'Month,Place,Kind,Number\n2024-01,"North,Theft,1\n', r"t\.csv:2: .*stray quote"),
        (b"", "no row"),
    ],
    ids=["latin-1", "quote", "empty"],
)
def test_file_that_is_no_table(tmp_path: Path, data: bytes, expected: str) -> None:
    """Bytes that are no table are refused, with what to try."""
    with pytest.raises(InputError, match=expected):
        read(tmp_path, data)


def test_enormous_field(tmp_path: Path) -> None:
    """A field without an end is refused before it fills the memory."""
    with pytest.raises(InputError, match="field larger than field limit"):
        read(tmp_path, HEADER + "2024-01," + "x" * 200_000 + ",Theft,1\n")


def test_other_encoding_and_delimiter(tmp_path: Path) -> None:
    """What the mapping says of the file is followed."""
    data = (HEADER + "2024-01,Café,Theft,1\n").replace(",", "\t").encode("utf-16")
    layout = Layout(encoding="utf-16", delimiter="\t")

    assert 1 == figure(read(tmp_path, data, layout=layout), "Café", "Theft")


def test_damaged_archive(tmp_path: Path) -> None:
    """A gzip file that is cut off is refused."""
    raw = gzip.compress((HEADER + ROWS).encode())
    with pytest.raises(InputError, match="damaged archive"):
        read(tmp_path, raw[:-12], "t.csv.gz")


def test_file_that_changes_while_it_is_read(tmp_path: Path) -> None:
    """A table that somebody writes to is refused."""
    path = tmp_path / "t.csv"
    path.write_text(HEADER + ROWS)

    grids = open_grid(path, ("Month",), Layout())
    assert 4 == len(list(grids.__enter__().rows))
    path.write_text(HEADER + ROWS + ROWS)
    with pytest.raises(InputError, match="changed while it was read"):
        grids.__exit__(None, None, None)


def test_missing_file(tmp_path: Path) -> None:
    """A path that is not there is said so."""
    with pytest.raises(InputError, match="a file that cannot be read"):
        read_table(tmp_path / "nowhere.csv", mapping_of())


def test_months_between_without_a_row(tmp_path: Path) -> None:
    """A month that the table leaves out is not reported."""
    counts = read(tmp_path, HEADER + "2024-01,North,Theft,3\n2024-03,North,Theft,4\n")
    (finding,) = of_code(counts, "SK-DQ-missing-month")

    assert (Month(2024, 2),) == finding.months
    assert [True, False, True] == counts.reported[:, 0, 0].tolist()


def test_year_that_was_mistyped(tmp_path: Path) -> None:
    """A span of centuries is a typing error, and is not filled with empty months."""
    with pytest.raises(InputError, match="Look for a year that was mistyped"):
        read(tmp_path, HEADER + "1024-01,North,Theft,3\n2024-03,North,Theft,4\n")


def test_quarters_that_begin_in_other_months(tmp_path: Path) -> None:
    """Quarters of two kinds of years do not fit in one series."""
    period = PeriodColumns(format=PeriodFormat.QUARTER, columns=("Month",))
    text = HEADER + "2024-Q1,North,Theft,3\n2024-Q1 from February,North,Theft,4\n"
    with pytest.raises(InputError, match="periods of 3 months, the first of which begins in"):
        read(tmp_path, text, period=period)


def test_financial_years(tmp_path: Path) -> None:
    """A year is one period of 12 months from April."""
    period = PeriodColumns(format=PeriodFormat.FINANCIAL_YEAR, columns=("Month",))
    counts = read(tmp_path, HEADER + "2022/23,N,T,3\n2023/24,N,T,4\n", period=period)

    assert (12, (Month(2022, 4), Month(2023, 4))) == (counts.step, counts.months)


def test_year_and_month_in_two_columns(tmp_path: Path) -> None:
    """The parts of a period may stand in columns of their own."""
    period = PeriodColumns(format=PeriodFormat.MONTH, columns=("Year", "Month"))
    counts = read(tmp_path, "Month,Year,Place,Kind,Number\nJanuary,2024,N,T,3\n", period=period)

    assert (Month(2024, 1),) == counts.months


def test_rows_are_counted(tmp_path: Path) -> None:
    """Of records, rows are counted; a place without a row in a month with rows has 0."""
    counts = read(
        tmp_path,
        HEADER + ROWS + "2024-01,North,Theft,1\n2024-04,North,Theft,1\n",
        measure=Measure(),
    )

    assert [[2], [1]] == counts.values[0].tolist()
    assert [True, True, False, True] == counts.reported[:, 1, 0].tolist()
    assert 0 == counts.values[3, 1, 0]


def test_busy_category_without_a_row(tmp_path: Path) -> None:
    """A zero amid months of 40 rows is not reported."""
    months = [f"2024-{month:02d}" for month in range(1, 8)]
    lines = [f"{m},North,Theft,1\n" for m in months if m != "2024-04" for _ in range(40)]
    lines.append("2024-04,North,Robbery,1\n")
    counts = read(tmp_path, HEADER + "".join(lines), measure=Measure())
    (finding,) = of_code(counts, "SK-DQ-zero")

    assert ("Theft", (Month(2024, 4),)) == (finding.group, finding.months)
    assert not counts.reported[3, 0, counts.groups.index("Theft")]


def test_distinct_values(tmp_path: Path) -> None:
    """Different values are counted once each; blanks are found and not counted."""
    text = "Month,Place,Kind,Person\n2024-01,N,T,a\n2024-01,N,T,a\n2024-01,N,T,b\n2024-01,N,T,\n"
    counts = read(tmp_path, text, measure=Measure(kind="distinct", column="Person"))

    assert [[[2]]] == counts.values.tolist()
    assert [1] == [f.rows for f in of_code(counts, "SK-DQ-blank-id")]


def test_denominators(tmp_path: Path) -> None:
    """The numbers on which figures are based travel with them; one that is blank is unknown."""
    text = 'Month,Place,Kind,Number,Base\n2024-01,N,T,3,"1,000"\n2024-01,S,T,4,\n'
    counts = read(tmp_path, text, measure=Measure(kind="sum", column="Number", denominator="Base"))

    assert counts.denominators is not None
    assert 1000 == counts.denominators[0, 0, 0]
    assert np.isnan(counts.denominators[0, 1, 0])


def test_filters_and_renames(tmp_path: Path) -> None:
    """Rows that the mapping leaves out are set aside, and labels are called as they should be."""
    counts = read(
        tmp_path,
        HEADER + "2024-01,N1,Theft,3\n2024-01,S,Theft,4\n2024-01,N1,Other,5\n2024-01,N1,Bad,6\n",
        where=(Filter(column="Place", keep=("N1",)), Filter(column="Kind", drop=("Bad",))),
        area=AreaColumn(column="Place", renames=(Rename(found="N1", name="North"),)),
    )

    assert 8 == counts.total(area=AreaKey(AreaRule.AS_PUBLISHED, "North"))
    assert ["is left out by what it has in Place", "is left out by what it has in Kind"] == [
        f.message.partition("row ")[2].partition(", and")[0]
        for f in of_code(counts, "SK-DQ-set-aside")
    ]


def test_parquet(tmp_path: Path) -> None:
    """A Parquet file is read as a table; letters of its name are no pattern."""
    duckdb = pytest.importorskip("duckdb")
    path = tmp_path / "t[1].parquet"
    duckdb.sql(
        "COPY (SELECT '2024-01' AS Month, 'N' AS Place, 'T' AS Kind, 3 AS Number "
        f"UNION ALL SELECT '2024-01', 'S', 'T', NULL) TO '{path}' (FORMAT parquet)"
    )
    counts = read_table(path, mapping_of())

    assert 3 == figure(counts, "N", "T")
    assert [[True], [False]] == counts.reported[0].tolist()


def test_parquet_that_is_none(tmp_path: Path) -> None:
    """A file with the name of a Parquet file alone is refused."""
    pytest.importorskip("duckdb")
    with pytest.raises(InputError, match="no Parquet file"):
        read(tmp_path, HEADER, "t.parquet")


def test_progress_is_told(tmp_path: Path) -> None:
    """Whoever waits is told what is read."""
    path = tmp_path / "t.csv"
    path.write_text(HEADER + ROWS)
    seen: list[Any] = []
    read_table(path, mapping_of(), progress=seen.append)

    assert ["reading t.csv", "read"] == [step.what for step in seen]


@pytest.mark.parametrize(
    ("measure", "figures"), [(Measure(), 2), (Measure(kind="distinct", column="Number"), 2)]
)
@pytest.mark.parametrize(
    "text", ["A,Number\nA,Number\n1,2\n3,4\n", "A,Number\n1,2\nA,Number\n3,4\n"]
)
def test_header_twice_in_a_table_without_labels(
    tmp_path: Path, text: str, measure: Measure, figures: int
) -> None:
    """Where period, area and category hold for the whole table, a header is still no row."""
    counts = read(
        tmp_path,
        text,
        period=PeriodColumns(format=PeriodFormat.MONTH, value="2024-01"),
        area=AreaColumn(value="X"),
        group=GroupColumn(value="all"),
        measure=measure,
    )

    assert [[[figures]]] == counts.values.tolist()
    assert (3, 1) == (counts.rows_read, counts.rows_set_aside)
    assert "repeats the header" in of_code(counts, "SK-DQ-set-aside")[0].message


@pytest.mark.parametrize("figure", ["9" * 16, "9" * 5_000])
def test_figure_of_more_digits_than_any_count(tmp_path: Path, figure: str) -> None:
    """A number that no program holds exactly is set aside."""
    counts = read(tmp_path, f"{HEADER}2024-01,X,a,{figure}\n2024-01,X,a,{'9' * 15}\n")
    (finding,) = of_code(counts, "SK-DQ-set-aside")

    assert 10**15 - 1 == counts.values.sum()
    assert "has a figure of more than 15 digits" in finding.message


def test_figures_that_add_up_beyond_all_counts(tmp_path: Path) -> None:
    """A sum that is no count is refused, with where it belongs."""
    row = f"2024-01,X,a,{'9' * 15}\n"
    with pytest.raises(InputError, match=r"2024-01, X, a: expected a sum up to 1,000,000"):
        read(tmp_path, HEADER + 2 * row)


def test_denominator_that_no_number_holds(tmp_path: Path) -> None:
    """A denominator of 400 digits is not known, and never infinite."""
    measure = Measure(kind="sum", column="Number", denominator="Base")
    text = f"Month,Place,Kind,Number,Base\n2024-01,X,a,1,{'9' * 400}\n"
    counts = read(tmp_path, text, measure=measure)

    assert counts.denominators is not None
    assert np.isnan(counts.denominators).all()


def test_one_figure_that_is_not_known(tmp_path: Path) -> None:
    """One figure is one."""
    counts = read(tmp_path, f"{HEADER}2024-01,X,a,NA\n2024-02,X,a,1\n")

    assert of_code(counts, "SK-DQ-not-stated")[0].message.startswith("1 figure is “NA”: not")


def test_utf_16_without_its_mark(tmp_path: Path) -> None:
    """A file that is no UTF-16, though the mapping says so, is refused in words."""
    with pytest.raises(InputError, match=r"t\.csv, after line 0: expected text in utf-16, got "):
        read(tmp_path, f"{HEADER}2024-01,X,a,1\n", layout=Layout(encoding="utf-16"))


def write_parquet(tmp_path: Path, query: str) -> None:
    """Write a Parquet file of one row."""
    duckdb = pytest.importorskip("duckdb")
    with duckdb.connect(":memory:") as connection:
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute(f"COPY (SELECT {query}) TO '{tmp_path / 't.parquet'}' (FORMAT parquet)")


def test_parquet_with_moments_in_a_zone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last hour of August is in August on every machine, and in September in London."""
    write_parquet(
        tmp_path,
        "TIMESTAMPTZ '2018-08-31 23:30:00+00' AS Month, 'X' AS Place, 'a' AS Kind, 3 AS Number",
    )
    monkeypatch.setenv("TZ", "Europe/London")
    time.tzset()
    found = [
        read_table(
            tmp_path / "t.parquet",
            mapping_of(period=PeriodColumns(format=form, columns=("Month",))),
        ).months
        for form in (PeriodFormat.DATE, PeriodFormat.UTC)
    ]
    monkeypatch.undo()
    time.tzset()

    assert [(Month(2018, 8),), (Month(2018, 9),)] == found


@pytest.mark.parametrize(
    "value", ["['a']", "{'x': 'a'}", "'a'::BLOB"], ids=["list", "map", "bytes"]
)
def test_parquet_with_cells_of_several_values(tmp_path: Path, value: str) -> None:
    """A column of lists, structures or bytes is refused if it is wanted, and else left alone."""
    row = f"'2024-01' AS Month, 'X' AS Place, 'a' AS Kind, 3 AS Number, {value} AS Odd"
    write_parquet(tmp_path, row)
    assert 3 == read_table(tmp_path / "t.parquet", mapping_of()).values.sum()

    with pytest.raises(
        InputError, match=r"t\.parquet, Odd: expected texts, numbers.*Write the tab"
    ):
        read_table(tmp_path / "t.parquet", mapping_of(group=GroupColumn(column="Odd")))
