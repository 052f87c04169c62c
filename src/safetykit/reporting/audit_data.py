"""An audit as plain data: what to read first, law and guidance, evidence, checks and findings."""

from __future__ import annotations

from typing import Any

from safetykit.errors import Place
from safetykit.evaluation import Audit, Check, Finding, FrameReading
from safetykit.reporting.promise_data import evidence_data

__all__ = ["audit_data"]


def audit_data(audit: Audit) -> dict[str, Any]:
    """Return an audit as plain data: what to read first, the checks, and the findings."""
    return {
        "plan": audit.plan,
        "title": audit.title,
        "as_of": audit.as_of.isoformat(),
        "marking": audit.marking.value if audit.marking else None,
        "preamble": list(audit.preamble),
        "frames": [_frame(reading) for reading in audit.frames],
        "evidence": evidence_data(audit.evidence),
        "checks": [_check(check) for check in audit.checks],
        "findings": [_finding(finding) for finding in audit.findings],
    }


def _frame(reading: FrameReading) -> dict[str, Any]:
    return {
        "name": reading.frame.name,
        "title": reading.frame.title,
        "applies": reading.applies,
        "why": reading.why,
        "summary": reading.summary,
        "requirements": [
            {
                "id": found.requirement.id,
                "asks_for": found.requirement.what,
                "provision": found.requirement.provision,
                "standing": found.standing.value,
                "why": found.why,
                "place": _place(found.place),
                "confidence": found.requirement.confidence.value,
            }
            for found in reading.requirements
        ],
    }


def _check(check: Check) -> dict[str, Any]:
    return {
        "code": check.code,
        "family": check.family.value,
        "severity": check.severity.value if check.severity else None,
        "summary": check.summary,
        "found": len(check.findings),
        "checked": check.checked,
        "of": check.of,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "place": _place(finding.place),
        "subject": finding.subject,
        "message": finding.message,
        "hint": finding.hint,
        "settled_by": finding.settled_by,
    }


def _place(place: Place) -> dict[str, Any]:
    return {
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "path": place.path,
    }
