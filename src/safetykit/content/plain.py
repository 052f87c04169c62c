"""What is checked in the plain data of a content file, before there are types.

What belongs here: citations in the place of their keys, names of facts and routes that nobody
defines, and markup in texts, each problem with its place. What does not: reading files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from safetykit.errors import Problem, suggest

if TYPE_CHECKING:
    from safetykit.serial import Text

__all__ = ["cite", "find_markup", "find_unknown_names"]

Path_ = tuple[str | int, ...]
_MARKUP: Final = re.compile(r"</?[a-zA-Z][^<>]*>|<!--|<script", re.IGNORECASE)
_SCHEME: Final = re.compile(r"\b(?:javascript|vbscript)\s*:|\bdata:text/", re.IGNORECASE)
_LINK: Final = re.compile(r"\]\(\s*(?!https://|tel:|mailto:|#)([^)\s]*)")
# stands in the place of a citation that is not there, so that the rest of the file is read as well
_NOBODY: Final = {"key": "nobody", "title": "", "publisher": "", "retrieved": "1900-01-01"}


def cite(
    data: object, citations: Mapping[str, Any] | None, text: Text, *, single: bool = False
) -> list[Problem]:
    """Put citations in the place of their keys, and return a problem for each unknown key.

    Args:
        data: The plain data of a file; it is changed.
        citations: The plain citations by key; None if they cannot be read, so that none is missed.
        text: The text of the file.
        single: Whether a text under `source` is the key of a citation as well.
    """
    problems: list[Problem] = []
    for holder, path in _mappings(data, ()):
        sources = holder.get("sources")
        if isinstance(sources, list):
            for index, key in enumerate(sources):
                place = (*path, "sources", index)
                sources[index] = _citation(key, citations, problems, text, place)
        if single and isinstance(holder.get("source"), str):
            place = (*path, "source")
            holder["source"] = _citation(holder["source"], citations, problems, text, place)
    return problems


def _citation(
    key: object,
    citations: Mapping[str, Any] | None,
    problems: list[Problem],
    text: Text,
    path: Path_,
) -> object:
    if citations is None:
        return _NOBODY
    if isinstance(key, str) and key in citations:
        return citations[key]
    hint = suggest(str(key), citations) or "Add it to sources.yaml."
    problems.append(text.problem(f"no source has the key {key!r}.", path=path, hint=hint))
    return _NOBODY


def find_unknown_names(
    data: object, known: Mapping[str, Iterable[str]], text: Text
) -> list[Problem]:
    """Return a problem for each name, in a list such as `facts`, that the module does not define.

    Args:
        data: The plain data of a file.
        known: The names that exist, by the key of the lists that hold them: `facts`, `routes`.
        text: The text of the file.
    """
    problems = []
    names = {part: set(words) for part, words in known.items()}
    for holder, path in _mappings(data, ()):
        for part, words in names.items():
            listed = holder.get(part)
            for index, name in enumerate(listed if isinstance(listed, list) else ()):
                if isinstance(name, str) and name not in words:
                    hint = suggest(name, words) or f"Add it to {part}.yaml."
                    message = f'this module has nothing called "{name}" among its {part}.'
                    place = (*path, part, index)
                    problems.append(text.problem(message, path=place, hint=hint))
    return problems


def find_markup(data: object, text: Text) -> list[Problem]:
    """Return a problem for each text that holds HTML, or a link to anything but a page."""
    problems = []
    for words, path in _texts(data, ()):
        if "<" in words and (tag := _MARKUP.search(words)):
            message = f"HTML does not belong in a text: {tag[0][:40]!r}."
            hint = "Write plain words; the pages mark them up."
            problems.append(text.problem(message, path=path, hint=hint))
        link = _LINK.search(words) if "](" in words else None
        scheme = _SCHEME.search(words) if ":" in words else None
        if link or scheme:
            message = "a link may lead to a page and run nothing."
            hint = "Start its address with https://."
            problems.append(text.problem(message, path=path, hint=hint))
    return problems


def _mappings(data: object, path: Path_) -> Iterator[tuple[dict[str, Any], Path_]]:
    """Yield every mapping in plain data, and its path."""
    if isinstance(data, dict):
        yield data, path
    for step, value in _children(data):
        if isinstance(value, dict | list):
            yield from _mappings(value, (*path, step))


def _texts(data: object, path: Path_) -> Iterator[tuple[str, Path_]]:
    """Yield every text in plain data, and its path."""
    for step, value in _children(data):
        if isinstance(value, str):
            yield value, (*path, step)
        elif isinstance(value, dict | list):
            yield from _texts(value, (*path, step))


def _children(data: object) -> Iterable[tuple[str | int, object]]:
    if isinstance(data, dict):
        return list(data.items())
    return enumerate(data) if isinstance(data, list) else ()
