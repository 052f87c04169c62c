"""What is odd about counts: months, categories and levels.

What belongs here: findings that the counts alone show, each with its rule. What does not: findings
that need the rows; they stand in `row_checks`.

A level shift is a month from which a force's figures for a category stand on another level: the
lowest of the 12 reported months from it on is above the highest of the up to 12 (at least 6) before
it, or the other way round, and the median of the one is at least 1.8 times the median of the other.
Months in which the order is by chance alone would do so less than once in 18,000; a season does not
last 12 months. Of neighbouring months, the one with the widest gap between both ranges is named.
Stretches that a known break of the source touches are left out: the break itself is reported.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise
from typing import Final

import numpy as np

from safetykit.quantities import Month
from safetykit.records.counts import AreaKey, AreaRule, Counts, IntArray, Series
from safetykit.records.quality import QualityCode, QualityFinding
from safetykit.records.source import Break, DataSource

__all__ = ["findings_of_counts", "level_shift"]

SHIFT_RATIO: Final = 1.8
MIN_LEVEL: Final = 14
AFTER: Final = 12
BEFORE: Final = 6


def findings_of_counts(
    counts: Counts, *, there: Collection[tuple[str, Month]] = ()
) -> tuple[QualityFinding, ...]:
    """Return what is odd about counts.

    Args:
        counts: The counts.
        there: The months that each force has a file for, as far as that is known without its rows.
    """
    findings = [*_vocabulary(counts), *_unknown(counts), *_absent(counts), *_breaks(counts)]
    for area in counts.areas:
        if area.rule is AreaRule.RECORDED_BY_FORCE:
            findings += _missing(counts, area, there)
            findings += _shifts(counts, area)
    return (*findings, *_zeros(counts))


def _missing(
    counts: Counts, area: AreaKey, there: Collection[tuple[str, Month]]
) -> Iterator[QualityFinding]:
    none = ~counts.reported[:, counts.areas.index(area)].any(axis=1)
    missing = [counts.months[i] for i in np.flatnonzero(none)]
    kinds = ("No file", False), ("No row that counts in the file", True)
    for words, has_file in kinds:
        if months := tuple(m for m in missing if ((area.name, m) in there) is has_file):
            yield QualityFinding(
                code=QualityCode.MISSING_MONTH,
                message=f"{words} for {_spans(months)}: not reported, which is not zero.",
                months=months,
                area=area.name,
            )


def _zeros(counts: Counts) -> Iterator[QualityFinding]:
    """Find the cells that were in use, in a month with a file, and yet not reported."""
    j_of, k_of = np.nonzero(~counts.reported.all(axis=0))
    with_file = np.asarray(counts.reported.any(axis=2))
    zeros = with_file[:, j_of] & counts.in_use()[:, k_of] & ~counts.reported[:, j_of, k_of]
    for i in np.flatnonzero(zeros.any(axis=0)):
        j, k = j_of[i], k_of[i]
        area, group = counts.areas[j], counts.groups[k]
        few = counts.values[:, j, k].max() < MIN_LEVEL
        if few and area.rule is not AreaRule.RECORDED_BY_FORCE:
            continue  # nobody would miss a row
        months = tuple(counts.months[m] for m in np.flatnonzero(zeros[:, i]))
        yield QualityFinding(
            code=QualityCode.ZERO,
            message=f"There is no row of {group} for {area.name} in {_spans(months)}, though the "
            "file is there and the category is normally busy here or in the whole force: not "
            "reported, which is not zero.",
            months=months,
            group=group,
            area=area.name,
        )


def _vocabulary(counts: Counts) -> Iterator[QualityFinding]:
    names = sorted({*counts.source.categories, *(life.name for life in counts.source.lives)})
    for before, month in pairwise(counts.months):
        if change := _change(counts.source, names, before, month):
            yield QualityFinding(
                code=QualityCode.VOCABULARY,
                message=f"The crime types changed in {month.words}: {change}. Outside the life of "
                "a type its figures are not reported.",
                months=(month,),
            )


def _change(source: DataSource, names: Iterable[str], before: Month, month: Month) -> str:
    used = [(name, source.used(name, before), source.used(name, month)) for name in names]
    came = ", ".join(name for name, earlier, now in used if now and not earlier)
    went = ", ".join(name for name, earlier, now in used if earlier and not now)
    parts = (came and f"{came} came", went and f"{went} went")
    return "; ".join(part for part in parts if part)


def _unknown(counts: Counts) -> Iterator[QualityFinding]:
    for group in counts.groups:
        if counts.source.categories and not counts.source.knows(group):
            k = counts.groups.index(group)
            rule = [area.rule is AreaRule.RECORDED_BY_FORCE for area in counts.areas]
            yield QualityFinding(
                code=QualityCode.UNKNOWN_CATEGORY,
                message=f'"{group}" is not a crime type that this version of safetykit knows. '
                "Its rows were counted under that name.",
                group=group,
                rows=int(counts.values[:, rule, k].sum()),
            )


def _absent(counts: Counts) -> Iterator[QualityFinding]:
    used = [
        name
        for name in counts.source.categories
        if name not in counts.groups and any(counts.source.used(name, m) for m in counts.months)
    ]
    if used:
        yield QualityFinding(
            code=QualityCode.ABSENT_CATEGORY,
            message=f"No row of {', '.join(used)} is in any file: they were not counted, and a sum "
            "of all crime types lacks them.",
            rows=0,
        )


def _breaks(counts: Counts) -> Iterator[QualityFinding]:
    first, last = counts.months[0], counts.months[-1]
    for known in counts.source.breaks:
        if known.splits(first, last):
            touched = tuple(m for m in counts.months if known.start <= m <= (known.end or m))
            yield QualityFinding(
                code=QualityCode.KNOWN_BREAK,
                message=f"{known.title}, {_stretch(known)}: {known.reason}",
                months=touched if known.end else touched[:1],
            )


def _stretch(known: Break) -> str:
    return f"{known.start} to {known.end}" if known.end else f"from {known.start}"


def _shifts(counts: Counts, area: AreaKey) -> Iterator[QualityFinding]:
    j = counts.areas.index(area)
    for k, group in enumerate(counts.groups):
        if not _gaps(counts.values[counts.reported[:, j, k], j, k]):
            continue  # as nearly all, and to make a series would take most of the time
        for month, before, after in level_shift(counts.series(group, area=area)):
            yield QualityFinding(
                code=QualityCode.LEVEL_SHIFT,
                message=f"{group} goes from about {before:.0f} a month to about {after:.0f} from "
                f"{month.words} on, at once and for a year at least. A change in recording looks "
                "like this; find out before comparing the two sides.",
                months=(month,),
                group=group,
                area=area.name,
            )


def level_shift(series: Series) -> list[tuple[Month, float, float]]:
    """Find the months from which a series stands on another level; the module states the rule.

    Returns:
        Each month with the median a month before it and from it on.
    """
    months, values = series.reported_months(), series.values[series.reported]
    found: list[tuple[int, int, float, float]] = []
    for i, gap in _gaps(values):
        if _touched(series, months[max(0, i - AFTER)], months[i + AFTER - 1]):
            continue
        old = float(np.median(values[max(0, i - AFTER) : i]))
        new = float(np.median(values[i : i + AFTER]))
        if max(old, new) >= max(MIN_LEVEL, SHIFT_RATIO * min(old, new)):
            found.append((i, gap, old, new))
    best = [
        hit
        for hit in found
        if all(hit[1] > o[1] or o is hit for o in found if abs(o[0] - hit[0]) < AFTER)
    ]
    return [(months[i], old, new) for i, _, old, new in best]


def _gaps(values: IntArray) -> list[tuple[int, int]]:
    """Return where all figures before a place are apart from all after it, and how far."""
    listed: list[int] = values.tolist()  # for a dozen, Python takes a quarter of NumPy's time
    found = []
    for i in range(BEFORE, len(listed) - AFTER + 1):
        before, after = listed[max(0, i - AFTER) : i], listed[i : i + AFTER]
        gap = max(min(after) - max(before), min(before) - max(after))
        if gap > 0:
            found.append((i, gap))
    return found


def _touched(series: Series, first: Month, last: Month) -> bool:
    return any(known.splits(first, last) for known in series.source.breaks)


def _spans(months: Iterable[Month]) -> str:
    """Return months in words, neighbours drawn together: `2021-12 to 2022-06, 2023-02`."""
    runs: list[list[Month]] = []
    for month in months:
        if runs and month - runs[-1][-1] == 1:
            runs[-1].append(month)
        else:
            runs.append([month])
    return ", ".join(str(r[0]) if len(r) == 1 else f"{r[0]} to {r[-1]}" for r in runs)
