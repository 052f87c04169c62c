"""Figures that partners send each quarter: the table to fill in, and its strict reading.

What belongs here: one long table of period, area, indicator and value, as a CSV or a workbook.
What does not: records of single events, survey results, and how partners say that their actions
stand; that is in `safetykit.documents.returns`.
"""

from safetykit.records.aggregate.finding import find_figures
from safetykit.records.aggregate.form import PARTNER_FIGURES
from safetykit.records.aggregate.names import name_findings
from safetykit.records.aggregate.reading import read_aggregate, read_figures
from safetykit.records.aggregate.template import Asked, asked_by, write_template
from safetykit.records.due import DUE_DAYS, require_due_days

__all__ = [
    "DUE_DAYS",
    "PARTNER_FIGURES",
    "Asked",
    "asked_by",
    "find_figures",
    "name_findings",
    "read_aggregate",
    "read_figures",
    "require_due_days",
    "write_template",
]
