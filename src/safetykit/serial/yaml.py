"""The one dialect of YAML: the 1.2 core schema, without aliases, tags or duplicate keys.

`no` is a word, `12:30` and `2017-10-31` are texts. JSON is read by the same reader, since it is a
subset; numbers that JSON does not know (NaN, infinities) are refused in both.
"""

from __future__ import annotations

import contextlib
import functools
import json
import math
import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

import yaml

from safetykit.errors import DocumentError, Place, Problem, format_path
from safetykit.serial.text import MAX_BYTES, Text

__all__ = ["dump_json", "dump_yaml", "find_mark", "parse_plain"]

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_Dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
MAX_DEPTH: Final = 100
_STR: Final = "tag:yaml.org,2002:str"
_CORE: Final = {
    "tag:yaml.org,2002:null": (re.compile(r"null|Null|NULL|~|"), ["~", "n", "N", ""]),
    "tag:yaml.org,2002:bool": (re.compile(r"true|True|TRUE|false|False|FALSE"), list("tTfF")),
    "tag:yaml.org,2002:int": (
        re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"),
        list("-+0123456789"),
    ),
    "tag:yaml.org,2002:float": (
        re.compile(
            r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"
            r"|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"
        ),
        list("-+0123456789."),
    ),
}
_NESTED: Final = re.compile(r"[\[{]|^ {100}|(?:- ){20}|(?:\? ){2}", re.M)


class _Loader(_Base):  # type: ignore[misc]  # the C loader has no types
    """Construct plain data from nodes and collect what the dialect refuses."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}


class _CoreDumper(_Dumper):  # type: ignore[misc]  # the C dumper has no types
    """Write plain data so that a YAML 1.1 reader and a 1.2 reader both understand it."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
        return True


for _tag, (_pattern, _first) in _CORE.items():
    _anchored = re.compile(rf"(?:{_pattern.pattern})\Z")
    _CoreDumper.add_implicit_resolver(_tag, _anchored, _first)
    for _char in _first:
        _Loader.yaml_implicit_resolvers.setdefault(_char, []).append((_tag, _anchored))


