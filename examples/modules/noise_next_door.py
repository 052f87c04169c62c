"""Reports of noise that did not help: do they meet the threshold of a case review, and what then?

Run it: python examples/modules/noise_next_door.py
"""

import datetime as dt

from safetykit.content import Unknown
from safetykit.plugins import antisocial_behaviour as asb

AS_OF = dt.date(2026, 11, 22)
REPORTS = (
    asb.Complaint(
        incident="party", happened_on=dt.date(2026, 6, 6), reported_on=dt.date(2026, 6, 7)
    ),
    asb.Complaint(
        incident="drilling", happened_on=dt.date(2026, 9, 1), reported_on=dt.date(2026, 10, 2)
    ),
    asb.Complaint(
        incident="music", happened_on=dt.date(2026, 11, 14), reported_on=dt.date(2026, 11, 15)
    ),
)

found = asb.check_threshold("england", AS_OF, REPORTS)
if not isinstance(found, Unknown):
    print(found)
    for left_out in found.not_counted:
        print(f"- {left_out.complaint.incident}: {left_out.reason}")
    for route in found.routes:
        print(f"- {route.label}: {route.contact}")

order = asb.PublicSpacesOrder(
    name="park", first_day=dt.date(2024, 2, 29), ends_on=dt.date(2027, 2, 28)
)
dates = asb.order_dates("england", AS_OF, order, renewal_days=120)
if not isinstance(dates, Unknown):
    print(f"The order ends on {order.last_day}; begin its renewal by {dates.begin_renewal_by}.")

figures = asb.CaseReviewReturn(
    area="Watford",
    first_day=dt.date(2022, 1, 1),
    applications=6,
    below_threshold=0,
    reviews_held=5,
    with_recommendations=4,
)
print(f"{figures.area}, to {figures.last_day}: not accounted for, {figures.undecided}.")
