"""The number audit: every stated number against the others, with what its words allow.

Each rule answers from the bounds of `Approx`. A contradiction is reported only where no values
within the bounds agree; "over 383,000" is given the closed reading of an everyday reader.
"""

from __future__ import annotations

import datetime as dt
import itertools
import math
from collections.abc import Iterable, Iterator
from typing import Final

import attrs

from safetykit.evaluation.findings import Check, Family, Finding, Severity
from safetykit.evaluation.rules.asking import Ask
from safetykit.evaluation.rules.spelling import words
from safetykit.model import Claim, Plan, Relation, Status
from safetykit.quantities import Approx

__all__ = ["check_numbers"]

SAME: Final = Ask(
    code="SK-A101",
    title="disagree with each other",
    of="pairs of figures for one thing",
    family=Family.NUMBERS,
    severity=Severity.ERROR,
)
SHARE: Final = Ask(
    code="SK-A102",
    title="give more than there can be",
    of="shares with a stated limit",
    family=Family.NUMBERS,
    severity=Severity.ERROR,
)
CHANGE: Final = Ask(
    code="SK-A103",
    title="do not fit the amounts beside them",
    of="percentage changes",
    family=Family.NUMBERS,
    severity=Severity.ERROR,
)
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


def check_numbers(plan: Plan, *, as_of: dt.date) -> Iterable[Check]:  # noqa: ARG001  a Rule
    """Recompute stated numbers from each other."""
    pairs = list(_pairs(plan))
    shares = [c for c in plan.claims if c.share_of and c.at_most]
    changes = [(c, beside) for c in plan.claims if (beside := _beside(c))]
    wholes = list(_wholes(plan))
    ranked = [parts for parts in wholes if _number_of_parts(parts)]
    return (
        SAME.check(len(pairs), (f for a, b in pairs for f in _disagreement(plan, a, b))),
        SHARE.check(len(shares), (f for c in shares for f in _excess(plan, c))),
        CHANGE.check(len(changes), (f for c, beside in changes for f in _misfit(plan, c, beside))),
        FILL.check(len(ranked), (f for parts in ranked for f in _unfilled(plan, parts))),
        RANK.check(len(wholes), (f for parts in wholes for f in _misordered(plan, parts))),
    )


def _contradiction(
    plan: Plan,
    ask: Ask,
    claim: Claim,
    *,
    message: str,
    hint: str,
    settled: str,
    severity: Severity | None = None,
) -> Finding:
    where = ("claims", plan.claims.index(claim))
    return ask.finding(
        plan, where, claim.id, message, severity=severity, hint=hint, settled=settled
    )


def _pairs(plan: Plan) -> Iterator[tuple[Claim, Claim]]:
    """Yield each two claims about one subject, in one unit and for one time.

    A figure for a time that is lost or of its own, such as a forecast, is not compared.
    """
    keyed = [((words(c.subject), c.unit, c.when), c) for c in plan.claims]
    for (one, a), (other, b) in itertools.combinations(keyed, 2):
        if one == other and a.value.percent == b.value.percent and (a.when is None or a.when.known):
            yield a, b


def _disagreement(plan: Plan, a: Claim, b: Claim) -> Iterator[Finding]:
    if a.value.usual().overlaps(b.value.usual()):
        return
    yield _contradiction(
        plan,
        SAME,
        b,
        severity=_certainty(a, b),
        message=f"{b.subject}: “{b.value}” here and “{a.value}” elsewhere cannot both be right "
        f"({_bounds(b.value)} against {_bounds(a.value)}).",
        hint=f"State one figure with its year and source, or say how the two differ ({a.id}).",
        settled="The source and the year of each figure.",
    )


def _certainty(*claims: Claim) -> Severity:
    """Return an error among stated figures; a figure that was inferred makes it a warning."""
    stated = all(claim.status is Status.STATED for claim in claims)
    return Severity.ERROR if stated else Severity.WARNING


