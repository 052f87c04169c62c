"""Typed community-safety plans: audit them, evaluate them, explain the subject.

```python
plan = safetykit.load("examples/plans/city-of-london.yaml")
findings = safetykit.audit(plan).findings
evaluation = safetykit.evaluate(plan, "examples/data/city-of-london")
safetykit.write_html(evaluation, "report.html")
```

The names here are those that most programs need. The rest is in its packages, which `safetykit.`
finds without a further import:

- `model`, `quantities`: what a plan is made of, and its numbers and dates
- `documents`, `serial`: plan files, editions, returns; the strict reading of YAML and JSON
- `records`, `stats`: records as counts, and methods on numbers
- `evaluation`: findings and results, and what may be published of them
- `content`, `toolkit`, `plugins`: facts and pages, who offers them, and the modules that come along
- `reporting`, `testing`: reports in every form, and help for tests of your own
- `errors`: all that is raised on purpose; `except safetykit.SafetyKitError` catches it

Every name is loaded when it is first used, so that `import safetykit` stays cheap. No module inside
the package imports this one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from safetykit._late import late_names

if TYPE_CHECKING:
    from safetykit import content as content
    from safetykit import documents as documents
    from safetykit import errors as errors
    from safetykit import evaluation as evaluation
    from safetykit import model as model
    from safetykit import plugins as plugins
    from safetykit import quantities as quantities
    from safetykit import records as records
    from safetykit import reporting as reporting
    from safetykit import serial as serial
    from safetykit import stats as stats
    from safetykit import testing as testing
    from safetykit import toolkit as toolkit
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
_PACKAGES: Final = (
    "content",
    "documents",
    "errors",
    "evaluation",
    "model",
    "plugins",
    "quantities",
    "records",
    "reporting",
    "serial",
    "stats",
    "testing",
    "toolkit",
)


if not TYPE_CHECKING:  # to a type checker, a name that is not listed is an error
    _find, __dir__ = late_names(__name__, {**_HOMES, "": _PACKAGES}, (*__all__, "__version__"))

    def __getattr__(name: str) -> Any:
        try:
            return _find(name)
        except AttributeError:
            from safetykit._deprecated import RENAMED, warn_renamed

            if name not in RENAMED:
                raise
            return _find(warn_renamed(name, stacklevel=2))
