"""What to do before footage is sent in and before volunteers go out."""

from __future__ import annotations

import datetime as dt

from safetykit.content import Checklist, Jurisdiction, Unknown
from safetykit.plugins.road_safety.data import CONTENT

__all__ = ["op_snap_checklist", "speed_watch_checklist"]


def op_snap_checklist(jurisdiction: Jurisdiction | str, as_of: dt.date) -> Checklist | Unknown:
    """Return what to check before footage of bad driving is sent to the police.

    Args:
        jurisdiction: England or Wales.
        as_of: The day.

    Returns:
        The checklist; or `Unknown`, which names where to look, for another nation.

    Examples:
        >>> op_snap_checklist("england", dt.date(2026, 11, 22)).items[0].id
        'danger'
    """
    return _checklist("road_safety.op_snap", jurisdiction, as_of)


def speed_watch_checklist(jurisdiction: Jurisdiction | str, as_of: dt.date) -> Checklist | Unknown:
    """Return what to check before a Community Speed Watch session; see `op_snap_checklist`."""
    return _checklist("road_safety.speed_watch", jurisdiction, as_of)


def _checklist(key: str, jurisdiction: Jurisdiction | str, as_of: dt.date) -> Checklist | Unknown:
    pages = CONTENT.checklists_for(jurisdiction=jurisdiction, as_of=as_of)
    return pages[[plan.key for plan in CONTENT.checklists].index(key)]
