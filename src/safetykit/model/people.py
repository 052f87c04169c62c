"""People as a plan speaks of them: groups with an age range, and holders of an office.

Only holders of an office are named; victims and junior officers never are.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

import attrs

from safetykit.errors import InputError
from safetykit.model.ids import Id, id_field, ref_field
from safetykit.model.sources import Passage, Status
from safetykit.model.whole import whole_field
from safetykit.quantities import Period

__all__ = ["AgeRange", "Cohort", "CohortKind", "OfficeHolder"]

_AGE: Final = "an age in years from 0 to 130"


class CohortKind(StrEnum):
    """Why people are seen as a group."""

    COMMUNITY = "community"
    VULNERABILITY = "vulnerability"
    PROTECTED = "protected characteristic"
    VICTIM = "victim"
    OFFENDER = "offender"
    VOLUNTEER = "volunteer"
    STAKEHOLDER = "stakeholder"


@attrs.frozen(kw_only=True)
class AgeRange:
    """Ages from `low` to `high` in years, both included; a bound may be open or lost."""

    low: int | None = whole_field(0, 130, expected=_AGE)
    high: int | None = whole_field(0, 130, expected=_AGE)
    low_status: Status = Status.STATED
    high_status: Status = Status.STATED

    def __attrs_post_init__(self) -> None:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise InputError("age", (self.low, self.high), "a low age not above the high one")


@attrs.frozen(kw_only=True)
class Cohort:
    """A group of people whom the plan names."""

    id: Id = id_field()
    title: str
    kind: CohortKind
    age: AgeRange | None = None
    members: tuple[str, ...] = ()
    note: str = ""
    passage: Passage | None = None


@attrs.frozen(kw_only=True)
class OfficeHolder:
    """An office and who holds it, where the plan names them."""

    id: Id = id_field()
    office: str
    name: str = ""
    organisation: Id | None = ref_field("organisations")
    holds: Period | None = None
    role: tuple[str, ...] = ()
    passage: Passage | None = None
