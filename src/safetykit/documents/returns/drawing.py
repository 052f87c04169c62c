"""Drawing the workbook of a return: what is locked, what is to be filled in, and the guidance."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from safetykit.documents.returns import form
from safetykit.documents.returns.periods import period_text
from safetykit.extras import need
from safetykit.serial.sheets import cell_name, holdable, put_text

if TYPE_CHECKING:
    from safetykit.documents.returns.making import Blank

__all__ = ["AUTHOR_ROW", "DATE_ROW", "draw_return"]

AUTHOR_ROW: Final = 4
DATE_ROW: Final = 5
LAST_COLUMN: Final = cell_name(1, len(form.COLUMNS))[:-1]
DATE_FORMAT: Final = "yyyy-mm-dd"
ENTRY_COLOUR: Final = "FFF8E1"
HEADER_COLOUR: Final = "E3E8EE"
GUIDANCE: Final = (
    "Fill in the yellow cells: the status first, then the words. Leave a row blank if there is "
    "nothing to return. Do not add rows, columns or sheets. A point on a header holds its guidance."
)
UNOWNED: Final = (
    "The plan names no owner for these actions. Whoever answers for one: write your body or post "
    "in the last column, and ask the partnership to name an owner in the plan."
)


def draw_return(blank: Blank) -> Any:
    """Return the workbook of a return, ready to be saved.

    Raises:
        MissingExtraError: The `xlsx` extra is not installed.
    """
    book = need("openpyxl", wanted_by="Making a return").Workbook()
    sheet = book.active
    sheet.title = form.SHEET
    _draw_head(sheet, blank)
    _draw_header(sheet)
    _draw_rows(sheet, blank)
    _add_lists(sheet, form.FIRST_ROW, form.FIRST_ROW + len(blank.rows) - 1)
    _set_page(sheet)
    _draw_meta(book.create_sheet(form.META), blank)
    return book


def _draw_head(sheet: Any, blank: Blank) -> None:
    styles = need("openpyxl.styles", wanted_by="Making a return")
    put_text(sheet["A1"], holdable(f"Progress return: {blank.plan.title}"))
    sheet["A1"].font = styles.Font(bold=True, size=14)
    lines = {
        2: ("Lead organisation", blank.name),
        3: ("Period", f"{blank.period.words} ({blank.label})"),
        AUTHOR_ROW: ("Answered by", blank.name if blank.organisation else ""),
        DATE_ROW: ("Date of the return", ""),
    }
    for row, (label, value) in lines.items():
        put_text(sheet.cell(row, 1), label)
        sheet.cell(row, 1).font = styles.Font(bold=True)
        put_text(sheet.cell(row, 2), holdable(value))
    put_text(sheet["A6"], GUIDANCE if blank.organisation else f"{UNOWNED} {GUIDANCE}")
    _open_for_entry(sheet.cell(AUTHOR_ROW, 2))
    _open_for_entry(sheet.cell(DATE_ROW, 2))
    sheet.cell(DATE_ROW, 2).value = None
    sheet.cell(DATE_ROW, 2).number_format = DATE_FORMAT
    note = "A post or a body, such as Head of Community Safety. Not a private person's name."
    _comment(sheet.cell(AUTHOR_ROW, 2), note)
    _comment(sheet.cell(DATE_ROW, 2), "The day on which this is sent back, such as 2026-10-05.")


def _draw_header(sheet: Any) -> None:
    styles = need("openpyxl.styles", wanted_by="Making a return")
    for number, column in enumerate(form.COLUMNS, start=1):
        cell = sheet.cell(form.HEADER_ROW, number)
        put_text(cell, column.title)
        cell.font = styles.Font(bold=True)
        cell.fill = styles.PatternFill("solid", fgColor=HEADER_COLOUR)
        cell.alignment = styles.Alignment(wrap_text=True, vertical="top")
        if column.note:
            _comment(cell, column.note)
        sheet.column_dimensions[cell.column_letter].width = column.width


def _draw_rows(sheet: Any, blank: Blank) -> None:
    styles = need("openpyxl.styles", wanted_by="Making a return")
    for row, handed in enumerate(blank.rows, start=form.FIRST_ROW):
        for number, column in enumerate(form.COLUMNS, start=1):
            cell = sheet.cell(row, number)
            cell.alignment = styles.Alignment(wrap_text=True, vertical="top")
            if column.entry:
                _open_for_entry(cell)
            else:
                put_text(cell, holdable(getattr(handed, column.key)))


def _open_for_entry(cell: Any) -> None:
    styles = need("openpyxl.styles", wanted_by="Making a return")
    cell.protection = styles.Protection(locked=False)
    cell.fill = styles.PatternFill("solid", fgColor=ENTRY_COLOUR)
    cell.number_format = "@"


def _comment(cell: Any, text: str) -> None:
    comments = need("openpyxl.comments", wanted_by="Making a return")
    cell.comment = comments.Comment(text, "safetykit", width=320, height=90)


def _add_lists(sheet: Any, first: int, last: int) -> None:
    """Add the list of statuses, and the check that the date of the return is a date."""
    module = need("openpyxl.worksheet.datavalidation", wanted_by="Making a return")
    choice = module.DataValidation(type="list", formula1=f'"{",".join(form.STATUSES)}"')
    choice.showErrorMessage = choice.showInputMessage = True
    choice.errorTitle, choice.error = "Status", "Choose one of: " + ", ".join(form.STATUSES)
    column = form.number_of("status")
    choice.add(f"{cell_name(first, column)}:{cell_name(last, column)}")
    date = module.DataValidation(type="date", operator="greaterThan", formula1="36526")
    date.showErrorMessage = True
    date.errorTitle, date.error = "Date", "Write a day such as 2026-10-05."
    date.add(cell_name(DATE_ROW, 2))
    sheet.add_data_validation(choice)
    sheet.add_data_validation(date)


def _set_page(sheet: Any) -> None:
    """Keep the header in view and on each printed page, and lock what is not to be changed."""
    sheet.freeze_panes = cell_name(form.FIRST_ROW, 3)
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False  # False allows it
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{form.HEADER_ROW}:{form.HEADER_ROW}"


def _draw_meta(sheet: Any, blank: Blank) -> None:
    sheet.sheet_state = "hidden"
    sheet.protection.sheet = True
    for row, texts in enumerate(_meta(blank), start=1):
        for column, text in enumerate(texts, start=1):
            put_text(sheet.cell(row, column), holdable(text))


def _meta(blank: Blank) -> Iterator[tuple[str, str]]:
    values = (
        form.KIND,
        str(form.RETURN_FORMAT),
        blank.plan.id,
        period_text(blank.period),
        blank.label,
        blank.organisation,
    )
    yield from zip(form.META_KEYS, values, strict=True)
    for _ in range(len(form.META_KEYS) + 1, form.META_FIRST_ROW - 1):
        yield ("", "")
    yield ("action", "title")
    for row in blank.rows:
        yield (row.id, row.title)
