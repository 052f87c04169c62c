"""Help for other people's tests.

What belongs here: data with known answers, and what tests of programs that use safetykit need. What
does not: tests of safetykit itself.
"""

from safetykit.testing.police_uk import (
    FileStyle,
    KnownAnswers,
    StreetPlan,
    plan_street_rows,
    write_police_uk_tree,
)

__all__ = [
    "FileStyle",
    "KnownAnswers",
    "StreetPlan",
    "plan_street_rows",
    "write_police_uk_tree",
]
