"""The same words in two places, under two ids: promises, measures, risks and figures.

What belongs here: what is word for word the same, capitals and marks aside. What does not: names
that nearly agree (`wording`), and one promise that the plan says it makes in several places.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Final

from safetykit.evaluation.findings import Check, Family, Finding, Severity
from safetykit.evaluation.rules.asking import Ask, Where
from safetykit.evaluation.rules.spelling import content_words, words
from safetykit.model import Plan

__all__ = ["check_repeated"]

TWICE: Final = Ask(
    code="SK-A149",
    title="stand twice, word for word",
    of="actions, commitments, measures, outcomes, risks and figures",
    family=Family.WORDING,
    severity=Severity.NOTICE,
    hint="Keep one, and link it to all that it serves; or say how the two differ.",
)
TITLED: Final = ("actions", "performance_measures", "outcomes", "risks")
MIN_WORDS: Final = 4  # "work with partners" may well be said twice
_Text = tuple[Where, str, str, tuple[object, ...]]  # place, id, words, and what must be the same


def check_repeated(plan: Plan, *, as_of: dt.date) -> Iterable[Check]:  # noqa: ARG001  a Rule
    """Look for what stands twice."""
    texts = list(_texts(plan))
    yield TWICE.check(len(texts), _twice(plan, texts))


def _texts(plan: Plan) -> Iterator[_Text]:
    for part in TITLED:
        for i, one in enumerate(getattr(plan, part)):
            yield (part, i), one.id, one.title, (part,)
    for i, action in enumerate(plan.actions):
        for j, promise in enumerate(action.commitments):
            if not promise.pledge and len(content_words(promise.what)) >= MIN_WORDS:
                what = ("actions", i, "commitments", j)
                yield what, action.id, promise.what, ("commitments", promise.actor)
    for i, claim in enumerate(plan.claims):
        same = ("claims", claim.subject, str(claim.value), claim.unit, claim.when)
        yield ("claims", i), claim.id, claim.says, same


def _twice(plan: Plan, texts: Iterable[_Text]) -> Iterator[Finding]:
    seen: dict[tuple[object, ...], Where] = {}
    for where, subject, text, same in texts:
        key = (words(text), *same)
        if key in seen:
            first = plan.place(*seen[key]).path
            message = f"“{text.rstrip('.')}” stands twice, here and at {first}."
            yield TWICE.finding(plan, where, subject, message)
        else:
            seen[key] = where
