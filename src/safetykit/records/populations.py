"""Populations of areas by basis and year, for the denominators of rates.

What belongs here: a table of populations, the one of exactly one year, and breaks of its series.
What does not: rates. A population of another year is never taken unless it is asked for by name,
and then the result says so.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

import attrs

from safetykit.errors import DocumentError, InputError, Place, Problem, suggest
from safetykit.model import Id, PopulationEstimate
from safetykit.quantities import Approx, PartialDate, check_unit
from safetykit.records.csv_lines import filled_lines, wrong_length
from safetykit.records.quality import QualityCode, QualityFinding
from safetykit.serial import read_text

__all__ = ["Denominator", "Population", "Populations", "read_populations"]

COLUMNS: Final = ("area", "year", "basis", "size", "source", "series", "note")
_OPTIONAL: Final = ("series", "note")
_SIZE: Final = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,12}(?:\.0)?", re.ASCII)
_YEAR: Final = re.compile(r"1[89]\d{2}|20\d{2}", re.ASCII)
MAX_BYTES: Final = 200_000_000
BIG_CHANGE: Final = 0.1


@attrs.frozen(kw_only=True)
class Population:
    """How many there were of whom in an area in a year, by which source.

    Attributes:
        area: The area, by its code or its name, as the counts name it.
        year: The year.
        basis: A unit such as `resident`, `worker` or `household`.
        size: How many.
        source: Who published it, and as what.
        series: Figures of one series compare over the years; a census and a mid-year estimate are
            not one. Empty where the source is the series.
        note: Anything that a reader of a rate must know.
    """

    area: str
    year: int
    basis: str = attrs.field(converter=check_unit)
    size: int
    source: str
    series: str = ""
    note: str = ""

    def __attrs_post_init__(self) -> None:
        if self.size < 1:
            hint = "Nobody can be at risk in an area without anybody."
            raise InputError("population.size", self.size, "a number above 0", hint=hint)

    @property
    def line(self) -> str:
        """The series, or the source that stands for one."""
        return self.series or self.source


@attrs.frozen(kw_only=True)
class Denominator:
    """A population taken for the rate of some year.

    Attributes:
        population: The population that was found.
        year: The year of the rate.
        stretched: What was stretched, in a sentence; empty where the years are the same.
    """

    population: Population
    year: int
    stretched: str = ""

    @property
    def size(self) -> int:
        """How many."""
        return self.population.size


@attrs.frozen(kw_only=True)
class Populations:
    """A table of populations; each area, year, basis and series is there once."""

    rows: tuple[Population, ...] = attrs.field(repr=False)

    def __attrs_post_init__(self) -> None:
        seen: set[tuple[str, int, str, str]] = set()
        for row in self.rows:
            key = (row.area, row.year, row.basis, row.line)
            if key in seen:
                got = f"{row.area}, {row.year}, {row.basis} of {row.line} twice"
                raise InputError("populations", got, "each once", hint="Name their series.")
            seen.add(key)

    def of(self, area: str, basis: str, *, series: str = "") -> tuple[Population, ...]:
        """Return the populations of an area on one basis, by year.

        Raises:
            InputError: The table has none; the message says what it has.
        """
        unit = check_unit(basis)
        areas = sorted({row.area for row in self.rows})
        if area not in areas:
            hint = suggest(area, areas) or f"There are {len(areas)}, such as {areas[0]}."
            raise InputError("area", area, "an area of the table", hint=hint)
        rows = [row for row in self.rows if row.area == area]
        found = [row for row in rows if row.basis == unit and series in ("", row.line)]
        if not found:
            have = "; ".join(sorted({f"{row.basis} ({row.line})" for row in rows}))
            asked = f"{basis}, {series}" if series else basis
            raise InputError("basis", asked, f"one that {area} has: {have}")
        return tuple(sorted(found, key=lambda row: (row.year, row.line)))

    def denominator(
        self, area: str, basis: str, year: int, *, series: str = "", stretch_from: int | None = None
    ) -> Denominator:
        """Return the population for the rate of a year.

        Args:
            area: The area.
            basis: Whom the rate is based on.
            year: The year of the rate. No other year's population is taken for it.
            series: The series, where there are several for the year.
            stretch_from: The year whose population shall stand for `year` all the same.

        Raises:
            InputError: There is no population of the year, or there are several and no series is
                named.
        """
        rows = self.of(area, basis, series=series)
        wanted = year if stretch_from is None else stretch_from
        found = [row for row in rows if row.year == wanted]
        if len(found) == 1:
            return Denominator(population=found[0], year=year, stretched=_stretch(found[0], year))
        if found:
            lines = "; ".join(f"{row.line}: {row.size:,}" for row in found)
            hint = "Name the series: they do not count alike."
            raise InputError("series", lines, "one population of the year", hint=hint)
        have = ", ".join(str(row.year) for row in rows)
        hint = f"To take another year's, say so: stretch_from={rows[-1].year}."
        raise InputError("year", wanted, f"a year of {area} on {basis}: {have}", hint=hint)

    def breaks(self, area: str, basis: str) -> tuple[QualityFinding, ...]:
        """Return a finding for each two neighbouring figures that are not of one series."""
        return tuple(_breaks(self.of(area, basis)))

    def estimates(self, area: str) -> tuple[PopulationEstimate, ...]:
        """Return the populations of an area as a plan states them.

        The id of each is made of the basis and the year, and of a number where these are not
        unique: `resident-2017`.

        Raises:
            InputError: The table does not have the area.
        """
        areas = sorted({row.area for row in self.rows})
        if area not in areas:
            raise InputError("area", area, "an area of the table", hint=suggest(area, areas))
        rows = sorted((r for r in self.rows if r.area == area), key=lambda r: (r.basis, r.year))
        found: list[PopulationEstimate] = []
        for row in rows:
            stem = f"{re.sub('[^a-z]+', '-', row.basis)}-{row.year}"
            taken = sum(e.id == stem or e.id.startswith(f"{stem}-") for e in found)
            found.append(_estimate(row, f"{stem}-{taken + 1}" if taken else stem))
        return tuple(found)


def _estimate(row: Population, name: str) -> PopulationEstimate:
    return PopulationEstimate(
        id=Id(name),
        basis=row.basis,
        value=Approx.parse(str(row.size)),
        year=PartialDate.parse(str(row.year)),
        source=row.source,
        series=row.series,
        note=row.note,
    )


def _stretch(row: Population, year: int) -> str:
    if row.year == year:
        return ""
    return (
        f"The {row.basis} population of {row.year} ({row.size:,}; {row.source}) stands for that of "
        f"{year}, which is not in the table."
    )


def _breaks(rows: tuple[Population, ...]) -> Iterator[QualityFinding]:
    for before, after in pairwise(rows):
        if before.line != after.line:
            change = (after.size - before.size) / before.size
            much = " The step is large." if abs(change) >= BIG_CHANGE else ""
            yield QualityFinding(
                code=QualityCode.SERIES_BREAK,
                message=f"The {after.basis} population changes its series: {before.size:,} in "
                f"{before.year} ({before.line}), {after.size:,} in {after.year} ({after.line}), "
                f"{100 * change:+.1f}%.{much} Rates on the two do not compare.",
                area=after.area,
            )


def read_populations(path: str | os.PathLike[str]) -> Populations:
    """Read a table of populations.

    Args:
        path: A CSV with the columns area, year, basis, size and source, in any order; series and
            note may be there too.

    Raises:
        DocumentError: The file cannot be read or a line does not fit; all problems are listed.
        InputError: An area, year, basis and series is there twice.

    Examples:
        >>> import tempfile
        >>> from pathlib import Path
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     table = Path(folder, "populations.csv")
        ...     _ = table.write_text('''area,year,basis,size,source
        ... Harbourtown,2019,resident,41000,Made up.
        ... Harbourtown,2020,resident,41600,Made up.
        ... ''')
        ...     found = read_populations(table)
        >>> [(row.year, row.size) for row in found.rows]
        [(2019, 41000), (2020, 41600)]
    """
    text = read_text(path, max_bytes=MAX_BYTES)
    rows: list[Population] = []
    problems: list[Problem] = []
    header: list[str] = []
    for place, record in filled_lines(text.content, text.file, problems):
        if header:
            row, wrong = _row(record, header, place)
            rows.extend(row)
            problems.extend(wrong)
        else:
            header = _header(record, place)
    if not rows and not problems:
        problems.append(Problem(place=Place(file=text.file), message="holds no population."))
    if problems:
        raise DocumentError(problems)
    return Populations(rows=tuple(rows))


def _header(record: list[str], place: Place) -> list[str]:
    names = [name.strip().lower() for name in record]
    problems = [
        Problem(place=place, message=f"no column is called {n}.", hint=suggest(n, COLUMNS))
        for n in names
        if n not in COLUMNS
    ]
    for name in COLUMNS:
        if names.count(name) > 1 or (name not in names and name not in _OPTIONAL):
            message = f"there must be one column {name}, and there are {names.count(name)}."
            problems.append(Problem(place=place, message=message))
    if problems:
        raise DocumentError(problems)
    return names


def _row(
    record: list[str], header: list[str], place: Place
) -> tuple[list[Population], list[Problem]]:
    if len(record) != len(header):
        return [], [wrong_length(record, header, place)]
    cells = {name: text.strip() for name, text in zip(header, record, strict=True)}
    wrong = [
        Problem(
            place=attrs.evolve(place, path=name), message=f"expected {what}, got {cells[name]!r}."
        )
        for name, what, fits in (
            ("area", "a name or a code", bool(cells["area"])),
            ("year", "a year such as 2017", bool(_YEAR.fullmatch(cells["year"]))),
            ("basis", "a unit such as resident", bool(cells["basis"])),
            ("size", "a whole number such as 7,654", bool(_SIZE.fullmatch(cells["size"]))),
            ("source", "who published it", bool(cells["source"])),
        )
        if not fits
    ]
    if wrong:
        return [], wrong
    texts = {name: cells.get(name, "") for name in ("area", "basis", "source", *_OPTIONAL)}
    size = int(cells["size"].replace(",", "").removesuffix(".0"))
    try:
        return [Population(year=int(cells["year"]), size=size, **texts)], []
    except InputError as error:
        message = f"expected {error.expected}, got {error.got!r}."
        return [], [Problem(place=place, message=message, hint=error.hint)]
