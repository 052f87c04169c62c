"""The number audit: every stated number against the others, with what its words allow.

Each rule answers from the bounds of `Approx`. A contradiction is reported only where no values
within the bounds agree; "over 383,000" is given the closed reading of an everyday reader.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator
from typing import Final

from safetykit.evaluation.findings import Check, Family, Finding, Severity
from safetykit.model import Claim, Plan
from safetykit.quantities import Approx

__all__ = ["check_numbers"]

SAME: Final = "SK-A101"
SHARE: Final = "SK-A102"
CHANGE: Final = "SK-A103"
FILL: Final = "SK-A104"
RANK: Final = "SK-A105"


def check_numbers(plan: Plan, *, as_of: dt.date) -> Iterable[Check]:  # noqa: ARG001  a Rule
    """Recompute stated numbers from each other."""
    pairs = list(_pairs(plan))
    shares = [c for c in plan.claims if c.share_of and c.at_most]
    changes = [c for c in plan.claims if c.change]
    wholes = list(_wholes(plan))
    return (
        _check(
            SAME,
            "disagree with each other",
            "pairs of figures for one thing",
            len(pairs),
            (f for a, b in pairs for f in _disagreement(plan, a, b)),
        ),
        _check(
            SHARE,
            "give more than there can be",
            "shares with a stated limit",
            len(shares),
            (f for c in shares for f in _excess(plan, c)),
        ),
        _check(
            CHANGE,
            "do not fit the amounts beside them",
            "percentage changes",
            len(changes),
            (f for c in changes for f in _misfit(plan, c)),
        ),
        _check(
            FILL,
            "leave a rest that the remaining parts cannot fill",
            "sets of ranked shares",
            len(wholes),
            (f for parts in wholes for f in _unfilled(plan, parts)),
        ),
        _check(
            RANK,
            "are not in the order of their ranks",
            "sets of ranked shares",
            len(wholes),
            (f for parts in wholes for f in _misordered(plan, parts)),
        ),
    )


def _check(code: str, title: str, of: str, checked: int, found: Iterator[Finding]) -> Check:
    return Check(
        code=code, title=title, family=Family.NUMBERS, of=of, checked=checked, findings=tuple(found)
    )


def _error(
    plan: Plan, code: str, claim: Claim, *, message: str, hint: str, settled: str
) -> Finding:
    return Finding(
        code=code,
        severity=Severity.ERROR,
        place=plan.place("claims", plan.claims.index(claim)),
        subject=claim.id,
        message=message,
        hint=hint,
        settled_by=settled,
    )


def _pairs(plan: Plan) -> Iterator[tuple[Claim, Claim]]:
    """Yield each two claims about one subject, in one unit and for one time.

    A figure for a time that is lost or of its own, such as a forecast, is not compared.
    """
    for a, b in itertools.combinations(plan.claims, 2):
        same = (a.subject, a.unit, a.when) == (b.subject, b.unit, b.when)
        if same and a.value.percent == b.value.percent and (a.when is None or a.when.known):
            yield a, b


def _disagreement(plan: Plan, a: Claim, b: Claim) -> Iterator[Finding]:
    if a.value.usual().overlaps(b.value.usual()):
        return
    yield _error(
        plan,
        SAME,
        b,
        message=f"{b.subject}: “{b.value}” here and “{a.value}” elsewhere cannot both be right "
        f"({_bounds(b.value)} against {_bounds(a.value)}).",
        hint=f"State one figure with its year and source, or say how the two differ ({a.id}).",
        settled="The source and the year of each figure.",
    )


def _excess(plan: Plan, claim: Claim) -> Iterator[Finding]:
    """Find shares that exceed their limit on every figure that the plan states for their base."""
    base, limit = plan.claim(claim.share_of or ""), plan.claim(claim.at_most or "")
    share, most = claim.value.share(), limit.value.usual()
    bases = [c.value.usual() for c in plan.claims if c.subject == base.subject and c.value.known]
    numbers = sorted(share.mid * b.stated for b in bases)
    if not numbers or numbers[0] <= most.high:
        return
    shown = " to ".join(dict.fromkeys(f"{number:,.0f}" for number in numbers))
    yield _error(
        plan,
        SHARE,
        claim,
        message=f"{claim.value} of the {base.subject} is {shown}, more than "
        f"{limit.value} {limit.subject}. {claim.at_most_because}".strip(),
        hint=f"If the share is of the {limit.subject}, it is about {(share * most).mid:,.0f}: say "
        "of what it is a share.",
        settled="The table that the percentage was taken from.",
    )


def _misfit(plan: Plan, claim: Claim) -> Iterator[Finding]:
    change = claim.change
    if change is None or change.amount is None or not (change.after or change.before):
        return
    amount = plan.claim(change.amount).value.usual()
    implied_before = amount / claim.value.share()
    if change.before:
        stated, implied, when = plan.claim(change.before), implied_before, "before"
    else:
        stated, implied, when = plan.claim(change.after or ""), implied_before + amount, "after"
    if implied.overlaps(stated.value.usual()):
        return
    base = 100 * amount.stated / claim.value.stated
    yield _error(
        plan,
        CHANGE,
        claim,
        message=f"A change of {claim.value} that amounts to {amount} means {_bounds(implied)} "
        f"{when} it, but the plan states {stated.value} ({stated.id}).",
        hint=f"{amount} is {claim.value} of {base:,.0f}, which would end at "
        f"{base + amount.stated:,.0f}: correct the percentage, the amount or the total.",
        settled="The two totals, each with its year.",
    )


def _wholes(plan: Plan) -> Iterator[list[Claim]]:
    """Yield the ranked shares of each whole, in the order of their ranks."""
    ranked = [c for c in plan.claims if c.whole and c.rank]
    for whole in dict.fromkeys(c.whole for c in ranked):
        parts = [c for c in ranked if c.whole == whole]
        if len(parts) > 1:
            yield sorted(parts, key=lambda c: c.rank or 0)


def _unfilled(plan: Plan, parts: list[Claim]) -> Iterator[Finding]:
    """Find shares that leave more than the parts ranked below them can hold."""
    last, total = parts[-1], Approx.exact(0)
    for claim in parts:
        total += claim.value
    count = next((c.parts for c in parts if c.parts), None)
    if count is None or [c.rank for c in parts] != list(range(1, len(parts) + 1)):
        return
    remaining = count - len(parts)
    rest, room = 100 - total.high, remaining * last.value.high
    if rest <= room:
        return
    least = (rest + last.value.low) / (remaining + 1)
    yield _error(
        plan,
        FILL,
        last,
        message=f"The {len(parts)} largest shares add up to {total.mid:.2f}%. The other "
        f"{remaining} parts are each below {last.value}, so they fill at most {room:.2f}% of the "
        f"{rest:.2f}% that is left.",
        hint=f"A share of rank {last.rank} must be at least {least:.2f}%: look for a lost digit.",
        settled="The table that the shares were taken from, or the records themselves.",
    )


def _misordered(plan: Plan, parts: list[Claim]) -> Iterator[Finding]:
    for above, below in itertools.pairwise(parts):
        if above.value.high < below.value.low:
            yield _error(
                plan,
                RANK,
                below,
                message=f"{below.value} has rank {below.rank} but is more than {above.value}, "
                f"which has rank {above.rank}.",
                hint="Correct the ranks or the shares.",
                settled="The table that the shares were taken from.",
            )


def _bounds(value: Approx) -> str:
    closed = value.usual()
    if closed.low == closed.high:
        return f"{closed.low:,.0f}"
    return f"{closed.low:,.0f} to {closed.high:,.0f}"
