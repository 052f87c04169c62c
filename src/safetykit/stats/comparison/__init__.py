"""Comparison: treated units against others over time.

What belongs here: difference in differences, synthetic control and calibrated control. What does
not: one series without others, which is in `interrupted`, and effects on the ring around a place,
which are in `displacement`.

```text
means         difference in differences of groups, and of the changes of units
panels        two-way fixed effects of a balanced panel, and the event study that checks them;
              panel_fits: their numbers
synthetic     synthetic control with V fixed or searched; simplex: its weights; placebo_units
calibration   many control areas weighted to match the treated in total
```
"""

from safetykit.stats.comparison.calibration import CalibratedControl, calibrated_control
from safetykit.stats.comparison.means import (
    DifferenceInDifferences,
    difference_in_differences,
    difference_of_changes,
)
from safetykit.stats.comparison.panels import (
    EventStudy,
    PanelDifference,
    difference_in_differences_panel,
    event_study,
)
from safetykit.stats.comparison.placebo_units import synthetic_control_placebos
from safetykit.stats.comparison.synthetic import SyntheticControl, synthetic_control

__all__ = [
    "CalibratedControl",
    "DifferenceInDifferences",
    "EventStudy",
    "PanelDifference",
    "SyntheticControl",
    "calibrated_control",
    "difference_in_differences",
    "difference_in_differences_panel",
    "difference_of_changes",
    "event_study",
    "synthetic_control",
    "synthetic_control_placebos",
]
