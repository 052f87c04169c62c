"""Writing plain data as YAML and JSON, so that `parse_plain` reads back the same."""

from __future__ import annotations

import json
import math
import re
from typing import Any

import yaml

from safetykit.errors import InputError, format_path
from safetykit.serial.dialect import CORE
from safetykit.serial.fast_json import MAX_DEPTH, MAX_DIGITS, escape

__all__ = ["dump_json", "dump_yaml"]

_BREAKS = re.compile("[\r\x85\u2028\u2029]")
_NO_FOLDING = 1_000_000  # a text stays on its lines, as in the canonical layout


class _CoreDumper(yaml.SafeDumper):
    """Write plain data so that a YAML 1.1 reader and a 1.2 reader both understand it.

    The dumper written in C is quicker, but cannot indent the items of a list, as the canonical
    layout of `safetykit format` does.
    """

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002  # asked for every value
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002  # the name is PyYAML's
        super().increase_indent(flow, indentless=False)


def _represent_text(dumper: _CoreDumper, text: str) -> yaml.ScalarNode:
    """Put a text between double quotes if it holds a break that readers would fold."""
    style = '"' if _BREAKS.search(text) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_CoreDumper.add_representer(str, _represent_text)
for _tag, (_pattern, _first) in CORE.items():
    _CoreDumper.add_implicit_resolver(_tag, _pattern, _first)


def dump_yaml(data: Any) -> str:
    """Write plain data as YAML, keys in the order given.

    Raises:
        InputError: Something in it is of a kind that no document holds.

    Examples:
        >>> print(dump_yaml({"title": "Safe homes", "opens": "12:30", "late": False}), end="")
        title: Safe homes
        opens: '12:30'
        late: false
    """
    text: str = yaml.dump(
        _plain(data, ()),
        Dumper=_CoreDumper,
        allow_unicode=True,
        sort_keys=False,
        width=_NO_FOLDING,
        indent=2,
    )
    return text


def dump_json(data: Any) -> str:
    """Write plain data as JSON, keys in the order given.

    Raises:
        InputError: Something in it is of a kind that no document holds.

    Examples:
        >>> print(dump_json({"homes": 200}), end="")
        {
          "homes": 200
        }
    """
    return escape(json.dumps(_plain(data, ()), ensure_ascii=False, indent=2)) + "\n"


def _plain(value: object, path: tuple[str | int, ...]) -> Any:
    """Return a copy made of nothing but plain data, or refuse what a reader would refuse."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return _text(str(value), path)
    if isinstance(value, int):
        if abs(value) >= 10 ** (MAX_DIGITS - 1):
            raise _refuse("a very long number", path, f"fewer than {MAX_DIGITS} digits")
        return int(value)
    if isinstance(value, float):
        if not math.isfinite(value):
            raise _refuse(value, path, "a finite number")
        return float(value)
    if not isinstance(value, dict | list | tuple):
        raise _refuse(value, path, "a value that a document can hold")
    if len(path) >= MAX_DEPTH:
        raise _refuse("deeper nesting", path[:3], f"at most {MAX_DEPTH} levels")
    if not isinstance(value, dict):
        return [_plain(item, (*path, i)) for i, item in enumerate(value)]
    plain = {}
    for key, item in value.items():
        if not isinstance(key, str):
            raise _refuse(key, path, "keys that are texts")
        plain[_text(str(key), path)] = _plain(item, (*path, key))
    return plain


def _text(value: str, path: tuple[str | int, ...]) -> str:
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        hint = "It holds half a surrogate pair, which is not a character."
        raise _refuse(value, path, "a text that UTF-8 can hold", hint=hint) from error
    return value


def _refuse(
    got: object, path: tuple[str | int, ...], expected: str, *, hint: str = ""
) -> InputError:
    return InputError(format_path(path) or "document", got, expected, hint=hint)
