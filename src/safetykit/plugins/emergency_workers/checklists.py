"""What to do after an assault, for the worker and for the employer."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from safetykit.content import Checklist, Jurisdiction, Unknown, parse_choice
from safetykit.plugins.emergency_workers.data import CONTENT

__all__ = ["ForWhom", "incident_checklist"]


class ForWhom(StrEnum):
    """Whose checklist it is."""

    WORKER = "worker"
    EMPLOYER = "employer"


def incident_checklist(
    for_whom: ForWhom | str, jurisdiction: Jurisdiction | str, as_of: dt.date
) -> Checklist | Unknown:
    """Return what to do after an assault at work.

    Args:
        for_whom: `worker` or `employer`.
        jurisdiction: England or Wales.
        as_of: The day.

    Returns:
        The checklist; or `Unknown`, which names where to look, for another nation.

    Examples:
        >>> incident_checklist("worker", "england", dt.date(2026, 11, 22)).items[0].id
        'danger'
    """
    who = parse_choice(ForWhom, for_whom, field="for_whom")
    pages = CONTENT.checklists_for(jurisdiction=jurisdiction, as_of=as_of)
    keys = [plan.key for plan in CONTENT.checklists]
    return pages[keys.index(f"emergency_workers.{who}")]
