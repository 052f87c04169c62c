"""Whether crime went round the corner: effects on a place and on the ring around it.

What belongs here: methods for counts before and after in a treated place, a zone that it may be
displaced to, and control areas. What does not: series with many points, and methods without a
control area.

```text
difference    weighted_displacement_difference: in events, with its error; in harm
quotient      weighted_displacement_quotient: what the zone lost per crime that the place gained
effect_size   relative_effect_size, phi_coefficient: one treated and one control area
```

The signs differ by the field's custom. Good is *below 0* for a difference, *above 0* for a
quotient, and *above 1* for a relative effect size.
"""

from safetykit.stats.displacement.difference import (
    DisplacementDifference,
    harm_weighted_displacement_difference,
    weighted_displacement_difference,
)
from safetykit.stats.displacement.effect_size import (
    PhiCoefficient,
    phi_coefficient,
    relative_effect_size,
)
from safetykit.stats.displacement.quotient import (
    DisplacementQuotient,
    weighted_displacement_quotient,
)

__all__ = [
    "DisplacementDifference",
    "DisplacementQuotient",
    "PhiCoefficient",
    "harm_weighted_displacement_difference",
    "phi_coefficient",
    "relative_effect_size",
    "weighted_displacement_difference",
    "weighted_displacement_quotient",
]
