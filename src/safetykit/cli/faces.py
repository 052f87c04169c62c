"""The files that `evaluate` and `audit` write beside what they print: their options, and writing.

What belongs here: which option writes which file. What does not: how a file looks.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from safetykit.cli.arguments import MARKDOWN, PAGE, WORD

if TYPE_CHECKING:
    from safetykit.content import Route
    from safetykit.evaluation import Audit, Evaluation
    from safetykit.model import Plan

__all__ = [
    "add_faces",
    "add_sheet",
    "require_sheet",
    "say_where",
    "write_faces",
    "write_sheet",
]

_Command = TypeVar("_Command", bound=Callable[..., Any])
HELP: Final = "victims"
FOR_ALL: Final = "crime"


def add_faces(command: _Command) -> _Command:
    """Add the options for files that both commands write."""
    for name, kind, words in (
        ("--docx", WORD, "Write the result as a Word document."),
        ("--markdown", MARKDOWN, "Write the result as Markdown."),
        ("--html", PAGE, "Write the result as one HTML page."),
    ):
        command = click.option(name, type=kind, help=words)(command)
    return command


def add_sheet(command: _Command) -> _Command:
    """Add the option for a sheet for residents."""
    words = "Write a sheet of one page for residents, as HTML."
    return click.option("--sheet", type=PAGE, help=words)(command)


def write_faces(
    result: Evaluation | Audit, files: dict[str, Path | None], *, plan: Plan
) -> list[Path]:
    """Write the files that were asked for, and return where they are."""
    from safetykit.reporting import write_docx, write_html, write_markdown

    writers = {"html": write_html, "markdown": write_markdown, "docx": write_docx}
    return [writers[name](result, path, plan=plan) for name, path in files.items() if path]


def require_sheet(sheet: Path | None, released_by: str) -> None:
    """Refuse a post that nothing would show.

    Raises:
        UsageError: A post is named, and no sheet is asked for.
    """
    if released_by and not sheet:
        raise click.UsageError("--released-by goes with --sheet, which asks who released it.")


def write_sheet(result: Evaluation, path: Path | None, *, released_by: str) -> list[Path]:
    """Write a sheet for residents, if asked for, with the routes to help of their nation today."""
    from safetykit.reporting import write_area_sheet

    if path is None:
        return []
    routes = _routes(result.plan, dt.datetime.now(dt.UTC).date())
    return [write_area_sheet(result, path, routes=routes, released_by=released_by)]


def _routes(plan: Plan, today: dt.date) -> tuple[Route, ...]:
    """Return the routes for anybody whom a crime touched, of the built-in module on victims."""
    from safetykit.content import current_routes
    from safetykit.toolkit import Toolkit

    held = Toolkit.built_in().only(HELP).routes()
    return current_routes(held, jurisdiction=plan.area.country, as_of=today, about=FOR_ALL)


def say_where(paths: list[Path], *, err: bool) -> None:
    """Say where the files are."""
    for path in paths:
        click.echo(
            f"The page is at {path}" if path.suffix == ".html" else f"Written: {path}", err=err
        )
