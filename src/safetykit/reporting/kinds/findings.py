"""Words for readers of fixed sets: what an audit finds, the things of a plan, and reviews."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from safetykit.reporting.texts import Texts

__all__ = ["SETS"]


def _weights(texts: Texts) -> dict[str, str]:
    return {
        "error": texts.say_word("weight of a finding", "error"),
        "warning": texts.say_word("weight of a finding", "warning"),
        "notice": texts.say_word("weight of a finding", "notice"),
    }


def _families(texts: Texts) -> dict[str, str]:
    return {
        "numbers": texts.say_word("what questions of an audit are about", "numbers"),
        "wording": texts.say_word("what questions of an audit are about", "wording"),
        "accountability": texts.say_word("what questions of an audit are about", "accountability"),
        "golden thread": texts.say_word("what questions of an audit are about", "golden thread"),
        "frames of law and guidance": texts.say_word(
            "what questions of an audit are about", "frames of law and guidance"
        ),
        "agreements": texts.say_word("what questions of an audit are about", "agreements"),
        "engagement": texts.say_word("what questions of an audit are about", "engagement"),
        "evidence": texts.say_word("what questions of an audit are about", "evidence"),
        "risks": texts.say_word("what questions of an audit are about", "risks"),
        "bodies": texts.say_word("what questions of an audit are about", "bodies"),
        "personal data": texts.say_word("what questions of an audit are about", "personal data"),
    }


def _standings(texts: Texts) -> dict[str, str]:
    return {
        "met in the text held": texts.say_word(
            "how something that a law asks for stands", "met in the text held"
        ),
        "not found in the text held": texts.say_word(
            "how something that a law asks for stands", "not found in the text held"
        ),
        "exempt": texts.say_word("how something that a law asks for stands", "exempt"),
        "does not apply": texts.say_word(
            "how something that a law asks for stands", "does not apply"
        ),
        "cannot be seen in a plan": texts.say_word(
            "how something that a law asks for stands", "cannot be seen in a plan"
        ),
    }


def _things(texts: Texts) -> dict[str, str]:
    return {
        "theme": texts.say_word("a thing of a plan", "theme"),
        "priority": texts.say_word("a thing of a plan", "priority"),
        "objective": texts.say_word("a thing of a plan", "objective"),
        "action": texts.say_word("a thing of a plan", "action"),
        "performance measure": texts.say_word("a thing of a plan", "performance measure"),
        "outcome": texts.say_word("a thing of a plan", "outcome"),
        "indicator": texts.say_word("a thing of a plan", "indicator"),
    }


def _joins(texts: Texts) -> dict[str, str]:
    return {
        "stated in the plan": texts.say_word(
            "how an action is joined to an intervention", "stated in the plan"
        ),
        "suggested by its words": texts.say_word(
            "how an action is joined to an intervention", "suggested by its words"
        ),
    }


def _effects(texts: Texts) -> dict[str, str]:
    return {
        "reduces": texts.say_word("what an intervention does to an outcome", "reduces"),
        "no effect": texts.say_word("what an intervention does to an outcome", "no effect"),
        "increases": texts.say_word("what an intervention does to an outcome", "increases"),
        "mixed": texts.say_word("what an intervention does to an outcome", "mixed"),
        "unclear": texts.say_word("what an intervention does to an outcome", "unclear"),
    }


SETS: Final[dict[str, Callable[[Texts], dict[str, str]]]] = {
    "Severity": _weights,
    "Family": _families,
    "Standing": _standings,
    "ThreadKind": _things,
    "JoinedBy": _joins,
    "EffectDirection": _effects,
}
