"""Organisations, the partnership that they form, and the duties that bind them."""

from __future__ import annotations

from enum import StrEnum

import attrs

from safetykit.model.ids import Id, id_field, ref_field, refs_field
from safetykit.model.sources import Passage, Status
from safetykit.quantities import Cadence, PartialDate, Period

__all__ = [
    "BodyKind",
    "DecisionRight",
    "Duty",
    "Group",
    "Lead",
    "LinkedPlan",
    "Membership",
    "MembershipStatus",
    "Organisation",
    "Partnership",
]


class MembershipStatus(StrEnum):
    """How a body belongs to a partnership."""

    STATUTORY = "statutory"
    ASSOCIATE = "associate"


class BodyKind(StrEnum):
    """What a body is to the law of community safety."""

    LOCAL_AUTHORITY = "local authority"
    POLICE = "police force"
    LOCAL_POLICING_BODY = "local policing body"
    FIRE_AND_RESCUE = "fire and rescue authority"
    PROBATION = "provider of probation services"
    HEALTH = "health body"
    YOUTH_JUSTICE = "youth justice service"
    EDUCATION = "education authority"
    PRISON = "prison authority"


@attrs.frozen(kw_only=True)
class Organisation:
    """A body, the time in which it existed, and what followed it.

    `kind`, `existed` and `source` are facts about the body; the plan itself seldom states them.

    Attributes:
        name: What the body is called: "Town Council".
    """

    id: Id = id_field()
    name: str
    kind: BodyKind | None = None
    also_called: tuple[str, ...] = ()
    existed: Period | None = None
    successor: str = ""
    source: str = ""
    passage: Passage | None = None
    note: str = ""


@attrs.frozen(kw_only=True)
class Membership:
    """That a body belongs to the partnership, how, and since when."""

    organisation: Id = ref_field("organisations", required=True)
    status: MembershipStatus
    role: str = ""
    valid: Period | None = None
    passage: Passage | None = None


@attrs.frozen(kw_only=True)
class DecisionRight:
    """Who decides what in the partnership."""

    held_by: MembershipStatus
    decides: tuple[str, ...]
    passage: Passage | None = None


@attrs.frozen(kw_only=True)
class Partnership:
    """The partnership that makes the plan.

    Attributes:
        name: What the partnership is called: "Safer Town Partnership".
    """

    name: str
    also_called: tuple[str, ...] = ()
    members: tuple[Membership, ...] = ()
    decision_rights: tuple[DecisionRight, ...] = ()


@attrs.frozen(kw_only=True)
class Group:
    """A board, a sub-group or a post that steers or serves the partnership."""

    id: Id = id_field()
    name: str
    role: tuple[str, ...] = ()
    planned: bool = False
    reports: PartialDate | None = None
    cadence: Cadence | None = None
    passage: Passage | None = None


@attrs.frozen(kw_only=True)
class Lead:
    """Which body leads on what, within a priority."""

    organisation: Id = ref_field("organisations", required=True)
    on: tuple[str, ...]
    operation: str = ""


@attrs.frozen(kw_only=True)
class Duty:
    """A duty of law that the plan names."""

    id: Id = id_field()
    instrument: str
    requires: str
    falls_on: tuple[Id, ...] = refs_field("organisations")
    note: str = ""
    passage: Passage | None = None


@attrs.frozen(kw_only=True)
class LinkedPlan:
    """Another plan or strategy that this one is tied to; `elements` are its parts as named here."""

    id: Id = id_field()
    title: str
    owner: str = ""
    elements: tuple[str, ...] = ()
    status: Status = Status.STATED
    note: str = ""
    passage: Passage | None = None
