"""Points with a stated kind of coordinates, and the distances between them in metres.

What belongs here: what coordinates may be, and distance. What does not: pairs of points, which are
in `close_pairs`.
"""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

import attrs
import numpy as np
from numpy.typing import ArrayLike

from safetykit.errors import InputError
from safetykit.stats._inputs import refuse_where, require_choice, require_numbers
from safetykit.stats.estimate import CheckResult, FloatArray, IntArray

__all__ = ["CoordinateKind", "Metric", "Places", "require_places"]

CoordinateKind: TypeAlias = Literal["projected", "great_circle"]
Metric: TypeAlias = Literal["euclidean", "manhattan"]

EARTH_RADIUS_M: Final = 6_371_008.8  # the mean radius of the WGS 84 ellipsoid


@attrs.frozen(kw_only=True, eq=False)
class Places:
    """Points of one kind of coordinates."""

    points: FloatArray
    coordinates: CoordinateKind
    metric: Metric

    def __len__(self) -> int:
        return len(self.points)

    def distance(self, first: IntArray, second: IntArray) -> FloatArray:
        """Return the distance in metres between points, by their numbers."""
        one, other = self.points[first], self.points[second]
        if self.coordinates == "great_circle":
            return haversine(one, other)
        away = one - other
        if self.metric == "manhattan":
            return np.asarray(np.abs(away).sum(axis=-1))
        return np.asarray(np.sqrt((away * away).sum(axis=-1)))

    def in_space(self) -> FloatArray:
        """Return coordinates in which no straight line is longer than the distance."""
        if self.coordinates == "projected":
            return self.points
        longitude, latitude = np.radians(self.points).T
        ring = np.cos(latitude)
        axes = (ring * np.cos(longitude), ring * np.sin(longitude), np.sin(latitude))
        return EARTH_RADIUS_M * np.stack(axes, axis=-1)


def haversine(one: FloatArray, other: FloatArray) -> FloatArray:
    """Return the great-circle distance in metres between (longitude, latitude) in degrees."""
    one, other = np.radians(one), np.radians(other)
    half = np.sin((one - other) / 2.0) ** 2
    chord = half[..., 1] + np.cos(one[..., 1]) * np.cos(other[..., 1]) * half[..., 0]
    return np.asarray(2.0 * EARTH_RADIUS_M * np.arcsin(np.sqrt(np.minimum(chord, 1.0))))


def require_places(
    points: ArrayLike, coordinates: CoordinateKind, metric: Metric = "euclidean"
) -> Places:
    """Return points of shape (n, 2) whose coordinates can be what they are said to be."""
    require_choice("coordinates", coordinates, ("projected", "great_circle"))
    require_choice("metric", metric, ("euclidean", "manhattan"))
    if coordinates == "great_circle" and metric == "manhattan":
        hint = "Project the points to metres for street-block distance."
        raise InputError("metric", metric, "euclidean, for great-circle coordinates", hint=hint)
    array = require_numbers("points", points)
    if array.ndim != 2 or array.shape[1] != 2:
        raise InputError("points", array.shape, "points of shape (n, 2)")
    hint = "Leave out events without a place, and say how many they are."
    refuse_where(~np.isfinite(array), "points", array, "finite coordinates", hint=hint)
    if coordinates == "great_circle":
        limits = np.array([180.0, 90.0])
        expected = "degrees: longitude from -180 to 180, then latitude from -90 to 90"
        hint = "Metres east and north are coordinates='projected'."
        refuse_where(np.abs(array) > limits, "points", array, expected, hint=hint)
    return Places(points=array, coordinates=coordinates, metric=metric)


def degree_check(places: Places) -> tuple[CheckResult, ...]:
    """Say if coordinates that are said to be metres look like degrees."""
    small = (np.abs(places.points) <= np.array([180.0, 90.0])).all()
    whole = (places.points % 1 == 0).all()
    if places.coordinates == "great_circle" or not small or whole:
        return ()
    detail = "All coordinates could be degrees; they were taken as metres, as stated."
    return (CheckResult(name="looks_like_degrees", passed=None, detail=detail),)
