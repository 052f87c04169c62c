"""`safetykit returns`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from safetykit.cli.arguments import DAY, INPUT, PATH, PLAN
from safetykit.cli.console import answer
from safetykit.cli.options import add_as_of, add_format, add_output, add_year_starts, year_of

if TYPE_CHECKING:
    from safetykit.model import Plan, ProgressUpdate
    from safetykit.quantities import Period

__all__ = ["returns"]

_PERIOD_HELP = 'Such as "2026-Q2", "2026/27 Q2" or "2026-07..2026-09".'
_PERIOD = click.option("--period", help=_PERIOD_HELP)
_PERIOD_REQUIRED = click.option("--period", required=True, help=_PERIOD_HELP)
_UPDATES = click.option("--updates", type=INPUT, help="The file in which updates are kept.")


@click.group()
def returns() -> None:
    """Collect what partners report on their actions each quarter."""


@returns.command("new")
@click.argument("plan", type=PLAN)
@_PERIOD_REQUIRED
@add_output("The folder to write to.", required=True)
@add_year_starts
@_UPDATES
@add_format()
def returns_new(
    plan: Path,
    *,
    period: str,
    output: Path,
    year_starts: str | None,
    updates: Path | None,
    form: str,
) -> int:
    """Write a workbook to fill in for each lead organisation of PLAN.

    \b
    Example:
      safetykit returns new plan.yaml --period 2026-Q2 -o returns/
    """
    from safetykit.documents import load
    from safetykit.documents.returns import parse_period, write_returns

    loaded = load(plan)
    about = parse_period(period, year_starts=year_of(loaded, year_starts))
    known = _known(updates, loaded)
    files = write_returns(loaded, about, output, label=period.strip(), updates=known)
    names = [str(file) for file in files]
    lines = [f"{_counted(len(files), 'workbook')} for {about.words}:", *(f"  {n}" for n in names)]
    data = {"period": about.words, "workbooks": names}
    answer(form, text="\n".join(lines), data=lambda: data)
    return 0


@returns.command("figures")
@click.argument("plan", type=PLAN)
@_PERIOD_REQUIRED
@click.option("--owner", help="The id of an organisation: its figures alone.")
@add_output("The table to write (CSV, XLSX).", required=True)
@add_year_starts
@add_format()
def returns_figures(
    plan: Path, *, period: str, owner: str | None, output: Path, year_starts: str | None, form: str
) -> int:
    """Write a table in which partners send figures for PLAN.

    It asks for the figures that no records hold. `safetykit count returns` reads what comes back.

    \b
    Example:
      safetykit returns figures plan.yaml --period 2026-Q2 -o figures.xlsx
    """
    from safetykit.documents import load
    from safetykit.documents.returns import parse_period
    from safetykit.records.aggregate import asked_by, write_template

    loaded = load(plan)
    asked = asked_by(loaded, owner=owner)
    starts = year_of(loaded, year_starts)
    months = parse_period(period, year_starts=starts).months()
    path = write_template(output, asked, first=months[0], last=months[-1], year_starts=starts)
    words = f"The table of {_counted(len(asked), 'figure')} is at {path}"
    answer(form, text=words, data=lambda: {"path": str(path), "figures": len(asked)})
    return 0


@returns.command("read")
@click.argument("files", type=INPUT, nargs=-1, required=True)
@click.option("--plan", type=PLAN, required=True, help="The plan that they were made for.")
@add_output("A new file of updates (YAML or JSON).")
@click.option("--append", type=PATH, help="The file of updates to add to.")
@click.option("--received", type=DAY, help="When they came in; else what each says itself.")
@_PERIOD
@add_year_starts
@add_format()
def returns_read(
    files: tuple[Path, ...],
    *,
    plan: Path,
    output: Path | None,
    append: Path | None,
    received: dt.date | None,
    period: str | None,
    year_starts: str | None,
    form: str,
) -> int:
    """Read workbooks that were filled in: all of FILES, or none.

    All that is wrong is said at once. Without -o and --append the updates are printed as YAML, or
    as JSON with --format json.

    \b
    Example:
      safetykit returns read returns/*.xlsx --plan plan.yaml --append updates.yaml
    """
    from safetykit.documents import load
    from safetykit.documents.returns import read_returns

    if output and append:
        raise click.UsageError("Give -o or --append, not both.")
    loaded = load(plan)
    about = _period(loaded, period, year_starts)
    found = read_returns(files, loaded, period=about, received=received)
    where = _keep(found, loaded, output, append, form)
    said = f"{_counted(len(found), 'update')} from {_counted(len(files), 'workbook')}."
    if where is None:
        click.echo(said, err=True)
    else:
        data = {"path": str(where), "updates": len(found), "workbooks": len(files)}
        answer(form, text=f"{said} See {where}.", data=lambda: data)
    return 0


def _keep(
    found: tuple[ProgressUpdate, ...],
    plan: Any,
    output: Path | None,
    append: Path | None,
    form: str,
) -> Path | None:
    """Write the updates, and return where they are; or print them."""
    from safetykit.documents.returns import Updates, append_updates, dump_updates, dumps_updates

    updates = Updates(plan=plan.id, updates=found)
    if append:
        append_updates(append, found, plan=plan)
    elif output:
        dump_updates(updates, output)
    else:
        click.echo(dumps_updates(updates, is_json=form == "json"), nl=False)
    return append or output


@returns.command("chase")
@click.argument("plan", type=PLAN)
@_UPDATES
@add_as_of()
@_PERIOD
@add_year_starts
@add_format()
def returns_chase(
    plan: Path,
    *,
    updates: Path | None,
    as_of: dt.date,
    period: str | None,
    year_starts: str | None,
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
    about = _period(loaded, period, year_starts)
    chase = chase_returns(loaded, _known(updates, loaded), as_of=as_of, period=about)
    click.echo(dump_json(chase_data(chase)) if form == "json" else chase_text(chase), nl=False)
    return 0


@returns.command("report")
@click.argument("plan", type=PLAN)
@_UPDATES
@add_as_of()
@_PERIOD
@add_year_starts
@add_format("markdown")
def returns_report(
    plan: Path,
    *,
    updates: Path | None,
    as_of: dt.date,
    period: str | None,
    year_starts: str | None,
    form: str,
) -> int:
    """Show the board the exceptions of PLAN.

    They are what is stopped, delayed, at risk or blocked, and where no return came.

    \b
    Example:
      safetykit returns report plan.yaml --updates updates.yaml --as-of 2026-10-31
    """
    from safetykit.documents import load
    from safetykit.documents.returns import report_returns
    from safetykit.reporting.returns import board_data, board_markdown, board_text
    from safetykit.serial import dump_json

    loaded = load(plan)
    about = _period(loaded, period, year_starts)
    report = report_returns(loaded, _known(updates, loaded), as_of=as_of, period=about)
    texts = {"text": board_text, "markdown": board_markdown}
    click.echo(texts[form](report) if form in texts else dump_json(board_data(report)), nl=False)
    return 0


def _period(plan: Plan, text: str | None, year_starts: str | None) -> Period | None:
    from safetykit.documents.returns import parse_period

    return parse_period(text, year_starts=year_of(plan, year_starts)) if text else None


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _known(path: Path | None, plan: Any) -> tuple[ProgressUpdate, ...]:
    from safetykit.documents.returns import load_updates

    return load_updates(path, plan=plan).updates if path else ()
