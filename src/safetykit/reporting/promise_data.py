"""What was promised, and what reviews say of it, as plain data."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from safetykit.content import OutcomeRating
from safetykit.evaluation import ActionEvidence, EvidenceJoin, strength_counts, thread_diagram
from safetykit.model import Plan

__all__ = ["evidence_data", "promise_data"]


def promise_data(plan: Plan) -> dict[str, Any]:
    """Return how firmly a plan promises, and what leads to what in it."""
    diagram = thread_diagram(plan)
    return {
        "commitments": {strength.value: n for strength, n in strength_counts(plan).items()},
        "thread": {
            "nodes": [
                {"id": node.id, "kind": node.kind.value, "title": node.title, "loose": node.loose}
                for node in diagram.nodes
            ],
            "links": [{"from": link.source, "to": link.target} for link in diagram.links],
        },
    }


def evidence_data(joined: Iterable[ActionEvidence]) -> list[dict[str, Any]]:
    """Return each action with the rated interventions that it is joined to."""
    return [
        {
            "action": item.action.id,
            "joins": [_join(join) for join in item.joins],
            "unknown": list(item.unknown),
        }
        for item in joined
    ]


def _join(join: EvidenceJoin) -> dict[str, Any]:
    return {
        "intervention": join.intervention.key,
        "title": join.intervention.title,
        "by": join.by.value,
        "word": join.word or None,
        "ratings": [_rating(rating) for rating in join.ratings],
    }


def _rating(rating: OutcomeRating) -> dict[str, Any]:
    return {
        "outcome": rating.outcome,
        "effect": rating.effect.value,
        "size": rating.size or None,
        "strength": rating.strength,
        "scale": rating.scale,
        "source": rating.source.title,
        "confidence": rating.confidence.value,
        "review_by": rating.review_by.isoformat(),
    }
