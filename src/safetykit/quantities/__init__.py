"""Units, approximate quantities and partly known time.

What belongs here: values that plans write down, as they write them: `Quantity`, `Approx`,
`PartialDate`, `Period`, `Month`, `Quarter`, `Cadence`, `Money`, exact `Threshold`s, and the
three-valued `Answer` of comparing them.
What does not: anything that reads a file or knows what a plan is. Only this package imports pint,
and only when a unit is converted.
"""

from safetykit.quantities.answer import Answer
from safetykit.quantities.approx import Approx, ApproxKind
from safetykit.quantities.cadence import Cadence
from safetykit.quantities.money import Money
from safetykit.quantities.quarter import Quarter
from safetykit.quantities.threshold import Bound, Threshold
from safetykit.quantities.time import MONTH_NAMES, Month, PartialDate, Period, month_range
from safetykit.quantities.units import Quantity, check_unit

__all__ = [
    "MONTH_NAMES",
    "Answer",
    "Approx",
    "ApproxKind",
    "Bound",
    "Cadence",
    "Money",
    "Month",
    "PartialDate",
    "Period",
    "Quantity",
    "Quarter",
    "Threshold",
    "check_unit",
    "month_range",
]
