"""Which places are neighbours of each other.

What belongs here: lists of neighbours and their sums. What does not: what is asked of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, Literal, TypeAlias

import attrs
import numpy as np
from numpy.typing import ArrayLike

from safetykit.errors import InputError
from safetykit.stats._inputs import require_choice, require_reported
from safetykit.stats.estimate import CheckResult, FloatArray, IntArray
from safetykit.stats.spacetime.close_pairs import find_close_pairs
from safetykit.stats.spacetime.knox import require_threshold
from safetykit.stats.spacetime.places import CoordinateKind, require_places

__all__ = ["Neighbours", "WeightStyle", "make_neighbours", "neighbours_within"]

WeightStyle: TypeAlias = Literal["row", "binary"]

ROUNDING: Final = 1e-12


@attrs.frozen(kw_only=True, eq=False)
class Neighbours:
    """The neighbours of each place, as pairs "place has neighbour", sorted; none is its own.

    Attributes:
        n: How many places there are, numbered from 0.
        place: (links,) the place of each link.
        neighbour: (links,) its neighbour.
    """

    n: int
    place: IntArray
    neighbour: IntArray

    @property
    def counts(self) -> IntArray:
        """(n,) how many neighbours each place has."""
        return np.bincount(self.place, minlength=self.n)

    def weights(self, style: WeightStyle) -> FloatArray:
        """Return (links,) weights: 1 each, or `row` standardised so that each place's sum to 1."""
        require_choice("style", style, ("row", "binary"))
        ones = np.ones(self.place.size)
        return ones if style == "binary" else ones / self.counts[self.place]

    def sums(self, values: FloatArray, weights: FloatArray) -> FloatArray:
        """Return (n,) the weighted sum of each place's neighbours' values."""
        return np.bincount(self.place, weights * values[self.neighbour], self.n).astype(np.float64)

    def back(self, weights: FloatArray) -> FloatArray:
        """Return (links,) the weight of the link in the other direction, 0 where there is none."""
        there = self.place * self.n + self.neighbour
        wanted = self.neighbour * self.n + self.place
        at = np.minimum(np.searchsorted(there, wanted), max(there.size - 1, 0))
        return np.where(there[at] == wanted, weights[at], 0.0) if there.size else weights


def make_neighbours(lists: Iterable[Sequence[int]]) -> Neighbours:
    """Return neighbours from one list for each place, of the numbers of its neighbours from 0.

    Args:
        lists: For each place, its neighbours; a place may have none.

    Returns:
        The neighbours.

    Raises:
        InputError: A number is not that of another place, or is there twice.

    Examples:
        >>> make_neighbours([[1], [0, 2], [1]]).counts.tolist()
        [1, 2, 1]
    """
    rows = [list(row) for row in lists]
    for place, row in enumerate(rows):
        field = f"lists[{place}]"
        if len(set(row)) != len(row) or place in row:
            raise InputError(field, row, "each neighbour once, and not the place itself")
        if not all(i in range(len(rows)) for i in row):
            hint = "Numbers start at 0."
            raise InputError(field, row, f"whole numbers from 0 to {len(rows) - 1}", hint=hint)
    owner = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    neighbour = np.array([i for row in rows for i in sorted(row)], dtype=np.int64)
    return Neighbours(n=len(rows), place=owner, neighbour=neighbour)


def neighbours_within(
    points: ArrayLike, max_distance_m: float, *, coordinates: CoordinateKind
) -> Neighbours:
    """Return as neighbours the places at most so far apart.

    Args:
        points: (n, 2) coordinates, of the middles of areas for example.
        max_distance_m: The distance in metres, 0 or more, itself included.
        coordinates: `projected` for metres, `great_circle` for degrees (longitude, latitude).

    Returns:
        The neighbours; places farther than that from all others have none.

    Raises:
        InputError: Points are not finite, or cannot be degrees; the distance is negative.

    Examples:
        >>> near = neighbours_within([[0, 0], [10, 0], [90, 0]], 20, coordinates="projected")
        >>> near.counts.tolist()
        [1, 1, 0]
    """
    places = require_places(points, coordinates)
    distance = require_threshold("max_distance_m", max_distance_m)
    pairs = find_close_pairs("neighbours within a distance", places, distance)
    place = np.concatenate([pairs.first, pairs.second]).astype(np.int64)
    neighbour = np.concatenate([pairs.second, pairs.first]).astype(np.int64)
    order = np.lexsort((neighbour, place))
    return Neighbours(n=len(places), place=place[order], neighbour=neighbour[order])


def require_values(values: ArrayLike, neighbours: Neighbours, *, minimum: int) -> FloatArray:
    """Return one finite value for each place, of at least so many places."""
    array = require_reported("values", values)
    if array.shape != (neighbours.n,):
        raise InputError("values", array.shape, f"one value for each of {neighbours.n} places")
    if neighbours.n < minimum:
        raise InputError("values", neighbours.n, f"{minimum} places or more")
    if np.isnan(array).any():
        hint = "Leave out the place, also as a neighbour."
        raise InputError("values", np.nan, "a value for every place", hint=hint)
    return array


def are_same(values: FloatArray) -> bool:
    """Return whether all values are equal; a difference of rounding size counts as none."""
    return bool(np.ptp(values) <= ROUNDING * np.abs(values).max())


def island_check(neighbours: Neighbours) -> tuple[CheckResult, ...]:
    """Say how many places have no neighbour."""
    alone = int((neighbours.counts == 0).sum())
    if not alone:
        return ()
    detail = (
        f"{alone} of {neighbours.n} places have no neighbour; they count as places all the same."
    )
    return (CheckResult(name="every_place_has_neighbours", passed=False, detail=detail),)


SAME_VALUES: Final = CheckResult(
    name="values_differ", passed=False, detail="All values are equal: there is nothing to compare."
)
