"""The built-in rules of the audit, one family in a file.

A rule is general: it knows the model's classes and no sentence of any plan.
"""

from __future__ import annotations

from typing import Final

from safetykit.evaluation.catalogue import CatalogueRule, Rule
from safetykit.evaluation.rules.accountability import check_actions, check_plan
from safetykit.evaluation.rules.agreements import check_agreements
from safetykit.evaluation.rules.bodies import check_bodies
from safetykit.evaluation.rules.engagement import check_engagement
from safetykit.evaluation.rules.evidence import check_evidence
from safetykit.evaluation.rules.frames import check_frames, check_thresholds
from safetykit.evaluation.rules.numbers import check_numbers
from safetykit.evaluation.rules.thread import check_thread

__all__ = ["BUILT_IN"]

BUILT_IN: Final[tuple[Rule, ...]] = (
    check_numbers,
    check_actions,
    check_plan,
    check_thread,
    CatalogueRule(check_frames),
    CatalogueRule(check_thresholds),
    check_agreements,
    check_engagement,
    CatalogueRule(check_evidence),
    check_bodies,
)
