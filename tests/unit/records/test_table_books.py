"""Reading sheets of workbooks: XLSX and ODS, and files that are none."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path

import pytest

openpyxl = pytest.importorskip("openpyxl")
pytest.importorskip("python_calamine")

from safetykit.errors import InputError
from safetykit.records import (
    AreaColumn,
    AreaKey,
    AreaRule,
    DataSource,
    GroupColumn,
    Layout,
    Measure,
    PeriodColumns,
    PeriodFormat,
    TableMapping,
    Travel,
    read_table,
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
NORTH = AreaKey(AreaRule.AS_PUBLISHED, "North")
ODS = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">
<office:body><office:spreadsheet><table:table table:name="Data">{rows}</table:table>
</office:spreadsheet></office:body></office:document-content>"""
MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
<manifest:file-entry manifest:full-path="/"
 manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>"""


def mapping_of(layout: Layout = Layout()) -> TableMapping:  # noqa: B008  # frozen
    """Return the mapping of a long table."""
    return TableMapping(
        source=SOURCE,
        period=PeriodColumns(format=PeriodFormat.MONTH, columns=("Month",)),
        area=AreaColumn(column="Place"),
        group=GroupColumn(column="Kind"),
        measure=Measure(kind="sum", column="Number"),
        layout=layout,
    )


def write_book(path: Path, rows: list[list[object]], *more: str) -> Path:
    """Write a workbook with a sheet `Data`, and others."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Data"
    for row in rows:
        sheet.append(row)
    for name in more:
        book.create_sheet(name)
    book.save(path)
    return path


def test_workbook(tmp_path: Path) -> None:
    """A sheet is read with its title, its numbers and dates, down to the notes."""
    rows: list[list[object]] = [
        ["Made-up figures"],
        [],
        ["Month", "Place", "Kind", "Number"],
        [dt.date(2024, 1, 1), "North", "Theft", 3],
        [dt.date(2024, 2, 1), "North", "Theft", "bad"],
        ["Notes"],
        ["Theft is not all theft", None, None, 5],
    ]
    path = write_book(tmp_path / "t.xlsx", rows, "Other")
    layout = Layout(sheet="Data", until="Notes")
    counts = read_table(path, mapping_of(layout))
    (aside,) = counts.quality

    assert 3 == counts.total("Theft", area=NORTH)
    assert ("t.xlsx[Data]", 5) == (aside.file, aside.line)
    assert 2 == counts.rows_read


def test_workbook_with_an_unnamed_sheet(tmp_path: Path) -> None:
    """Which of several sheets is meant is asked for, with their names."""
    path = write_book(tmp_path / "t.xlsx", [["Month"]], "Other")
    with pytest.raises(InputError, match=r"no sheet named.*Its sheets: Data, Other"):
        read_table(path, mapping_of())
    with pytest.raises(InputError, match=r"Did you mean"):
        read_table(path, mapping_of(Layout(sheet="Dat")))


def test_workbook_that_is_none(tmp_path: Path) -> None:
    """A file with the name of a workbook alone is refused."""
    path = tmp_path / "t.ods"
    path.write_text("Month,Place,Kind,Number\n")
    with pytest.raises(InputError, match="no workbook"):
        read_table(path, mapping_of())


def test_workbook_that_swells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A workbook that would fill the memory is refused before it is unpacked."""
    monkeypatch.setattr("safetykit.records.grids.MAX_UNPACKED_BYTES", 1_000)
    path = tmp_path / "t.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", "x" * 100_000)
    with pytest.raises(InputError, match=r"at most 1,000 bytes when unpacked.*100,000 bytes"):
        read_table(path, mapping_of())


def test_ods(tmp_path: Path) -> None:
    """A sheet of the open format is read alike, numbers, dates and repeated cells among them."""
    rows = (
        ("Made-up figures", "", "", ""),
        ("Month", "Place", "Kind", "Number"),
        ("2024-01-01", "North", "Theft", 3),
    )
    cells = ""
    for row in rows:
        cells += "<table:table-row>"
        for value in row:
            kind = "float" if isinstance(value, int) else "string"
            number = f' office:value="{value}"' if isinstance(value, int) else ""
            cells += f'<table:table-cell office:value-type="{kind}"{number}>'
            cells += f"<text:p>{value}</text:p></table:table-cell>"
        cells += "</table:table-row>"
    path = tmp_path / "t.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", MANIFEST)
        archive.writestr("content.xml", ODS.format(rows=cells))
    counts = read_table(path, mapping_of())

    assert 3 == counts.total("Theft", area=NORTH)
    assert "t.ods[Data]" == counts.files[0].name


def test_true_is_no_one(tmp_path: Path) -> None:
    """A tick in a column of figures is set aside, and the figure 1 beside it is counted."""
    head: list[object] = ["Month", "Place", "Kind", "Number"]
    rows: list[list[object]] = [["2024-01", "North", "a", figure] for figure in (True, 1)]
    counts = read_table(write_book(tmp_path / "t.xlsx", [head, *rows]), mapping_of())

    assert (2, 1) == (counts.rows_read, counts.rows_set_aside)
    assert 1 == counts.total(area=NORTH)


def test_sheet_that_is_damaged_inside(tmp_path: Path) -> None:
    """A workbook that opens, and of which a sheet is no sheet, is refused in words."""
    path = write_book(tmp_path / "t.xlsx", [["Month", "Place", "Kind", "Number"]])
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    with zipfile.ZipFile(path, "w") as book:
        for name, data in parts.items():
            book.writestr(name, data[: data.find(b"</row>")] if b"</row>" in data else data)
    with pytest.raises(InputError, match=r"t\.xlsx\[Data\]: expected a workbook, got 'no workbook"):
        read_table(path, mapping_of())
