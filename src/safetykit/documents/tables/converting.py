"""From one form of a plan to another, and what is lost on the way."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final, Literal

import attrs

from safetykit.documents.include import Sources
from safetykit.documents.plans import dump, load
from safetykit.documents.tables.actions_csv import (
    Basics,
    dropped_by_csv,
    read_actions_csv,
    write_actions_csv,
)
from safetykit.documents.tables.plan_book import read_plan_book, write_plan_book
from safetykit.errors import InputError, suggest
from safetykit.model import Plan
from safetykit.serial import find_comments, read_text

__all__ = ["Conversion", "convert"]

FORMS: Final[dict[str, Literal["yaml", "json", "xlsx", "csv"]]] = {
    ".yaml": "yaml",
    ".yml": "yaml",
    ".json": "json",
    ".xlsx": "xlsx",
    ".csv": "csv",
}

_INTO: Final = {
    True: "a plan, or what the smallest plan needs, since a CSV holds actions alone",
    False: "no plan to add to, since the source is a whole plan",
}


@attrs.frozen(kw_only=True)
class Conversion:
    """What was written, what of the source is not in it, and what else is to be known."""

    path: Path
    dropped: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def convert(
    source: str | os.PathLike[str],
    target: str | os.PathLike[str],
    *,
    into: str | os.PathLike[str] | Basics | None = None,
    replace: bool = False,
) -> Conversion:
    """Write a plan in the form that the target's name ends in: YAML, JSON, XLSX or CSV.

    YAML, JSON and XLSX hold a whole plan. A CSV holds its actions alone.

    Args:
        source: The plan, or a CSV of actions.
        target: The file to write.
        into: For a CSV, the plan whose actions it adds to and updates, or what the smallest plan
            needs.
        replace: Whether a file that is there may be replaced.

    Raises:
        DocumentError: Anything is wrong in the source; all problems are listed.
        InputError: A name ends in something else, the target is there already, `into` is missing
            or not wanted, or the target cannot be written.
        MissingExtraError: A workbook is wanted, and the `xlsx` extra is not installed.

    Examples:
        >>> import tempfile
        >>> from pathlib import Path
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     done = convert("examples/plans/saltmere-2025.yaml", Path(folder, "saltmere.csv"))
        >>> done.dropped[1]
        'fields of the plan itself (23)'
    """
    read_as, write_as = _form(source, "source"), _form(target, "target")
    if Path(target).exists() and not replace:
        hint = "Choose another name, or say that it may be replaced."
        raise InputError("target", os.fspath(target), "a file that is not there yet", hint=hint)
    if (read_as == "csv") is (into is None):
        raise InputError("into", into, _INTO[read_as == "csv"])
    notes: list[str] = []
    plan = _read(source, read_as, into, notes)
    dropped = dropped_by_csv(plan) if write_as == "csv" else ()
    if comments := _comments(source, plan) if read_as == "yaml" else 0:
        dropped = (f"comments ({comments})", *dropped)
    writers = {"xlsx": write_plan_book, "csv": write_actions_csv}
    writers.get(write_as, dump)(plan, target)
    return Conversion(path=Path(target), dropped=dropped, notes=tuple(notes))


def _form(path: str | os.PathLike[str], which: str) -> str:
    suffix = Path(path).suffix.lower()
    if suffix not in FORMS:
        expected = "a name that ends in .yaml, .json, .xlsx or .csv"
        raise InputError(which, os.fspath(path), expected, hint=suggest(suffix, FORMS))
    return FORMS[suffix]


def _read(
    source: str | os.PathLike[str],
    form: str,
    into: str | os.PathLike[str] | Basics | None,
    notes: list[str],
) -> Plan:
    if form == "xlsx":
        return read_plan_book(source)
    if form != "csv" or into is None:
        return load(source)
    goal = into if isinstance(into, Basics) else _load_any(into)
    reading = read_actions_csv(source, goal)
    notes.append(f"{reading.added} actions added, {reading.updated} updated.")
    if reading.made:
        notes.append(f"Made, with ids for names: {'; '.join(reading.made)}.")
    return reading.plan


def _load_any(path: str | os.PathLike[str]) -> Plan:
    """Read a whole plan from YAML, JSON or XLSX."""
    form = _form(path, "into")
    if form == "csv":
        raise InputError("into", os.fspath(path), "a whole plan, in .yaml, .json or .xlsx")
    return read_plan_book(path) if form == "xlsx" else load(path)


def _comments(source: str | os.PathLike[str], plan: Plan) -> int:
    """Return how many comments stand in a plan's file and in those that it includes."""
    origin = plan.origin
    texts = [part.text for part in origin.parts] if isinstance(origin, Sources) else []
    files = {text.file: text for text in (read_text(source), *texts)}
    return sum(len(find_comments(text.content)) for text in files.values())
