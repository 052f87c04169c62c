"""The canonical layout of a document: one way to indent, comments and key order kept.

What belongs here: rewriting the text of a document without a change of its meaning. What does not:
writing a plan from the model, which has no comments (`dump`).

Values are never read as numbers or dates on the way: each is written as it stood, so `12:30`,
`0x1F` and `2017-10-31` stay what they were. An empty value is written as `null`.
"""

from __future__ import annotations

import functools
import io
import json
import os
import re
from pathlib import Path
from typing import Any, Final

from safetykit.errors import DocumentError, Place, Problem
from safetykit.extras import need
from safetykit.serial import (
    PlainData,
    Text,
    dump_json,
    find_comments,
    parse_plain,
    read_text,
    write_text,
)

__all__ = ["format_file", "format_text"]

_MAX_ROUNDS: Final = 5
_WIDTH: Final = 100  # of lists and mappings in brackets; texts keep the lines that they have
_NO_FOLDING: Final = 1_000_000


def format_file(path: str | os.PathLike[str], *, write: bool = True) -> bool:
    """Bring a document's file into canonical layout, atomically.

    Args:
        path: The file; it is not touched where its layout is canonical.
        write: Whether to write it, or only to answer.

    Returns:
        Whether the layout was, or is, another one.

    Raises:
        DocumentError: The document cannot be read, or cannot be laid out without a loss.
        InputError: The file cannot be written.
        MissingExtraError: The `format` extra is not installed.
    """
    text = format_text(read_text(path))
    if Path(path).read_bytes() == text.encode("utf-8"):
        return False
    if write:
        write_text(path, text)
    return True


def format_text(text: Text) -> str:
    r"""Return the text of a document in canonical layout: YAML as YAML, JSON as JSON.

    The meaning, the order of keys and every comment stay; what is formatted twice is formatted.

    Raises:
        DocumentError: The text is refused by the reader, or cannot be laid out without a loss.
        MissingExtraError: The `format` extra is not installed.

    Examples:
        >>> print(format_text(Text(content="a:   # why\n- b:  1\n  c:   [2,3]\n")), end="")
        a:   # why
          - b: 1
            c: [2, 3]
    """
    data = parse_plain(text)
    if not isinstance(data, dict):
        hint = 'Begin with "format: 1".'
        raise DocumentError([text.problem("there is no mapping of keys to values.", hint=hint)])
    _require_loose_comments(text)
    content = _with_empty_lines(text, data)
    for _ in range(_MAX_ROUNDS):
        if _is_json(content):
            return dump_json(data)
        content, before = _lay_out(content, text), content
        if content == before:
            _require_same(text, data, content)
            return content
    hint = "Please report it with the file."
    raise DocumentError([text.problem("no stable layout was found.", hint=hint)])


def _with_empty_lines(text: Text, data: PlainData) -> str:
    """Return the text without spaces on empty lines, unless they are part of a value."""
    content = re.sub(r"^[ \t]+$", "", text.content, flags=re.MULTILINE)
    is_same = json.dumps(parse_plain(Text(content=content))) == json.dumps(data)
    return content if is_same else text.content


def _is_json(content: str) -> bool:
    try:
        json.loads(content)
    except ValueError:
        return False
    return True


def _lay_out(content: str, text: Text) -> str:
    """Return the text as the round-trip writer lays it out once."""
    failure = _ruamel().error.YAMLError
    yaml, stream = _writer()(), io.StringIO()
    try:
        yaml.dump(yaml.load(content), stream)
    except failure as error:
        reason = str(getattr(error, "problem", "") or error).splitlines()[0]
        raise DocumentError([text.problem(f"cannot be laid out: {reason}.")]) from error
    return stream.getvalue()


def _require_loose_comments(text: Text) -> None:
    """Refuse comments that stand where the writer cannot keep them."""
    hint = "Put it on a line of its own before. Nothing was written."
    message = "a comment within [ ] or { }, or behind | or >, would be lost."
    problems = [
        Problem(
            place=Place(file=text.file, line=comment.line, column=comment.column),
            message=message,
            hint=hint,
        )
        for comment in find_comments(text.content)
        if not comment.is_loose
    ]
    if problems:
        raise DocumentError(problems)


def _require_same(text: Text, data: PlainData, content: str) -> None:
    """Refuse a layout that would change the meaning or lose a comment; nothing is written then."""
    if json.dumps(parse_plain(Text(content=content))) != json.dumps(data):
        hint = "Please report it with the file. Nothing was written."
        message = "the layout cannot be changed without a change of meaning."
        raise DocumentError([text.problem(message, hint=hint)])
    before, after = map(find_comments, (text.content, content))
    if [comment.text for comment in before] != [comment.text for comment in after]:
        hint = "Please report it with the file. Nothing was written."
        raise DocumentError([text.problem("a comment would be lost.", hint=hint)])


def _ruamel() -> Any:
    return need("ruamel.yaml", wanted_by="Formatting a plan")


@functools.cache
def _writer() -> Any:
    """Return what makes a reader and writer that keeps comments and takes every value as a text."""
    ruamel = _ruamel()
    resolver, constructor, emitter = _resolver(), _constructor(), _emitter()

    def make() -> Any:
        yaml = ruamel.YAML(typ="rt")
        yaml.Resolver, yaml.Constructor, yaml.Emitter = resolver, constructor, emitter
        yaml.preserve_quotes, yaml.width = True, _WIDTH
        yaml.indent(mapping=2, sequence=4, offset=2)
        yaml.brace_single_entry_mapping_in_flow_sequence = True
        return yaml

    return make


def _resolver() -> Any:
    """Return the class that takes every plain value for a text."""
    base: Any = _ruamel().resolver.VersionedResolver
    scalar = _ruamel().nodes.ScalarNode
    tag = _ruamel().tag.Tag

    class Resolver(base):  # type: ignore[misc]  # the library is imported when it is needed
        def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
            if kind is scalar:
                return tag(suffix="tag:yaml.org,2002:str")
            return super().resolve(kind, value, implicit)

    return Resolver


def _constructor() -> Any:
    """Return the class that writes an empty value out."""
    base: Any = _ruamel().RoundTripConstructor
    plain = _ruamel().scalarstring.PlainScalarString

    class Constructor(base):  # type: ignore[misc]  # as above
        def construct_scalar(self, node: Any) -> Any:
            is_empty = getattr(node, "style", "?") in (None, "") and node.value == ""
            return plain("null") if is_empty else super().construct_scalar(node)

    return Constructor


def _emitter() -> Any:
    """Return the class that breaks lines between values and never within a text."""
    base: Any = _ruamel().emitter.RoundTripEmitter

    class Emitter(base):  # type: ignore[misc]  # as above
        def process_scalar(self) -> None:
            self.best_width = _NO_FOLDING
            super().process_scalar()
            self.best_width = _WIDTH

        # a comment behind a closing bracket leaves a mark that joins the lines of the next item
        def expect_flow_mapping_key(self) -> None:
            super().expect_flow_mapping_key()
            if not self.flow_level:
                self.no_newline = False

        def expect_flow_sequence_item(self) -> None:
            super().expect_flow_sequence_item()
            if not self.flow_level:
                self.no_newline = False

    return Emitter
