"""Files that a plan includes: lists that several plans share, such as organisations or law.

A plan says `include: [partners.yaml]`. Each file stands in or under the folder of the plan, has a
`format` of its own and holds lists of objects alone, which are added to the plan's. A place in the
plan's data that came from such a file is told with that file and its line.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any, Final, get_args

import attrs

from safetykit.documents.reading import read_mapping
from safetykit.errors import DocumentError, Place, Problem, parse_path, suggest
from safetykit.model import Plan
from safetykit.serial import Text, read_text

__all__ = ["Sources", "add_included"]

Steps = tuple[str | int, ...]
_NESTED: Final = ("area", "partnership")
_SHAPE: Final = "a list of file names, such as [partners.yaml]"


@attrs.frozen(kw_only=True)
class _Part:
    """Items of a list that came from one file: where the list is, and the first one's index."""

    where: Steps
    first: int
    size: int
    text: Text


@attrs.frozen(kw_only=True)
class Sources:
    """The text of a plan and those of the files that it includes; knows where each value stands."""

    main: Text
    parts: tuple[_Part, ...] = ()

    @property
    def file(self) -> str | None:
        """The name of the plan's own file."""
        return self.main.file

    def locate(self, path: Sequence[str | int]) -> tuple[Text, Steps]:
        """Return the text in which a path of the plan stands, and its path in that text."""
        steps = tuple(path)
        for part in self.parts:
            depth = len(part.where)
            index = steps[depth] if len(steps) > depth else None
            if steps[:depth] == part.where and isinstance(index, int):
                own = index - part.first
                if 0 <= own < part.size:
                    return part.text, (*part.where, own, *steps[depth + 1 :])
        return self.main, steps

    def place(self, path: Sequence[str | int] = ()) -> Place:
        """Return where a path of the plan stands: the file, the line and the path in that file."""
        text, steps = self.locate(path)
        return text.place(steps)

    def problem(self, message: str, *, path: Sequence[str | int] = (), hint: str = "") -> Problem:
        """Return a problem at the place of a path of the plan."""
        return Problem(place=self.place(path), message=message, hint=hint)

    def placed(self, problem: Problem) -> Problem:
        """Return a problem that knows its path alone, with its place."""
        return attrs.evolve(problem, place=self.place(parse_path(problem.place.path)))


def add_included(data: dict[str, Any], text: Text) -> tuple[Sources, list[Problem]]:
    """Take `include` out of the data of a plan, and add what the files hold.

    Args:
        data: The plain data of the plan; its lists grow.
        text: The text of the plan.

    Returns:
        Where everything stands now, and what is wrong with the files.
    """
    if "include" not in data:
        return Sources(main=text), []
    names = data.pop("include")
    if text.file is None:
        hint = "Load the plan from its file, or write the lists out."
        message = "a plan that is not read from a file has no folder to include files from."
        return Sources(main=text), [text.problem(message, path=("include",), hint=hint)]
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        message = f"expected {_SHAPE}, got {names!r}."
        return Sources(main=text), [text.problem(message, path=("include",))]
    return _add_files(data, text, names)


def _add_files(data: dict[str, Any], text: Text, names: list[str]) -> tuple[Sources, list[Problem]]:
    problems: list[Problem] = []
    parts: list[_Part] = []
    seen = {Path(str(text.file)).resolve()}
    for i, name in enumerate(names):
        try:
            file = _require_inside(text, i, name, seen)
            included = read_text(file)
            content, refused = read_mapping(included, "an included file")
        except DocumentError as error:
            problems += error.problems
            continue
        problems += [*refused, *_unfit(content, included)]
        parts += _merge(data, content, included)
    sources = Sources(main=text, parts=tuple(parts))
    return sources, [*problems, *_twice(data, sources)]


