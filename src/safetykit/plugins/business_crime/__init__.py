"""Crime against businesses, and theft: whom to tell, staff who were attacked, and what value means.

What belongs here: the functions and types that applications import. The content is in data
files, read when it is first asked for.

A thin module. Whether burglaries come in clusters is found by `safetykit.stats.spacetime`; here is
only what of it may be shown: areas, never addresses. It plans no visits to neighbours and hardens
no premises: the lists of techniques were not seen on a page. A survey of businesses is counted
like any other, by `safetykit.stats.rates`.
"""

from safetykit.plugins.business_crime.law import (
    TheftNote,
    staff_assault_route,
    theft_threshold_note,
)
from safetykit.plugins.business_crime.reporting import (
    Level,
    Situation,
    areas_to_show,
    reporting_routes,
)

__all__ = [
    "Level",
    "Situation",
    "TheftNote",
    "areas_to_show",
    "reporting_routes",
    "staff_assault_route",
    "theft_threshold_note",
]
