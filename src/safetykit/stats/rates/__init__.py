"""Rates, proportions and their comparisons, each with its interval.

What belongs here: methods for counts with the population, the time or the sample that they came
from. What does not: series of counts over time, which are in `variation`.

```text
one_count      rate, proportion: one count
limits         the formulas of their limits
ratios         rate_ratio, percentage_change: two counts
ratio_tests    p-values of a ratio; e_test: the E-test
differences    the difference of two proportions
surveys        weighted estimates with their design effect; published_surveys: published shares
standardised   directly and indirectly standardised rates
funnels        funnel limits; funnel_spread: how much areas differ beyond chance
```
"""

from safetykit.stats.rates.differences import difference_of_proportions
from safetykit.stats.rates.e_test import poisson_e_test
from safetykit.stats.rates.funnel_spread import FunnelSpread, funnel_overdispersion
from safetykit.stats.rates.funnels import FunnelLimits, funnel_limits, funnel_significance_ratio
from safetykit.stats.rates.one_count import proportion, rate
from safetykit.stats.rates.published_surveys import (
    difference_of_survey_shares,
    implied_design_effect,
    survey_share,
)
from safetykit.stats.rates.ratio_tests import rate_ratio_test
from safetykit.stats.rates.ratios import percentage_change, rate_ratio
from safetykit.stats.rates.standardised import (
    StandardisedRatio,
    directly_standardised_rate,
    indirectly_standardised_ratio,
)
from safetykit.stats.rates.surveys import SurveyEstimate, weighted_survey_estimate

__all__ = [
    "FunnelLimits",
    "FunnelSpread",
    "StandardisedRatio",
    "SurveyEstimate",
    "difference_of_proportions",
    "difference_of_survey_shares",
    "directly_standardised_rate",
    "funnel_limits",
    "funnel_overdispersion",
    "funnel_significance_ratio",
    "implied_design_effect",
    "indirectly_standardised_ratio",
    "percentage_change",
    "poisson_e_test",
    "proportion",
    "rate",
    "rate_ratio",
    "rate_ratio_test",
    "survey_share",
    "weighted_survey_estimate",
]
