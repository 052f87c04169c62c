"""`safetykit audit`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from safetykit.cli.console import stdout
from safetykit.cli.faces import add_faces, say_where, write_faces
from safetykit.cli.options import DAY, FINDINGS, FORMAT, PATH

__all__ = ["audit"]


@click.command()
@click.argument("plan", type=PATH)
@click.option("--as-of", type=DAY, help="The day it is judged for; else the plan's own date.")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "notice", "never"]),
    default="error",
    show_default=True,
    help="Exit with 1 where a finding weighs this much or more.",
)
@add_faces
@click.option("--format", "form", type=FORMAT, default="text", show_default=True)
def audit(
    plan: Path,
    *,
    as_of: dt.datetime | None,
    fail_on: str,
    html: Path | None,
    markdown: Path | None,
    docx: Path | None,
    form: str,
) -> int:
    """Ask whether PLAN can be held to account; no data are needed.

    \b
    Example:
      safetykit audit plan.yaml --format json
    """
    from safetykit.documents import load
    from safetykit.evaluation import Severity
    from safetykit.evaluation import audit as audit_plan
    from safetykit.toolkit import Toolkit

    loaded = load(plan)
    day = as_of.date() if as_of else loaded.as_of
    result = audit_plan(loaded, as_of=day, catalogue=Toolkit.built_in().catalogue())
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
    return FINDINGS if failed else 0
