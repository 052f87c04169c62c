"""Reading and writing plans as YAML or JSON.

Both hold the same keys. The first is `format`, the whole number of the format's version; the others
are the fields of `Plan`.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Final, Literal

import attrs

from safetykit.errors import (
    DocumentError,
    InputError,
    Place,
    Problem,
    SchemaVersionError,
    parse_path,
)
from safetykit.model import Plan, check_references
from safetykit.serial import (
    Text,
    dump_json,
    dump_yaml,
    parse_with_problems,
    read_text,
    structure,
    unstructure,
    write_text,
)

__all__ = ["PLAN_FORMAT", "dump", "dumps", "load", "loads"]

PLAN_FORMAT: Final = 1
Format = Literal["yaml", "json"]


def load(path: str | os.PathLike[str]) -> Plan:
    """Read a plan from a YAML or JSON file.

    Args:
        path: The file, in UTF-8, at most 10 MB.

    Returns:
        The plan; `plan.place(...)` answers with lines of this file.

    Raises:
        DocumentError: Anything is wrong with the file or in it; all problems are listed.
    """
    return _read(read_text(path))


def loads(text: str) -> Plan:
    """Read a plan from YAML or JSON text.

    Raises:
        DocumentError: Anything is wrong in it; all problems are listed.
    """
    return _read(Text(content=text))


def dumps(plan: Plan, *, format: Format = "yaml") -> str:  # noqa: A002  # the word users look for
    """Write a plan as text; `loads` gives back an equal plan.

    Raises:
        InputError: The format is neither "yaml" nor "json".
    """
    data = {"format": PLAN_FORMAT, **unstructure(plan)}
    if format == "yaml":
        return dump_yaml(data)
    if format == "json":
        return dump_json(data)
    raise InputError("format", format, '"yaml" or "json"')


def dump(plan: Plan, path: str | os.PathLike[str]) -> Path:
    """Write a plan to a file, atomically: JSON where the name ends in `.json`, otherwise YAML.

    Returns:
        The path that was written.

    Raises:
        InputError: The file cannot be written.
    """
    kind: Format = "json" if Path(path).suffix.lower() == ".json" else "yaml"
    return write_text(path, dumps(plan, format=kind))


def _read(text: Text) -> Plan:
    data, refused = parse_with_problems(text)
    if data is None:
        place = Place(file=text.file, line=1, column=1)
        hint = f'Begin with "format: {PLAN_FORMAT}".'
        raise DocumentError([Problem(place=place, message="there is nothing in it.", hint=hint)])
    if not isinstance(data, dict):
        message = "expected a plan, which is a mapping of keys to values."
        hint = f'Begin with "format: {PLAN_FORMAT}".'
        raise DocumentError([*refused, text.problem(message, hint=hint)])
    problems = [*refused, *_check_format(data.pop("format", None), text)]
    try:
        plan = structure(data, Plan, text)
    except DocumentError as error:
        seen = {problem.place.path for problem in refused}
        unfit = [problem for problem in error.problems if problem.place.path not in seen]
        raise DocumentError(_distinct([*problems, *unfit, *_references(data, text)])) from error
    if problems:
        raise DocumentError(_distinct(problems))
    return attrs.evolve(plan, origin=text)


def _check_format(found: Any, text: Text) -> list[Problem]:
    if isinstance(found, bool) or not isinstance(found, int) or found < 1:
        message = f"expected the number of the format, got {found!r}."
        hint = f'Begin the file with "format: {PLAN_FORMAT}".'
        return [text.problem(message, path=("format",), hint=hint)]
    if found > PLAN_FORMAT:
        raise SchemaVersionError(found, PLAN_FORMAT, place=text.place(("format",)))
    return []


def _references(data: dict[str, Any], text: Text) -> list[Problem]:
    return [
        text.problem(problem.message, path=parse_path(problem.place.path), hint=problem.hint)
        for problem in check_references(data, Plan)
    ]


def _distinct(problems: list[Problem]) -> list[Problem]:
    """Return each problem once, in the order of the text."""
    unique = dict.fromkeys(problems)
    return sorted(unique, key=lambda p: (p.place.line or 0, p.place.column or 0))
