"""Words for readers of fixed sets: what an evaluation answers, and figures of partners."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from safetykit.reporting.texts import Texts

__all__ = ["SETS"]


def _targets(texts: Texts) -> dict[str, str]:
    return {
        "met": texts.say_word("how a target stands", "met"),
        "not met": texts.say_word("how a target stands", "not met"),
        "cannot tell": texts.say_word("how a target stands", "cannot tell"),
        "not due": texts.say_word("how a target stands", "not due"),
    }


def _verdicts(texts: Texts) -> dict[str, str]:
    return {
        "agrees": texts.say_word("a stated figure beside the records", "agrees"),
        "contradicts": texts.say_word("a stated figure beside the records", "contradicts"),
        "cannot tell": texts.say_word("a stated figure beside the records", "cannot tell"),
    }


def _polarities(texts: Texts) -> dict[str, str]:
    return {
        "lower is better": texts.say_word("which way an indicator should go", "lower is better"),
        "higher is better": texts.say_word("which way an indicator should go", "higher is better"),
        "ambiguous": texts.say_word("which way an indicator should go", "ambiguous"),
        "more reporting is the aim": texts.say_word(
            "which way an indicator should go", "more reporting is the aim"
        ),
    }


def _directions(texts: Texts) -> dict[str, str]:
    return {
        "at most": texts.say_word("what a target asks for, before its number", "at most"),
        "at least": texts.say_word("what a target asks for, before its number", "at least"),
    }


def _designs(texts: Texts) -> dict[str, str]:
    return {
        "description": texts.say_word("design of an evaluation", "description"),
        "before and after": texts.say_word("design of an evaluation", "before and after"),
        "before and after with comparison areas": texts.say_word(
            "design of an evaluation", "before and after with comparison areas"
        ),
        "interrupted time series": texts.say_word(
            "design of an evaluation", "interrupted time series"
        ),
        "interrupted time series with comparison areas": texts.say_word(
            "design of an evaluation", "interrupted time series with comparison areas"
        ),
        "synthetic control": texts.say_word("design of an evaluation", "synthetic control"),
    }


def _recent(texts: Texts) -> dict[str, str]:
    return {
        "latest twelve months": texts.say_word(
            "months beside the year before", "latest twelve months"
        ),
        "year to date": texts.say_word("months beside the year before", "year to date"),
    }


def _returns(texts: Texts) -> dict[str, str]:
    return {
        "reported": texts.say_word("whether a figure has come", "reported"),
        "provisional": texts.say_word("whether a figure has come", "provisional"),
        "late": texts.say_word("whether a figure has come", "late"),
        "no number": texts.say_word("whether a figure has come", "no number"),
        "not reported": texts.say_word("whether a figure has come", "not reported"),
        "not yet due": texts.say_word("whether a figure has come", "not yet due"),
        "no figures given": texts.say_word("whether a figure has come", "no figures given"),
    }


def _subjects(texts: Texts) -> dict[str, str]:
    return {
        "how much": texts.say_word("what a figure is about", "activity"),
        "how well": texts.say_word("what a figure is about", "quality of the work"),
        "better off": texts.say_word("what a figure is about", "those whom the work reached"),
    }


def _area_rules(texts: Texts) -> dict[str, str]:
    return {
        "recorded_by_force": texts.say_word("which rows are an area's", "recorded by the force"),
        "coded_to_area": texts.say_word("which rows are an area's", "coded to the area"),
        "as_published": texts.say_word("which rows are an area's", "as published"),
    }


SETS: Final[dict[str, Callable[[Texts], dict[str, str]]]] = {
    "AreaRule": _area_rules,
    "TargetStatus": _targets,
    "Verdict": _verdicts,
    "Polarity": _polarities,
    "Direction": _directions,
    "DesignMethod": _designs,
    "RecentResult": _recent,
    "ReturnState": _returns,
    "MeasureKind": _subjects,
}
