"""Auditing a plan: every rule of the catalogue, in order, and what must be read first."""

from __future__ import annotations

import datetime as dt

from safetykit.evaluation.catalogue import Catalogue
from safetykit.evaluation.findings import Audit
from safetykit.model import Plan

__all__ = ["audit", "preamble"]


def audit(plan: Plan, *, as_of: dt.date, catalogue: Catalogue | None = None) -> Audit:
    """Ask whether a plan can be held to account: no outcome data are needed.

    Args:
        plan: The plan.
        as_of: The day for which its bodies and dates are judged, usually `plan.as_of`.
        catalogue: The rules to apply; the built-in ones if None.

    Returns:
        The findings with the questions that they answer. The same plan and day always give the
        same audit.
    """
    rules = (catalogue or Catalogue.built_in()).rules
    return Audit(
        plan=plan.id,
        title=plan.title,
        as_of=as_of,
        preamble=preamble(plan),
        checks=tuple(check for rule in rules for check in rule(plan, as_of=as_of)),
    )


def preamble(plan: Plan) -> tuple[str, ...]:
    """Return what must be read before any finding on a plan: what was audited, and what not."""
    if plan.transcription is None:
        return (f"An audit of the text of “{plan.title}”, not of the organisations behind it.",)
    held = [f"{part.title}: not in the text held." for part in plan.transcription.not_held]
    first = (
        "This is an audit of a transcription that may be incomplete. It is not an assessment of "
        f"{plan.partnership.name} or of any organisation in it."
    )
    return (first, *held)
