"""What each band pays, whether a rise asks for a vote, and whether a service was worth its money.

Run it: python examples/modules/police_share_of_council_tax.py
"""

import datetime as dt

from safetykit.content import Unknown
from safetykit.errors import InputError
from safetykit.plugins import commissioning as cv
from safetykit.quantities import Money

AS_OF = dt.date(2026, 11, 22)

precept = cv.PreceptModel(tax_base="321000.5", band_d="315.00", year="2026/27", country="england")
print(f"Band A pays £{precept.band('A')}, band H £{precept.band('H')}; in all £{precept.yield_()}")
rise = precept.excessive("300.00")
if not isinstance(rise, Unknown):
    print(f"A rise of £{rise.pounds} asks for a vote: {rise.asks_for_a_vote}")
try:
    cv.PreceptModel(
        tax_base=1000, band_d="315.01", year="2026/27", country="england"
    ).require_no_vote("300.00")
except InputError as error:
    print(error)
print(cv.PreceptModel(tax_base=1000, band_d="300", year="2026/27", country="wales").excessive(290))

print(f"A panel of 14 needs {cv.veto_needed(14)} votes: 9 carry it, {cv.veto_passes(9, 14)}")
days = cv.precept_timetable("england", AS_OF, "2027/28")
if not isinstance(days, Unknown):
    print(f"Told by {days.notify_by}, reported by {days.report_by}, set by {days.issue_by}")

notice = cv.DecisionNotice(title="Lamps", decided_on=AS_OF, amount=Money(pounds="500.01"))
gaps = cv.notice_gaps("england", AS_OF, notice)
if not isinstance(gaps, Unknown):
    print(*gaps, sep="\n")

costs = [Money(pounds=100_000, price_year=2025), Money(pounds=50_000, price_year=2025)]
gains = [Money(pounds=0, price_year=2025), Money(pounds=300_000, price_year=2025)]
for basis in ("comparison", "self_reported"):
    worth = cv.benefit_cost(
        costs,
        gains,
        price_year=2025,
        basis=basis,
        sensitivity={"half of the effect": 0.5},
        equality_impact="People without a phone; a paper form is kept.",
        benefits_se=[0, 60_000],
    )
    print(*worth.words)
    if worth.result is not None:
        ratio = worth.result.ratio
        print(f"{ratio.value:.2f} ({ratio.low:.2f} to {ratio.high:.2f})")
        for name, case in worth.sensitivity:
            print(f"{name}: {case.ratio.value:.2f}")

ending = cv.decommissioning_plan("england", AS_OF, dt.date(2027, 2, 1))
if not isinstance(ending, Unknown):
    print(f"Notice was due on {ending.notice_by}; days short: {ending.days_short}")
for route in cv.money_routes("england", AS_OF, "service"):
    print(f"- {route.label}: {route.contact}")
