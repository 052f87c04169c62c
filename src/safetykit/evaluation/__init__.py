"""Judging a plan: can it be held to account (`audit`), and did it work (`evaluate`)?

What belongs here: findings, results and the rules that make them, and what may be published. What
does not: reading files, and showing results. The audit needs no more than the plan; names that
need numpy are loaded when they are first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from safetykit._late import late_names
from safetykit.evaluation.audits import audit
from safetykit.evaluation.catalogue import Catalogue, CatalogueRule, Rule
from safetykit.evaluation.diagram import (
    ThreadDiagram,
    ThreadKind,
    ThreadLink,
    ThreadNode,
    thread_diagram,
)
from safetykit.evaluation.evidence import ActionEvidence, Disagreement, EvidenceJoin, JoinedBy
from safetykit.evaluation.evidence import match as match_evidence
from safetykit.evaluation.findings import Audit, Check, Family, Finding, Severity
from safetykit.evaluation.frame_readings import (
    FrameReading,
    RequirementReading,
    Standing,
    read_frame,
)
from safetykit.evaluation.frames import Frame, FrameExemption, Requirement, SeenBy, bundled_frames
from safetykit.evaluation.overclaims import Overclaim, OverclaimKind, find_overclaims
from safetykit.evaluation.recomputation import Recomputation, Recomputed, recompute
from safetykit.evaluation.rules.agreements import Expected, Fulfilment, expectations
from safetykit.evaluation.rules.asking import Ask
from safetykit.evaluation.rules.engagement import SaidAndDone, said_and_done
from safetykit.evaluation.rules.promises import strength_counts
from safetykit.extras import need

if TYPE_CHECKING:
    from safetykit.evaluation.adding import RollUp, roll_up
    from safetykit.evaluation.answer import Evaluation, Provenance, Skipped
    from safetykit.evaluation.claim_results import ClaimResult, Verdict
    from safetykit.evaluation.interventions import InterventionResult
    from safetykit.evaluation.measured import (
        MeasureFigure,
        MeasureResult,
        MeasureTarget,
        ReturnState,
    )
    from safetykit.evaluation.outcomes import evaluate
    from safetykit.evaluation.peers import PeerResult
    from safetykit.evaluation.portfolio import Portfolio, evaluate_portfolio
    from safetykit.evaluation.results import (
        AreaTotal,
        Comparison,
        IndicatorResult,
        RateResult,
        RecentResult,
        Required,
        SignalPoint,
        TargetResult,
        TargetStatus,
        Variation,
        Window,
    )
    from safetykit.evaluation.surveys import WaveChange, change_between_waves, survey_estimate

__all__ = [
    "ActionEvidence",
    "AreaTotal",
    "Ask",
    "Audit",
    "Catalogue",
    "CatalogueRule",
    "Check",
    "ClaimResult",
    "Comparison",
    "Disagreement",
    "Evaluation",
    "EvidenceJoin",
    "Expected",
    "Family",
    "Finding",
    "Frame",
    "FrameExemption",
    "FrameReading",
    "Fulfilment",
    "IndicatorResult",
    "InterventionResult",
    "JoinedBy",
    "MeasureFigure",
    "MeasureResult",
    "MeasureTarget",
    "Overclaim",
    "OverclaimKind",
    "PeerResult",
    "Portfolio",
    "Provenance",
    "RateResult",
    "RecentResult",
    "Recomputation",
    "Recomputed",
    "Required",
    "Requirement",
    "RequirementReading",
    "ReturnState",
    "RollUp",
    "Rule",
    "SaidAndDone",
    "SeenBy",
    "Severity",
    "SignalPoint",
    "Skipped",
    "Standing",
    "TargetResult",
    "TargetStatus",
    "ThreadDiagram",
    "ThreadKind",
    "ThreadLink",
    "ThreadNode",
    "Variation",
    "Verdict",
    "WaveChange",
    "Window",
    "audit",
    "bundled_frames",
    "change_between_waves",
    "evaluate",
    "evaluate_portfolio",
    "expectations",
    "find_overclaims",
    "match_evidence",
    "read_frame",
    "recompute",
    "roll_up",
    "said_and_done",
    "strength_counts",
    "survey_estimate",
    "thread_diagram",
]

_HOMES: Final = {
    "adding": ("RollUp", "roll_up"),
    "answer": ("Evaluation", "Provenance", "Skipped"),
    "claim_results": ("ClaimResult", "Verdict"),
    "interventions": ("InterventionResult",),
    "measured": ("MeasureFigure", "MeasureResult", "MeasureTarget", "ReturnState"),
    "outcomes": ("evaluate",),
    "peers": ("PeerResult",),
    "portfolio": ("Portfolio", "evaluate_portfolio"),
    "results": (
        "AreaTotal",
        "Comparison",
        "IndicatorResult",
        "RateResult",
        "RecentResult",
        "Required",
        "SignalPoint",
        "TargetResult",
        "TargetStatus",
        "Variation",
        "Window",
    ),
    "surveys": ("WaveChange", "change_between_waves", "survey_estimate"),
}


def _need_numpy(_: str) -> None:
    need("numpy", wanted_by="An evaluation")


if not TYPE_CHECKING:  # to a type checker, a name that is not listed is an error
    __getattr__, __dir__ = late_names(__name__, _HOMES, __all__, before=_need_numpy)
