"""Write folders of data.police.uk files whose right answers are known.

What belongs here: files that look like those on data.police.uk, with the oddities that real ones
have, made from numbers that the caller chooses. What does not: anything that reads them.
"""

from __future__ import annotations

import csv
import gzip
import io
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, TypeAlias

import attrs

from safetykit.quantities import Month
from safetykit.records import POLICE_UK

__all__ = ["FileStyle", "KnownAnswers", "StreetPlan", "plan_street_rows", "write_police_uk_tree"]

StreetPlan: TypeAlias = Mapping[Month, Mapping[tuple[str, str], int]]
"""Rows for each month, by district (an empty text for no area) and crime type."""

NO_IDENTITY: Final = "Anti-social behaviour"
_Row: TypeAlias = dict[str, str]


@attrs.frozen(kw_only=True)
class FileStyle:
    """How the files are written.

    Attributes:
        line_end: Between the lines: LF or CRLF.
        bom: Whether a byte order mark comes first.
        compressed: Whether they are compressed with gzip.
        columns: The order of the columns; more than the usual ones get blank fields.
        quoted: Whether places hold commas, quote signs and line ends, in quotes.
        final_line_end: Whether the last line is ended.
        flat: Whether all files are in one folder, and not one folder for each month.
        repeated_ids: How many rows of each file take the Crime ID of another, where it has enough.
    """

    line_end: str = "\r\n"
    bom: bool = False
    compressed: bool = False
    columns: tuple[str, ...] = POLICE_UK.columns
    quoted: bool = False
    final_line_end: bool = True
    flat: bool = False
    repeated_ids: int = 0


@attrs.frozen(kw_only=True)
class KnownAnswers:
    """What a reader must find in the files that were written.

    Attributes:
        force: The force that all rows name.
        files: The files, in order of month.
        by_force: Rows by month and crime type; none where there are none.
        by_district: Rows by month, district and crime type; those without an area are left out.
        rows: All rows.
        blank_areas: Rows without an area.
        blank_ids: Rows without a Crime ID.
        repeated_ids: Rows whose Crime ID stands in an earlier row of their file.
    """

    force: str
    files: tuple[Path, ...]
    by_force: Mapping[tuple[Month, str], int]
    by_district: Mapping[tuple[Month, str, str], int]
    rows: int
    blank_areas: int
    blank_ids: int
    repeated_ids: int


def plan_street_rows(
    months: Sequence[Month],
    *,
    rng: random.Random,
    districts: Sequence[str] = ("Testborough", "Testing upon Sea", ""),
    types: Sequence[str] = POLICE_UK.categories,
    max_rows: int = 6,
) -> dict[Month, dict[tuple[str, str], int]]:
    """Make up numbers of rows: 0 to `max_rows` for each month, district and crime type.

    Args:
        months: The months that get a file.
        rng: Where chance comes from.
        districts: The districts; an empty text for rows without an area.
        types: The crime types.
        max_rows: The largest number.

    Examples:
        >>> import random
        >>> rows = plan_street_rows([Month(2024, 1), Month(2024, 2)], rng=random.Random(1))
        >>> rows[Month(2024, 1)]["Testborough", "Burglary"]
        6
    """
    return {
        month: {(d, t): rng.randint(0, max_rows) for d in districts for t in types}
        for month in months
    }


