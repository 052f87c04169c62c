"""Reading the one dialect of YAML, without aliases, tags or duplicate keys.

`no` is a word, `12:30` and `2017-10-31` are texts. JSON is read by the same reader, since it is a
subset; numbers that JSON does not know (NaN, infinities) are refused in both.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

import yaml

from safetykit.errors import DocumentError, Place, Problem, format_path
from safetykit.serial.dialect import LOADER
from safetykit.serial.fast_json import (
    MAX_DEPTH,
    MAX_DIGITS,
    NotJson,
    Odd,
    for_yaml,
    looks_like_json,
    read_json,
)
from safetykit.serial.json_faults import json_problem
from safetykit.serial.text import MAX_BYTES, Text

__all__ = ["parse_plain", "parse_with_problems"]

# A block collection stands behind nothing but these signs, and at most two share a column: fewer
# than 48 of them in a row cannot nest 100 levels deep. Brackets and directives are looked at too.
_ODD: Final = re.compile(r"[&*!\[{]|[ \t?:-]{48}|(?:\A\ufeff?|[\n\r\x85\u2028\u2029])%")
_JSON_ONLY: Final = ("NaN", "Infinity", "-Infinity")


def parse_plain(text: Text, *, max_bytes: int = MAX_BYTES) -> Any:
    """Read YAML or JSON text as plain data: dict, list, str, int, float, bool and None.

    Args:
        text: The text and, if it has one, the name of its file.
        max_bytes: Longer texts are refused.

    Returns:
        The plain data.

    Raises:
        DocumentError: The text is not of the dialect; every refused place is listed.

    Examples:
        >>> from safetykit.serial import Text
        >>> parse_plain(Text(content="{opens: 12:30, late: no}"))
        {'opens': '12:30', 'late': 'no'}
    """
    data, problems = parse_with_problems(text, max_bytes=max_bytes)
    if problems:
        raise DocumentError(problems)
    return data


def parse_with_problems(
    text: Text, *, max_bytes: int = MAX_BYTES
) -> tuple[Any, tuple[Problem, ...]]:
    """Read as much as can be read, and return the keys and numbers that are refused beside it.

    For callers that look for more problems in the data before they raise.

    Raises:
        DocumentError: The text as a whole cannot be read.
    """
    _require_utf8(text, max_bytes)
    content = text.content
    if is_json := looks_like_json(content):
        try:
            return read_json(content), ()
        except NotJson:
            pass
        except Odd:
            content = for_yaml(content)
    try:
        problems = list(_refused_events(content, text)) if _ODD.search(content) else []
        if problems:
            raise DocumentError(problems)
        node = yaml.compose(content, Loader=LOADER)
    except yaml.YAMLError as error:
        raise DocumentError([json_problem(text) or _syntax_problem(error, text)]) from error
    builder = _Builder(text, is_json=is_json)
    data = None if node is None else builder.build(node, ())
    return data, tuple(builder.problems)


def _require_utf8(text: Text, max_bytes: int) -> None:
    try:
        size = len(text.content.encode("utf-8"))
    except UnicodeEncodeError as error:
        line = text.content.count("\n", 0, error.start) + 1
        column = error.start - text.content.rfind("\n", 0, error.start)
        place = Place(file=text.file, line=line, column=column)
        message = "half a surrogate pair, which is not a character."
        raise DocumentError([Problem(place=place, message=message)]) from error
    if size > max_bytes:
        message = f"is over the size limit of {max_bytes:,} bytes."
        raise DocumentError([Problem(place=Place(file=text.file), message=message)])


class _Builder:
    """Turn nodes into plain data; note every key and number that the dialect refuses."""

    def __init__(self, text: Text, *, is_json: bool) -> None:
        self.text, self.is_json = text, is_json
        self.problems: list[Problem] = []

    def build(self, node: yaml.Node, path: tuple[str | int, ...]) -> Any:
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item, (*path, i)) for i, item in enumerate(node.value)]
        return self._scalar(node, path)

    def _mapping(self, node: yaml.MappingNode, path: tuple[str | int, ...]) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else None
            if key is None:
                self._refuse(key_node, path, "a key must be a word, not a list or a mapping.")
                continue
            if key in data:
                hint = "Remove one of the two."
                self._refuse(
                    key_node, (*path, key), f'the key "{key}" stands here twice.', hint=hint
                )
            data[key] = self.build(value_node, (*path, key))
        return data

    def _scalar(self, node: yaml.Node, path: tuple[str | int, ...]) -> Any:
        value = str(node.value)
        kind = node.tag.rpartition(":")[2]
        if kind == "null":
            return None
        if kind == "bool":
            return value.lower() == "true"
        if kind == "int":
            return self._integer(node, path, value)
        if kind == "float":
            number = float(value.lower().replace(".inf", "inf").replace(".nan", "nan"))
            if not math.isfinite(number):
                self._refuse_number(node, path, value)
            return number
        if self.is_json and value in _JSON_ONLY and not getattr(node, "style", None):
            self._refuse_number(node, path, value)
        return value

    def _integer(self, node: yaml.Node, path: tuple[str | int, ...], value: str) -> int:
        if len(value) > MAX_DIGITS:  # Python refuses to convert thousands of digits
            self._refuse(node, path, "the number has too many digits.")
            return 0
        return int(value, 0) if value[:2] in {"0o", "0x"} else int(value)

    def _refuse_number(self, node: yaml.Node, path: tuple[str | int, ...], value: str) -> None:
        shown = value if len(value) <= 40 else f"{value[:37]}..."
        self._refuse(node, path, f"{shown} is not a number that a document can hold.")

    def _refuse(
        self, node: yaml.Node, path: tuple[str | int, ...], message: str, *, hint: str = ""
    ) -> None:
        place = _place(self.text, node.start_mark, path)
        self.problems.append(Problem(place=place, message=message, hint=hint))


def _refused_events(content: str, text: Text) -> Iterator[Problem]:
    """Yield what the dialect refuses, and stop at the first nesting that is too deep."""
    depth = 0
    for event in yaml.parse(content, Loader=LOADER):
        place = _place(text, event.start_mark, ())
        if refusal := _refusal(event):
            yield Problem(place=place, message=refusal[0], hint=refusal[1])
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            yield Problem(place=place, message=f"nested more than {MAX_DEPTH} levels deep.")
            return


def _refusal(event: yaml.Event) -> tuple[str, str] | None:
    """Return the message and the hint for an event that the dialect refuses."""
    if isinstance(event, yaml.AliasEvent):
        return "aliases (*name) are not allowed.", "Write the value out."
    if anchor := getattr(event, "anchor", None):
        hint = f'If it begins a text, put the text in quotes: "&{anchor}".'
        return "anchors (&name) are not allowed.", hint
    if tag := getattr(event, "tag", None):
        return f"tags ({tag}) are not allowed.", "Write the plain value."
    if getattr(event, "version", None) or getattr(event, "tags", None):
        return "directives (%YAML, %TAG) are not allowed.", "Remove the line."
    return None


def _place(text: Text, mark: Any, path: Sequence[str | int]) -> Place:
    line, column = mark.line + 1, mark.column + 1
    return Place(file=text.file, line=line, column=column, path=format_path(path))


def _syntax_problem(error: Exception, text: Text) -> Problem:
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        position = getattr(error, "position", None)
        line = text.content.count("\n", 0, position) + 1 if isinstance(position, int) else None
        place = Place(file=text.file, line=line)
        character = getattr(error, "character", None)
        which = f" ({character!r})" if isinstance(character, str) else ""
        return Problem(place=place, message=f"a character that YAML does not allow{which}.")
    words = str(getattr(error, "problem", "") or "cannot be read").removeprefix("but ")
    hint = ""
    if "'\\t'" in words or "tab" in words or _line_has_tab(text.content, mark.line):
        hint = "Tabs cannot indent YAML: use spaces."
    elif "mapping values are not allowed" in words:
        hint = "A text with a colon needs quotes."
    elif "another document" in words or "<document start>" in words:
        hint = 'A file holds one document: remove the second "---" or the text behind the end.'
    elif "',' or" in words:
        hint = "Look here and above for a quote, a bracket or a brace that is not closed."
    elif "'-' indicator" in words or "expected key" in words:
        hint = "Look here and above for a line indented unlike its neighbours, or an open quote."
    elif "escape code" in words:
        hint = "Half a surrogate pair is not a character."
    return Problem(place=_place(text, mark, ()), message=f"not YAML: {words}.", hint=hint)


def _line_has_tab(content: str, line: int) -> bool:
    lines = re.split(r"\r\n|[\r\n]", content)
    return any(part.lstrip(" ").startswith("\t") for part in lines[max(0, line - 1) : line + 1])
