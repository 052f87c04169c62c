"""Hate crime: the monitored strands of each nation, how to report, and counts that out nobody.

What belongs here: the functions and types that applications import. The content is in data
files, read when it is first asked for.

A thin module. It holds no list of the centres that take reports for others: none was seen that
is kept up to date. It says nothing of incidents that are no crime after February 2026, because
what replaced their code was not seen. No text of a report is taken.
"""

from safetykit.plugins.hate_crime.reporting import (
    Situation,
    explain_recording_and_prosecution,
    reporting_options,
)
from safetykit.plugins.hate_crime.reports import (
    HateReport,
    Strand,
    StrandFigures,
    count_strands,
    strands,
)

__all__ = [
    "HateReport",
    "Situation",
    "Strand",
    "StrandFigures",
    "count_strands",
    "explain_recording_and_prosecution",
    "reporting_options",
    "strands",
]
