"""Cyber crime: whom to tell in each nation, the regulator's clock, kinds and offences.

What belongs here: the functions and types that applications import. The content is in data
files, read when it is first asked for.

A thin module: it has no calculator but the clock. It takes no description of an incident, so
that no password can be pasted into it. The advice for the first hour and the five controls are
content: a fact sheet and a list. The longest terms of the offences are held and not given out,
until a person has checked them.
"""

from safetykit.plugins.cyber_crime.reporting import (
    BreachClock,
    Kind,
    Sign,
    Situation,
    classify,
    ico_clock,
    offences,
    reporting_routes,
)

__all__ = [
    "BreachClock",
    "Kind",
    "Sign",
    "Situation",
    "classify",
    "ico_clock",
    "offences",
    "reporting_routes",
]
