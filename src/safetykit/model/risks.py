"""Risks to a plan, and what is done about them."""

from __future__ import annotations

from enum import StrEnum

import attrs

from safetykit.model.ids import Id, id_field, ref_field, refs_field
from safetykit.model.sources import Passage

__all__ = ["Level", "Risk"]


class Level(StrEnum):
    """How likely, or how grave."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


@attrs.frozen(kw_only=True)
class Risk:
    """What could stop the plan; likelihood, impact and owner are None where not stated."""

    id: Id = id_field()
    title: str
    likelihood: Level | None = None
    impact: Level | None = None
    owner: Id | None = ref_field("organisations")
    mitigations: tuple[str, ...] = ()
    actions: tuple[Id, ...] = refs_field("actions")
    passage: Passage | None = None
