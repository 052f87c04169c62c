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


def module_check_markdown(report: ModuleReport, *, made: dt.date) -> str:
    """Return the record of a module's checks as a page of Markdown; see `module_check_data`."""
    module, found = report.module, _environment()
    verdict = "no check failed" if report.passed else "at least one check failed"
    lines = [
        f"# Checks of {module.name}",
        "",
        f"{module.title or module.name} {module.version}, from {module.distribution}: {verdict}.",
        "",
        f"Run on {made.isoformat()}, for content as of {report.as_of.isoformat()}, with "
        + ", ".join(f"{name} {number}" for name, number in found.items())
        + ". Each line was run; none is the module's own word.",
        "",
        "| check | came out | what was seen |",
        "| --- | --- | --- |",
    ]
    for outcome in report.outcomes:
        seen = outcome.detail.replace("|", "\\|").replace("\n", "<br>")
        lines.append(f"| {_words(outcome)} | {outcome.state} | {seen} |")
    return "\n".join([*lines, ""])


def module_check_text(report: ModuleReport) -> str:
    """Return what came of a module's checks, failures first, for a terminal."""
    lines = []
    for state in _STATES:
        for outcome in _in_state(report, state):
            detail = outcome.detail.replace("\n", "\n" + " " * 10)
            lines.append(f"{state:8}  {_words(outcome)}: {detail}")
    counts = ", ".join(f"{len(_in_state(report, state))} {state}" for state in _STATES)
    return "\n".join([*lines, f"{report.module.name}: {counts}."])


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
