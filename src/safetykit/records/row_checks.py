"""What is odd about the rows behind the counts: identities, areas, months, rows set aside.

What belongs here: findings that need the rows of each file. What does not: findings that the counts
alone show; they stand in `checks`.

Not looked for: whether the small areas of a month are those of the 2011 or of the 2021 census, or a
mixture. Most codes are of both, so it cannot be told without a look-up table of both censuses.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from safetykit.quantities import Month
from safetykit.records.assemble import Cells, SetAside
from safetykit.records.engine import RowGroup, Tally
from safetykit.records.quality import QualityCode, QualityFinding

__all__ = ["findings_of_rows"]

LINES_SHOWN: Final = 5


def findings_of_rows(
    cells: Cells, tally: Tally, *, areas: tuple[str, ...]
) -> tuple[QualityFinding, ...]:
    """Return what is odd about the rows.

    Args:
        cells: The rows that count and those that were set aside.
        tally: All rows, as the engine counted them.
        areas: The districts that the caller named; none if all are counted by.
    """
    by_force: defaultdict[str, list[RowGroup]] = defaultdict(list)
    for group in cells.groups:
        by_force[group.recorder].append(group)
    findings = [*_set_aside(cells.set_aside), *_other_month(cells), *_empty(cells, tally)]
    for force, groups in by_force.items():
        findings += _repeated(force, tally.repeated)
        findings += _blank_ids(force, groups)
        findings += _blank_areas(force, groups)
        findings += _elsewhere(force, groups, areas)
    return tuple(findings)


def _set_aside(rows: Iterable[SetAside]) -> Iterator[QualityFinding]:
    lines: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for row in rows:
        lines[row.file, row.reason].append(row.line)
    for (file, reason), found in lines.items():
        more = ", ..." if len(found) > LINES_SHOWN else ""
        where = ", ".join(str(line) for line in found[:LINES_SHOWN]) + more
        subject = "A row" if len(found) == 1 else f"Each of {len(found):,} rows"
        yield QualityFinding(
            code=QualityCode.SET_ASIDE,
            message=f"{subject} {reason}, and was set aside (line {where}).",
            rows=len(found),
            file=file,
            line=found[0],
        )


def _other_month(cells: Cells) -> Iterator[QualityFinding]:
    rows: Counter[tuple[str, str, str]] = Counter()
    for group in cells.groups:
        if group.month != str(cells.month_of_file[group.file]):
            rows[group.file, group.recorder, group.month] += group.rows
    for (file, force, month), n in rows.items():
        yield QualityFinding(
            code=QualityCode.OTHER_MONTH,
            message=f"{_rows(n)} of this file state another month, {month}, and were counted in "
            "that month.",
            months=(Month.parse(month),),
            area=force,
            rows=n,
            file=file,
        )


def _empty(cells: Cells, tally: Tally) -> Iterator[QualityFinding]:
    filled = {group.file for group in tally.groups} | {row.file for row in cells.set_aside}
    for file, month in cells.month_of_file.items():
        if file not in filled:
            yield QualityFinding(
                code=QualityCode.EMPTY_FILE,
                message=f"This file has a header and no row: {month.words} is not reported.",
                months=(month,),
                rows=0,
                file=file,
            )


def _repeated(force: str, repeated: Mapping[tuple[str, str], int]) -> Iterator[QualityFinding]:
    rows = sum(n for (_, recorder), n in repeated.items() if recorder == force)
    if rows:
        yield QualityFinding(
            code=QualityCode.REPEATED_ID,
            message=f"{_rows(rows)} repeat a Crime ID of the same file. They were counted: one "
            "crime can have several places or outcomes, and to drop rows would lose them.",
            area=force,
            rows=rows,
        )


def _blank_ids(force: str, groups: Iterable[RowGroup]) -> Iterator[QualityFinding]:
    everything: Counter[str] = Counter()
    blank: Counter[str] = Counter()
    for group in groups:
        everything[group.category] += group.rows
        blank[group.category] += group.rows - group.rows_with_identity
    rows, total = blank.total(), everything.total()
    if rows:
        all_blank = sorted(c for c in everything if blank[c] == everything[c])
        which = f", among them every row of {', '.join(all_blank)}" if all_blank else ""
        yield QualityFinding(
            code=QualityCode.BLANK_ID,
            message=f"{_share(rows, total)} carry no Crime ID{which}; repeats among them cannot "
            "be seen.",
            area=force,
            rows=rows,
        )


def _blank_areas(force: str, groups: Iterable[RowGroup]) -> Iterator[QualityFinding]:
    sizes = [(group.rows, group.place) for group in groups]
    rows = sum(n for n, place in sizes if not place)
    if rows:
        yield QualityFinding(
            code=QualityCode.BLANK_AREA,
            message=f"{_share(rows, sum(n for n, _ in sizes))} are coded to no small area; they "
            "count for the force and for no district.",
            area=force,
            rows=rows,
        )


def _elsewhere(
    force: str, groups: Iterable[RowGroup], areas: tuple[str, ...]
) -> Iterator[QualityFinding]:
    """Compare a force's rows with the named districts, or with the one that holds most of them."""
    places: Counter[str] = Counter()
    for group in groups:
        places[group.place] += group.rows
    total, (largest, most) = places.total(), places.most_common(1)[0]
    inside = areas or ((largest,) if largest and most > total / 2 else ())
    within = sum(places[area] for area in inside)
    if within and within < total:
        other, blank = total - within - places[""], places[""]
        yield QualityFinding(
            code=QualityCode.FORCE_NOT_AREA,
            message=f"{_share(total - within, total)} recorded by {force} are not coded to "
            f"{' or '.join(inside)}: {blank:,} to no small area and {other:,} to other districts. "
            "What a force records is not what happens in its area.",
            area=force,
            rows=total - within,
        )


def _rows(n: int) -> str:
    return f"{n:,} row{'s' if n != 1 else ''}"


def _share(n: int, total: int) -> str:
    return f"{n:,} of {total:,} rows ({n / total:.1%})"
