"""What the law says of an assault on an emergency worker, on the days that matter.

Run it: python examples/modules/assault_on_a_worker.py
"""

import datetime as dt

from safetykit.content import Unknown
from safetykit.plugins import emergency_workers

AS_OF = dt.date(2026, 11, 22)
OFFENCE = dt.date(2023, 1, 10)

covered = emergency_workers.is_emergency_worker("nhs", "england", OFFENCE)
if not isinstance(covered, Unknown):
    print(f"Covered: {covered.answer}. {covered.question}")

for convicted in (dt.date(2023, 4, 5), dt.date(2024, 12, 1)):
    most = emergency_workers.max_sentence("england", AS_OF, OFFENCE, convicted, "summary")
    if not isinstance(most, Unknown):
        days = " and ".join(most.decided_by)
        print(f"Convicted on {convicted}: at most {most.months} months, by {days}")
        print(most.caveats[0])

steps = emergency_workers.incident_checklist("worker", "england", AS_OF)
if not isinstance(steps, Unknown):
    print(f"{steps.title}, for {steps.for_whom}:")
    for item in steps.items:
        print(f"- {item.text}")
