"""What a trial or an evaluation could find: power, sample size, detectable effects.

What belongs here: answers to be had before there are data. What does not: tests of data, and "power
after the fact" of an effect that was found, which says no more than its p-value.

```text
answers      Power, SampleSize, DetectableEffect: what is answered
proportions  two proportions
counts       two rates or counts, Poisson or with more spread
detectable   the ratio of two rates that could be found
clusters     people in clusters: the design effect
```
"""

from safetykit.stats.planning.answers import DetectableEffect, Power, SampleSize
from safetykit.stats.planning.clusters import ClusteredSample, clustered_sample, design_effect
from safetykit.stats.planning.counts import (
    power_rate_difference,
    power_rate_ratio,
    sample_size_rates,
    sample_size_square_root_rule,
)
from safetykit.stats.planning.detectable import detectable_rate_ratio
from safetykit.stats.planning.proportions import (
    detectable_difference_of_proportions,
    power_two_proportions,
    sample_size_two_proportions,
)

__all__ = [
    "ClusteredSample",
    "DetectableEffect",
    "Power",
    "SampleSize",
    "clustered_sample",
    "design_effect",
    "detectable_difference_of_proportions",
    "detectable_rate_ratio",
    "power_rate_difference",
    "power_rate_ratio",
    "power_two_proportions",
    "sample_size_rates",
    "sample_size_square_root_rule",
    "sample_size_two_proportions",
]
