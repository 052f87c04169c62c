"""What is asked of a workbook's file before any reader of spreadsheets sees it.

A workbook comes by mail from somebody else. So its size when unpacked, its parts and its XML are
looked at first: no bomb, no macro, no entity is ever handed on.
"""

from __future__ import annotations

import io
import os
import re
import zipfile
import zlib
from pathlib import Path
from typing import Final

import attrs

from safetykit.errors import DocumentError, Place, Problem

__all__ = ["MAX_FILE_BYTES", "MAX_UNPACKED_BYTES", "Package", "open_package", "refused"]

MAX_FILE_BYTES: Final = 10_000_000
MAX_UNPACKED_BYTES: Final = 30_000_000
MAX_PARTS: Final = 1_000
_ZIP: Final = b"PK"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_MACROS: Final = (".xlsm", ".xltm", ".xlam", ".xlsb")
_DECLARED: Final = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([^"']*)["']""")
_MERGED: Final = re.compile(rb"""<(?:\w+:)?mergeCell\s[^>]*?ref\s*=\s*["']([^"']*)["']""")
_SAVE_AS: Final = 'In the spreadsheet program choose "Save as" and "Excel workbook (.xlsx)".'


@attrs.frozen(kw_only=True)
class Package:
    """The bytes of a workbook's file that may be read, and the ranges that its parts merge."""

    file: str
    raw: bytes = attrs.field(repr=False)
    merged: dict[str, tuple[str, ...]] = attrs.field(factory=dict)


def refused(file: str, message: str, *, hint: str = "") -> DocumentError:
    """Return the error that refuses a file as a whole."""
    return DocumentError([Problem(place=Place(file=file), message=message, hint=hint)])


def open_package(path: str | os.PathLike[str]) -> Package:
    """Read the file of a workbook, if it is one that can safely be opened.

    Raises:
        DocumentError: The file cannot be read, is no workbook, is protected by a password, holds
            macros, is too large when unpacked, or holds XML that no spreadsheet program writes.
    """
    name = os.fspath(path)
    raw = _read(name)
    _require_kind(name, raw)
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            _require_sane(name, archive)
            merged = {
                part.filename: found
                for part in archive.infolist()
                if (found := _check_part(name, part.filename, archive.read(part)))
            }
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        if isinstance(error, DocumentError):
            raise
        hint = "Ask for it again, or save it anew."
        raise refused(name, f"is a damaged workbook ({error}).", hint=hint) from error
    return Package(file=name, raw=raw, merged=merged)


def _read(name: str) -> bytes:
    try:
        with Path(name).open("rb") as stream:
            raw = stream.read(MAX_FILE_BYTES + 1)
    except (OSError, ValueError) as error:
        hint = "Check the path." if isinstance(error, FileNotFoundError) else ""
        reason = getattr(error, "strerror", None) or error
        raise refused(name, f"cannot be read: {reason}.", hint=hint) from error
    if len(raw) > MAX_FILE_BYTES:
        message = f"is over the size limit of {MAX_FILE_BYTES:,} bytes."
        raise refused(name, message, hint="Is this the right file?")
    return raw


def _require_kind(name: str, raw: bytes) -> None:
    if name.lower().endswith(_MACROS):
        raise refused(name, "may hold macros, which are never opened.", hint=_SAVE_AS)
    if raw.startswith(_OLE) and _ENCRYPTED in raw:
        hint = "Open it with its password, and save it without one."
        raise refused(name, "is protected by a password.", hint=hint)
    if raw.startswith(_OLE):
        raise refused(name, "is a workbook of the old kind (.xls).", hint=_SAVE_AS)
    if not raw.startswith(_ZIP):
        raise refused(name, "is not a workbook (.xlsx).", hint=_SAVE_AS)


def _require_sane(name: str, archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if any(part.flag_bits & 1 for part in parts):
        hint = "Open it with its password, and save it without one."
        raise refused(name, "is protected by a password.", hint=hint)
    if "[Content_Types].xml" not in names:
        raise refused(name, "is an archive, but not a workbook (.xlsx).", hint=_SAVE_AS)
    if any(part.lower().endswith("vbaproject.bin") for part in names):
        raise refused(name, "holds macros, which are never opened.", hint=_SAVE_AS)
    size = sum(part.file_size for part in parts)  # no more than this is ever unpacked
    if size > MAX_UNPACKED_BYTES or len(parts) > MAX_PARTS:
        message = f"is over the limit of {MAX_UNPACKED_BYTES:,} bytes when it is unpacked"
        hint = "Delete sheets and pictures that are not part of the table."
        raise refused(name, f"{message} (it has {size:,} in {len(parts):,} parts).", hint=hint)


def _check_part(name: str, part: str, data: bytes) -> tuple[str, ...]:
    """Refuse XML that is not plain UTF-8 or that defines entities; return its merged ranges."""
    if not part.lower().endswith((".xml", ".rels", ".vml")):
        return ()
    declared = _DECLARED.match(data.removeprefix(b"\xef\xbb\xbf").lstrip())
    encoding = declared[1].lower() if declared else b"utf-8"
    starts_well = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<"
    if not starts_well or encoding not in (b"utf-8", b"us-ascii") or b"\0" in data[:200]:
        raise refused(name, f"its part {part} is not XML in UTF-8.", hint=_SAVE_AS)
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise refused(name, f"its part {part} defines entities, which no workbook needs.")
    if part == "[Content_Types].xml" and b"macroEnabled" in data:
        raise refused(name, "may hold macros, which are never opened.", hint=_SAVE_AS)
    return tuple(found.decode("utf-8", "replace") for found in _MERGED.findall(data))
