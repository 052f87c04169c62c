"""Fraud prevention: where to turn, in what order, and warning signs.

What belongs here: the functions and types that applications import. The content is in data
files, read when it is first asked for.

Nothing here says that an offer is genuine: warning signs can only be added.
"""

from safetykit.plugins.fraud_prevention.legacy import LegacyRoute, resolve_legacy_route
from safetykit.plugins.fraud_prevention.offers import RedFlag, RedFlagHit, screen_offer
from safetykit.plugins.fraud_prevention.reporting import Situation, reporting_routes

__all__ = [
    "LegacyRoute",
    "RedFlag",
    "RedFlagHit",
    "Situation",
    "reporting_routes",
    "resolve_legacy_route",
    "screen_offer",
]
