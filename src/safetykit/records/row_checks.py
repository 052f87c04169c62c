"""What is odd about the rows behind the counts: identities, areas, months, rows set aside.

What belongs here: findings that need the rows of each file. What does not: findings that the counts
alone show; they stand in `checks`.

Not looked for: whether the small areas of a month are those of the 2011 or of the 2021 census, or a
mixture. Most codes are of both, so it cannot be told without a look-up table of both censuses.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import numpy as np

from safetykit.quantities import Month
from safetykit.records.adding import AddedUp
from safetykit.records.cells import Cells, SetAside
from safetykit.records.quality import QualityCode, QualityFinding
from safetykit.records.setting_aside import rows_set_aside

__all__ = ["findings_of_rows"]


def findings_of_rows(
    cells: Cells,
    sums: AddedUp,
    *,
    repeated: Mapping[str, int],
    areas: tuple[str, ...],
    within: str = "file",
) -> tuple[QualityFinding, ...]:
    """Return what is odd about the rows.

    Args:
        cells: The rows that count and those that were set aside.
        sums: The rows added up.
        repeated: By force, the rows whose identity stands in an earlier row of the same file:
            three rows with one identity are two repeats.
        areas: The districts that the caller named; none if all are counted by.
        within: Within what identities were compared: a file, or "force and month" of a frame.
    """
    findings = [*_set_aside(cells.set_aside), *_other_month(sums), *_empty(cells)]
    for f in sums.seen:
        findings += _repeated(sums.forces[f], repeated, within)
        findings += _blank_ids(sums, f)
        findings += _blank_areas(sums, f)
        findings += _elsewhere(sums, f, areas)
    return tuple(findings)


def _set_aside(rows: Iterable[SetAside]) -> Iterator[QualityFinding]:
    lines: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for row in rows:
        lines[row.file, row.reason].append(row.line)
    for (file, reason), found in lines.items():
        yield rows_set_aside(reason, len(found), lines=found, file=file)


def _other_month(sums: AddedUp) -> Iterator[QualityFinding]:
    for (file, force, month), n in sums.other_month.items():
        yield QualityFinding(
            code=QualityCode.OTHER_MONTH,
            message=f"{_rows(n)} of this file state another month, {month}, and were counted in "
            "that month.",
            months=(Month.parse(month),),
            area=force,
            rows=n,
            file=file,
        )


def _empty(cells: Cells) -> Iterator[QualityFinding]:
    filled = {file.name for file in cells.files} | {row.file for row in cells.set_aside}
    filled.update(cells.settled_names)
    for file, month in cells.month_of_file.items():
        if file not in filled:
            yield QualityFinding(
                code=QualityCode.EMPTY_FILE,
                message=f"This file has a header and no row: {month.words} is not reported.",
                months=(month,),
                rows=0,
                file=file,
            )


def _repeated(force: str, repeated: Mapping[str, int], within: str) -> Iterator[QualityFinding]:
    if rows := repeated.get(force, 0):
        yield QualityFinding(
            code=QualityCode.REPEATED_ID,
            message=f"{_rows(rows)} repeat{'s' if rows == 1 else ''} a Crime ID of the same "
            f"{within}. They were counted: one crime can have several places or outcomes, and to "
            "drop rows would lose them.",
            area=force,
            rows=rows,
        )


def _blank_ids(sums: AddedUp, f: int) -> Iterator[QualityFinding]:
    everything, filled = sums.by_group[f], sums.filled[f]
    rows, total = int((everything - filled).sum()), int(everything.sum())
    if rows:
        without = np.flatnonzero((everything > 0) & (filled == 0))
        all_blank = ", ".join(sums.groups[k] for k in without)
        which = f", among them every row of {all_blank}" if all_blank else ""
        yield QualityFinding(
            code=QualityCode.BLANK_ID,
            message=f"{_share(rows, total)} carry no Crime ID{which}; repeats among them cannot "
            "be seen.",
            area=sums.forces[f],
            rows=rows,
        )


def _blank_areas(sums: AddedUp, f: int) -> Iterator[QualityFinding]:
    places = _places(sums, f)
    if rows := places.get("", 0):
        yield QualityFinding(
            code=QualityCode.BLANK_AREA,
            message=f"{_share(rows, sum(places.values()))} are coded to no small area; they "
            "count for the force and for no district.",
            area=sums.forces[f],
            rows=rows,
        )


def _elsewhere(sums: AddedUp, f: int, areas: tuple[str, ...]) -> Iterator[QualityFinding]:
    """Compare a force's rows with the named districts, or with the one that holds most of them."""
    places, force = _places(sums, f), sums.forces[f]
    total, largest = sum(places.values()), max(places, key=lambda name: places[name])
    inside = areas or ((largest,) if largest and places[largest] > total / 2 else ())
    within = sum(places.get(area, 0) for area in inside)
    if within and within < total:
        blank = places.get("", 0)
        other = total - within - blank
        yield QualityFinding(
            code=QualityCode.FORCE_NOT_AREA,
            message=f"{_share(total - within, total)} recorded by {force} are not coded to "
            f"{' or '.join(inside)}: {blank:,} to no small area and {other:,} to other districts. "
            "What a force records is not what happens in its area.",
            area=force,
            rows=total - within,
        )


def _places(sums: AddedUp, f: int) -> dict[str, int]:
    return {sums.places[i]: int(sums.by_place[f, i]) for i in np.flatnonzero(sums.by_place[f])}


def _rows(n: int) -> str:
    return f"{n:,} row{'s' if n != 1 else ''}"


def _share(n: int, total: int) -> str:
    return f"{n:,} of {total:,} rows ({n / total:.1%})"
