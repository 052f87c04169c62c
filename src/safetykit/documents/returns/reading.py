"""Reading returns back: every one of them, or none and all that is wrong."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable

from safetykit.documents.returns import form
from safetykit.documents.returns.entries import Entries, read_entries
from safetykit.documents.returns.identity import read_identity
from safetykit.documents.returns.periods import period_text, same_period
from safetykit.errors import DocumentError, Place, Problem
from safetykit.model import Plan, ProgressUpdate
from safetykit.quantities import Period
from safetykit.serial.sheets import read_book

__all__ = ["read_returns"]


def read_returns(
    paths: Iterable[str | os.PathLike[str]],
    plan: Plan,
    *,
    period: Period | None = None,
    received: dt.date | None = None,
) -> tuple[ProgressUpdate, ...]:
    """Read workbooks that `write_returns` made and that were filled in.

    Args:
        paths: The files, all of one period.
        plan: The plan that they were made for.
        period: The period that they must be for, if it is to be checked.
        received: The day on which they came in; what each says itself if None.

    Returns:
        An update for each row in which anything is filled in.

    Raises:
        DocumentError: Anything is wrong in any of them; all problems are listed with file, sheet
            and cell, and nothing is taken from any file.
        MissingExtraError: The `xlsx` extra is not installed.
    """
    problems: list[Problem] = []
    read: list[Entries] = []
    for path in paths:
        try:
            book = read_book(path)
            identity = read_identity(book, plan, period=period)
        except DocumentError as error:
            problems += error.problems
            continue
        entries = read_entries(book.sheets[form.SHEET], identity, plan, received=received)
        problems += entries.problems
        read.append(entries)
    problems += [*_other_periods(read), *_twice(read)]
    if problems:
        raise DocumentError(problems)
    return tuple(update for entries in read for update, _ in entries.updates)


def _other_periods(read: list[Entries]) -> Iterable[Problem]:
    for entries in read[1:]:
        first, own = read[0].identity.period, entries.identity.period
        if not same_period(own, first):
            message = (
                f"this return is for {period_text(own)}, and {read[0].sheet.file} is for "
                f"{period_text(first)}."
            )
            place = Place(file=entries.sheet.file)
            yield Problem(place=place, message=message, hint="Read one period at a time.")


def _twice(read: list[Entries]) -> Iterable[Problem]:
    seen: dict[str, Place] = {}
    for entries in read:
        for update, place in entries.updates:
            if update.action in seen:
                message = f'"{update.action}" is returned at {seen[update.action]} too.'
                yield Problem(place=place, message=message, hint="Leave one of the two blank.")
            seen.setdefault(update.action, place)
