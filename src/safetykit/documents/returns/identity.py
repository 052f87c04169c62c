"""Whether a workbook is a return, of which plan and period, and what was handed out in it."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from safetykit.documents.returns import form
from safetykit.documents.returns.periods import parse_period, period_text, same_period
from safetykit.errors import (
    DocumentError,
    InputError,
    Place,
    Problem,
    SchemaVersionError,
    suggest,
)
from safetykit.model import Plan
from safetykit.quantities import Period
from safetykit.serial.sheets import Book, Sheet, holdable

__all__ = ["Identity", "read_identity"]

_MAKE = "Make one with: safetykit returns new."


@attrs.frozen(kw_only=True)
class Identity:
    """What a return says of itself: its period, and the titles of the actions handed out."""

    period: Period
    titles: dict[str, str]


def read_identity(book: Book, plan: Plan, *, period: Period | None = None) -> Identity:
    """Return what a workbook says of itself, if it is a return for this plan and period.

    Raises:
        DocumentError: It is no return, one for another plan or period, or its sheets or headers
            were changed; all problems are listed.
    """
    meta, sheet = book.sheets.get(form.META), book.sheets.get(form.SHEET)
    if meta is None or _value(meta, "kind") != form.KIND:
        raise _refuse(Place(file=book.file), "is not a progress return.", hint=_MAKE)
    _require_format(meta)
    found, problems = _check_meta(meta, plan, period)
    problems += _check_sheets(book)
    if sheet is None:
        place = Place(file=book.file, sheet=form.SHEET)
        raise DocumentError([*problems, Problem(place=place, message="this sheet is missing.")])
    problems += _check_header(sheet)
    if problems or found is None:
        raise DocumentError(problems)
    return Identity(period=found, titles=_titles(meta))


def _refuse(place: Place, message: str, *, hint: str = "") -> DocumentError:
    return DocumentError([Problem(place=place, message=message, hint=hint)])


def _value(meta: Sheet, key: str) -> str:
    cell = meta.cell(form.META_KEYS.index(key) + 1, 2)
    return cell.text if cell else ""


def _place(meta: Sheet, key: str) -> Place:
    return meta.place(form.META_KEYS.index(key) + 1, 2)


def _require_format(meta: Sheet) -> None:
    found = _value(meta, "format")
    if not found.isascii() or not found.isdigit() or len(found) > 9 or int(found) < 1:
        message = f"expected the number of the format, got {found!r}."
        raise _refuse(_place(meta, "format"), message, hint=_MAKE)
    if int(found) > form.RETURN_FORMAT:
        raise SchemaVersionError(int(found), form.RETURN_FORMAT, place=_place(meta, "format"))


def _check_meta(
    meta: Sheet, plan: Plan, period: Period | None
) -> tuple[Period | None, list[Problem]]:
    problems = []
    if (found := _value(meta, "plan")) != plan.id:
        message = f'this return is for the plan "{found}", and not for "{plan.id}".'
        place = _place(meta, "plan")
        problems.append(Problem(place=place, message=message, hint="Check --plan."))
    try:
        own = parse_period(_value(meta, "period"))
    except InputError as error:
        message = f"expected {error.expected}, got {error.got!r}."
        problems.append(Problem(place=_place(meta, "period"), message=message, hint=_MAKE))
        return None, problems
    if period is not None and not same_period(own, period):
        message = f"this return is for {period_text(own)}, and not for {period_text(period)}."
        place = _place(meta, "period")
        problems.append(Problem(place=place, message=message, hint="Check --period."))
    return own, problems


def _check_sheets(book: Book) -> list[Problem]:
    known = {form.SHEET, form.META}
    hint = "Move what it says into the table, and delete the sheet."
    return [
        Problem(
            place=Place(file=book.file, sheet=name),
            message="is not a sheet of a return.",
            hint=hint,
        )
        for name in book.sheets
        if name not in known
    ]


def _check_header(sheet: Sheet) -> Iterator[Problem]:
    titles = [column.title for column in form.COLUMNS]
    for number, title in enumerate(titles, start=1):
        cell = sheet.cell(form.HEADER_ROW, number)
        got = cell.text if cell else ""
        if got != title:
            message = f'expected the header "{title}", got "{got}".'
            hint = "Put back the order of the columns."
            yield sheet.problem(form.HEADER_ROW, number, message, hint=hint)
    for number, cell in sheet.rows.get(form.HEADER_ROW, {}).items():
        if number > len(titles):
            hint = suggest(cell.text, titles) or "Move what it says into the table's own columns."
            message = f'"{cell.text}" is not a column of a return.'
            yield sheet.problem(form.HEADER_ROW, number, message, hint=hint)


def _titles(meta: Sheet) -> dict[str, str]:
    rows = (meta.rows[row] for row in sorted(meta.rows) if row >= form.META_FIRST_ROW)
    return {row[1].text: holdable(row[2].text) if 2 in row else "" for row in rows if 1 in row}
