"""Reading and writing plans as YAML or JSON.

Both hold the same keys. The first is `format`, the whole number of the format's version; the others
are the fields of `Plan`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final, Literal

import attrs

from safetykit.documents.include import add_included
from safetykit.documents.migrations import PLAN_FORMAT
from safetykit.documents.reading import read_mapping
from safetykit.errors import DocumentError, InputError, Place, Problem
from safetykit.model import Plan, check_references
from safetykit.serial import (
    Text,
    dump_json,
    dump_yaml,
    read_text,
    structure,
    unstructure,
    write_text,
)

__all__ = ["PLAN_FORMAT", "dump", "dumps", "load", "loads"]

Format = Literal["yaml", "json"]
CONVERTED: Final = {  # what people have in the place of a plan, with the words after its name
    ".csv": ("a table of actions", " --id ID ..."),
    ".xlsx": ("a workbook", ""),
}
WRITTEN_OUT: Final = (".doc", ".docx", ".ods", ".odt", ".pdf", ".xls")


def load(path: str | os.PathLike[str]) -> Plan:
    """Read a plan from a YAML or JSON file, with the files that it includes.

    Args:
        path: The file, in UTF-8, at most 10 MB.

    Returns:
        The plan; `plan.place(...)` answers with lines of this file or of an included one.

    Raises:
        DocumentError: Anything is wrong with the file or in it; all problems are listed.

    Examples:
        >>> plan = load("examples/plans/city-of-london.yaml")
        >>> plan.title, len(plan.actions)
        ('Safer City Partnership Strategy', 43)
        >>> print(plan.place("actions", 0))
        examples/plans/city-of-london.yaml:641...
    """
    _require_document(Path(path))
    return _read(read_text(path))


def _require_document(path: Path) -> None:
    """Refuse what is no text by its name, and say how it becomes a plan."""
    kind = path.suffix.lower()
    if kind not in (*CONVERTED, *WRITTEN_OUT) or not path.is_file():
        return
    what, more = CONVERTED.get(kind, ("a document for people", ""))
    hint = "Write it out as YAML first: the guide on spreadsheets shows how to begin."
    if kind in CONVERTED:
        hint = f"“safetykit convert {path.name} plan.yaml{more}” makes a plan of it."
    message = f"this is {what}, and a plan is read from YAML or JSON."
    raise DocumentError([Problem(place=Place(file=str(path)), message=message, hint=hint)])


def loads(text: str) -> Plan:
    """Read a plan from YAML or JSON text, which cannot include files: it has no folder.

    Raises:
        DocumentError: Anything is wrong in it; all problems are listed.

    Examples:
        >>> from safetykit.errors import DocumentError
        >>> try:
        ...     loads('{"format": 1, "id": "town", "titel": "Town safety plan"}')
        ... except DocumentError as error:
        ...     print(error.problems[-1])
        1:29 (titel): unknown key "titel". Did you mean "title"?
    """
    return _read(Text(content=text))


def dumps(plan: Plan, *, format: Format = "yaml") -> str:  # noqa: A002  # the word users look for
    """Write a plan as one self-contained text; `loads` gives back an equal plan.

    What a plan included is written out in it.

    Raises:
        InputError: The format is neither "yaml" nor "json".

    Examples:
        >>> from safetykit.model import Area, Id, Partnership, Plan, PlanPeriod
        >>> from safetykit.quantities import PartialDate, Period
        >>> plan = Plan(
        ...     id=Id("town"),
        ...     title="Town safety plan",
        ...     area=Area(name="Testborough"),
        ...     partnership=Partnership(name="Testborough Partnership"),
        ...     period=PlanPeriod(period=Period(start=PartialDate.parse("April 2026"))),
        ...     dated=PartialDate.parse("2026"),
        ... )
        >>> print(dumps(plan).splitlines()[1:3])
        ['id: town', 'title: Town safety plan']
        >>> loads(dumps(plan, format="json")) == plan
        True
    """
    data = {"format": PLAN_FORMAT, **unstructure(plan)}
    if format == "yaml":
        return dump_yaml(data)
    if format == "json":
        return dump_json(data)
    raise InputError("format", format, '"yaml" or "json"')


def dump(plan: Plan, path: str | os.PathLike[str]) -> Path:
    """Write a plan to a file, atomically: JSON where the name ends in `.json`, otherwise YAML.

    The file holds the whole plan in the newest format, also what it included from other files.

    Returns:
        The path that was written.

    Raises:
        InputError: The file cannot be written.
    """
    kind: Format = "json" if Path(path).suffix.lower() == ".json" else "yaml"
    return write_text(path, dumps(plan, format=kind))


def _read(text: Text) -> Plan:
    data, problems = read_mapping(text, "a plan")
    sources, unfit = add_included(data, text)
    problems += unfit
    try:
        plan = structure(data, Plan)
    except DocumentError as error:
        found = [*error.problems, *check_references(data, Plan)]
        raise DocumentError(_distinct(problems, map(sources.placed, found))) from error
    if problems:
        raise DocumentError(_distinct(problems, ()))
    return attrs.evolve(plan, origin=sources if sources.parts else text)


def _distinct(first: Iterable[Problem], more: Iterable[Problem]) -> list[Problem]:
    """Return each problem once, in the order of the texts; of a value, only what came first."""
    told = {_value(problem) for problem in first if problem.place.path}
    unique = dict.fromkeys([*first, *(problem for problem in more if _value(problem) not in told)])
    return sorted(unique, key=_position)


def _value(problem: Problem) -> tuple[str | None, str]:
    return problem.place.file, problem.place.path


def _position(problem: Problem) -> tuple[str, int, int]:
    return problem.place.file or "", problem.place.line or 0, problem.place.column or 0
