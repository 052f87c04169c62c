"""Showing audits and evaluations: a page, the terminal, and data for programs.

What belongs here: how results look. What does not: what they say; every sentence and every number
comes from `evaluation`.
"""

from safetykit.reporting.data import audit_data, evaluation_data
from safetykit.reporting.files import to_html, to_json, write_html, write_json

__all__ = ["audit_data", "evaluation_data", "to_html", "to_json", "write_html", "write_json"]
