"""From the cells of a return to updates: what was filled in, row by row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Final

import attrs

from safetykit.documents.returns import form
from safetykit.documents.returns.drawing import AUTHOR_ROW, DATE_ROW
from safetykit.documents.returns.identity import Identity
from safetykit.errors import Place, Problem, suggest
from safetykit.model import Id, Plan, ProgressStatus, ProgressUpdate
from safetykit.serial.sheets import Cell, Sheet

__all__ = ["Entries", "read_entries"]

_NEEDS_WORDS: Final = (ProgressStatus.AT_RISK, ProgressStatus.DELAYED, ProgressStatus.STOPPED)
_DAY_ONE: Final = dt.date(1899, 12, 30)  # from which spreadsheet programs count days
_LAST_SERIAL: Final = 2_958_465  # the last day of the year 9999
_HEAD_CELLS: Final = 2
_KINDS: Final = {"bool": "yes or no", "error": "spreadsheet error"}


@attrs.define(kw_only=True)
class Entries:
    """What a return holds: updates with their places, and everything that is wrong in it."""

    sheet: Sheet
    identity: Identity
    received: dt.date | None = None
    author: str = ""
    updates: list[tuple[ProgressUpdate, Place]] = attrs.field(factory=list)
    problems: list[Problem] = attrs.field(factory=list)

    def refuse(self, row: int, key: str | int, message: str, *, hint: str = "") -> None:
        """Note a problem at a cell of the table."""
        column = key if isinstance(key, int) else form.number_of(key)
        self.problems.append(self.sheet.problem(row, column, message, hint=hint))

    def words(self, row: int, key: str | int) -> str:
        """Return the text of a cell; what is not a text is a problem."""
        cell = self.sheet.cell(row, key if isinstance(key, int) else form.number_of(key))
        if cell is None:
            return ""
        if cell.kind != "text":
            message = f"expected a text, got a {_KINDS.get(cell.kind, cell.kind)} ({cell.text})."
            self.refuse(row, key, message, hint="Write it in words; format the cell as text.")
            return ""
        return cell.text.replace("\r\n", "\n")


def read_entries(
    sheet: Sheet, identity: Identity, plan: Plan, *, received: dt.date | None = None
) -> Entries:
    """Return the updates of a return and what is wrong in it. Blank rows are not updates."""
    entries = Entries(sheet=sheet, identity=identity)
    _check_strays(entries)
    rows = _identified(entries, plan)
    filled = [row for row in rows if _is_filled(sheet, row)]
    if filled:
        entries.author = entries.words(AUTHOR_ROW, 2)
        entries.received = received or _received(entries)
    for row in filled:
        _read_row(entries, row, rows[row])
    return entries


def _is_filled(sheet: Sheet, row: int) -> bool:
    return any(sheet.cell(row, form.number_of(key)) for key in form.ENTRIES)


def _check_strays(entries: Entries) -> None:
    """Refuse cells beside the head and the table: what they say would be lost."""
    for row, cells in entries.sheet.rows.items():
        last = _HEAD_CELLS if row < form.HEADER_ROW else len(form.COLUMNS)
        for column in cells:
            if column > last and row != form.HEADER_ROW:
                hint = "Move what it says into the table, and clear the cell."
                entries.refuse(row, column, "is outside the cells of a return.", hint=hint)


def _identified(entries: Entries, plan: Plan) -> dict[int, str]:
    """Return the action of each row, if it is the one that was handed out there."""
    ids = {action.id for action in plan.actions}
    rows: dict[int, str] = {}
    seen: dict[str, int] = {}
    for row in sorted(row for row in entries.sheet.rows if row >= form.FIRST_ROW):
        name, title = entries.words(row, "id"), entries.words(row, "title")
        if misfit := _misfit(name, title, entries.identity.titles, seen):
            key, message, hint = misfit
            entries.refuse(row, key, message, hint=hint)
        elif name not in ids:
            message = f'the plan has no action "{name}" any more.'
            entries.refuse(row, "id", message, hint="Make a new return from the plan.")
        else:
            rows[row] = name
        seen.setdefault(name, row)
    _check_gone(entries, [name for name in entries.identity.titles if name not in seen])
    return rows


def _misfit(
    name: str, title: str, known: dict[str, str], seen: dict[str, int]
) -> tuple[str, str, str] | None:
    """Return the column, the message and the hint where a row is not one that was handed out."""
    if not name:
        return "id", "the action's id is missing.", "Put it back."
    if name not in known:
        hint = suggest(name, known) or "Put back the id that was there."
        return "id", f'"{_short(name)}" is not an action of this return.', hint
    if name in seen:
        message = f'the action "{name}" stands in row {seen[name]} already.'
        return "id", message, "Remove one of the two rows."
    if title != known[name]:
        message = f'the title is not that of "{name}", which is "{_short(known[name])}".'
        return "title", message, "Was the table sorted in part? Put back ids and titles."
    return None


def _check_gone(entries: Entries, gone: Iterable[str]) -> None:
    for name in gone:
        message = f'the row of the action "{name}" is gone.'
        hint = "Put it back; leave it blank if there is nothing to return."
        place = Place(file=entries.sheet.file, sheet=entries.sheet.name)
        entries.problems.append(Problem(place=place, message=message, hint=hint))


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"


def _read_row(entries: Entries, row: int, name: str) -> None:
    before = len(entries.problems)
    status = _status(entries, row)
    texts = {key: entries.words(row, key) for key in ("words", "blocker", "feedback", "author")}
    author = texts.pop("author") or entries.author
    is_wordless = entries.sheet.cell(row, form.number_of("words")) is None
    if status in _NEEDS_WORDS and is_wordless:
        message = f'the status is "{status.value}", but there are no words.'
        entries.refuse(row, "words", message, hint="Say what happened, and what would help.")
    if not author and not _is_unfit(entries, row):
        hint = f"Write a body or a post here, or once for all in B{AUTHOR_ROW}."
        entries.refuse(row, "author", "nobody is named who answers.", hint=hint)
    if status is None or entries.received is None or len(entries.problems) > before:
        return
    update = ProgressUpdate(
        action=Id(name),
        period=entries.identity.period,
        received=entries.received,
        status=status,
        author=author,
        words=texts["words"],
        blocker=texts["blocker"],
        feedback=texts["feedback"],
    )
    entries.updates.append((update, entries.sheet.place(row, form.number_of("status"))))


def _is_unfit(entries: Entries, row: int) -> bool:
    """Return whether a cell that names the author is refused already, since it is no text."""
    cells = (
        entries.sheet.cell(row, form.number_of("author")),
        entries.sheet.cell(AUTHOR_ROW, 2),
    )
    return any(cell is not None and cell.kind != "text" for cell in cells)


def _status(entries: Entries, row: int) -> ProgressStatus | None:
    before = len(entries.problems)
    got = entries.words(row, "status")
    word = " ".join(got.casefold().split())
    if word in form.STATUSES:
        return ProgressStatus(word)
    if len(entries.problems) == before:
        message = f'expected a status, got "{_short(got)}".'
        if not got:
            message = "the row is filled in, but the status is missing."
        near = suggest(word, form.STATUSES)
        hint = near or "Choose one of: " + ", ".join(form.STATUSES) + "."
        entries.refuse(row, "status", message, hint=hint)
    return None


def _received(entries: Entries) -> dt.date | None:
    """Return the date of the return; what is not one is a problem."""
    cell = entries.sheet.cell(DATE_ROW, 2)
    hint = "Write the day on which it is returned, such as 2026-10-05."
    if cell is None:
        message = "the date of the return is missing."
        entries.refuse(DATE_ROW, 2, message, hint=f"{hint} Or give --received.")
        return None
    day = _day(cell)
    if day is None:
        if (meant := _serial(cell)) is not None:
            hint = f"If {meant.isoformat()} is meant, format the cell as a date."
        message = f"expected a date, got a {_KINDS.get(cell.kind, cell.kind)} ({cell.text})."
        entries.refuse(DATE_ROW, 2, message, hint=hint)
        return None
    start = entries.identity.period.start
    if start and start.earliest and day < start.earliest:
        message = f"{day.isoformat()} is before the period begins ({start.earliest.isoformat()})."
        entries.refuse(DATE_ROW, 2, message, hint="Check the day, the month and the year.")
        return None
    return day


def _day(cell: Cell) -> dt.date | None:
    if isinstance(cell.value, dt.datetime):
        return cell.value.date()
    if isinstance(cell.value, dt.date):
        return cell.value
    try:
        return dt.date.fromisoformat(cell.text) if cell.kind == "text" else None
    except ValueError:
        return None


def _serial(cell: Cell) -> dt.date | None:
    """Return the day that a number stands for where spreadsheet programs count days."""
    is_number = cell.kind == "number" and isinstance(cell.value, int | float)
    if not is_number or not 1 <= cell.value <= _LAST_SERIAL:
        return None
    return _DAY_ONE + dt.timedelta(days=int(cell.value))
