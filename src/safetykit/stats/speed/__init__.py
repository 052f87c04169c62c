"""Speeds: percentiles of what was measured, and what a change of speed may mean.

What belongs here: percentiles of speeds, stopping distances, and models of crashes by mean speed
with their limits. What does not: limits of roads, and figures that nobody has read: exponents are
the caller's, and those that are only recalled say so.

```text
percentiles  percentile_speed of single speeds, with an interval
grouped      the same of speeds in bands; mean, share over a limit, pace
models       the power model (Nilsson, Elvik), the exponential model, kinetic energy
exponents    exponents as data, each with its source and whether it was confirmed
stopping     stopping distances, and thresholds above a limit
```
"""

from safetykit.stats.speed.exponents import RECALLED_EXPONENTS, SpeedExponent, recalled_exponent
from safetykit.stats.speed.grouped import (
    SpeedDistribution,
    percentile_speed_grouped,
    speed_distribution,
)
from safetykit.stats.speed.models import (
    Environment,
    SpeedEffect,
    exponential_model,
    kinetic_energy_ratio,
    power_model,
)
from safetykit.stats.speed.percentiles import PercentileDefinition, percentile_speed
from safetykit.stats.speed.stopping import (
    RECALLED_NPCC_RULE,
    StoppingDistance,
    enforcement_threshold,
    highway_code_stopping_distance,
    stopping_distance,
)

__all__ = [
    "RECALLED_EXPONENTS",
    "RECALLED_NPCC_RULE",
    "Environment",
    "PercentileDefinition",
    "SpeedDistribution",
    "SpeedEffect",
    "SpeedExponent",
    "StoppingDistance",
    "enforcement_threshold",
    "exponential_model",
    "highway_code_stopping_distance",
    "kinetic_energy_ratio",
    "percentile_speed",
    "percentile_speed_grouped",
    "power_model",
    "recalled_exponent",
    "speed_distribution",
    "stopping_distance",
]
