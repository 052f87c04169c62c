"""Anti-social behaviour in England and Wales: powers, case reviews, orders, and whom to ask.

What belongs here: the functions and types that applications import. The content is in data
files, read when it is first asked for.

Nothing here tells anybody that they do not qualify, grades a person, or says what a body should
do in a case. No scheme of risk is shipped, because there is no national one; `assess` applies an
area's own. The fixed penalties for breaking notices and orders are held and not given out, until
a person has checked them against the Crime and Policing Act 2026.
"""

from safetykit.plugins.antisocial_behaviour.case_review import (
    CaseReviewThreshold,
    Complaint,
    Flag,
    ThresholdResult,
    UncountedComplaint,
    check_threshold,
)
from safetykit.plugins.antisocial_behaviour.periods import last_day
from safetykit.plugins.antisocial_behaviour.powers import (
    CommunityProtectionNotice,
    Power,
    PowerInfo,
    Setting,
    power_info,
    powers,
)
from safetykit.plugins.antisocial_behaviour.public_spaces import (
    OrderDates,
    PublicSpacesOrder,
    order_dates,
)
from safetykit.plugins.antisocial_behaviour.reporting import (
    Concern,
    Land,
    Penalty,
    Size,
    fly_tip_route,
    fpn_max,
    help_routes,
)
from safetykit.plugins.antisocial_behaviour.review_return import CaseReviewReturn
from safetykit.plugins.antisocial_behaviour.risk import (
    Assessment,
    Override,
    RiskQuestion,
    RiskScheme,
    assess,
)

__all__ = [
    "Assessment",
    "CaseReviewReturn",
    "CaseReviewThreshold",
    "CommunityProtectionNotice",
    "Complaint",
    "Concern",
    "Flag",
    "Land",
    "OrderDates",
    "Override",
    "Penalty",
    "Power",
    "PowerInfo",
    "PublicSpacesOrder",
    "RiskQuestion",
    "RiskScheme",
    "Setting",
    "Size",
    "ThresholdResult",
    "UncountedComplaint",
    "assess",
    "check_threshold",
    "fly_tip_route",
    "fpn_max",
    "help_routes",
    "last_day",
    "order_dates",
    "power_info",
    "powers",
]
