"""Before and after: counts of two periods, and what was to be expected of the second.

What belongs here: Hauer's methods for counts before and after. What does not: series with many
points, which are in `interrupted`, and effects on neighbouring areas, which are in `displacement`.

```text
plain             alone, and against a comparison group; two_by_two: the tests of its table
empirical_bayes   corrected for regression to the mean, with a safety performance function
sites             what a site is to be expected to count; how far its count would fall back
four_steps        the index of effectiveness and the reduction, with their errors
```

Theta is good *below 1*, a reduction *above 0*.
"""

from safetykit.stats.before_after.empirical_bayes import (
    EmpiricalBayesComparison,
    before_after_empirical_bayes,
)
from safetykit.stats.before_after.four_steps import BeforeAfter
from safetykit.stats.before_after.plain import (
    ComparisonGroup,
    before_after_naive,
    before_after_with_comparison,
)
from safetykit.stats.before_after.sites import (
    EmpiricalBayesSites,
    RegressionToMean,
    empirical_bayes_sites,
    regression_to_mean,
    safety_performance,
)

__all__ = [
    "BeforeAfter",
    "ComparisonGroup",
    "EmpiricalBayesComparison",
    "EmpiricalBayesSites",
    "RegressionToMean",
    "before_after_empirical_bayes",
    "before_after_naive",
    "before_after_with_comparison",
    "empirical_bayes_sites",
    "regression_to_mean",
    "safety_performance",
]
