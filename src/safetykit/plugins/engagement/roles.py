"""Roles in which people help, with ages and checks, and what a visit to police cells must hold.

What belongs here: roles without people. No name, contact or address has a field, and neither has
the place or the time of a meeting of under-18s.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Final

import attrs

from safetykit.content import (
    Fact,
    Jurisdiction,
    Unknown,
    parse_choice,
    parse_jurisdiction,
    require_date,
)
from safetykit.errors import DocumentError, InputError, Place, Problem
from safetykit.plugins.engagement.data import CONTENT

__all__ = ["DelayReason", "ICVVisit", "Rank", "VolunteerRole", "volunteer_roles"]

_ADULT: Final = 18
_PAIR: Final = 2
_HELD: Final = {
    "mini_police": ("Mini Police", ("max_age",)),
    "cadet": ("Volunteer police cadet", ("max_age",)),
    "cadet_leader": ("Cadet leader", ()),
}


@attrs.frozen(kw_only=True)
class VolunteerRole:
    """A role, for whom it is, and what keeps those in it from harm.

    Attributes:
        name: What it is called.
        min_age: The youngest age, in whole years.
        max_age: The oldest; None where there is none.
        checks: How adults in or around it are checked.
        guardian_consent: Whether a parent or guardian agrees, for under-18s.
        safeguarding_lead: Whether somebody is named to look after safeguarding.
        facts: What says so.

    Raises:
        InputError: An age is impossible; or under-18s can take part, and consent, checks of
            adults, or a safeguarding lead are missing.
    """

    name: str
    min_age: int
    max_age: int | None
    checks: tuple[str, ...]
    guardian_consent: bool
    safeguarding_lead: bool
    facts: tuple[Fact, ...] = ()

    def __attrs_post_init__(self) -> None:
        if self.min_age < 0 or (self.max_age is not None and self.max_age < self.min_age):
            raise InputError("max_age", self.max_age, f"an age of {self.min_age} or more")
        if self.min_age >= _ADULT:
            return
        for field in ("guardian_consent", "safeguarding_lead", "checks"):
            if not getattr(self, field):
                expected = "an answer of yes, because children can take part"
                raise InputError(f"{self.name}.{field}", getattr(self, field), expected)

    def require_age(self, age: int) -> int:
        """Return an age that the role is open to.

        Raises:
            InputError: Somebody of this age is too young or too old for the role.
        """
        if age < self.min_age:
            hint = "Ask if there is a junior scheme."
            raise InputError("age", age, f"{self.min_age} or older for {self.name}", hint=hint)
        if self.max_age is not None and age > self.max_age:
            raise InputError("age", age, f"{self.max_age} or younger for {self.name}")
        return age


def volunteer_roles(
    jurisdiction: Jurisdiction | str, as_of: dt.date
) -> tuple[VolunteerRole, ...] | Unknown:
    """Return the roles whose ages are held, for a nation and a day; forces differ.

    Examples:
        >>> [role.min_age for role in volunteer_roles("wales", dt.date(2026, 11, 22))]
        [8, 13, 18]
    """
    nation, day = parse_jurisdiction(jurisdiction), require_date("as_of", as_of)
    roles = []
    for key, (name, more) in _HELD.items():
        facts: dict[str, Fact] = {}
        for part in ("min_age", *more):
            full = f"engagement.role.{key}.{part}"
            answer = CONTENT.book.at(full, jurisdiction=nation, as_of=day)
            if isinstance(answer, Unknown):
                return attrs.evolve(answer, about="ages of volunteers")
            facts[part] = answer
        oldest = facts.get("max_age")
        roles.append(
            VolunteerRole(
                name=name,
                min_age=int(facts["min_age"].value.require_number()),
                max_age=int(oldest.value.require_number()) if oldest else None,
                checks=("checked by the police force",),
                guardian_consent=True,
                safeguarding_lead=True,
                facts=tuple(facts.values()),
            )
        )
    return tuple(roles)


class DelayReason(StrEnum):
    """Why visitors were not let in at once; nothing else is a reason."""

    DANGER = "danger"


class Rank(StrEnum):
    """Ranks, from the lowest."""

    CONSTABLE = "constable"
    SERGEANT = "sergeant"
    INSPECTOR = "inspector"
    CHIEF_INSPECTOR = "chief_inspector"
    SUPERINTENDENT = "superintendent"

    @property
    def may_delay(self) -> bool:
        """Whether somebody of this rank may let visitors wait."""
        return list(Rank).index(self) >= list(Rank).index(Rank.INSPECTOR)


@attrs.frozen(kw_only=True)
class ICVVisit:
    """One visit by independent custody visitors, without a name of anybody.

    Attributes:
        on: The day.
        visitors: How many came.
        announced: Whether the visit was announced.
        minutes_waited: How long they waited to be let in.
        delay_reason: Why they waited, if they did.
        delay_authorised_by: Who let them wait.
        delay_recorded: Whether it was written down.
        accompanied: Whether custody staff went with them.
        saw_interview: Whether they were in an interview.
        people_offered: How many people held were offered a visit.
        people_agreed: How many of them agreed.
        people_seen: How many were seen.
        police_among_visitors: Whether a police officer, member of staff or special was a visitor.
    """

    on: dt.date
    visitors: int
    announced: bool = False
    minutes_waited: int = 0
    delay_reason: DelayReason | None = None
    delay_authorised_by: Rank | None = None
    delay_recorded: bool = False
    accompanied: bool = True
    saw_interview: bool = False
    people_offered: int = 0
    people_agreed: int = 0
    people_seen: int = 0
    police_among_visitors: bool = False

    def validate(self) -> ICVVisit:
        """Return the visit, if it can be recorded as one.

        Raises:
            DocumentError: The visit cannot be one of the scheme; every problem is listed.
        """
        problems = [message for wrong, message in self._rules() if wrong]
        if problems:
            place = Place(file=f"custody visit of {self.on.isoformat()}")
            raise DocumentError([Problem(place=place, message=text) for text in problems])
        return self

    def _rules(self) -> tuple[tuple[bool, str], ...]:
        waited = self.minutes_waited > 0
        rank = self.delay_authorised_by
        return (
            (self.visitors < _PAIR, f"visitors: expected 2 or more, got {self.visitors}."),
            (self.announced, "announced: expected no; visits come without a warning."),
            (self.police_among_visitors, "police_among_visitors: expected no; they cannot visit."),
            (not self.accompanied, "accompanied: expected yes, by custody staff."),
            (self.saw_interview, "saw_interview: expected no; interviews are not visited."),
            (self.minutes_waited < 0, "minutes_waited: expected 0 or more."),
            (waited and self.delay_reason is None, "delay_reason: expected danger, got none."),
            (
                waited and (rank is None or not parse_choice(Rank, rank, field="rank").may_delay),
                "delay_authorised_by: expected an inspector or above.",
            ),
            (waited and not self.delay_recorded, "delay_recorded: expected yes."),
            (
                not 0 <= self.people_seen <= self.people_agreed <= self.people_offered,
                "people_seen: expected no more than agreed, and no more agreed than were offered.",
            ),
        )
