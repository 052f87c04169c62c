"""The one converter between plain data and attrs classes: it refuses instead of coercing.

`"12"` is not 12, 1.9 is not 1, `"false"` is not false and a text is not a list of letters. Classes
whose values are written as words (`Approx`, `PartialDate`, `Month`, ...) are read by their own
`parse` and written by `str`. A field with `transient` in its metadata is not part of the document.
"""

from __future__ import annotations

import datetime as dt
import functools
import inspect
import math
import operator
import re
import types
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, Final, TypeVar, Union, get_args, get_origin

import attrs
import cattrs
from cattrs.errors import BaseValidationError
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from safetykit.errors import DocumentError, InputError, suggest
from safetykit.serial.notes import KINDS
from safetykit.serial.problems import other_document, problems_of
from safetykit.serial.text import Text

__all__ = ["PlainData", "structure", "unstructure"]

PlainData = Any  # dict, list, str, int, float, bool, None: the boundary of documents

_NONE: Final = type(None)
T = TypeVar("T")


def structure(data: PlainData, kind: type[T], text: Text | None = None) -> T:
    """Make an object of a class from plain data.

    Args:
        data: What a document holds, as `parse_plain` returns it.
        kind: The attrs class of the whole document.
        text: The text that the data came from, to say where a problem stands.

    Returns:
        The object.

    Raises:
        DocumentError: Anything does not fit; all problems are listed, each with its place.

    Examples:
        >>> from safetykit.model import Theme
        >>> structure({"id": "young", "title": "Young people"}, Theme).title
        'Young people'
    """
    try:
        return _converter().structure(data, kind)
    except (BaseValidationError, InputError) as error:
        source = text or Text(content="")
        other = other_document(data, kind)
        problems = [
            source.problem(message, path=path, hint=hint)
            for path, message, hint in ([other] if other else problems_of(error))
        ]
        problems.sort(key=lambda problem: (problem.place.line or 0, problem.place.column or 0))
        raise DocumentError(problems) from error


def unstructure(value: object) -> PlainData:
    """Return the plain data of an object, without the fields that have their default value.

    Raises:
        InputError: The object, or something in it, is of a kind that no document holds.

    Examples:
        >>> from safetykit.model import Id, Theme
        >>> unstructure(Theme(id=Id("young"), title="Young people"))
        {'id': 'young', 'title': 'Young people'}
    """
    return _converter().unstructure(value)


@functools.cache
def _converter() -> cattrs.Converter:
    converter = cattrs.Converter(forbid_extra_keys=True, unstructure_fallback_factory=_no_hook)
    for kind in (str, int, float, bool):
        # by class, like cattrs' own hooks, which coerce and would win over a predicate
        converter.register_structure_hook(kind, functools.partial(_primitive, kind))
        converter.register_unstructure_hook(kind, lambda value: value)
    converter.register_unstructure_hook_func(_is(_NONE), lambda value: value)
    converter.register_structure_hook(dt.date, _date)
    converter.register_unstructure_hook(dt.date, dt.date.isoformat)
    converter.register_structure_hook_factory(_is_class, lambda kind: _class_hook(converter, kind))
    converter.register_unstructure_hook_factory(attrs.has, lambda kind: _dump_hook(converter, kind))
    converter.register_structure_hook_func(_is_worded, _worded)
    converter.register_unstructure_hook_func(_is_worded, str)
    converter.register_structure_hook(StrEnum, _enum)
    converter.register_unstructure_hook(StrEnum, lambda value: value.value)
    converter.register_structure_hook_factory(_is_tuple, lambda kind: _list_hook(converter, kind))
    converter.register_structure_hook_factory(_is_optional, lambda k: _optional(converter, k))
    return converter


def _is(wanted: type) -> Callable[[Any], bool]:
    """Return a predicate for the class itself: an enumeration of words is not a plain text."""
    return lambda kind: kind is wanted


def _no_hook(kind: type) -> Callable[[object], object]:
    def refuse(value: object) -> object:
        raise InputError(kind.__name__, value, "a value that a document can hold")

    return refuse


def _is_class(kind: Any) -> bool:
    return attrs.has(kind)


def _is_worded(kind: Any) -> bool:
    return inspect.isclass(kind) and callable(getattr(kind, "parse", None))


