"""Results as plain data, for programs: the same names as in the classes, numbers as numbers.

What belongs here: an evaluation as a whole. What does not: indicators, measures, interventions and
the audit, each of which has a file of its own. A number that is not defined or has no limit is
null.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from safetykit.reporting.audit_data import audit_data
from safetykit.reporting.indicator_data import indicator_data
from safetykit.reporting.intervention_data import intervention_data, peer_data
from safetykit.reporting.measure_data import measure_data
from safetykit.reporting.promise_data import promise_data
from safetykit.reporting.values import number_data, quality_data, window_data

if TYPE_CHECKING:
    from safetykit.evaluation import ClaimResult, Evaluation, Provenance
    from safetykit.evaluation.disclosure import Publishable
    from safetykit.records import Break, DataSource

__all__ = ["audit_data", "evaluation_data"]


def evaluation_data(result: Evaluation | Publishable) -> dict[str, Any]:
    """Return an evaluation as plain data: page one, the results, the audit and what made them.

    What may not be published is not in it; see `safetykit.evaluation.disclosure`.

    Raises:
        MissingExtraError: It has figures of partners, and SciPy is not installed.
    """
    from safetykit.evaluation.disclosure import prepare

    ready = prepare(result)
    return {
        **_head(ready),
        **_answers(ready),
        **_limits(ready.evaluation),
        "audit": audit_data(ready.evaluation.audit),
        "sources": _sources(ready.evaluation),
        "provenance": _provenance(ready.evaluation.provenance),
    }


def _head(ready: Publishable) -> dict[str, Any]:
    """Return what the evaluation is of, how it may travel, and page one."""
    evaluation = ready.evaluation
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
    }


def _answers(ready: Publishable) -> dict[str, Any]:
    """Return what the records say, of each kind of thing that the plan asks of them."""
    evaluation = ready.evaluation
    return {
        "results": [
            indicator_data(found, ready.hidden_months(found)) for found in evaluation.results
        ],
        "skipped": [
            {"indicator": skipped.indicator.id, "reason": skipped.reason}
            for skipped in evaluation.skipped
        ],
        "measures": [measure_data(found) for found in evaluation.measures],
        "peers": [peer_data(found) for found in evaluation.peers],
        "interventions": [intervention_data(found) for found in evaluation.interventions],
        "claims": [_claim(claim) for claim in evaluation.claims],
    }


def _limits(evaluation: Evaluation) -> dict[str, Any]:
    """Return what cannot be seen, and what is odd about the records."""
    return {
        "unseen": list(evaluation.unseen),
        "populations": list(evaluation.populations),
        "missing_months": [str(month) for month in evaluation.missing],
        "quality": [quality_data(finding) for finding in evaluation.quality],
        "false_signals_expected": _false_signals(evaluation),
    }


def _sources(evaluation: Evaluation) -> list[dict[str, Any]]:
    from safetykit.evaluation.breaks import known_breaks

    found = known_breaks(evaluation.records)
    return [_source(source, found.get(source.name, ())) for source in evaluation.sources]


def _source(source: DataSource, breaks: Iterable[Break]) -> dict[str, Any]:
    return {
        "name": source.name,
        "title": source.title,
        "publisher": source.publisher,
        "licence": source.licence,
        "attribution": source.attribution,
        "travel": source.travel.value,
        "cannot_see": list(source.cannot_see),
        "breaks": [_break(known) for known in breaks],
    }


def _break(known: Break) -> dict[str, Any]:
    return {
        "code": known.code,
        "title": known.title,
        "start": str(known.start),
        "end": str(known.end) if known.end else None,
        "reason": known.reason,
        "source": known.source,
    }


def _provenance(made_from: Provenance) -> dict[str, Any]:
    return {
        "safetykit": made_from.version,
        "plan_file": made_from.plan_file,
        "plan_sha256": made_from.plan_sha256,
        "parameters": dict(made_from.parameters),
        "rows_read": made_from.rows_read,
        "rows_set_aside": made_from.rows_set_aside,
        "inputs": [{"name": name, "sha256": digest} for name, digest in made_from.inputs],
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
