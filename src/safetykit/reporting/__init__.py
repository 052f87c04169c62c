"""Showing audits and evaluations: pages, documents, the terminal, and data for programs.

What belongs here: how results look. What does not: what they say; every sentence on a plan and
every number comes from `evaluation`. Each face is made from one outline of blocks, and asks
`safetykit.evaluation.disclosure` first.
"""

from safetykit.reporting.data import audit_data, evaluation_data
from safetykit.reporting.files import (
    to_html,
    to_json,
    to_markdown,
    write_docx,
    write_html,
    write_json,
    write_markdown,
)
from safetykit.reporting.result_schema import result_schema
from safetykit.reporting.sheet import to_area_sheet, write_area_sheet

__all__ = [
    "audit_data",
    "evaluation_data",
    "result_schema",
    "to_area_sheet",
    "to_html",
    "to_json",
    "to_markdown",
    "write_area_sheet",
    "write_docx",
    "write_html",
    "write_json",
    "write_markdown",
]
