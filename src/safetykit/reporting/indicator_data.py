"""Results of indicators as plain data: what was counted, compared, judged, and from what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from safetykit.reporting.values import (
    check_data,
    comparison_data,
    estimate_data,
    number_data,
    quality_data,
    window_data,
)

if TYPE_CHECKING:
    from safetykit.evaluation import (
        IndicatorResult,
        RateResult,
        RecentResult,
        Required,
        TargetResult,
        Variation,
    )
    from safetykit.quantities import Month
    from safetykit.records import Series

__all__ = ["indicator_data"]


def indicator_data(result: IndicatorResult, hidden: frozenset[Month]) -> dict[str, Any]:
    """Return the result of an indicator as plain data.

    Args:
        result: The result.
        hidden: The periods whose figure is not shown, by their first month.
    """
    return {
        **_about(result),
        **_judged(result),
        "provisional": [str(month) for month in result.provisional],
        "suppressed": [str(month) for month in sorted(hidden)],
        **_found(result),
        "totals": [
            {
                "area": total.area.name,
                "rule": total.area.rule.value,
                "before": total.before,
                "after": total.after,
            }
            for total in result.totals
        ],
        "step": result.series.step,
        "series": _series(result.series),
        "notes": list(result.notes),
        "trace": list(result.trace),
        "quality": [quality_data(finding) for finding in result.quality],
    }


def _about(result: IndicatorResult) -> dict[str, Any]:
    """Return what the indicator is, and where it was counted."""
    indicator = result.indicator
    return {
        "indicator": indicator.id,
        "title": indicator.title,
        "indicator_status": indicator.status.value,
        "polarity": result.polarity.value,
        "polarity_stated": indicator.polarity.value,
        "source": indicator.source,
        "group": indicator.group,
        "area": str(result.area),
    }


def _judged(result: IndicatorResult) -> dict[str, Any]:
    """Return how its targets stand, and the latest months beside the year before."""
    return {
        "status": result.status.value,
        "reason": result.reason,
        "targets": [_target(target) for target in result.targets],
        "required": _required(result.required),
        "recent": [_recent(recent) for recent in result.recent],
    }


def _found(result: IndicatorResult) -> dict[str, Any]:
    """Return the value, the change, its variation, and the rates."""
    return {
        "sentence": result.sentence,
        "value": estimate_data(result.value),
        "value_of": window_data(result.value_of),
        "comparison": comparison_data(result.comparison),
        "refused": result.refused or None,
        "dispersion": number_data(result.dispersion.value) if result.dispersion else None,
        "variation": _variation(result.variation),
        "rates": [_rate(rate) for rate in result.rates],
    }


def _target(result: TargetResult) -> dict[str, Any]:
    target = result.target
    return {
        "target": f"{target.direction} {target.value}",
        "by": str(target.by) if target.by else None,
        "status": result.status.value,
        "reason": result.reason,
        "comparison": comparison_data(result.comparison),
    }


def _required(required: Required | None) -> dict[str, Any] | None:
    if required is None:
        return None
    return {
        "allowed": number_data(required.allowed),
        "latest": window_data(required.latest) if required.latest else None,
        "count": required.count,
        "detectable_percent": required.detectable_percent,
        "sentence": required.sentence,
    }


def _recent(recent: RecentResult) -> dict[str, Any]:
    return {
        "name": recent.name,
        "window": window_data(recent.window),
        "comparison": comparison_data(recent.comparison),
        "refused": recent.refused or None,
        "sentence": recent.sentence or None,
    }


def _variation(variation: Variation | None) -> dict[str, Any] | None:
    if variation is None:
        return None
    return {
        "judged": window_data(variation.judged),
        "method": variation.method,
        "signals": [
            {
                "month": str(point.month),
                "value": point.value,
                "direction": "up" if point.direction > 0 else "down",
                "rules": list(point.rules),
            }
            for point in variation.signals
        ],
        "checks": [check_data(check) for check in variation.checks],
    }


def _rate(rate: RateResult) -> dict[str, Any]:
    return {
        "basis": rate.basis,
        "size": rate.size,
        "per_1000_and_year": estimate_data(rate.rate),
        "caution": rate.caution or None,
        "populations": [
            {"id": p.id, "value": str(p.value), "year": str(p.year), "source": p.source}
            for p in rate.populations
        ],
    }


def _series(series: Series) -> list[dict[str, Any]]:
    rows = zip(series.months, series.values, series.reported, strict=True)
    return [
        {"month": str(month), "count": int(value) if known else None}
        for month, value, known in rows
    ]
