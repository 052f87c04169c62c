"""The rights of the Victims' Code on a day, whom to turn to, and how to complain.

Run it: python examples/modules/what_a_victim_can_expect.py
"""

import datetime as dt

from safetykit.content import Unknown
from safetykit.plugins import victims

AS_OF = dt.date(2026, 11, 22)

for nation, day in (("wales", AS_OF), ("wales", dt.date(2019, 1, 1)), ("scotland", AS_OF)):
    rights = victims.rights(nation, day)
    if isinstance(rights, Unknown):
        print(rights)
        continue
    for right in rights:
        print(f"{right.number}. {right.plain()}")

print(*victims.standing("wales", AS_OF, "saw").words)
for route in victims.support_routes("wales", AS_OF, "domestic_abuse", danger=True):
    print(f"- {route.label}: {route.contact}")

complaint = victims.complaint_route("wales", AS_OF)
if not isinstance(complaint, Unknown):
    for step in complaint.steps:
        print(f"- {step.title}: {step.value}")
