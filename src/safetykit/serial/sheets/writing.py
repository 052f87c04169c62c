"""Writing texts into cells so that no spreadsheet program takes them for a formula.

A text that begins with `=`, `+`, `-`, `@`, a tab or a line end can run as a formula in somebody
else's program. In a workbook it is stored as a text and marked as quoted; in a CSV it gets an
apostrophe in front, which `unguard_csv` takes away.
"""

from __future__ import annotations

import io
import os
import re
from pathlib import Path
from typing import Any, Final

from safetykit.serial import write_bytes

__all__ = ["fits_a_cell", "guard_csv", "holdable", "put_text", "save_book", "unguard_csv"]

MAX_CELL: Final = 32_767  # characters; a spreadsheet program cuts what is longer
RISKY: Final = tuple("=+-@\t\r\n＝＋－＠")  # noqa: RUF001  # their wide forms too
_UNHOLDABLE: Final = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPE: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def fits_a_cell(text: str) -> bool:
    r"""Return whether a cell of a workbook gives back exactly this text.

    Examples:
        >>> fits_a_cell("=1+1"), fits_a_cell("a\rb"), fits_a_cell("_x000D_")
        (True, False, False)
    """
    return (
        len(text.encode("utf-16-le", "surrogatepass")) <= 2 * MAX_CELL
        and not _UNHOLDABLE.search(text)
        and not _ESCAPE.search(text)
    )


def holdable(text: str) -> str:
    r"""Return a text for the eye, without what a cell cannot hold.

    Examples:
        >>> holdable("one\r\ntwo")
        'one\ntwo'
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    short = lines if len(lines) <= MAX_CELL // 2 else lines[: MAX_CELL // 2 - 1] + "…"
    return _ESCAPE.sub("_ ", _UNHOLDABLE.sub("�", short))


def put_text(cell: Any, text: str) -> None:
    """Put a text into a cell, whatever it begins with; it is never a formula."""
    cell.value = text
    cell.data_type = "s"
    cell.number_format = "@"
    if text.startswith(RISKY):
        cell.quotePrefix = True


def save_book(book: Any, path: str | os.PathLike[str]) -> Path:
    """Write a workbook to a file, atomically.

    Raises:
        InputError: The file cannot be written.
    """
    stream = io.BytesIO()
    book.save(stream)
    return write_bytes(path, stream.getvalue())


def guard_csv(text: str) -> str:
    """Return a text for a CSV that no spreadsheet program takes for a formula.

    Examples:
        >>> guard_csv("=1+1"), guard_csv("plain"), unguard_csv(guard_csv("'=x"))
        ("'=1+1", 'plain', "'=x")
    """
    return f"'{text}" if text.startswith(RISKY) or _is_guarded(text) else text


def unguard_csv(text: str) -> str:
    """Return the text that `guard_csv` was given."""
    return text[1:] if _is_guarded(text) else text


def _is_guarded(text: str) -> bool:
    """Return whether a text is an apostrophe before something that would be guarded."""
    rest = text.removeprefix("'")
    return rest != text and (rest.startswith((*RISKY, "'")))
