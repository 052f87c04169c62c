"""Changes and percentages beside the figures that stand near them, typed or not.

What belongs here: what a reader sees at a glance and no field says, the words "rose" and "fell"
among it. What does not: figures that the plan itself ties together (`recomputed`).

A rule here is silent where a word can be read two ways, or where more than two figures stand near.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from typing import Final

import attrs

from safetykit.evaluation.findings import Check, Family, Finding, Severity
from safetykit.evaluation.recomputation import growth
from safetykit.evaluation.rules.asking import Ask, contradiction
from safetykit.evaluation.rules.spelling import FALLS, RISES, words
from safetykit.model import Claim, Counted, Plan, Relation, Status
from safetykit.quantities import Answer, Approx, PartialDate

__all__ = ["check_nearby"]

SOURCE: Final = "The table that the figures were taken from."
WAY: Final = Ask(
    code="SK-A151",
    title="do not fit the two figures beside them",
    of="changes in words beside two figures, where the plan does not set them side by side",
    family=Family.NUMBERS,
    severity=Severity.ERROR,
    hint="Correct the words or a figure; name the two under `change` if others are meant.",
    settled=SOURCE,
)
PERIODS: Final = Ask(
    code="SK-A152",
    title="overlap, or are of unlike length",
    of="pairs of periods whose figures are compared",
    family=Family.NUMBERS,
    hint="Compare periods of one length that share no month, such as a year and the year before.",
    settled=SOURCE,
)
SMALL: Final = Ask(
    code="SK-A153",
    title="are of fewer than 20, without the number itself",
    of="percentages of a stated number",
    family=Family.NUMBERS,
    severity=Severity.NOTICE,
    hint="Give the number itself beside the percentage, or instead of it.",
    settled=SOURCE,
)
FINE: Final = Ask(
    code="SK-A154",
    title="show digits that one case more or less would change tenfold",
    of="percentages of a stated number",
    family=Family.NUMBERS,
    severity=Severity.NOTICE,
    hint="Leave out decimals below 100 cases, and the second decimal below 1,000.",
    settled=SOURCE,
)
# The least base on which this library gives a percentage without its number.
MIN_BASE: Final = 20
LIKE_LENGTH: Final = 1.1  # leap years, and months of 28 and 31 days
_TURNED: Final = frozenset(("not", "no", "never", "than", "slower", "slowed", "if", "without"))
_DECIMALS: Final = re.compile(r"\d\.(\d+)")
_Pair = tuple[Claim, Claim]
_Days = tuple[dt.date, dt.date]


def check_nearby(plan: Plan, *, as_of: dt.date) -> Iterable[Check]:  # noqa: ARG001  a Rule
    """Lay changes and percentages beside the figures that they can only be of."""
    changes = [(c, pair) for c in plan.claims if _way(c) and (pair := _near(plan, c))]
    yield WAY.check(len(changes), (f for c, pair in changes for f in _unlike(plan, c, *pair)))
    compared = [(c, a, b) for c in plan.claims for a, b in _compared(plan, c)]
    timed = [(c, a, b) for c, one, two in compared if (a := _days(one)) and (b := _days(two))]
    yield PERIODS.check(len(timed), (f for one in timed for f in _periods(plan, *one)))
    based = [(c, base) for c in plan.claims if (base := _base(plan, c))]
    yield SMALL.check(len(based), (f for one in based for f in _small(plan, *one)))
    yield FINE.check(len(based), (f for one in based for f in _fine(plan, *one)))


def _way(claim: Claim) -> Relation | None:
    """Return which way a claim says that something went; None where its words leave it open."""
    if claim.compared is not None:
        return claim.compared.relation
    said = set(words(claim.says))
    rises, falls = not said.isdisjoint(RISES), not said.isdisjoint(FALLS)
    if rises == falls or not said.isdisjoint(_TURNED):
        return None
    return Relation.HIGHER if rises else Relation.LOWER


def _near(plan: Plan, claim: Claim) -> _Pair | None:
    """Return the figures before and after that a percentage can only be a change between.

    Named ones, if the plan names both and no comparison; else the two figures of the same subject,
    if there are two, at two times, the later of them the claim's own if it has one.
    """
    change = claim.change
    if not claim.value.percent or not claim.value.known:
        return None
    if change is not None:
        named = change.before and change.after and claim.compared is None
        return (plan.claim(str(change.before)), plan.claim(str(change.after))) if named else None
    if claim.share_of or claim.whole or claim.amounts_to or claim.at_most or claim.rank:
        return None
    same = [c for c in plan.claims if _is_figure(c) and _is_of_one(c, claim)]
    if len(same) != 2 or same[0].unit != same[1].unit:
        return None
    one, other = same
    before, after = (one, other) if _is_before(one, other) else (other, one)
    is_last = claim.when is None or claim.when == after.when
    return (before, after) if _is_before(before, after) and is_last else None


def _is_figure(claim: Claim) -> bool:
    return claim.value.known and not claim.value.percent and claim.ratio is None


def _is_of_one(one: Claim, other: Claim) -> bool:
    if one.test and other.test and one.test.indicator == other.test.indicator:
        return True
    subject = words(one.subject)
    return bool(subject) and subject == words(other.subject)


def _is_before(one: Claim, other: Claim) -> bool:
    return (
        one.when is not None
        and other.when is not None
        and (one.when.before(other.when) is Answer.YES)
    )


def _unlike(plan: Plan, claim: Claim, before: Claim, after: Claim) -> Iterator[Finding]:
    """Find a change whose words, or whose size where nothing is typed, the two figures refuse."""
    way, then, now = _way(claim), before.value.usual(), after.value.usual()
    falls = way is Relation.LOWER
    turned = (then.less_than(now) if falls else now.less_than(then)) is Answer.YES
    computed = growth(then, now)
    size = _opposite(computed) if falls else computed
    differs = claim.change is None and not _magnitude(claim.value).overlaps(size)
    if not turned and not differs:
        return
    named = claim.change is not None
    sure = named and all(c.status is Status.STATED for c in (claim, before, after))
    yield contradiction(
        plan,
        WAY,
        claim,
        severity=Severity.ERROR if sure else Severity.WARNING,
        message=f"{claim.says.rstrip('.')}. {_dated(before)} and {_dated(after)} make "
        f"{_percent(computed)}.",
        hint=WAY.hint,
        settled=WAY.settled,
    )


def _magnitude(value: Approx) -> Approx:
    return _opposite(value) if value.usual().high < 0 else value.usual()


def _opposite(value: Approx) -> Approx:
    return attrs.evolve(value, low=-value.high, high=-value.low, text="")


def _dated(claim: Claim) -> str:
    return f"{claim.value.words}{f' ({claim.when})' if claim.when else ''}"


def _percent(value: Approx) -> str:
    ends = dict.fromkeys(f"{end:+.1f}".replace("-", "−") for end in (value.low, value.high))
    return f"{' to '.join(ends)}%"


def _compared(plan: Plan, claim: Claim) -> Iterator[_Pair]:
    """Yield the figures of two times that a claim sets side by side."""
    change = claim.change
    if change and change.before and change.after:
        yield plan.claim(change.before), plan.claim(change.after)
    if claim.compared and claim.compared.claim:
        yield plan.claim(claim.compared.claim), claim


def _days(claim: Claim) -> _Days | None:
    """Return the first and last day that a figure counts; None for one of a moment, or unknown."""
    if claim.counted is Counted.AT_ONE_TIME:
        return None
    period = claim.test.period if claim.test else None
    sides: tuple[PartialDate | None, ...] = (claim.when, claim.when)
    if period is not None:
        sides = (period.start, period.end)
    start, end = sides
    if start is None or end is None or start.earliest is None or end.latest is None:
        return None
    return start.earliest, end.latest


def _periods(plan: Plan, claim: Claim, before: _Days, after: _Days) -> Iterator[Finding]:
    """Find two periods of one length that share days, and, of counts over a period, unlike ones."""
    if before == after:
        return
    lengths = sorted((last - first).days + 1 for first, last in (before, after))
    alike = lengths[1] <= LIKE_LENGTH * lengths[0]
    first, last = max(before[0], after[0]), min(before[1], after[1])
    spans = f"{_span(before)} and {_span(after)}"
    if alike and first <= last:
        message = f"{claim.says.rstrip('.')}. It compares {spans}, which share {first} to {last}."
    elif not alike and _over_periods(plan, claim):
        message = f"{claim.says.rstrip('.')}. It compares {spans}, which are of unlike length."
    else:
        return
    yield contradiction(plan, PERIODS, claim, message=message, hint=PERIODS.hint, settled=SOURCE)


def _span(days: _Days) -> str:
    return f"{days[0]} to {days[1]}"


def _over_periods(plan: Plan, claim: Claim) -> bool:
    """Return whether the figures that a claim compares are said to be counts over a period."""
    pairs = [one for pair in _compared(plan, claim) for one in pair]
    return bool(pairs) and all(c.counted is Counted.OVER_PERIOD or c.test for c in pairs)


def _base(plan: Plan, claim: Claim) -> Claim | None:
    """Return the number that a percentage is of, where the plan states it."""
    change = claim.change
    name = claim.share_of or (change.before if change else None)
    base = plan.claim(name) if name else None
    known = base is not None and base.value.known and not base.value.percent
    return base if known else None


def _small(plan: Plan, claim: Claim, base: Claim) -> Iterator[Finding]:
    change = claim.change
    told = claim.amounts_to or (change and (change.amount or change.after))
    if told or not 0 < base.value.usual().high < MIN_BASE:
        return
    one = 100 / base.value.usual().high
    message = (
        f"{claim.value.words} of {base.value.words} ({base.subject}): one case more or less would "
        f"change it by {one:.0f} points."
    )
    yield contradiction(plan, SMALL, claim, message=message, hint=SMALL.hint, settled=SOURCE)


def _fine(plan: Plan, claim: Claim, base: Claim) -> Iterator[Finding]:
    decimals = _DECIMALS.search(claim.value.text)
    number = base.value.usual().high
    if not decimals or not 0 < number < 10.0 ** (len(decimals[1]) + 1):
        return
    message = (
        f"{claim.value.words} of {base.value.words} ({base.subject}): one case more or less would "
        f"change it by {100 / number:.2g} points."
    )
    yield contradiction(plan, FINE, claim, message=message, hint=FINE.hint, settled=SOURCE)