def _require_inside(text: Text, i: int, name: str, seen: set[Path]) -> Path:
    """Return the file that a name stands for; it is in or under the folder of the plan."""
    parent = Path(str(text.file)).parent
    expected = "a file in or under the folder of the plan"
    windows = PureWindowsPath(name)
    is_odd = "\\" in name or windows.drive or windows.root or not name.strip()
    if is_odd or "\0" in name or ".." in PurePosixPath(name).parts:
        message = f"expected {expected}, got {name!r}."
        hint = 'Name it from there, with "/" and without "..".'
        raise DocumentError([text.problem(message, path=("include", i), hint=hint)])
    try:
        real, folder = (parent / name).resolve(), parent.resolve()
    except (OSError, RuntimeError) as error:  # links in a circle
        message = f"{name!r} cannot be followed: {error}."
        raise DocumentError([text.problem(message, path=("include", i))]) from error
    if folder not in real.parents:
        message = f"{name!r} is a link that leads out of the folder of the plan."
        raise DocumentError([text.problem(message, path=("include", i), hint="Copy the file.")])
    if real in seen:
        message = f"{name!r} is the plan itself or is included already."
        raise DocumentError([text.problem(message, path=("include", i), hint="Remove it.")])
    seen.add(real)
    return parent / name


@functools.cache
def _shared() -> tuple[tuple[str, ...], ...]:
    """Return the lists of objects that a plan can share, by their paths."""
    top = _lists(Plan)
    attrs.resolve_types(Plan)
    kinds = {field.name: field.type for field in attrs.fields(Plan)}
    nested = [(name, inner) for name in _NESTED for inner in _lists(kinds[name])]
    return (*((name,) for name in top), *nested)


def _lists(kind: Any) -> list[str]:
    attrs.resolve_types(kind)
    return [
        field.name
        for field in attrs.fields(kind)
        if any(attrs.has(argument) for argument in get_args(field.type)[:1])
        and get_args(field.type)[1:] == (...,)
    ]


def _unfit(content: dict[str, Any], text: Text) -> Iterator[Problem]:
    """Yield what an included file must not hold."""
    for key, value in content.items():
        if key == "include":
            message = "an included file cannot include others."
            yield text.problem(message, path=(key,), hint="Name them all in the plan.")
        elif key in _NESTED and isinstance(value, dict):
            inner = [where[1] for where in _shared() if where[0] == key and len(where) == 2]
            for name in value:
                yield from _unfit_list(value[name], (key, name), inner, text)
        else:
            top = [where[0] for where in _shared() if len(where) == 1]
            yield from _unfit_list(value, (key,), [*top, *_NESTED], text)


def _unfit_list(value: Any, path: Steps, known: list[str], text: Text) -> Iterator[Problem]:
    name = str(path[-1])
    if name not in known:
        message = f'"{name}" cannot stand in an included file, which holds lists to share.'
        hint = suggest(name, known) or f"Known here: {', '.join(known)}."
        yield text.problem(message, path=path, hint=hint)
    elif not isinstance(value, list):
        kind = "a mapping of lists" if path[0] in _NESTED and len(path) == 1 else "a list"
        yield text.problem(f"expected {kind}, got {value!r}.", path=path)


def _merge(data: dict[str, Any], content: dict[str, Any], text: Text) -> Iterator[_Part]:
    """Add the lists of an included file to those of the plan, and yield where they went."""
    for where in _shared():
        source = _inner(content, where[:-1])
        target = _inner(data, where[:-1])
        new, own = source.get(where[-1]), target.get(where[-1], [])
        if isinstance(new, list) and isinstance(own, list):
            yield _Part(where=where, first=len(own), size=len(new), text=text)
            target[where[-1]] = [*own, *new]


def _inner(data: dict[str, Any], steps: Steps) -> dict[str, Any]:
    """Return the mapping at a path, or an empty one where there is none to add to."""
    for step in steps:
        inner = data.get(str(step))
        data = inner if isinstance(inner, dict) else {}
    return data


def _twice(data: dict[str, Any], sources: Sources) -> Iterator[Problem]:
    """Yield the ids that stand in two files, each with both places."""
    owners: dict[str, Steps] = {}
    for path, name in _ids(data, ()):
        first = owners.setdefault(name, path)
        if sources.locate(first)[0] is not sources.locate(path)[0]:
            message = f'the id "{name}" is already that of {sources.place(first)}.'
            hint = "Ids are unique in a plan and the files that it includes."
            yield sources.problem(message, path=(*path, "id"), hint=hint)


def _ids(value: Any, path: Steps) -> Iterator[tuple[Steps, str]]:
    """Yield the path and the id of each object below the plan."""
    children: Any = enumerate(value) if isinstance(value, list) else value.items()
    for step, child in children:
        if isinstance(child, dict) and isinstance(child.get("id"), str):
            yield (*path, step), child["id"]
        if isinstance(child, dict | list):
            yield from _ids(child, (*path, step))
