"""Read street-level crime as data.police.uk publishes it.

What belongs here: which files are street crime, what their columns mean, and which rows can be
counted. What does not: what is odd about the counts; the rules for that stand in `checks`.

A force is who "Reported by" names. A district is the name of a row's small area (LSOA) without the
code at its end: "City of London 001A" is in "City of London". A row counts in the month that it
states. It is set aside, and a finding says where it stands, if it has too few or too many fields,
states no month, force or crime type, or states a month for which its force has no file.
"""

from __future__ import annotations

import itertools
import os
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

import attrs

from safetykit.errors import InputError, suggest
from safetykit.quantities import Month, month_range
from safetykit.records.adding import AddedUp, add_up, settle
from safetykit.records.archive import unpack_zip
from safetykit.records.assemble import assemble
from safetykit.records.cache import Cache
from safetykit.records.cells import Cells
from safetykit.records.checks import findings_of_counts
from safetykit.records.counting import SourceFile, count_files
from safetykit.records.counts import AreaKey, AreaRule, Counts, FileRecord, Progress
from safetykit.records.folders import files_in
from safetykit.records.periods import require_span
from safetykit.records.points import POINT_MEASURES, findings_of_points
from safetykit.records.quality import QualityCode, QualityFinding
from safetykit.records.query import Distinct, Filled, Query
from safetykit.records.row_checks import findings_of_rows
from safetykit.records.settled import Member, Settled
from safetykit.records.source import POLICE_UK
from safetykit.records.street_rows import (
    CATEGORY,
    MONTH,
    RECORDER,
    KnownFile,
    StreetFile,
    judge_rows,
    settled_file,
    twice,
)

__all__ = ["STREET_FILE", "find_street_files", "read_police_uk"]

Report: TypeAlias = Callable[[Progress], None]
STREET_FILE: Final = re.compile(r"([1-9]\d{3}-(?:0[1-9]|1[0-2]))-(.+)-street\.csv(?:\.gz)?")
IDENTITY: Final = "Crime ID"
FEW: Final = 0.1  # new files for each settled one, up to which the sums are not written again


def read_police_uk(
    folder: str | os.PathLike[str],
    *,
    areas: tuple[str, ...] = (),
    small_areas: bool = False,
    check_points: bool = False,
    cache: str | os.PathLike[str] | Cache | None = None,
    progress: Report | None = None,
) -> Counts:
    """Count the street-level crime in a folder of data.police.uk files.

    Args:
        folder: A folder with files such as `2017-10-city-of-london-street.csv`, at any depth,
            plain or compressed (`.csv.gz`); or one such file; or a zip archive of such a folder.
            Files of outcomes and of stop and search, and any others, are left alone.
        areas: The districts to count by; all that occur if none are named. Forces are always
            counted.
        small_areas: Whether to count by small area (LSOA) as well, each under its code: those in
            the districts.
        check_points: Whether to look at each row's longitude and latitude, which takes longer.
        cache: A folder in which the tables of each file are kept, so that a refresh reads only the
            files that are new or have changed; None to keep nothing.
        progress: Called with each step.

    Returns:
        The counts: each force's (`AreaRule.RECORDED_BY_FORCE`) and each district's
        (`AreaRule.CODED_TO_AREA`), with what is odd about them. A district's hold only what the
        forces in the folder recorded there. A month without a file, a normally busy crime type at
        zero, and a type outside the months of its use are not reported, which is not zero; the
        rules stand in `safetykit.records.assemble`.

    Raises:
        InputError: There is no street-crime file; a month of a force is there twice; a file is
            empty, damaged, not UTF-8, lacks a column, changes while it is read, or has no row that
            can be counted; a district does not occur; an archive is damaged, encrypted, too large
            or names a path outside itself.
        MissingExtraError: DuckDB is not installed.
    """
    root, report = Path(folder), progress or _ignore
    kept = cache if isinstance(cache, Cache) or cache is None else Cache(cache)
    query = _query(check_points=check_points)
    with _unpacked(root) as (place, nested):
        sources = _sources(find_street_files(place), place)
        settled, files = _count(sources, query, kept, report)
        cells = judge_rows(files, settled)
    if kept is not None:
        cells = _settle(cells, files, query, kept)
    wanted = _areas(cells, areas, small_areas=small_areas)
    counts, sums = _assembled(cells, wanted, files)
    quality = (
        *nested,
        *findings_of_rows(cells, sums, repeated=_repeats(files), areas=areas),
        *(findings_of_points(sums) if check_points else ()),
        *findings_of_counts(counts),
    )
    report(Progress(len(files) + 1, len(files) + 1, "counted"))
    parameters = _parameters(areas, small_areas=small_areas)
    return attrs.evolve(counts, quality=quality, parameters=parameters)


