"""The commands."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from safetykit.cli.console import diagnose, progress_of, stdout
from safetykit.errors import SafetyKitError

__all__ = ["cli", "run"]

BAD_INPUT = 2
FINDINGS = 1
PLUGIN_FAULT = 3
STOPPED = 130
FORMAT = click.Choice(["text", "json"])
EXISTING = click.Path(path_type=Path)
DAY = click.DateTime(formats=["%Y-%m-%d"])


def run(arguments: Sequence[str]) -> int:
    """Run the command line and return its exit status; errors end as text on stderr."""
    try:
        result = cli.main(args=list(arguments), prog_name="safetykit", standalone_mode=False)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.Abort:
        diagnose("stopped.")
        return STOPPED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (click.ClickException, SafetyKitError, OSError) as error:
        _explain(error)
        return BAD_INPUT
    return result if isinstance(result, int) else 0


def _explain(error: Exception) -> None:
    if isinstance(error, click.ClickException):
        error.show()
    elif isinstance(error, OSError) and not isinstance(error, SafetyKitError):
        diagnose(f"{error.filename or 'input or output'}: {error.strerror or error}.")
    else:
        diagnose(str(error))


def _version(context: click.Context, _: object, wanted: bool) -> None:
    if not wanted or context.resilient_parsing:
        return
    import importlib.metadata

    click.echo(f"safetykit {importlib.metadata.version('safetykit')}")
    context.exit()


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_version,
    help="Show the version and exit.",
)
def cli() -> None:
    """Check community-safety plans and evaluate them on open data."""


@cli.command()
@click.argument("plan", type=EXISTING)
@click.option("--data", type=EXISTING, required=True, help="Record files, or a table of counts.")
@click.option("--as-of", type=DAY, help="The day of the evaluation; else the data's last month.")
@click.option("--html", type=EXISTING, help="Write the result as one HTML page.")
@click.option("--confidence", type=float, default=0.95, show_default=True, help="Of intervals.")
@click.option("--format", "form", type=FORMAT, default="text", show_default=True)
def evaluate(
    plan: Path,
    data: Path,
    *,
    as_of: dt.datetime | None,
    html: Path | None,
    confidence: float,
    form: str,
) -> int:
    r"""Evaluate PLAN on records and say what they show.

    \b
    Example:
      safetykit evaluate plan.yaml --data police-uk/ --html report.html
    """
    from safetykit.documents import load
    from safetykit.evaluation import evaluate as evaluate_plan
    from safetykit.records import read_records

    loaded = load(plan)
    with progress_of(f"Reading {data}") as progress:
        counts = read_records(data, progress=progress)
    day = as_of.date() if as_of else None
    result = evaluate_plan(loaded, counts, as_of=day, confidence=confidence)
    page = _write_page(result, html) if html else None
    if form == "json":
        from safetykit.reporting import to_json

        click.echo(to_json(result), nl=False)
    else:
        from safetykit.reporting.terminal import print_evaluation

        print_evaluation(result, stdout())
    if page:
        click.echo(f"The page is at {page}", err=form == "json")
    return 0


def _write_page(result: Any, html: Path) -> Path:
    from safetykit.reporting import write_html

    write_html(result, html)
    return html


@cli.command()
@click.argument("plan", type=EXISTING)
@click.option("--as-of", type=DAY, help="The day it is judged for; else the plan's own date.")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "notice", "never"]),
    default="error",
    show_default=True,
    help="Exit with 1 where a finding weighs this much or more.",
)
@click.option("--format", "form", type=FORMAT, default="text", show_default=True)
def audit(plan: Path, *, as_of: dt.datetime | None, fail_on: str, form: str) -> int:
    r"""Ask whether PLAN can be held to account; no data are needed.

    \b
    Example:
      safetykit audit plan.yaml --format json
    """
    from safetykit.documents import load
    from safetykit.evaluation import Severity
    from safetykit.evaluation import audit as audit_plan

    loaded = load(plan)
    result = audit_plan(loaded, as_of=as_of.date() if as_of else loaded.as_of)
    if form == "json":
        from safetykit.reporting import to_json

        click.echo(to_json(result), nl=False)
    else:
        from safetykit.reporting.terminal import print_audit

        print_audit(result, stdout())
    failed = fail_on != "never" and result.reaching(Severity(fail_on))
    return FINDINGS if failed else 0


@cli.group()
def count() -> None:
    """Turn records into a table of counts."""


@count.command("police-uk")
@click.argument("folder", type=EXISTING)
@click.option("-o", "--output", type=EXISTING, required=True, help="The table to write (CSV).")
@click.option("--area", "areas", multiple=True, help="Keep this district alone; repeatable.")
def count_police_uk(folder: Path, *, output: Path, areas: tuple[str, ...]) -> int:
    r"""Count the street-level crime files of data.police.uk in FOLDER.

    \b
    Example:
      safetykit count police-uk downloads/ --area "City of London" -o counts.csv
    """
    from safetykit.records import read_police_uk, write_counts

    with progress_of(f"Reading {folder}") as progress:
        counts = read_police_uk(folder, areas=areas, progress=progress)
    table, sidecar = write_counts(counts, output)
    used = counts.rows_read - counts.rows_set_aside
    click.echo(
        f"{counts.rows_read:,} rows read, {used:,} counted, {counts.rows_set_aside:,} set aside."
    )
    for finding in counts.quality:
        click.echo(f"{finding.code}: {finding.message}")
    click.echo(f"The table is at {table}, its description at {sidecar}")
    return 0


@cli.group()
def toolkit() -> None:
    """See the toolkit modules."""


@toolkit.command("list")
@click.option("--strict", is_flag=True, help="Exit with 3 if a module cannot be used.")
@click.option("--format", "form", type=FORMAT, default="text", show_default=True)
def toolkit_list(*, strict: bool, form: str) -> int:
    r"""List the modules that are installed.

    \b
    Example:
      safetykit toolkit list --format json
    """
    from safetykit.toolkit import Toolkit

    found = Toolkit.discover()
    if form == "json":
        from safetykit.serial import dump_json

        click.echo(dump_json([_module(module) for module in found.modules]), nl=False)
    else:
        from safetykit.reporting.terminal import print_modules

        print_modules(found.modules, stdout())
    for fault in found.faults:
        diagnose(str(fault))
    return PLUGIN_FAULT if strict and found.faults else 0


def _module(module: Any) -> dict[str, Any]:
    return {
        "name": module.name,
        "title": module.title,
        "version": module.version,
        "summary": module.summary,
        "distribution": module.distribution,
        "state": module.state.value,
        "offers": [offer.value for offer in module.offers],
        "jurisdictions": [nation.value for nation in module.jurisdictions],
        "faults": [str(fault) for fault in module.faults],
    }
