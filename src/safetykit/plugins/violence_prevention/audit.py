"""What this module asks of a plan.

What belongs here: the rules that `hooks` hands over. What does not: facts; they are data.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Final

from safetykit.evaluation import Ask, Check, Family, Severity
from safetykit.model import Indicator, Plan
from safetykit.toolkit import AuditRule

__all__ = ["RULES", "check_level_of_actions", "check_police_only"]

_POLICE_ONLY: Final = Ask(
    code="violence_prevention.police_only",
    title="count violence from the police alone",
    of="indicators of violence",
    family=Family.NUMBERS,
    severity=Severity.NOTICE,
    hint="It is not the true level: set figures of hospitals or of a survey beside it.",
)
_LEVEL: Final = Ask(
    code="violence_prevention.level",
    title="are called tertiary and are for everyone",
    of="actions that name tertiary prevention",
    family=Family.WORDING,
    severity=Severity.NOTICE,
    hint="Say who was harmed or did harm, or call it primary.",
)
_SCORE: Final = Ask(
    code="violence_prevention.person_score",
    title="score people",
    of="actions that speak of a score",
    family=Family.WORDING,
    severity=Severity.NOTICE,
    hint="Say who checks it, how often it is wrong, and how somebody can object.",
)
_POLICE: Final = ("police", "recorded crime", "recorded-crime")
_EVERYONE: Final = re.compile(
    r"\b(?:everyone|everybody|universal|all (?:pupils|children|residents|young people|schools))\b",
    re.IGNORECASE,
)
_RISK: Final = re.compile(
    r"\b(?:risk[\s-]*scor\w*|scor\w* (?:of |each |every )?(?:person|people|offenders?|individuals?)"
    r"|predict\w* who)\b",
    re.IGNORECASE,
)


def check_police_only(plan: Plan, *, as_of: dt.date) -> Iterable[Check]:  # noqa: ARG001  a Rule
    """Ask whether violence is counted from the police alone."""
    asked = [one for one in plan.indicators if _violent(one)]
    alone = all(_from_police(one) for one in asked)
    return _POLICE_ONLY.of_each(
        plan,
        "indicators",
        asked,
        at_fault=lambda _: alone,
        says="“{0.title}” comes from the police, as do all figures of violence here.",
    )


def check_level_of_actions(plan: Plan, *, as_of: dt.date) -> Iterable[Check]:  # noqa: ARG001  a Rule
    """Ask whether an action called tertiary is for everyone, and whether one scores people."""
    yield from _LEVEL.of_each(
        plan,
        "actions",
        (action for action in plan.actions if "tertiary" in action.title.lower()),
        at_fault=lambda action: bool(_EVERYONE.search(action.title)),
        says="“{0.title}” is called tertiary, and is for everyone.",
    )
    yield from _SCORE.of_each(
        plan,
        "actions",
        (action for action in plan.actions if _RISK.search(action.title)),
        at_fault=lambda _: True,
        says="“{0.title}” speaks of a score of people.",
    )


def _violent(indicator: Indicator) -> bool:
    words = f"{indicator.title} {indicator.group}".lower()
    return any(word in words for word in ("violen", "knife", "assault", "wound", "stab"))


def _from_police(indicator: Indicator) -> bool:
    return any(word in indicator.source.lower() for word in _POLICE)


RULES: Final = (
    AuditRule(
        codes=(_POLICE_ONLY.code,),
        title="Is violence counted from more than the police?",
        check=check_police_only,
    ),
    AuditRule(
        codes=(_LEVEL.code, _SCORE.code),
        title="Do levels of prevention fit, and is nobody scored?",
        check=check_level_of_actions,
    ),
)
