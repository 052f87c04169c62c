"""Rural crime: whom to tell, lists that say whose they are, and places that must not be found.

What belongs here: the functions and types that applications import. The content is in data
files, read when it is first asked for.

A thin module. It checks no numbers of machinery marking and runs no watch scheme: their form was
not seen on a page. The nine priorities of 2025 to 2028 are not listed: not all were seen. How
rural an area is comes from the official classification of the area, not from here.
"""

from safetykit.plugins.rural_crime.lists import Rurality, named_list, require_rural_basis
from safetykit.plugins.rural_crime.places import (
    Square,
    Subject,
    parse_grid_reference,
    place_to_show,
)
from safetykit.plugins.rural_crime.rates import rate_by_holdings
from safetykit.plugins.rural_crime.reporting import Situation, reporting_routes

__all__ = [
    "Rurality",
    "Situation",
    "Square",
    "Subject",
    "named_list",
    "parse_grid_reference",
    "place_to_show",
    "rate_by_holdings",
    "reporting_routes",
    "require_rural_basis",
]
