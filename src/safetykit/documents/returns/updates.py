"""The file in which updates are kept: they are added, and never changed."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import attrs

from safetykit.documents.returns.periods import period_text, same_period
from safetykit.errors import DocumentError, Place, Problem, SchemaVersionError, suggest
from safetykit.model import Plan, ProgressUpdate
from safetykit.serial import (
    Text,
    dump_json,
    dump_yaml,
    find_comments,
    parse_plain,
    read_text,
    structure,
    unstructure,
    write_text,
)

__all__ = [
    "UPDATES_FORMAT",
    "Updates",
    "append_updates",
    "dump_updates",
    "dumps_updates",
    "load_updates",
]

UPDATES_FORMAT: Final = 1


@attrs.frozen(kw_only=True)
class Updates:
    """The updates on a plan's actions, in the order in which they came in.

    Attributes:
        plan: The id of the plan; empty if the document does not say.
        updates: The updates; none is ever changed or taken away.
    """

    plan: str = ""
    updates: tuple[ProgressUpdate, ...] = ()


def load_updates(path: str | os.PathLike[str], *, plan: Plan | None = None) -> Updates:
    """Read updates from a YAML or JSON file.

    Args:
        path: The file.
        plan: The plan that they must be for, and whose actions they must name.

    Raises:
        DocumentError: Anything is wrong with the file or in it; all problems are listed.
    """
    return _load(read_text(path), plan)


def dumps_updates(updates: Updates, *, is_json: bool = False) -> str:
    """Write updates as text, YAML or JSON."""
    data = {"format": UPDATES_FORMAT, **unstructure(updates)}
    data.setdefault("updates", [])
    return dump_json(data) if is_json else dump_yaml(data)


def dump_updates(updates: Updates, path: str | os.PathLike[str]) -> Path:
    """Write updates to a new file, atomically: JSON where its name ends in `.json`, else YAML.

    To add to a file that is there, use `append_updates`.

    Raises:
        DocumentError: The file is there already.
        InputError: The file cannot be written.
    """
    if Path(path).is_file():
        place = Place(file=os.fspath(path))
        hint = "Updates are never replaced: add to it, or choose another name."
        raise DocumentError([Problem(place=place, message="is there already.", hint=hint)])
    return write_text(path, dumps_updates(updates, is_json=_is_json(path)))


def append_updates(
    path: str | os.PathLike[str], new: Iterable[ProgressUpdate], *, plan: Plan
) -> Path:
    """Add updates to a file, which is made if it is not there.

    A later update on the same action and period is a correction, and is added like any other.

    Raises:
        DocumentError: An update repeats one that is there, or would change it, since it is not
            dated later; or a comment would be lost. All are listed, and nothing is written.
        InputError: The file cannot be written.
    """
    added = tuple(new)
    if not Path(path).exists():
        return dump_updates(Updates(plan=plan.id, updates=added), path)
    text = read_text(path)
    kept = _load(text, plan)
    if problems := list(_clashes(text, kept.updates, added)):
        raise DocumentError(problems)
    if not added:
        return Path(path)
    merged = attrs.evolve(kept, plan=plan.id, updates=(*kept.updates, *added))
    return write_text(path, _with_added(text, merged, added, is_json=_is_json(path)))


def _is_json(path: str | os.PathLike[str]) -> bool:
    return Path(path).suffix.lower() == ".json"


def _with_added(
    text: Text, merged: Updates, added: Sequence[ProgressUpdate], *, is_json: bool
) -> str:
    """Return the text with updates behind it, so that comments stay; else all written anew.

    Raises:
        DocumentError: It would have to be written anew, and holds comments.
    """
    if not is_json:
        lines = dump_yaml({"updates": unstructure(list(added))}).partition("\n")[2]
        content = f"{text.content.rstrip()}\n{lines}"
        try:
            if _load(Text(content=content), None) == merged:
                return content
        except DocumentError:  # the list of the file is not its last key, or is written in brackets
            pass
        _require_no_comments(text, merged.plan)
    return dumps_updates(merged, is_json=is_json)


def _require_no_comments(text: Text, plan: str) -> None:
    hint = f'Write "plan: {plan}", and "updates:" as the last key with "- " before each update.'
    message = "this comment would be lost: nothing can be added behind what stands in the file."
    problems = [
        Problem(
            place=Place(file=text.file, line=comment.line, column=comment.column),
            message=message,
            hint=hint,
        )
        for comment in find_comments(text.content)
    ]
    if problems:
        raise DocumentError(problems)


def _clashes(
    text: Text, kept: Sequence[ProgressUpdate], added: Sequence[ProgressUpdate]
) -> Iterator[Problem]:
    for update in added:
        for number, other in enumerate(kept):
            if other.action != update.action or not same_period(other.period, update.period):
                continue
            what = f'the update on "{update.action}" for {period_text(update.period)}'
            if attrs.evolve(update, received=other.received, period=other.period) == other:
                message, hint = f"{what} is there already.", "It is not added again."
            elif update.received <= other.received:
                message = f"{what} of {other.received} would be changed."
                hint = "A correction is an update of a later day: give --received."
            else:
                continue
            yield text.problem(message, path=("updates", number), hint=hint)


def _load(text: Text, plan: Plan | None) -> Updates:
    data = parse_plain(text)
    if not isinstance(data, dict):
        message = "expected updates, which are a mapping of keys to values."
        hint = f'Begin with "format: {UPDATES_FORMAT}".'
        raise DocumentError([text.problem(message, hint=hint)])
    _require_format(data.pop("format", None), text)
    updates = structure(data, Updates, text)
    if plan is not None and (problems := list(_misfits(updates, plan, text))):
        raise DocumentError(problems)
    return updates


def _require_format(found: Any, text: Text) -> None:
    if isinstance(found, bool) or not isinstance(found, int) or found < 1:
        message = f"expected the number of the format, got {found!r}."
        if found is None:
            message = 'the key "format" is missing.'
        hint = f'Begin the file with "format: {UPDATES_FORMAT}".'
        raise DocumentError([text.problem(message, path=("format",), hint=hint)])
    if found > UPDATES_FORMAT:
        raise SchemaVersionError(found, UPDATES_FORMAT, place=text.place(("format",)))


def _misfits(updates: Updates, plan: Plan, text: Text) -> Iterator[Problem]:
    if updates.plan and updates.plan != plan.id:
        message = f'these updates are for the plan "{updates.plan}", and not for "{plan.id}".'
        yield text.problem(message, path=("plan",), hint="Check the two files.")
        return
    ids = [action.id for action in plan.actions]
    for number, update in enumerate(updates.updates):
        if update.action not in ids:
            message = f'the plan has no action "{update.action}".'
            path = ("updates", number, "action")
            yield text.problem(message, path=path, hint=suggest(update.action, ids))
