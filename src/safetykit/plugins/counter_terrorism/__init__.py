"""Counter-terrorism: whom to tell about a worry, what Prevent and Channel are, and Martyn's Law.

What belongs here: the functions and types that applications import. The content is in data
files, read when it is first asked for.

A thin module. Nobody is assessed, scored or labelled, and nothing takes a word about a person. A
referral to Prevent is no score either, and more of them is no success. The threat level is not
held, because it changes; nor is anything on how attacks are done or watched for, or any list of
signs. Of the three steps that staff are taught the names alone are held.
"""

from safetykit.plugins.counter_terrorism.martyns_law import PremisesTier, Tier, martyns_law_tier
from safetykit.plugins.counter_terrorism.prevent import (
    Role,
    channel,
    prevent_authorities,
    prevent_duty,
    referral_route,
)

__all__ = [
    "PremisesTier",
    "Role",
    "Tier",
    "channel",
    "martyns_law_tier",
    "prevent_authorities",
    "prevent_duty",
    "referral_route",
]