def _assembled(
    cells: Cells, areas: tuple[AreaKey, ...], files: Sequence[StreetFile | KnownFile]
) -> tuple[Counts, AddedUp]:
    """Return the counts without findings, and the sums that they were made of."""
    stated = sorted(file.month for file in files)
    require_span(stated[0], stated[-1], "path")
    months = month_range(stated[0], stated[-1])
    sums = add_up(cells, months=months, areas=areas)
    records = [_record(file) for file in files]
    counts = assemble(cells, sums, source=POLICE_UK, months=months, areas=areas, files=records)
    return counts, sums


@contextmanager
def _unpacked(root: Path) -> Iterator[tuple[Path, tuple[QualityFinding, ...]]]:
    """Yield the folder of the files, and findings on what an archive holds besides."""
    if root.suffix.lower() != ".zip" or not root.is_file():
        yield root, ()
        return
    with tempfile.TemporaryDirectory(prefix="safetykit-") as folder:
        nested = unpack_zip(root, Path(folder), wanted=_is_street)
        if not files_in(Path(folder)):
            raise _no_street(root, nested)
        yield Path(folder), tuple(_nested(root.name, name) for name in nested)


def _no_street(archive: Path, nested: Sequence[str]) -> InputError:
    hint = "Unpack it, if it holds records of another kind."
    if nested:
        hint = f"It holds the archive {nested[0]}: unpack it, and name that one."
    expected = "an archive with files such as 2017-10-city-of-london-street.csv"
    return InputError("path", str(archive), expected, hint=hint)


def _is_street(name: str) -> bool:
    return STREET_FILE.fullmatch(name) is not None


def _nested(archive: str, name: str) -> QualityFinding:
    message = f"The archive {name} inside this archive was not opened: unpack it to count it."
    return QualityFinding(code=QualityCode.NESTED_ARCHIVE, message=message, file=archive)


def find_street_files(root: Path) -> list[Path]:
    """Return the street-crime files of a folder at any depth, sorted by name.

    Raises:
        InputError: There is none, or the folder does not exist.
    """
    everything = files_in(root)
    found = [path for path in everything if STREET_FILE.fullmatch(path.name)]
    if found:
        return found
    other = next((path.name for path in everything if ".csv" in path.name), None)
    hint = f"It holds {other}, which is not named so." if other else "It holds no CSV file."
    expected = "a folder with files such as 2017-10-city-of-london-street.csv"
    raise InputError("path", str(root), expected, hint=hint)


def _ignore(_: Progress) -> None:
    """Report to nobody."""


def _query(*, check_points: bool) -> Query:
    return Query(
        keys=((MONTH, RECORDER), ("LSOA code", "LSOA name"), (CATEGORY,)),
        measures=(Filled(IDENTITY), *(POINT_MEASURES if check_points else ())),
        distinct=(Distinct(IDENTITY, by=(RECORDER,)),),
    )


class _Source(NamedTuple):
    """A file, and the month that its name states."""

    file: SourceFile
    month: Month


def _sources(paths: Sequence[Path], root: Path) -> list[_Source]:
    """Return the files; refuse two of the same month and force, by their names."""
    found: list[_Source] = []
    seen: dict[tuple[str, ...], str] = {}
    for path in paths:
        name = path.name if path == root else path.relative_to(root).as_posix()
        match = STREET_FILE.fullmatch(path.name)
        parts = match.groups() if match else ("", "")
        if parts in seen:
            raise twice(seen[parts], name)
        seen[parts] = name
        found.append(_Source(SourceFile(path=path, name=name), Month.parse(parts[0])))
    return found


