"""The number audit: every stated number against the others, with what its words allow.

What belongs here: two figures for one thing, limits, and changes beside amounts. What does not:
ranked shares (`ranks`), and sums and the like (`recomputed`).

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
from safetykit.evaluation.rules.asking import Ask, contradiction
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
    of="shares and counts with a stated limit",
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


def check_numbers(plan: Plan, *, as_of: dt.date) -> Iterable[Check]:  # noqa: ARG001  a Rule
    """Recompute stated numbers from each other."""
    pairs = list(_pairs(plan))
    shares = [c for c in plan.claims if c.share_of and c.at_most]
    changes = [(c, beside) for c in plan.claims if (beside := _beside(c))]
    limited = [(c, most) for c in plan.claims for most in _limits(plan, c)]
    return (
        SAME.check(len(pairs), (f for a, b in pairs for f in _disagreement(plan, a, b))),
        SHARE.check(
            len(shares) + len(limited),
            (
                *(f for c in shares for f in _excess(plan, c)),
                *(f for c, most in limited for f in _above(plan, c, most)),
            ),
        ),
        CHANGE.check(len(changes), (f for c, beside in changes for f in _misfit(plan, c, beside))),
    )


def _pairs(plan: Plan) -> Iterator[tuple[Claim, Claim]]:
    """Yield each two claims about one subject, in one unit and for one time.

    A figure for a time that is lost or of its own, such as a forecast, is not compared, nor a share
    with a change or with a share of something else, nor a count of a year with one of a night.
    """
    named = (c for c in plan.claims if words(c.subject))
    keyed = [((words(c.subject), c.unit, c.when, _role(c)), c) for c in named]
    for (one, a), (other, b) in itertools.combinations(keyed, 2):
        unlike = a.counted and b.counted and a.counted is not b.counted
        if one == other and not unlike and (a.when is None or a.when.known):
            yield a, b


def _role(claim: Claim) -> tuple[object, ...]:
    """Return what kind of number it is: a percentage by what it is of, and a ratio by itself."""
    kind = (claim.value.percent, claim.ratio)
    if not claim.value.percent:
        return kind
    changes = claim.change is not None or claim.compared is not None
    return (*kind, claim.share_of, claim.whole, changes)


def _disagreement(plan: Plan, a: Claim, b: Claim) -> Iterator[Finding]:
    if a.value.usual().overlaps(b.value.usual()):
        return
    yield contradiction(
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
    yield contradiction(
        plan,
        SHARE,
        claim,
        message=f"{claim.value} of the {base.subject} is {shown}, more than "
        f"{limit.value} {limit.subject}. {claim.at_most_because}".strip(),
        hint=f"If the share is of the {limit.subject}, it is about "
        f"{_number(share.mid * limit.value.stated)}: say of what it is a share.",
        settled="The table that the percentage was taken from.",
    )


def _limits(plan: Plan, claim: Claim) -> Iterator[Claim]:
    """Yield what a count cannot exceed: its stated limit, and a total that cannot be added up.

    Where every part of the total is known, the sum is asked for instead.
    """
    if claim.value.percent:
        return
    if claim.at_most and not claim.share_of:
        yield plan.claim(claim.at_most)
    for total in plan.claims:
        if claim.id in total.sum_of and not all(plan.claim(p).value.known for p in total.sum_of):
            yield total


def _above(plan: Plan, claim: Claim, limit: Claim) -> Iterator[Finding]:
    """Find a count that is above its limit on every reading of both.

    A limit that the plan states holds of the numbers, whatever their units; a total holds of its
    own unit.
    """
    is_stated = claim.at_most == limit.id
    unlike = limit.value.percent or (claim.unit != limit.unit and not is_stated)
    if unlike or claim.value.usual().low <= limit.value.usual().high:
        return
    why = claim.at_most_because if is_stated else "It is a part of that total."
    yield contradiction(
        plan,
        SHARE,
        claim,
        severity=_certainty(claim, limit),
        message=f"{claim.value.words} ({claim.subject}) cannot be more than {limit.value.words} "
        f"({limit.subject}). {why}".strip(),
        hint="Correct one of the two, or say why it may be more.",
        settled="The table that the figures were taken from.",
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
    yield contradiction(
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
