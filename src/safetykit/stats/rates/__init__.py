"""Rates, proportions and their comparisons, each with its interval."""

from safetykit.stats.rates.one_count import proportion, rate
from safetykit.stats.rates.ratios import percentage_change, rate_ratio

__all__ = ["percentage_change", "proportion", "rate", "rate_ratio"]
