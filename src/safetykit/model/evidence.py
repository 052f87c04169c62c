"""Outcomes, how they are thought to come about, and what the plan knows or wants to find out."""

from __future__ import annotations

from enum import StrEnum

import attrs

from safetykit.model.ids import Id, id_field, ref_field, refs_field
from safetykit.model.sources import Passage
from safetykit.quantities import PartialDate

__all__ = [
    "InspectionGrade",
    "Outcome",
    "OutcomeDirection",
    "Reference",
    "ReferenceState",
    "Research",
    "ResearchKind",
    "TheoryOfChange",
]


class OutcomeDirection(StrEnum):
    """Which way an outcome is meant to go."""

    UP = "up"
    DOWN = "down"
    BETTER = "better"


@attrs.frozen(kw_only=True)
class Outcome:
    """A change for people that the plan wants; `measures` is empty where it names none."""

    id: Id = id_field()
    title: str
    direction: OutcomeDirection
    for_whom: tuple[Id, ...] = refs_field("cohorts")
    measures: tuple[Id, ...] = refs_field("indicators")
    passage: Passage | None = None


@attrs.frozen(kw_only=True)
class TheoryOfChange:
    """How actions are thought to lead to outcomes, step by step, and what must hold for it."""

    steps: tuple[str, ...]
    outcomes: tuple[Id, ...] = refs_field("outcomes")
    enablers: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    starts: PartialDate | None = None
    passage: Passage | None = None


class ResearchKind(StrEnum):
    """What is to be found out, or how."""

    REVIEW = "review"
    EVALUATION = "evaluation"
    ANALYSIS = "analysis"
    REPOSITORY = "repository"
    PILOT = "pilot"
    NEED = "evidence need"
    STUDENT_WORK = "student work"


@attrs.frozen(kw_only=True)
class Research:
    """Research or an evaluation that the plan means to do; `method` is empty if none is named."""

    id: Id = id_field()
    title: str
    kind: ResearchKind
    of: tuple[Id, ...] = refs_field("actions")
    partners: tuple[Id, ...] = refs_field("organisations")
    method: str = ""
    duration_weeks: int | None = None
    publishes: bool | None = None
    passage: Passage | None = None


@attrs.frozen(kw_only=True)
class InspectionGrade:
    """A judgement of an inspectorate, on the scale that it used at the time."""

    id: Id = id_field()
    inspection: str
    body: Id | None = ref_field("organisations")
    when: PartialDate
    grade: str
    scale: tuple[str, ...] = ()
    scale_version: str = ""
    aspects: tuple[str, ...] = ()
    distribution: tuple[str, ...] = ()
    passage: Passage | None = None


class ReferenceState(StrEnum):
    """How well a citation in the text can be followed."""

    COMPLETE = "complete"
    YEAR_ONLY = "year only"
    NO_DATE = "no date"
    MISSPELT = "misspelt author"
    NO_TITLE = "no title"
    NO_LINK = "no link"


@attrs.frozen(kw_only=True)
class Reference:
    """A source that the text cites, and how well it can be followed."""

    id: Id = id_field()
    cited_as: str
    states: tuple[ReferenceState, ...]
    about: str = ""
    passage: Passage | None = None
