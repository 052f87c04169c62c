"""Whether one group meets with something more often than another.

What belongs here: relative rates with their base, bounds for "not stated", measures of two by two
tables, and the relative rate index by stage. What does not: why the rates differ. A ratio shows a
difference to be explained, and not what explains it.

```text
relative_rates   relative_rate: a group beside another, each on a named base
not_stated       not_stated_bounds: what could not be known
stages           relative_rate_index: from one stage of a process to the next
two_by_two       odds ratio, risk difference and what follows from them
risk_ratios      the risk ratio, by two methods
exact            the conditional odds ratio and Fisher's exact test
```
"""

from safetykit.stats.disproportionality.exact import conditional_odds_ratio, fisher_exact_test
from safetykit.stats.disproportionality.not_stated import NotStatedBounds, not_stated_bounds
from safetykit.stats.disproportionality.relative_rates import Base, RelativeRate, relative_rate
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
