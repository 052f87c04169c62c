"""No text that is written is ever a formula."""

from __future__ import annotations

from pathlib import Path

import pytest

from safetykit.errors import InputError
from safetykit.serial.sheets import (
    cell_name,
    fits_a_cell,
    guard_csv,
    holdable,
    put_text,
    read_book,
    save_book,
    unguard_csv,
)

TEXTS = ("=1+1", "+1", "-1", "@x", "\tx", "\nx", "＝1", "plain", "'tis", "'=1", "''x", "'", "a\nb")  # noqa: RUF001


@pytest.mark.parametrize("text", [*TEXTS, "\rx"])
def test_csv(text: str) -> None:
    """A guarded text begins with nothing that runs, and comes back as it was."""
    guarded = guard_csv(text)

    assert not guarded.startswith(tuple("=+-@\t\r\n＝"))  # noqa: RUF001
    assert text == unguard_csv(guarded)
    assert (guarded == text) is (text in {"plain", "'tis", "'", "a\nb"})


def test_workbook(tmp_path: Path) -> None:
    """A text in a workbook is a text, comes back as it was, and is quoted where it must be."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row, text in enumerate(TEXTS, start=1):
        put_text(book.active.cell(row, 1), text)
    path = save_book(book, tmp_path / "a.xlsx")

    sheet = read_book(path).sheets["Sheet"]
    cells = [sheet.rows[row][1] for row in sorted(sheet.rows)]

    assert list(TEXTS) == [cell.value for cell in cells]
    assert {"text"} == {cell.kind for cell in cells}
    quoted = [bool(row[0].quotePrefix) for row in openpyxl.load_workbook(path).active.iter_rows()]
    assert [True] * 7 + [False] * 6 == quoted


def test_no_folder(tmp_path: Path) -> None:
    """A workbook cannot be written into a folder that is not there."""
    openpyxl = pytest.importorskip("openpyxl")

    with pytest.raises(InputError, match="Nothing was written"):
        save_book(openpyxl.Workbook(), tmp_path / "nowhere" / "a.xlsx")


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("x" * 32_767, True),
        ("x" * 32_768, False),
        ("🙂" * 16_384, False),
        ("bell\x07", False),
        ("line\rend", False),
        ("_x000D_", False),
        ("\ud800", False),
        ("a\tb\nc", True),
    ],
)
def test_what_a_cell_gives_back(text: str, fits: bool) -> None:
    """What a cell would cut or change does not fit, but can be shown."""
    assert fits is fits_a_cell(text)
    assert fits_a_cell(holdable(text))


@pytest.mark.parametrize(("column", "name"), [(1, "A1"), (26, "Z1"), (27, "AA1"), (16_384, "XFD1")])
def test_names_of_cells(column: int, name: str) -> None:
    """Columns are counted in letters."""
    assert name == cell_name(1, column)
