"""Checking that ids are unique in a plan and that every reference leads somewhere.

The walk follows the classes' fields, over objects and over plain data alike, so that the dangling
references of a document are found even when something else in it cannot be read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, get_args

import attrs

from safetykit.errors import Place, Problem, suggest
from safetykit.model.ids import REFERS_TO

__all__ = ["check_references"]

_MAX_SUGGESTIONS: Final = 50  # to look for the nearest id takes long in a long list
Path = str
Found = tuple[str, Path, str, str]  # kind of find, path, collection, id


def check_references(value: object, kind: type) -> tuple[Problem, ...]:
    """Return a problem for each id that stands twice and each reference that leads nowhere.

    Args:
        value: An object of the class, or plain data that is meant for it.
        kind: The attrs class.
    """
    found = list(_walk(value, kind, "", ""))
    owners: dict[str, tuple[Path, str]] = {}
    problems = []
    for what, path, collection, name in found:
        if what == "id" and name in owners:
            message = f'the id "{name}" is already that of {owners[name][0]}.'
            problems.append(_problem(f"{path}.id", message, "Ids are unique in a plan."))
        elif what == "id":
            owners[name] = (path, collection)
    for what, path, collection, name in found:
        if what == "ref" and owners.get(name, ("", ""))[1] != collection:
            is_early = len(problems) < _MAX_SUGGESTIONS
            problems.append(_dangling(path, collection, name, owners, is_early=is_early))
    return tuple(problems)


def _dangling(
    path: Path, collection: str, name: str, owners: dict[str, tuple[Path, str]], *, is_early: bool
) -> Problem:
    known = [key for key, (_, where) in owners.items() if where == collection]
    message = f'there is no "{name}" in {collection}, to which this refers.'
    if name in owners:
        message = f'"{name}" is {owners[name][0]}, but this must name one of {collection}.'
    listed = f"There are: {', '.join(known[:8])}." if known else "There are none."
    near = suggest(name, known) if is_early else ""
    return _problem(path, message, near or listed)


def _problem(path: Path, message: str, hint: str) -> Problem:
    return Problem(place=Place(path=path), message=message, hint=hint)


def _walk(value: object, kind: Any, path: Path, collection: str) -> Iterator[Found]:
    """Yield the ids and the references at and below a value."""
    if not attrs.has(kind) or not (isinstance(value, Mapping) or attrs.has(type(value))):
        return
    attrs.resolve_types(kind)
    for field in attrs.fields(kind):
        child = value.get(field.name) if isinstance(value, Mapping) else _attr(value, field.name)
        if child is None or field.metadata.get("transient"):
            continue
        where = f"{path}.{field.name}" if path else field.name
        if field.name == "id" and isinstance(child, str) and path:
            yield "id", path, collection, child
        elif target := field.metadata.get(REFERS_TO):
            yield from _references(child, where, target)
        else:
            yield from _children(child, field.type, where, field.name)


def _attr(value: object, name: str) -> Any:
    return getattr(value, name, None)


def _references(child: Any, where: Path, target: str) -> Iterator[Found]:
    if isinstance(child, str):
        yield "ref", where, target, child
    elif isinstance(child, list | tuple):
        for i, item in enumerate(child):
            if isinstance(item, str):
                yield "ref", f"{where}[{i}]", target, item


def _children(child: Any, kind: Any, where: Path, name: str) -> Iterator[Found]:
    classes = [arg for arg in (kind, *get_args(kind)) if attrs.has(arg)]
    if not classes:
        return
    if isinstance(child, list | tuple):
        for i, item in enumerate(child):
            yield from _walk(item, classes[0], f"{where}[{i}]", name)
    else:
        yield from _walk(child, classes[0], where, name)
