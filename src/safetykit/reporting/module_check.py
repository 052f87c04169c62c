"""The record of a module's checks: as data for programs, and as Markdown for people.

What belongs here: how a `ModuleReport` looks. What does not: any rule; `safetykit.toolkit.checks`
holds them. Nothing in a record is declared by the module: each line was run on the day that the
record names.
"""

from __future__ import annotations

import datetime as dt
import platform
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from safetykit.reporting.borrowed import details_in_english
from safetykit.reporting.markdown import escape
from safetykit.reporting.numbers import write_list
from safetykit.reporting.texts import Texts, load_texts
from safetykit.toolkit import PLUGIN_API
from safetykit.toolkit.checks import CheckOutcome, ModuleReport

__all__ = ["module_check_data", "module_check_markdown", "module_check_text"]

_STATES = ("failed", "not run", "passed")


def module_check_data(report: ModuleReport, *, made: dt.date) -> dict[str, Any]:
    """Return the record of a module's checks as plain data.

    Args:
        report: What came of the checks.
        made: The day on which they were run.
    """
    module = report.module
    return {
        "module": module.name,
        "title": module.title,
        "version": module.version,
        "distribution": module.distribution,
        "passed": report.passed,
        "counts": {state: len(_in_state(report, state)) for state in _STATES},
        "checked_on": made.isoformat(),
        "content_as_of": report.as_of.isoformat(),
        "checked_with": _environment(),
        "checks": [{"name": o.name, "state": o.state, "detail": o.detail} for o in report.outcomes],
    }


def module_check_markdown(report: ModuleReport, *, made: dt.date, language: str = "en-GB") -> str:
    """Return the record of a module's checks as a page of Markdown; see `module_check_data`.

    Args:
        report: What came of the checks.
        made: The day on which they were run.
        language: The language of the fixed texts.

    Raises:
        InputError: There is no catalogue of the language.
    """
    texts = load_texts(language)
    heads = (texts.say("check"), texts.say("came out"), texts.say("what was seen"))
    lines = [
        "# " + texts.say("Checks of {module}", module=report.module.name),
        "",
        escape(_verdict(report, texts)),
        "",
        *_borrowed(texts),
        _circumstances(report, made, texts),
        "",
        f"| {' | '.join(heads)} |",
        "| --- | --- | --- |",
    ]
    states = _states(texts)
    for outcome in report.outcomes:
        seen = "<br>".join(escape(line) for line in outcome.detail.split("\n"))
        lines.append(f"| {escape(_words(outcome))} | {states[outcome.state]} | {seen} |")
    return "\n".join([*lines, ""])


def _borrowed(texts: Texts) -> list[str]:
    """Return what says that parts are in English, on a face in another language."""
    words = details_in_english(texts)
    return [words, ""] if words else []


def _verdict(report: ModuleReport, texts: Texts) -> str:
    module = report.module
    said = texts.say("no check failed") if report.passed else texts.say("at least one check failed")
    return texts.say(
        "{title} {version}, from {distribution}: {verdict}.",
        title=module.title or module.name,
        version=module.version,
        distribution=module.distribution,
        verdict=said,
    )


def _circumstances(report: ModuleReport, made: dt.date, texts: Texts) -> str:
    return texts.say(
        "Run on {made}, for content as of {day}, with {tools}. Each line was run; none is the "
        "module's own word.",
        made=made.isoformat(),
        day=report.as_of.isoformat(),
        tools=write_list((f"{name} {n}" for name, n in _environment().items()), texts),
    )


def module_check_text(report: ModuleReport, *, language: str = "en-GB") -> str:
    """Return what came of a module's checks, failures first, for a terminal.

    Args:
        report: What came of the checks.
        language: The language of the fixed texts.

    Raises:
        InputError: There is no catalogue of the language.
    """
    texts = load_texts(language)
    states = _states(texts)
    lines = _borrowed(texts)
    for state, words in states.items():
        for outcome in _in_state(report, state):
            detail = outcome.detail.replace("\n", "\n" + " " * 10)
            lines.append(f"{words:8}  {_words(outcome)}: {detail}")
    counts = write_list(
        (f"{len(_in_state(report, state))} {words}" for state, words in states.items()), texts
    )
    return "\n".join([*lines, f"{report.module.name}: {counts}."])


def _states(texts: Texts) -> dict[str, str]:
    """Return the words of what may come of a check, the gravest first."""
    said = (texts.say("failed"), texts.say("not run"), texts.say("passed"))
    return dict(zip(_STATES, said, strict=True))


def _in_state(report: ModuleReport, state: str) -> list[CheckOutcome]:
    return [outcome for outcome in report.outcomes if outcome.state == state]


def _words(outcome: CheckOutcome) -> str:
    return outcome.name.replace("_", " ")


def _environment() -> dict[str, str]:
    try:
        mine = version("safetykit")
    except PackageNotFoundError:
        mine = "unknown"
    return {
        "safetykit": mine,
        "plugin API": str(PLUGIN_API),
        "Python": platform.python_version(),
        "system": platform.system(),
    }
