"""What offences cost, what later money is worth today, and whether benefits exceed costs.

What belongs here: unit costs with their price year, price indices, discounting, and the
benefit-cost ratio with its interval. What does not: the effect of an intervention, which comes
with its own interval from another method.

```text
unit_costs     UnitCosts, avoided_cost: numbers of offences times what each costs
prices         PriceIndex: from the prices of one year to those of another
discounting    DiscountRates, discount_factors, present_value
benefit_cost   benefit_cost_ratio
published      the tables that are shipped: partial, sourced, openly licensed
```

Tables of costs and indices are data. Where a table is marked partial, give your own rows; a
category without a cost has none, which is not a cost of 0. No price index is shipped.
"""

from safetykit.stats.economics.benefit_cost import BenefitCost, benefit_cost_ratio
from safetykit.stats.economics.discounting import (
    DiscountBand,
    DiscountRates,
    discount_factors,
    present_value,
)
from safetykit.stats.economics.prices import PriceIndex
from safetykit.stats.economics.published import (
    COSTS_OF_CRIME_2018,
    GREEN_BOOK_HEALTH_RATES,
    GREEN_BOOK_RATES,
)
from safetykit.stats.economics.unit_costs import (
    AvoidedCost,
    UnitCosts,
    avoided_cost,
    sum_of_components,
)

__all__ = [
    "COSTS_OF_CRIME_2018",
    "GREEN_BOOK_HEALTH_RATES",
    "GREEN_BOOK_RATES",
    "AvoidedCost",
    "BenefitCost",
    "DiscountBand",
    "DiscountRates",
    "PriceIndex",
    "UnitCosts",
    "avoided_cost",
    "benefit_cost_ratio",
    "discount_factors",
    "present_value",
    "sum_of_components",
]
