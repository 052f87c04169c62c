"""Variation over time: control charts, their rules, the season, and what chance alone marks.

What belongs here: methods for series of values in order of time. What does not: the effect of an
intervention on a series, and counts without time, which are in `rates`.

```text
xmr_chart          charts of single values; signals: the points that signal
rules              the rules by name; marks: the fast pass that applies them
attribute_charts   p, u and c charts; laney_charts: p' and u'; attribute_limits: their limits
run_charts         run charts (Anhøj)
cusum_chart        the tabular CUSUM; ewma_chart: the EWMA
rebasing           limits that start anew, for a stated reason
assurance          limits against a target
seasonal           what a month of the year brings; seasonal_fit: its model
false_signals      how many signals chance alone gives
```
"""

from safetykit.stats.variation.assurance import Assurance, assurance
from safetykit.stats.variation.attribute_charts import c_chart, p_chart, u_chart
from safetykit.stats.variation.attribute_limits import AttributeChart
from safetykit.stats.variation.cusum_chart import CusumChart, cusum
from safetykit.stats.variation.ewma_chart import EwmaChart, ewma
from safetykit.stats.variation.false_signals import FalseSignals, expected_false_signals
from safetykit.stats.variation.laney_charts import p_prime_chart, u_prime_chart
from safetykit.stats.variation.rebasing import Rebase, RebasedChart, rebased_xmr
from safetykit.stats.variation.rules import (
    NHS_RULES,
    Rule,
    outside_limits,
    shift,
    trend,
    two_of_three,
)
from safetykit.stats.variation.run_charts import RunChart, anhoej_limits, run_chart
from safetykit.stats.variation.seasonal import (
    SeasonalExpectation,
    seasonal_adjust,
    seasonal_expectation,
)
from safetykit.stats.variation.seasonal_fit import SeasonalFit, fit_seasonal
from safetykit.stats.variation.signals import Signals
from safetykit.stats.variation.xmr_chart import XmrChart, xmr

__all__ = [
    "NHS_RULES",
    "Assurance",
    "AttributeChart",
    "CusumChart",
    "EwmaChart",
    "FalseSignals",
    "Rebase",
    "RebasedChart",
    "Rule",
    "RunChart",
    "SeasonalExpectation",
    "SeasonalFit",
    "Signals",
    "XmrChart",
    "anhoej_limits",
    "assurance",
    "c_chart",
    "cusum",
    "ewma",
    "expected_false_signals",
    "fit_seasonal",
    "outside_limits",
    "p_chart",
    "p_prime_chart",
    "rebased_xmr",
    "run_chart",
    "seasonal_adjust",
    "seasonal_expectation",
    "shift",
    "trend",
    "two_of_three",
    "u_chart",
    "u_prime_chart",
    "xmr",
]
