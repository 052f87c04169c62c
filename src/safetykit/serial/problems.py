"""From what the converter raises to problems of a document, each with its path and a hint.

What belongs here: the words for what does not fit. What does not: deciding what fits (`convert`).
"""

from __future__ import annotations

import re
import reprlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, TypeAlias

import attrs
from cattrs.errors import (
    AttributeValidationNote,
    ForbiddenExtraKeysError,
    IterableValidationNote,
)

from safetykit.errors import DocumentError, InputError, parse_path, suggest
from safetykit.serial.notes import missing_hint

__all__ = ["Found", "other_document", "problems_of"]

Found: TypeAlias = tuple[tuple[str | int, ...], str, str]
_KEY: Final = re.compile(r"[A-Za-z][A-Za-z_-]*")
SHOWN: Final = 12
LEAST_UNKNOWN: Final = 3


def problems_of(
    error: BaseException, path: tuple[str | int, ...] = (), kind: Any = None
) -> Iterator[Found]:
    """Flatten a tree of exceptions into path, message and hint.

    Args:
        error: What the converter raised.
        path: Where it was raised.
        kind: The class that was read there, if it was one.
    """
    if isinstance(error, BaseExceptionGroup):
        of = getattr(error, "cl", None)
        for inner in error.exceptions:
            yield from problems_of(inner, path + _step(inner, of), of)
    elif isinstance(error, ForbiddenExtraKeysError):
        yield from _unknown_keys(error, path)
    elif isinstance(error, KeyError):
        key = str(error.args[0])
        hint = missing_hint(kind, key) if attrs.has(kind) else ""
        yield path[:-1], f'the key "{key}" is missing.', hint
    elif isinstance(error, DocumentError):
        for problem in error.problems:
            yield path + parse_path(problem.place.path), problem.message, problem.hint
    elif isinstance(error, InputError):
        blank = "Write a value behind the colon, or leave the key out."
        hint = error.hint or (blank if error.got is None else "")
        yield path, f"expected {error.expected}, got {_short(error.got)}.", hint
    else:
        words = error.args[0] if error.args else error  # attrs puts the field and more behind it
        yield path, f"{words}.", ""


def other_document(data: object, kind: type) -> Found | None:
    """Return the one problem of a document that is of another kind altogether, or None.

    It is one if most of its keys are unknown, and some that are needed are missing or none at all
    is known: to name each of them would bury what is wrong.

    Args:
        data: What the document holds.
        kind: The class that it was read as.
    """
    if not isinstance(data, Mapping) or not attrs.has(kind):
        return None
    fields = {f.name: f for f in attrs.fields(kind) if not f.metadata.get("transient")}
    unknown = [str(key) for key in data if key not in fields]
    needed = [n for n, f in fields.items() if f.default is attrs.NOTHING and n not in data]
    may_be = 2 * len(unknown) <= len(data) or not (needed or len(unknown) == len(data))
    if len(unknown) < LEAST_UNKNOWN or may_be:
        return None
    message = f"{len(unknown)} of its {len(data)} keys are unknown here: {_listed(unknown)}"
    if needed:
        message += f"; and what is needed is missing: {_listed(needed)}"
    return (), f"{message}.", "Is this the right file?"


def _unknown_keys(error: ForbiddenExtraKeysError, path: tuple[str | int, ...]) -> Iterator[Found]:
    known = [field.name for field in attrs.fields(error.cl) if not field.metadata.get("transient")]
    for key in sorted(map(str, error.extra_fields)):
        hint = suggest(key, known) or f"Known here: {_listed(known)}."
        if not _KEY.fullmatch(key):
            hint = f"In braces a comma begins the next key: quote a value that has one. {hint}"
        yield (*path, key), f'unknown key "{key}".', hint


def _listed(names: Sequence[str]) -> str:
    """Return names, the first of them where there are many."""
    if len(names) <= SHOWN + 1:
        return ", ".join(names)
    return f"{', '.join(names[:SHOWN])} and {len(names) - SHOWN} more"


def _step(error: BaseException, kind: Any) -> tuple[str | int, ...]:
    """Return the key or index that cattrs noted on an exception, or the field that it names."""
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, IterableValidationNote):
            return (note.index,)
        if isinstance(note, AttributeValidationNote):
            return (note.name,)
    if attrs.has(kind) and isinstance(error, InputError) and not isinstance(error, DocumentError):
        return (error.field,) if error.field in attrs.fields_dict(kind) else ()
    return ()


def _short(value: object) -> str:
    if value is None:
        return "nothing"
    shortener = reprlib.Repr()
    shortener.maxstring = shortener.maxother = 60
    return shortener.repr(value)
