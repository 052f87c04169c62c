"""Help for other people's tests.

What belongs here: data with known answers, strategies for Hypothesis, the contract that a toolkit
module keeps, fixtures for pytest, and comparisons with a tolerance. What does not: tests of
safetykit itself.

Names are loaded when they are first used: pytest and Hypothesis look into this package in every
process, whether or not it tests anything of safetykit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from safetykit._late import late_names

if TYPE_CHECKING:
    from safetykit.testing.closeness import assert_close
    from safetykit.testing.contract import ModuleContract
    from safetykit.testing.named import draw_named
    from safetykit.testing.police_uk import (
        FileStyle,
        KnownAnswers,
        StreetPlan,
        plan_street_rows,
        write_police_uk_tree,
    )

__all__ = [
    "FileStyle",
    "KnownAnswers",
    "ModuleContract",
    "StreetPlan",
    "assert_close",
    "draw_named",
    "plan_street_rows",
    "write_police_uk_tree",
]

_HOMES: Final = {
    "closeness": ("assert_close",),
    "contract": ("ModuleContract",),
    "named": ("draw_named",),
    "police_uk": (
        "FileStyle",
        "KnownAnswers",
        "StreetPlan",
        "plan_street_rows",
        "write_police_uk_tree",
    ),
}

if not TYPE_CHECKING:  # to a type checker, a name that is not listed is an error
    __getattr__, __dir__ = late_names(__name__, _HOMES, __all__)
