"""Who is an emergency worker under the Act of 2018: yes, no, or what it depends on.

What belongs here: the ten groups of section 3, in our words, and the question that each raises.
What does not: whether somebody was acting in the exercise of functions on a particular day, which
is a part of the offence and for a court.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Final

import attrs

from safetykit.content import Fact, Jurisdiction, Unknown, parse_choice, parse_jurisdiction
from safetykit.errors import InputError
from safetykit.plugins.emergency_workers.data import CONTENT

__all__ = ["Covered", "Determination", "WorkerRole", "is_emergency_worker"]

_KEY: Final = "emergency_workers.covers"


class WorkerRole(StrEnum):
    """What somebody does, by the groups of section 3; a job title alone does not say it."""

    CONSTABLE = "constable"
    POLICE_STAFF = "police_staff"
    NCA_OFFICER = "nca_officer"
    PRISON_OFFICER = "prison_officer"
    CUSTODIAL_FUNCTIONS = "custodial_functions"
    PRISONER_CUSTODY_OFFICER = "prisoner_custody_officer"
    CUSTODY_OFFICER = "custody_officer"
    FIRE_SERVICES = "fire_services"
    SEARCH_AND_RESCUE = "search_and_rescue"
    NHS = "nhs"
    NONE_OF_THESE = "none_of_these"


class Covered(StrEnum):
    """Whether the Act's list covers a role."""

    YES = "yes"
    NO = "no"
    DEPENDS = "depends"


_QUESTIONS: Final = {
    WorkerRole.POLICE_STAFF: (
        "Do they have the powers of a constable, or are they employed or engaged for police "
        "purposes?"
    ),
    WorkerRole.CUSTODIAL_FUNCTIONS: "Do their functions correspond to those of a prison officer?",
    WorkerRole.PRISONER_CUSTODY_OFFICER: "Were they concerned with escort functions?",
    WorkerRole.CUSTODY_OFFICER: "Were they concerned with escort functions?",
    WorkerRole.FIRE_SERVICES: "Are they employed or engaged to provide fire services?",
    WorkerRole.SEARCH_AND_RESCUE: "Are they employed or engaged to provide search or rescue?",
    WorkerRole.NHS: (
        "Are they employed or engaged to provide NHS health services or their support, and do "
        "their general activities involve face-to-face contact with people?"
    ),
}
_FUNCTIONS: Final = (
    "The offence also asks whether the worker was acting in the exercise of functions; that is not "
    "answered here."
)
_OTHER_LAW: Final = "Assaults on other people are crimes as well; other law applies to them."


@attrs.frozen(kw_only=True)
class Determination:
    """Whether the list of section 3 covers a role, why, and what it would depend on."""

    answer: Covered
    role: WorkerRole
    jurisdiction: Jurisdiction
    as_of: dt.date
    reason: str
    question: str
    facts: tuple[Fact, ...]
    caveats: tuple[str, ...]


def is_emergency_worker(
    role: WorkerRole | str,
    jurisdiction: Jurisdiction | str,
    as_of: dt.date,
    *,
    condition_met: bool | None = None,
) -> Determination | Unknown:
    """Say whether the Act's list covers a role, or what it depends on.

    Args:
        role: A group of section 3, or `none_of_these`; not a job title.
        jurisdiction: England or Wales.
        as_of: The day of the incident.
        condition_met: The answer to the question that the group raises; None if it is not known.
            Ask without it first: the answer then holds the question.

    Returns:
        Yes, no or depends, with the reason; or `Unknown` for Scotland and Northern Ireland, and
        for a day before the Act.

    Raises:
        InputError: The role is not one of the groups: a job title alone never decides.

    Examples:
        >>> answer = is_emergency_worker("nhs", "england", dt.date(2026, 4, 1))
        >>> answer.answer.value, "face-to-face contact" in answer.question
        ('depends', True)
    """
    kind, nation = _role(role), parse_jurisdiction(jurisdiction)
    key = "emergency_workers.act.in_force" if kind is WorkerRole.NONE_OF_THESE else f"{_KEY}.{kind}"
    fact = CONTENT.book.at(key, jurisdiction=nation, as_of=as_of)
    if isinstance(fact, Unknown):
        return fact
    question = _QUESTIONS.get(kind, "")
    answer = _answer(kind, question, condition_met)
    return Determination(
        answer=answer,
        role=kind,
        jurisdiction=nation,
        as_of=as_of,
        reason=_reason(answer, kind, fact),
        question=question if answer is Covered.DEPENDS else "",
        facts=(fact,),
        caveats=((_OTHER_LAW,) if answer is Covered.NO else (_FUNCTIONS,)) + fact.caveats_on(as_of),
    )


def _role(role: object) -> WorkerRole:
    try:
        return parse_choice(WorkerRole, role, field="role")
    except InputError as error:
        hint = "A job title alone does not decide: name the group of section 3 by what is done."
        raise InputError("role", role, error.expected, hint=hint) from error


def _answer(kind: WorkerRole, question: str, condition_met: bool | None) -> Covered:
    if kind is WorkerRole.NONE_OF_THESE:
        return Covered.NO
    if not question or condition_met:
        return Covered.YES
    return Covered.DEPENDS if condition_met is None else Covered.NO


def _reason(answer: Covered, kind: WorkerRole, fact: Fact) -> str:
    if kind is WorkerRole.NONE_OF_THESE:
        return "The list of section 3 holds ten groups, and this is none of them."
    verb = {
        Covered.YES: "The list holds",
        Covered.NO: "What the list asks for is not met:",
        Covered.DEPENDS: "It depends on the work; the list holds",
    }[answer]
    return f"{verb} {fact.value}."
