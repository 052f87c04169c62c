"""Where and when events cluster: near repeats, concentration, hot spots.

What belongs here: methods for points and for counts of places. What does not: maps, and reading
coordinates from files. Nothing here guesses what coordinates are: `projected` are metres east and
north, `great_circle` are degrees of longitude and latitude, in that order.

```text
places            what coordinates are, and distances between points
precision         what dates and points must carry before events may be paired
close_pairs       the pairs of points within a distance, without a table of all pairs
knox, near_repeat the Knox test, and its table of bands; mantel: Mantel's test
concentration     Lorenz curve, Gini, Theil, and the Gini for few events in many places
location_quotient the mix of crime of an area against that of all areas
neighbours        which places are neighbours
autocorrelation   Moran's I and Geary's C, also local; hot_spots: Getis-Ord Gi*
nearest           mean distance to the nearest neighbour
```
"""

from safetykit.stats.spacetime.autocorrelation import (
    LocalMoran,
    MoransI,
    local_morans_i,
    morans_i,
)
from safetykit.stats.spacetime.concentration import (
    Concentration,
    Inequality,
    crime_concentration,
    gini,
    lorenz_curve,
)
from safetykit.stats.spacetime.hot_spots import GiStar, getis_ord_gi_star
from safetykit.stats.spacetime.knox import KnoxTest, knox_test
from safetykit.stats.spacetime.location_quotient import location_quotient
from safetykit.stats.spacetime.mantel import MantelTest, mantel_test
from safetykit.stats.spacetime.near_repeat import NearRepeatTable, near_repeat_table
from safetykit.stats.spacetime.nearest import NearestNeighbour, average_nearest_neighbour
from safetykit.stats.spacetime.neighbours import Neighbours, make_neighbours, neighbours_within
from safetykit.stats.spacetime.places import CoordinateKind, Metric
from safetykit.stats.spacetime.precision import DatePrecision, PointPrecision

__all__ = [
    "Concentration",
    "CoordinateKind",
    "DatePrecision",
    "GiStar",
    "Inequality",
    "KnoxTest",
    "LocalMoran",
    "MantelTest",
    "Metric",
    "MoransI",
    "NearRepeatTable",
    "NearestNeighbour",
    "Neighbours",
    "PointPrecision",
    "average_nearest_neighbour",
    "crime_concentration",
    "getis_ord_gi_star",
    "gini",
    "knox_test",
    "local_morans_i",
    "location_quotient",
    "lorenz_curve",
    "make_neighbours",
    "mantel_test",
    "morans_i",
    "near_repeat_table",
    "neighbours_within",
]
