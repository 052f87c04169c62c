"""Read records or counts, whichever a path holds.

What belongs here: the choice of a reader, by the names of files. What does not: reading.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from safetykit.errors import DocumentError, InputError
from safetykit.records.aggregate.finding import find_figures
from safetykit.records.counts import Counts, Progress
from safetykit.records.folders import files_in
from safetykit.records.frames import refuse_frame
from safetykit.records.mapping import read_mapping
from safetykit.records.police_uk import STREET_FILE, read_police_uk
from safetykit.records.sources.monthly import monthly_name
from safetykit.records.sources.outcomes import read_outcomes
from safetykit.records.sources.recorded_crime_csp import (
    find_recorded_crime_csp,
    read_recorded_crime_csp,
)
from safetykit.records.sources.stats19 import read_stats19
from safetykit.records.sources.stats19_tables import find_stats19
from safetykit.records.sources.stop_search import read_stop_search
from safetykit.records.sources.use_of_force import find_use_of_force, read_use_of_force
from safetykit.records.table import read_counts
from safetykit.records.tables import read_table
from safetykit.serial import parse_plain, read_text

__all__ = ["MAPPING_SUFFIX", "read_records"]

MAPPING_SUFFIX: Final = ".mapping.yaml"


_OTHER: Final = (
    (
        frozenset({"partnership", "area"}),
        "a plan",
        "Name the plan first, and the records after --data.",
    ),
    (
        frozenset({"provenance", "results"}),
        "the result of an evaluation",
        "Name the records that it was made from.",
    ),
    (
        frozenset({"source", "first", "last"}),
        "the description of a table of counts",
        "Name the CSV file of the same name.",
    ),
    (
        frozenset({"source", "period", "group"}),
        "a mapping of columns",
        "Name the table beside it.",
    ),
)
"""What else is given in the place of records: by which keys it is known, and what to try."""


class _Kind(NamedTuple):
    """A kind of records: what to call it, whether a path holds it, and its reader."""

    name: str
    is_at: Callable[[Path], bool]
    read: Callable[..., Counts]


_KINDS: Final = (
    _Kind(
        "outcomes of data.police.uk",
        lambda path: _any_name(path, monthly_name("outcomes").fullmatch),
        read_outcomes,
    ),
    _Kind(
        "stop and search of data.police.uk",
        lambda path: _any_name(path, monthly_name("stop-and-search").fullmatch),
        read_stop_search,
    ),
    _Kind("use of force", lambda path: bool(find_use_of_force(path)), read_use_of_force),
    _Kind(
        "recorded crime by partnership",
        lambda path: bool(find_recorded_crime_csp(path)),
        read_recorded_crime_csp,
    ),
    _Kind("STATS19", lambda path: bool(find_stats19(path)["collision"]), read_stats19),
)


def read_records(
    path: str | os.PathLike[str], *, progress: Callable[[Progress], None] | None = None
) -> Counts:
    """Read a folder of records, or a table of counts; a dataframe is counted by `count_frame`.

    Args:
        path: A table of counts, or a folder that holds one with its YAML file (see `read_counts`);
            a table beside which a mapping stands, as `arrests.csv` and `arrests.mapping.yaml` (see
            `read_table`); or a folder of records of one kind, or one of its files: street-level
            crime (`read_police_uk`), outcomes (`read_outcomes`), stop and search
            (`read_stop_search`), use of force (`read_use_of_force`), recorded crime by partnership
            (`read_recorded_crime_csp`) or road collisions (`read_stats19`). Beside files of
            street-level crime, others of data.police.uk are left alone. A zip archive is read for
            its street-level crime.
        progress: Called with each step where the job is long.

    Returns:
        The counts. Where a reader can count by several columns, it counts by its first.

    Raises:
        InputError: It is a dataframe, a plan, or figures that partners sent (see
            `safetykit.records.aggregate.read_figures`); the path does not exist, holds nothing
            that is known, several kinds or more than one table; or it cannot be read.
        MissingExtraError: A library that reads it is not installed.

    Examples:
        >>> counts = read_records("examples/data/city-of-london")
        >>> print(counts.source.title)
        Street-level crime and anti-social behaviour
        >>> for area in counts.areas:
        ...     print(area)
        City of London Police (recorded by the force)
        City of London (coded to the area)
    """
    refuse_frame(path, "path")
    target = Path(path)
    if not target.exists():
        raise InputError("path", str(path), "a folder or file that exists", hint="Check the path.")
    _refuse_other_documents(target)
    street = _any_name(target, STREET_FILE.fullmatch)
    mapped = () if street else _mapped(target)
    if len(mapped) == 1:
        return read_table(mapped[0], read_mapping(_mapping_of(mapped[0])), progress=progress)
    if table := None if street else _one_table(target):
        return read_counts(table)
    if kind := None if street else _one_kind(target):
        return kind.read(target, progress=progress)
    if street or target.suffix.lower() == ".zip":
        return read_police_uk(target, progress=progress)
    if figures := find_figures(target):
        raise _figures(target, figures)
    if target.is_dir():
        raise _several(target, mapped) if mapped else _unknown(target)
    return read_counts(target)


def _one_table(path: Path) -> Path | None:
    """Return the table of counts of a folder; None if there is none.

    Raises:
        InputError: There are several.
    """
    tables = _tables(path)
    if len(tables) > 1:
        raise _several(path, tables)
    return tables[0] if tables else None


def _several(path: Path, tables: Iterable[Path]) -> InputError:
    names = ", ".join(table.name for table in tables)
    return InputError(str(path), names, "a folder with one table", hint="Name the file.")


def _one_kind(path: Path) -> _Kind | None:
    """Return the kind of records that a path holds; None if it holds none that is known.

    A file that cannot be read says nothing against a kind that others are known to be of.

    Raises:
        InputError: There are several; or none, and a file cannot be read that is named as if it
            were of one.
    """
    kinds, faults = [], []
    for kind in _KINDS:
        try:
            kinds += [kind] if kind.is_at(path) else []
        except InputError as fault:
            faults.append(fault)
    if faults and not kinds:
        raise faults[0]
    if len(kinds) > 1:
        names = ", ".join(kind.name for kind in kinds)
        hint = "Name the folder of one of them."
        raise InputError(str(path), names, "records of one kind", hint=hint)
    return kinds[0] if kinds else None


def _refuse_other_documents(path: Path) -> None:
    """Refuse a plan, a result, or what stands beside records, that is given in their place.

    Raises:
        InputError: It is one of these.
    """
    if not path.is_file() or path.suffix.lower() not in (".yaml", ".yml", ".json"):
        return
    try:
        data = parse_plain(read_text(path))
    except DocumentError:  # whoever reads it next says why
        return
    keys = set(data) if isinstance(data, dict) else set()
    for needed, got, hint in _OTHER:
        if needed <= keys:
            raise InputError(str(path), got, "records or a table of counts", hint=hint)


def _figures(path: Path, files: Sequence[Path]) -> InputError:
    got = ", ".join(file.name for file in files)
    hint = "Read them with `safetykit count returns` or `read_figures`, which ask from which day."
    return InputError(str(path), f"figures that partners sent ({got})", "records", hint=hint)


def _unknown(folder: Path) -> InputError:
    """Return the error that says what a folder holds, and what would be known."""
    names = sorted({file.name for file in folder.rglob("*") if file.is_file()})
    shown = ", ".join(names[:8]) + (f" and {len(names) - 8} more" if len(names) > 8 else "")
    known = "; ".join(("street-level crime", *(kind.name for kind in _KINDS)))
    hint = f"Known: {known}. For any other table write a mapping, NAME{MAPPING_SUFFIX}, beside it."
    expected = "a folder with files such as 2017-10-city-of-london-street.csv, or others known"
    return InputError(str(folder), shown or "an empty folder", expected, hint=hint)


def _any_name(path: Path, matches: Callable[[str], object]) -> bool:
    return any(matches(file.name) for file in files_in(path))


def _mapping_of(table: Path) -> Path:
    return table.with_name(table.name.split(".")[0] + MAPPING_SUFFIX)


def _mapped(path: Path) -> tuple[Path, ...]:
    """Return the tables beside which a mapping stands."""
    if not path.is_dir():
        return (path,) if _mapping_of(path).is_file() else ()
    stems = [file.name.removesuffix(MAPPING_SUFFIX) for file in path.glob("*" + MAPPING_SUFFIX)]
    files = (file for file in sorted(path.iterdir()) if not file.name.endswith(".yaml"))
    return tuple(file for file in files if file.name.split(".")[0] in stems)


def _tables(path: Path) -> list[Path]:
    """Return the CSV files that have a YAML file of the same name beside them."""
    files = [path] if path.is_file() else path.glob("*.csv")
    return sorted(p for p in files if p.with_suffix(".yaml").is_file())
