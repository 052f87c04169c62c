"""Fraud prevention: where to turn, in what order, warning signs, refunds, and doors.

What belongs here: the functions and types that applications import. The content is in data
files, read when it is first asked for.

Nothing here says that an offer is genuine: warning signs can only be added. Nobody's case is
decided: a refund is the bank's to decide. Family passwords, call blockers and lists of trusted
callers are known from general knowledge alone, so they stand in no list; the codes of the counting
rules are left out until somebody has read them.
"""

from safetykit.plugins.fraud_prevention.legacy import LegacyRoute, resolve_legacy_route
from safetykit.plugins.fraud_prevention.messages import Audience, prevention_messages
from safetykit.plugins.fraud_prevention.offers import RedFlag, RedFlagHit, screen_offer
from safetykit.plugins.fraud_prevention.reimbursement import (
    Customer,
    PaymentMethod,
    Reimbursement,
    app_reimbursement,
)
from safetykit.plugins.fraud_prevention.reporting import Situation, reporting_routes
from safetykit.plugins.fraud_prevention.signs import FraudType, WarningSign, red_flags
from safetykit.plugins.fraud_prevention.zones import (
    DoorCounts,
    NoColdCallingZone,
    ZoneReview,
    zone_review,
)

__all__ = [
    "Audience",
    "Customer",
    "DoorCounts",
    "FraudType",
    "LegacyRoute",
    "NoColdCallingZone",
    "PaymentMethod",
    "RedFlag",
    "RedFlagHit",
    "Reimbursement",
    "Situation",
    "WarningSign",
    "ZoneReview",
    "app_reimbursement",
    "prevention_messages",
    "red_flags",
    "reporting_routes",
    "resolve_legacy_route",
    "screen_offer",
    "zone_review",
]
