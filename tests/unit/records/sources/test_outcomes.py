"""Outcomes: crimes with several of them, forces and months."""

from __future__ import annotations

from pathlib import Path

import pytest

from safetykit.errors import InputError
from safetykit.quantities import Month
from safetykit.records import OUTCOMES, AreaKey, AreaRule, Counts, QualityFinding, read_outcomes
from safetykit.records.sources.monthly import force_name

FORCE = AreaKey(AreaRule.RECORDED_BY_FORCE, "Essex Police")
HEADER = ",".join(OUTCOMES.columns)


def row(crime: str, month: str, outcome: str, *, force: str = "Essex Police") -> str:
    """Return a row as it is published."""
    return f"{crime},{month},{force},{force},0.1,51.5,On or near X,E01000001,X 001A,{outcome}"


def write(folder: Path, name: str, *rows: str) -> Path:
    """Write a monthly file."""
    path = folder / f"{name}-outcomes.csv"
    path.write_text("\n".join((HEADER, *rows)) + "\n", "utf-8")
    return path


def of_code(counts: Counts, code: str) -> list[QualityFinding]:
    """Return the findings of one code."""
    return [finding for finding in counts.quality if finding.code == code]


def test_crime_that_comes_back_with_another_outcome(tmp_path: Path) -> None:
    """Both outcomes are counted, each in its month, and the crime is found."""
    write(
        tmp_path, "2016-01-essex", row("a", "2016-01", "Suspect charged"), row("b", "2016-01", "X")
    )
    write(tmp_path, "2016-02-essex", row("a", "2016-02", "Offender fined"))
    counts = read_outcomes(tmp_path)
    (finding,) = of_code(counts, "SK-DQ-revised-outcome")

    assert [1, 0] == counts.series("Suspect charged", area=FORCE).values.tolist()
    assert [0, 1] == counts.series("Offender fined", area=FORCE).values.tolist()
    assert 1 == finding.rows
    assert "1 of 2 crimes have more than one outcome" in finding.message
    assert [] == of_code(counts, "SK-DQ-repeated-id")


def test_crime_with_the_same_outcome_twice(tmp_path: Path) -> None:
    """It is a repeat and no revision; both rows are counted."""
    write(tmp_path, "2016-01-essex", row("a", "2016-01", "X"), row("a", "2016-01", "X"))
    counts = read_outcomes(tmp_path)

    assert 2 == counts.total("X", area=FORCE)
    assert [1] == [f.rows for f in of_code(counts, "SK-DQ-repeated-id")]
    assert [] == of_code(counts, "SK-DQ-revised-outcome")


def test_rows_without_an_identity_or_an_area(tmp_path: Path) -> None:
    """Both are counted and found."""
    bare = row("", "2016-01", "X").replace("E01000001", "")
    write(tmp_path, "2016-01-essex", bare, row("b", "2016-01", "X"))
    counts = read_outcomes(tmp_path)

    assert 2 == counts.total(area=FORCE)
    assert [1] == [f.rows for f in of_code(counts, "SK-DQ-blank-id")]
    assert [1] == [f.rows for f in of_code(counts, "SK-DQ-blank-area")]


def test_rows_that_cannot_be_counted(tmp_path: Path) -> None:
    """Each is set aside with its line and the reason."""
    write(
        tmp_path,
        "2016-01-essex",
        row("a", "2016-01", "X"),
        row("a", "2016-13", "X"),
        row("a", "2016-01", ""),
        row("a", "2015-12", "X"),
        row("a", "2016-01", "X", force="Kent Police"),
        HEADER,
    )
    write(tmp_path, "2016-01-kent", row("c", "2016-01", "X", force="Kent Police"))
    counts = read_outcomes(tmp_path)
    reasons = {f.line: f.message for f in of_code(counts, "SK-DQ-set-aside")}

    assert (7, 5) == (counts.rows_read, counts.rows_set_aside)
    assert "states no month such as 2016-01" in reasons[3]
    assert "states no outcome" in reasons[4]
    assert "states 2015-12, a month for which its force has no file" in reasons[5]
    assert "is reported by Kent Police, whose file is another" in reasons[6]
    assert "repeats the header" in reasons[7]


