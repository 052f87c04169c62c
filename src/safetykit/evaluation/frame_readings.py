"""What the text of a plan shows of what a frame asks for.

What belongs here: whether a frame speaks of a plan on a day, and where the plan shows each thing
that is asked for, by a closed set of tests over the model. What does not: any frame, which is data.

A reading is no legal advice and finds nothing of compliance: it says what is in the text held.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

import attrs

from safetykit.content import Jurisdiction, parse_jurisdiction
from safetykit.errors import InputError, Place
from safetykit.evaluation.frame_sights import Sight, look_for
from safetykit.evaluation.frames import Frame, Requirement, SeenBy
from safetykit.model import Plan

__all__ = ["NO_ADVICE", "FrameReading", "RequirementReading", "Standing", "read_frame"]

NO_ADVICE = "This is no legal advice and no finding of compliance."


class Standing(StrEnum):
    """How a requirement stands to the text held. None of these is a verdict of law."""

    MET = "met in the text held"
    NOT_FOUND = "not found in the text held"
    EXEMPT = "exempt"
    NOT_APPLICABLE = "does not apply"
    UNSEEN = "cannot be seen in a plan"


@attrs.frozen(kw_only=True)
class RequirementReading:
    """How one requirement stands to the text held, why, and where that was seen."""

    requirement: Requirement
    standing: Standing
    why: str
    place: Place


@attrs.frozen(kw_only=True)
class FrameReading:
    """What a plan shows of one frame.

    Attributes:
        frame: The frame.
        as_of: The day for which it was read.
        applies: Whether it speaks of this plan on that day.
        speaks_of: Whether it speaks of plans of this kind in this nation, on any day.
        why: Why it applies, or why not.
        requirements: How each requirement stands.
    """

    frame: Frame
    as_of: dt.date
    applies: bool
    speaks_of: bool
    why: str
    requirements: tuple[RequirementReading, ...] = ()

    def standing(self, standing: Standing) -> tuple[RequirementReading, ...]:
        """Return the requirements that stand in one way."""
        return tuple(r for r in self.requirements if r.standing is standing)

    @property
    def summary(self) -> str:
        """The reading in one sentence, with its denominator."""
        if not self.applies:
            return f"{self.frame.title}: does not apply. {self.why}"
        counts = ((s, len(self.standing(s))) for s in Standing)
        parts = ", ".join(f"{s.value} {n}" for s, n in counts if n)
        total = len(self.requirements)
        noun = "requirement" if total == 1 else "requirements"
        return f"{self.frame.title}, {total} {noun}: {parts}. {NO_ADVICE}"


def read_frame(plan: Plan, frame: Frame, *, as_of: dt.date) -> FrameReading:
    """Return what a plan shows of a frame on a day.

    Args:
        plan: The plan.
        frame: The frame.
        as_of: The day for which the law is asked, usually the plan's own.
    """
    nation = _nation(plan)
    if why := _why_silent(plan, frame, nation):
        return FrameReading(frame=frame, as_of=as_of, applies=False, speaks_of=False, why=why)
    if why := _why_not_then(frame, as_of):
        return FrameReading(frame=frame, as_of=as_of, applies=False, speaks_of=True, why=why)
    return FrameReading(
        frame=frame,
        as_of=as_of,
        applies=True,
        speaks_of=True,
        why=f"It speaks of a {' or a '.join(frame.binds)}, and was in force on {as_of}.",
        requirements=tuple(
            _read(plan, frame, requirement)
            if nation is not None and requirement.covers(nation, as_of)
            else _not_asked(plan, requirement, as_of)
            for requirement in frame.requirements
        ),
    )


def _nation(plan: Plan) -> Jurisdiction | None:
    try:
        return parse_jurisdiction(plan.area.country)
    except InputError:
        return None


def _why_silent(plan: Plan, frame: Frame, nation: Jurisdiction | None) -> str:
    """Say why a frame never speaks of a plan; empty if it does."""
    if not set(plan.kinds) & set(frame.binds):
        return f"The plan does not say that it is a {' or a '.join(frame.binds)}."
    if nation is None:
        return f"The plan's country, “{plan.area.country}”, is not one nation."
    if nation not in frame.jurisdictions:
        return f"It does not hold in {nation.words}."
    return ""


def _why_not_then(frame: Frame, as_of: dt.date) -> str:
    """Say why a frame does not hold on a day; empty if it does."""
    if as_of < frame.valid_from:
        return f"It was not yet in force on {as_of}; it is known from {frame.valid_from}."
    if frame.valid_to is not None and frame.valid_to < as_of:
        return f"It was no longer in force on {as_of}; it ended on {frame.valid_to}."
    return ""


def _read(plan: Plan, frame: Frame, requirement: Requirement) -> RequirementReading:
    for exemption in frame.exemptions:
        if exemption.frees(plan.area.code, requirement.id):
            why = f"{exemption.who} is exempt. {exemption.why}"
            return _reading(plan, requirement, Standing.EXEMPT, Sight(why=why))
    sight = look_for(plan, requirement)
    if requirement.seen_by is SeenBy.NOWHERE:
        return _reading(plan, requirement, Standing.UNSEEN, sight)
    return _reading(plan, requirement, Standing.MET if sight.seen else Standing.NOT_FOUND, sight)


def _not_asked(plan: Plan, requirement: Requirement, as_of: dt.date) -> RequirementReading:
    """Return the reading of a requirement that does not hold here on a day."""
    if as_of < requirement.valid_from:
        why = f"It is known from {requirement.valid_from}."
    elif requirement.valid_to is not None and requirement.valid_to < as_of:
        why = f"It ended on {requirement.valid_to}."
    else:
        why = f"It does not hold in {plan.area.country}."
    return _reading(plan, requirement, Standing.NOT_APPLICABLE, Sight(why=why))


def _reading(
    plan: Plan, requirement: Requirement, standing: Standing, sight: Sight
) -> RequirementReading:
    place = plan.place(*sight.path)
    return RequirementReading(
        requirement=requirement, standing=standing, why=sight.why, place=place
    )
