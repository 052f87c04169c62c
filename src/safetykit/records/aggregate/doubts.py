"""Figures that can be read and do not look right: above their base, or on another base than before.

What belongs here: what is found by laying a figure beside its denominator, and a denominator beside
the one before. What does not: what is refused (`reading`, `revisions`), and what came when
(`remarks`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Final, TypeAlias

from safetykit.records.aggregate.figures import Figure, Key
from safetykit.records.aggregate.revisions import Settled
from safetykit.records.quality import QualityCode, QualityFinding

__all__ = ["doubtful"]

Cells: TypeAlias = Mapping[Key, Settled]
TENFOLD: Final = 10


def doubtful(settled: Cells) -> tuple[QualityFinding, ...]:
    """Return what does not look right about figures that were accepted."""
    return (*_above_base(settled), *_base_shift(settled), *_two_owners(settled))


def _above_base(settled: Cells) -> Iterator[QualityFinding]:
    """Yield the series in which more were counted than there were."""
    for (area, group), figures in _series(settled):
        over = [f for f in figures if f.base is not None and (f.value.count or 0) > f.base]
        if over:
            told = "; ".join(f"{f.span.words}: {f.value.words} of {f.base:,g}" for f in over)
            message = (
                f"More were counted than there were, so it is no share: {told}. It stands, and no "
                "share is made of it."
            )
            yield _finding(QualityCode.ABOVE_BASE, message, area, group, over)


def _base_shift(settled: Cells) -> Iterator[QualityFinding]:
    """Yield the series whose denominator is ten times, or a tenth of, the one before."""
    for (area, group), figures in _series(settled):
        based = [f for f in figures if f.base is not None]
        shifts = [(a, b) for a, b in pairwise(based) if _times(a, b) >= TENFOLD]
        if shifts:
            told = "; ".join(
                f"{a.base:,g} in {a.span.words} and {b.base:,g} in {b.span.words}"
                for a, b in shifts
            )
            message = f"The denominator changed tenfold or more: {told}. Ask what it counts."
            yield _finding(QualityCode.BASE_SHIFT, message, area, group, [b for _, b in shifts])


def _times(one: Figure, other: Figure) -> float:
    sizes = sorted((one.base or 1.0, other.base or 1.0))
    return sizes[1] / sizes[0]


def _two_owners(settled: Cells) -> Iterator[QualityFinding]:
    """Yield the cells for which more than one body sent a figure."""
    for (span, area, group), cell in sorted(settled.items(), key=lambda item: item[0]):
        spoken = [f for f in (*cell.passed, cell.figure) if not f.says_nothing]
        owners = list(dict.fromkeys(f.owner for f in sorted(spoken, key=lambda f: f.received)))
        if len({owner.casefold() for owner in owners}) > 1:
            message = (
                f"{span.words}: sent by {' and by '.join(owners)}; what {cell.figure.owner} sent "
                f"stands, {cell.figure.value.words}."
            )
            yield _finding(QualityCode.TWO_OWNERS, message, area, group, [cell.figure])


def _series(settled: Cells) -> Iterator[tuple[tuple[str, str], list[Figure]]]:
    """Yield each area and indicator with the figures that state a number, in order of time."""
    found: defaultdict[tuple[str, str], list[Figure]] = defaultdict(list)
    for key in sorted(settled):
        if settled[key].figure.value.count is not None:
            found[key[1], key[2]].append(settled[key].figure)
    yield from sorted(found.items())


def _finding(
    code: QualityCode, message: str, area: str, group: str, figures: list[Figure]
) -> QualityFinding:
    return QualityFinding(
        code=code,
        message=message,
        months=tuple(figure.span.first for figure in figures),
        area=area,
        group=group,
        rows=len(figures),
    )
