"""What may be published: the one place that every face asks before it shows an evaluation.

What belongs here: which figures are hidden, what is said of them, the protective marking, and the
search for personal data in free text. What does not: the methods on tables, which are in
`safetykit.stats.disclosure`, and how a page looks.

A face never shows an `Evaluation`. It calls `prepare`, and shows what the `Publishable` holds:

```python
def to_some_format(result: Evaluation | Publishable) -> str:
    ready = prepare(result)
    ...  # ready.evaluation, ready.cautions, ready.marking, ready.hidden_months(result)
```

`prepare` returns a `Publishable` as it is, so it may be called twice. Names that need numpy are
loaded when they are first used: the search for personal data does not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from safetykit._late import late_names
from safetykit.extras import need

if TYPE_CHECKING:
    from safetykit.evaluation.disclosure.personal_data import (
        PersonalData,
        PersonalDataKind,
        find_in_text,
        find_personal_data,
    )
    from safetykit.evaluation.disclosure.points import CoarsePoint, coarse_points
    from safetykit.evaluation.disclosure.policy import DisclosurePolicy
    from safetykit.evaluation.disclosure.publishable import Publishable, prepare

__all__ = [
    "CoarsePoint",
    "DisclosurePolicy",
    "PersonalData",
    "PersonalDataKind",
    "Publishable",
    "coarse_points",
    "find_in_text",
    "find_personal_data",
    "prepare",
]

_HOMES: Final = {
    "personal_data": ("PersonalData", "PersonalDataKind", "find_in_text", "find_personal_data"),
    "points": ("CoarsePoint", "coarse_points"),
    "policy": ("DisclosurePolicy",),
    "publishable": ("Publishable", "prepare"),
}


def _need_numpy(home: str) -> None:
    if home != "personal_data":
        need("numpy", wanted_by="Publishing an evaluation")


if not TYPE_CHECKING:  # to a type checker, a name that is not listed is an error
    __getattr__, __dir__ = late_names(__name__, _HOMES, __all__, before=_need_numpy)
