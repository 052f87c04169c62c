"""Where a value stands in a text.

What belongs here: the line and the column of a path. What does not: reading the values, which is in
`yaml`.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any

import yaml

from safetykit.serial.dialect import LOADER
from safetykit.serial.fast_json import for_yaml, looks_like_json

__all__ = ["find_mark"]


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
    for version in (for_yaml(content), content) if looks_like_json(content) else (content,):
        try:
            return yaml.compose(version, Loader=LOADER)
        except (yaml.YAMLError, UnicodeEncodeError, RecursionError):
            continue
    return None


def _child(node: Any, step: str | int) -> tuple[Any, Any] | None:
    if isinstance(node, yaml.MappingNode):
        return _entries(node).get(str(step))
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step].start_mark, node.value[step]
    return None


@functools.lru_cache(maxsize=64)
def _entries(node: yaml.MappingNode) -> dict[str, tuple[Any, Any]]:
    """Return the mark and the value of each key, kept for the next problem of this mapping."""
    words = ((key, value) for key, value in node.value if isinstance(key, yaml.ScalarNode))
    return {key.value: (key.start_mark, value) for key, value in words}
