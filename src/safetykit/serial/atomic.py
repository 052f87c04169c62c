"""Atomic writing: the old file or the new one, never half of either."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from pathlib import Path

from safetykit.errors import InputError

__all__ = ["write_bytes", "write_text"]


def write_text(path: str | os.PathLike[str], text: str) -> Path:
    """Write a text file in UTF-8 so that a reader sees the old content or the new, whole.

    Returns:
        The path that was written.

    Raises:
        InputError: The folder does not exist or cannot be written to, or the text is not one that
            UTF-8 can hold.
    """
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError as error:
        hint = "It holds half a surrogate pair. Nothing was written."
        raise InputError("text", text, "a text that UTF-8 can hold", hint=hint) from error
    return write_bytes(path, data)


def write_bytes(path: str | os.PathLike[str], data: bytes) -> Path:
    """Write a file so that a reader sees the old content or the new, whole.

    The content goes to a new file in the same folder, is flushed to the disk, and takes the name.
    A link is followed; an existing file keeps its permissions.

    Returns:
        The path that was written.

    Raises:
        InputError: The folder does not exist or cannot be written to.
    """
    try:
        if Path(path).exists() and not Path(path).is_file():
            return _write_through(Path(path), data)
        target = Path(path).resolve()
        if target.is_symlink():  # from Python 3.13 on, a circle is no error to resolve()
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
        return _replace(target, data)
    except (OSError, RuntimeError, ValueError) as error:  # links in a circle, NUL in the name
        reason = getattr(error, "strerror", None) or str(error)
        if isinstance(error, FileNotFoundError):
            reason = f"There is no folder {Path(path).parent}"
        hint = f"{reason}. Nothing was written."
        expected = "a file that can be written"
        raise InputError("path", os.fspath(path), expected, hint=hint) from error


def _write_through(target: Path, data: bytes) -> Path:
    """Write to a device, such as /dev/stdout, which has no name to take."""
    target.write_bytes(data)
    return target


def _replace(target: Path, data: bytes) -> Path:
    part = target.with_name(f".{target.name[:40]}.{secrets.token_hex(6)}.part")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if target.exists():
            part.chmod(target.stat().st_mode & 0o777)
        part.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink()
        raise
    return target
