"""Actions joined to rated interventions: what reviews say of what a plan promises to do.

What belongs here: the joins, stated or suggested, and the ratings behind each. What does not: a
rating of our own. Where two scales disagree both stand; an action without a join has no evidence
known to the catalogue, which is not evidence that it does not work.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

import attrs

from safetykit.content import (
    EffectDirection,
    Jurisdiction,
    OutcomeRating,
    RatedIntervention,
    parse_jurisdiction,
)
from safetykit.errors import InputError
from safetykit.evaluation.frame_sights import find_words
from safetykit.model import Action, Plan

__all__ = ["ActionEvidence", "Disagreement", "EvidenceJoin", "JoinedBy", "match"]


class JoinedBy(StrEnum):
    """Who says that an action is one of an intervention."""

    PLAN = "stated in the plan"
    WORDS = "suggested by its words"


@attrs.frozen(kw_only=True)
class Disagreement:
    """Ratings of one outcome that do not say the same; none of them is preferred."""

    outcome: str
    ratings: tuple[OutcomeRating, ...]


@attrs.frozen(kw_only=True)
class EvidenceJoin:
    """That an action is, or may be, one of a rated intervention.

    Attributes:
        intervention: The intervention.
        by: Who says so.
        ratings: Its ratings that hold in the plan's nation.
        word: The name that stands in the action's words, where it is a suggestion.
    """

    intervention: RatedIntervention
    by: JoinedBy
    ratings: tuple[OutcomeRating, ...]
    word: str = ""

    def rated(self, effect: EffectDirection) -> tuple[OutcomeRating, ...]:
        """Return the ratings with one effect."""
        return tuple(rating for rating in self.ratings if rating.effect is effect)

    @property
    def harmful(self) -> tuple[OutcomeRating, ...]:
        """The ratings that say that an outcome, which is a harm, increases."""
        return self.rated(EffectDirection.INCREASES)

    @property
    def disagreements(self) -> tuple[Disagreement, ...]:
        """The outcomes whose ratings do not say the same."""
        outcomes = tuple(dict.fromkeys(rating.outcome for rating in self.ratings))
        both = (
            Disagreement(
                outcome=outcome, ratings=tuple(r for r in self.ratings if r.outcome == outcome)
            )
            for outcome in outcomes
        )
        return tuple(d for d in both if len({rating.effect for rating in d.ratings}) > 1)


@attrs.frozen(kw_only=True)
class ActionEvidence:
    """One action with what it is joined to, and the keys that the catalogue does not know."""

    action: Action
    joins: tuple[EvidenceJoin, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def is_gap(self) -> bool:
        """Whether no evidence is known to the catalogue."""
        return not any(join.ratings for join in self.joins)


def match(plan: Plan, evidence: Sequence[RatedIntervention]) -> tuple[ActionEvidence, ...]:
    """Join each action of a plan to rated interventions.

    An action that names interventions by their keys is joined to those alone. For any other, names
    of interventions that stand as whole words in its title or its commitments are suggestions, and
    are marked as such.

    Args:
        plan: The plan.
        evidence: The rated interventions at hand.

    Returns:
        One item for each action, in the plan's order, those without a join among them.

    Examples:
        >>> import safetykit
        >>> from safetykit.evaluation import match_evidence
        >>> from safetykit.toolkit import Toolkit
        >>> plan = safetykit.load("examples/plans/city-of-london.yaml")
        >>> evidence = Toolkit.built_in().only("evidence").evidence()
        >>> joined = [found for found in match_evidence(plan, evidence) if found.joins]
        >>> joined[0].action.id, joined[0].joins[0].intervention.key
        ('violence-research', 'evidence.cardiff_model')
    """
    known = {intervention.key: intervention for intervention in evidence}
    nation = _nation(plan)
    return tuple(_joined(action, known, nation) for action in plan.actions)


def _nation(plan: Plan) -> Jurisdiction | None:
    try:
        return parse_jurisdiction(plan.area.country)
    except InputError:
        return None


def _joined(
    action: Action, known: dict[str, RatedIntervention], nation: Jurisdiction | None
) -> ActionEvidence:
    if action.interventions:
        stated = [known[key] for key in action.interventions if key in known]
        return ActionEvidence(
            action=action,
            joins=tuple(_join(i, JoinedBy.PLAN, nation) for i in stated),
            unknown=tuple(key for key in action.interventions if key not in known),
        )
    texts = (action.title, *(commitment.what for commitment in action.commitments))
    found = ((i, _name_in(i, texts)) for i in known.values())
    suggested = tuple(_join(i, JoinedBy.WORDS, nation, word=word) for i, word in found if word)
    return ActionEvidence(action=action, joins=suggested)


def _name_in(intervention: RatedIntervention, texts: Iterable[str]) -> str:
    names = (intervention.title, *intervention.names)
    return next((word for text in texts if (word := find_words(names, text))), "")


def _join(
    intervention: RatedIntervention, by: JoinedBy, nation: Jurisdiction | None, *, word: str = ""
) -> EvidenceJoin:
    ratings = tuple(r for r in intervention.ratings if nation is None or nation in r.jurisdictions)
    return EvidenceJoin(intervention=intervention, by=by, ratings=ratings, word=word)