def _is_tuple(kind: Any) -> bool:
    return get_origin(kind) is tuple


def _is_optional(kind: Any) -> bool:
    return get_origin(kind) in (Union, types.UnionType) and _NONE in get_args(kind)


def _optional(converter: cattrs.Converter, kind: Any) -> Callable[[Any, Any], Any]:
    """Structure `X | None`; the inner hook then refuses with its own words."""
    inner: Any = functools.reduce(operator.or_, (a for a in get_args(kind) if a is not _NONE))

    def read(value: Any, _: Any) -> Any:
        return None if value is None else converter.structure(value, inner)

    return read


def _primitive(kind: type, value: object, _: Any) -> object:
    accepted = (int, float) if kind is float else (kind,)
    if isinstance(value, bool) is not (kind is bool) or not isinstance(value, accepted):
        raise _unfit(value, KINDS[kind])
    return _finite(value) if kind is float else value


def _finite(value: Any) -> float:
    try:
        number = float(value)
    except OverflowError as error:
        raise _unfit(value, "a finite number") from error
    if not math.isfinite(number):
        raise _unfit(value, "a finite number")
    return number


def _unfit(value: object, expected: str, *, hint: str = "") -> InputError:
    if not hint and isinstance(value, str) and expected in ("a whole number", "a number"):
        hint = "Remove the quotes or the words around the number."
    elif not hint and expected == "a text" and isinstance(value, int | float):
        hint = "Put it in quotes."
    return InputError("value", value, expected, hint=hint)


def _date(value: object, _: Any) -> dt.date:
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise _unfit(value, KINDS[dt.date])
    try:
        return dt.date.fromisoformat(value)
    except ValueError as error:
        raise _unfit(value, KINDS[dt.date], hint=f"{error}.".capitalize()) from error


def _worded(value: object, kind: Any) -> object:
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        raise _unfit(value, "a text")
    return kind.parse(value)


def _enum(value: object, kind: type[StrEnum]) -> StrEnum:
    words = [member.value for member in kind]
    if not isinstance(value, str) or value not in words:
        near = suggest(value, words) if isinstance(value, str) else ""
        raise InputError("value", value, "one of " + ", ".join(words), hint=near)
    return kind(value)


def _list_hook(converter: cattrs.Converter, kind: Any) -> Callable[[Any, Any], Any]:
    item = get_args(kind)[0]

    def read(value: Any, _: Any) -> Any:
        if not isinstance(value, list | tuple):
            raise InputError("value", value, "a list", hint='Begin each item with "- ".')
        return tuple(converter.structure(list(value), list[item]))  # type: ignore[valid-type]  # a class known at run time

    return read


def _class_hook(converter: cattrs.Converter, kind: Any) -> Callable[[Any, Any], Any]:
    read_dict = make_dict_structure_fn(kind, converter, **_overrides(converter, kind))

    def read(value: Any, _: Any) -> Any:
        if not isinstance(value, Mapping):
            raise _unfit(value, KINDS[dict])
        return read_dict(dict(value), kind)

    return read


def _dump_hook(converter: cattrs.Converter, kind: Any) -> Callable[[Any], Any]:
    return make_dict_unstructure_fn(
        kind, converter, _cattrs_omit_if_default=True, **_overrides(converter, kind)
    )


def _overrides(converter: cattrs.Converter, kind: Any) -> dict[str, Any]:
    attrs.resolve_types(kind)
    overrides = {}
    for field in attrs.fields(kind):
        if field.metadata.get("transient"):
            overrides[field.name] = override(omit=True)
        elif field.converter is not None or field.validator is not None:
            overrides[field.name] = override(struct_hook=_checked(converter, field))
    return overrides


def _checked(converter: cattrs.Converter, field: attrs.Attribute[Any]) -> Callable[[Any, Any], Any]:
    """Convert and check a field while it is read: what it refuses stands beside other problems."""
    convert: Any = field.converter or (lambda value: value)
    check: Any = field.validator or (lambda *_: None)

    def read(value: Any, kind: Any) -> Any:
        found = convert(converter.structure(value, kind))
        try:
            check(None, field, found)
        except InputError:
            raise
        except Exception:  # noqa: BLE001  # it asks for the object, which asks it again when made
            return found
        return found

    return read
