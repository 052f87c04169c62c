"""Plan files and plans: reading, writing, comparing, and the version of the format.

What belongs here: `load`, `loads`, `dump`, `dumps`; what plans include; the steps between versions
of the format and its JSON Schema; the layout of files; and what changed between two editions.
What does not: the reading of YAML as such (`serial`) and the classes (`model`).
"""

from safetykit.documents.changes import Change, ChangeKind, PlanDiff
from safetykit.documents.diff import compare
from safetykit.documents.layout import format_file, format_text
from safetykit.documents.plans import PLAN_FORMAT, dump, dumps, load, loads
from safetykit.documents.schema import plan_schema

__all__ = [
    "PLAN_FORMAT",
    "Change",
    "ChangeKind",
    "PlanDiff",
    "compare",
    "dump",
    "dumps",
    "format_file",
    "format_text",
    "load",
    "loads",
    "plan_schema",
]
