"""Files that every reader takes apart alike, and files that are read with care."""

from __future__ import annotations

import csv
import gzip
from pathlib import Path

import pytest

from safetykit.records.regular import scan_regular

HEADER = "month,place,kind\n"


@pytest.mark.parametrize(
    "text",
    [
        HEADER + "2016-01,a,b\n2016-01,c,d\n",
        HEADER + "2016-01,a,b\n2016-01,c,d",
        (HEADER + "2016-01,a,b\n2016-01,c,d\n").replace("\n", "\r\n"),
        "\ufeff" + HEADER + "2016-01,a,b\n2016-01,c,d\n",
        HEADER + '2016-01,"a, or b",b\n"2016-01","c ""d""",""\n',
        HEADER + "2016-01,Tŷ Mawr,b\n2016-01,é,\n",
        HEADER + '2016-01,"""a""",b\n,,\n',
        HEADER + f"2016-01,{'a' * 60_000},b\n,{'b' * 60_000},\n",
    ],
)
def test_file_with_one_row_on_each_line(text: str, tmp_path: Path) -> None:
    """It is regular: each line under the header is a row, as the csv module reads it."""
    path = tmp_path / "a.csv"
    path.write_bytes(text.encode())
    scan = scan_regular(path, path.name, columns=("month", "kind"))
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, strict=True))

    assert scan is not None
    assert (("month", "place", "kind"), 2) == (scan.header, scan.rows)
    assert 3 == len(rows)


@pytest.mark.parametrize(
    ("why", "text"),
    [
        ("a short row", HEADER + "2016-01,a\n"),
        ("a blank line", HEADER + "\n2016-01,a,b\n"),
        ("a blank line between", HEADER + '2016-01,"a",b\n\n2016-01,a,b\n'),
        ("a row over two lines", HEADER + '2016-01,"a\nb",c\n'),
        ("two kinds of line end", HEADER + "2016-01,a,b\r\n2016-01,c,d\n"),
        ("a return inside quotes", HEADER.replace("\n", "\r\n") + '1,"a\rb",c\r\n2,a,b\n'),
        ("a quote inside a field", HEADER + '2016-01,a"b",c\n'),
        ("words behind a quote", HEADER + '2016-01,"a" b,c\n'),
        ("a blank before a quote", HEADER + '2016-01, "a",c\n'),
        ("a tab", HEADER + "2016-01,\ta,b\n"),
        ("a tab inside quotes", HEADER + '2016-01,"\ta",b\n'),
        ("a nul", HEADER + "2016-01,\0a,b\n"),
        ("a field beyond the csv module's limit", HEADER + f"2016-01,{'a' * 140_000},b\n"),
        ("a header that wants cleaning", "month, place,kind\n2016-01,a,b\n"),
        ("a title above the header", "Crimes\n" + HEADER + "2016-01,a,b\n"),
        ("no column of this name", "month,place,type\n2016-01,a,b\n"),
        ("nothing", ""),
    ],
)
def test_file_that_wants_care(why: str, text: str, tmp_path: Path) -> None:
    """It is not regular, and no error is raised: whoever reads it row by row says what is wrong."""
    path = tmp_path / "a.csv"
    path.write_bytes(text.encode())

    assert scan_regular(path, path.name, columns=("month", "kind")) is None, why


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    """A file in another encoding is not regular."""
    path = tmp_path / "a.csv"
    path.write_bytes((HEADER + "2016-01,é,b\n").encode("latin-1"))

    assert scan_regular(path, path.name, columns=("month",)) is None


def test_compressed_file(tmp_path: Path) -> None:
    """It is looked at unpacked; its checksum is that of the bytes on the disk."""
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress((HEADER + "2016-01,a,b\n").encode(), mtime=0))
    scan = scan_regular(path, path.name, columns=("month",))
    path.write_bytes(path.read_bytes()[:-9])

    assert scan is not None
    assert 1 == scan.rows
    assert scan_regular(path, path.name, columns=("month",)) is None


def test_file_that_is_not_there(tmp_path: Path) -> None:
    """It is left to the reader that says so."""
    assert scan_regular(tmp_path / "a.csv", "a.csv", columns=()) is None
