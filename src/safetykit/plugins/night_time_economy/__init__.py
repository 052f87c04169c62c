"""The night-time economy: licensing objectives, cumulative impact, awards, and careful rates.

What belongs here: the functions and types that applications import. The content is in data
files, read when it is first asked for.

A thin module. It does not assess premises against a scheme, nor hold points of a traffic-light
scheme: the criteria and points are local, and were not seen whole. Hours at which incidents peak
are found by `safetykit.stats.spacetime`. The tiers of Martyn's Law are in
`safetykit.plugins.counter_terrorism`. No premises are named or ranked.
"""

from safetykit.plugins.night_time_economy.licensing import (
    Award,
    CumulativeImpact,
    licensing_objectives,
    require_award,
    require_objectives,
)
from safetykit.plugins.night_time_economy.rates import rate_by_premises_hours
from safetykit.plugins.night_time_economy.routes import Situation, help_on_a_night_out

__all__ = [
    "Award",
    "CumulativeImpact",
    "Situation",
    "help_on_a_night_out",
    "licensing_objectives",
    "rate_by_premises_hours",
    "require_award",
    "require_objectives",
]
