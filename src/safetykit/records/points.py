"""Look at the points of records: longitude and latitude that cannot be in the United Kingdom.

What belongs here: what to ask of the columns, and the finding. What does not: where a point is; to
know in which area it lies takes the area's boundary.
"""

from __future__ import annotations

from typing import Final

from safetykit.records.adding import AddedUp
from safetykit.records.quality import QualityCode, QualityFinding
from safetykit.records.query import Between, Filled

__all__ = ["POINT_MEASURES", "findings_of_points"]

NORTH: Final = (49.0, 61.0)  # Scilly to Shetland
EAST: Final = (-9.0, 2.0)  # Fermanagh to Lowestoft
METRES: Final = (1_000.0, 1_300_000.0)  # of the National Grid

POINT_MEASURES: Final = (
    Filled("Latitude"),
    Between("Latitude", *NORTH),
    Between("Latitude", 0.0, 0.0),
    Between("Latitude", *EAST),
    Between("Latitude", *METRES),
)


def findings_of_points(sums: AddedUp) -> tuple[QualityFinding, ...]:
    """Return what is odd about the latitudes, of which the measures after the first tell."""
    filled, inside, nought, swapped, metres = (int(n) for n in sums.measured[1:])
    swapped -= nought
    if filled == inside:
        return ()
    kinds = (
        (nought, "0"),
        (swapped, "what a longitude is (the columns may be swapped)"),
        (metres, "metres of a grid"),
        (filled - inside - nought - swapped - metres, "something else outside 49 to 61 degrees"),
    )
    said = "; ".join(f"{n:,} {words}" for n, words in kinds if n)
    return (
        QualityFinding(
            code=QualityCode.COORDINATES,
            message=f"Of {filled:,} rows that state a latitude, {filled - inside:,} state one that "
            f"is not in the United Kingdom: {said}. They were counted by their small area, not by "
            "their point.",
            rows=filled - inside,
        ),
    )
