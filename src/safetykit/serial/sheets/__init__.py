"""Workbooks and tables of cells: opening them safely, writing them so that no text is a formula.

What belongs here: what every spreadsheet needs, whatever it holds. What does not: any class of the
model, and what a sheet means: the floors above say that.
"""

from safetykit.serial.sheets.guard import Package, open_package
from safetykit.serial.sheets.reading import Book, Cell, Sheet, cell_name, read_book
from safetykit.serial.sheets.writing import (
    fits_a_cell,
    guard_csv,
    holdable,
    put_text,
    save_book,
    unguard_csv,
)

__all__ = [
    "Book",
    "Cell",
    "Package",
    "Sheet",
    "cell_name",
    "fits_a_cell",
    "guard_csv",
    "holdable",
    "open_package",
    "put_text",
    "read_book",
    "save_book",
    "unguard_csv",
]
