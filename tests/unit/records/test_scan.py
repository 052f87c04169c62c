"""The second opinion on the records of a file."""

from __future__ import annotations

import gzip
import hashlib
import time
from pathlib import Path

import pytest

from safetykit.errors import InputError
from safetykit.records.scan import (
    FileScan,
    read_records_at,
    scan_file,
    without_bad_records,
)


def scan(folder: Path, data: bytes, *, name: str = "a.csv", column: str = "A") -> FileScan:
    """Write a file and scan it."""
    path = folder / name
    path.write_bytes(data)
    return scan_file(path, name, columns=(column,))


@pytest.mark.parametrize(
    ("data", "rows"),
    [
        (b"A,B\n1,2\n", 1),
        (b"A,B\n1,2", 1),
        (b"A,B\r\n1,2\r\n3,4\r\n", 2),
        (b"A,B\r\n1,2\r\n\r\n3,4\r\n\n", 2),
        (b"\xef\xbb\xbfA,B\n1,2\n", 1),
        (b'A,B\n"1,\n2","say ""yes, no"""\n3,4\n', 2),
        (b'"A","B"\n1,2\n', 1),
        (b"A,B\n", 0),
        (b"A,B", 0),
        (b"\nA,B\n1,2\n", 1),
    ],
)
def test_records_are_counted(tmp_path: Path, data: bytes, rows: int) -> None:
    """Line ends, quotes, marks and empty lines do not disturb the count."""
    found = scan(tmp_path, data)

    assert rows == found.rows
    assert ("A", "B") == found.header
    assert () == found.bad
    assert hashlib.sha256(data).hexdigest() == found.sha256


def test_compressed_file(tmp_path: Path) -> None:
    """A compressed file is scanned unpacked; its checksum is that of the bytes on the disk."""
    packed = gzip.compress(b"A,B\n1,2\n")
    found = scan(tmp_path, packed, name="a.csv.gz")

    assert 1 == found.rows
    assert hashlib.sha256(packed).hexdigest() == found.sha256
    assert [(2, {"A": "1", "B": "2"})] == list(read_records_at(found))


def test_records_of_a_wrong_length_have_a_line(tmp_path: Path) -> None:
    """Lines are counted as an editor does, line ends inside quotes included."""
    found = scan(tmp_path, b'A,B\n"x\ny",2\nshort\n1,2,3\n4,5\n')

    assert [(4, 1), (5, 3)] == [(bad.line, bad.fields) for bad in found.bad]
    assert 4 == found.rows
    assert b'A,B\n"x\ny",2\n4,5\n' == without_bad_records(found)
    assert [2, 6] == [line for line, _ in read_records_at(found)]


def test_last_record_cut_off(tmp_path: Path) -> None:
    """A download that broke off leaves a short last record without a line end."""
    found = scan(tmp_path, b"A,B\n1,2\n3")

    assert [3] == [bad.line for bad in found.bad]
    assert b"A,B\n1,2\n" == without_bad_records(found)


@pytest.mark.parametrize(
    ("data", "match"),
    [
        (b"", "a.csv: expected a header and records, got 'an empty file'"),
        (b"\xef\xbb\xbf \n", "an empty file"),
        (b"A,B\n1,\xe9\n", "a.csv:2: expected text in UTF-8, got 'byte 0xe9'"),
        (gzip.compress(b"A\n", mtime=0), r"It is compressed: end its name in .gz"),
        (b'A,B\n1,2\n"3,4\n', r"a.csv:3: expected pairs of them, got 'an odd number of quote"),
        (b"A,B\r1,2\r", "a.csv:1: expected line ends LF or CRLF"),
        (b"a,B\n1,2\n", r'a.csv:1: expected one column "A".*0 columns'),
        (b"A,A\n1,2\n", r'a.csv:1: expected one column "A".*2 columns'),
    ],
)
def test_refused_files(tmp_path: Path, data: bytes, match: str) -> None:
    """One error names the file, the place, and what to try."""
    with pytest.raises(InputError, match=match):
        scan(tmp_path, data)


def test_missing_column_suggests_a_near_one(tmp_path: Path) -> None:
    """A column by a slightly different name is pointed out."""
    with pytest.raises(InputError, match='Did you mean "Crime Type"'):
        scan(tmp_path, b"Crime Type,B\n1,2\n", column="Crime type")


@pytest.mark.parametrize("data", [gzip.compress(b"A,B\n1,2\n" * 99, mtime=0)[:-12], b"A,B\n"])
def test_damaged_archive(tmp_path: Path, data: bytes) -> None:
    """A truncated archive, or none at all, is one clear error."""
    with pytest.raises(InputError, match=r"a.csv.gz: expected a whole gzip file, got 'a damaged"):
        scan(tmp_path, data, name="a.csv.gz")


def test_file_that_cannot_be_read(tmp_path: Path) -> None:
    """What the system says is passed on."""
    with pytest.raises(InputError, match="Is a directory"):
        scan_file(tmp_path, "folder", columns=())


def test_many_records_of_a_wrong_length(tmp_path: Path) -> None:
    """A comma too many in each of 200,000 rows takes no longer to find than to read."""
    path = tmp_path / "a.csv"
    path.write_bytes(b"A,B\n" + b"1,2,\n" * 200_000)
    began = time.perf_counter()
    scan = scan_file(path, "a.csv", columns=("A",))

    assert [2, 3, 200_001] == [scan.bad[i].line for i in (0, 1, -1)]
    assert time.perf_counter() - began < 5.0
