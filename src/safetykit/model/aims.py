"""What a plan wants: priorities, their objectives, and themes across them."""

from __future__ import annotations

from enum import StrEnum

import attrs

from safetykit.model.bodies import Lead
from safetykit.model.ids import Id, id_field
from safetykit.model.sources import Passage

__all__ = ["Audience", "Objective", "Priority", "Theme", "Wording"]


class Audience(StrEnum):
    """Whom a plan means to serve."""

    RESIDENTS = "residents"
    WORKERS = "workers"
    BUSINESSES = "businesses"
    VISITORS = "visitors"
    STUDENTS = "students"
    SOCIALISING = "people socialising"


@attrs.frozen(kw_only=True)
class Wording:
    """One of the ways in which a plan words an objective, paraphrased, and whom it names."""

    text: str
    audiences: tuple[Audience, ...] = ()
    passage: Passage | None = None


@attrs.frozen(kw_only=True)
class Objective:
    """What a priority is to bring about, in each wording that the plan gives it."""

    id: Id = id_field()
    wordings: tuple[Wording, ...]


@attrs.frozen(kw_only=True)
class Priority:
    """A field of work that the plan puts first."""

    id: Id = id_field()
    title: str
    also_called: tuple[str, ...] = ()
    objectives: tuple[Objective, ...] = ()
    scope: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    leads: tuple[Lead, ...] = ()
    topics: tuple[str, ...] = ()
    passage: Passage | None = None


@attrs.frozen(kw_only=True)
class Theme:
    """A subject that cuts across the priorities."""

    id: Id = id_field()
    title: str
    topics: tuple[str, ...] = ()
    note: str = ""
    passage: Passage | None = None
