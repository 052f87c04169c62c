"""Areas by their codes: look-ups as published, editions of boundaries, and sums over small areas.

What belongs here: codes, names and what lies in what, read from files that the caller names; no
look-up is shipped. What does not: points and shapes. A point is not tried against a box around an
area: the box holds neighbours too, so it would clear points that lie outside.

```text
lookups    AreaLookup, read_lookup: a file of codes as a statistics office publishes it
vintages   vintage_of, check_vintages: which edition of boundaries codes are of
changes    carry_over: counts on old boundaries, brought to new ones where that can be done
rolling    roll_up: counts of small areas summed to larger ones
```
"""

from safetykit.records.areas.changes import BoundaryChange, boundary_changes, carry_over
from safetykit.records.areas.lookups import AreaLevel, AreaLookup, read_lookup
from safetykit.records.areas.rolling import UNPLACED, roll_up
from safetykit.records.areas.vintages import (
    Vintage,
    VintageCount,
    check_vintages,
    codes_by_month,
    vintage_of,
)

__all__ = [
    "UNPLACED",
    "AreaLevel",
    "AreaLookup",
    "BoundaryChange",
    "Vintage",
    "VintageCount",
    "boundary_changes",
    "carry_over",
    "check_vintages",
    "codes_by_month",
    "read_lookup",
    "roll_up",
    "vintage_of",
]
