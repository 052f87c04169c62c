"""Evidence: what reviews say of what the plan means to do, harm first.

A join that the plan does not state is a suggestion, and every sentence made of one says so. An
outcome in the catalogue is a harm, such as violence: what increases it does harm.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Final

from safetykit.content import EffectDirection, OutcomeRating
from safetykit.evaluation.catalogue import Catalogue
from safetykit.evaluation.evidence import ActionEvidence, EvidenceJoin, JoinedBy, match
from safetykit.evaluation.findings import Check, Family, Finding, Severity
from safetykit.evaluation.rules.asking import Ask
from safetykit.evaluation.rules.uses import is_tested
from safetykit.model import Plan

__all__ = ["check_evidence"]

JOINS: Final = "joins of an action to a rated intervention"
HARM: Final = Ask(
    code="SK-A701",
    title="are with one that a review found to do harm",
    of=JOINS,
    family=Family.EVIDENCE,
    hint="Stop and look at the review before anything is begun or paid for.",
)
NO_EFFECT: Final = Ask(
    code="SK-A702",
    title="are with one that a review found to have no effect",
    of=JOINS,
    family=Family.EVIDENCE,
    severity=Severity.NOTICE,
    hint="Say why it is expected to work here, or what else it is for.",
)
DISAGREE: Final = Ask(
    code="SK-A703",
    title="are with one on which the ratings disagree",
    of=JOINS,
    family=Family.EVIDENCE,
    severity=Severity.NOTICE,
    hint="Read both; neither is preferred here.",
)
GAP: Final = Ask(
    code="SK-A704",
    title="have no evidence known to the catalogue, and no design that would bring some",
    of="actions",
    family=Family.EVIDENCE,
    severity=Severity.NOTICE,
    hint="Name its kind under `interventions` if one is rated; else look for a review, or plan an "
    "evaluation.",
    settled="A systematic review of what the action does.",
)
SUGGESTED: Final = Ask(
    code="SK-A705",
    title="are suggested by the action's words alone",
    of=JOINS,
    family=Family.EVIDENCE,
    severity=Severity.NOTICE,
    hint="Name the intervention in the action, under `interventions`, if it is one.",
)
UNKNOWN: Final = Ask(
    code="SK-A706",
    title="are not in the catalogue",
    of="interventions that actions name",
    family=Family.EVIDENCE,
    severity=Severity.NOTICE,
    hint="Check the key, or load the module that rates it.",
    settled="The catalogue of the module that the key begins with.",
)

_HARM: Final = EffectDirection.INCREASES
_Join = tuple[ActionEvidence, EvidenceJoin]


def check_evidence(plan: Plan, *, as_of: dt.date, catalogue: Catalogue) -> Iterable[Check]:  # noqa: ARG001  a CatalogueCheck
    """Join each action to rated interventions, and say what the ratings say; harm comes first."""
    matched = match(plan, catalogue.evidence) if catalogue.evidence else ()
    joins = [(item, join) for item in matched for join in item.joins]
    stated_first = sorted(joins, key=lambda pair: _weight(pair[1]) is not Severity.WARNING)
    count = len(joins)
    yield HARM.check(count, _rated(plan, HARM, stated_first, _HARM))
    yield NO_EFFECT.check(count, _rated(plan, NO_EFFECT, joins, EffectDirection.NO_EFFECT))
    yield DISAGREE.check(count, (f for item, join in joins for f in _disagree(plan, item, join)))
    yield SUGGESTED.check(count, (_suggested(plan, *j) for j in joins if j[1].word))
    gaps = [item for item in matched if item.is_gap and not is_tested(plan, item.action)]
    yield GAP.check(len(matched), (_gap(plan, item) for item in gaps))
    named = sum(len(item.action.interventions) for item in matched)
    yield UNKNOWN.check(named, (f for item in matched for f in _unknown(plan, item)))


def _place(plan: Plan, item: ActionEvidence) -> tuple[str | int, ...]:
    return ("actions", plan.actions.index(item.action))


def _if(join: EvidenceJoin) -> str:
    """Return the condition under which a sentence on a join holds."""
    title = join.intervention.title
    if join.by is JoinedBy.PLAN:
        return f"The plan names it as {title}."
    return f"It may be {title}, because “{join.word}” stands in its words; this is a suggestion."


def _words(rating: OutcomeRating) -> str:
    """Return a rating in words, with its scale and how it is known."""
    effect = {
        EffectDirection.REDUCES: f"reduces {rating.outcome}",
        EffectDirection.NO_EFFECT: f"no effect on {rating.outcome}",
        EffectDirection.INCREASES: f"increases {rating.outcome}",
        EffectDirection.MIXED: f"mixed results on {rating.outcome}",
        EffectDirection.UNCLEAR: f"unclear for {rating.outcome}",
    }[rating.effect]
    size = f", {rating.size}" if rating.size else ""
    known = "" if rating.confidence.seen else "; from general knowledge, to be checked"
    return f"{rating.scale}: {effect}{size} (evidence: {rating.strength}{known})"


def _sources(ratings: Iterable[OutcomeRating]) -> str:
    return "; ".join(dict.fromkeys(f"{r.source.title} ({r.source.publisher})" for r in ratings))


def _rated(
    plan: Plan, ask: Ask, joins: Iterable[_Join], effect: EffectDirection
) -> Iterator[Finding]:
    for item, join in joins:
        ratings = join.rated(effect) if effect is _HARM else _undisputed(join, effect)
        if not ratings:
            continue
        others = [r for r in join.ratings if r not in ratings]
        message = f"{_loud(join, effect)}“{item.action.title}”: {_if(join)} {_all(ratings)}"
        if others:
            message += f" Other ratings: {_all(others)}"
        yield ask.finding(
            plan,
            _place(plan, item),
            item.action.id,
            message,
            severity=_weight(join) if effect is _HARM else ask.severity,
            settled=_sources(ratings),
        )


def _undisputed(join: EvidenceJoin, effect: EffectDirection) -> tuple[OutcomeRating, ...]:
    """Return the ratings with an effect that no rating of the same outcome disputes."""
    disputed = {found.outcome for found in join.disagreements}
    return tuple(r for r in join.rated(effect) if r.outcome not in disputed)


def _weight(join: EvidenceJoin) -> Severity:
    """Return what harm weighs: less where the join is suggested and no rating was looked up."""
    sure = join.by is JoinedBy.PLAN or any(r.confidence.seen for r in join.harmful)
    return Severity.WARNING if sure else Severity.NOTICE


def _loud(join: EvidenceJoin, effect: EffectDirection) -> str:
    if effect is not _HARM:
        return ""
    known = "Evidence of harm. ", "Harm is reported, and was not looked up. "
    return known[0] if any(r.confidence.seen for r in join.harmful) else known[1]


def _all(ratings: Iterable[OutcomeRating]) -> str:
    return f"{'. '.join(map(_words, ratings))}."


def _disagree(plan: Plan, item: ActionEvidence, join: EvidenceJoin) -> Iterator[Finding]:
    if not join.disagreements:
        return
    told = " ".join(
        f"On {found.outcome} the ratings disagree. {_all(found.ratings)}"
        for found in join.disagreements
    )
    message = f"“{item.action.title}”: {_if(join)} {told}"
    settled = _sources(rating for found in join.disagreements for rating in found.ratings)
    yield DISAGREE.finding(plan, _place(plan, item), item.action.id, message, settled=settled)


def _suggested(plan: Plan, item: ActionEvidence, join: EvidenceJoin) -> Finding:
    said = f" {_all(join.ratings)}" if join.ratings else ""
    message = f"“{item.action.title}”: {_if(join)}{said}"
    return SUGGESTED.finding(plan, _place(plan, item), item.action.id, message)


def _gap(plan: Plan, item: ActionEvidence) -> Finding:
    titles = ", ".join(join.intervention.title for join in item.joins)
    found = "is joined to no rated intervention"
    if titles:
        found = f"is joined to {titles}, of which no rating is for {plan.area.country}"
    message = f"“{item.action.title}” {found}. That is not evidence that it does not work."
    return GAP.finding(plan, _place(plan, item), item.action.id, message)


def _unknown(plan: Plan, item: ActionEvidence) -> Iterator[Finding]:
    for key in item.unknown:
        place = (*_place(plan, item), "interventions", item.action.interventions.index(key))
        message = f"“{item.action.title}” names “{key}”, which the catalogue does not have."
        yield UNKNOWN.finding(plan, place, item.action.id, message)
