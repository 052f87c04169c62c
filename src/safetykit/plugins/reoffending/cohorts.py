"""The proven reoffending rate of a cohort, given only when its time has run.

What belongs here: the counting rules of the Ministry of Justice laid over the method of
`safetykit.stats.reoffending`. What does not: the method itself, and any figure of one person.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, SupportsFloat

from safetykit.content import require_date
from safetykit.errors import InputError

if TYPE_CHECKING:
    from safetykit.stats.reoffending import BinaryReoffending, Offender

__all__ = ["proven_reoffending", "rate_in_words"]

FEW: Final = 30


def proven_reoffending(
    cohort: Iterable[Offender],
    *,
    observed_until: dt.date,
    index_day_counts: bool | None = None,
    last_day_counts: bool | None = None,
) -> BinaryReoffending:
    """Return the proven reoffending of a cohort: 12 months of follow-up and 6 for the courts.

    Args:
        cohort: The offenders, each once, by a number and not by a name.
        observed_until: The last day on which convictions and cautions are known.
        index_day_counts: Whether an offence on the first day counts; asked for when it matters.
        last_day_counts: Whether the last day counts; asked for when it matters.

    Returns:
        The rate with its interval, reoffences per reoffender and per offender, and a decision
        for every offence.

    Raises:
        InputError: The 18 months of somebody in the cohort are not over, or the cohort cannot be
            used.

    References:
        Ministry of Justice, Guide to proven reoffending statistics.
    """
    from safetykit.stats.reoffending import CountingRules, binary_reoffending

    day = require_date("observed_until", observed_until)
    rules = CountingRules(index_day_counts=index_day_counts, last_day_counts=last_day_counts)
    found = binary_reoffending(cohort, rules=rules, observed_until=day)
    (over,) = [check for check in found.estimate.checks if check.name == "waiting_period_over"]
    if over.passed is not True:
        hint = f"The follow-up is incomplete, and the rate would be too low. {over.detail}"
        expected = "a day 18 months or more after the last index date"
        raise InputError("observed_until", day.isoformat(), expected, hint=hint)
    return found


def rate_in_words(found: BinaryReoffending, *, with_interval: bool = True) -> str:
    """Return the rate of a cohort in a sentence.

    Args:
        found: The result of `proven_reoffending`.
        with_interval: Whether the interval is stated; below 30 people it must be.

    Raises:
        InputError: The cohort is below 30 people and the interval is left out.
    """
    few = found.offenders < FEW
    if few and not with_interval:
        hint = "A rate of so few says little without the range that it could lie in."
        raise InputError("with_interval", False, f"True below {FEW} people", hint=hint)
    estimate = found.estimate
    words = f"{found.reoffenders} of {found.offenders} ({_percent(estimate.value)})"
    if with_interval:
        words += f"; the range is {_percent(estimate.low)} to {_percent(estimate.high)}"
    return f"{words} had a proven reoffence within a year."


def _percent(share: SupportsFloat) -> str:
    return f"{float(share) * 100:.0f}%"
