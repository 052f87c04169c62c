"""Variation over time: control charts, their rules, the season, and what chance alone marks."""

from safetykit.stats.variation.false_signals import FalseSignals, expected_false_signals
from safetykit.stats.variation.rules import (
    NHS_RULES,
    Rule,
    outside_limits,
    shift,
    trend,
    two_of_three,
)
from safetykit.stats.variation.seasonal import (
    SeasonalExpectation,
    seasonal_adjust,
    seasonal_expectation,
)
from safetykit.stats.variation.seasonal_fit import SeasonalFit, fit_seasonal
from safetykit.stats.variation.xmr_chart import Signals, XmrChart, xmr

__all__ = [
    "NHS_RULES",
    "FalseSignals",
    "Rule",
    "SeasonalExpectation",
    "SeasonalFit",
    "Signals",
    "XmrChart",
    "expected_false_signals",
    "fit_seasonal",
    "outside_limits",
    "seasonal_adjust",
    "seasonal_expectation",
    "shift",
    "trend",
    "two_of_three",
    "xmr",
]
