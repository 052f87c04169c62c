"""`safetykit returns`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from safetykit.cli.options import DAY, FORMAT, PATH

if TYPE_CHECKING:
    from safetykit.model import ProgressUpdate
    from safetykit.quantities import Period

__all__ = ["returns"]

_PERIOD = click.option("--period", help='Such as "2026-Q3" or "2026-07..2026-09".')
_YEAR = click.option(
    "--year-starts",
    metavar="MONTH",
    default="January",
    show_default=True,
    help="The first month of the year that quarters count from.",
)
_UPDATES = click.option("--updates", type=PATH, help="The file in which updates are kept.")
_AS_OF = click.option("--as-of", type=DAY, required=True, help="The day to look from.")


@click.group()
def returns() -> None:
    """Collect what partners report on their actions each quarter."""


@returns.command("new")
@click.argument("plan", type=PATH)
@click.option("--period", required=True, help='Such as "2026-Q3" or "2026-07..2026-09".')
@click.option("-o", "--output", type=PATH, required=True, help="The folder to write to.")
@_YEAR
@_UPDATES
def returns_new(
    plan: Path, *, period: str, output: Path, year_starts: str, updates: Path | None
) -> int:
    """Write a workbook to fill in for each organisation that leads on an action of PLAN.

    \b
    Example:
      safetykit returns new plan.yaml --period 2026-Q3 -o returns/
    """
    from safetykit.documents import load
    from safetykit.documents.returns import parse_month, parse_period, write_returns

    loaded = load(plan)
    about = parse_period(period, year_starts=parse_month(year_starts))
    known = _known(updates, loaded)
    files = write_returns(loaded, about, output, label=period.strip(), updates=known)
    click.echo(f"{_counted(len(files), 'workbook')} for {about.words}:")
    for file in files:
        click.echo(f"  {file}")
    return 0


@returns.command("figures")
@click.argument("plan", type=PATH)
@click.option("--period", required=True, help='Such as "2026-Q3" or "2026-07..2026-09".')
@click.option("--owner", help="The id of an organisation: its figures alone.")
@click.option("-o", "--output", type=PATH, required=True, help="The table to write (CSV, XLSX).")
@_YEAR
def returns_figures(
    plan: Path, *, period: str, owner: str | None, output: Path, year_starts: str
) -> int:
    """Write a table in which partners send the figures that PLAN needs and no records hold.

    `safetykit count returns` reads what comes back.

    \b
    Example:
      safetykit returns figures plan.yaml --period 2026-Q3 -o figures.xlsx
    """
    from safetykit.documents import load
    from safetykit.documents.returns import parse_month, parse_period
    from safetykit.records.aggregate import asked_by, write_template

    asked = asked_by(load(plan), owner=owner)
    starts = parse_month(year_starts)
    months = parse_period(period, year_starts=starts).months()
    path = write_template(output, asked, first=months[0], last=months[-1], year_starts=starts)
    click.echo(f"The table of {_counted(len(asked), 'figure')} is at {path}")
    return 0


@returns.command("read")
@click.argument("files", type=PATH, nargs=-1, required=True)
@click.option("--plan", type=PATH, required=True, help="The plan that they were made for.")
@click.option("-o", "--output", type=PATH, help="A new file of updates (YAML or JSON).")
@click.option("--append", type=PATH, help="The file of updates to add to.")
@click.option("--received", type=DAY, help="When they came in; else what each says itself.")
@_PERIOD
@_YEAR
def returns_read(
    files: tuple[Path, ...],
    *,
    plan: Path,
    output: Path | None,
    append: Path | None,
    received: dt.datetime | None,
    period: str | None,
    year_starts: str,
) -> int:
    """Read workbooks that were filled in: all of FILES, or none and all that is wrong.

    Without -o and --append the updates are printed as YAML.

    \b
    Example:
      safetykit returns read returns/*.xlsx --plan plan.yaml --append updates.yaml
    """
    from safetykit.documents import load
    from safetykit.documents.returns import read_returns

    if output and append:
        raise click.UsageError("Give -o or --append, not both.")
    loaded = load(plan)
    day = received.date() if received else None
    about = _period(period, year_starts)
    found = read_returns(files, loaded, period=about, received=day)
    _keep(found, loaded, output, append)
    where = output or append
    kept = f" See {where}." if where else ""
    said = f"{_counted(len(found), 'update')} from {_counted(len(files), 'workbook')}.{kept}"
    click.echo(said, err=where is None)
    return 0


def _keep(
    found: tuple[ProgressUpdate, ...], plan: Any, output: Path | None, append: Path | None
) -> None:
    from safetykit.documents.returns import Updates, append_updates, dump_updates, dumps_updates

    updates = Updates(plan=plan.id, updates=found)
    if append:
        append_updates(append, found, plan=plan)
    elif output:
        dump_updates(updates, output)
    else:
        click.echo(dumps_updates(updates), nl=False)


@returns.command("chase")
@click.argument("plan", type=PATH)
@_UPDATES
@_AS_OF
@_PERIOD
@_YEAR
@click.option("--format", "form", type=FORMAT, default="text", show_default=True)
def returns_chase(
    plan: Path,
    *,
    updates: Path | None,
    as_of: dt.datetime,
    period: str | None,
    year_starts: str,
    form: str,
) -> int:
    """Say what is late, stale or blank in PLAN, and whose it is.

    \b
    Example:
      safetykit returns chase plan.yaml --updates updates.yaml --as-of 2026-10-31
    """
    from safetykit.documents import load
    from safetykit.documents.returns import chase_returns
    from safetykit.reporting.returns import chase_data, chase_text
    from safetykit.serial import dump_json

    loaded = load(plan)
    about = _period(period, year_starts)
    chase = chase_returns(loaded, _known(updates, loaded), as_of=as_of.date(), period=about)
    click.echo(dump_json(chase_data(chase)) if form == "json" else chase_text(chase), nl=False)
    return 0


@returns.command("report")
@click.argument("plan", type=PATH)
@_UPDATES
@_AS_OF
@_PERIOD
@_YEAR
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    show_default=True,
)
def returns_report(
    plan: Path,
    *,
    updates: Path | None,
    as_of: dt.datetime,
    period: str | None,
    year_starts: str,
    form: str,
) -> int:
    """Show the board the exceptions of PLAN: stopped, delayed, at risk, blocked, no return.

    \b
    Example:
      safetykit returns report plan.yaml --updates updates.yaml --as-of 2026-10-31
    """
    from safetykit.documents import load
    from safetykit.documents.returns import report_returns
    from safetykit.reporting.returns import board_data, board_markdown, board_text
    from safetykit.serial import dump_json

    loaded = load(plan)
    about = _period(period, year_starts)
    report = report_returns(loaded, _known(updates, loaded), as_of=as_of.date(), period=about)
    texts = {"text": board_text, "markdown": board_markdown}
    click.echo(texts[form](report) if form in texts else dump_json(board_data(report)), nl=False)
    return 0


def _period(text: str | None, year_starts: str) -> Period | None:
    from safetykit.documents.returns import parse_month, parse_period

    return parse_period(text, year_starts=parse_month(year_starts)) if text else None


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _known(path: Path | None, plan: Any) -> tuple[ProgressUpdate, ...]:
    from safetykit.documents.returns import load_updates

    return load_updates(path, plan=plan).updates if path else ()
