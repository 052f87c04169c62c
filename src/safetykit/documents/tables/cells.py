"""Between the plain data of a document and the values of cells, without loss.

A text stands as it is, and a list of texts with one on each line. What a cell would change (a text
with spaces at its ends, an empty text, a character that XML cannot hold) stands as JSON behind the
word `json:`, and is read so.
"""

from __future__ import annotations

import datetime as dt
import json
from typing import Any, Final

from safetykit.documents.tables.layout import Content
from safetykit.errors import InputError
from safetykit.serial.sheets import Cell, fits_a_cell

__all__ = ["JSON_MARK", "decode", "encode"]

JSON_MARK: Final = "json:"
EXACT: Final = 2**53  # beyond it, a spreadsheet program rounds whole numbers
_YES: Final = {"yes": True, "true": True, "no": False, "false": False}


def encode(value: Any, *, where: str) -> str | int | float | bool:
    """Return what a cell holds for a value of a document.

    Args:
        value: Plain data.
        where: The path of the value, for the error.

    Raises:
        InputError: It is too long for a cell.
    """
    if isinstance(value, bool):
        return value
    if isinstance(value, int) and abs(value) < EXACT:
        return value
    if isinstance(value, float) and float(f"{value:.15g}") == value:
        return value
    if isinstance(value, str) and _is_plain(value):
        return value
    if isinstance(value, list) and value and all(_is_line(item) for item in value):
        lines = "\n".join(value)
        if fits_a_cell(lines):
            return lines
    text = JSON_MARK + json.dumps(value).replace("_x", "\\u005fx")
    if not fits_a_cell(text):
        hint = "Use YAML or JSON for this plan."
        raise InputError(where, value, "a value that fits into one cell", hint=hint)
    return text


def _is_plain(text: str) -> bool:
    is_bare = bool(text) and text == text.strip() and not text.startswith(JSON_MARK)
    return is_bare and fits_a_cell(text)


def _is_line(item: object) -> bool:
    return isinstance(item, str) and "\n" not in item and _is_plain(item)


def decode(cell: Cell, content: Content) -> Any:
    """Return the plain data that a cell stands for.

    Raises:
        InputError: The cell holds something else than its column does.
    """
    if cell.kind in ("formula", "error"):
        hint = "Replace it by its value: copy it, and paste the values."
        raise InputError("cell", cell.value, f"{content}, and no {cell.kind}", hint=hint)
    if cell.kind == "text" and cell.text.startswith(JSON_MARK):
        return _json(cell, content)
    if content in (Content.TEXT, Content.DATE):
        return _text(cell, content)
    if content is Content.LIST:
        lines = (line.strip() for line in _text(cell, content).split("\n"))
        return [line for line in lines if line]
    if content is Content.BOOL:
        return _bool(cell)
    if content in (Content.INTEGER, Content.NUMBER):
        return _number(cell, content)
    raise InputError("cell", cell.value, content.value, hint='Such as json:{"key": "value"}.')


def _json(cell: Cell, content: Content) -> Any:
    try:
        value = json.loads(cell.text.removeprefix(JSON_MARK))
    except (ValueError, RecursionError) as error:
        hint = "Mend it, or write the value without json: before it."
        raise InputError("cell", cell.text, "JSON behind json:", hint=hint) from error
    if content is Content.OBJECT and value != {}:
        raise InputError("cell", cell.text, content.value, hint="Use the columns of its parts.")
    if content in (Content.TEXT, Content.DATE) and not isinstance(value, str | None):
        raise InputError("cell", cell.text, content.value, hint='Such as json:" with spaces ".')
    if content is Content.LIST and not _is_texts(value):
        raise InputError("cell", cell.text, content.value, hint='Such as json:["one", "two"].')
    return value


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _text(cell: Cell, content: Content) -> str:
    if cell.kind == "text":
        return cell.text.replace("\r\n", "\n")
    is_percent = "%" in cell.number_format  # a 1 that is shown as 100%
    if cell.kind == "number" and isinstance(cell.value, int) and not is_percent:
        return str(cell.value)
    if isinstance(cell.value, dt.date):  # a month that a program made a day of stays a month
        has_day = "d" in cell.number_format.lower()
        return cell.value.strftime("%Y-%m-%d" if has_day else "%Y-%m")
    hint = "Format the cell as text, and write it again."
    raise InputError("cell", cell.value, content.value, hint=hint)


def _bool(cell: Cell) -> bool:
    word = str(cell.value).strip().casefold()
    if cell.kind in ("bool", "text") and word in _YES:
        return _YES[word]
    raise InputError("cell", cell.value, "yes or no")


def _number(cell: Cell, content: Content) -> int | float:
    value = cell.value
    if cell.kind == "number" and isinstance(value, int | float):
        if content is Content.NUMBER or isinstance(value, int):
            return value
        if value.is_integer():
            return int(value)
    hint = "Format the cell as a number." if cell.kind == "text" else ""
    raise InputError("cell", value, content.value, hint=hint)
