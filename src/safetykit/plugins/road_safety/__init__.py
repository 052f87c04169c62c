"""Road safety: stopping distances, drink-drive limits, penalty points, casualty counts.

What belongs here: the functions and types that applications import. The content is in data
files, read when it is first asked for.

There is no function for the speeds at which the police act. Published guidance says where
enforcement usually starts, and a function for it would tell people how far a limit may be
exceeded. Any speed above the limit is an offence.

A distance between the printed speeds is not offered either: `safetykit.stats.speed` has the
physics. Nor is a last day for footage: how the days of a notice are counted was not seen, so the
advice is to send it at once. Lists such as a "fatal four" are taxonomies, one for each owner.
"""

from safetykit.plugins.road_safety.casualties import Casualty, KsiCount, Severity, ksi
from safetykit.plugins.road_safety.checklists import op_snap_checklist, speed_watch_checklist
from safetykit.plugins.road_safety.collisions import (
    CasualtyRate,
    Collision,
    casualty_rate,
    check_site_design,
    ksi_change,
    rolling_mean,
)
from safetykit.plugins.road_safety.drink_drive import DrinkDriveLimit, drink_drive_limit
from safetykit.plugins.road_safety.speed import SpeedCasualties, SpeedOutcome, power_model
from safetykit.plugins.road_safety.speedwatch import (
    ForcePolicy,
    SpeedWatchCheck,
    SpeedWatchSession,
    check_speed_watch,
)
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
    "CasualtyRate",
    "Collision",
    "Disqualification",
    "DrinkDriveLimit",
    "Endorsement",
    "ForcePolicy",
    "KsiCount",
    "Severity",
    "SpeedCasualties",
    "SpeedOutcome",
    "SpeedWatchCheck",
    "SpeedWatchSession",
    "StoppingDistance",
    "Surface",
    "TottingResult",
    "casualty_rate",
    "check_site_design",
    "check_speed_watch",
    "drink_drive_limit",
    "ksi",
    "ksi_change",
    "op_snap_checklist",
    "power_model",
    "rolling_mean",
    "speed_watch_checklist",
    "stopping_distance",
    "totting_up",
]
