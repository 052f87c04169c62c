"""Whether one group meets with something more often than another.

What belongs here: relative rates with their base, bounds for "not stated", measures of two by two
tables, and the relative rate index by stage. What does not: why the rates differ. A ratio shows a
difference to be explained, and not what explains it.

```text
relative_rates   relative_rate, not_stated_bounds: a named base, what could not be known
stages           relative_rate_index: from one stage of a process to the next
two_by_two       risk_ratio, odds_ratio, risk_difference and what follows from them
exact            the conditional odds ratio and Fisher's exact test
```
"""

from safetykit.stats.disproportionality.exact import conditional_odds_ratio, fisher_exact_test
from safetykit.stats.disproportionality.relative_rates import (
    Base,
    NotStatedBounds,
    RelativeRate,
    not_stated_bounds,
    relative_rate,
)
from safetykit.stats.disproportionality.stages import (
    RelativeRateIndex,
    Stage,
    StageRate,
    relative_rate_index,
)
from safetykit.stats.disproportionality.two_by_two import TwoByTwo, two_by_two

__all__ = [
    "Base",
    "NotStatedBounds",
    "RelativeRate",
    "RelativeRateIndex",
    "Stage",
    "StageRate",
    "TwoByTwo",
    "conditional_odds_ratio",
    "fisher_exact_test",
    "not_stated_bounds",
    "relative_rate",
    "relative_rate_index",
    "two_by_two",
]