def test_row_of_another_month_that_has_a_file(tmp_path: Path) -> None:
    """It counts in the month that it states."""
    write(tmp_path, "2016-01-essex", row("a", "2016-01", "X"))
    write(tmp_path, "2016-02-essex", row("b", "2016-01", "X"), row("c", "2016-02", "X"))
    counts = read_outcomes(tmp_path)

    assert [2, 1] == counts.series("X", area=FORCE).values.tolist()
    assert [(Month(2016, 1),)] == [f.months for f in of_code(counts, "SK-DQ-other-month")]


@pytest.mark.parametrize(
    ("slug", "name"),
    [
        ("essex", "Essex Police"),
        ("avon-and-somerset", "Avon and Somerset Constabulary"),
        ("dyfed-powys", "Dyfed-Powys Police"),
        ("thames-valley", "Thames Valley Police"),
        ("metropolitan", "Metropolitan Police Service"),
    ],
)
def test_force_by_the_name_of_its_files(slug: str, name: str) -> None:
    """A force is called as its street-level files call it."""
    assert name == force_name(slug)


def test_folder_without_such_a_file(tmp_path: Path) -> None:
    """The error says that there is none."""
    with pytest.raises(InputError, match="It holds no CSV file"):
        read_outcomes(tmp_path)


def test_row_of_a_month_whose_file_is_empty(tmp_path: Path) -> None:
    """One row is not the month: it is set aside with its line, and the month is not reported."""
    write(tmp_path, "2016-01-essex")
    write(tmp_path, "2016-02-essex", row("a", "2016-02", "X"), row("b", "2016-01", "X"))
    counts = read_outcomes(tmp_path)
    (aside,) = of_code(counts, "SK-DQ-set-aside")
    (missing,) = of_code(counts, "SK-DQ-missing-month")

    assert [0, 1] == counts.series("X", area=FORCE).values.tolist()
    assert [False, True] == counts.series("X", area=FORCE).reported.tolist()
    assert (2, 1) == (counts.rows_read, counts.rows_set_aside)
    assert ("2016-02-essex-outcomes.csv", 3) == (aside.file, aside.line)
    assert "states 2016-01, of which its own file counts no row" in aside.message
    assert missing.message.startswith("No row that counts in the file for 2016-01:")
    assert [] == of_code(counts, "SK-DQ-other-month")


def test_row_of_a_month_whose_file_has_rows(tmp_path: Path) -> None:
    """It is counted in the month that it states, and said."""
    write(tmp_path, "2016-01-essex", row("c", "2016-01", "X"))
    write(tmp_path, "2016-02-essex", row("a", "2016-02", "X"), row("b", "2016-01", "X"))
    counts = read_outcomes(tmp_path)

    assert [2, 1] == counts.series("X", area=FORCE).values.tolist()
    assert [1] == [f.rows for f in of_code(counts, "SK-DQ-other-month")]


def test_month_of_which_no_row_counts(tmp_path: Path) -> None:
    """A file whose rows are all set aside reports nothing, which is not nought."""
    write(tmp_path, "2016-01-essex", row("a", "2016/01", "X"))
    write(tmp_path, "2016-02-essex", row("a", "2016-02", "X"))

    assert [False, True] == read_outcomes(tmp_path).series("X", area=FORCE).reported.tolist()


def test_title_above_the_header(tmp_path: Path) -> None:
    """A title line is pointed at, with the line of the header."""
    path = write(tmp_path, "2016-01-essex", row("a", "2016-01", "X"))
    path.write_text("Outcomes in Essex\n" + path.read_text("utf-8"), "utf-8")
    with pytest.raises(
        InputError, match=r"csv:1: .*got 'Outcomes in Essex'\. They stand in line 2"
    ):
        read_outcomes(tmp_path)


def test_file_of_another_kind(tmp_path: Path) -> None:
    """No mapping is spoken of where there is none."""
    path = write(tmp_path, "2016-01-essex")
    path.write_text("A,B\n1,2\n", "utf-8")
    with pytest.raises(
        InputError, match=r"one column \"Crime ID\".*Is this the table that was meant"
    ):
        read_outcomes(tmp_path)


def test_files_of_two_ages(tmp_path: Path) -> None:
    """A file whose year was mistyped is refused."""
    for month in ("2016-01", "9016-01"):
        write(tmp_path, f"{month}-essex", row("a", month, "X"))
    with pytest.raises(
        InputError, match=r"2016-01 to 9016-01'\. Look for a year that was mistyped"
    ):
        read_outcomes(tmp_path)
