"""What came in before, in order: the latest update of each action."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from safetykit.documents.returns.periods import last_day
from safetykit.model import ProgressUpdate

__all__ = ["latest_by_action"]


def latest_by_action(
    updates: Iterable[ProgressUpdate], *, as_of: dt.date | None = None
) -> dict[str, ProgressUpdate]:
    """Return the update of each action that speaks for the latest time.

    Of two updates on one period the one that came in later counts, and of two that came in on one
    day the one that stands later.

    Args:
        updates: The updates, in the order in which they came in.
        as_of: Updates that came in after this day are left out.
    """
    latest: dict[str, ProgressUpdate] = {}
    for update in updates:
        if as_of is not None and update.received > as_of:
            continue
        before = latest.get(update.action)
        if before is None or _order(before) <= _order(update):
            latest[update.action] = update
    return latest


def _order(update: ProgressUpdate) -> tuple[dt.date, dt.date]:
    return (last_day(update.period) or update.received, update.received)
