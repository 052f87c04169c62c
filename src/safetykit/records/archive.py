"""Unpack what publishers pack: gzip files and zip archives, within limits.

What belongs here: unpacking, and the refusal of archives that would fill the disk or write outside
their folder. What does not: what the files mean.
"""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Final

from safetykit.errors import InputError

__all__ = ["MAX_RATIO", "MAX_UNPACKED", "Unpacked", "unpack_gzip", "unpack_zip"]

MAX_UNPACKED: Final = 8 << 30
MAX_RATIO: Final = 200  # records shrink 5 to 20 times; a bomb up to 1,000 times
SMALL: Final = 10 << 20  # below this nothing is a bomb
_CHUNK: Final = 1 << 20
_BACKSLASH: Final = "\\"
_FAULTS: Final = (EOFError, OSError, zlib.error)


def unpack_gzip(raw: bytes, name: str, *, limit: int = MAX_UNPACKED) -> bytes:
    """Return the bytes that a gzip file holds.

    Raises:
        InputError: It is damaged, or holds more than `limit` bytes or MAX_RATIO times its size.
    """
    found = io.BytesIO()
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(raw)) as file:
            while chunk := file.read(_CHUNK):
                found.write(chunk)
                _require_size(found.tell(), len(raw), name, limit)
    except _FAULTS as error:
        raise _damaged(name, "gzip", error) from error
    return found.getvalue()


class Unpacked(io.BufferedIOBase):
    """What a gzip file holds, read piece by piece.

    Reading raises InputError where it holds more than MAX_UNPACKED bytes or MAX_RATIO times its
    size.
    """

    def __init__(self, file: gzip.GzipFile, packed: int, name: str) -> None:
        self._file, self._packed, self._name = file, packed, name
        self._unpacked = 0

    def readable(self) -> bool:
        """Return that it can be read."""
        return True

    def read1(self, size: int = -1, /) -> bytes:
        """Return the next bytes, up to a number of them; none at the end."""
        found = self._file.read1(size)
        self._unpacked += len(found)
        _require_size(self._unpacked, self._packed, self._name, MAX_UNPACKED)
        return found


def unpack_zip(
    path: Path, folder: Path, *, wanted: Callable[[str], bool], limit: int = MAX_UNPACKED
) -> tuple[str, ...]:
    """Write the wanted files of a zip archive into a folder, at their places in the archive.

    Args:
        path: The archive.
        folder: An empty folder.
        wanted: Whether to unpack a file, by its name without folders.
        limit: How many bytes may be unpacked in all.

    Returns:
        The names of the archives inside, which were left alone.

    Raises:
        InputError: It is damaged, is encrypted, names a file outside the folder, or holds more
            than `limit` bytes or MAX_RATIO times its size.
    """
    done, nested = 0, []
    try:
        with zipfile.ZipFile(path) as archive:
            for member in archive.infolist():
                place = _place(member, path.name)
                if place.suffix.lower() == ".zip":
                    nested.append(member.filename)
                if member.is_dir() or not wanted(place.name):
                    continue
                target = folder.joinpath(*place.parts)
                target.parent.mkdir(parents=True, exist_ok=True)
                done = _unpack(archive, member, target, (done, limit), path)
    except (*_FAULTS, zipfile.BadZipFile, NotImplementedError, UnicodeDecodeError) as error:
        raise _damaged(path.name, "zip", error) from error
    return tuple(nested)


def _unpack(
    archive: zipfile.ZipFile,
    member: zipfile.ZipInfo,
    target: Path,
    space: tuple[int, int],
    path: Path,
) -> int:
    """Write one file; return how many bytes were unpacked so far."""
    (done, limit), name = space, f"{path.name}/{member.filename}"
    if member.flag_bits & 1:
        raise InputError(
            name, "an encrypted file", "a file that anyone can open", hint="Unpack it."
        )
    if target.exists():
        raise InputError(name, "a second file of this name", "one file each", hint="Unpack it.")
    size = 0
    with archive.open(member) as source, target.open("wb") as file:
        while chunk := source.read(_CHUNK):
            file.write(chunk)
            size += len(chunk)
            _require_size(size, member.compress_size, name, limit)
            _require_size(done + size, path.stat().st_size, path.name, limit)
    return done + size


def _place(member: zipfile.ZipInfo, archive: str) -> PurePosixPath:
    place = PurePosixPath(member.filename.replace(_BACKSLASH, "/"))
    if place.is_absolute() or ".." in place.parts or ":" in member.filename:
        hint = "Nothing was unpacked from there; do not trust this archive."
        name = f"{archive}/{member.filename}"
        raise InputError(name, "a path outside the archive", "paths inside it", hint=hint)
    return place


def _damaged(name: str, kind: str, error: Exception) -> InputError:
    words = str(error)
    hint = f"{words[:1].upper()}{words[1:]}. Download or copy it again."
    return InputError(name, "a damaged archive", f"a whole {kind} file", hint=hint)


def _require_size(unpacked: int, packed: int, name: str, limit: int) -> None:
    if unpacked > limit or (unpacked > SMALL and unpacked > MAX_RATIO * packed):
        got = f"more than {unpacked:,} bytes out of {packed:,}"
        expected = f"at most {limit:,} bytes, and {MAX_RATIO} times the packed size"
        hint = "Such archives are made to fill a disk. Unpack it yourself if you trust it."
        raise InputError(name, got, expected, hint=hint)
