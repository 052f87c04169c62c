"""Taking part: levels and promises, what was done with what people said, roles and consultations.

What belongs here: the functions and types that applications import. The content is in data
files, read when it is first asked for.

The five levels are those of IAP2's spectrum, by name only: they are `ParticipationLevel` of the
model, and stand in for the `IAP2Level` that was first proposed, because the name and the wording
belong to IAP2. No type holds the name, the contact or the address of anybody, nor where and when
children meet. Checks of volunteers by the Disclosure and Barring Service are held and not shown
until a person has checked which applies to whom; custody visiting in Scotland and in Northern
Ireland is not held.
"""

from safetykit.model import ParticipationLevel
from safetykit.plugins.engagement.activity import (
    DecisionOwner,
    Engagement,
    FeedbackResult,
    Shortfall,
    feedback_loop_ok,
)
from safetykit.plugins.engagement.answers import Account, Outcome, Point, account
from safetykit.plugins.engagement.consultation import (
    Consultation,
    GunningCheck,
    Principle,
    Seen,
    gunning_check,
)
from safetykit.plugins.engagement.roles import (
    DelayReason,
    ICVVisit,
    Rank,
    VolunteerRole,
    volunteer_roles,
)
from safetykit.plugins.engagement.samples import (
    GroupShare,
    Representativeness,
    representativeness,
)
from safetykit.plugins.engagement.support import Wish, take_part_routes

__all__ = [
    "Account",
    "Consultation",
    "DecisionOwner",
    "DelayReason",
    "Engagement",
    "FeedbackResult",
    "GroupShare",
    "GunningCheck",
    "ICVVisit",
    "Outcome",
    "ParticipationLevel",
    "Point",
    "Principle",
    "Rank",
    "Representativeness",
    "Seen",
    "Shortfall",
    "VolunteerRole",
    "Wish",
    "account",
    "feedback_loop_ok",
    "gunning_check",
    "representativeness",
    "take_part_routes",
    "volunteer_roles",
]
