"""`safetykit toolkit check`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from safetykit.cli.arguments import MODULE
from safetykit.cli.console import answer
from safetykit.cli.modules import open_modules, require_module
from safetykit.cli.options import FINDINGS, add_as_of, add_format, add_modules_dir, add_output

if TYPE_CHECKING:
    from safetykit.toolkit.checks import ModuleReport

__all__ = ["toolkit_check"]


@click.command("check")
@click.argument("name", type=MODULE)
@add_as_of("today")
@add_modules_dir
@add_output("Keep the record as .json or .md.")
@add_format()
def toolkit_check(
    name: str,
    *,
    as_of: dt.date | None,
    modules_dir: Path | None,
    output: Path | None,
    form: str,
) -> int:
    """Run every check on the module NAME, and keep a dated record.

    Examples and the import run in a process of their own: check what you would run. Exits with 1
    if a check failed. A check that was not run says why, and counts neither way.

    \b
    Example:
      safetykit toolkit check road_safety -o road-safety-checks.md
    """
    from safetykit.reporting.module_check import module_check_text
    from safetykit.testing import draw_named
    from safetykit.toolkit.checks import check_module

    if output is not None and output.suffix.lower() not in (".json", ".md"):
        raise click.UsageError(f"{output}: expected a name that ends in .json or .md.")
    today = dt.datetime.now(tz=dt.UTC).date()
    toolkit = open_modules(modules_dir).toolkit
    require_module(toolkit, name, modules_dir)
    report = check_module(toolkit, name, as_of=as_of or today, draw=draw_named)
    answer(form, text=module_check_text(report), data=lambda: _data(report, today))
    if output is not None:
        _keep(report, output, today)
    return 0 if report.passed else FINDINGS


def _data(report: ModuleReport, today: dt.date) -> dict[str, Any]:
    from safetykit.reporting.module_check import module_check_data

    return module_check_data(report, made=today)


def _keep(report: ModuleReport, output: Path, today: dt.date) -> None:
    from safetykit.reporting.module_check import module_check_markdown
    from safetykit.serial import dump_json, write_text

    if output.suffix.lower() == ".json":
        write_text(output, dump_json(_data(report, today)))
    else:
        write_text(output, module_check_markdown(report, made=today))
    click.echo(f"The record is in {output}.", err=True)
