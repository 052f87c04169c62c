"""Files as they really come: what is wrong with them is counted, set aside or refused."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from safetykit.errors import InputError
from safetykit.quantities import Month
from safetykit.records import AreaKey, AreaRule, Counts, QualityFinding, read_police_uk
from safetykit.records.byte_counts import CHUNK, count_bytes
from safetykit.records.scan import scan_file
from safetykit.testing import write_police_uk_tree

FORCE = AreaKey(AreaRule.RECORDED_BY_FORCE, "Testshire Police")
MONTH = Month(2019, 12)
ROW = b",2019-12,Testshire Police,F,%s,%s,L,E01000001,Testborough 001A,Drugs,,\r\n"


@pytest.fixture
def street(tmp_path: Path) -> Path:
    """One file of seven rows of one month."""
    plan = {MONTH: {("Testborough", "Drugs"): 4, ("Smallham", "Burglary"): 3}}
    write_police_uk_tree(tmp_path, plan, rng=random.Random(1))
    (path,) = tmp_path.rglob("*.csv")
    return path


def change(path: Path, before: bytes, after: bytes, times: int = 1) -> None:
    """Change the bytes of a file."""
    data = path.read_bytes()
    assert before in data
    path.write_bytes(data.replace(before, after, times))


def of_code(counts: Counts, code: str) -> list[QualityFinding]:
    """Return the findings of one code."""
    return [finding for finding in counts.quality if finding.code == code]


def check_reconciled(counts: Counts, *, read: int, aside: int) -> None:
    """Hold rows read against rows counted and set aside."""
    forces = [area.rule is AreaRule.RECORDED_BY_FORCE for area in counts.areas]
    assert (read, aside) == (counts.rows_read, counts.rows_set_aside)
    assert read == int(counts.values[:, forces].sum()) + aside


def test_mixed_line_ends(street: Path) -> None:
    """CRLF and LF in one file both end a line."""
    change(street, b"\r\n", b"\n", 3)

    check_reconciled(read_police_uk(street), read=7, aside=0)


def test_line_end_cr_alone(street: Path) -> None:
    """A CR alone in the middle of a file is refused with its line."""
    change(street, b"\r\n", b"\n", 99)
    change(street, b"\n", b"\r", 2)
    with pytest.raises(InputError, match=r"street\.csv:1: expected line ends LF or CRLF"):
        read_police_uk(street)


def test_quoted_line_end(street: Path) -> None:
    """A line end inside quotes ends no row."""
    change(street, b",On or near", b',"On or\r\nnear', 1)
    line = next(line for line in street.read_bytes().split(b"\r\n") if line.startswith(b"near"))
    change(street, line, line.replace(b",", b'",', 1), 1)

    check_reconciled(read_police_uk(street), read=7, aside=0)


def test_short_last_row(street: Path) -> None:
    """A file that was cut off loses its last row, which is said with its line."""
    street.write_bytes(street.read_bytes()[:-40])
    counts = read_police_uk(street)

    check_reconciled(counts, read=7, aside=1)
    (finding,) = of_code(counts, "SK-DQ-set-aside")
    assert 8 == finding.line


def test_latin_1(street: Path) -> None:
    """Bytes that are not UTF-8 are refused with their line: to guess could name a place wrongly."""
    change(street, b"Testborough", b"Testb\xf4rough", 1)
    with pytest.raises(InputError, match=r"street\.csv:\d: expected text in UTF-8, got 'byte 0xf4"):
        read_police_uk(street)


def test_letters_beyond_ascii(street: Path) -> None:
    """Welsh names take the careful look, and are counted."""
    change(street, b"Testborough", "Ynys Môn".encode(), 99)
    counts = read_police_uk(street)

    check_reconciled(counts, read=7, aside=0)
    assert 4 == counts.total(area=AreaKey(AreaRule.CODED_TO_AREA, "Ynys Môn"))


def test_title_above_the_header(street: Path) -> None:
    """A title line is pointed at."""
    street.write_bytes(b"Crime in Testshire\r\n" + street.read_bytes())
    with pytest.raises(InputError, match=r"street\.csv:1: .*got 'Crime in Testshire'.*delete what"):
        read_police_uk(street)


def test_not_available_as_a_value(street: Path) -> None:
    """NA is a text like any other: no month, and an unknown category."""
    change(street, b",Drugs,", b",NA,")
    change(street, b",2019-12,", b",NA,")
    counts = read_police_uk(street)

    check_reconciled(counts, read=7, aside=1)
    assert "states no month" in of_code(counts, "SK-DQ-set-aside")[0].message


def test_month_13(street: Path) -> None:
    """There is no month 13: the row is set aside."""
    change(street, b",2019-12,", b",2019-13,")

    check_reconciled(read_police_uk(street), read=7, aside=1)


def test_empty_line_among_rows(street: Path) -> None:
    """A line with nothing on it is no row."""
    change(street, b"\r\n", b"\r\n\r\n", 2)

    check_reconciled(read_police_uk(street), read=7, aside=0)


def test_points_that_cannot_be(street: Path) -> None:
    """Points at 0, swapped, in metres and elsewhere are counted by kind, when asked for."""
    points = [
        (b"0", b"0"),
        (b"52.1", b"-1.2"),
        (b"450000", b"300000"),
        (b"-1.2", b"88"),
        (b"", b""),
    ]
    street.write_bytes(street.read_bytes() + b"".join(ROW % point for point in points))
    counts = read_police_uk(street, check_points=True)
    north, east = of_code(counts, "SK-DQ-coordinates")

    check_reconciled(counts, read=12, aside=0)
    assert (4, 2) == (north.rows, east.rows)
    assert "1 0; 1 what a longitude is" in north.message
    assert "1 metres of a grid; 1 something else outside 49 to 61" in north.message
    assert "rows that state a longitude, 2 state one that is not" in east.message
    assert "1 what a latitude is (the columns may be swapped); 1 metres of a grid." in east.message
    assert [] == of_code(read_police_uk(street), "SK-DQ-coordinates")


def test_longitude_alone(street: Path) -> None:
    """A right latitude does not make the point right."""
    street.write_bytes(street.read_bytes() + ROW % (b"12.5", b"52.1") + ROW % (b"0", b"51.5"))
    (finding,) = of_code(read_police_uk(street, check_points=True), "SK-DQ-coordinates")

    assert 1 == finding.rows
    assert "1 something else outside -9 to 2 degrees" in finding.message


def test_points_in_the_kingdom(street: Path) -> None:
    """Where all points can be, nothing is said."""
    assert [] == of_code(read_police_uk(street, check_points=True), "SK-DQ-coordinates")


def test_small_areas(street: Path) -> None:
    """Codes of small areas are areas of their own, and add up to their district."""
    counts = read_police_uk(street, small_areas=True, areas=("Testborough",))
    names = [a.name for a in counts.areas if a.rule is AreaRule.CODED_TO_AREA]
    cells = [counts.total(area=AreaKey(AreaRule.CODED_TO_AREA, name)) for name in names]

    assert "Testborough" == names[0]
    assert all(name.startswith("E01") for name in names[1:])
    assert 4 == cells[0] == sum(cells[1:])
    assert ("count", "police-uk", "--area", "Testborough", "--small-areas") == counts.parameters


@pytest.mark.parametrize(
    "data",
    [
        b'A,B\n"1",2\n',
        "A,B\n1,é\n".encode(),
        b"A,B\n1,2\n3\n",
        b"A,B\n1,2\n\n3,4\n",
        b"A,B\n1,2\r3,4\n",
        b"A,B\n1,2\n3,4\r",
        b"A\n1\n2\n",
        b"A,B",
        b"A,B\n1,2\n" + b"3,4\n" * CHUNK + b"5\n",
        b"A,B\n1,2\n" + b"3,4\n" * CHUNK + b'"5",6\n',
    ],
    ids=["quote", "letter", "short", "empty", "cr", "last-cr", "one", "header", "far", "far-quote"],
)
def test_files_that_want_a_careful_look(tmp_path: Path, data: bytes) -> None:
    """The quick count passes on what it cannot be sure of."""
    path = tmp_path / "a.csv"
    path.write_bytes(data)

    assert count_bytes(path) is None


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("extra", [-1, 0, 1, 2])
def test_quick_count_is_the_careful_one(tmp_path: Path, end: bytes, extra: int) -> None:
    """Both looks agree, wherever the end of a chunk falls."""
    path = tmp_path / "a.csv"
    head, row = b"\xef\xbb\xbfA,B" + end, b"1,2" + end
    times, left = divmod(CHUNK - len(head) + extra, len(row))
    data = head + b"0" * left + row * times + b"3,4" + end + b"5,6"
    path.write_bytes(data)
    quick = scan_file(path, "a.csv", columns=("A",))
    careful = scan_file(path, "a.csv", columns=("A",), careful=True)

    assert times + 2 == quick.rows == careful.rows
    assert (False, False) == (quick.quoted, careful.quoted)
    assert quick.header == careful.header == ("A", "B")
    assert quick.sha256 == careful.sha256
    assert ((), ()) == (quick.bad, careful.bad)


def test_enormous_field_among_rows_set_aside(street: Path) -> None:
    """A field too long to look at, in a file with other faults, is refused with its line."""
    change(street, b"\r\n", b"\r\nshort\r\n", 1)
    change(street, b"On or near", b"x" * 200_000, 1)
    with pytest.raises(InputError, match=r"street\.csv:3: expected fields of usual length"):
        read_police_uk(street)


@pytest.mark.parametrize("name", [b"", b"month", b"Location"])
def test_other_columns_without_a_name_of_their_own(street: Path, name: bytes) -> None:
    """A column that nobody asks for may be blank or named as another, as a spare comma makes it."""
    change(street, b",Context", b"," + name)

    check_reconciled(read_police_uk(street), read=7, aside=0)


def test_line_beyond_the_limit_of_the_engine(street: Path) -> None:
    """What the engine says of a line is handed on, and not only that it said something."""
    change(street, b"On or near", b"x" * 3_000_000, 1)
    with pytest.raises(InputError, match=r"street\.csv:\d.*Maximum line size of 2000000 bytes"):
        read_police_uk(street)


def test_one_repeated_identity(street: Path) -> None:
    """One row repeats, and has one field."""
    (row,) = [line for line in street.read_bytes().split(b"\r\n") if b"Burglary" in line][:1]
    street.write_bytes(street.read_bytes() + row + b"\r\nshort\r\n")
    counts = read_police_uk(street)

    assert of_code(counts, "SK-DQ-repeated-id")[0].message.startswith("1 row repeats a Crime ID")
    assert "has 1 field and not 12" in of_code(counts, "SK-DQ-set-aside")[0].message
