"""Units, approximate quantities and partly known time.

What belongs here: values that plans and records write down, as they write them: `Quantity`,
`Approx`, `PartialDate`, `Period`, `Month`, `Quarter`, `Cadence`, `Money`, exact `Threshold`s, the
three-valued `Answer` of comparing them, and the `Marking` that a document carries.
What does not: anything that reads a file or knows what a plan is. Only this package imports pint,
and only when a unit is converted.

The names are loaded when they are first used: who counts records needs a month and a marking.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from safetykit._late import late_names

if TYPE_CHECKING:
    from safetykit.quantities.answer import Answer
    from safetykit.quantities.approx import Approx
    from safetykit.quantities.cadence import Cadence
    from safetykit.quantities.marking import Marking
    from safetykit.quantities.money import Money
    from safetykit.quantities.months import MONTH_NAMES, Month, month_range
    from safetykit.quantities.qualifiers import ApproxKind
    from safetykit.quantities.quarter import Quarter
    from safetykit.quantities.threshold import Bound, Threshold
    from safetykit.quantities.time import PartialDate, Period
    from safetykit.quantities.unit_text import check_unit
    from safetykit.quantities.units import Quantity

__all__ = [
    "MONTH_NAMES",
    "Answer",
    "Approx",
    "ApproxKind",
    "Bound",
    "Cadence",
    "Marking",
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

_HOMES: Final = {
    "answer": ("Answer",),
    "approx": ("Approx",),
    "cadence": ("Cadence",),
    "marking": ("Marking",),
    "money": ("Money",),
    "months": ("MONTH_NAMES", "Month", "month_range"),
    "qualifiers": ("ApproxKind",),
    "quarter": ("Quarter",),
    "threshold": ("Bound", "Threshold"),
    "time": ("PartialDate", "Period"),
    "unit_text": ("check_unit",),
    "units": ("Quantity",),
}

if not TYPE_CHECKING:  # to a type checker, a name that is not listed is an error
    __getattr__, __dir__ = late_names(__name__, _HOMES, __all__)
