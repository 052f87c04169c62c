"""Look at the points of records: longitude and latitude that cannot be in the United Kingdom.

What belongs here: what to ask of the columns, and the finding. What does not: where a point is; to
know in which area it lies takes the area's boundary.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from safetykit.records.adding import AddedUp
from safetykit.records.quality import QualityCode, QualityFinding
from safetykit.records.query import Between, Filled

__all__ = ["POINT_MEASURES", "findings_of_points"]

NORTH: Final = (49.0, 61.0)  # Scilly to Shetland
EAST: Final = (-9.0, 2.0)  # Fermanagh to Lowestoft
METRES: Final = (1_000.0, 1_300_000.0)  # of the National Grid

_COLUMNS: Final = (("Latitude", NORTH, EAST), ("Longitude", EAST, NORTH))  # its own, the other's
POINT_MEASURES: Final = tuple(
    measure
    for column, own, other in _COLUMNS
    for measure in (
        Filled(column),
        Between(column, *own),
        Between(column, 0.0, 0.0),
        Between(column, *other),
        Between(column, *METRES),
    )
)
_EACH: Final = len(POINT_MEASURES) // len(_COLUMNS)


def findings_of_points(sums: AddedUp) -> tuple[QualityFinding, ...]:
    """Return what is odd about the points, of which the measures after the first tell."""
    numbers = [int(n) for n in sums.measured[1:]]
    parts = (numbers[i : i + _EACH] for i in range(0, len(numbers), _EACH))
    return (
        *_findings("latitude", "longitude", NORTH, next(parts)),
        *_findings("longitude", "latitude", EAST, next(parts)),
    )


def _findings(
    word: str, other: str, bounds: tuple[float, float], numbers: Sequence[int]
) -> Iterator[QualityFinding]:
    filled, inside, nought, swapped, metres = numbers
    if word == "latitude":
        swapped -= nought  # 0 is a longitude of the Kingdom, at Greenwich
    else:
        nought = 0
    if filled == inside:
        return
    low, high = bounds
    kinds = (
        (nought, "0"),
        (swapped, f"what a {other} is (the columns may be swapped)"),
        (metres, "metres of a grid"),
        (
            filled - inside - nought - swapped - metres,
            f"something else outside {low:g} to {high:g} degrees",
        ),
    )
    said = "; ".join(f"{n:,} {words}" for n, words in kinds if n)
    yield QualityFinding(
        code=QualityCode.COORDINATES,
        message=f"Of {filled:,} rows that state a {word}, {filled - inside:,} state one that is "
        f"not in the United Kingdom: {said}. They were counted by their small area, not by their "
        "point.",
        rows=filled - inside,
    )
