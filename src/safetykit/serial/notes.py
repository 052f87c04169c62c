"""What a class says of the keys of its document: the words of its docstring, types and metadata.

What belongs here: reading those words. What does not: words about any one class; they stand in its
own docstring, from which the schema and the messages of the reader both take them.
"""

from __future__ import annotations

import datetime as dt
import functools
import inspect
import operator
import re
import textwrap
import types
from enum import StrEnum
from typing import Any, Final, Union, get_args, get_origin

import attrs

from safetykit.errors import InputError

__all__ = ["KINDS", "attribute_notes", "missing_hint", "summary"]

KINDS: Final[dict[type, str]] = {
    str: "a text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    dict: "a mapping of keys to values",
    list: "a list",
    dt.date: 'a date such as "2017-10-31"',
}
_NONE: Final = type(None)


def summary(kind: type) -> str:
    """Return the first paragraph of a docstring on one line."""
    return " ".join(inspect.cleandoc(kind.__doc__ or "").split("\n\n")[0].split())


def attribute_notes(kind: type) -> dict[str, str]:
    """Return what the section `Attributes` of a docstring says of each field."""
    doc = inspect.cleandoc(kind.__doc__ or "")
    section = re.search(r"^Attributes:\n((?:(?: .*)?\n?)*)", doc, re.M)
    if section is None:
        return {}
    entries = re.findall(r"^(\w+): (.*(?:\n +.*)*)", textwrap.dedent(section[1]), re.M)
    return {name: " ".join(words.split()) for name, words in entries}


def missing_hint(kind: type[attrs.AttrsInstance], key: str) -> str:
    """Return what a key is for, and what would do, as the class itself says it.

    Args:
        kind: The class that lacks the key.
        key: One of its fields.

    Examples:
        >>> from safetykit.model import Target
        >>> missing_hint(Target, "direction")
        'What a target asks of a value. Write one of at most, at least.'
    """
    attrs.resolve_types(kind)
    field = attrs.fields_dict(kind)[key]
    inner = _without_none(field.type)
    words = attribute_notes(kind).get(key, "")
    if not words and _says_what_it_is(inner):
        words = summary(inner)
    example = field.metadata.get("example")
    form = f'{_form(inner)} such as "{example}"' if example else _form(inner)
    if collection := field.metadata.get("refers_to"):
        form = f"the id of one of the {collection.replace('_', ' ')}"
    elif not words and not example:
        words = f"It is part of this: {summary(kind)}"
    return f"{words} Write {form}.".strip()


def _without_none(kind: Any) -> Any:
    if get_origin(kind) not in (Union, types.UnionType):
        return kind
    return functools.reduce(operator.or_, (a for a in get_args(kind) if a is not _NONE))


def _says_what_it_is(kind: Any) -> bool:
    """Return whether a class is one of a plan's own, and not a way to write a number or a date."""
    if not inspect.isclass(kind) or _parse(kind):
        return False
    return issubclass(kind, StrEnum) or attrs.has(kind)


def _parse(kind: Any) -> Any:
    return getattr(kind, "parse", None) if inspect.isclass(kind) else None


def _form(kind: Any) -> str:
    """Return what would do for a type: `a text`, `one of at most, at least`, `a list`."""
    if get_origin(kind) is tuple:
        return KINDS[list]
    if inspect.isclass(kind) and issubclass(kind, StrEnum):
        return "one of " + ", ".join(member.value for member in kind)
    if parse := _parse(kind):
        return _expected(parse)
    if attrs.has(kind):
        fields = [f for f in attrs.fields(kind) if not f.metadata.get("transient")]
        required = [f.name for f in fields if f.default is attrs.NOTHING]
        return f"a mapping with {', '.join(required or [f.name for f in fields])} in it"
    return KINDS.get(kind, KINDS[str])  # an id is a text under another name


def _expected(parse: Any) -> str:
    """Return what a class that is written in words says that it expects."""
    try:
        parse("")
    except InputError as error:
        return error.expected
    return KINDS[str]
