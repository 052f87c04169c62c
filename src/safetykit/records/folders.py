"""The files of a folder, as every reader that takes one looks for them.

What belongs here: which files there are, at any depth. What does not: which of them a reader takes,
or what is in them.

A folder is no file, whatever its name ends in. What programs leave beside a file is none either:
`~$crime.xlsx` while a spreadsheet is open, and `._crime.csv` where a Mac packed an archive.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from safetykit.errors import InputError

__all__ = ["LEFT_BESIDE", "files_in"]

LEFT_BESIDE: Final = ("~$", "._", ".~lock.")


def files_in(root: Path) -> list[Path]:
    """Return a file itself, or the files of a folder at any depth, sorted by their paths.

    Raises:
        InputError: There is no such file or folder, or one in it cannot be looked into.
    """
    if not root.exists():
        raise InputError("path", str(root), "a folder or file that exists", hint="Check the path.")
    if not root.is_dir():
        return [root]
    walk = os.walk(
        root, onerror=_refuse
    )  # which knows folders from files, where a look at each path takes time
    return sorted(
        Path(folder, name)
        for folder, _, names in walk
        for name in names
        if not name.startswith(LEFT_BESIDE)
    )


def _refuse(error: OSError) -> None:
    """Refuse a folder that cannot be listed: what it holds would be missed in silence."""
    hint = f"{error.strerror}."
    got = "a folder that cannot be looked into"
    raise InputError(str(error.filename), got, "a folder to read", hint=hint) from error
