"""Checking that ids are unique in a plan and that every reference leads somewhere.

The walk follows the classes' fields, over objects and over plain data alike, so that the dangling
references of a document are found even when something else in it cannot be read.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
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


@attrs.frozen
class _Step:
    """What a field of a class leads to: its own id, references to a collection, or objects."""

    name: str
    refers_to: str = ""
    holds: Any = None


@functools.cache
def _steps(kind: Any) -> tuple[_Step, ...]:
    """Return the fields of a class that lead anywhere; most lead to plain values."""
    attrs.resolve_types(kind)
    steps = []
    for field in attrs.fields(kind):
        classes = [arg for arg in (field.type, *get_args(field.type)) if attrs.has(arg)]
        if field.metadata.get("transient"):
            continue
        if field.name == "id":
            steps.append(_Step(field.name))
        elif target := field.metadata.get(REFERS_TO):
            steps.append(_Step(field.name, refers_to=target))
        elif classes and _leads_anywhere(classes[0]):
            steps.append(_Step(field.name, holds=classes[0]))
    return tuple(steps)


def _leads_anywhere(kind: Any) -> bool:
    """Whether a class holds an id or a reference, itself or in what it holds."""
    return bool(_steps(kind))


def _walk(value: object, kind: Any, path: Path, collection: str) -> Iterator[Found]:
    """Yield the ids and the references at and below a value."""
    if isinstance(value, dict):
        read = value.get
    elif isinstance(value, kind):
        read = functools.partial(getattr, value)
    else:
        return
    for step in _steps(kind):
        child = read(step.name, None)
        if child is None or child == ():
            continue
        where = f"{path}.{step.name}" if path else step.name
        if step.holds is not None:
            yield from _children(child, step.holds, where, step.name)
        elif step.refers_to:
            yield from _references(child, where, step.refers_to)
        elif path and isinstance(child, str):
            yield "id", path, collection, child


def _references(child: Any, where: Path, target: str) -> Iterator[Found]:
    if isinstance(child, str):
        yield "ref", where, target, child
    elif isinstance(child, list | tuple):
        for i, item in enumerate(child):
            if isinstance(item, str):
                yield "ref", f"{where}[{i}]", target, item


def _children(child: Any, kind: Any, where: Path, name: str) -> Iterator[Found]:
    if isinstance(child, list | tuple):
        for i, item in enumerate(child):
            yield from _walk(item, kind, f"{where}[{i}]", name)
    else:
        yield from _walk(child, kind, where, name)
