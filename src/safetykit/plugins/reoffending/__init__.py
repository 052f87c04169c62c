"""Reoffending: the proven rate of a cohort with its tail, and what diversion and IOM are.

What belongs here: the functions and types that applications import. The content is in data
files, read when it is first asked for.

A thin module. It holds no weights or bands of integrated offender management: they are local, and
they score persons. It decides nobody's diversion. How often people reoffend stands on the result
of `proven_reoffending`; cohorts are compared by `safetykit.stats.reoffending.log_rank_test` and
`safetykit.stats.comparison`. The list of pathways out of crime was not seen on a page.
"""

from safetykit.plugins.reoffending.cohorts import proven_reoffending, rate_in_words
from safetykit.plugins.reoffending.diversion import Answer, diversion_eligibility
from safetykit.plugins.reoffending.routes import reporting_routes

__all__ = [
    "Answer",
    "diversion_eligibility",
    "proven_reoffending",
    "rate_in_words",
    "reporting_routes",
]
