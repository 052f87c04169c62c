"""The tiers of the Terrorism (Protection of Premises) Act 2025, by expected attendance.

What belongs here: the exact limits, and that they have yet to begin. What does not: advice on
protecting premises, and whether a use of premises is covered; the Act lists the uses.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

import attrs

from safetykit.content import (
    Fact,
    Jurisdiction,
    Unknown,
    parse_jurisdiction,
    require_date,
)
from safetykit.errors import InputError
from safetykit.plugins.counter_terrorism.data import CONTENT

__all__ = ["PremisesTier", "Tier", "martyns_law_tier"]


class Tier(StrEnum):
    """What the Act will ask of premises."""

    NONE = "none"
    STANDARD = "standard"
    ENHANCED = "enhanced"


@attrs.frozen(kw_only=True)
class PremisesTier:
    """The tier that a number of people would fall in, and whether the Act has begun.

    Attributes:
        tier: The tier by attendance alone.
        begun: The answer of the law on the day: `Unknown`, as long as the Act is not in force.
        limits: The facts that hold the limits of attendance.
        caveats: What the number alone does not tell.
    """

    tier: Tier
    begun: Fact | Unknown
    limits: tuple[Fact, ...]
    caveats: tuple[str, ...]


def martyns_law_tier(
    expected_attendance: int, jurisdiction: Jurisdiction | str, as_of: dt.date
) -> PremisesTier | Unknown:
    """Return the tier that premises would fall in by the people who may be there at once.

    Args:
        expected_attendance: The most people, staff among them, who may be there at one time.
        jurisdiction: The nation; the Act covers all four.
        as_of: The day.

    Returns:
        The tier; or `Unknown` before the Act was passed, and from April 2027, when it may begin.

    Raises:
        InputError: The attendance is not a whole number of 0 or more.

    Examples:
        >>> found = martyns_law_tier(199, "england", dt.date(2026, 11, 22))
        >>> found.tier.value, found.begun.reason.value
        ('none', 'not_in_force')
    """
    nation, day = parse_jurisdiction(jurisdiction), require_date("as_of", as_of)
    if type(expected_attendance) is not int or expected_attendance < 0:
        hint = "Count the people who may be there at one time, staff among them."
        field = "expected_attendance"
        raise InputError(field, expected_attendance, "a whole number of 0 or more", hint=hint)
    keys = [f"counter_terrorism.premises.{tier}" for tier in ("standard", "enhanced")]
    found = [CONTENT.book.held(key, jurisdiction=nation, as_of=day) for key in keys]
    limits = tuple(fact for fact in found if fact is not None)
    begun = CONTENT.book.at(keys[0], jurisdiction=nation, as_of=day)
    if isinstance(begun, Unknown) and not limits:
        return begun
    reached = [expected_attendance >= fact.value.require_number() for fact in limits]
    return PremisesTier(
        tier=list(Tier)[sum(reached)],
        begun=begun,
        limits=limits,
        caveats=("The use of the premises matters too: the Act lists which uses it covers.",),
    )