def parse_plain(text: Text, *, max_bytes: int = MAX_BYTES) -> Any:
    """Read YAML or JSON text as plain data: dict, list, str, int, float, bool and None.

    Args:
        text: The text and, if it has one, the name of its file.
        max_bytes: Longer texts are refused.

    Returns:
        The plain data.

    Raises:
        DocumentError: The text is not of the dialect; every refused place is listed.
    """
    if len(text.content.encode("utf-8", "surrogatepass")) > max_bytes:
        message = f"is over the size limit of {max_bytes:,} bytes."
        raise DocumentError([Problem(place=Place(file=text.file), message=message)])
    if text.content.lstrip()[:1] in ("{", "["):
        with contextlib.suppress(ValueError, RecursionError):
            return json.loads(text.content, object_pairs_hook=_pairs, parse_constant=_constant)
    try:
        problems = list(_refused_events(text)) if _suspicious(text.content) else []
        if problems:
            raise DocumentError(problems)
        node = yaml.compose(text.content, Loader=_Loader)
    except (yaml.YAMLError, UnicodeEncodeError) as error:
        raise DocumentError([_syntax_problem(error, text)]) from error
    builder = _Builder(text)
    data = None if node is None else builder.build(node, ())
    if builder.problems:
        raise DocumentError(builder.problems)
    return data


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Make a JSON object; a duplicate key sends the text to the reader that knows places."""
    data = dict(pairs)
    if len(data) != len(pairs):
        raise ValueError("duplicate key")
    return data


def _constant(name: str) -> float:
    """Refuse NaN and the infinities, which JSON does not know."""
    raise ValueError(name)


class _Builder:
    """Turn nodes into plain data; note every key and number that the dialect refuses."""

    def __init__(self, text: Text) -> None:
        self.text = text
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
                self._refuse(key_node, path, f'the key "{key}" stands here twice.', hint=hint)
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
            number = float(value.replace(".inf", "inf").replace(".nan", "nan").lower())
            if not math.isfinite(number):
                self._refuse(node, path, f"{value} is not a number that a document can hold.")
            return number
        return value

    def _integer(self, node: yaml.Node, path: tuple[str | int, ...], value: str) -> int:
        if len(value) > 400:  # Python refuses to convert thousands of digits
            self._refuse(node, path, "the number has too many digits.")
            return 0
        return int(value, 0) if value[:2] in {"0o", "0x"} else int(value)

    def _refuse(
        self, node: yaml.Node, path: tuple[str | int, ...], message: str, *, hint: str = ""
    ) -> None:
        place = _place(self.text, node.start_mark, path)
        self.problems.append(Problem(place=place, message=message, hint=hint))


def _suspicious(content: str) -> bool:
    """Whether a text can hold aliases, tags or deep nesting; most texts cannot."""
    return any(sign in content for sign in "&*!") or _NESTED.search(content) is not None


def _refused_events(text: Text) -> Iterator[Problem]:
    """Yield a problem for each alias and tag, and stop at the first nesting that is too deep."""
    depth = 0
    for event in yaml.parse(text.content, Loader=_Loader):
        place = _place(text, event.start_mark, ())
        if isinstance(event, yaml.AliasEvent):
            hint = "Write the value out."
            yield Problem(place=place, message="aliases (*name) are not allowed.", hint=hint)
        elif anchor := getattr(event, "anchor", None):
            hint = f'If it begins a text, put the text in quotes: "&{anchor}".'
            yield Problem(place=place, message="anchors (&name) are not allowed.", hint=hint)
        elif tag := getattr(event, "tag", None):
            hint = "Write the plain value."
            yield Problem(place=place, message=f"tags ({tag}) are not allowed.", hint=hint)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            yield Problem(place=place, message=f"nested more than {MAX_DEPTH} levels deep.")
            return


def _place(text: Text, mark: Any, path: Sequence[str | int]) -> Place:
    line, column = mark.line + 1, mark.column + 1
    return Place(file=text.file, line=line, column=column, path=format_path(path))


def _syntax_problem(error: Exception, text: Text) -> Problem:
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        position = getattr(error, "position", None)
        line = text.content.count("\n", 0, position) + 1 if isinstance(position, int) else None
        place = Place(file=text.file, line=line)
        return Problem(place=place, message="a character that YAML does not allow.")
    words = str(getattr(error, "problem", "") or "cannot be read")
    hint = ""
    if "'\\t'" in words or "tab" in words or _line_has_tab(text.content, mark.line):
        hint = "Tabs cannot indent YAML: use spaces."
    elif "mapping values are not allowed" in words:
        hint = "A text with a colon needs quotes."
    return Problem(place=_place(text, mark, ()), message=f"not YAML: {words}.", hint=hint)


def _line_has_tab(content: str, line: int) -> bool:
    lines = content.split("\n")
    return any(part.lstrip(" ").startswith("\t") for part in lines[max(0, line - 1) : line + 1])


def find_mark(content: str, path: Sequence[str | int]) -> tuple[int | None, int | None]:
    """Return the line and the column, from 1, of the value at a path or its nearest parent."""
    node = _tree(content)
    mark = node.start_mark if node else None
    for step in path:
        found = _child(node, step)
        if found is None:
            break
        mark, node = found
    return (mark.line + 1, mark.column + 1) if mark else (None, None)


@functools.lru_cache(maxsize=4)
def _tree(content: str) -> Any:
    try:
        return yaml.compose(content, Loader=_Loader)
    except yaml.YAMLError:
        return None


def _child(node: Any, step: str | int) -> tuple[Any, Any] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == step:
                return key.start_mark, value
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step].start_mark, node.value[step]
    return None


def dump_yaml(data: Any) -> str:
    """Write plain data as YAML, keys in the order given."""
    text: str = yaml.dump(
        data, Dumper=_CoreDumper, allow_unicode=True, sort_keys=False, width=100, indent=2
    )
    return text


def dump_json(data: Any) -> str:
    """Write plain data as JSON, keys in the order given."""
    return json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
