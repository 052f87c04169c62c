"""Road safety: stopping distances, drink-drive limits, penalty points, casualty counts.

What belongs here: the functions and types that applications import. The content is in data
files, read when it is first asked for.

There is no function for the speeds at which the police act. Published guidance says where
enforcement usually starts, and a function for it would tell people how far a limit may be
exceeded. Any speed above the limit is an offence.
"""

from safetykit.plugins.road_safety.casualties import Casualty, KsiCount, Severity, ksi
from safetykit.plugins.road_safety.drink_drive import DrinkDriveLimit, drink_drive_limit
from safetykit.plugins.road_safety.stopping import (
    Bound,
    StoppingDistance,
    Surface,
    stopping_distance,
)
from safetykit.plugins.road_safety.totting import (
    Disqualification,
    Endorsement,
    TottingResult,
    totting_up,
)

__all__ = [
    "Bound",
    "Casualty",
    "Disqualification",
    "DrinkDriveLimit",
    "Endorsement",
    "KsiCount",
    "Severity",
    "StoppingDistance",
    "Surface",
    "TottingResult",
    "drink_drive_limit",
    "ksi",
    "stopping_distance",
    "totting_up",
]
