"""Files that are not workbooks, or that no reader of workbooks should be given."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

openpyxl = pytest.importorskip("openpyxl")

from safetykit.errors import DocumentError
from safetykit.serial.sheets import read_book

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def workbook() -> bytes:
    """Return a workbook with one cell."""
    book = openpyxl.Workbook()
    book.active["A1"] = "x"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def repacked(
    *, replace: dict[str, bytes] | None = None, more: dict[str, bytes] | None = None
) -> bytes:
    """Return the workbook with parts replaced and added."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook())) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, (replace or {}).get(name, old.read(name)))
        for name, content in (more or {}).items():
            new.writestr(name, content)
    return stream.getvalue()


def sheet(content: str, *, before: str = "", around: str = "") -> bytes:
    """Return the workbook with other cells."""
    xml = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"{before}<sheetData>{content}</sheetData>{around}</worksheet>"
    )
    return repacked(replace={"xl/worksheets/sheet1.xml": xml.encode()})


def encrypted() -> bytes:
    """Return an archive whose first part says that it is encrypted."""
    raw = bytearray(workbook())
    raw[6] |= 1
    middle = raw.index(b"PK\x01\x02")
    raw[middle + 8] |= 1
    return bytes(raw)


BOMB = b"<a>" + b" " * 31_000_000 + b"</a>"
ENTITY = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
LATIN = b'<?xml version="1.0" encoding="cp037"?><a/>'
CELL = '<row r="{0}"><c r="{1}{0}" t="inlineStr"><is><t>x</t></is></c></row>'


@pytest.mark.parametrize(
    ("name", "raw", "reason"),
    [
        ("a.xlsx", b"Dear all", r"a\.xlsx: is not a workbook \(\.xlsx\)\. .*\"Save as\""),
        ("a.xlsx", b"", "is not a workbook"),
        ("a.xlsm", b"PK", r"a\.xlsm: may hold macros, which are never opened"),
        ("a.XLSB", b"PK", "may hold macros"),
        ("a.xls", OLE, r"is a workbook of the old kind \(\.xls\)"),
        (
            "a.xlsx",
            OLE + "EncryptedPackage".encode("utf-16-le"),
            r"is protected by a password\. Open it with its password, and save it without one",
        ),
        ("a.xlsx", b"PK\x03\x04 and nothing else", "is a damaged workbook"),
        ("a.xlsx", workbook()[:-400], "is a damaged workbook"),
        ("a.xlsx", b"0" * 10_000_001, "PK|is over the size limit of 10,000,000 bytes"),
    ],
)
def test_no_workbook(name: str, raw: bytes, reason: str, tmp_path: Path) -> None:
    """A file that is no workbook is refused by name, with what to do."""
    path = tmp_path / name
    path.write_bytes(raw)

    with pytest.raises(DocumentError, match=reason):
        read_book(path)


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (encrypted, "is protected by a password"),
        (lambda: repacked(more={"xl/vbaProject.bin": b"x"}), "holds macros, which are never"),
        (lambda: repacked(more={"xl/a.xml": BOMB}), r"over the limit of 30,000,000 bytes when it"),
        (
            lambda: repacked(more={f"xl/{n}.xml": b"<a/>" for n in range(1_000)}),
            r"over the limit of .* in 1,0\d\d parts",
        ),
        (lambda: repacked(more={"xl/a.xml": ENTITY}), r"its part xl/a\.xml defines entities"),
        (lambda: repacked(more={"xl/a.xml": LATIN}), r"its part xl/a\.xml is not XML in UTF-8"),
        (
            lambda: repacked(more={"xl/a.xml": "<a/>".encode("utf-16")}),
            r"its part xl/a\.xml is not XML in UTF-8",
        ),
        (
            lambda: repacked(replace={"[Content_Types].xml": b"<a>macroEnabled</a>"}),
            "may hold macros",
        ),
        (lambda: repacked(replace={"xl/workbook.xml": b"<a>"}), "is a damaged workbook"),
        (
            lambda: sheet("", around='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
            r"a\.xlsx!Sheet!A1:XFD1048576: these cells are merged",
        ),
        (
            lambda: sheet(CELL.format(20_001, "A")),
            r"a\.xlsx!Sheet!A20001: is beyond the limit of 20,000 rows and 300 columns",
        ),
        (lambda: sheet(CELL.format(1, "XFD")), r"a\.xlsx!Sheet!XFD1: is beyond the limit"),
    ],
)
def test_dangerous_workbook(make, reason: str, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """A workbook that could do harm is refused before it is unpacked or walked through."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(make())

    with pytest.raises(DocumentError, match=reason):
        read_book(path)


def test_archive_of_something_else(tmp_path: Path) -> None:
    """An archive of other files is not a workbook."""
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("letter.txt", "Dear all")

    with pytest.raises(DocumentError, match="is an archive, but not a workbook"):
        read_book(path)


def test_too_many_sheets(tmp_path: Path) -> None:
    """More sheets than any plan has are refused."""
    book = openpyxl.Workbook()
    for _ in range(100):
        book.create_sheet()
    book.save(tmp_path / "a.xlsx")

    with pytest.raises(DocumentError, match="has more than 100 sheets"):
        read_book(tmp_path / "a.xlsx")


def test_no_file(tmp_path: Path) -> None:
    """A file that is not there is refused with its name."""
    with pytest.raises(DocumentError, match=r"a\.xlsx: cannot be read: No such file .* Check"):
        read_book(tmp_path / "a.xlsx")
    with pytest.raises(DocumentError, match="cannot be read: Is a directory"):
        read_book(tmp_path)


def test_what_a_sheet_says_of_its_size_is_not_believed(tmp_path: Path) -> None:
    """Only cells that hold something are there."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(sheet(CELL.format(3, "B"), before='<dimension ref="A1:XFD1048576"/>'))

    found = read_book(path).sheets["Sheet"]

    assert [(3, 2, "x")] == [
        (c.row, c.column, c.text) for row in found.rows.values() for c in row.values()
    ]
    assert found.cell(1, 1) is None
