"""The comments of a YAML text, so that whoever rewrites it can show that none was lost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import attrs
import yaml

__all__ = ["Comment", "find_comments"]

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BLOCK: Final = ("|", ">")
_OPENING: Final = (yaml.FlowMappingStartToken, yaml.FlowSequenceStartToken)
_CLOSING: Final = (yaml.FlowMappingEndToken, yaml.FlowSequenceEndToken)


@attrs.frozen(kw_only=True)
class Comment:
    """A comment: its text from the sign on, and its line and column from 1.

    `is_loose` says whether it belongs to a line as such: it does not within brackets, nor behind
    the sign that opens a block of text, and is easily lost there.
    """

    text: str
    line: int
    column: int
    is_loose: bool


def find_comments(content: str) -> tuple[Comment, ...]:
    r"""Return the comments of a text that the dialect accepts, in their order.

    Examples:
        >>> [c.text for c in find_comments("# one\na: 'x # y'  # two\nb: |\n  # text\n")]
        ['# one', '# two']
    """
    lines = content.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    tokens = list(yaml.scan(content, Loader=_Loader))
    bare = list(content)
    for begin, end in _scalars(tokens, starts):
        bare[begin:end] = [sign if sign == "\n" else " " for sign in bare[begin:end]]
    brackets = list(_brackets(tokens, starts))
    heads = {t.start_mark.line for t in tokens if getattr(t, "style", None) in _BLOCK}
    found = []
    for number, line in enumerate("".join(bare).split("\n")):
        if (column := line.find("#")) >= 0:
            depth = sum(step for at, step in brackets if at < starts[number] + column)
            text = line[column:].rstrip()
            is_loose = depth == 0 and number not in heads
            found.append(Comment(text=text, line=number + 1, column=column + 1, is_loose=is_loose))
    return tuple(found)


def _scalars(tokens: list[Any], starts: list[int]) -> Iterator[tuple[int, int]]:
    """Yield where each text begins and ends; of a block, what stands below its first line."""
    for token in tokens:
        if isinstance(token, yaml.ScalarToken):
            start, end = token.start_mark, token.end_mark
            begin = starts[start.line] + start.column
            if token.style in _BLOCK:
                begin = starts[start.line + 1]
            yield begin, starts[end.line] + end.column


def _brackets(tokens: list[Any], starts: list[int]) -> Iterator[tuple[int, int]]:
    """Yield where a bracket opens, with 1, and where one closes, with -1."""
    for token in tokens:
        if isinstance(token, (*_OPENING, *_CLOSING)):
            mark = token.start_mark
            yield starts[mark.line] + mark.column, 1 if isinstance(token, _OPENING) else -1
