"""`safetykit toolkit check`."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from safetykit.cli.options import DAY, FINDINGS, FORMAT, PATH

if TYPE_CHECKING:
    from safetykit.toolkit.checks import ModuleReport

__all__ = ["toolkit_check"]


@click.command("check")
@click.argument("name")
@click.option("--modules-dir", type=PATH, help="A folder of modules without code, to use as well.")
@click.option("-o", "--output", type=PATH, help="Keep the record as .json or .md.")
@click.option("--format", "form", type=FORMAT, default="text", show_default=True)
@click.option("--as-of", type=DAY, help="The day on which content is to hold; today if not said.")
def toolkit_check(
    name: str,
    *,
    modules_dir: Path | None,
    output: Path | None,
    form: str,
    as_of: dt.datetime | None,
) -> int:
    """Run every check on the module NAME, and keep a dated record.

    Examples and the import run in a process of their own: check what you would run. Exits with 1
    if a check failed. A check that was not run says why, and counts neither way.

    \b
    Example:
      safetykit toolkit check road_safety -o road-safety-checks.md
    """
    from safetykit.reporting.module_check import module_check_text
    from safetykit.toolkit import Toolkit
    from safetykit.toolkit.checks import check_module

    if output is not None and output.suffix not in (".json", ".md"):
        raise click.UsageError(f"{output}: expected a name that ends in .json or .md.")
    today = dt.datetime.now(tz=dt.UTC).date()
    toolkit = Toolkit.discover(modules_dir=modules_dir)
    report = check_module(toolkit, name, as_of=as_of.date() if as_of else today)
    click.echo(_json(report, today) if form == "json" else module_check_text(report))
    if output is not None:
        _keep(report, output, today)
    return 0 if report.passed else FINDINGS


def _json(report: ModuleReport, today: dt.date) -> str:
    from safetykit.reporting.module_check import module_check_data

    return json.dumps(module_check_data(report, made=today), indent=2, ensure_ascii=False)


def _keep(report: ModuleReport, output: Path, today: dt.date) -> None:
    from safetykit.reporting.module_check import module_check_markdown
    from safetykit.serial import write_text

    if output.suffix == ".json":
        write_text(output, _json(report, today) + "\n")
    else:
        write_text(output, module_check_markdown(report, made=today))
    click.echo(f"The record is in {output}.", err=True)
