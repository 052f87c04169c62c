"""Somebody was tricked into a payment: whom to ring, by when to claim, and what the scheme covers.

Run it: python examples/modules/money_sent_to_a_thief.py
"""

import datetime as dt

from safetykit.content import Unknown
from safetykit.plugins import fraud_prevention
from safetykit.quantities import Money

AS_OF = dt.date(2026, 11, 22)
PAID = dt.date(2026, 11, 20)

for nation in ("wales", "scotland"):
    print(f"In {nation.title()}, in this order:")
    for route in fraud_prevention.reporting_routes(nation, AS_OF, "money_just_sent"):
        print(f"- {route.label}: {route.contact}")

refund = fraud_prevention.app_reimbursement(
    "wales", PAID, method="faster_payment", loss=Money(pounds=5000), vulnerable=None
)
if not isinstance(refund, Unknown):
    print(f"In scope: {refund.in_scope}; claim by {refund.claim_by}.", refund)

for sign in fraud_prevention.red_flags("courier"):
    print(f"- {sign.explanation}")

old = fraud_prevention.resolve_legacy_route("Action Fraud", AS_OF)
print(old.note)
