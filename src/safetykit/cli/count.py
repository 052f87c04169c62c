"""`safetykit count`."""

from __future__ import annotations

from pathlib import Path

import click

from safetykit.cli.console import progress_of
from safetykit.cli.options import PATH

__all__ = ["count"]


@click.group()
def count() -> None:
    """Turn records into a table of counts."""


@count.command("police-uk")
@click.argument("folder", type=PATH)
@click.option("-o", "--output", type=PATH, required=True, help="The table to write (CSV).")
@click.option("--area", "areas", multiple=True, help="Keep this district alone; repeatable.")
def count_police_uk(folder: Path, *, output: Path, areas: tuple[str, ...]) -> int:
    """Count the street-level crime files of data.police.uk in FOLDER.

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
