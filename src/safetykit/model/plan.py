"""The plan itself."""

from __future__ import annotations

import datetime as dt
from typing import Final, TypeVar

import attrs

from safetykit.errors import DocumentError, InputError, Place, format_path, suggest
from safetykit.model.actions import Action
from safetykit.model.agreements import Agreement, DataSharing
from safetykit.model.aims import Audience, Objective, Priority, Theme
from safetykit.model.area import Area
from safetykit.model.bodies import Duty, Group, LinkedPlan, Organisation, Partnership
from safetykit.model.claims import Claim
from safetykit.model.designs import EvaluationDesign
from safetykit.model.engagement import Consultation, Engagement
from safetykit.model.evidence import (
    InspectionGrade,
    Outcome,
    Reference,
    Research,
    TheoryOfChange,
)
from safetykit.model.ids import Id, id_field
from safetykit.model.initiatives import Initiative, Schedule, ServiceStandard
from safetykit.model.kinds import check_kinds
from safetykit.model.law import Exemption, LegalInstrument, LegalThreshold, PlanKind, Power
from safetykit.model.measures import Indicator, PerformanceMeasure
from safetykit.model.mentions import CrossReference, Listing, Misprint
from safetykit.model.money import Funding
from safetykit.model.people import Cohort, OfficeHolder
from safetykit.model.principles import ContentItem, ContextEvent, Principle
from safetykit.model.progress import ProgressUpdate
from safetykit.model.references import check_references
from safetykit.model.risks import Risk
from safetykit.model.sources import Locator, Passage, Status, Transcription
from safetykit.model.whole import whole_field
from safetykit.quantities import Cadence, Marking, PartialDate, Period

__all__ = ["Achievement", "Plan", "PlanPeriod", "Predecessor"]

FINANCIAL_YEAR: Final = 4
_APRIL: Final = "A financial year starts in month 4, which is April."
_Item = TypeVar("_Item", Action, Claim, Indicator, Organisation, Priority, PerformanceMeasure)


@attrs.frozen(kw_only=True)
class PlanPeriod:
    """The time that a plan is for, how often it is refreshed, and how well that is known.

    `year_starts` is the first month, from 1 to 12, of the year that the partnership's quarters
    count from; where it is not stated, quarters are those of the financial year, from April.

    Attributes:
        period: From when until when the plan is for: {start: 2026-04, end: 2029-03}.
    """

    period: Period
    refreshed: Cadence | None = None
    year_starts: int | None = whole_field(1, 12, expected="a month from 1 to 12", hint=_APRIL)
    status: Status = Status.STATED
    note: str = ""

    @property
    def first_month(self) -> int:
        """The first month of the year that quarters count from: as stated, otherwise April."""
        return FINANCIAL_YEAR if self.year_starts is None else self.year_starts


@attrs.frozen(kw_only=True)
class Predecessor:
    """The plan, or the edition, that this one follows; `plan` is its id where it is at hand."""

    title: str
    plan: str = ""
    kept: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    passage: Passage | None = None


@attrs.frozen(kw_only=True)
class Achievement:
    """Something that the plan says was achieved before it began."""

    id: Id = id_field()
    title: str
    passage: Passage | None = None


