"""Ranked shares of one whole: their order, their ranks, and what is left for the others.

A rank that is left out is no fault: a plan may name the largest part and the third.
"""

from __future__ import annotations

import datetime as dt
import itertools
import math
from collections.abc import Iterable, Iterator
from typing import Final

from safetykit.evaluation.findings import Check, Family, Finding, Severity
from safetykit.evaluation.rules.asking import Ask, contradiction
from safetykit.model import Claim, Plan
from safetykit.quantities import Approx

__all__ = ["check_ranks"]

TABLE: Final = "The table that the shares were taken from."
FILL: Final = Ask(
    code="SK-A104",
    title="leave a rest that the remaining parts cannot fill",
    of="sets of ranked shares",
    family=Family.NUMBERS,
    severity=Severity.ERROR,
)
RANK: Final = Ask(
    code="SK-A105",
    title="are not in the order of their ranks",
    of="sets of ranked shares",
    family=Family.NUMBERS,
    severity=Severity.ERROR,
)
PLACE: Final = Ask(
    code="SK-A128",
    title="give one rank to unlike shares, or a rank beyond the last part",
    of="sets of ranked shares",
    family=Family.NUMBERS,
    severity=Severity.ERROR,
)


def check_ranks(plan: Plan, *, as_of: dt.date) -> Iterable[Check]:  # noqa: ARG001  a Rule
    """Lay the shares of each whole beside their ranks."""
    wholes = list(_wholes(plan))
    ranked = [parts for parts in wholes if _number_of_parts(parts)]
    return (
        FILL.check(len(ranked), (f for parts in ranked for f in _unfilled(plan, parts))),
        RANK.check(len(wholes), (f for parts in wholes for f in _misordered(plan, parts))),
        PLACE.check(len(wholes), (f for parts in wholes for f in _misplaced(plan, parts))),
    )


def _wholes(plan: Plan) -> Iterator[list[Claim]]:
    """Yield the ranked shares of each whole at each time, in the order of their ranks."""
    ranked = [c for c in plan.claims if c.whole and c.rank]
    for key in dict.fromkeys((c.whole, c.when) for c in ranked):
        parts = [c for c in ranked if (c.whole, c.when) == key]
        if len(parts) > 1:
            yield sorted(parts, key=lambda c: c.rank or 0)


def _unfilled(plan: Plan, parts: list[Claim]) -> Iterator[Finding]:
    """Find shares that leave more than the parts ranked below them can hold."""
    last, total = parts[-1], Approx.exact(0)
    least_share = last.value.usual()
    for claim in parts:
        total += claim.value.usual()
    remaining = _number_of_parts(parts) - len(parts)
    if remaining < 0 or not math.isfinite(total.high):
        return
    rest, room = 100 - total.high, remaining * least_share.high
    if rest <= room:
        return
    least = (rest + least_share.low) / (remaining + 1)
    yield contradiction(
        plan,
        FILL,
        last,
        message=f"The {len(parts)} largest shares add up to {total.mid:.2f}%. The other "
        f"{remaining} parts are each below {last.value}, so they fill at most {room:.2f}% of the "
        f"{rest:.2f}% that is left.",
        hint=f"A share of rank {last.rank} must be at least {least:.2f}%: look for a lost digit.",
        settled="The table that the shares were taken from, or the records themselves.",
    )


def _number_of_parts(parts: list[Claim]) -> int:
    """Return how many parts a whole has; 0 if the ranks leave a gap, or nothing says so."""
    complete = [c.rank for c in parts] == list(range(1, len(parts) + 1))
    return max((c.parts or 0 for c in parts), default=0) if complete else 0


def _misordered(plan: Plan, parts: list[Claim]) -> Iterator[Finding]:
    said = [
        (
            below,
            f"{below.value} has rank {below.rank} but is more than {above.value}, which has rank "
            f"{above.rank}.",
        )
        for above, below in itertools.pairwise(parts)
        if above.rank != below.rank and above.value.high < below.value.low
    ]
    yield from _told(plan, RANK, said, "Correct the ranks or the shares.")


def _misplaced(plan: Plan, parts: list[Claim]) -> Iterator[Finding]:
    """Find a rank that two unlike shares have, and one that is higher than the parts are many."""
    number = max((c.parts or 0 for c in parts), default=0)
    twice = [
        (other, f"{one.value} and {other.value} both have rank {one.rank}.")
        for one, other in itertools.pairwise(parts)
        if one.rank == other.rank and not one.value.usual().overlaps(other.value.usual())
    ]
    beyond = [
        (part, f"{part.value} has rank {part.rank}, and the whole has {number} parts.")
        for part in parts
        if number and (part.rank or 0) > number
    ]
    hints = ["Correct the rank of one; only equal shares have one rank."] if twice else []
    hints += ["Correct the rank or the number of parts."] if beyond else []
    yield from _told(plan, PLACE, [*twice, *beyond], " ".join(hints))


def _told(plan: Plan, ask: Ask, said: list[tuple[Claim, str]], hint: str) -> Iterator[Finding]:
    """Yield all that is said of one set as one finding, at the first share that it is said of."""
    if said:
        message = " ".join(text for _, text in said)
        yield contradiction(plan, ask, said[0][0], message=message, hint=hint, settled=TABLE)
