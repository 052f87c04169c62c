"""Numbers that a plan states, and what each should agree with.

A claim says what it is about (`subject`), so that two claims about one thing can be compared; what
it is a share of; what it cannot exceed; which change it describes; and which indicator tests it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

import attrs

from safetykit.errors import InputError
from safetykit.model.ids import Id, id_field, ref_field, refs_field
from safetykit.model.measures import Polarity
from safetykit.model.sources import Passage, Status
from safetykit.model.whole import whole_field
from safetykit.quantities import Approx, PartialDate, Period, check_unit

__all__ = [
    "Change",
    "Claim",
    "ClaimTest",
    "Comparison",
    "Counted",
    "Ratio",
    "Relation",
    "Statistic",
]

_FROM_ONE: Final = "a whole number from 1"


class Counted(StrEnum):
    """How a count came about: all who came by in a period, or those there at one moment."""

    OVER_PERIOD = "over a period"
    AT_ONE_TIME = "at one time"


class Statistic(StrEnum):
    """What of an indicator a claim states."""

    COUNT = "count"
    SHARE = "share"


@attrs.frozen(kw_only=True)
class ClaimTest:
    """The indicator, the statistic and the period that recompute a claim from records."""

    indicator: Id = ref_field("indicators", required=True)
    statistic: Statistic
    period: Period


@attrs.frozen(kw_only=True)
class Change:
    """What a percentage change goes with: the amount, the figure before and the figure after."""

    amount: Id | None = ref_field("claims")
    before: Id | None = ref_field("claims")
    after: Id | None = ref_field("claims")


@attrs.frozen(kw_only=True)
class Ratio:
    """Which claim's number is divided by which: "rising at twice the rate of".

    `or_to` holds the claims that may be meant in place of `to` where the plan does not say. `per`
    is for a rate: 1,000 for "12.4 offences for each 1,000 residents".
    """

    of: Id = ref_field("claims", required=True)
    to: Id = ref_field("claims", required=True)
    or_to: tuple[Id, ...] = refs_field("claims")
    per: int = whole_field(1, expected=_FROM_ONE, default=1)


class Relation(StrEnum):
    """How one number lies to another."""

    HIGHER = "higher"
    LOWER = "lower"


@attrs.frozen(kw_only=True)
class Comparison:
    """What a plan sets a number beside, a year before or another area, and how the number lies.

    A plan that says "crime has risen" states a comparison and may give no figure: the claim's value
    is then unknown. `claim` is the figure for `than`, where the plan states it too.
    """

    relation: Relation
    than: str
    claim: Id | None = ref_field("claims")


@attrs.frozen(kw_only=True)
class Claim:
    """A number that the plan states.

    Attributes:
        says: The statement, paraphrased.
        subject: What the number is of; claims of one subject, unit and time should agree.
        share_of: The claim of which this percentage is a part.
        at_most: A claim whose number this one, as a number, cannot exceed, and why.
        sum_of: The claims whose numbers this one adds up.
        ratio: The two claims whose numbers this one compares.
        whole: The whole of which this percentage is one of several parts.
        parts: How many parts the whole has.
        rank: The place of this part by size, from 1.
        amounts_to: The claim of the number that this percentage of `share_of` makes.
        equated_with: A claim that this one is said to stand for, or to be the same as.
        stated_with: Claims that the text runs together with this one, so that it cannot be told
            whether they are one figure or several.
        spans: The dates between which a duration is said to lie.
        counted: How a count came about, where the plan lets one tell.
        compared: What the plan sets the number beside.
        polarity: Which way is good, where the plan says so or leaves it open.
    """

    id: Id = id_field()
    says: str
    subject: str
    value: Approx
    unit: str = attrs.field(default="dimensionless", converter=check_unit)
    basis: str = ""
    when: PartialDate | None = None
    share_of: Id | None = ref_field("claims")
    at_most: Id | None = ref_field("claims")
    at_most_because: str = ""
    amounts_to: Id | None = ref_field("claims")
    sum_of: tuple[Id, ...] = refs_field("claims")
    ratio: Ratio | None = None
    equated_with: Id | None = ref_field("claims")
    stated_with: tuple[Id, ...] = refs_field("claims")
    spans: Period | None = None
    counted: Counted | None = None
    whole: str = ""
    parts: int | None = whole_field(1, expected=_FROM_ONE)
    rank: int | None = whole_field(1, expected=_FROM_ONE)
    compared: Comparison | None = None
    change: Change | None = None
    polarity: Polarity | None = None
    test: ClaimTest | None = None
    status: Status = Status.STATED
    passage: Passage | None = None

    def __attrs_post_init__(self) -> None:
        is_percent = getattr(self.value, "percent", True)  # what is no number, the plan refuses
        for name in ("share_of", "whole", "change", "amounts_to"):
            if getattr(self, name) and not is_percent:
                raise InputError("value", str(self.value), f"a percentage, because {name} is given")
