"""What the records say of the numbers that a plan states.

What belongs here: the result of one tested claim. What does not: the test, which is in
`tested_claims`.
"""

from __future__ import annotations

from enum import StrEnum

import attrs

from safetykit.evaluation.results import Window
from safetykit.model import Claim
from safetykit.quantities import Month

__all__ = ["ClaimResult", "Verdict"]


class Verdict(StrEnum):
    """What records say of a stated number."""

    AGREES = "agrees"
    CONTRADICTS = "contradicts"
    CANNOT_TELL = "cannot tell"


@attrs.frozen(kw_only=True)
class ClaimResult:
    """What the records say of a number that the plan states.

    Attributes:
        claim: The claim of the plan.
        window: The months that were counted.
        recomputed: The number from the records, in the claim's unit.
        count: The events that it counts.
        of: The events of which it is a share; None for a count.
        rank: The place by size among all categories, from 1; None for a count.
        not_reported: Months of the window without a figure; a quarter or a year stands as its first
            month.
        verdict: What the records say.
        brief: The result in plain words.
        sentence: The same, and what months without a figure do to it.
    """

    claim: Claim
    window: Window
    recomputed: float
    count: int
    of: int | None
    rank: int | None
    not_reported: tuple[Month, ...]
    verdict: Verdict
    brief: str
    sentence: str
