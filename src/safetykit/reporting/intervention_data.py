"""Interventions, and areas beside places like them, as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from safetykit.reporting.values import check_data, comparison_data, estimate_data, window_data

if TYPE_CHECKING:
    from safetykit.evaluation import InterventionResult
    from safetykit.evaluation.interventions import Displacement, Worth
    from safetykit.evaluation.peers import PeerPoint, PeerResult

__all__ = ["intervention_data", "peer_data"]


def intervention_data(found: InterventionResult) -> dict[str, Any]:
    """Return the result of one design as plain data."""
    spans = found.spans
    return {
        "design": found.design.id,
        "title": found.design.title,
        "indicator": found.indicator.id,
        "method_named": found.design.method.value,
        "method_used": found.used.value,
        "why_not": found.why_not or None,
        "areas": [key.name for key in found.areas],
        "comparison_areas": [key.name for key in found.comparison],
        "start": str(spans.start) if spans else None,
        "months": window_data(spans.whole) if spans else None,
        "described": comparison_data(found.described),
        "effect_percent": estimate_data(found.effect) if found.effect else None,
        "displacement": _displacement(found.displacement),
        "worth": _worth(found.worth),
        "maryland_cap": found.maryland_cap,
        "checks": [check_data(check) for check in found.checks],
        "sentence": found.sentence,
        "notes": list(found.notes),
    }


def _displacement(found: Displacement | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "total": estimate_data(found.total),
        "local": estimate_data(found.local),
        "round_about": estimate_data(found.round_about),
        "sentence": found.sentence,
    }


def _worth(found: Worth | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "fewer": estimate_data(found.fewer),
        "ratio": estimate_data(found.ratio),
        "net_pounds": estimate_data(found.net_pounds),
        "price_year": found.price_year,
        "sentence": found.sentence,
    }


def peer_data(found: PeerResult | str) -> dict[str, Any]:
    """Return an area beside places like it as plain data; the places stand by name."""
    if isinstance(found, str):
        return {"refused": found}
    return {
        "indicator": found.indicator.id,
        "basis": found.comparators.basis,
        "method_of_choice": found.comparators.method,
        "chosen_on": str(found.comparators.chosen_on),
        "window": window_data(found.window),
        "own": _point(found.own),
        "others": [_point(point) for point in found.others],
        "left_out": list(found.left_out),
        "target": found.target,
        "lower": list(found.lower),
        "upper": list(found.upper),
        "curve": [
            {"size": at.size, "lower": list(at.lower), "upper": list(at.upper)}
            for at in found.curve
        ],
        "position": found.position,
        "method": found.method,
        "sentence": found.sentence,
    }


def _point(point: PeerPoint) -> dict[str, Any]:
    return {"name": point.name, "count": point.count, "size": point.size, "rate": point.rate}
