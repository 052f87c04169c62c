"""Interrupted time series: did a series change at a stated time, and by how much.

What belongs here: segmented regression and what is read from it. What does not: charts without a
stated time of change, which are in `variation`, and before-and-after counts without a trend, in
`before_after`.

```text
segmented          segmented_regression: Poisson, quasi-Poisson, negative binomial, least squares
results            SegmentedFit: step, slope, trend, their intervals and the checks
counterfactuals    what the series would have been had trend and season gone on
controls           the change beyond that of a control series
placebos           the same question asked of dates on which nothing is known to have happened
autocorrelation    whether residuals depend on their neighbours; newey_west: errors that allow it
choices, designs, estimation, fitting, negative_binomial, checks   the parts
```
"""

from safetykit.stats.interrupted.autocorrelation import Autocorrelation, residual_autocorrelation
from safetykit.stats.interrupted.choices import Choices
from safetykit.stats.interrupted.controls import ControlledFit, compare_with_control
from safetykit.stats.interrupted.counterfactuals import Counterfactual, counterfactual
from safetykit.stats.interrupted.designs import Design
from safetykit.stats.interrupted.newey_west import LeastSquares, newey_west
from safetykit.stats.interrupted.placebos import PlaceboDates, placebo_dates
from safetykit.stats.interrupted.results import SegmentedFit
from safetykit.stats.interrupted.segmented import segmented_regression

__all__ = [
    "Autocorrelation",
    "Choices",
    "ControlledFit",
    "Counterfactual",
    "Design",
    "LeastSquares",
    "PlaceboDates",
    "SegmentedFit",
    "compare_with_control",
    "counterfactual",
    "newey_west",
    "placebo_dates",
    "residual_autocorrelation",
    "segmented_regression",
]
