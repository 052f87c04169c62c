"""Filling in the part of the template that is data alone, so that nothing need be installed for it.

What belongs here: words in braces and files to include, the two things that those files hold. What
does not: conditions and loops; files that need them are of packages with code, which copier writes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = ["fill_template"]

_INCLUDE: Final = re.compile(r"\{% include '([^']+)' %\}")
_WORD: Final = re.compile(r"\{\{ (\w+) \}\}")
_SUFFIX: Final = ".jinja"


def fill_template(
    template: Traversable, part: str, folder: Path, answers: Mapping[str, str]
) -> None:
    """Write the files of one part of a template, with the answers in their names and their texts.

    Args:
        template: The folder of the whole template, from which files are included.
        part: The folder in it that is written.
        folder: Where to write it.
        answers: What stands for each word.
    """
    from safetykit.serial import write_text

    for names, file in _files(template / part):
        text = _INCLUDE.sub(lambda found: _text(template / found[1]), _text(file))
        path = folder.joinpath(*(_filled(name, answers) for name in names))
        path.parent.mkdir(parents=True, exist_ok=True)
        write_text(path.with_name(path.name.removesuffix(_SUFFIX)), _filled(text, answers))


def _files(folder: Traversable, *above: str) -> Iterator[tuple[tuple[str, ...], Traversable]]:
    """Yield every file below a folder, with the names that lead to it."""
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _files(entry, *above, entry.name)
        else:
            yield (*above, entry.name), entry


def _text(file: Traversable) -> str:
    return file.read_text(encoding="utf-8")


def _filled(text: str, answers: Mapping[str, str]) -> str:
    return _WORD.sub(lambda found: answers[found[1]], text)
