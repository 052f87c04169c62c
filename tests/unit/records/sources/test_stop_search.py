"""Stop and search: clocks, wordings, blanks and forces."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from safetykit.errors import InputError
from safetykit.quantities import Month
from safetykit.records import (
    STOP_SEARCH,
    AreaKey,
    AreaRule,
    Counts,
    QualityFinding,
    read_stop_search,
)

FORCE = AreaKey(AreaRule.RECORDED_BY_FORCE, "Essex Police")
HEADER = ",".join(STOP_SEARCH.columns)


def row(date: str, *, outcome: str = "Arrest", latitude: str = "51.5", kind: str = "Drugs") -> str:
    """Return a row as it is published."""
    return (
        f"Person search,{date},,,{latitude},0.1,Male,18-24,Not stated,White,An Act,{kind},"
        f"{outcome},True,False"
    )


def write(folder: Path, name: str, *rows: str, header: str = HEADER) -> Path:
    """Write a monthly file."""
    path = folder / name[:7] / f"{name}-stop-and-search.csv"
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join((header, *rows)) + "\n", "utf-8")
    return path


def of_code(counts: Counts, code: str) -> list[QualityFinding]:
    """Return the findings of one code."""
    return [finding for finding in counts.quality if finding.code == code]


def test_first_hour_of_a_month_in_summer(tmp_path: Path) -> None:
    """A row counts in the month of the clocks in London, and both months are said."""
    write(tmp_path, "2018-08-essex", row("2018-08-05T12:00:00+00:00"))
    write(tmp_path, "2018-09-essex", row("2018-08-31T23:13:35+00:00"))
    counts = read_stop_search(tmp_path)
    (finding,) = of_code(counts, "SK-DQ-other-clock")

    assert [1, 1] == counts.series("Drugs", area=FORCE).values.tolist()
    assert (1, (Month(2018, 9),)) == (finding.rows, finding.months)
    assert "2018-08 by UTC, 2018-09 by the clocks in London" in finding.message


def test_month_without_a_file(tmp_path: Path) -> None:
    """A month without a file is not reported, and a row that states it is set aside."""
    write(tmp_path, "2018-01-essex", row("2018-01-05T12:00:00+00:00"))
    write(tmp_path, "2018-03-essex", row("2018-03-05T12:00:00+00:00"), row("2018-02-05T12:00:00"))
    counts = read_stop_search(tmp_path)
    (aside,) = of_code(counts, "SK-DQ-set-aside")

    assert [True, False, True] == counts.series("Drugs", area=FORCE).reported.tolist()
    assert "states 2018-02, a month for which its force has no file" in aside.message
    assert (3, 1, 3) == (counts.rows_read, counts.rows_set_aside, aside.line)
    assert [(Month(2018, 2),)] == [f.months for f in of_code(counts, "SK-DQ-missing-month")]


def test_row_of_another_month_that_has_a_file(tmp_path: Path) -> None:
    """It counts in the month that it states, and a finding says so."""
    write(tmp_path, "2018-01-essex", row("2018-01-05T12:00:00+00:00"))
    write(tmp_path, "2018-02-essex", row("2018-01-06T12:00:00+00:00"), row("2018-02-01T00:00:00"))
    counts = read_stop_search(tmp_path)

    assert [2, 1] == counts.series("Drugs", area=FORCE).values.tolist()
    assert [1] == [f.rows for f in of_code(counts, "SK-DQ-other-month")]


def test_outcomes_in_the_words_of_two_downloads(tmp_path: Path) -> None:
    """Older words are counted under those of today, and how many is said."""
    write(
        tmp_path,
        "2018-01-essex",
        row("2018-01-05T12:00:00+00:00", outcome="Suspect arrested"),
        row("2018-01-06T12:00:00+00:00", outcome="Arrest"),
        row("2018-01-07T12:00:00+00:00", outcome="Nothing found - no further action"),
        row("2018-01-08T12:00:00+00:00", outcome=""),
    )
    counts = read_stop_search(tmp_path, by="outcome")

    assert ("A no further action disposal", "Arrest", "Not stated") == counts.groups
    assert 2 == counts.total("Arrest", area=FORCE)
    assert [2] == [f.rows for f in of_code(counts, "SK-DQ-vocabulary")]
    assert [1] == [f.rows for f in of_code(counts, "SK-DQ-not-stated")]


def test_blank_points_and_equal_rows(tmp_path: Path) -> None:
    """Rows without a point count for the force; rows that are equal are all counted."""
    same = row("2018-01-05T12:00:00+00:00", latitude="")
    write(tmp_path, "2018-01-essex", same, same, row("2018-01-05T12:00:00+00:00"))
    counts = read_stop_search(tmp_path)

    assert 3 == counts.total(area=FORCE)
    assert [2] == [f.rows for f in of_code(counts, "SK-DQ-blank-point")]
    assert [1] == [f.rows for f in of_code(counts, "SK-DQ-repeated-id")]


def test_rows_that_cannot_be_counted(tmp_path: Path) -> None:
    """A row without a time, of a wrong length or a second header is set aside with its line."""
    good = row("2018-01-05T12:00:00+00:00")
    write(tmp_path, "2018-01-essex", good, row("yesterday"), HEADER, "Person search,2018-01-05")
    counts = read_stop_search(tmp_path)
    reasons = {f.line: f.message for f in of_code(counts, "SK-DQ-set-aside")}

    assert (4, 3) == (counts.rows_read, counts.rows_set_aside)
    assert "states no time such as" in reasons[3]
    assert "repeats the header" in reasons[4]
    assert "has 2 fields and not 15" in reasons[5]


@pytest.mark.parametrize("date", ["0001-01-01T00:00:00+00:00", "9999-12-31T23:59:59-05:00"])
def test_time_beyond_the_calendar(date: str, tmp_path: Path) -> None:
    """A time that another clock puts before the year 1 or after 9999 is none."""
    write(tmp_path, "2018-01-essex", row("2018-01-05T12:00:00+00:00"), row(date))
    (aside,) = of_code(read_stop_search(tmp_path), "SK-DQ-set-aside")

    assert 3 == aside.line
    assert "states no time such as" in aside.message


def test_file_with_a_header_alone(tmp_path: Path) -> None:
    """An empty file is no month of zeros."""
    write(tmp_path, "2018-01-essex", row("2018-01-05T12:00:00+00:00"))
    write(tmp_path, "2018-02-essex")
    counts = read_stop_search(tmp_path)

    assert [True, False] == counts.series("Drugs", area=FORCE).reported.tolist()
    assert [(Month(2018, 2),)] == [f.months for f in of_code(counts, "SK-DQ-empty-file")]


def test_columns_in_another_order_and_compressed(tmp_path: Path) -> None:
    """Columns are found by their names in each file."""
    path = tmp_path / "2018-01-metropolitan-stop-and-search.csv.gz"
    text = "Object of search,Latitude,Date\nDrugs,51.5,2018-01-05T12:00:00+00:00\n"
    path.write_bytes(gzip.compress(text.encode()))
    counts = read_stop_search(path)

    assert ["Metropolitan Police Service"] == [area.name for area in counts.areas]
    assert 1 == counts.values.sum()


def test_two_downloads_of_one_month(tmp_path: Path) -> None:
    """Two files of a month and force are refused before they are counted twice."""
    path = write(tmp_path, "2018-01-essex", row("2018-01-05T12:00:00+00:00"))
    (tmp_path / "again").mkdir()
    (tmp_path / "again" / path.name).write_bytes(path.read_bytes())
    with pytest.raises(InputError, match="would be counted twice"):
        read_stop_search(tmp_path)


def test_folder_without_such_a_file(tmp_path: Path) -> None:
    """The error names what was seen."""
    (tmp_path / "2018-01-essex-street.csv").write_text("x")
    with pytest.raises(InputError, match=r"It holds 2018-01-essex-street\.csv, which is not"):
        read_stop_search(tmp_path)


def test_column_that_nothing_can_be_counted_by(tmp_path: Path) -> None:
    """What can be counted by is listed."""
    with pytest.raises(InputError, match="one of object, outcome, ethnicity"):
        read_stop_search(tmp_path, by="height")


def test_nothing_but_bad_rows(tmp_path: Path) -> None:
    """Files without a row that counts are refused."""
    write(tmp_path, "2018-01-essex", row("yesterday"))
    with pytest.raises(InputError, match="files with rows that can be counted"):
        read_stop_search(tmp_path)


@pytest.mark.parametrize("date", ["2018-09-02T10:00:00+00:00", "2018-08-31T23:13:35+00:00"])
def test_row_of_a_month_whose_file_is_empty(tmp_path: Path, date: str) -> None:
    """One row is not the month: it is set aside with its line, by either clock."""
    write(tmp_path, "2018-09-essex")
    write(tmp_path, "2018-10-essex", row("2018-10-02T10:00:00+00:00"), row(date))
    counts = read_stop_search(tmp_path)

    assert [False, True] == counts.series("Drugs", area=FORCE).reported.tolist()
    assert (2, 1) == (counts.rows_read, counts.rows_set_aside)
    assert [3] == [finding.line for finding in of_code(counts, "SK-DQ-set-aside")]
    assert [] == of_code(counts, "SK-DQ-other-clock") + of_code(counts, "SK-DQ-other-month")
