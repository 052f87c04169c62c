"""What reviews say of interventions: one rating for each outcome and each scale, side by side.

What belongs here: ratings as their owners published them. What does not: a rating of our own, or
one made from two that disagree.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

import attrs

from safetykit.content.fact import Citation, Confidence, Jurisdiction, check_key, check_unique
from safetykit.errors import InputError

__all__ = ["EffectDirection", "OutcomeRating", "RatedIntervention"]


class EffectDirection(StrEnum):
    """What an intervention does to an outcome, by the review."""

    REDUCES = "reduces"
    NO_EFFECT = "no effect"
    INCREASES = "increases"
    MIXED = "mixed"
    UNCLEAR = "unclear"


@attrs.frozen(kw_only=True)
class OutcomeRating:
    """What one review says of one outcome.

    Attributes:
        outcome: The outcome, such as "burglary".
        effect: What the intervention does to it.
        strength: How strong the evidence is, in the words of the scale.
        scale: Whose scale this is.
        size: How large the effect is, as the source states it.
        mechanism: How it is thought to work.
        moderators: Where and for whom it works better or worse.
        implementation: What it takes to do it.
        economics: What it costs, and what it saves.
        jurisdictions: The nations whose services the rating is made for.
        source: The page that states the rating.
        confidence: How the rating is known to us.
        review_by: The day by which it is to be looked up again.
    """

    outcome: str
    effect: EffectDirection
    strength: str
    scale: str
    jurisdictions: tuple[Jurisdiction, ...]
    source: Citation
    confidence: Confidence
    review_by: dt.date
    size: str = ""
    mechanism: str = ""
    moderators: str = ""
    implementation: str = ""
    economics: str = ""

    def __attrs_post_init__(self) -> None:
        check_unique(self.outcome, self.jurisdictions)


@attrs.frozen(kw_only=True)
class RatedIntervention:
    """An intervention, the names that it is found under, and its ratings.

    Two scales may disagree about one outcome: both ratings stand, and neither is preferred.
    """

    key: str = attrs.field(validator=check_key)
    title: str
    what: str
    ratings: tuple[OutcomeRating, ...]
    names: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        if not self.ratings:
            raise InputError(f"{self.key}.ratings", [], "at least one rating")

    def rated(self, outcome: str) -> tuple[OutcomeRating, ...]:
        """Return the ratings of one outcome, of every scale; none if nobody rated it."""
        return tuple(rating for rating in self.ratings if rating.outcome == outcome)
