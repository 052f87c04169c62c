"""Assaults on emergency workers: who is covered, the maximum on which dates, what to expect.

What belongs here: the functions and types that applications import. The content is in data
files, read when it is first asked for.

Nothing here says what a court will give, whether an offence was committed, or what a case is
worth. A change in counts always carries what is known of changes in recording: there is no switch
for leaving the note out. Checklists are the same for all employers, because no source seen tells
them apart; so `incident_checklist` asks for whom it is and not for a type of employer.
"""

from safetykit.plugins.emergency_workers.checklists import ForWhom, incident_checklist
from safetykit.plugins.emergency_workers.frameworks import (
    Framework,
    FrameworkDocument,
    Role,
    charging_guidance,
    expectations,
)
from safetykit.plugins.emergency_workers.sentences import SentenceMax, TrialMode, max_sentence
from safetykit.plugins.emergency_workers.series import AssaultSeries, YearChange
from safetykit.plugins.emergency_workers.workers import (
    Covered,
    Determination,
    WorkerRole,
    is_emergency_worker,
)

__all__ = [
    "AssaultSeries",
    "Covered",
    "Determination",
    "ForWhom",
    "Framework",
    "FrameworkDocument",
    "Role",
    "SentenceMax",
    "TrialMode",
    "WorkerRole",
    "YearChange",
    "charging_guidance",
    "expectations",
    "incident_checklist",
    "is_emergency_worker",
    "max_sentence",
]
