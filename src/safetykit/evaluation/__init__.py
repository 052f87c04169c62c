"""Judging a plan: can it be held to account (`audit`), and did it work (`evaluate`)?

What belongs here: findings, results and the rules that make them, and what may be published. What
does not: reading files, and showing results. The audit needs no more than the plan; names that
need numpy are loaded when they are first used.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any, Final

from safetykit.evaluation.audits import audit
from safetykit.evaluation.catalogue import Catalogue, Rule
from safetykit.evaluation.findings import Audit, Check, Family, Finding, Severity
from safetykit.extras import need

if TYPE_CHECKING:
    from safetykit.evaluation.outcomes import evaluate
    from safetykit.evaluation.results import (
        AreaTotal,
        ClaimResult,
        Comparison,
        Evaluation,
        IndicatorResult,
        Provenance,
        RateResult,
        SignalPoint,
        TargetStatus,
        Variation,
        Verdict,
        Window,
    )

__all__ = [
    "AreaTotal",
    "Audit",
    "Catalogue",
    "Check",
    "ClaimResult",
    "Comparison",
    "Evaluation",
    "Family",
    "Finding",
    "IndicatorResult",
    "Provenance",
    "RateResult",
    "Rule",
    "Severity",
    "SignalPoint",
    "TargetStatus",
    "Variation",
    "Verdict",
    "Window",
    "audit",
    "evaluate",
]

_LATER: Final = {"evaluate": "outcomes"} | dict.fromkeys(
    (
        "AreaTotal",
        "ClaimResult",
        "Comparison",
        "Evaluation",
        "IndicatorResult",
        "Provenance",
        "RateResult",
        "SignalPoint",
        "TargetStatus",
        "Variation",
        "Verdict",
        "Window",
    ),
    "results",
)


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    need("numpy", wanted_by="An evaluation")
    return getattr(importlib.import_module(f"{__name__}.{_LATER[name]}"), name)
