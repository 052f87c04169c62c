"""What a partner returns on an action each quarter."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

import attrs

from safetykit.model.ids import Id, ref_field, refs_field
from safetykit.quantities import Period

__all__ = ["ProgressStatus", "ProgressUpdate"]


class ProgressStatus(StrEnum):
    """Where an action stands."""

    NOT_STARTED = "not started"
    ON_TRACK = "on track"
    AT_RISK = "at risk"
    DELAYED = "delayed"
    COMPLETE = "complete"
    STOPPED = "stopped"


@attrs.frozen(kw_only=True)
class ProgressUpdate:
    """One return on one action. Updates are added and never changed.

    Attributes:
        period: What the update is about.
        received: The day on which it came in.
        author: The post or the body that wrote it, not a private person.
        blocker: What stands in the way; empty if nothing.
        feedback: What the public was told of it ("you said, we did").
        answers: The consultations that it answers.
    """

    action: Id = ref_field("actions", required=True)
    period: Period
    received: dt.date
    status: ProgressStatus
    words: str
    author: str
    blocker: str = ""
    feedback: str = ""
    answers: tuple[Id, ...] = refs_field("consultations")
