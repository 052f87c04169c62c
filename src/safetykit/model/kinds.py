"""Checking that a plan made in Python holds what its classes say: words, tuples, objects.

What belongs here: the walk over an object of the model, which refuses a text where a member of an
enumeration belongs, and a list, which could be changed later, where a tuple does. What does not:
documents, which `safetykit.serial` reads strictly, and ids, which `references` checks.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from enum import Enum
from typing import Any, Final, get_args, get_origin

import attrs

from safetykit.errors import Place, Problem

__all__ = ["check_kinds"]

_NONE: Final = type(None)
_WORDS: Final = {str: "a text", int: "a whole number", bool: "true or false", tuple: "a tuple"}
_TUPLE: Final = "Write (one, two), or tuple(...) around a list: a plan cannot be changed later."


@attrs.frozen
class _Field:
    """What a field takes: one value of a class or several, and whether None will do."""

    name: str
    kind: type
    is_many: bool
    is_optional: bool
    is_plain: bool


def check_kinds(value: object, kind: type) -> tuple[Problem, ...]:
    """Return a problem for each value in an object that is not of the kind that its field says.

    Args:
        value: An object of the class.
        kind: A class of the model.
    """
    return tuple(_below(value, kind, ""))


def _below(value: object, kind: type, path: str) -> Iterator[Problem]:
    """Yield the problems of the fields of an object, and of what they hold."""
    for field in _fields(kind):
        found = getattr(value, field.name)
        if found is None and field.is_optional:
            continue
        if field.is_plain and type(found) is field.kind:
            continue  # most fields, so that a large plan is walked in a few milliseconds
        where = f"{path}.{field.name}" if path else field.name
        if not field.is_many:
            yield from _one(found, field.kind, where)
        elif not isinstance(found, tuple):
            yield _problem(where, tuple, found)
        else:
            for index, item in enumerate(found):
                yield from _one(item, field.kind, f"{where}[{index}]")


def _one(value: object, kind: type, where: str) -> Iterator[Problem]:
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        yield _problem(where, kind, value)
    elif _has_fields(kind):
        yield from _below(value, kind, where)


@functools.cache
def _has_fields(kind: type) -> bool:
    """Whether a class is one of the model, with fields of its own to look at."""
    return kind.__module__.startswith(f"{__package__}.") and attrs.has(kind)


@functools.cache
def _fields(kind: type) -> tuple[_Field, ...]:
    attrs.resolve_types(kind)
    held = [field for field in attrs.fields(kind) if not field.metadata.get("transient")]
    return tuple(_field(field.name, field.type) for field in held)


def _field(name: str, taken: Any) -> _Field:
    kinds = get_args(taken)
    is_many = get_origin(taken) is tuple
    kind = kinds[0] if kinds else taken  # the model has `X`, `X | None` and `tuple[X, ...]`
    kind = getattr(kind, "__supertype__", kind)
    is_plain = not is_many and not _has_fields(kind)
    return _Field(name, kind, is_many, is_optional=_NONE in kinds, is_plain=is_plain)


def _problem(where: str, kind: type, got: object) -> Problem:
    message = f"expected {_expected(kind)}, got {_short(got)}."
    return Problem(place=Place(path=where), message=message, hint=_hint(kind, got))


def _expected(kind: type) -> str:
    if issubclass(kind, Enum):
        return "one of " + ", ".join(f"{kind.__name__}.{name}" for name in kind.__members__)
    return _WORDS.get(kind, f"an object of {kind.__name__}")


def _hint(kind: type, got: object) -> str:
    if kind is tuple:
        return _TUPLE
    if not isinstance(got, str):
        return ""
    if issubclass(kind, Enum):
        names = {str(member.value): name for name, member in kind.__members__.items()}
        return f"Write {kind.__name__}.{names[got]}." if got in names else ""
    return f'Write {kind.__name__}.parse("...").' if hasattr(kind, "parse") else ""


def _short(value: object) -> str:
    """Return a value as Python writes it, or the name of its type where that is long."""
    text = repr(value) if isinstance(value, str | int | float | None) else ""
    return text if 0 < len(text) <= 60 else f"a value of type {type(value).__name__}"
