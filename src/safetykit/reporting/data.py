"""Results as plain data, for programs: the same names as in the classes, numbers as numbers.

A number that is not defined or has no limit is null.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from safetykit.reporting.audit_data import audit_data
from safetykit.reporting.intervention_data import intervention_data, peer_data
from safetykit.reporting.measure_data import measure_data
from safetykit.reporting.promise_data import promise_data
from safetykit.reporting.values import (
    check_data,
    comparison_data,
    estimate_data,
    number_data,
    window_data,
)

if TYPE_CHECKING:
    from safetykit.evaluation import (
        ClaimResult,
        Evaluation,
        IndicatorResult,
        RateResult,
        RecentResult,
        Required,
        TargetResult,
        Variation,
    )
    from safetykit.evaluation.disclosure import Publishable
    from safetykit.records import QualityFinding, Series

__all__ = ["audit_data", "evaluation_data"]


def evaluation_data(result: Evaluation | Publishable) -> dict[str, Any]:
    """Return an evaluation as plain data: page one, the results, the audit and what made them.

    What may not be published is not in it; see `safetykit.evaluation.disclosure`.

    Raises:
        MissingExtraError: It has figures of partners, and SciPy is not installed.
    """
    from safetykit.evaluation.disclosure import prepare

    ready = prepare(result)
    evaluation = ready.evaluation
    made_from = evaluation.provenance
    return {
        "plan": evaluation.plan.id,
        "title": evaluation.plan.title,
        "as_of": evaluation.as_of.isoformat(),
        "assessed_to": str(evaluation.assessed_to),
        "plan_end": str(evaluation.plan_end) if evaluation.plan_end else None,
        "confidence": evaluation.confidence,
        "marking": ready.marking or None,
        "disclosure": {
            "threshold": ready.policy.threshold,
            "rounding": ready.policy.rounding,
            "cautions": list(ready.cautions),
        },
        "headline": list(evaluation.headline),
        "promised": promise_data(evaluation.plan),
        "results": [_result(found, ready) for found in evaluation.results],
        "skipped": [
            {"indicator": skipped.indicator.id, "reason": skipped.reason}
            for skipped in evaluation.skipped
        ],
        "measures": [measure_data(found) for found in evaluation.measures],
        "peers": [peer_data(found) for found in evaluation.peers],
        "interventions": [intervention_data(found) for found in evaluation.interventions],
        "claims": [_claim(claim) for claim in evaluation.claims],
        "unseen": list(evaluation.unseen),
        "populations": list(evaluation.populations),
        "missing_months": [str(month) for month in evaluation.missing],
        "quality": [_quality(finding) for finding in evaluation.quality],
        "false_signals_expected": _false_signals(evaluation),
        "audit": audit_data(evaluation.audit),
        "sources": [
            {
                "name": source.name,
                "title": source.title,
                "publisher": source.publisher,
                "licence": source.licence,
                "attribution": source.attribution,
                "travel": source.travel.value,
            }
            for source in evaluation.sources
        ],
        "provenance": {
            "safetykit": made_from.version,
            "plan_file": made_from.plan_file,
            "plan_sha256": made_from.plan_sha256,
            "parameters": dict(made_from.parameters),
            "rows_read": made_from.rows_read,
            "rows_set_aside": made_from.rows_set_aside,
            "inputs": [{"name": name, "sha256": digest} for name, digest in made_from.inputs],
        },
    }


def _false_signals(evaluation: Evaluation) -> dict[str, Any] | None:
    found = evaluation.false_signals
    if found is None:
        return None
    return {
        "series": number_data(float(found.series.value)),
        "points": number_data(float(found.points.value)),
        "of_series": found.n_series,
        "of_points_each": found.n_points,
    }


def _result(result: IndicatorResult, ready: Publishable) -> dict[str, Any]:
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
        "status": result.status.value,
        "reason": result.reason,
        "targets": [_target(target) for target in result.targets],
        "required": _required(result.required),
        "recent": [_recent(recent) for recent in result.recent],
        "provisional": [str(month) for month in result.provisional],
        "suppressed": [str(month) for month in sorted(ready.hidden_months(result))],
        "sentence": result.sentence,
        "value": estimate_data(result.value),
        "value_of": window_data(result.value_of),
        "comparison": comparison_data(result.comparison),
        "refused": result.refused or None,
        "dispersion": number_data(result.dispersion.value) if result.dispersion else None,
        "variation": _variation(result.variation),
        "rates": [_rate(rate) for rate in result.rates],
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
        "quality": [_quality(finding) for finding in result.quality],
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


def _claim(claim: ClaimResult) -> dict[str, Any]:
    return {
        "claim": claim.claim.id,
        "stated": str(claim.claim.value),
        "window": window_data(claim.window),
        "recomputed": number_data(claim.recomputed),
        "count": claim.count,
        "of": claim.of,
        "rank": claim.rank,
        "not_reported": [str(month) for month in claim.not_reported],
        "verdict": claim.verdict.value,
        "sentence": claim.sentence,
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


def _quality(finding: QualityFinding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "message": finding.message,
        "months": [str(month) for month in finding.months],
        "group": finding.group or None,
        "area": finding.area or None,
        "rows": finding.rows,
        "file": finding.file,
        "line": finding.line,
    }
