"""Performance measures as plain data, for programs: the same names as in the classes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from safetykit.reporting.values import estimate_data, window_data

if TYPE_CHECKING:
    from safetykit.evaluation import MeasureFigure, MeasureResult, MeasureTarget

__all__ = ["measure_data"]


def measure_data(found: MeasureResult) -> dict[str, Any]:
    """Return what was reported of a performance measure, and how its targets stand."""
    measure = found.measure
    return {
        "measure": measure.id,
        "title": measure.title,
        "kind": measure.kind.value,
        "about": found.about,
        "is_activity": found.is_activity,
        "unit": measure.unit,
        "out_of": measure.out_of or None,
        "owner": measure.owner,
        "counted_over": measure.counted_over.value if measure.counted_over else None,
        "source": found.source or None,
        "area": str(found.area) if found.area else None,
        "state": found.state.value,
        "due": window_data(found.due) if found.due else None,
        "due_days": found.due_days,
        "latest": _figure(found.latest) if found.latest else None,
        "status": found.status.value,
        "reason": found.reason,
        "targets": [_target(target) for target in found.targets],
        "sentence": found.sentence,
        "notes": list(found.notes),
    }


def _figure(figure: MeasureFigure) -> dict[str, Any]:
    return {
        "window": window_data(figure.window),
        "count": figure.count,
        "base": figure.base,
        "share_percent": estimate_data(figure.share) if figure.share else None,
        "missing": [str(month) for month in figure.missing],
        "provisional": figure.provisional,
    }


def _target(found: MeasureTarget) -> dict[str, Any]:
    target = found.target
    return {
        "target": f"{target.direction} {target.value}",
        "by": str(target.by) if target.by else None,
        "status": found.status.value,
        "reason": found.reason,
        "figures": [_figure(figure) for figure in found.figures],
    }