def write_police_uk_tree(
    folder: Path,
    plan: StreetPlan,
    *,
    rng: random.Random,
    force: str = "Testshire Police",
    slug: str = "testshire",
    style: FileStyle | None = None,
) -> KnownAnswers:
    """Write a file for each month of a plan, as data.police.uk names and shapes them.

    Args:
        folder: Where to write; it is made if it does not exist.
        plan: The rows to write. A month that is not in it gets no file.
        rng: Where the order of the rows, their identities and their places come from.
        force: The force that the rows name.
        slug: The force in the names of the files.
        style: How the files are written.

    Returns:
        What a reader must find.

    Examples:
        >>> import random, tempfile
        >>> from safetykit.records import read_police_uk
        >>> chance = random.Random(1)
        >>> rows = plan_street_rows([Month(2024, 1), Month(2024, 2)], rng=chance)
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     known = write_police_uk_tree(Path(folder), rows, rng=chance)
        ...     counts = read_police_uk(folder)
        >>> counts.rows_read == sum(sum(month.values()) for month in rows.values())
        True
    """
    style = style or FileStyle()
    folder.mkdir(parents=True, exist_ok=True)
    files, repeated = [], 0
    for month in sorted(plan):
        rows = _rows(month, plan[month], force, rng, quoted=style.quoted)
        repeated += _repeat_ids(rows, style.repeated_ids)
        files.append(_write(folder, f"{month}-{slug}-street.csv", month, rows, style))
    return _answers(plan, force, tuple(files), repeated)


def _rows(
    month: Month,
    numbers: Mapping[tuple[str, str], int],
    force: str,
    rng: random.Random,
    *,
    quoted: bool,
) -> list[_Row]:
    rows = [
        _row(month, force, district, kind, rng, quoted=quoted)
        for (district, kind), n in numbers.items()
        for _ in range(n)
    ]
    rng.shuffle(rows)
    return rows


def _row(
    month: Month, force: str, district: str, kind: str, rng: random.Random, *, quoted: bool
) -> _Row:
    with_identity = kind != NO_IDENTITY
    street = 'The "Old, Mill",\nHigh Street' if quoted else "High Street"
    return {
        "Crime ID": f"{rng.getrandbits(256):064x}" if with_identity else "",
        "Month": str(month),
        "Reported by": force,
        "Falls within": force,
        "Longitude": f"{rng.uniform(-0.1, 0.1):.6f}" if district else "",
        "Latitude": f"{rng.uniform(51.4, 51.6):.6f}" if district else "",
        "Location": f"On or near {street}" if district else "No Location",
        "LSOA code": f"E01{rng.randrange(10**6):06d}" if district else "",
        "LSOA name": f"{district} {rng.randrange(1, 100):03d}{rng.choice('ABCDE')}"
        if district
        else "",
        "Crime type": kind,
        "Last outcome category": "Under investigation" if with_identity else "",
        "Context": "",
    }


def _repeat_ids(rows: Sequence[_Row], wanted: int) -> int:
    """Give rows the identity of the first row that has one; return how many."""
    known = [row for row in rows if row["Crime ID"]]
    for row in known[1 : wanted + 1]:
        row["Crime ID"] = known[0]["Crime ID"]
    return max(0, min(wanted, len(known) - 1))


def _write(folder: Path, name: str, month: Month, rows: Sequence[_Row], style: FileStyle) -> Path:
    target = folder if style.flat else folder / str(month)
    target.mkdir(exist_ok=True)
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, style.columns, restval="", lineterminator=style.line_end)
    writer.writeheader()
    writer.writerows({column: row.get(column, "") for column in style.columns} for row in rows)
    text = stream.getvalue()
    if not style.final_line_end:
        text = text.removesuffix(style.line_end)
    data = text.encode("utf-8-sig" if style.bom else "utf-8")
    path = target / (f"{name}.gz" if style.compressed else name)
    path.write_bytes(gzip.compress(data) if style.compressed else data)
    return path


def _answers(plan: StreetPlan, force: str, files: tuple[Path, ...], repeated: int) -> KnownAnswers:
    by_force: Counter[tuple[Month, str]] = Counter()
    by_district: Counter[tuple[Month, str, str]] = Counter()
    blank_areas = 0
    for month, numbers in plan.items():
        for (district, kind), n in numbers.items():
            by_force[month, kind] += n
            if district:
                by_district[month, district, kind] += n
            else:
                blank_areas += n
    return KnownAnswers(
        force=force,
        files=files,
        by_force=by_force,
        by_district=by_district,
        rows=by_force.total(),
        blank_areas=blank_areas,
        blank_ids=sum(n for (_, kind), n in by_force.items() if kind == NO_IDENTITY),
        repeated_ids=repeated,
    )
