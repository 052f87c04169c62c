"""Atomic writing: the old file or the new one, never half of either."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from safetykit.errors import InputError

__all__ = ["write_text"]


def write_text(path: str | os.PathLike[str], text: str) -> Path:
    """Write a text file in UTF-8 so that a reader sees the old content or the new, whole.

    The text goes to a new file in the same folder, is flushed to the disk, and takes the name.
    A link is followed; an existing file keeps its permissions.

    Returns:
        The path that was written.

    Raises:
        InputError: The folder does not exist or cannot be written to.
    """
    target = Path(path).resolve()
    try:
        return _replace(target, text)
    except OSError as error:
        reason = error.strerror or str(error)
        hint = f"{reason}. Nothing was written."
        raise InputError("path", str(path), "a file that can be written", hint=hint) from error


def _replace(target: Path, text: str) -> Path:
    if target.exists() and not target.is_file():
        target.write_text(
            text, encoding="utf-8"
        )  # a device such as /dev/stdout has no name to take
        return target
    mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(mode)
        Path(name).replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
    return target


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
