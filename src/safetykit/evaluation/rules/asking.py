"""How a rule puts its question: a check with its findings, and a finding at a place of the plan.

What belongs here: making the two objects, for our rules and for those of modules. What does not:
any question.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import attrs

from safetykit.evaluation.findings import Check, Family, Finding, Severity
from safetykit.model import Claim, Plan

__all__ = ["Ask", "Where", "contradiction"]

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

    def of_each(
        self,
        plan: Plan,
        part: str,
        things: Iterable[Any],
        *,
        at_fault: Callable[[Any], bool],
        says: str,
    ) -> Iterator[Check]:
        """Yield the check of some things of a plan; nothing if there are none to ask.

        Args:
            plan: The plan.
            part: The part of the plan that holds them: "indicators".
            things: Those that the question concerns.
            at_fault: Whether one of them is a finding.
            says: What a finding says, with the thing as `{0}`: "“{0.title}” names no base."
        """
        held, every = tuple(things), getattr(plan, part)
        if held:
            found = (thing for thing in held if at_fault(thing))
            yield self.check(
                len(held),
                (
                    self.finding(plan, (part, every.index(one)), one.id, says.format(one))
                    for one in found
                ),
            )


def contradiction(
    plan: Plan,
    ask: Ask,
    claim: Claim,
    *,
    message: str,
    hint: str,
    settled: str,
    severity: Severity | None = None,
) -> Finding:
    """Return a finding on a stated figure."""
    where = ("claims", plan.claims.index(claim))
    return ask.finding(
        plan, where, claim.id, message, severity=severity, hint=hint, settled=settled
    )
