"""The built-in rules of the audit, one family in a file.

A rule is general: it knows the model's classes and no sentence of any plan.
"""

from __future__ import annotations

from typing import Final

from safetykit.evaluation.catalogue import CatalogueRule, Rule
from safetykit.evaluation.rules.accountability import check_actions, check_plan
from safetykit.evaluation.rules.agreements import check_agreements
from safetykit.evaluation.rules.bases import check_bases, check_money
from safetykit.evaluation.rules.bodies import check_bodies
from safetykit.evaluation.rules.dates import check_dates
from safetykit.evaluation.rules.engagement import check_engagement
from safetykit.evaluation.rules.evidence import check_evidence
from safetykit.evaluation.rules.frames import check_frames, check_thresholds
from safetykit.evaluation.rules.gaps import check_gaps
from safetykit.evaluation.rules.lists import check_characteristics, check_lists
from safetykit.evaluation.rules.lives import check_lives
from safetykit.evaluation.rules.nearby import check_nearby
from safetykit.evaluation.rules.numbers import check_numbers
from safetykit.evaluation.rules.orphans import check_orphans
from safetykit.evaluation.rules.personal_data import check_personal_data
from safetykit.evaluation.rules.possible import check_possible
from safetykit.evaluation.rules.promises import check_promises
from safetykit.evaluation.rules.prose import check_prose
from safetykit.evaluation.rules.ranks import check_ranks
from safetykit.evaluation.rules.recomputed import check_recomputed
from safetykit.evaluation.rules.repeated import check_repeated
from safetykit.evaluation.rules.risks import check_risks
from safetykit.evaluation.rules.targets import check_targets
from safetykit.evaluation.rules.thread import check_thread
from safetykit.evaluation.rules.wholes import check_wholes
from safetykit.evaluation.rules.wording import check_operations, check_wording

__all__ = ["BUILT_IN"]

BUILT_IN: Final[tuple[Rule, ...]] = (
    check_numbers,
    check_ranks,
    check_recomputed,
    check_nearby,
    check_prose,
    check_bases,
    check_money,
    check_targets,
    check_wholes,
    check_possible,
    check_dates,
    check_lists,
    check_characteristics,
    check_wording,
    check_operations,
    check_repeated,
    check_gaps,
    check_actions,
    check_plan,
    check_promises,
    check_thread,
    check_orphans,
    CatalogueRule(check_frames),
    CatalogueRule(check_thresholds),
    check_agreements,
    check_engagement,
    CatalogueRule(check_evidence),
    check_risks,
    check_bodies,
    check_lives,
    check_personal_data,
)
