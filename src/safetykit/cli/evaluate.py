"""`safetykit evaluate`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from safetykit.cli.console import progress_of, stdout
from safetykit.cli.faces import add_faces, add_sheet, say_where, write_faces, write_sheet
from safetykit.cli.options import DAY, FORMAT, PATH

__all__ = ["evaluate"]


@click.command()
@click.argument("plan", type=PATH)
@click.option(
    "--data",
    type=PATH,
    required=True,
    multiple=True,
    help="Record files, or a table of counts; once for each source.",
)
@click.option("--as-of", type=DAY, help="The day of the evaluation; else the data's last month.")
@add_faces
@add_sheet
@click.option("--confidence", type=float, default=0.95, show_default=True, help="Of intervals.")
@click.option(
    "--across",
    multiple=True,
    metavar="BREAK",
    help="A known break, such as pandemic, that comparisons may cross.",
)
@click.option(
    "--year-starts",
    type=click.IntRange(1, 12),
    default=4,
    show_default=True,
    help="The month in which the year to date begins.",
)
@click.option("--format", "form", type=FORMAT, default="text", show_default=True)
def evaluate(
    plan: Path,
    data: tuple[Path, ...],
    *,
    as_of: dt.datetime | None,
    html: Path | None,
    markdown: Path | None,
    docx: Path | None,
    sheet: Path | None,
    confidence: float,
    across: tuple[str, ...],
    year_starts: int,
    form: str,
) -> int:
    """Evaluate PLAN on records and say what they show.

    \b
    Example:
      safetykit evaluate plan.yaml --data police-uk/ --html report.html --docx board.docx
    """
    from safetykit.documents import load
    from safetykit.evaluation import evaluate as evaluate_plan
    from safetykit.records import read_records
    from safetykit.toolkit import Toolkit

    loaded = load(plan)
    counts = []
    for path in data:
        with progress_of(f"Reading {path}") as progress:
            counts.append(read_records(path, progress=progress))
    result = evaluate_plan(
        loaded,
        counts,
        as_of=as_of.date() if as_of else None,
        catalogue=Toolkit.built_in().catalogue(),
        confidence=confidence,
        across=across,
        year_starts=year_starts,
    )
    asked = {"html": html, "markdown": markdown, "docx": docx}
    written = write_faces(result, asked, plan=loaded)
    if sheet:
        written.append(write_sheet(result, sheet, today=dt.datetime.now(dt.UTC).date()))
    if form == "json":
        from safetykit.reporting import to_json

        click.echo(to_json(result), nl=False)
    else:
        from safetykit.reporting.terminal import print_evaluation

        print_evaluation(result, stdout())
    say_where(written, err=form == "json")
    return 0
