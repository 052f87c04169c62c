"""`safetykit audit`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from safetykit.cli.arguments import PLAN, Word
from safetykit.cli.console import stdout
from safetykit.cli.faces import add_faces, say_where, write_faces
from safetykit.cli.modules import open_modules
from safetykit.cli.options import (
    FINDINGS,
    add_as_of,
    add_format,
    add_frame,
    add_modules_dir,
    add_strict,
)

__all__ = ["audit"]


@click.command()
@click.argument("plan", type=PLAN)
@add_as_of("the plan's own date")
@click.option(
    "--fail-on",
    type=Word(["error", "warning", "notice", "never"]),
    default="error",
    show_default=True,
    help="Exit with 1 where a finding weighs this much or more.",
)
@add_frame
@add_faces
@add_modules_dir
@add_strict
@add_format()
def audit(
    plan: Path,
    *,
    as_of: dt.date | None,
    fail_on: str,
    frames: tuple[str, ...],
    html: Path | None,
    markdown: Path | None,
    docx: Path | None,
    modules_dir: Path | None,
    strict: bool,
    form: str,
) -> int:
    """Ask whether PLAN can be held to account.

    No data are needed. The rules are those of safetykit and of the installed toolkit modules.

    \b
    Examples:
      safetykit audit plan.yaml
      safetykit audit plan.yaml --frame cda-1998 --fail-on warning
      safetykit audit plan.yaml --format json > audit.json
    """
    from safetykit.documents import load
    from safetykit.evaluation import Severity
    from safetykit.evaluation import audit as audit_plan

    loaded, modules = load(plan), open_modules(modules_dir)
    catalogue = modules.catalogue(frames)
    result = audit_plan(loaded, as_of=as_of or loaded.as_of, frames=frames, catalogue=catalogue)
    asked = {"html": html, "markdown": markdown, "docx": docx}
    written = write_faces(result, asked, plan=loaded)
    if form == "json":
        from safetykit.reporting import to_json

        click.echo(to_json(result), nl=False)
    else:
        from safetykit.reporting.terminal import print_audit

        print_audit(result, stdout())
    say_where(written, err=form == "json")
    failed = fail_on != "never" and result.reaching(Severity(fail_on))
    return modules.close(FINDINGS if failed else 0, strict=strict)
