"""Words for readers of fixed sets: returns, changes between editions, modules, nations."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from safetykit.reporting.texts import Texts

__all__ = ["SETS"]


def _progress(texts: Texts) -> dict[str, str]:
    return {
        "not started": texts.say_word("how an action goes", "not started"),
        "on track": texts.say_word("how an action goes", "on track"),
        "at risk": texts.say_word("how an action goes", "at risk"),
        "delayed": texts.say_word("how an action goes", "delayed"),
        "complete": texts.say_word("how an action goes", "complete"),
        "stopped": texts.say_word("how an action goes", "stopped"),
    }


def _exceptions(texts: Texts) -> dict[str, str]:
    return {
        "stopped": texts.say_word("what is out of the ordinary about an action", "stopped"),
        "delayed": texts.say_word("what is out of the ordinary about an action", "delayed"),
        "at risk": texts.say_word("what is out of the ordinary about an action", "at risk"),
        "blocked": texts.say_word("what is out of the ordinary about an action", "blocked"),
        "no return": texts.say_word("what is out of the ordinary about an action", "no return"),
    }


def _reasons(texts: Texts) -> dict[str, str]:
    return {
        "blank": texts.say_word("why a return is asked for", "blank"),
        "stale": texts.say_word("why a return is asked for", "stale"),
        "late": texts.say_word("why a return is asked for", "late"),
    }


def _changes(texts: Texts) -> dict[str, str]:
    return {
        "dropped": texts.say_word("what became of a thing of a plan, after a number", "dropped"),
        "added": texts.say_word("what became of a thing of a plan, after a number", "added"),
        "kept": texts.say_word("what became of a thing of a plan, after a number", "kept"),
        "weakened": texts.say_word("what became of a thing of a plan, after a number", "weakened"),
        "strengthened": texts.say_word(
            "what became of a thing of a plan, after a number", "strengthened"
        ),
        "goalposts moved": texts.say_word(
            "what became of a thing of a plan, after a number", "goalposts moved"
        ),
        "owner changed": texts.say_word(
            "what became of a thing of a plan, after a number", "owner changed"
        ),
        "moved": texts.say_word("what became of a thing of a plan, after a number", "moved"),
        "claim changed": texts.say_word(
            "what became of a thing of a plan, after a number", "claim changed"
        ),
        "reworded": texts.say_word("what became of a thing of a plan, after a number", "reworded"),
        "changed": texts.say_word("what became of a thing of a plan, after a number", "changed"),
    }


def _states(texts: Texts) -> dict[str, str]:
    return {
        "found": texts.say_word("state of a module", "found"),
        "registered": texts.say_word("state of a module", "registered"),
        "blocked": texts.say_word("state of a module", "blocked"),
    }


def _nations(texts: Texts) -> dict[str, str]:
    return {
        "england": texts.say_word("nation", "England"),
        "wales": texts.say_word("nation", "Wales"),
        "scotland": texts.say_word("nation", "Scotland"),
        "northern_ireland": texts.say_word("nation", "Northern Ireland"),
    }


def _offers(texts: Texts) -> dict[str, str]:
    return {
        "facts": texts.say_word("what a module offers", "facts"),
        "routes": texts.say_word("what a module offers", "routes"),
        "fact_sheets": texts.say_word("what a module offers", "fact sheets"),
        "taxonomies": texts.say_word("what a module offers", "taxonomies"),
        "guides": texts.say_word("what a module offers", "guides"),
        "explainers": texts.say_word("what a module offers", "explainers"),
        "checklists": texts.say_word("what a module offers", "checklists"),
        "glossary": texts.say_word("what a module offers", "glossary"),
        "indicators": texts.say_word("what a module offers", "indicators"),
        "evidence": texts.say_word("what a module offers", "evidence"),
        "data_sources": texts.say_word("what a module offers", "data sources"),
        "units": texts.say_word("what a module offers", "units"),
        "rules": texts.say_word("what a module offers", "rules"),
        "methods": texts.say_word("what a module offers", "methods"),
        "report_sections": texts.say_word("what a module offers", "report sections"),
    }


SETS: Final[dict[str, Callable[[Texts], dict[str, str]]]] = {
    "ProgressStatus": _progress,
    "ExceptionKind": _exceptions,
    "ChaseReason": _reasons,
    "ChangeKind": _changes,
    "ModuleState": _states,
    "Jurisdiction": _nations,
    "Offer": _offers,
}
