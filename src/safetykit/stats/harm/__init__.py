"""Harm-weighted totals: counts of offences weighted by what they do.

What belongs here: the total of counts by published weights, with its interval. What does not:
unit costs in pounds, which are in `economics`.

```text
weights    HarmWeights: weights with their source and version; the ones that are shipped
totals     harm_weighted_total
```

Weights are data. `CRIME_SEVERITY_WEIGHTS` holds the few that could be read and are openly
licensed, and is marked partial; the Cambridge Crime Harm Index shows no open licence and is not
shipped. Give the whole list that you use, with its version.
"""

from safetykit.stats.harm.totals import HarmTotal, Unweighted, harm_weighted_total
from safetykit.stats.harm.weights import CRIME_SEVERITY_WEIGHTS, HarmWeights

__all__ = [
    "CRIME_SEVERITY_WEIGHTS",
    "HarmTotal",
    "HarmWeights",
    "Unweighted",
    "harm_weighted_total",
]
