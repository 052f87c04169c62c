"""What was done with what people said, whether they were told in time, and whom to ask.

Run it: python examples/modules/you_said_we_did.py
"""

import datetime as dt

from safetykit.content import Unknown
from safetykit.errors import InputError
from safetykit.plugins import engagement as en

AS_OF = dt.date(2026, 11, 22)

print(
    en.account(
        [
            en.Point(said="Light the path", outcome="done", did="six lamps since May"),
            en.Point(said="Close the bar", outcome="not_done", why="The licence is valid"),
            en.Point(said="More buses at night", outcome="open"),
        ]
    )
)

survey = en.Engagement(
    title="Survey on the park",
    level="involve",
    promise="consult",
    audience="people who live near the park",
    methods=("survey",),
    decision_owner="council",
    answered=40,
    closed_on=dt.date(2026, 3, 1),
)
for short in survey.audit():
    print(f"- {short.words} {short.hint}")
print(en.feedback_loop_ok(survey, AS_OF).words)

try:
    en.Engagement(
        title="Budget",
        level="empower",
        promise="empower",
        audience="everyone",
        methods=("meeting",),
        decision_owner="PCC",
    )
except InputError as error:
    print(error)

held = en.Consultation(
    about="Lights",
    opened_on=dt.date(2026, 2, 1),
    closed_on=dt.date(2026, 3, 1),
    window_days=28,
    decided_on=dt.date(2026, 5, 1),
)
for nation in ("england", "scotland"):
    checks = en.gunning_check(nation, AS_OF, held)
    if isinstance(checks, Unknown):
        print(checks)
        continue
    for check in checks:
        print(f"- {check.fact.value}: {check.seen}. {check.words}")

for route in en.take_part_routes("england", AS_OF, "ask_what_happened"):
    print(f"- {route.label}: {route.contact}")
