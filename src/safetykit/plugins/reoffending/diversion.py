"""What stands in the way of diversion by law, and who decides.

What belongs here: bars, as questions answered. What does not: a decision on anybody.
"""

from __future__ import annotations

import datetime as dt

import attrs

from safetykit.content import Fact, Jurisdiction, Unknown, parse_jurisdiction
from safetykit.errors import InputError
from safetykit.plugins.reoffending.data import CONTENT

__all__ = ["Answer", "diversion_eligibility"]


@attrs.frozen(kw_only=True)
class Answer:
    """What must be looked at before diversion; the police and panels decide, and not this.

    Attributes:
        facts: What the law and the schemes say.
        to_check: What a person must look at.
        who_decides: Who decides.
    """

    facts: tuple[Fact, ...]
    to_check: tuple[str, ...]
    who_decides: str


def diversion_eligibility(
    age: int, jurisdiction: Jurisdiction | str, as_of: dt.date, *, admitted: bool
) -> Answer | Unknown:
    """Return what must be looked at before diversion is offered; nothing is decided.

    Args:
        age: Whole years at the time of the offence.
        jurisdiction: England or Wales.
        as_of: The day.
        admitted: Whether the person admits what they did.

    Raises:
        InputError: The age is no whole number, or below the age of criminal responsibility.

    Examples:
        >>> found = diversion_eligibility(16, "england", dt.date(2026, 11, 22), admitted=True)
        >>> found.who_decides
        'The police, with the youth justice service; nothing is decided here.'
    """
    nation = parse_jurisdiction(jurisdiction)
    key = "reoffending.age_of_responsibility"
    fact = CONTENT.book.at(key, jurisdiction=nation, as_of=as_of)
    if isinstance(fact, Unknown):
        return fact
    youngest = int(fact.value.require_number())
    if type(age) is not int or age < youngest:
        hint = "A younger child cannot be charged: their council's children's services can help."
        raise InputError("age", age, f"{youngest} years or more", hint=hint)
    checks = ["Local policy on the offence, and what the victim wishes."]
    if not admitted:
        checks.insert(0, "Most schemes ask for an admission: whether this one does.")
    young = age < 18
    who = "The police, with the youth justice service" if young else "The police or the prosecutor"
    return Answer(
        facts=(fact,), to_check=tuple(checks), who_decides=f"{who}; nothing is decided here."
    )