def _count(
    sources: Sequence[_Source], query: Query, cache: Cache | None, report: Report
) -> tuple[Settled | None, list[StreetFile | KnownFile]]:
    """Return the sums of files that were settled before, and all files, the others counted."""
    done = itertools.count()
    settled, known = _known(sources, query, cache)
    counted = count_files(
        [source.file for source in sources if source.file.name not in known],
        query,
        cache=cache,
        on_file=lambda name: report(Progress(next(done), len(sources) + 1, f"looking at {name}")),
    )
    report(Progress(len(sources), len(sources) + 1, "adding up"))
    fresh = {one.scan.name: one for one in counted}
    return settled, [
        known.get(source.file.name)
        or StreetFile(counted=fresh[source.file.name], month=source.month)
        for source in sources
    ]


def _known(
    sources: Sequence[_Source], query: Query, cache: Cache | None
) -> tuple[Settled | None, dict[str, KnownFile]]:
    """Return sums that were kept of some of the files, and which files those are."""
    if cache is None:
        return None, {}
    members: dict[Member, _Source] = {}
    for source in sources:
        sha256 = cache.checksum(source.file.path)
        if sha256 is not None:
            members.setdefault((sha256, str(source.month)), source)
    settled = cache.settled(query, members)
    known: dict[str, KnownFile] = {}
    for facts in settled.files if settled else ():
        file, month = members[facts.member]
        known[file.name] = KnownFile(name=file.name, month=month, facts=facts)
    return settled, known


def _settle(
    cells: Cells, files: Sequence[StreetFile | KnownFile], query: Query, cache: Cache
) -> Cells:
    """Keep the sums of files that need no second look, once there are enough new ones."""
    by_name = {file.name: file for file in files if isinstance(file, StreetFile)}
    facts = {kept.name: settled_file(by_name[kept.name], kept) for kept in cells.files}
    plain = {name: fact for name, fact in facts.items() if fact is not None}
    if len(plain) <= len(cells.settled_names) * FEW:
        return cells
    own = tuple(file for file in cells.files if file.name in plain)
    settled = settle(attrs.evolve(cells, files=own), plain)
    cache.settle(settled, query)
    return attrs.evolve(
        cells,
        files=tuple(file for file in cells.files if file.name not in plain),
        settled=settled,
        settled_names={**cells.settled_names, **plain},
    )


def _repeats(files: Iterable[StreetFile | KnownFile]) -> dict[str, int]:
    """Return by force the rows whose identity stands in an earlier row of the same file."""
    found: dict[str, int] = {}
    for file in files:
        if isinstance(file, KnownFile):
            facts = file.facts
            repeated = facts.identities - facts.different
            found[facts.force] = found.get(facts.force, 0) + repeated
            continue
        for (force,), (different, rows) in file.counted.table.distinct[0].items():
            found[force] = found.get(force, 0) + rows - different
    return found


def _require_areas(areas: tuple[str, ...], known: Sequence[str]) -> tuple[str, ...]:
    for area in areas:
        if area not in known:
            hint = (
                suggest(area, known) or f"There are {len(known)}, such as {', '.join(known[:5])}."
            )
            raise InputError("areas", area, "a district that occurs in the files", hint=hint)
    return tuple(dict.fromkeys(areas)) or tuple(known)


def _areas(cells: Cells, named: tuple[str, ...], *, small_areas: bool) -> tuple[AreaKey, ...]:
    """Return the districts and, if asked for, the codes of the small areas in them."""
    known = sorted({district for _, district in cells.places()} - {""})
    wanted = _require_areas(named, known)
    names: Sequence[str] = wanted
    if small_areas:
        inside = set(wanted)
        small = dict.fromkeys(code for code, district in cells.places() if district in inside)
        names = (*wanted, *sorted(code for code in small if code and code not in inside))
    return tuple(AreaKey(AreaRule.CODED_TO_AREA, name) for name in names)


def _record(file: StreetFile | KnownFile) -> FileRecord:
    scan = file.facts if isinstance(file, KnownFile) else file.counted.scan
    return FileRecord(name=file.name, sha256=scan.sha256, rows=scan.rows, month=file.month)


def _parameters(areas: Iterable[str], *, small_areas: bool) -> tuple[str, ...]:
    named = (part for area in areas for part in ("--area", area))
    return ("count", "police-uk", *named, *(("--small-areas",) if small_areas else ()))
