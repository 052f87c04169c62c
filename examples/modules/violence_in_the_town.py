"""What the Serious Violence Duty asks, what hospitals can share, and whom to turn to.

Run it: python examples/modules/violence_in_the_town.py
"""

import datetime as dt

from safetykit.content import Unknown
from safetykit.errors import InputError
from safetykit.plugins import violence_prevention as vp

AS_OF = dt.date(2026, 11, 22)

for nation in ("wales", "scotland"):
    found = vp.duty(nation, AS_OF)
    if isinstance(found, Unknown):
        print(found)
        continue
    print(f"Bound in {found.jurisdiction.words}: {found.specified_authorities.value}")
    for fact in (*found.asks, *found.measures):
        print(f"- {fact.title}: {fact.value}")

review = vp.strategy_review("wales", AS_OF, dt.date(2025, 11, 21))
if not isinstance(review, Unknown):
    print(f"Look at the strategy again by {review.due}; overdue: {review.overdue}")

mentoring = vp.Intervention(
    title="Mentoring on the ward",
    level="tertiary",
    population="affected",
    safeguards=("consent", "a named worker"),
    chosen_by="referral by a nurse",
)
for entry in vp.prevention_timeline([mentoring]):
    print(entry)

nights = [
    {"assaulted_at": f"2026-10-{day:02}T23:40", "method": "fist", "location_type": "street"}
    for day in (2, 3, 9, 10, 16, 17, 17, 23, 24, 24, 24, 30, 31, 31, 31, 1, 8, 14)
]
header = {"period_start": "2026-10-01", "period_end": "2026-10-31", "site": "RXX01"}
for name, count in vp.aggregate_istv([vp.read_istv(header, nights)], by=["weekday"]).cells:
    print(f"{name}: {count}")

try:
    vp.read_istv(header, [{**nights[0], "location_description": "Flat 3, High Street"}])
except InputError as error:
    print(error)

for route in vp.support_routes("wales", AS_OF, "carrying"):
    print(f"- {route.label}: {route.contact}")
