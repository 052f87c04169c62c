"""Making the workbooks that go out: one for each organisation that leads on an action."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

import attrs

from safetykit.documents.returns import form
from safetykit.documents.returns.drawing import draw_return
from safetykit.documents.returns.history import latest_by_action
from safetykit.documents.returns.periods import period_text
from safetykit.errors import InputError
from safetykit.model import Action, Plan, ProgressUpdate
from safetykit.quantities import Period
from safetykit.serial.sheets import save_book

__all__ = ["Blank", "BlankRow", "make_blanks", "write_returns"]

_UNNAMABLE: Final = re.compile(r'[\x00-\x1f/\\:*?"<>|]')
MAX_LINES = 6
MAX_LINE = 120


@attrs.frozen(kw_only=True)
class BlankRow:
    """What is handed out on one action."""

    id: str
    title: str
    promised: str = ""
    due: str = ""
    last: str = ""


@attrs.frozen(kw_only=True)
class Blank:
    """A return that is to be filled in; `organisation` is empty where nobody owns the actions."""

    plan: Plan
    period: Period
    label: str
    organisation: str
    name: str
    rows: tuple[BlankRow, ...]

    @property
    def file_name(self) -> str:
        """The name of the workbook's file, with a hyphen for each sign that a name cannot hold."""
        return f"{_UNNAMABLE.sub('-', self.label)}-{self.organisation or form.NO_OWNER}.xlsx"


def write_returns(
    plan: Plan,
    period: Period,
    folder: str | os.PathLike[str],
    *,
    label: str = "",
    updates: Iterable[ProgressUpdate] = (),
) -> tuple[Path, ...]:
    """Write a workbook for each organisation that leads on an action, and one for the rest.

    Args:
        plan: The plan, which has actions.
        period: What the returns are about.
        folder: Where to write; it is made if it is not there.
        label: What the files' names begin with, such as "2026-Q3"; the period if empty.
        updates: What came in before, beside the plan's own, for the last known status.

    Returns:
        The files, in the order in which the organisations first stand in the plan.

    Raises:
        InputError: The plan has no action, a file is there already (it may be filled in), or the
            folder cannot be written to. Nothing is written then.
        MissingExtraError: The `xlsx` extra is not installed.
    """
    blanks = make_blanks(plan, period, label=label, updates=updates)
    files = [Path(folder) / blank.file_name for blank in blanks]
    for file in files:
        if file.exists() or files.count(file) > 1:
            hint = "It may be filled in: move it away, or choose another folder."
            raise InputError("folder", os.fspath(file), "a file that is not there yet", hint=hint)
    books = [draw_return(blank) for blank in blanks]
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        hint = f"{error.strerror}. Nothing was written."
        raise InputError("folder", os.fspath(folder), "a folder", hint=hint) from error
    for book, file in zip(books, files, strict=True):
        save_book(book, file)
    return tuple(files)


def make_blanks(
    plan: Plan, period: Period, *, label: str = "", updates: Iterable[ProgressUpdate] = ()
) -> tuple[Blank, ...]:
    """Return what is handed out to whom; see `write_returns`."""
    if not plan.actions:
        raise InputError("actions", 0, "a plan with at least one action")
    latest = latest_by_action([*plan.updates, *updates])
    owners = dict.fromkeys(action.owner for action in plan.actions)
    names = {organisation.id: organisation.name for organisation in plan.organisations}
    ordered = [*(owner for owner in owners if owner), *([None] if None in owners else [])]
    return tuple(
        Blank(
            plan=plan,
            period=period,
            label=label or period_text(period),
            organisation=owner or "",
            name=names[owner] if owner else "Nobody is named as the owner of these actions",
            rows=tuple(_row(a, latest.get(a.id)) for a in plan.actions if a.owner == owner),
        )
        for owner in ordered
    )


def _row(action: Action, last: ProgressUpdate | None) -> BlankRow:
    known = "no return yet"
    if last is not None:
        known = f"{last.status.value} ({period_text(last.period)}, returned {last.received})"
    return BlankRow(
        id=action.id,
        title=action.title,
        promised=_in_short([f"{c.strength.value}: {c.what}" for c in action.commitments]),
        due=_in_short([f"{m.due}: {m.what}" for m in action.milestones]),
        last=known,
    )


def _in_short(lines: Sequence[str]) -> str:
    kept = [line if len(line) <= MAX_LINE else f"{line[: MAX_LINE - 1]}…" for line in lines]
    more = [f"and {len(kept) - MAX_LINES} more"] if len(kept) > MAX_LINES else []
    return "\n".join(kept[:MAX_LINES] + more)
