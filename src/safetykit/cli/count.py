"""`safetykit count`, with a subcommand for each source."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from safetykit.cli.arguments import INPUT, PATH, PLAN, Word
from safetykit.cli.console import answer, progress_of
from safetykit.cli.options import add_as_of, add_due_days, add_format, add_output, month_of

if TYPE_CHECKING:
    from safetykit.records import Cache, Counts

__all__ = ["count"]

_REMARK: Final = ("code", "message", "file", "line")
OUTPUT: Final = add_output("The table to write (CSV).", required=True)


@click.group()
def count() -> None:
    """Turn records into a table of counts."""


@count.command("police-uk")
@click.argument("folder", type=INPUT)
@OUTPUT
@click.option("--area", "areas", multiple=True, help="Keep this district alone; repeatable.")
@click.option("--small-areas", is_flag=True, help="Count by small area (LSOA) as well.")
@click.option("--check-points", is_flag=True, help="Look at each row's point; takes longer.")
@click.option("--cache", type=PATH, help="Keep tables of files here, not in the usual folder.")
@click.option("--no-cache", is_flag=True, help="Read all files anew, and keep nothing.")
@add_format()
def count_police_uk(
    folder: Path,
    *,
    output: Path,
    areas: tuple[str, ...],
    small_areas: bool,
    check_points: bool,
    cache: Path | None,
    no_cache: bool,
    form: str,
) -> int:
    """Count the street-level crime files of data.police.uk.

    FOLDER may be a zip archive. Files that were counted before, and have not changed, are not
    read again.

    \b
    Example:
      safetykit count police-uk downloads/ --area "City of London" -o counts.csv
    """
    from safetykit.records import read_police_uk

    return _count(
        form,
        folder,
        output,
        read_police_uk,
        areas=areas,
        small_areas=small_areas,
        check_points=check_points,
        cache=None if no_cache else _cache(cache),
    )


@count.command("stop-search")
@click.argument("folder", type=INPUT)
@OUTPUT
@click.option("--by", default="object", show_default=True, help="object, outcome, ethnicity, ...")
@add_format()
def count_stop_search(folder: Path, *, output: Path, by: str, form: str) -> int:
    """Count the stop and search files of data.police.uk.

    FOLDER holds them; they are counted by month and force.

    \b
    Example:
      safetykit count stop-search downloads/ --by outcome -o searches.csv
    """
    from safetykit.records import read_stop_search

    return _count(form, folder, output, read_stop_search, by=by)


@count.command("outcomes")
@click.argument("folder", type=INPUT)
@OUTPUT
@add_format()
def count_outcomes(folder: Path, *, output: Path, form: str) -> int:
    """Count the outcome files of data.police.uk.

    FOLDER holds them; they are counted by month and force.

    \b
    Example:
      safetykit count outcomes downloads/ -o outcomes.csv
    """
    from safetykit.records import read_outcomes

    return _count(form, folder, output, read_outcomes)


@count.command("stats19")
@click.argument("folder", type=INPUT)
@OUTPUT
@click.option(
    "--by",
    default="collision severity",
    show_default=True,
    help='Or "casualty severity", "casualty type", "casualty class", "vehicle type".',
)
@add_format()
def count_stats19(folder: Path, *, output: Path, by: str, form: str) -> int:
    """Count the road collisions of STATS19.

    FOLDER holds its files; they are counted by month and district.

    \b
    Example:
      safetykit count stats19 dft/ --by "casualty severity" -o casualties.csv
    """
    from safetykit.records import read_stats19

    return _count(form, folder, output, read_stats19, by=by)


@count.command("use-of-force")
@click.argument("path", type=INPUT)
@OUTPUT
@click.option("--by", default="incidents", show_default=True, help="incidents, ced or tactic.")
@add_format()
def count_use_of_force(path: Path, *, output: Path, by: str, form: str) -> int:
    """Read the Home Office's workbooks of use of force.

    PATH is one or a folder of them; they are read by year and police force.

    \b
    Example:
      safetykit count use-of-force workbooks/ --by ced -o devices.csv
    """
    from safetykit.records import read_use_of_force

    return _count(form, path, output, read_use_of_force, by=by)


@count.command("recorded-crime-csp")
@click.argument("path", type=INPUT)
@OUTPUT
@click.option(
    "--by", default="offence group", show_default=True, help='"offence group" or "offence".'
)
@add_format()
def count_recorded_crime_csp(path: Path, *, output: Path, by: str, form: str) -> int:
    """Read recorded crime by Community Safety Partnership.

    PATH holds the table of one year. The file keeps the name under which it was published.

    \b
    Example:
      safetykit count recorded-crime-csp policeforceareatables.csv -o crime.csv
    """
    from safetykit.records import read_recorded_crime_csp

    return _count(form, path, output, read_recorded_crime_csp, by=by)


@count.command("table")
@click.argument("file", type=INPUT)
@click.option("--mapping", type=INPUT, required=True, help="What the columns mean (YAML).")
@OUTPUT
@add_format()
def count_table(file: Path, *, mapping: Path, output: Path, form: str) -> int:
    """Count any table by a mapping of its columns.

    FILE is CSV, Parquet, XLSX or ODS.

    \b
    Example:
      safetykit count table arrests.csv --mapping arrests.mapping.yaml -o counts.csv
    """
    from safetykit.records import read_mapping, read_table

    return _count(form, file, output, read_table, mapping=read_mapping(mapping))


@count.command("returns")
@click.argument("files", type=INPUT, nargs=-1, required=True)
@OUTPUT
@add_as_of()
@click.option("--step", type=Word(["1", "3", "12"]), help="Take periods of so many months alone.")
@click.option("--plan", type=PLAN, help="The plan that asked for them: its names are checked.")
@click.option("--year-starts", metavar="MONTH", help='The first month of years such as "2026 Q3".')
@add_due_days()
@add_format()
def count_returns(
    files: tuple[Path, ...],
    *,
    output: Path,
    as_of: dt.date,
    step: str | None,
    plan: Path | None,
    year_starts: str | None,
    due_days: int,
    form: str,
) -> int:
    """Read the figures that partners sent.

    All of FILES are read, or none and all that is wrong is said. `safetykit returns figures`
    makes such a table to fill in. With --plan a misspelt indicator, measure or area is refused.

    \b
    Example:
      safetykit count returns mail/*.xlsx --plan plan.yaml --as-of 2026-11-30 -o counts.csv
    """
    from safetykit.documents import load
    from safetykit.records.aggregate import read_aggregate

    counts = read_aggregate(
        files,
        as_of=as_of,
        step=int(step) if step else None,
        year_starts=month_of(year_starts),
        due_days=due_days,
        plan=load(plan) if plan else None,
    )
    return _keep(form, counts, output)


def _cache(folder: Path | None) -> Cache | None:
    """Return the cache that was asked for; the usual one, or none where it cannot be written."""
    from platformdirs import user_cache_path

    from safetykit.errors import InputError
    from safetykit.records import Cache

    if folder is not None:
        return Cache(folder)
    try:
        return Cache(user_cache_path("safetykit", appauthor=False) / "records")
    except InputError:
        return None


def _count(form: str, path: Path, output: Path, read: Callable[..., Counts], **asked: Any) -> int:
    """Read, write the table and its description, and print what was found."""
    with progress_of(f"Reading {path}") as progress:
        counts = read(path, progress=progress, **asked)
    return _keep(form, counts, output)


def _keep(form: str, counts: Counts, output: Path) -> int:
    """Write the table and its description, and print what was found, with where breaks are from."""
    from safetykit.records import write_counts

    table, sidecar = write_counts(counts, output)
    read, aside = counts.rows_read, counts.rows_set_aside
    first, last = counts.months[0], counts.last_month
    breaks = [known for known in counts.source.breaks if known.splits(first, last)]
    lines = [
        f"{read:,} rows read, {read - aside:,} counted, {aside:,} set aside.",
        *_remarks(counts),
        *(f"{known.title} is written down in: {known.source}" for known in breaks),
        f"The table is at {table}, its description at {sidecar}",
    ]
    data = {
        "table": str(table),
        "description": str(sidecar),
        "rows_read": read,
        "rows_counted": read - aside,
        "rows_set_aside": aside,
        "quality": [{key: getattr(odd, key) for key in _REMARK} for odd in counts.quality],
        "breaks": [{"code": b.code, "title": b.title, "source": b.source} for b in breaks],
    }
    answer(form, text="\n".join(lines), data=lambda: data)
    return 0


def _remarks(counts: Counts) -> Iterator[str]:
    """Yield what is odd about the records; of several files, each remark with its own."""
    several = len(counts.files) > 1
    for odd in counts.quality:
        file = f"{odd.file}: " if odd.file and several else ""
        yield f"{odd.code}: {file}{odd.message}"