@attrs.frozen(kw_only=True)
class Plan:
    """A community-safety plan: who promises what, to whom, by when, and how one would know.

    Ids are unique in the plan, and every reference names an object of the plan.

    Attributes:
        title: What the plan is called on its cover: "Safer Town 2026 to 2029".
        period: The time that the plan is for: {period: {start: 2026-04, end: 2029-03}}.
        dated: When the plan was made, as far as it says.
        kinds: What the plan is in terms of law, where it is anything.
        marking: The protective marking that it carries, which is shown on all that is made of it.
        supersedes: The edition or the plan before this one.
        risk_register: Whether the plan holds a register of risks, though it may name some.
        updates: What partners returned on actions, in the order in which it came in.
        listings: Lists as single places of the document give them.
        misprints: Words that were read for others than are printed.
        origin: The document that the plan was read from; not part of its value.

    Raises:
        DocumentError: A value is not of the kind that its field says, an id stands twice, or a
            reference leads nowhere; all of it is listed.
    """

    id: Id = id_field()
    title: str
    area: Area
    partnership: Partnership
    period: PlanPeriod
    dated: PartialDate
    kinds: tuple[PlanKind, ...] = ()
    marking: Marking | None = None
    transcription: Transcription | None = None
    vision: str = ""
    audiences: tuple[Audience, ...] = ()
    main_audiences: tuple[Audience, ...] = ()
    aims: tuple[str, ...] = ()
    scope: tuple[str, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    groups: tuple[Group, ...] = ()
    duties: tuple[Duty, ...] = ()
    linked_plans: tuple[LinkedPlan, ...] = ()
    achievements: tuple[Achievement, ...] = ()
    priorities: tuple[Priority, ...] = ()
    themes: tuple[Theme, ...] = ()
    actions: tuple[Action, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    performance_measures: tuple[PerformanceMeasure, ...] = ()
    claims: tuple[Claim, ...] = ()
    principles: tuple[Principle, ...] = ()
    office_holders: tuple[OfficeHolder, ...] = ()
    cohorts: tuple[Cohort, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    theory_of_change: TheoryOfChange | None = None
    legal_instruments: tuple[LegalInstrument, ...] = ()
    powers: tuple[Power, ...] = ()
    legal_thresholds: tuple[LegalThreshold, ...] = ()
    exemptions: tuple[Exemption, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    data_sharing: tuple[DataSharing, ...] = ()
    initiatives: tuple[Initiative, ...] = ()
    service_standards: tuple[ServiceStandard, ...] = ()
    schedules: tuple[Schedule, ...] = ()
    engagements: tuple[Engagement, ...] = ()
    consultations: tuple[Consultation, ...] = ()
    funding: tuple[Funding, ...] = ()
    risks: tuple[Risk, ...] = ()
    risk_register: Status = Status.ABSENT
    research: tuple[Research, ...] = ()
    evaluation_designs: tuple[EvaluationDesign, ...] = ()
    inspection_grades: tuple[InspectionGrade, ...] = ()
    references: tuple[Reference, ...] = ()
    content: tuple[ContentItem, ...] = ()
    context: tuple[ContextEvent, ...] = ()
    supersedes: Predecessor | None = None
    updates: tuple[ProgressUpdate, ...] = ()
    listings: tuple[Listing, ...] = ()
    cross_references: tuple[CrossReference, ...] = ()
    misprints: tuple[Misprint, ...] = ()
    origin: Locator | None = attrs.field(
        default=None, eq=False, repr=False, metadata={"transient": True}
    )

    def __attrs_post_init__(self) -> None:
        if problems := (*check_kinds(self, Plan), *check_references(self, Plan)):
            raise DocumentError(problems)

    @property
    def objectives(self) -> tuple[Objective, ...]:
        """The objectives of all priorities."""
        return tuple(o for priority in self.priorities for o in priority.objectives)

    @property
    def headline_actions(self) -> tuple[Action, ...]:
        """The actions that stand under a priority."""
        return tuple(action for action in self.actions if action.priorities)

    @property
    def as_of(self) -> dt.date:
        """The day for which the plan speaks: the latest that its own date can mean.

        Raises:
            InputError: The plan's date is not known.
        """
        day = self.dated.latest or self.dated.earliest
        if day is None:
            hint = "Give as_of, on the command line --as-of."
            raise InputError("dated", str(self.dated), "a date", hint=hint)
        return day

    def place(self, *path: str | int) -> Place:
        """Return where a path of the plan stands in the document that it was read from."""
        if self.origin is None:
            return Place(path=format_path(path))
        return self.origin.place(path)

    def action(self, name: str) -> Action:
        """Return the action with an id."""
        return _find(self.actions, name, "action")

    def indicator(self, name: str) -> Indicator:
        """Return the indicator with an id."""
        return _find(self.indicators, name, "indicator")

    def claim(self, name: str) -> Claim:
        """Return the claim with an id."""
        return _find(self.claims, name, "claim")

    def organisation(self, name: str) -> Organisation:
        """Return the organisation with an id."""
        return _find(self.organisations, name, "organisation")

    def priority(self, name: str) -> Priority:
        """Return the priority with an id."""
        return _find(self.priorities, name, "priority")


def _find(items: tuple[_Item, ...], name: str, what: str) -> _Item:
    for item in items:
        if item.id == name:
            return item
    ids = [item.id for item in items]
    raise InputError(what, name, f"a known {what} id of the plan", hint=suggest(name, ids))