def _excess(plan: Plan, claim: Claim) -> Iterator[Finding]:
    """Find shares that exceed their limit on every figure that the plan states for their base.

    On the base that the claim names, no values within the bounds agree. Other figures for that base
    must exceed the limit as they are stated.
    """
    base, limit = plan.claim(claim.share_of or ""), plan.claim(claim.at_most or "")
    share, most = claim.value.usual().share(), limit.value.usual()
    if base.value.percent != most.percent or (share * _plain(base.value)).low <= most.high:
        return
    same = [c.value for c in plan.claims if (c.subject, c.unit) == (base.subject, base.unit)]
    stated = [v.usual().stated for v in same if v.percent == most.percent]
    numbers = sorted(share.mid * number for number in stated if math.isfinite(number))
    if not numbers or numbers[0] <= most.high:
        return
    shown = " to ".join(dict.fromkeys(_number(n) for n in (numbers[0], numbers[-1])))
    yield _contradiction(
        plan,
        SHARE,
        claim,
        message=f"{claim.value} of the {base.subject} is {shown}, more than "
        f"{limit.value} {limit.subject}. {claim.at_most_because}".strip(),
        hint=f"If the share is of the {limit.subject}, it is about "
        f"{_number(share.mid * limit.value.stated)}: say of what it is a share.",
        settled="The table that the percentage was taken from.",
    )


def _plain(value: Approx) -> Approx:
    """Return the closed reading of a number, a percentage as the number before its sign."""
    return attrs.evolve(value.usual(), percent=False, text="")


def _beside(claim: Claim) -> tuple[str, str, str] | None:
    """Return the claims of a change's amount and total, and when the total was; None without."""
    change = claim.change
    if change is None or change.amount is None:
        return None
    if change.before:
        return change.amount, change.before, "before"
    return (change.amount, change.after, "after") if change.after else None


def _misfit(plan: Plan, claim: Claim, beside: tuple[str, str, str]) -> Iterator[Finding]:
    """Find a change whose amount does not fit the total before it or, without one, after it."""
    amount, stated, when = plan.claim(beside[0]).value, plan.claim(beside[1]), beside[2]
    if amount.percent or stated.value.percent:
        return
    falls = _falls(claim, amount)
    size = _magnitude(amount.usual())
    implied = size / _magnitude(claim.value).share()
    if when == "after":
        implied = implied - size if falls else implied + size
    if implied.overlaps(stated.value.usual()):
        return
    base = 100 * abs(amount.stated / claim.value.stated)
    end = base - abs(amount.stated) if falls else base + abs(amount.stated)
    yield _contradiction(
        plan,
        CHANGE,
        claim,
        message=f"A change of {claim.value} that amounts to {amount} means {_bounds(implied)} "
        f"{when} it, but the plan states {stated.value} ({stated.id}).",
        hint=f"{amount} is {claim.value} of {base:,.0f}, which would end at "
        f"{end:,.0f}: correct the percentage, the amount or the total.",
        settled="The two totals, each with its year.",
    )


def _falls(claim: Claim, amount: Approx) -> bool:
    """Return whether a change is downwards, by its sign, its amount's or what it is set beside."""
    lower = claim.compared is not None and claim.compared.relation is Relation.LOWER
    return lower or claim.value.high < 0 or amount.high < 0


def _magnitude(value: Approx) -> Approx:
    if value.high >= 0:
        return value
    return attrs.evolve(value, low=-value.high, high=-value.low, text="")


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
    yield _contradiction(
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
    for above, below in itertools.pairwise(parts):
        if above.rank != below.rank and above.value.high < below.value.low:
            yield _contradiction(
                plan,
                RANK,
                below,
                message=f"{below.value} has rank {below.rank} but is more than {above.value}, "
                f"which has rank {above.rank}.",
                hint="Correct the ranks or the shares.",
                settled="The table that the shares were taken from.",
            )


def _bounds(value: Approx) -> str:
    """Write the bounds of a closed reading, as whole numbers where they are large."""
    closed, unit = value.usual(), "%" if value.percent else ""
    if math.isinf(closed.low):
        return f"{_number(closed.high)}{unit} or less"
    if math.isinf(closed.high):
        return f"{_number(closed.low)}{unit} or more"
    ends = dict.fromkeys(_number(end) for end in (closed.low, closed.high))
    return f"{' to '.join(ends)}{unit}"


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 or value.is_integer() else f"{value:,.4g}"
