"""Typed community-safety plans: audit them, evaluate them, explain the subject.

```python
plan = safetykit.load("examples/plans/city-of-london.yaml")
findings = safetykit.audit(plan).findings
evaluation = safetykit.evaluate(plan, "examples/data/city-of-london")
safetykit.write_html(evaluation, "report.html")
```

The public names of this module are loaded when they are first used, so that `import safetykit`
stays cheap. No module inside the package imports this one.
"""

from __future__ import annotations

import importlib
import sys
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from safetykit._front import audit, evaluate
    from safetykit.documents import dump, dumps, load, loads
    from safetykit.errors import (
        AnalysisError,
        DocumentError,
        InputError,
        MissingExtraError,
        PluginError,
        SafetyKitError,
        SafetyKitWarning,
    )
    from safetykit.evaluation import (
        Audit,
        ClaimResult,
        Evaluation,
        Finding,
        IndicatorResult,
        Severity,
    )
    from safetykit.model import Action, Claim, Indicator, Plan
    from safetykit.quantities import Answer, Approx, Month, PartialDate, Period, Quantity
    from safetykit.records import Counts, read_records, write_counts
    from safetykit.reporting import write_docx, write_html, write_json, write_markdown
    from safetykit.stats import Estimate
    from safetykit.toolkit import Toolkit

__version__ = "0.1.0"

__all__ = [
    "Action",
    "AnalysisError",
    "Answer",
    "Approx",
    "Audit",
    "Claim",
    "ClaimResult",
    "Counts",
    "DocumentError",
    "Estimate",
    "Evaluation",
    "Finding",
    "Indicator",
    "IndicatorResult",
    "InputError",
    "MissingExtraError",
    "Month",
    "PartialDate",
    "Period",
    "Plan",
    "PluginError",
    "Quantity",
    "SafetyKitError",
    "SafetyKitWarning",
    "Severity",
    "Toolkit",
    "audit",
    "dump",
    "dumps",
    "evaluate",
    "load",
    "loads",
    "read_records",
    "write_counts",
    "write_docx",
    "write_html",
    "write_json",
    "write_markdown",
]

_HOMES: Final = {
    "_front": ("audit", "evaluate"),
    "documents": ("dump", "dumps", "load", "loads"),
    "errors": (
        "AnalysisError",
        "DocumentError",
        "InputError",
        "MissingExtraError",
        "PluginError",
        "SafetyKitError",
        "SafetyKitWarning",
    ),
    "evaluation": (
        "Audit",
        "ClaimResult",
        "Evaluation",
        "Finding",
        "IndicatorResult",
        "Severity",
    ),
    "model": ("Action", "Claim", "Indicator", "Plan"),
    "quantities": ("Answer", "Approx", "Month", "PartialDate", "Period", "Quantity"),
    "records": ("Counts", "read_records", "write_counts"),
    "reporting": ("write_docx", "write_html", "write_json", "write_markdown"),
    "stats": ("Estimate",),
    "toolkit": ("Toolkit",),
}
_HOME_OF: Final = {name: home for home, names in _HOMES.items() for name in names}


if not TYPE_CHECKING:  # to a type checker, a name that is not listed is an error

    def __getattr__(name: str) -> Any:
        if name not in _HOME_OF:
            from safetykit._deprecated import RENAMED, warn_renamed

            if name in RENAMED:
                return getattr(sys.modules[__name__], warn_renamed(name, stacklevel=2))
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(importlib.import_module(f"{__name__}.{_HOME_OF[name]}"), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
