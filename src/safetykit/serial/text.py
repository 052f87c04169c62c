"""The text of a document, and where in it a value stands.

Places are found only when somebody asks: the node tree is built then, from the text that was read.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import attrs

from safetykit.errors import DocumentError, Place, Problem, format_path

__all__ = ["MAX_BYTES", "Text", "decode_text", "read_text"]

MAX_BYTES: Final = 10_000_000


@attrs.frozen(kw_only=True)
class Text:
    """The text of a document and the name of its file, if it has one."""

    content: str = attrs.field(repr=False)
    file: str | None = None

    def place(self, path: Sequence[str | int] = ()) -> Place:
        """Return where the value at a path stands, or the nearest one above it that exists."""
        from safetykit.serial.marks import find_mark

        line, column = find_mark(self.content, path)
        return Place(file=self.file, line=line, column=column, path=format_path(path))

    def problem(self, message: str, *, path: Sequence[str | int] = (), hint: str = "") -> Problem:
        """Return a problem at the place of a path."""
        return Problem(place=self.place(path), message=message, hint=hint)


def read_text(path: str | os.PathLike[str], *, max_bytes: int = MAX_BYTES) -> Text:
    """Read a document's file as UTF-8.

    Args:
        path: The file.
        max_bytes: Larger files are refused before they are read.

    Raises:
        DocumentError: The file does not exist, is a folder, is too large or is not UTF-8.
    """
    name = os.fspath(path)
    try:
        with Path(path).open("rb") as stream:
            raw = stream.read(max_bytes + 1)
    except (OSError, ValueError) as error:  # a path with a NUL character is a ValueError
        hint = "Check the path." if isinstance(error, FileNotFoundError) else ""
        if isinstance(error, IsADirectoryError):
            hint = "Name a file in it."
        reason = getattr(error, "strerror", None) or error
        raise _refuse(name, f"cannot be read: {reason}.", hint=hint) from error
    if len(raw) > max_bytes:
        message = f"is over the size limit of {max_bytes:,} bytes."
        raise _refuse(name, message, hint="Is this the right file?")
    return decode_text(raw, file=name)


def decode_text(raw: bytes, *, file: str) -> Text:
    """Return the text of a document that was read from elsewhere, such as a package.

    Args:
        raw: What was read: UTF-8, with or without a mark of byte order.
        file: What to call it in an error.

    Raises:
        DocumentError: It is not UTF-8.
    """
    return Text(content=_decode(raw, file), file=file)


def _decode(raw: bytes, name: str) -> str:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        start = error.start + len(raw) - len(error.object)  # a mark of byte order is not counted
        raise _misencoded(raw, name, start, f"byte 0x{raw[start]:02x} is not UTF-8.") from error
    if (nul := raw.find(b"\0")) >= 0:
        raise _misencoded(raw, name, nul, "byte 0x00 belongs in no text; is it UTF-16?")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _misencoded(raw: bytes, name: str, position: int, message: str) -> DocumentError:
    before = raw[:position].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    line, column = before.count(b"\n") + 1, len(before) - before.rfind(b"\n")
    place = Place(file=name, line=line, column=column)
    return DocumentError([Problem(place=place, message=message, hint="Save the file as UTF-8.")])


def _refuse(name: str, message: str, *, hint: str = "") -> DocumentError:
    return DocumentError([Problem(place=Place(file=name), message=message, hint=hint)])
