"""Who offends again, and how soon.

What belongs here: the share who stay free of a proven reoffence over time, the comparison of
groups, and the binary rate with its counting rules. What does not: what may have caused it, and
risk scores of persons.

```text
survival   kaplan_meier: the share without an event by time
log_rank   log_rank_test: whether groups differ
binary     binary_reoffending: a follow-up, a waiting period, and rules that are said
```
"""

from safetykit.stats.reoffending.binary import (
    BinaryReoffending,
    CountingRules,
    Decision,
    Offender,
    Reoffence,
    binary_reoffending,
)
from safetykit.stats.reoffending.log_rank import LogRank, log_rank_test
from safetykit.stats.reoffending.survival import SurvivalCurve, kaplan_meier

__all__ = [
    "BinaryReoffending",
    "CountingRules",
    "Decision",
    "LogRank",
    "Offender",
    "Reoffence",
    "SurvivalCurve",
    "binary_reoffending",
    "kaplan_meier",
    "log_rank_test",
]
