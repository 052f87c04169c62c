"""By when a request for a review of a complaint against the police must have arrived.

Run it: python examples/modules/complaint_in_time.py
"""

import datetime as dt

from safetykit.content import Unknown
from safetykit.plugins import use_of_force

AS_OF = dt.date(2026, 11, 22)
LETTER = dt.date(2026, 11, 16)

for nation in ("england", "scotland"):
    route = use_of_force.complaint_route(nation, AS_OF, dt.date(2026, 9, 1), "serious_assault")
    if isinstance(route, Unknown):
        print(route)
        continue
    print(f"{nation}: challenge by {route.challenge}, within {route.days} days")
    print(f"Letter of {LETTER}: it must have arrived by {use_of_force.review_deadline(LETTER)}")
    if route.referral:
        print(f"{route.referral.title}: {route.referral.value}")
    print(*route.caveats, sep="\n")
