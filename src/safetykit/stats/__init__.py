"""Pure methods on numbers and arrays, each with its uncertainty and its source.

What belongs here: published statistical methods over scalars and arrays, batched where several
series or counts are given, that answer with an interval, the method's name, its assumptions and
its checks. What does not: anything that prints or plots, reads a file, or knows what a plan, an
area or an offence is. Importing this package needs the `evaluate` extra.

```text
estimate        Estimate, CheckResult: what a method answers
rates           rate, proportion: one count
ratios          rate_ratio, percentage_change: two counts
overdispersion  how much more counts vary than chance makes them
seasonal_fit    the model of year and month
seasonal        what a month of the year normally brings
rules           the signals of a control chart, by name
variation       the XmR chart
false_signals   how many signals chance alone gives
```

Throughout, nan means "not reported", which is never 0.
"""
# ruff: noqa: E402  numpy is asked for first, so that its absence is explained.

from safetykit.extras import need

need("numpy", wanted_by="safetykit.stats")

from safetykit.stats.estimate import CheckResult, Estimate, FloatOrArray
from safetykit.stats.false_signals import FalseSignals, expected_false_signals
from safetykit.stats.overdispersion import (
    Dispersion,
    check_dispersion,
    choose_dispersion,
    dispersion,
    seasonal_dispersion,
)
from safetykit.stats.rates import proportion, rate
from safetykit.stats.ratios import percentage_change, rate_ratio
from safetykit.stats.rules import NHS_RULES, Rule, outside_limits, shift, trend, two_of_three
from safetykit.stats.seasonal import SeasonalExpectation, seasonal_adjust, seasonal_expectation
from safetykit.stats.seasonal_fit import SeasonalFit, fit_seasonal
from safetykit.stats.variation import Signals, XmrChart, xmr

__all__ = [
    "NHS_RULES",
    "CheckResult",
    "Dispersion",
    "Estimate",
    "FalseSignals",
    "FloatOrArray",
    "Rule",
    "SeasonalExpectation",
    "SeasonalFit",
    "Signals",
    "XmrChart",
    "check_dispersion",
    "choose_dispersion",
    "dispersion",
    "expected_false_signals",
    "fit_seasonal",
    "outside_limits",
    "percentage_change",
    "proportion",
    "rate",
    "rate_ratio",
    "seasonal_adjust",
    "seasonal_dispersion",
    "seasonal_expectation",
    "shift",
    "trend",
    "two_of_three",
    "xmr",
]
