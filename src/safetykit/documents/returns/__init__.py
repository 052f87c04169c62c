"""Progress returns: what partners say each quarter on the actions that they lead.

What belongs here: the workbook that goes out to each lead organisation, reading it back, the file
in which updates are kept, and what is late or exceptional in them. What does not: how that looks
(`reporting`), and judging a plan (`evaluation`).
"""

from safetykit.documents.returns.board import BoardReport, ExceptionKind, ReportItem, report_returns
from safetykit.documents.returns.chase import Chase, ChaseItem, ChaseReason, chase_returns
from safetykit.documents.returns.making import write_returns
from safetykit.documents.returns.periods import parse_month, parse_period, period_text
from safetykit.documents.returns.reading import read_returns
from safetykit.documents.returns.updates import (
    UPDATES_FORMAT,
    Updates,
    append_updates,
    dump_updates,
    dumps_updates,
    load_updates,
)

__all__ = [
    "UPDATES_FORMAT",
    "BoardReport",
    "Chase",
    "ChaseItem",
    "ChaseReason",
    "ExceptionKind",
    "ReportItem",
    "Updates",
    "append_updates",
    "chase_returns",
    "dump_updates",
    "dumps_updates",
    "load_updates",
    "parse_month",
    "parse_period",
    "period_text",
    "read_returns",
    "report_returns",
    "write_returns",
]
