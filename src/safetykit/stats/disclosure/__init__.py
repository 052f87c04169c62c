"""Small counts that must not be found out: suppression, rounding, and attacks on both.

What belongs here: methods that hide small counts in tables with totals, and that try to find them
again. What does not: the decision which data need it, and the marks that a page shows.

```text
tables       LinkedTables: cells and what adds up to what
suppression  which cells to hide; search: how the second ones are chosen
attack       what a reader could find out by subtraction and by linear programming
unknowns     the hidden cells as unknowns, and how far each can go
rounding     to a base and at random; the difference of overlapping areas
controlled   rounded tables that still add up
```

A count of 1 to the threshold less 1 is small. The threshold can be raised, and not lowered below
`DEFAULT_THRESHOLD`. A count of 0 is shown.
"""

from safetykit.stats.disclosure.attack import (
    Attack,
    attack_by_differencing,
    attack_by_linear_programming,
    narrowed_cells,
)
from safetykit.stats.disclosure.controlled import ControlledRounding, check_controlled_rounding
from safetykit.stats.disclosure.rounding import (
    AreaDifference,
    RandomRounding,
    check_area_difference,
    random_rounding_distribution,
    round_at_random,
    round_to_base,
    suppress_and_round,
)
from safetykit.stats.disclosure.suppression import (
    DEFAULT_THRESHOLD,
    Suppression,
    primary_suppression,
    suppress,
)
from safetykit.stats.disclosure.tables import LinkedTables, cell_name, link_tables, make_table

__all__ = [
    "DEFAULT_THRESHOLD",
    "AreaDifference",
    "Attack",
    "ControlledRounding",
    "LinkedTables",
    "RandomRounding",
    "Suppression",
    "attack_by_differencing",
    "attack_by_linear_programming",
    "cell_name",
    "check_area_difference",
    "check_controlled_rounding",
    "link_tables",
    "make_table",
    "narrowed_cells",
    "primary_suppression",
    "random_rounding_distribution",
    "round_at_random",
    "round_to_base",
    "suppress",
    "suppress_and_round",
]
