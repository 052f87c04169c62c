"""`safetykit evaluate`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from safetykit.cli.arguments import INPUT, PLAN
from safetykit.cli.console import stdout
from safetykit.cli.faces import (
    add_faces,
    add_sheet,
    require_sheet,
    say_where,
    write_faces,
    write_sheet,
)
from safetykit.cli.modules import open_modules
from safetykit.cli.options import (
    add_as_of,
    add_due_days,
    add_format,
    add_frame,
    add_modules_dir,
    add_strict,
    add_year_starts,
    month_of,
)
from safetykit.cli.reading import read_all

__all__ = ["evaluate"]


@click.command()
@click.argument("plan", type=PLAN)
@click.option(
    "--data",
    type=INPUT,
    required=True,
    multiple=True,
    help="Record files, a table of counts, or figures that partners sent; once for each source.",
)
@add_as_of("the end of the data's last month")
@add_frame
@add_faces
@add_sheet
@click.option(
    "--released-by",
    metavar="POST",
    default="",
    help="With --sheet: the post that decided that a marked plan may be shown to anybody.",
)
@click.option("--confidence", type=float, default=0.95, show_default=True, help="Of intervals.")
@click.option(
    "--across",
    multiple=True,
    metavar="BREAK",
    help="A known break, such as pandemic, that comparisons may cross.",
)
@add_year_starts
@add_due_days("what the table of counts says, else 31")
@add_modules_dir
@add_strict
@add_format()
def evaluate(
    plan: Path,
    data: tuple[Path, ...],
    *,
    as_of: dt.date | None,
    frames: tuple[str, ...],
    html: Path | None,
    markdown: Path | None,
    docx: Path | None,
    sheet: Path | None,
    released_by: str,
    confidence: float,
    across: tuple[str, ...],
    year_starts: str | None,
    due_days: int | None,
    modules_dir: Path | None,
    strict: bool,
    form: str,
) -> int:
    """Evaluate PLAN on records and say what they show.

    \b
    Examples:
      safetykit evaluate plan.yaml --data police-uk/ --html report.html --docx board.docx
      safetykit evaluate plan.yaml --data police-uk/ --as-of 2019-10-31 --format json
    """
    from safetykit.documents import load
    from safetykit.evaluation import evaluate as evaluate_plan

    require_sheet(sheet, released_by)
    loaded, modules, starts = load(plan), open_modules(modules_dir), month_of(year_starts)
    result = evaluate_plan(
        loaded,
        read_all(data, plan=loaded, as_of=as_of, due_days=due_days, year_starts=starts),
        as_of=as_of,
        catalogue=modules.catalogue(frames),
        confidence=confidence,
        across=across,
        year_starts=starts,
        due_days=due_days,
    )
    asked = {"html": html, "markdown": markdown, "docx": docx}
    written = write_faces(result, asked, plan=loaded)
    written += write_sheet(result, sheet, released_by=released_by)
    if form == "json":
        from safetykit.reporting import to_json

        click.echo(to_json(result), nl=False)
    else:
        from safetykit.reporting.terminal import print_evaluation

        print_evaluation(result, stdout())
    say_where(written, err=form == "json")
    return modules.close(strict=strict)
