"""Options that several commands share, so that each has one name and one help; exit statuses."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from safetykit.cli.arguments import DAY, FOLDER, FRAME, NATION, PATH, Word
from safetykit.errors import InputError

if TYPE_CHECKING:
    from safetykit.model import Plan

__all__ = [
    "BAD_INPUT",
    "EXITS",
    "FAULT",
    "FINDINGS",
    "PLUGIN_FAULT",
    "STOPPED",
    "add_as_of",
    "add_due_days",
    "add_format",
    "add_frame",
    "add_jurisdiction",
    "add_modules_dir",
    "add_output",
    "add_strict",
    "add_year_starts",
    "month_of",
    "year_of",
]

FINDINGS: Final = 1
BAD_INPUT: Final = 2
PLUGIN_FAULT: Final = 3
FAULT: Final = 70
STOPPED: Final = 130
EXITS: Final = (
    (0, "done"),
    (FINDINGS, "findings: see the help of each command"),
    (BAD_INPUT, "the input or the usage is wrong"),
    (PLUGIN_FAULT, "a toolkit module cannot be used, and --strict was given"),
    (FAULT, "a fault of safetykit itself"),
    (STOPPED, "stopped with Ctrl-C"),
)

_Command = TypeVar("_Command", bound=Callable[..., Any])
_Decorator = Callable[[_Command], _Command]


def add_format(*more: str) -> _Decorator[Any]:
    """Add `--format`, which says how the answer is printed: text, json, and what else there is."""
    return click.option(
        "--format",
        "form",
        type=Word(["text", "json", *more]),
        default="text",
        show_default=True,
        help="How the answer is printed.",
    )


def add_as_of(otherwise: str = "") -> _Decorator[Any]:
    """Add `--as-of`; it is required unless it is said what holds otherwise."""
    words = f"The day to look from; if not said, {otherwise}." if otherwise else ""
    return click.option(
        "--as-of", type=DAY, required=not otherwise, help=words or "The day to look from."
    )


def add_output(words: str, *, required: bool = False) -> _Decorator[Any]:
    """Add `-o` or `--output`."""
    return click.option("-o", "--output", type=PATH, required=required, help=words)


def add_due_days(otherwise: str = "") -> _Decorator[Any]:
    """Add `--due-days`, by which every command calls a partner's figure late or not yet due."""
    words = f"; if not said, {otherwise}" if otherwise else ""
    return click.option(
        "--due-days",
        type=click.IntRange(0, 3660),
        default=None if otherwise else 31,
        show_default=not otherwise,
        help=f"Days after the end of a period by which partners' figures are due{words}.",
    )


def add_frame(command: _Command) -> _Command:
    """Add `--frame`."""
    words = "Read it by this frame of law or guidance alone; repeatable."
    option = click.option(
        "--frame", "frames", type=FRAME, metavar="NAME", multiple=True, help=words
    )
    return option(command)


def add_jurisdiction(command: _Command) -> _Command:
    """Add `--jurisdiction`, always required."""
    return click.option("--jurisdiction", type=NATION, required=True, help="The nation.")(command)


def add_modules_dir(command: _Command) -> _Command:
    """Add `--modules-dir`, which is read first, so that the Tab key knows the modules in it."""
    words = "A folder of modules without code, to use as well."
    return click.option("--modules-dir", type=FOLDER, is_eager=True, help=words)(command)


def add_year_starts(command: _Command) -> _Command:
    """Add `--year-starts`, by which every command counts quarters and years alike."""
    words = "The first month of the year that quarters count from, such as April or 4."
    otherwise = "If not said, the month that the plan states; else April, as the financial year."
    option = click.option("--year-starts", metavar="MONTH", help=f"{words} {otherwise}")
    return option(command)


def month_of(month: str | None) -> int | None:
    """Return the first month of the year as it was asked for; None if it was not.

    Raises:
        InputError: It is no month; the option is named.
    """
    from safetykit.documents.returns import parse_month

    try:
        return None if month is None else parse_month(month)
    except InputError as error:
        raise InputError("--year-starts", error.got, error.expected, hint=error.hint) from error


def year_of(plan: Plan, month: str | None) -> int:
    """Return the first month of the year: as asked for, else as the plan states, else April."""
    asked = month_of(month)
    return plan.period.first_month if asked is None else asked


def add_strict(command: _Command) -> _Command:
    """Add `--strict`."""
    words = "Exit with 3 if a toolkit module cannot be used."
    return click.option("--strict", is_flag=True, help=words)(command)
