"""`safetykit diff`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from safetykit.cli.arguments import PLAN
from safetykit.cli.console import stdout
from safetykit.cli.options import add_format, add_output

if TYPE_CHECKING:
    from safetykit.documents import PlanDiff

__all__ = ["diff"]


@click.command()
@click.argument("old", type=PLAN)
@click.argument("new", type=PLAN)
@add_format("html")
@add_output("Write it to this file, and not to stdout.")
def diff(old: Path, new: Path, *, form: str, output: Path | None) -> int:
    """Say what changed from the plan OLD to the plan NEW.

    They are compared by meaning and not by lines. Differences are no failure: the exit status is 0.

    \b
    Example:
      safetykit diff plan-2017.yaml plan-2020.yaml --format html -o changes.html
    """
    from safetykit.documents import compare, load
    from safetykit.serial import write_text

    found = compare(load(old), load(new))
    if form == "text" and output is None:
        from safetykit.reporting.diff_view import print_diff

        print_diff(found, stdout())
    elif output is None:
        click.echo(_write(found, form), nl=False)
    else:
        where = write_text(output, _write(found, form))
        click.echo(f"The changes are at {where}", err=True)
    return 0


def _write(found: PlanDiff, form: str) -> str:
    """Return a comparison as text in one of the three forms."""
    from safetykit.reporting.diff_view import diff_data, diff_html, print_diff
    from safetykit.serial import dump_json

    if form == "html":
        return diff_html(found)
    if form == "json":
        return dump_json(diff_data(found))
    console = stdout()
    with console.capture() as capture:
        print_diff(found, console)
    return capture.get()
