"""How a rule puts its question: a check with its findings, and a finding at a place of the plan.

What belongs here: making the two objects. What does not: any question.
"""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from safetykit.evaluation.findings import Check, Family, Finding, Severity
from safetykit.model import Plan

__all__ = ["Ask", "Where"]

Where = tuple[str | int, ...]
AUTHORS = "The plan's authors."


@attrs.frozen(kw_only=True)
class Ask:
    """One question: its code, what a finding says in a few words, and of what it is asked.

    Attributes:
        code: The stable code.
        title: What stands after a count: "state no owner".
        of: What is looked at, in the plural.
        family: What the check looks at.
        severity: What a finding weighs, if it does not say otherwise.
        hint: What to do about a finding, if it does not say otherwise.
        settled: What would settle it.
    """

    code: str
    title: str
    of: str
    family: Family
    severity: Severity = Severity.WARNING
    hint: str = ""
    settled: str = AUTHORS

    def check(self, checked: int, found: Iterable[Finding]) -> Check:
        """Return the check of a number of things with what was found."""
        return Check(
            code=self.code,
            title=self.title,
            family=self.family,
            of=self.of,
            checked=checked,
            findings=tuple(found),
        )

    def finding(
        self,
        plan: Plan,
        where: Where,
        subject: str,
        message: str,
        *,
        severity: Severity | None = None,
        hint: str = "",
        settled: str = "",
    ) -> Finding:
        """Return a finding at a place of the plan."""
        return Finding(
            code=self.code,
            severity=severity or self.severity,
            place=plan.place(*where),
            subject=subject,
            message=message,
            hint=hint or self.hint,
            settled_by=settled or self.settled,
        )
