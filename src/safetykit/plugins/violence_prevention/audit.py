"""What this module asks of a plan.

What belongs here: the rules that `hooks` hands over. What does not: facts; they are data.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Final

from safetykit.evaluation import Check, Family, Finding, Severity
from safetykit.model import Indicator, Plan
from safetykit.toolkit import AuditRule

__all__ = ["RULES", "check_level_of_actions", "check_police_only"]

_POLICE_ONLY: Final = "violence_prevention.police_only"
_LEVEL: Final = "violence_prevention.level"
_SCORE: Final = "violence_prevention.person_score"
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
    asked = [i for i in plan.indicators if _violent(i)]
    if not asked:
        return
    alone = all(_from_police(i) for i in asked)
    yield Check(
        code=_POLICE_ONLY,
        title="count violence from the police alone",
        family=Family.NUMBERS,
        of="indicators of violence",
        checked=len(asked),
        findings=tuple(_police_finding(plan, i) for i in asked) if alone else (),
    )


def check_level_of_actions(plan: Plan, *, as_of: dt.date) -> Iterable[Check]:  # noqa: ARG001  a Rule
    """Ask whether an action called tertiary is for everyone, and whether one scores people."""
    tertiary = [a for a in plan.actions if "tertiary" in a.title.lower()]
    if tertiary:
        yield Check(
            code=_LEVEL,
            title="are called tertiary and are for everyone",
            family=Family.WORDING,
            of="actions that name tertiary prevention",
            checked=len(tertiary),
            findings=tuple(
                _action_finding(
                    plan,
                    plan.actions.index(action),
                    _LEVEL,
                    "is called tertiary, and is for everyone.",
                    "Say who was harmed or did harm, or call it primary.",
                )
                for action in tertiary
                if _EVERYONE.search(action.title)
            ),
        )
    scoring = [a for a in plan.actions if _RISK.search(a.title)]
    if scoring:
        yield Check(
            code=_SCORE,
            title="score people",
            family=Family.WORDING,
            of="actions that speak of a score",
            checked=len(scoring),
            findings=tuple(
                _action_finding(
                    plan,
                    plan.actions.index(action),
                    _SCORE,
                    "speaks of a score of people.",
                    "Say who checks it, how often it is wrong, and how somebody can object.",
                )
                for action in scoring
            ),
        )


def _violent(indicator: Indicator) -> bool:
    words = f"{indicator.title} {indicator.group}".lower()
    return any(word in words for word in ("violen", "knife", "assault", "wound", "stab"))


def _from_police(indicator: Indicator) -> bool:
    return any(word in indicator.source.lower() for word in _POLICE)


def _police_finding(plan: Plan, indicator: Indicator) -> Finding:
    return Finding(
        code=_POLICE_ONLY,
        severity=Severity.NOTICE,
        place=plan.place("indicators", plan.indicators.index(indicator)),
        subject=indicator.id,
        message=f"“{indicator.title}” comes from the police, as do all figures of violence here.",
        hint="It is not the true level: set figures of hospitals or of a survey beside it.",
        settled_by="The plan's authors.",
    )


def _action_finding(plan: Plan, index: int, code: str, says: str, hint: str) -> Finding:
    action = plan.actions[index]
    return Finding(
        code=code,
        severity=Severity.NOTICE,
        place=plan.place("actions", index),
        subject=action.id,
        message=f"“{action.title}” {says}",
        hint=hint,
        settled_by="The plan's authors.",
    )


RULES: Final = (
    AuditRule(
        codes=(_POLICE_ONLY,),
        title="Is violence counted from more than the police?",
        check=check_police_only,
    ),
    AuditRule(
        codes=(_LEVEL, _SCORE),
        title="Do levels of prevention fit, and is nobody scored?",
        check=check_level_of_actions,
    ),
)
